import type { PersonalField } from '@yika/core/access/personal-field.ts'
import { addDays, dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import type { ReleasableFact } from '@yika/core/service/card-service.ts'
import { useState } from 'react'
import { useMay } from '../../client/may.ts'
import { useRead } from '../../client/use-calls.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { Deed } from '../deed.tsx'
import { CheckList } from './check-list.tsx'
import type { Institution } from './institutions-page.tsx'
import { useOwnBody } from './own-body.ts'

const words = createWords('propose-agreement', {
  zh: {
    propose: '提出协议',
    what: '协议须由另一人签署后才生效。签署后，{{name}}在期间内可以使用所选服务，并获知所列事项，不多于服务所允许的。',
    service: '服务',
    pick: '请选择',
    personal: '可获知的个人信息',
    facts: '可获知的事实',
    nothing: '该服务只告知可以或不可以。',
    basis: '依据（法律条文或合同；信用服务须写明法律条文）',
    from: '起始日期',
    until: '最后一日（可不填）',
    missing: '请选择服务，填写依据（至少 4 个字）和起始日期。',
    done: '已提出，等待另一人签署：{{name}}，{{service}}。',
  },
  en: {
    propose: 'Propose an agreement',
    what: 'It holds when somebody else has signed. Then {{name}} may use the service in that period and is told what is ticked, never more than the service allows.',
    service: 'Service',
    pick: 'Choose',
    personal: 'Personal items that it is told',
    facts: 'Facts that it is told',
    nothing: 'This service tells yes or no alone.',
    basis: 'Basis (article of a law, or contract; credit services name the article)',
    from: 'First day',
    until: 'Last day (may stay empty)',
    missing: 'Choose a service and enter basis (four characters at least) and first day.',
    done: 'Proposed, waits for somebody else to sign: {{name}}, {{service}}.',
  },
})

interface ProposeAgreementProps {
  readonly institution: Institution
  readonly onDone: (text: string) => void
}

export function ProposeAgreement({ institution: { institutionId, name }, onDone }: ProposeAgreementProps) {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const { owns } = useOwnBody()
  const catalogue = useRead('service/card-services', {})
  const services = (catalogue.data?.fields.flatMap((one) => one.services) ?? []).filter(({ ownerId }) => owns(ownerId))
  const [serviceId, setServiceId] = useState('')
  const [personal, setPersonal] = useState<PersonalField[]>([])
  const [facts, setFacts] = useState<ReleasableFact[]>([])
  const [legalBasis, setLegalBasis] = useState('')
  const [from, setFrom] = useState<string>(() => addDays(dayOf(instantOf(Date.now())), 1))
  const [until, setUntil] = useState('')
  if (!may('service/propose-agreement') || services.length === 0) return null
  const service = services.find((one) => one.serviceId === serviceId)
  return (
    <Deed
      name="service/propose-agreement"
      look="main"
      label={say('propose')}
      consequence={say('what', { name: said(name) })}
      input={() =>
        serviceId === '' || legalBasis.trim().length < 4 || from === ''
          ? say('missing')
          : {
              ...{ institutionId, serviceId, personal, facts, from },
              legalBasis: legalBasis.trim(),
              until: until === '' ? null : until,
            }
      }
      onDone={() => {
        onDone(say('done', { name: said(name), service: service === undefined ? serviceId : said(service.name) }))
        setServiceId('')
      }}
    >
      <SelectField
        label={say('service')}
        value={serviceId}
        any={say('pick')}
        options={services.map((one) => ({ value: one.serviceId, label: said(one.name) }))}
        onValue={(chosen) => {
          setServiceId(chosen)
          setPersonal([])
          setFacts([])
        }}
      />
      {serviceId !== '' && (
        <Told serviceId={serviceId} personal={personal} facts={facts} onPersonal={setPersonal} onFacts={setFacts} />
      )}
      <TextField label={say('basis')} value={legalBasis} maxLength={300} onValue={setLegalBasis} />
      <TextField label={say('from')} type="date" value={from} onValue={setFrom} />
      <TextField label={say('until')} type="date" value={until} onValue={setUntil} />
    </Deed>
  )
}

interface ToldProps {
  readonly serviceId: string
  readonly personal: readonly PersonalField[]
  readonly facts: readonly ReleasableFact[]
  readonly onPersonal: (personal: PersonalField[]) => void
  readonly onFacts: (facts: ReleasableFact[]) => void
}

/** M2.9: a part of what the service may tell; nothing is ticked beforehand. */
function Told({ serviceId, personal, facts, onPersonal, onFacts }: ToldProps) {
  const say = useSay(words)
  const said = useSaid()
  const { data } = useRead('service/card-service', { serviceId })
  if (data === undefined) return null
  const { tells } = data
  if (tells.personal.length + tells.facts.length === 0) return <p className="quiet">{say('nothing')}</p>
  return (
    <>
      {tells.personal.length > 0 && (
        <CheckList
          legend={say('personal')}
          value={personal}
          options={tells.personal.map((one) => ({ value: one.field, label: said(one) }))}
          onValue={onPersonal}
        />
      )}
      {tells.facts.length > 0 && (
        <CheckList
          legend={say('facts')}
          value={facts}
          options={tells.facts.map((one) => ({ value: one.fact, label: said(one) }))}
          onValue={onFacts}
        />
      )}
    </>
  )
}
