import { Link, useNavigate } from '@tanstack/react-router'
import type { CardView } from '@yika/core/card/card-view.ts'
import { useAsk } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Empty } from '../ui/empty.tsx'
import { useKeys } from '../ui/keys.ts'
import { LossReceipt, newestReport, stopsFinance } from '../ui/loss-receipt.tsx'
import { Page } from '../ui/page.tsx'
import { ResultPage } from '../ui/result-page.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { PrintKeys } from './print-keys.tsx'
import { paperOf, type Visit } from './visit.ts'
import { VisitCase } from './visit-case.tsx'

const words = createWords('counter-loss-result', {
  zh: {
    title: '挂失已生效',
    lead: '卡片已停用。请打印回执交给到访人。',
    over: '挂失回执',
    overLead: '这次挂失已经解除或到期，卡片可以使用。',
    formal: '可随即为其申请补卡。',
    provisional: '到期自动恢复；找回可解除挂失。',
    bank: '已通知发卡银行停用金融功能。',
    none: '此卡没有挂失记录。',
    back: '返回到访人',
  },
  en: {
    title: 'The loss report is in force',
    lead: 'The card is stopped. Print the receipt for the visitor.',
    over: 'Receipt of a loss report',
    overLead: 'This report was released or has lapsed; the card can be used.',
    formal: 'A new card can be applied for at once.',
    provisional: 'The report lapses by itself; it can be released when the card is found.',
    bank: 'The issuing bank has been told to stop the financial function.',
    none: 'No loss was reported for this card.',
    back: 'Back to the visitor',
  },
})

export function LossReceiptPage() {
  const say = useSay(words)
  return <VisitCase title={say('title')}>{(card, visit) => <ReceiptOf card={card} visit={visit} />}</VisitCase>
}

function ReceiptOf({ card, visit }: { readonly card: CardView; readonly visit: Visit }) {
  const { personId, cardId } = card
  const say = useSay(words)
  const navigate = useNavigate()
  const asked = useAsk('card/loss-receipts', {
    personId,
    cardId,
    purpose: 'counter-service',
    caseId: visit.visitId,
  })
  const back = () => void navigate({ to: '/person/$personId', params: { personId } })
  useKeys([{ key: 'Escape', label: say('back'), run: back }])
  const rows = newestReport(asked.data?.receipts ?? [])
  const [first] = rows
  const toVisitor = (
    <p className="no-print">
      <Link to="/person/$personId" params={{ personId }}>
        {say('back')}
      </Link>
    </p>
  )
  // Nothing is in force before the books say so.
  if (first === undefined) {
    return (
      <Page title={say('over')} narrow>
        <Asked of={asked}>{() => <Empty text={say('none')} />}</Asked>
        {toVisitor}
      </Page>
    )
  }
  const inForce = first.kind === 'formal' || card.actions.includes('release-loss')
  const next = [say(first.kind), ...(stopsFinance(rows) ? [say('bank')] : [])]
  return (
    <ResultPage
      title={say(inForce ? 'title' : 'over')}
      lead={say(inForce ? 'lead' : 'overLead')}
      next={inForce ? next : []}
    >
      <LossReceipt rows={rows} read={paperOf(visit)} />
      <PrintKeys />
      {toVisitor}
    </ResultPage>
  )
}
