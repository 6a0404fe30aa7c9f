import { useMay } from '../client/may.ts'
import type { Answer } from '../client/operations.ts'
import { useAskPages } from '../client/use-calls.ts'
import { type Column, KeysetTable } from '../ui/keyset-table.tsx'
import { useMoments } from '../ui/moment.ts'
import { createWords, useSay } from '../ui/words.ts'
import { useColleague } from './colleague.ts'
import { Deed } from './deed.tsx'

type Card = Answer<'distribution/card-destructions'>['cards'][number]

const words = createWords('cards-to-destroy', {
  zh: {
    title: '待第二人确认销毁',
    empty: '该银行没有待确认销毁的卡片。',
    card: '社保卡号',
    reason: '原因',
    by: '提出人',
    at: '提出时间',
    deeds: '办理',
    confirm: '确认销毁 {{number}}',
    confirmWhat: '您是第二人，在场看着该卡销毁。该记录不能撤回。',
    destroyed: '卡 {{number}} 已销毁。',
    own: '由您提出，须由另一人确认',
  },
  en: {
    title: 'Destruction waits for a second person',
    empty: 'No card of this bank waits to be destroyed.',
    card: 'Card number',
    reason: 'Reason',
    by: 'Proposed by',
    at: 'Proposed',
    deeds: 'Do',
    confirm: 'Confirm destruction of {{number}}',
    confirmWhat: 'You are the second person and have seen the card destroyed. It cannot be taken back.',
    destroyed: 'Card {{number}} is destroyed.',
    own: 'yours: another person confirms',
  },
})

const pageSize = 100

interface CardsToDestroyProps {
  readonly bankId: string
  readonly onDone: (text: string) => void
}

/** What one person has proposed of the cards of a bank, for the other to confirm. */
export function CardsToDestroy({ bankId, onDone }: CardsToDestroyProps) {
  const say = useSay(words)
  const may = useMay()
  const moments = useMoments()
  const colleague = useColleague()
  const input = { bankId, purpose: 'distribution', limit: pageSize } as const
  const pages = useAskPages('distribution/card-destructions', input)
  const deed = ({ personId, cardId, cardNumber, proposedBy }: Card) => {
    if (proposedBy === colleague.own) return say('own')
    if (!may('distribution/confirm-card-destruction')) return '—'
    const number = cardNumber ?? '—'
    return (
      <Deed
        name="distribution/confirm-card-destruction"
        look="plain"
        label={say('confirm', { number })}
        consequence={say('confirmWhat')}
        input={() => ({ personId, cardId })}
        onDone={() => onDone(say('destroyed', { number }))}
      />
    )
  }
  const columns: readonly Column<Card>[] = [
    { key: 'card', title: say('card'), cell: ({ cardNumber }) => cardNumber ?? '—' },
    { key: 'reason', title: say('reason'), cell: ({ reason }) => reason },
    { key: 'by', title: say('by'), cell: ({ proposedBy }) => colleague.name(proposedBy) },
    { key: 'at', title: say('at'), cell: ({ proposedAt }) => moments.at(proposedAt) },
    { key: 'deeds', title: say('deeds'), cell: deed },
  ]
  return (
    <section className="stack">
      <h2>{say('title')}</h2>
      <KeysetTable
        caption={say('title')}
        columns={columns}
        pages={pages}
        rows={pages.data?.pages.flatMap(({ cards }) => cards) ?? []}
        keyOf={({ cardId }) => cardId}
        empty={say('empty')}
      />
    </section>
  )
}
