import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { deskWords } from './desk-words.ts'

const words = createWords('instant-failed', {
  zh: {
    title: '制卡未成',
    about: '打印机卡纸、卡基损坏等，芯片没有写成时登记。此卡基计入废卡。',
    record: '登记未制成',
  },
  en: {
    title: 'No card was made',
    about: 'The printer jammed, the blank broke: recorded when the chip was not written. The blank counts as spoiled.',
    record: 'Record it',
  },
})

const longest = 50

interface InstantFailedProps {
  readonly busy: boolean
  readonly onFailed: (reason: string) => void
}

/** Not every blank becomes a card; it is counted all the same. */
export function InstantFailed({ busy, onFailed }: InstantFailedProps) {
  const say = useSay(words)
  const desk = useSay(deskWords)
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  return (
    <details className="panel">
      <summary>{say('title')}</summary>
      <p className="small">{say('about')}</p>
      <TextField
        label={desk('reason')}
        value={reason}
        maxLength={longest}
        fault={missing && reason.trim() === '' ? desk('reasonMissing') : undefined}
        onValue={setReason}
      />
      <p>
        <Button
          busy={busy}
          onClick={() => {
            setMissing(reason.trim() === '')
            if (reason.trim() !== '') onFailed(reason.trim())
          }}
        >
          {say('record')}
        </Button>
      </p>
    </details>
  )
}
