import { Link, useParams } from '@tanstack/react-router'
import type { CardView } from '@yika/core/card/card-view.ts'
import { useAsk } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Empty } from '../ui/empty.tsx'
import { LossReceipt, newestReport, stopsFinance } from '../ui/loss-receipt.tsx'
import { Page } from '../ui/page.tsx'
import { ResultPage } from '../ui/result-page.tsx'
import { createWords, useSay } from '../ui/words.ts'

const words = createWords('loss-result', {
  zh: {
    title: '挂失已生效',
    lead: '卡片已停用，他人无法再使用。',
    found: '找回卡片：在到期前解除挂失即可继续使用。',
    gone: '找不回：持身份证件到任一网点正式挂失，并申请补卡。',
    replace: '请申请补领新卡。',
    bank: '我们已通知发卡银行停用金融功能。',
    none: '此卡没有挂失记录。',
    cards: '返回我的卡',
  },
  en: {
    title: 'The loss report is in force',
    lead: 'The card is stopped; nobody can use it any more.',
    found: 'Found it? Release the report before it lapses and go on using the card.',
    gone: 'Not found? Report it formally at any outlet with your identity document, and apply for a new card.',
    replace: 'Apply for a new card.',
    bank: 'The issuing bank has been told to stop the financial function.',
    none: 'No loss was reported for this card.',
    cards: 'Back to my cards',
  },
})

/** The receipt is read from the books, so that it is the same after a reload, tomorrow and for the auditor. */
export function LossReceiptPage() {
  const { cardId } = useParams({ strict: false }) as { cardId: string }
  const say = useSay(words)
  const asked = useAsk('card/my-cards', { purpose: 'own-affairs' })
  const card = asked.data?.cards.find((one) => one.cardId === cardId)
  return card === undefined ? (
    <Page title={say('title')} narrow>
      <Asked of={asked}>{() => <Empty text={say('none')} />}</Asked>
    </Page>
  ) : (
    <ReceiptOf card={card} />
  )
}

function ReceiptOf({ card: { personId, cardId } }: { readonly card: CardView }) {
  const say = useSay(words)
  const asked = useAsk('card/loss-receipts', { personId, cardId, purpose: 'own-affairs' })
  const rows = newestReport(asked.data?.receipts ?? [])
  const next = rows[0]?.kind === 'formal' ? [say('replace')] : [say('found'), say('gone')]
  return (
    <ResultPage title={say('title')} lead={say('lead')} next={stopsFinance(rows) ? [...next, say('bank')] : next}>
      <Asked of={asked}>{() => (rows.length === 0 ? <Empty text={say('none')} /> : <LossReceipt rows={rows} />)}</Asked>
      <p className="no-print">
        <Link to="/">{say('cards')}</Link>
      </p>
    </ResultPage>
  )
}
