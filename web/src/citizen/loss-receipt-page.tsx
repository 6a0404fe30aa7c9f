import { Link } from '@tanstack/react-router'
import type { CardView } from '@yika/core/card/card-view.ts'
import { useAsk } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Empty } from '../ui/empty.tsx'
import { LossReceipt, newestReport, stopsFinance } from '../ui/loss-receipt.tsx'
import { Page } from '../ui/page.tsx'
import { ResultPage } from '../ui/result-page.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { CardHere } from './card-here.tsx'
import { LossSpread } from './loss-spread.tsx'
import { RateService } from './rate-service.tsx'
import { releasableFunctions } from './releasable-functions.ts'

const words = createWords('loss-result', {
  zh: {
    title: '挂失已生效',
    lead: '卡片已停用，他人无法再使用。',
    over: '挂失回执',
    overLead: '这次挂失已经解除或到期，卡片可以使用。',
    found: '找回卡片：在到期前解除挂失即可继续使用。',
    gone: '找不回：持身份证件到任一网点正式挂失，并申请补卡。',
    replace: '请申请补领新卡。',
    bank: '我们已通知发卡银行停用金融功能。',
    works: '需要时可以再次挂失。',
    none: '此卡没有挂失记录。',
    card: '查看此卡',
    cards: '返回我的卡',
  },
  en: {
    title: 'The loss report is in force',
    lead: 'The card is stopped; nobody can use it any more.',
    over: 'Receipt of a loss report',
    overLead: 'This report was released or has lapsed; the card can be used.',
    found: 'Found it? Release the report before it lapses and go on using the card.',
    gone: 'Not found? Report it formally at any outlet with your identity document, and apply for a new card.',
    replace: 'Apply for a new card.',
    bank: 'The issuing bank has been told to stop the financial function.',
    works: 'It can be reported again at any time.',
    none: 'No loss was reported for this card.',
    card: 'See the card',
    cards: 'Back to my cards',
  },
})

/** The receipt is read from the books, so that it is the same after a reload, tomorrow and for the auditor. */
export function LossReceiptPage() {
  const say = useSay(words)
  return <CardHere title={say('over')}>{(card) => <ReceiptOf card={card} />}</CardHere>
}

function ReceiptOf({ card }: { readonly card: CardView }) {
  const say = useSay(words)
  const { personId, cardId } = card
  const asked = useAsk('card/loss-receipts', { personId, cardId, purpose: 'own-affairs' })
  const rows = newestReport(asked.data?.receipts ?? [])
  const formal = rows[0]?.kind === 'formal'
  const inForce = formal || releasableFunctions(card).length > 0
  const next = formal ? [say('replace')] : inForce ? [say('found'), say('gone')] : [say('works')]
  if (rows.length === 0) {
    return (
      <Page title={say('over')} narrow>
        <Asked of={asked}>{() => <Empty text={say('none')} />}</Asked>
        <p className="no-print">
          <Link to="/">{say('cards')}</Link>
        </p>
      </Page>
    )
  }
  return (
    <ResultPage
      foot={<RateService personId={personId} operation="report-loss" receipt={rows[0]?.verification} />}
      title={say(inForce ? 'title' : 'over')}
      lead={say(inForce ? 'lead' : 'overLead')}
      next={inForce && stopsFinance(rows) ? [...next, say('bank')] : next}
    >
      <LossReceipt rows={rows} />
      {inForce && rows.some((row) => row.function === 'social') && <LossSpread personId={personId} cardId={cardId} />}
      <p className="row no-print">
        <Link to="/cards/$personId/$cardId" params={{ personId, cardId }}>
          {say('card')}
        </Link>
        <Link to="/">{say('cards')}</Link>
      </p>
    </ResultPage>
  )
}
