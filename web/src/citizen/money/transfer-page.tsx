import { Link, useParams } from '@tanstack/react-router'
import { useAsk } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Page } from '../../ui/page.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import { TransferReceipt } from './transfer-receipt.tsx'

const words = createWords('transfer', {
  zh: { title: '一笔资金的来龙去脉', back: '返回我的资金' },
  en: { title: 'One movement of money', back: 'Back to my money' },
})

/** M13.4: one transfer with all its parts, to be read or printed. */
export function TransferPage() {
  const say = useSay(words)
  const { personId, transferId } = useParams({ strict: false }) as { personId: string; transferId: string }
  const asked = useAsk('ledger/transfer', { personId, transferId, purpose: 'own-affairs' })
  return (
    <Page title={say('title')} narrow>
      <Asked of={asked}>{(transfer) => <TransferReceipt of={transfer} />}</Asked>
      <p className="no-print">
        <Link to="/money">{say('back')}</Link>
      </p>
    </Page>
  )
}
