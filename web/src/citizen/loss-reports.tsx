import { Link } from '@tanstack/react-router'
import type { CardView } from '@yika/core/card/card-view.ts'
import { useMay } from '../client/may.ts'
import { useAsk } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { channelWords } from '../ui/channel-words.ts'
import { Facts } from '../ui/facts.tsx'
import { functionWords } from '../ui/function-words.ts'
import { useMoments } from '../ui/moment.ts'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { releasableFunctions } from './releasable-functions.ts'
import { TimeLeft } from './time-left.tsx'

const words = createWords('loss-reports', {
  zh: {
    title: '已挂失',
    kind: '挂失种类',
    provisional: '临时挂失',
    formal: '正式挂失（不可撤销）',
    since: '停用时间',
    where: '办理渠道',
    until: '到期时间',
    release: '找到了，解除挂失',
    receipt: '查看回执',
    formally: '找不回来了？',
    formallyHow: '正式挂失须持身份证件到任一网点，当面核验后永久停用此卡；到期前请办理，否则卡片恢复可用。',
    outlets: '查找网点',
    replace: '申请补领新卡',
  },
  en: {
    title: 'Reported lost',
    kind: 'Kind of report',
    provisional: 'Provisional report',
    formal: 'Formal report (final)',
    since: 'Stopped since',
    where: 'Reported',
    until: 'Lapses',
    release: 'I found it: release the report',
    receipt: 'See the receipt',
    formally: 'Not to be found?',
    formallyHow:
      'A formal report is made at any outlet with your identity document; the card then stops for good. Do it before the report lapses, or the card works again.',
    outlets: 'Find an outlet',
    replace: 'Apply for a new card',
  },
})

/** M7.3: what stopped, where, since when and until when; the way back, and the way on. */
export function LossReports({ card }: { readonly card: CardView }) {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const moments = useMoments()
  const { personId, cardId } = card
  const stopped = (['social', 'finance'] as const).filter((one) => card[one].startsWith('suspended-'))
  const asked = useAsk(
    'card/loss-receipts',
    stopped.length === 0 ? undefined : { personId, cardId, purpose: 'own-affairs' },
  )
  if (stopped.length === 0) return null
  const provisional = stopped.some((one) => card[one] === 'suspended-provisional')
  const formal = stopped.some((one) => card[one] === 'suspended-formal')
  return (
    <section className="panel">
      <h2>{say('title')}</h2>
      <Asked of={asked}>
        {({ receipts }) =>
          stopped.map((one) => {
            const report = receipts.findLast((receipt) => receipt.function === one)
            if (report === undefined) return null
            return (
              <div className="stack" key={one}>
                <h3>{said(functionWords[one])}</h3>
                <Facts
                  of={[
                    [say('kind'), say(report.kind)],
                    [say('since'), moments.at(report.reportedAt)],
                    [say('where'), said(channelWords[report.channel])],
                    [
                      say('until'),
                      report.until === null ? null : (
                        <span key="until">
                          {moments.at(report.until)}{' '}
                          <strong>
                            <TimeLeft until={report.until} />
                          </strong>
                        </span>
                      ),
                    ],
                  ]}
                />
              </div>
            )
          })
        }
      </Asked>
      <p className="row actions">
        {releasableFunctions(card).length > 0 && may('card/release-loss') && (
          <Link className="button button-main" to="/cards/$personId/$cardId/release-loss" params={{ personId, cardId }}>
            {say('release')}
          </Link>
        )}
        <Link className="button" to="/cards/$personId/$cardId/loss-receipt" params={{ personId, cardId }}>
          {say('receipt')}
        </Link>
        {formal && (
          <Link className="button button-main" to="/apply/$personId" params={{ personId }}>
            {say('replace')}
          </Link>
        )}
      </p>
      {provisional && (
        <div className="stack">
          <h3>{say('formally')}</h3>
          <p>{say('formallyHow')}</p>
          <p className="row">
            <a href="/outlets">{say('outlets')}</a>
            <Link to="/apply/$personId" params={{ personId }}>
              {say('replace')}
            </Link>
          </p>
        </div>
      )}
    </section>
  )
}
