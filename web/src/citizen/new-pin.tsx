import { unsuitablePin } from '@yika/core/card/pin.ts'
import { cardRefusals } from '@yika/core/refusal/card.ts'
import { filledText } from '@yika/core/refusal/filled-text.ts'
import { useState } from 'react'
import type { CallFailed } from '../client/problem.ts'
import { Button } from '../ui/button.tsx'
import { CheckField } from '../ui/check-field.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { createWords, useLanguage, useSay } from '../ui/words.ts'
import { PinField } from './pin-field.tsx'
import './life.css'

const words = createWords('new-pin', {
  zh: {
    old: '现在的密码',
    oldMissing: '请输入现在的 {{digits}} 位密码。',
    fresh: '新密码',
    hint: '{{digits}} 位数字',
    again: '再输一次新密码',
    differ: '两次输入的新密码不一样，请重新输入。',
    show: '显示输入的密码（请确认旁边没有人）',
    submit: '保存新密码',
  },
  en: {
    old: 'Present PIN',
    oldMissing: 'Enter the present PIN of {{digits}} digits.',
    fresh: 'New PIN',
    hint: '{{digits}} digits',
    again: 'New PIN once more',
    differ: 'The two entries differ: enter the new PIN again.',
    show: 'Show what I enter (nobody beside you?)',
    submit: 'Save the new PIN',
  },
})

interface NewPinProps {
  readonly digits: number
  /** What is wrong with the present PIN, and what is known of it; without it none is asked for. */
  readonly present?: { readonly hint: string; readonly fault: string | undefined }
  readonly busy: boolean
  readonly error: CallFailed | null
  /** What the button does, where it does more than save. */
  readonly submit?: string
  readonly onSubmit: (newPin: string, pin: string) => void
}

type Place = 'old' | 'fresh' | 'again'

/** A PIN is chosen twice over; what anybody would guess is refused before it is sent, by the rule that the server has. */
export function NewPin({ digits, present, busy, error, submit, onSubmit }: NewPinProps) {
  const say = useSay(words)
  const language = useLanguage()
  const [pins, setPins] = useState<Readonly<Record<Place, string>>>({ old: '', fresh: '', again: '' })
  const [fault, setFault] = useState<{ readonly at: Place; readonly text: string }>()
  const [shown, setShown] = useState(false)

  function faultOf(): typeof fault {
    if (present !== undefined && pins.old.length !== digits) return { at: 'old', text: say('oldMissing', { digits }) }
    const refused = unsuitablePin(pins.fresh, digits)
    if (refused !== undefined) {
      // Of the chapter of the card: the whole catalogue would weigh more than this page.
      const entry = cardRefusals[refused.code as keyof typeof cardRefusals]
      return { at: 'fresh', text: filledText(entry[language], refused.detail ?? {}) }
    }
    return pins.fresh === pins.again ? undefined : { at: 'again', text: say('differ') }
  }

  const field = (place: Place, label: string, hint?: string, heard?: string) => (
    <PinField
      label={label}
      hint={hint}
      fault={fault?.at === place ? fault.text : heard}
      value={pins[place]}
      digits={digits}
      shown={shown}
      onValue={(value) => setPins({ ...pins, [place]: value.replace(/\D/g, '') })}
    />
  )
  return (
    <form
      className="panel"
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        if (busy) return
        const found = faultOf()
        setFault(found)
        if (found !== undefined) return
        onSubmit(pins.fresh, pins.old)
        setPins({ ...pins, old: '' })
      }}
    >
      {error !== null && <ProblemNotice error={error} />}
      {present !== undefined && field('old', say('old'), present.hint, present.fault)}
      {field('fresh', say('fresh'), say('hint', { digits }))}
      {field('again', say('again'))}
      <CheckField label={say('show')} checked={shown} onValue={setShown} />
      <p className="row actions">
        <Button type="submit" look="main" busy={busy}>
          {submit ?? say('submit')}
        </Button>
      </p>
    </form>
  )
}
