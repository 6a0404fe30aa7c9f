import { Asked } from '../../ui/asked.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Facts } from '../../ui/facts.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useColleague } from '../colleague.ts'
import { useAgreementQueue } from '../queues.ts'
import { AgreementDeeds } from './agreement-deeds.tsx'
import { useToldWords } from './agreement-table.tsx'
import { usePeriod } from './period.ts'

const words = createWords('agreement-queue', {
  zh: {
    title: '待签署的协议（{{count}}）',
    empty: '没有待签署的协议。',
    service: '服务',
    told: '可获知',
    basis: '依据',
    period: '期间',
    proposedBy: '提出',
  },
  en: {
    title: 'Agreements that wait for a signature ({{count}})',
    empty: 'No agreement waits.',
    service: 'Service',
    told: 'Is told',
    basis: 'Basis',
    period: 'Period',
    proposedBy: 'Proposed by',
  },
})

/** M5.2: an agreement holds when a second person has signed it. */
export function AgreementQueue({ onDone }: { readonly onDone: (text: string) => void }) {
  const say = useSay(words)
  const said = useSaid()
  const period = usePeriod()
  const told = useToldWords()
  const colleague = useColleague()
  const { pages, rows = [] } = useAgreementQueue()
  return (
    <Asked of={pages}>
      {() => (
        <>
          <h2>{say('title', { count: rows.length })}</h2>
          {rows.length === 0 ? (
            <Empty text={say('empty')} />
          ) : (
            <div className="cards">
              {rows.map((agreement) => (
                <article className="panel" key={agreement.agreementId}>
                  <h3>{said(agreement.institution)}</h3>
                  <Facts
                    of={[
                      [say('service'), said(agreement.service)],
                      [say('told'), told(agreement)],
                      [say('basis'), agreement.legalBasis],
                      [say('period'), period(agreement.from, agreement.until)],
                      [say('proposedBy'), colleague.name(agreement.proposedBy)],
                    ]}
                  />
                  <div className="row actions">
                    <AgreementDeeds agreement={agreement} onDone={onDone} />
                  </div>
                </article>
              ))}
            </div>
          )}
        </>
      )}
    </Asked>
  )
}
