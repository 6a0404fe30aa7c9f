import { useSession } from '../client/client-context.tsx'
import { useRead } from '../client/use-calls.ts'
import { Choice } from '../ui/choice.tsx'
import { SelectField } from '../ui/field.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import type { ApplyDraft } from './apply-draft.ts'

const words = createWords('way-field', {
  zh: {
    bank: '服务银行',
    choose: '请选择',
    delivery: '领卡方式',
    outlet: '到网点领取',
    post: '邮寄到登记地址',
    minor: '未成年人的卡由监护人到网点领取。',
    place: '领卡网点',
    here: '{{name}}（本网点）',
  },
  en: {
    bank: 'Bank',
    choose: 'Choose',
    delivery: 'How it is received',
    outlet: 'Collected at an outlet',
    post: 'By post to the registered address',
    minor: 'The card of a minor is collected by the guardian at an outlet.',
    place: 'Outlet',
    here: '{{name}} (this one)',
  },
})

interface WayFieldProps {
  readonly draft: ApplyDraft
  readonly minor: boolean
  readonly onChange: (change: Partial<ApplyDraft>) => void
}

const outletsAtMost = 500

/** Which bank, and how the card reaches its holder. A bank's own counter offers its own bank. */
export function WayField({ draft, minor, onChange }: WayFieldProps) {
  const say = useSay(words)
  const said = useSaid()
  const session = useSession()
  const own = session?.bankId ?? null
  const banks = useRead('bank/banks', {}).data?.banks ?? []
  const { bankId } = draft
  const outlets = useRead('bank/outlets', { limit: outletsAtMost, ...(bankId === '' ? {} : { bankId }) }).data?.outlets
  const names = (outlets ?? []).map(({ outletId, name }) => {
    const label = said({ zh: name.zh, en: name.en ?? name.zh })
    return { value: outletId, label: outletId === session?.officeId ? say('here', { name: label }) : label }
  })
  const bank = banks.find((one) => one.bankId === own)
  return (
    <>
      {own === null ? (
        <SelectField
          label={say('bank')}
          value={bankId}
          any={say('choose')}
          options={banks.map((one) => ({ value: one.bankId, label: said(one.name) }))}
          onValue={(value) => onChange({ bankId: value, outletId: '' })}
        />
      ) : (
        <p>
          <strong>{say('bank')}</strong> {bank === undefined ? '' : said(bank.name)}
        </p>
      )}
      {minor ? (
        <p className="small quiet">{say('minor')}</p>
      ) : (
        <Choice
          legend={say('delivery')}
          value={draft.delivery}
          options={(['outlet', 'post'] as const).map((value) => ({ value, label: say(value) }))}
          onValue={(delivery) => onChange({ delivery })}
        />
      )}
      {draft.delivery === 'outlet' && bankId !== '' && (
        <SelectField
          label={say('place')}
          value={draft.outletId}
          any={say('choose')}
          options={names}
          onValue={(outletId) => onChange({ outletId })}
        />
      )}
    </>
  )
}
