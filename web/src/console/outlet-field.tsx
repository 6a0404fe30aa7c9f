import { useRead } from '../client/use-calls.ts'
import { SelectField } from '../ui/field.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'

const words = createWords('outlet-field', {
  zh: { bank: '银行', outlet: '网点', choose: '请选择' },
  en: { bank: 'Bank', outlet: 'Outlet', choose: 'Choose' },
})

const outletsMost = 500

interface OutletFieldProps {
  readonly bankId: string
  readonly officeId: string
  readonly onValue: (place: { readonly bankId: string; readonly officeId: string }) => void
}

/** First the bank, then one of its outlets. */
export function OutletField({ bankId, officeId, onValue }: OutletFieldProps) {
  const say = useSay(words)
  const said = useSaid()
  const banks = useRead('bank/banks', {})
  const outlets = useRead('bank/outlets', { limit: outletsMost, ...(bankId === '' ? {} : { bankId }) })
  return (
    <>
      <SelectField
        label={say('bank')}
        value={bankId}
        options={(banks.data?.banks ?? []).map((bank) => ({ value: bank.bankId, label: said(bank.name) }))}
        any={say('choose')}
        onValue={(chosen) => onValue({ bankId: chosen, officeId: '' })}
      />
      <SelectField
        label={say('outlet')}
        value={officeId}
        options={
          bankId === ''
            ? []
            : (outlets.data?.outlets ?? []).map(({ outletId, name }) => ({
                value: outletId,
                label: said({ zh: name.zh, en: name.en ?? name.zh }),
              }))
        }
        any={say('choose')}
        onValue={(chosen) => onValue({ bankId, officeId: chosen })}
      />
    </>
  )
}
