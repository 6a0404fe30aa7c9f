import type { Answer } from '../../client/operations.ts'
import { useMoments } from '../../ui/moment.ts'
import { createWords, useSay } from '../../ui/words.ts'
import { useColleague } from '../colleague.ts'
import { Deed } from '../deed.tsx'
import { yuanText } from './yuan-text.ts'

type Batch = Answer<'settlement/benefit-batch'>

const words = createWords('benefit-batch-deeds', {
  zh: {
    close: '核对并封闭',
    closeWhat: '核对已收到的明细与申报数；相符则封闭，此后不能再增减明细，等待另一人批准。',
    closed: '已封闭：{{lines}} 笔，{{amount}} 元，等待另一人批准。',
    approve: '批准发放',
    approveWhat: '{{lines}} 笔共 {{amount}} 元到发放日从部门预算付给各人，批准后不能撤回。',
    approved: '已批准，自{{at}}起发放。',
    cancel: '作废批次',
    cancelWhat: '整个批次作废，一笔也不发放；需要时用新的批次号重新开立。不能恢复。',
    cancelled: '批次已作废。',
    own: '由您开立或封闭，须由另一人批准。',
    arriving: '请上传明细；到齐后核对并封闭。',
    paying: '正在发放，结果见下方。未成功的可以重发。',
    sent: '每一笔都已送出或有了结果。未成功的可以重发，凭证领取后请登记。',
    over: '本批次已作废，无需办理。',
  },
  en: {
    close: 'Check and close',
    closeWhat:
      'What was received is compared with what was declared. If it is the same the batch closes: no line comes or goes any more, and another person approves.',
    closed: 'Closed: {{lines}} lines, {{amount}} yuan; it waits for another person.',
    approve: 'Approve the payment',
    approveWhat:
      '{{lines}} lines of {{amount}} yuan in all are paid out of the budget from the payday on. This cannot be called back.',
    approved: 'Approved; paid from {{at}}.',
    cancel: 'Cancel the batch',
    cancelWhat: 'Nothing of it is paid. If it is wanted, open another one with another number. It cannot be restored.',
    cancelled: 'The batch is cancelled.',
    own: 'You opened or closed it: another person has to approve.',
    arriving: 'Bring the lines; when they are complete, check and close.',
    paying: 'It is being paid, results are below. What failed can be tried again.',
    sent: 'Every line was sent or has a result. What failed can be tried again; record vouchers that were taken.',
    over: 'This batch was cancelled; there is nothing to do.',
  },
})

interface BenefitBatchDeedsProps {
  readonly batch: Batch
  readonly onDone: (text: string) => void
}

export function BenefitBatchDeeds({ batch, onDone }: BenefitBatchDeedsProps) {
  const say = useSay(words)
  const moments = useMoments()
  const colleague = useColleague()
  const { batchId, status, declared, openedBy, closedBy } = batch
  if (status === 'cancelled') return <p className="quiet">{say('over')}</p>
  if (status === 'approved') return <p className="quiet">{say('paying')}</p>
  if (status === 'released') return <p className="quiet">{say('sent')}</p>
  const told = { lines: declared.lines, amount: yuanText(declared.fen) }
  const own = colleague.own === openedBy || colleague.own === closedBy
  return (
    <div className="stack">
      {status === 'open' && <p>{say('arriving')}</p>}
      {status === 'closed' && own && <p>{say('own')}</p>}
      <div className="row actions">
        {status === 'open' && (
          <Deed
            name="settlement/close-benefit-batch"
            look="main"
            label={say('close')}
            consequence={say('closeWhat')}
            input={() => ({ batchId })}
            onDone={({ lines, fen }) => onDone(say('closed', { lines, amount: yuanText(fen) }))}
          />
        )}
        {status === 'closed' && !own && (
          <Deed
            name="settlement/approve-benefit-batch"
            look="main"
            label={say('approve')}
            consequence={say('approveWhat', told)}
            input={() => ({ batchId })}
            onDone={({ payFrom }) => onDone(say('approved', { at: moments.at(payFrom) }))}
          />
        )}
        <Deed
          name="settlement/cancel-benefit-batch"
          look="grave"
          label={say('cancel')}
          consequence={say('cancelWhat')}
          input={() => ({ batchId })}
          onDone={() => onDone(say('cancelled'))}
        />
      </div>
    </div>
  )
}
