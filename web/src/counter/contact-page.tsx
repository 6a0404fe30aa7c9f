import { useParams } from '@tanstack/react-router'
import { districts } from '@yika/core/identifier/district.ts'
import { useAsk, useDo } from '../client/use-calls.ts'
import { useDraft } from '../client/use-draft.ts'
import { Asked } from '../ui/asked.tsx'
import { Facts } from '../ui/facts.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { DeedDone } from './deed-done.tsx'
import { DeedPage } from './deed-page.tsx'
import { currentVisit, readOf, type Visit } from './visit.ts'
import { NobodyHere } from './visit-case.tsx'

type District = keyof typeof districts

const words = createWords('counter-contact', {
  zh: {
    title: '变更联系方式',
    submit: '保存变更',
    now: '现有联系方式',
    phone: '新的联系电话',
    phoneHint: '不填则不变。',
    address: '新的联系地址',
    district: '所在区',
    unchanged: '不变',
    codes: '验证码和办卡通知今后发到新的电话。',
    done: '联系方式已变更',
    lead: '新的联系方式即时生效。',
    check: '请到访人确认能收到新电话上的短信。',
    currentPhone: '电话',
    currentAddress: '地址',
  },
  en: {
    title: 'Change contact data',
    submit: 'Save the change',
    now: 'Contact data on record',
    phone: 'New phone',
    phoneHint: 'Left empty it stays as it is.',
    address: 'New address',
    district: 'District',
    unchanged: 'as it is',
    codes: 'Codes and messages about the card go to the new phone from now on.',
    done: 'The contact data are changed',
    lead: 'They hold from now on.',
    check: 'Ask the visitor whether the new phone receives messages.',
    currentPhone: 'Phone',
    currentAddress: 'Address',
  },
})

export function ContactPage() {
  const { personId } = useParams({ strict: false }) as { personId: string }
  const visit = currentVisit(personId)
  return visit === undefined ? <NobodyHere /> : <Deed visit={visit} />
}

function Deed({ visit }: { readonly visit: Visit }) {
  const say = useSay(words)
  const said = useSaid()
  const { personId, visitId } = visit
  const asked = useAsk('holder/person', readOf(visit))
  const [form, setForm, forget] = useDraft(`${visitId}.contact`, {
    phone: '',
    address: '',
    district: '' as District | '',
  })
  const change = useDo('holder/change-contact')
  const { phone, address, district } = form
  const empty = phone.trim() === '' && address.trim() === '' && district === ''
  if (change.isSuccess) return <DeedDone title={say('done')} lead={say('lead')} next={[say('check')]} />
  return (
    <DeedPage
      title={say('title')}
      submit={say('submit')}
      effects={[say('codes')]}
      busy={change.isPending}
      error={change.error}
      ready={!empty}
      onSubmit={() =>
        change.mutate(
          {
            personId,
            ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
            ...(address.trim() === '' ? {} : { address: address.trim() }),
            ...(district === '' ? {} : { district }),
          },
          { onSuccess: forget },
        )
      }
    >
      <section className="panel">
        <h2>{say('now')}</h2>
        <Asked of={asked}>
          {(person) => (
            <Facts
              of={[
                [say('currentPhone'), person.phone],
                [say('currentAddress'), person.address],
                [
                  say('district'),
                  person.district in districts ? said(districts[person.district as District]) : person.district,
                ],
              ]}
            />
          )}
        </Asked>
      </section>
      <TextField
        label={say('phone')}
        hint={say('phoneHint')}
        inputMode="tel"
        autoComplete="off"
        value={phone}
        onValue={(value) => setForm({ ...form, phone: value })}
      />
      <TextField
        label={say('address')}
        hint={say('phoneHint')}
        autoComplete="off"
        maxLength={200}
        value={address}
        onValue={(value) => setForm({ ...form, address: value })}
      />
      <SelectField
        label={say('district')}
        value={district}
        any={say('unchanged')}
        options={(Object.keys(districts) as District[]).map((value) => ({ value, label: said(districts[value]) }))}
        onValue={(value) => setForm({ ...form, district: value })}
      />
    </DeedPage>
  )
}
