import { type AccessibilityMark, accessibilityMarks } from '@yika/core/bank/outlet.ts'
import { dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import { useState } from 'react'
import { useSession } from '../../client/client-context.tsx'
import type { Answer, Input } from '../../client/operations.ts'
import { useDo } from '../../client/use-calls.ts'
import { useDraft } from '../../client/use-draft.ts'
import { accessibilityWords } from '../../ui/accessibility-words.ts'
import { Button } from '../../ui/button.tsx'
import { CheckField } from '../../ui/check-field.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { districtCodes, districtName } from '../district-name.ts'
import { hoursOfDay, hoursText, weekdays } from './hours.ts'

const words = createWords('outlet-form', {
  zh: {
    zh: '名称（中文）',
    en: '名称（英文，可不填）',
    district: '所在区',
    pick: '请选择',
    address: '地址',
    longitude: '经度（CGCS2000，六位小数以内）',
    latitude: '纬度',
    phone: '电话（可不填）',
    instant: '可即时制卡',
    opens: '开办日期',
    hours: '营业时间',
    hoursHint: '例如 09:00-12:00, 13:00-17:00；不营业留空。',
    day1: '周一',
    day2: '周二',
    day3: '周三',
    day4: '周四',
    day5: '周五',
    day6: '周六',
    day7: '周日',
    access: '无障碍服务',
    save: '保存',
    open: '开办网点',
    busy: '正在提交……',
    missing: '请填写。',
    place: '请填写度数，例如 116.397128。',
    hoursFault: '无法识别，请按 09:00-17:00 的格式填写。',
  },
  en: {
    zh: 'Name (Chinese)',
    en: 'Name (English, may stay empty)',
    district: 'District',
    pick: 'Choose',
    address: 'Address',
    longitude: 'Longitude (CGCS2000, six decimals at most)',
    latitude: 'Latitude',
    phone: 'Phone (may stay empty)',
    instant: 'Makes cards on the spot',
    opens: 'Opens on',
    hours: 'Hours',
    hoursHint: 'Such as 09:00-12:00, 13:00-17:00; empty where it is closed.',
    day1: 'Monday',
    day2: 'Tuesday',
    day3: 'Wednesday',
    day4: 'Thursday',
    day5: 'Friday',
    day6: 'Saturday',
    day7: 'Sunday',
    access: 'Accessibility',
    save: 'Save',
    open: 'Open the outlet',
    busy: 'Sending …',
    missing: 'Fill it in.',
    place: 'Enter degrees, such as 116.397128.',
    hoursFault: 'Not understood: write it as 09:00-17:00.',
  },
})

interface OutletFormProps {
  readonly bankId: string
  readonly outlet: Answer<'bank/outlets'>['outlets'][number] | undefined
  readonly onDone: () => void
}

type Fault = 'zh' | 'district' | 'address' | 'longitude' | 'latitude' | `day${(typeof weekdays)[number]}`

export function OutletForm({ bankId, outlet, onDone }: OutletFormProps) {
  const say = useSay(words)
  const said = useSaid()
  const session = useSession()
  const ownDistrict = session?.role === 'district-officer' ? session.district : null
  const openOutlet = useDo('bank/open-outlet')
  const changeOutlet = useDo('bank/change-outlet')
  const [entered, change, forget] = useDraft(`outlet.${outlet?.outletId ?? bankId}`, {
    zh: outlet?.name.zh ?? '',
    en: outlet?.name.en ?? '',
    district: outlet?.district ?? ownDistrict ?? '',
    address: outlet?.address ?? '',
    longitude: outlet === undefined ? '' : String(outlet.longitude),
    latitude: outlet === undefined ? '' : String(outlet.latitude),
    phone: outlet?.phone ?? '',
    instant: outlet?.instantIssue ?? false,
    opens: dayOf(instantOf(Date.now())) as string,
    hours: [...hoursText(outlet?.openingHours ?? [])],
    access: [...(outlet?.accessibility ?? [])] as AccessibilityMark[],
  })
  const [faults, setFaults] = useState<Partial<Record<Fault, string>>>({})
  const busy = openOutlet.isPending || changeOutlet.isPending
  const error = openOutlet.error ?? changeOutlet.error
  const text = (field: 'zh' | 'en' | 'address' | 'longitude' | 'latitude' | 'phone' | 'opens') => ({
    label: say(field),
    value: entered[field],
    onValue: (value: string) => change({ ...entered, [field]: value }),
  })
  const send = () => {
    const found: Partial<Record<Fault, string>> = {}
    for (const field of ['zh', 'district', 'address'] as const)
      if (entered[field].trim() === '') found[field] = say('missing')
    for (const field of ['longitude', 'latitude'] as const)
      if (!/^\d{1,3}(\.\d{1,6})?$/.test(entered[field].trim())) found[field] = say('place')
    const spans = weekdays.map((day) => hoursOfDay(day, entered.hours[day - 1] ?? ''))
    for (const day of weekdays) if (spans[day - 1] === undefined) found[`day${day}`] = say('hoursFault')
    setFaults(found)
    if (Object.keys(found).length > 0) return
    const details = {
      name: { zh: entered.zh.trim(), en: entered.en.trim() === '' ? null : entered.en.trim() },
      district: entered.district,
      address: entered.address.trim(),
      longitude: Number(entered.longitude),
      latitude: Number(entered.latitude),
      phone: entered.phone.trim() === '' ? null : entered.phone.trim(),
      instantIssue: entered.instant,
      openingHours: spans.flatMap((ofDay) => [...(ofDay ?? [])]),
      accessibility: entered.access,
    } satisfies Omit<Input<'bank/change-outlet'>, 'outletId'>
    const onSuccess = () => {
      forget()
      onDone()
    }
    if (outlet === undefined) openOutlet.mutate({ bankId, openedOn: entered.opens, ...details }, { onSuccess })
    else changeOutlet.mutate({ outletId: outlet.outletId, ...details }, { onSuccess })
  }
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) send()
      }}
    >
      <TextField {...text('zh')} fault={faults.zh} maxLength={80} />
      <TextField {...text('en')} maxLength={160} />
      <SelectField
        label={say('district')}
        fault={faults.district}
        value={entered.district}
        any={say('pick')}
        options={districtCodes
          .filter((code) => ownDistrict === null || code === ownDistrict)
          .map((value) => ({ value, label: said(districtName(value)) }))}
        onValue={(district) => change({ ...entered, district })}
      />
      <TextField {...text('address')} fault={faults.address} maxLength={200} />
      <TextField {...text('longitude')} fault={faults.longitude} inputMode="decimal" />
      <TextField {...text('latitude')} fault={faults.latitude} inputMode="decimal" />
      <TextField {...text('phone')} inputMode="tel" maxLength={20} />
      {outlet === undefined && <TextField {...text('opens')} type="date" />}
      <CheckField
        label={say('instant')}
        checked={entered.instant}
        onValue={(instant) => change({ ...entered, instant })}
      />
      <fieldset className="stack">
        <legend>{say('hours')}</legend>
        <p className="field-hint">{say('hoursHint')}</p>
        {weekdays.map((day) => (
          <TextField
            key={day}
            label={say(`day${day}`)}
            fault={faults[`day${day}`]}
            value={entered.hours[day - 1] ?? ''}
            onValue={(value) =>
              change({ ...entered, hours: entered.hours.map((old, at) => (at === day - 1 ? value : old)) })
            }
          />
        ))}
      </fieldset>
      <fieldset>
        <legend>{say('access')}</legend>
        <div className="grid">
          {accessibilityMarks.map((mark) => (
            <CheckField
              key={mark}
              label={said(accessibilityWords[mark])}
              checked={entered.access.includes(mark)}
              onValue={(wanted) =>
                change({
                  ...entered,
                  access: accessibilityMarks.filter((one) => (one === mark ? wanted : entered.access.includes(one))),
                })
              }
            />
          ))}
        </div>
      </fieldset>
      {error !== null && <ProblemNotice error={error} />}
      <div className="row actions">
        <Button type="submit" look="main" busy={busy}>
          {busy ? say('busy') : say(outlet === undefined ? 'open' : 'save')}
        </Button>
      </div>
    </form>
  )
}
