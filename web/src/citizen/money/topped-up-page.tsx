import { Link, useParams } from '@tanstack/react-router'
import { useAsk } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Page } from '../../ui/page.tsx'
import { ResultPage } from '../../ui/result-page.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import { PurseNow } from './purse-now.tsx'
import { TransferReceipt } from './transfer-receipt.tsx'

const words = createWords('topped-up', {
  zh: {
    wait: '充值结果',
    title: '充值成功',
    lead: '钱已在公交钱包里，刷卡就能用。',
    kept: '凭证随时可以在钱包账单里再看、再打印。',
    lost: '卡丢了请马上挂失：挂失以后别人刷卡不向您收费，余额会转到新卡。',
    back: '返回出行',
  },
  en: {
    wait: 'Top-up',
    title: 'The purse is topped up',
    lead: 'The money is in the purse; tap and ride.',
    kept: 'The receipt can be read and printed again from the statement of the purse.',
    lost: 'Lost the card? Report it at once: taps of others are not charged to you, and the rest goes to the new card.',
    back: 'Back to travel',
  },
})

/** The receipt is read from the books, so that it is the same after a reload and tomorrow. */
export function ToppedUpPage() {
  const say = useSay(words)
  const { personId, transferId } = useParams({ strict: false }) as { personId: string; transferId: string }
  const asked = useAsk('ledger/transfer', { personId, transferId, purpose: 'own-affairs' })
  if (asked.data === undefined) {
    return (
      <Page title={say('wait')} narrow>
        <Asked of={asked}>{() => null}</Asked>
      </Page>
    )
  }
  return (
    <ResultPage title={say('title')} lead={say('lead')} next={[say('kept'), say('lost')]}>
      <TransferReceipt of={asked.data} />
      <div className="no-print">
        <PurseNow personId={personId} cardId={asked.data.cause} />
      </div>
      <p className="no-print">
        <Link to="/travel">{say('back')}</Link>
      </p>
    </ResultPage>
  )
}
