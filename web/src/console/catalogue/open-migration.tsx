import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../../client/may.ts'
import { useAsk, useRead } from '../../client/use-calls.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { Deed } from '../deed.tsx'
import { useOwnBody } from './own-body.ts'

const words = createWords('open-migration', {
  zh: {
    open: '建立迁移批次',
    what: '建立后上传旧卡明细，逐行迁移到持卡人的社会保障卡。同一文件名称只能建立一个批次。',
    service: '整合的服务',
    pick: '请选择',
    reference: '文件名称或文号（本部门自编）',
    institution: '旧卡余额由谁持有（旧卡无余额则不选）',
    noMoney: '旧卡无余额',
    missing: '请选择服务，填写文件名称。',
  },
  en: {
    open: 'Open a batch',
    what: 'Then the lines of old cards are uploaded and move one by one onto the holders’ social security cards. A file opens one batch.',
    service: 'Integrated service',
    pick: 'Choose',
    reference: 'Name or number of the file (your own)',
    institution: 'Who holds the money of the old cards (none if they carry none)',
    noMoney: 'they carry none',
    missing: 'Choose a service and name the file.',
  },
})

const most = 200

export function OpenMigration() {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const navigate = useNavigate()
  const { owns } = useOwnBody()
  const register = useRead('service/integrated-services', {})
  const catalogue = useRead('service/card-services', {})
  const institutions = useAsk('service/institutions', may('service/institutions') ? { limit: most } : undefined)
  const owned = (catalogue.data?.fields.flatMap((one) => one.services) ?? [])
    .filter(({ ownerId }) => owns(ownerId))
    .map(({ serviceId }) => serviceId)
  const services = (register.data?.services ?? []).filter(({ serviceId }) => owned.includes(serviceId))
  const [serviceId, setServiceId] = useState('')
  const [reference, setReference] = useState('')
  const [institutionId, setInstitutionId] = useState('')
  if (!may('service/open-migration') || services.length === 0) return null
  return (
    <Deed
      name="service/open-migration"
      look="main"
      label={say('open')}
      consequence={say('what')}
      input={() =>
        serviceId === '' || reference.trim().length < 2
          ? say('missing')
          : { serviceId, reference: reference.trim(), ...(institutionId === '' ? {} : { institutionId }) }
      }
      onDone={({ migrationId }) =>
        void navigate({ to: '/integrations/$migrationId', params: { migrationId } as never })
      }
    >
      <SelectField
        label={say('service')}
        value={serviceId}
        any={say('pick')}
        options={services.map((one) => ({ value: one.serviceId, label: said(one.service) }))}
        onValue={setServiceId}
      />
      <TextField label={say('reference')} value={reference} maxLength={80} onValue={setReference} />
      <SelectField
        label={say('institution')}
        value={institutionId}
        any={say('noMoney')}
        options={(institutions.data?.institutions ?? []).map((one) => ({
          value: one.institutionId,
          label: said(one.name),
        }))}
        onValue={setInstitutionId}
      />
    </Deed>
  )
}
