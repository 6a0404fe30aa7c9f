import type { BankService } from '@yika/core/bank/bank-service.ts'
import { useRead } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Choice } from '../ui/choice.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'

const words = createWords('bank-choice', {
  zh: { legend: '银行', hotline: '客服电话 {{phone}}', old: '原卡银行' },
  en: { legend: 'Bank', hotline: 'Hotline {{phone}}', old: 'The bank of your present card' },
})

interface BankChoiceProps {
  readonly service: BankService
  readonly oldBankId: string | null
  /** A change of bank: the present one cannot be chosen. */
  readonly onlyOthers: boolean
  readonly value: string
  readonly onValue: (bankId: string) => void
}

/** M7.12: the banks of the catalogue of today that provide the service; none before the others, but the present one. */
export function BankChoice({ service, oldBankId, onlyOthers, value, onValue }: BankChoiceProps) {
  const say = useSay(words)
  const said = useSaid()
  return (
    <Asked of={useRead('bank/banks', {})}>
      {({ banks }) => (
        <Choice
          legend={say('legend')}
          legendUnseen
          value={value}
          onValue={onValue}
          options={banks
            .filter(({ bankId, services }) => services.includes(service) && !(onlyOthers && bankId === oldBankId))
            .toSorted((one, other) => Number(other.bankId === oldBankId) - Number(one.bankId === oldBankId))
            .map(({ bankId, name, hotline }) => ({
              value: bankId,
              label: said(name),
              about: [
                bankId === oldBankId ? say('old') : '',
                hotline === null ? '' : say('hotline', { phone: hotline }),
              ]
                .filter(Boolean)
                .join(' · '),
            }))}
        />
      )}
    </Asked>
  )
}
