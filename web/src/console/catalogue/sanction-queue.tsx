import { useState } from 'react'
import { Asked } from '../../ui/asked.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Facts } from '../../ui/facts.tsx'
import { TextField } from '../../ui/field.tsx'
import { useMoments } from '../../ui/moment.ts'
import { createWords, useSay } from '../../ui/words.ts'
import { useColleague } from '../colleague.ts'
import { Deed } from '../deed.tsx'
import { useSanctionQueue } from '../queues.ts'

const words = createWords('sanction-queue', {
  zh: {
    title: '待批准的医保卡结算暂停（{{count}}）',
    empty: '没有待批准的暂停。提出暂停由经办系统按案件办理。',
    unknown: '（姓名未显示）',
    reference: '案件文号',
    until: '暂停至',
    proposedBy: '提出',
    proposedAt: '提出时间',
    own: '由您提出：须由另一人批准。',
    approve: '批准暂停',
    what: '{{name}}自批准起至 {{until}} 不能用卡结算医疗费用，可以全额支付后手工报销；挂失、补卡和其他服务不受影响。到期自动恢复。',
    approved: '已批准：案件 {{reference}}。',
    end: '撤回',
    endWhat: '这份提议终止，{{name}}照常用卡结算。记录保留。',
    reason: '原因',
    missing: '请填写原因（至少 2 个字）。',
    ended: '已撤回：案件 {{reference}}。',
  },
  en: {
    title: 'Suspensions of medical settlement that wait ({{count}})',
    empty: 'No suspension waits. They are proposed by the system of the case.',
    unknown: '(name not shown)',
    reference: 'Case',
    until: 'Suspended until',
    proposedBy: 'Proposed by',
    proposedAt: 'Proposed',
    own: 'You proposed it: somebody else has to approve it.',
    approve: 'Approve the suspension',
    what: 'From now until {{until}} {{name}} cannot settle medical bills by card, but may pay in full and claim by hand; loss reports, new cards and other services are not touched. It ends by itself.',
    approved: 'Approved: case {{reference}}.',
    end: 'Withdraw',
    endWhat: 'This proposal ends, {{name}} goes on settling by card. The record is kept.',
    reason: 'Reason',
    missing: 'Say why (two characters at least).',
    ended: 'Withdrawn: case {{reference}}.',
  },
})

/** M5.3, Article 14: a card is suspended for medical settlement by two people of the department, for a case and until a day. */
export function SanctionQueue({ onDone }: { readonly onDone: (text: string) => void }) {
  const say = useSay(words)
  const moments = useMoments()
  const colleague = useColleague()
  const [reason, setReason] = useState('')
  const { pages, rows = [] } = useSanctionQueue()
  return (
    <Asked of={pages}>
      {() => (
        <>
          <h2>{say('title', { count: rows.length })}</h2>
          {rows.length === 0 ? (
            <Empty text={say('empty')} />
          ) : (
            <div className="cards">
              {rows.map(({ personId, sanctionId, name: shown, reference, until, proposedBy, proposedAt }) => {
                const name = shown ?? say('unknown')
                const facts = { name, reference, until: moments.on(until) }
                return (
                  <article className="panel" key={sanctionId}>
                    <h3>{name}</h3>
                    <Facts
                      of={[
                        [say('reference'), reference],
                        [say('until'), moments.on(until)],
                        [say('proposedBy'), colleague.name(proposedBy)],
                        [say('proposedAt'), moments.at(proposedAt)],
                      ]}
                    />
                    <div className="row actions">
                      {proposedBy === colleague.own ? (
                        <span className="quiet">{say('own')}</span>
                      ) : (
                        <Deed
                          name="service/approve-sanction"
                          look="main"
                          label={say('approve')}
                          consequence={say('what', facts)}
                          input={() => ({ personId, sanctionId })}
                          onDone={() => onDone(say('approved', facts))}
                        />
                      )}
                      <Deed
                        name="service/end-sanction"
                        label={say('end')}
                        consequence={say('endWhat', facts)}
                        onBegin={() => setReason('')}
                        input={() =>
                          reason.trim().length < 2 ? say('missing') : { personId, sanctionId, reason: reason.trim() }
                        }
                        onDone={() => onDone(say('ended', facts))}
                      >
                        <TextField label={say('reason')} value={reason} maxLength={300} onValue={setReason} />
                      </Deed>
                    </div>
                  </article>
                )
              })}
            </div>
          )}
        </>
      )}
    </Asked>
  )
}
