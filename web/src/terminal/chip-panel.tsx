import { instantOf } from '@yika/core/calendar/instant.ts'
import { useState } from 'react'
import { callReader, useReader } from '../client/reader.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { ReaderPanel } from '../ui/reader-panel.tsx'
import { readerFault, readerWords } from '../ui/reader-words.ts'
import { createWords, useSay } from '../ui/words.ts'
import { presentChip } from './present-chip.ts'
import type { Shown } from './terminal.ts'

const words = createWords('terminal-chip', {
  zh: { title: '读社会保障卡', read: '读卡', reading: '正在读卡，请勿取出……', close: '取消' },
  en: { title: 'Read a card', read: 'Read the card', reading: 'Reading: leave the card …', close: 'Cancel' },
})

interface ChipPanelProps {
  readonly terminalId: string
  readonly busy: boolean
  readonly onShown: (shown: Shown) => void
  readonly onClose: () => void
}

/** The chip answers to a challenge that follows from this terminal and this moment; nothing of the holder is read. */
export function ChipPanel({ terminalId, busy, onShown, onClose }: ChipPanelProps) {
  const say = useSay(words)
  const sayReader = useSay(readerWords)
  const { state } = useReader()
  const [reading, setReading] = useState(false)
  const [fault, setFault] = useState('')
  const read = async () => {
    setReading(true)
    setFault('')
    const answer = await presentChip(callReader, terminalId, instantOf(Date.now()))
    setReading(false)
    if ('code' in answer) setFault(readerFault(sayReader, answer))
    else onShown(answer)
  }
  return (
    <section className="stack" aria-label={say('title')}>
      <h3>{say('title')}</h3>
      <ReaderPanel simulation={false} />
      {fault !== '' && (
        <Notice tone="bad">
          <p>{fault}</p>
        </Notice>
      )}
      <div className="row actions">
        {state === 'connected' && (
          <Button look="main" busy={busy || reading} onClick={() => void read()}>
            {say(reading ? 'reading' : 'read')}
          </Button>
        )}
        <Button onClick={onClose}>{say('close')}</Button>
      </div>
    </section>
  )
}
