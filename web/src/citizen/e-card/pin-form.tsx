import { type ReactNode, useState } from 'react'
import type { CallFailed } from '../../client/problem.ts'
import { Button } from '../../ui/button.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import { PinField } from '../pin-field.tsx'
import '../life.css'

const words = createWords('e-card-pin-form', {
  zh: {
    label: '电子社保卡密码',
    hint: '{{digits}} 位数字，不是社会保障卡密码，也不是银行卡密码',
    missing: '请输入 {{digits}} 位密码。',
    wrong: '密码不对。还可以再试 {{tries}} 次，之后将锁定一段时间。',
    locked: '密码已锁定。',
  },
  en: {
    label: 'PIN of the e-card',
    hint: '{{digits}} digits; neither the PIN of the card nor that of the bank',
    missing: 'Enter the PIN of {{digits}} digits.',
    wrong: 'That is not the PIN. {{tries}} more tries, then it is locked for a while.',
    locked: 'The PIN is locked.',
  },
})

interface PinFormProps {
  readonly digits: number
  readonly submit: string
  readonly busy: boolean
  readonly error: CallFailed | null
  /** After a wrong one. */
  readonly triesLeft: number | undefined
  readonly onPin: (pin: string) => void
  readonly children?: ReactNode
}

/** Asks for the PIN once; it is forgotten as soon as it is sent. */
export function PinForm({ digits, submit, busy, error, triesLeft, onPin, children }: PinFormProps) {
  const say = useSay(words)
  const [pin, setPin] = useState('')
  const [missing, setMissing] = useState(false)
  const heard =
    triesLeft === undefined ? undefined : triesLeft === 0 ? say('locked') : say('wrong', { tries: triesLeft })
  return (
    <form
      className="stack"
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        if (busy) return
        setMissing(pin.length !== digits)
        if (pin.length !== digits) return
        onPin(pin)
        setPin('')
      }}
    >
      {error !== null && <ProblemNotice error={error} />}
      {children}
      <PinField
        label={say('label')}
        hint={say('hint', { digits })}
        fault={missing ? say('missing', { digits }) : heard}
        value={pin}
        digits={digits}
        shown={false}
        onValue={(value) => {
          setMissing(false)
          setPin(value.replace(/\D/g, ''))
        }}
      />
      <p className="row actions">
        <Button type="submit" look="main" busy={busy}>
          {submit}
        </Button>
      </p>
    </form>
  )
}
