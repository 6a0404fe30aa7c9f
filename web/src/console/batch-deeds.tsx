import { useState } from 'react'
import { useMay } from '../client/may.ts'
import { SelectField, TextField } from '../ui/field.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { type Batch, stepsOf } from './batch-owed.ts'
import { useColleague } from './colleague.ts'
import { Deed } from './deed.tsx'
import { useOtherOrganisations } from './organisation-name.ts'

const words = createWords('batch-deeds', {
  zh: {
    'release-batch': '复核放行',
    releaseWhat: '放行后，{{count}} 人的数据可以送交银行。您确认已核对本批次；该操作不能撤回，只能撤销整个批次。',
    'export-to-bank': '送交银行',
    bankWhat: '银行将取走 {{count}} 人的开户数据，逐张回盘。',
    'request-certificates': '申请证书',
    certificatesWhat: '为已开户的每张卡申请证书；证书失败的会再申请一次。',
    certifier: '证书机构',
    'export-to-factory': '送交制卡厂',
    factoryWhat: '证书齐全的卡将加密送交制卡厂制作，此后批次不能撤销。制卡厂的卡基必须足够。',
    maker: '制卡厂',
    'ship-to-outlet': '交付发放',
    shipWhat: '成品卡转交发放岗位装箱。',
    'rework-line': '处理失败卡片',
    reworkWhat: '银行失败的退回申请人更正，其余的进入下一批重做；也可统一指定。',
    outcome: '处理方式',
    outcomeUsual: '按失败环节（推荐）',
    'make-again': '全部重做',
    correct: '全部退回更正',
    'give-up': '全部终止（申请人须重新申请）',
    'reconcile-batch': '核对结清',
    reconcileWhat: '要求：订制数 = 成功 + 重做 + 终止，一张不差。结清后批次封存。',
    'cancel-batch': '撤销批次',
    cancelWhat: '整批停止制作，{{count}} 份申请回到待组批队列。不能恢复。',
    reason: '原因（不写姓名和号码）',
    chosen: '请选择机构。',
    reasonMissing: '请填写原因。',
    secondPerson: '本批次由您组批，须由另一位制卡管理人员复核放行（第十四条）。',
    pick: '请选择',
    released: '已放行，下一步：送交银行。',
    exported: '已送交银行，等待回盘。',
    requested: '已申请 {{count}} 张证书。',
    sentToFactory: '已送交制卡厂 {{count}} 张。',
    shipped: '{{count}} 张成品卡已交发放岗位。',
    settled: '已处理 {{count}} 张失败卡片。',
    reconciled: '已结清：成功 {{good}}，重做 {{reworked}}，终止 {{givenUp}}。',
    cancelled: '批次已撤销，{{count}} 份申请等待下一批。',
  },
  en: {
    'release-batch': 'Release',
    releaseWhat:
      'The data of {{count}} people may then go to the bank. You confirm that you have checked the batch; it cannot be taken back, only the whole batch called off.',
    'export-to-bank': 'Send to the bank',
    bankWhat: 'The bank fetches the data of {{count}} people and answers card by card.',
    'request-certificates': 'Ask for certificates',
    certificatesWhat: 'A certificate is asked for every card with an account; failed ones are asked for once more.',
    certifier: 'Certificate system',
    'export-to-factory': 'Send to the factory',
    factoryWhat:
      'Certified cards go to the factory under its key; from then on the batch cannot be called off. The factory must have blanks enough.',
    maker: 'Factory',
    'ship-to-outlet': 'Hand over to distribution',
    shipWhat: 'The finished cards go to the desk that packs them.',
    'rework-line': 'Settle failed cards',
    reworkWhat:
      'What failed at the bank goes back to the applicant, everything else is made again in the next batch; or choose one way for all.',
    outcome: 'What becomes of them',
    outcomeUsual: 'By the stage that failed (usual)',
    'make-again': 'Make all again',
    correct: 'Ask all for a correction',
    'give-up': 'Give all up (they apply anew)',
    'reconcile-batch': 'Reconcile',
    reconcileWhat: 'Ordered must equal good + made again + given up, to the card. The batch is closed then.',
    'cancel-batch': 'Call the batch off',
    cancelWhat: 'Making stops; {{count}} applications wait for another batch. It cannot be restored.',
    reason: 'Reason (no names or numbers)',
    chosen: 'Choose an organisation.',
    reasonMissing: 'Enter the reason.',
    secondPerson: 'You formed this batch: another production manager has to release it (Article 14).',
    pick: 'Choose',
    released: 'Released. Next: send it to the bank.',
    exported: 'Put out for the bank; its answer is awaited.',
    requested: '{{count}} certificates asked for.',
    sentToFactory: '{{count}} cards sent to the factory.',
    shipped: '{{count}} finished cards handed over to distribution.',
    settled: '{{count}} failed cards settled.',
    reconciled: 'Reconciled: {{good}} good, {{reworked}} made again, {{givenUp}} given up.',
    cancelled: 'Called off; {{count}} applications wait for another batch.',
  },
})

type Outcome = 'make-again' | 'correct' | 'give-up'
const outcomes: readonly Outcome[] = ['make-again', 'correct', 'give-up']

interface BatchDeedsProps {
  readonly batch: Batch
  readonly onDone: (text: string) => void
}

/** The next steps of a batch as buttons: those that its state and the rights of whoever sits here allow. */
export function BatchDeeds({ batch, onDone }: BatchDeedsProps) {
  const say = useSay(words)
  const may = useMay()
  const { own } = useColleague()
  const parties = useOtherOrganisations()
  const [certifierId, setCertifier] = useState('')
  const [makerId, setMaker] = useState('')
  const [outcome, setOutcome] = useState<Outcome | ''>('')
  const [reason, setReason] = useState('')
  const { batchId, ordered: count } = batch
  const steps = stepsOf(batch).filter((step) => may(`production/${step}`))
  const has = (step: (typeof steps)[number]) => steps.includes(step)
  const look = (step: (typeof steps)[number]) => (steps[0] === step ? ({ look: 'main' } as const) : {})
  const mustWait = own === batch.formedBy
  return (
    <div className="stack">
      {has('release-batch') && mustWait && <p className="quiet">{say('secondPerson')}</p>}
      <div className="row actions">
        {has('release-batch') && !mustWait && (
          <Deed
            {...look('release-batch')}
            name="production/release-batch"
            label={say('release-batch')}
            consequence={say('releaseWhat', { count })}
            input={() => ({ batchId })}
            onDone={() => onDone(say('released'))}
          />
        )}
        {has('export-to-bank') && (
          <Deed
            {...look('export-to-bank')}
            name="production/export-to-bank"
            label={say('export-to-bank')}
            consequence={say('bankWhat', { count })}
            input={() => ({ batchId })}
            onDone={() => onDone(say('exported'))}
          />
        )}
        {has('export-to-factory') && (
          <Deed
            {...look('export-to-factory')}
            name="production/export-to-factory"
            label={say('export-to-factory')}
            consequence={say('factoryWhat')}
            input={() => (makerId === '' ? say('chosen') : { batchId, makerId })}
            onDone={({ exported }) => onDone(say('sentToFactory', { count: exported }))}
          >
            <SelectField label={say('maker')} value={makerId} options={parties} any={say('pick')} onValue={setMaker} />
          </Deed>
        )}
        {has('request-certificates') && (
          <Deed
            {...look('request-certificates')}
            name="production/request-certificates"
            label={say('request-certificates')}
            consequence={say('certificatesWhat')}
            input={() => (certifierId === '' ? say('chosen') : { batchId, certifierId })}
            onDone={({ requested }) => onDone(say('requested', { count: requested }))}
          >
            <SelectField
              label={say('certifier')}
              value={certifierId}
              options={parties}
              any={say('pick')}
              onValue={setCertifier}
            />
          </Deed>
        )}
        {has('ship-to-outlet') && (
          <Deed
            {...look('ship-to-outlet')}
            name="production/ship-to-outlet"
            label={say('ship-to-outlet')}
            consequence={say('shipWhat')}
            input={() => ({ batchId })}
            onDone={({ shipped }) => onDone(say('shipped', { count: shipped }))}
          />
        )}
        {has('rework-line') && (
          <Deed
            {...look('rework-line')}
            name="production/rework-line"
            label={say('rework-line')}
            consequence={say('reworkWhat')}
            input={() => ({ batchId, ...(outcome === '' ? {} : { outcome }) })}
            onDone={({ settled }) => onDone(say('settled', { count: settled }))}
          >
            <SelectField
              label={say('outcome')}
              value={outcome}
              options={outcomes.map((value) => ({ value, label: say(value) }))}
              any={say('outcomeUsual')}
              onValue={setOutcome}
            />
          </Deed>
        )}
        {has('reconcile-batch') && (
          <Deed
            {...look('reconcile-batch')}
            name="production/reconcile-batch"
            label={say('reconcile-batch')}
            consequence={say('reconcileWhat')}
            input={() => ({ batchId })}
            onDone={({ good, reworked, givenUp }) => onDone(say('reconciled', { good, reworked, givenUp }))}
          />
        )}
        {has('cancel-batch') && (
          <Deed
            name="production/cancel-batch"
            look="grave"
            label={say('cancel-batch')}
            consequence={say('cancelWhat', { count })}
            input={() => (reason.trim() === '' ? say('reasonMissing') : { batchId, reason: reason.trim() })}
            onDone={({ released }) => onDone(say('cancelled', { count: released }))}
          >
            <TextField label={say('reason')} value={reason} maxLength={50} onValue={setReason} />
          </Deed>
        )}
      </div>
    </div>
  )
}
