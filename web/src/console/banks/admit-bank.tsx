import { type BankService, bankServiceNames } from '@yika/core/bank/bank-service.ts'
import { dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import { parseCnapsCode } from '@yika/core/identifier/cnaps-code.ts'
import { useState } from 'react'
import { useMay } from '../../client/may.ts'
import { TextField } from '../../ui/field.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import { Deed } from '../deed.tsx'
import { ServiceChecks } from './service-checks.tsx'

const words = createWords('admit-bank', {
  zh: {
    admit: '列入银行',
    what: '自列入日期起，该银行出现在公布的目录中，申领人可以选择。',
    cnaps: '行号（12 位）',
    zh: '名称（中文）',
    en: '名称（英文）',
    hotline: '客服电话（可不填）',
    from: '列入日期',
    source: '依据（文件名称或文号）',
    missing: '请填写行号、两种语言的名称和依据。',
    code: '行号不正确：须为 12 位数字且校验位相符。',
    done: '已列入：{{name}}。',
  },
  en: {
    admit: 'Admit a bank',
    what: 'From that day on it stands in the published catalogue and applicants can choose it.',
    cnaps: 'Bank code (12 digits)',
    zh: 'Name (Chinese)',
    en: 'Name (English)',
    hotline: 'Hotline (may stay empty)',
    from: 'Admitted from',
    source: 'Basis (document and number)',
    missing: 'Enter the code, the name in both languages and the basis.',
    code: 'The code is wrong: twelve digits with a check digit.',
    done: 'Admitted: {{name}}.',
  },
})

export function AdmitBank({ onDone }: { readonly onDone: (text: string) => void }) {
  const say = useSay(words)
  const may = useMay()
  const [entered, setEntered] = useState({
    cnaps: '',
    zh: '',
    en: '',
    hotline: '',
    from: dayOf(instantOf(Date.now())) as string,
    source: '',
  })
  const [services, setServices] = useState<BankService[]>([...bankServiceNames])
  if (!may('bank/admit-bank')) return null
  const change = (field: keyof typeof entered) => (value: string) => setEntered({ ...entered, [field]: value })
  const input = () => {
    const cnaps = entered.cnaps.trim()
    const name = { zh: entered.zh.trim(), en: entered.en.trim() }
    const source = entered.source.trim()
    const hotline = entered.hotline.trim()
    if (cnaps === '' || name.zh === '' || name.en === '' || source.length < 2 || entered.from === '')
      return say('missing')
    if (!parseCnapsCode(cnaps).valid) return say('code')
    return { cnaps, name, ...(hotline === '' ? {} : { hotline }), admittedOn: entered.from, services, source }
  }
  return (
    <div className="row">
      <Deed
        name="bank/admit-bank"
        label={say('admit')}
        consequence={say('what')}
        input={input}
        onDone={() => onDone(say('done', { name: entered.zh }))}
      >
        <TextField label={say('cnaps')} value={entered.cnaps} inputMode="numeric" onValue={change('cnaps')} />
        <TextField label={say('zh')} value={entered.zh} maxLength={60} onValue={change('zh')} />
        <TextField label={say('en')} value={entered.en} maxLength={120} onValue={change('en')} />
        <TextField label={say('hotline')} value={entered.hotline} inputMode="tel" onValue={change('hotline')} />
        <TextField label={say('from')} type="date" value={entered.from} onValue={change('from')} />
        <TextField label={say('source')} value={entered.source} maxLength={200} onValue={change('source')} />
        <ServiceChecks value={services} onValue={setServices} />
      </Deed>
    </div>
  )
}
