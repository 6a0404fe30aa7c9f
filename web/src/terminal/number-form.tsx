import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { CheckField } from '../ui/check-field.tsx'
import { TextField } from '../ui/field.tsx'
import { createWords, useSay } from '../ui/words.ts'

const words = createWords('terminal-number', {
  zh: {
    title: '报号并核验本人',
    number: '社会保障卡号或公民身份号码',
    numberWrong: '请输入 9 位卡号或 18 位身份号码。',
    staff: '核验人员（工号）',
    staffWrong: '请输入您的工号。',
    compared: '我已当面核对本人与证件照片一致',
    comparedWrong: '先核对本人，再勾选。',
    ask: '核验',
    close: '取消',
  },
  en: {
    title: 'A number, with the face compared',
    number: 'Card number or identity number',
    numberWrong: 'Type the 9 characters of the card number or the 18 of the identity number.',
    staff: 'Who compares (number of the member of staff)',
    staffWrong: 'Type your number.',
    compared: 'I have compared the face with the document',
    comparedWrong: 'Compare the face first, then tick this.',
    ask: 'Check',
    close: 'Cancel',
  },
})

interface NumberFormProps {
  readonly busy: boolean
  /** Of whoever compared last here. */
  readonly staff: string
  readonly onStaff: (staff: string) => void
  readonly onNumber: (number: string) => void
  readonly onClose: () => void
}

const numberForm = /^(?:[0-9A-Z]{9}|\d{17}[\dX])$/

/** Article 9: a number opens something only beside a face that somebody compared, and who did is kept. */
export function NumberForm({ busy, staff, onStaff, onNumber, onClose }: NumberFormProps) {
  const say = useSay(words)
  const [number, setNumber] = useState('')
  const [compared, setCompared] = useState(false)
  const [tried, setTried] = useState(false)
  const wanted = number.trim().toUpperCase()
  const faults = {
    number: numberForm.test(wanted) ? undefined : say('numberWrong'),
    staff: staff.trim() === '' ? say('staffWrong') : undefined,
    compared: compared ? undefined : say('comparedWrong'),
  }
  return (
    <form
      className="stack"
      noValidate
      aria-label={say('title')}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!busy && Object.values(faults).every((fault) => fault === undefined)) onNumber(wanted)
      }}
    >
      <h3>{say('title')}</h3>
      <TextField
        label={say('number')}
        fault={tried ? faults.number : undefined}
        value={number}
        autoFocus
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={18}
        onValue={setNumber}
      />
      <TextField
        label={say('staff')}
        fault={tried ? faults.staff : undefined}
        value={staff}
        autoComplete="off"
        maxLength={40}
        onValue={onStaff}
      />
      <div className="field">
        {tried && faults.compared !== undefined && (
          <span className="field-fault" role="alert">
            {faults.compared}
          </span>
        )}
        <CheckField label={say('compared')} checked={compared} onValue={setCompared} />
      </div>
      <div className="row actions">
        <Button look="main" type="submit" busy={busy}>
          {say('ask')}
        </Button>
        <Button onClick={onClose}>{say('close')}</Button>
      </div>
    </form>
  )
}
