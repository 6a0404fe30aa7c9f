import { useAsk } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Facts } from '../../ui/facts.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import { useYuan } from '../../ui/yuan.ts'
import { useCardEnding } from './card-ending.ts'

const words = createWords('purse-now', {
  zh: { card: '卡片', now: '钱包现在有', debt: '欠票款（先还）', after: '充值后' },
  en: { card: 'Card', now: 'In the purse now', debt: 'Owed (paid first)', after: 'Afterwards' },
})

interface PurseNowProps {
  readonly personId: string
  readonly cardId: string
  /** What is about to be put in. */
  readonly added?: number
}

/** What a purse holds and owes at this moment. */
export function PurseNow({ personId, cardId, added = 0 }: PurseNowProps) {
  const say = useSay(words)
  const yuan = useYuan()
  const ending = useCardEnding(personId)
  const asked = useAsk('travel/my-travel', { personId, purpose: 'own-affairs' })
  return (
    <section className="panel">
      <Asked of={asked}>
        {({ cards }) => {
          const { balance, debt } = cards.find((card) => card.cardId === cardId) ?? { balance: 0, debt: 0 }
          return (
            <Facts
              of={[
                [say('card'), ending(cardId)],
                [say('now'), <strong key="now">{yuan.of(balance)}</strong>],
                [say('debt'), debt === 0 ? null : yuan.of(debt)],
                [say('after'), added === 0 ? null : yuan.of(balance + Math.max(0, added - debt))],
              ]}
            />
          )
        }}
      </Asked>
    </section>
  )
}
