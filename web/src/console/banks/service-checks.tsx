import { type BankService, bankServiceNames, bankServices } from '@yika/core/bank/bank-service.ts'
import { CheckField } from '../../ui/check-field.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'

const words = createWords('bank-services', {
  zh: { legend: '服务事项（第七条）' },
  en: { legend: 'Services (Article 7)' },
})

interface ServiceChecksProps {
  readonly value: readonly BankService[]
  readonly onValue: (services: BankService[]) => void
}

/** The services of Article 7, in its order. */
export function ServiceChecks({ value, onValue }: ServiceChecksProps) {
  const say = useSay(words)
  const said = useSaid()
  return (
    <fieldset>
      <legend>{say('legend')}</legend>
      <div className="grid">
        {bankServiceNames.map((service) => (
          <CheckField
            key={service}
            label={said(bankServices[service])}
            checked={value.includes(service)}
            onValue={(wanted) =>
              onValue(bankServiceNames.filter((one) => (one === service ? wanted : value.includes(one))))
            }
          />
        ))}
      </div>
    </fieldset>
  )
}
