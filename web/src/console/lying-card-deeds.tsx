import { useState } from 'react'
import { useMay } from '../client/may.ts'
import { TextField } from '../ui/field.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { Deed } from './deed.tsx'
import type { LyingCard } from './lying-card.ts'

const words = createWords('lying-card-deeds', {
  zh: {
    find: '登记找回 {{number}}',
    findWhat: '该卡缺失时已作废并重做；找回后只能退回并销毁，不能发给持卡人。',
    found: '卡 {{number}} 已登记找回，待双人销毁。',
    propose: '提出销毁 {{number}}',
    proposeWhat: '您是两人中的第一人。第二人在场确认后，该卡记为已销毁，不能恢复。',
    reason: '原因（不写姓名和号码）',
    wrong: '请填写原因。',
    proposed: '已提出销毁卡 {{number}}，等待第二人确认。',
  },
  en: {
    find: 'Record {{number}} as found',
    findWhat: 'The card was made void when it was missing and was made again; it can only be destroyed now.',
    found: 'Card {{number}} is recorded as found; two people have to destroy it.',
    propose: 'Propose to destroy {{number}}',
    proposeWhat:
      'You are the first of two. When the second, who was present, confirms, the card is destroyed for good.',
    reason: 'Reason (no names or numbers)',
    wrong: 'Enter the reason.',
    proposed: 'Destruction of card {{number}} is proposed; a second person has to confirm.',
  },
})

interface LyingCardDeedsProps {
  readonly of: LyingCard
  readonly officeId: string
  readonly onDone: (text: string) => void
}

export function LyingCardDeeds({ of: card, officeId, onDone }: LyingCardDeedsProps) {
  const say = useSay(words)
  const may = useMay()
  const [reason, setReason] = useState('')
  const { personId, cardId, cardNumber: number, state } = card
  if (state === 'missing' && may('distribution/find-missing-card'))
    return (
      <Deed
        name="distribution/find-missing-card"
        look="plain"
        label={say('find', { number })}
        consequence={say('findWhat')}
        input={() => ({ personId, cardId, officeId })}
        onDone={() => onDone(say('found', { number }))}
      />
    )
  if ((state !== 'sealed' && state !== 'found') || !may('distribution/propose-card-destruction')) return null
  return (
    <Deed
      name="distribution/propose-card-destruction"
      look="plain"
      label={say('propose', { number })}
      consequence={say('proposeWhat')}
      input={() => (reason.trim() === '' ? say('wrong') : { personId, cardId, reason: reason.trim() })}
      onDone={() => onDone(say('proposed', { number }))}
    >
      <TextField label={say('reason')} value={reason} maxLength={100} onValue={setReason} />
    </Deed>
  )
}
