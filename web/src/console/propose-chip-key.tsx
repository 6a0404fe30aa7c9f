import { type ChipSuite, chipSuites } from '@yika/core/card/chip-suite.ts'
import { useState } from 'react'
import { SelectField, TextField } from '../ui/field.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { chipSuiteWords } from './chip-key-words.ts'
import { Deed } from './deed.tsx'

const words = createWords('propose-chip-key', {
  zh: {
    label: '提出产生新版本',
    what: '您是两人中的第一人。另一位安全管理员确认后，加密机产生新版本的全部主密钥，此后新制的卡使用新版本；已发的卡不受影响。',
    suite: '算法',
    reason: '原因',
    choose: '请选择',
    missing: '请选择算法并填写原因。',
    done: '已提出第 {{version}} 版，等待另一位安全管理员确认。',
  },
  en: {
    label: 'Propose a new version',
    what: 'You are the first of two. When another security administrator confirms, the key machine makes all master keys of the new version and new cards get it; cards in use are not touched.',
    suite: 'Algorithm',
    reason: 'Reason',
    choose: 'Choose',
    missing: 'Choose the algorithm and enter the reason.',
    done: 'Version {{version}} is proposed; another security administrator has to confirm.',
  },
})

export function ProposeChipKey({ onDone }: { readonly onDone: (text: string) => void }) {
  const say = useSay(words)
  const said = useSaid()
  const [suite, setSuite] = useState<ChipSuite | ''>('')
  const [reason, setReason] = useState('')
  return (
    <div className="row">
      <Deed
        name="production/propose-chip-key"
        look="main"
        label={say('label')}
        consequence={say('what')}
        input={() => (suite === '' || reason.trim() === '' ? say('missing') : { suite, reason: reason.trim() })}
        onDone={({ keyVersion }) => onDone(say('done', { version: keyVersion }))}
      >
        <SelectField
          label={say('suite')}
          value={suite}
          options={chipSuites.map((value) => ({ value, label: said(chipSuiteWords[value]) }))}
          any={say('choose')}
          onValue={setSuite}
        />
        <TextField label={say('reason')} value={reason} maxLength={200} onValue={setReason} />
      </Deed>
    </div>
  )
}
