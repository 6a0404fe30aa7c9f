import { addDays, addYears, dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import { useState } from 'react'
import { useMay } from '../../client/may.ts'
import { useRead } from '../../client/use-calls.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { Deed } from '../deed.tsx'
import { useOwnBody } from './own-body.ts'

const words = createWords('announce-integration', {
  zh: {
    announce: '公告整合服务',
    what: '由另一人签署后公布：自所填日期起不再发放旧卡，改用社会保障卡；旧卡权益保留至所填日期，以后只能延长。',
    service: '服务',
    pick: '请选择',
    zh: '旧卡名称（中文）',
    en: '旧卡名称（英文）',
    noOwn: '不再发放旧卡的首日',
    rights: '旧卡权益的最后一日',
    missing: '请选择服务，填写旧卡名称和两个日期。',
    done: '已公告，等待另一人签署：{{card}}。',
  },
  en: {
    announce: 'Announce an integration',
    what: 'When somebody else has signed it is published: from that day on no old card is issued and the social security card is used; old ones keep their rights until the day given, which can only be put off.',
    service: 'Service',
    pick: 'Choose',
    zh: 'Old card (Chinese)',
    en: 'Old card (English)',
    noOwn: 'First day without new old cards',
    rights: 'Last day of the rights of old cards',
    missing: 'Choose a service and enter the name of the old card and both days.',
    done: 'Announced, waits for somebody else to sign: {{card}}.',
  },
})

const shortestName = 2

export function AnnounceIntegration({ onDone }: { readonly onDone: (text: string) => void }) {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const { owns } = useOwnBody()
  const catalogue = useRead('service/card-services', {})
  const register = useRead('service/integrated-services', {})
  const integrated = register.data?.services.map(({ serviceId }) => serviceId) ?? []
  const services = (catalogue.data?.fields.flatMap((one) => one.services) ?? []).filter(
    ({ ownerId, serviceId }) => owns(ownerId) && !integrated.includes(serviceId),
  )
  const tomorrow = addDays(dayOf(instantOf(Date.now())), 1)
  const [serviceId, setServiceId] = useState('')
  const [zh, setZh] = useState('')
  const [en, setEn] = useState('')
  const [from, setFrom] = useState<string>(tomorrow)
  const [until, setUntil] = useState<string>(() => addYears(tomorrow, 2))
  if (!may('service/announce-integration') || services.length === 0) return null
  const oldCard = { zh: zh.trim(), en: en.trim() }
  return (
    <Deed
      name="service/announce-integration"
      look="main"
      label={say('announce')}
      consequence={say('what')}
      input={() =>
        serviceId === '' ||
        oldCard.zh.length < shortestName ||
        oldCard.en.length < shortestName ||
        from === '' ||
        until === ''
          ? say('missing')
          : { serviceId, oldCard, noOwnCardFrom: from, oldRightsUntil: until }
      }
      onDone={() => onDone(say('done', { card: said(oldCard) }))}
    >
      <SelectField
        label={say('service')}
        value={serviceId}
        any={say('pick')}
        options={services.map((one) => ({ value: one.serviceId, label: said(one.name) }))}
        onValue={(chosen) => {
          setServiceId(chosen)
          const replaced = services.find((one) => one.serviceId === chosen)?.replacesCard
          setZh(replaced?.zh ?? '')
          setEn(replaced?.en ?? '')
        }}
      />
      <TextField label={say('zh')} value={zh} maxLength={60} onValue={setZh} />
      <TextField label={say('en')} value={en} maxLength={120} onValue={setEn} />
      <TextField label={say('noOwn')} type="date" value={from} onValue={setFrom} />
      <TextField label={say('rights')} type="date" value={until} onValue={setUntil} />
    </Deed>
  )
}
