import { type BankService, bankServices } from '@yika/core/bank/bank-service.ts'
import { type DistrictCode, districts } from '@yika/core/identifier/district.ts'
import { useState } from 'react'
import type { Answer } from '../client/operations.ts'
import { useRead, useReadPages } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { SelectField } from '../ui/field.tsx'
import { Page } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { createWords, useLanguage, useSaid, useSay } from '../ui/words.ts'
import { openingLines } from './opening-hours.ts'

type Outlet = Answer<'bank/outlets'>['outlets'][number]
type Accessibility = Outlet['accessibility'][number]

const accessibility = {
  'step-free': { zh: '无台阶', en: 'Step-free' },
  'accessible-toilet': { zh: '无障碍卫生间', en: 'Accessible toilet' },
  parking: { zh: '无障碍车位', en: 'Accessible parking' },
  'wheelchair-loan': { zh: '轮椅借用', en: 'Wheelchairs lent' },
  'sign-language': { zh: '手语服务', en: 'Sign language' },
  'hearing-loop': { zh: '听力辅助', en: 'Hearing loop' },
  braille: { zh: '盲文资料', en: 'Braille' },
  'large-type': { zh: '大字资料', en: 'Large print' },
  'home-visit': { zh: '上门服务', en: 'Home visits' },
} as const satisfies Record<Accessibility, { zh: string; en: string }>

const words = createWords('outlets', {
  zh: {
    title: '服务网点',
    lead: '所有合作银行网点均可办理；带“即时制卡”标记的可当场领卡。',
    filter: '筛选',
    district: '区',
    bank: '银行',
    service: '办理事项',
    accessible: '无障碍',
    any: '不限',
    instant: '即时制卡',
    onlyInstant: '只看即时制卡网点',
    none: '没有符合条件的网点。请放宽条件。',
    found: '已列出 {{count}} 个网点',
    more: '显示更多',
    phone: '电话',
    hours: '营业时间',
  },
  en: {
    title: 'Outlets',
    lead: 'Every outlet of a cooperating bank serves you; those marked “on the spot” make the card while you wait.',
    filter: 'Filter',
    district: 'District',
    bank: 'Bank',
    service: 'Service',
    accessible: 'Accessibility',
    any: 'Any',
    instant: 'On the spot',
    onlyInstant: 'Only outlets that make cards on the spot',
    none: 'No outlet fits. Ask for less.',
    found: '{{count}} outlets listed',
    more: 'Show more',
    phone: 'Phone',
    hours: 'Hours',
  },
})

const pageSize = 24

export function OutletsPage() {
  const say = useSay(words)
  const said = useSaid()
  const [district, setDistrict] = useState<DistrictCode | ''>('')
  const [bankId, setBankId] = useState('')
  const [service, setService] = useState<BankService | ''>('')
  const [accessible, setAccessible] = useState<Accessibility | ''>('')
  const [instant, setInstant] = useState(false)
  const banks = useRead('bank/banks', {})
  const bankName = new Map(banks.data?.banks.map((bank) => [bank.bankId, said(bank.name)]))
  const pages = useReadPages('bank/outlets', {
    limit: pageSize,
    ...(district === '' ? {} : { district }),
    ...(bankId === '' ? {} : { bankId }),
    ...(service === '' ? {} : { service }),
    ...(accessible === '' ? {} : { accessible }),
    ...(instant ? { instant } : {}),
  })
  return (
    <Page title={say('title')} lead={say('lead')}>
      <section className="panel" aria-label={say('filter')}>
        <div className="grid">
          <SelectField
            label={say('district')}
            any={say('any')}
            value={district}
            options={optionsOf(districts, said)}
            onValue={setDistrict}
          />
          <SelectField
            label={say('bank')}
            any={say('any')}
            value={bankId}
            options={[...bankName].map(([value, label]) => ({ value, label }))}
            onValue={setBankId}
          />
          <SelectField
            label={say('service')}
            any={say('any')}
            value={service}
            options={optionsOf(bankServices, said)}
            onValue={setService}
          />
          <SelectField
            label={say('accessible')}
            any={say('any')}
            value={accessible}
            options={optionsOf(accessibility, said)}
            onValue={setAccessible}
          />
        </div>
        <label className="check">
          <input type="checkbox" checked={instant} onChange={({ target }) => setInstant(target.checked)} />
          {say('onlyInstant')}
        </label>
      </section>
      <Asked of={pages}>
        {({ pages: read }) => {
          const outlets = read.flatMap((page) => page.outlets)
          if (outlets.length === 0) return <Empty text={say('none')} />
          return (
            <>
              <p className="quiet" role="status">
                {say('found', { count: outlets.length })}
              </p>
              <ul className="grid">
                {outlets.map((outlet) => (
                  <OutletPanel key={outlet.outletId} outlet={outlet} bank={bankName.get(outlet.bankId) ?? ''} />
                ))}
              </ul>
              {pages.hasNextPage && (
                <p>
                  <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
                    {say('more')}
                  </Button>
                </p>
              )}
            </>
          )
        }}
      </Asked>
    </Page>
  )
}

function OutletPanel({ outlet, bank }: { readonly outlet: Outlet; readonly bank: string }) {
  const say = useSay(words)
  const said = useSaid()
  const language = useLanguage()
  const { name, address, phone, instantIssue, openingHours, accessibility: marks, district } = outlet
  const title = language === 'en' && name.en !== null ? name.en : name.zh
  return (
    <li className="panel">
      <h2 lang={title === name.en ? 'en' : 'zh-CN'}>{title}</h2>
      <p className="row small">
        {!title.startsWith(bank) && <span>{bank}</span>}
        {district in districts && <span className="quiet">{said(districts[district as DistrictCode])}</span>}
        {instantIssue && <Tag tone="good">{say('instant')}</Tag>}
      </p>
      <p lang="zh-CN">{address}</p>
      {phone !== null && (
        <p>
          {say('phone')} <a href={`tel:${phone}`}>{phone}</a>
        </p>
      )}
      <div className="small">
        <p className="quiet">{say('hours')}</p>
        {openingLines(openingHours, language).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      {marks.length > 0 && (
        <p className="row">
          {marks.map((mark) => (
            <Tag key={mark}>{said(accessibility[mark])}</Tag>
          ))}
        </p>
      )}
    </li>
  )
}

function optionsOf<Value extends string>(
  list: Readonly<Record<Value, { readonly zh: string; readonly en: string }>>,
  said: (text: { readonly zh: string; readonly en: string }) => string,
): readonly { readonly value: Value; readonly label: string }[] {
  return (Object.keys(list) as Value[]).map((value) => ({ value, label: said(list[value]) }))
}
