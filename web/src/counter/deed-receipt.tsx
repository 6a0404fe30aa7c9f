import type { CardView } from '@yika/core/card/card-view.ts'
import { useRead } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { useMoments } from '../ui/moment.ts'
import { Receipt } from '../ui/receipt.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { PrintKeys } from './print-keys.tsx'
import { paperOf, type Visit } from './visit.ts'

const words = createWords('deed-receipt', {
  zh: { card: '卡号尾号', at: '生效时间', place: '办理渠道', office: '办理网点', state: '结果' },
  en: { card: 'Card number ends in', at: 'In force since', place: 'Done', office: 'Office', state: 'Result' },
})

interface DeedReceiptProps {
  readonly title: string
  readonly card: CardView
  readonly visit: Visit
  readonly verification: string | undefined
}

/** The paper about a deed, read back from the books by its own token: what anybody will read who verifies it. */
export function DeedReceipt({ title, card, visit, verification }: DeedReceiptProps) {
  if (verification === undefined) return null
  return <Verified title={title} card={card} visit={visit} token={verification} />
}

type VerifiedProps = Omit<DeedReceiptProps, 'verification'> & { readonly token: string }

function Verified({ title, card, visit, token }: VerifiedProps) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  return (
    <Asked of={useRead('card/verify-receipt', { token })}>
      {({ at, place, office, state, cardNumberEnding }) => (
        <>
          <PrintKeys />
          <Receipt
            title={title}
            verification={token}
            read={paperOf(visit)}
            number={`${card.cardId.slice(-12)}-${card.version}`}
            facts={[
              [say('state'), <strong key="state">{said(state)}</strong>],
              [say('card'), cardNumberEnding],
              [say('at'), moments.at(at)],
              [say('place'), said(place)],
              [say('office'), office === null ? null : said(office)],
            ]}
          />
        </>
      )}
    </Asked>
  )
}
