import { isSamePerson } from '../../access/same-person.ts'
import { accept, type Decision, type DecisionContext, type DomainEvent, refuse } from '../../decision/decision.ts'
import { postPending, voidPending } from '../../ledger/make-transfer.ts'
import type { Transfer } from '../../ledger/transfer.ts'
import { payQueue } from './approve-batch.ts'
import { type BenefitBatch, batchEvent } from './batch.ts'
import { type BenefitLine, type BenefitWay, lineEvent } from './line.ts'
import { type LineAnswer, mostTriesKey, unpaidEvent } from './pay-line.ts'

export interface LinesRetried {
  readonly retried: number
  /** Tried as often as the rules allow: the money is the department's again. */
  readonly returned: number
}

/** Article 1: what could not be paid is tried again, into another account or by voucher, as often as the rules say (M1.3). */
export function retryLines(
  batch: BenefitBatch | undefined,
  failed: readonly BenefitLine[],
  way: BenefitWay,
  { policy, actor }: Pick<DecisionContext, 'policy' | 'actor'>,
): Decision<DomainEvent, LinesRetried> {
  if (batch === undefined) return refuse('benefit-batch-unknown')
  if (batch.status !== 'approved' && batch.status !== 'released')
    return refuse('benefit-batch-state', { state: batch.status })
  const most = policy.number(mostTriesKey)
  const open = failed.filter(({ state }) => state === 'failed')
  const over = open.filter(({ tries }) => tries >= most)
  const again = open.filter(({ tries }) => tries < most)
  const events: DomainEvent[] = [
    ...over.map((line) => lineEvent(line, 'benefit-line-returned', { result: line.result ?? 'bank-other' })),
    ...again.map((line) => lineEvent(line, 'benefit-line-retried', { way, by: actor.id })),
  ]
  if (again.length > 0 && batch.status === 'released')
    events.unshift(batchEvent(batch.batchId, 'benefit-batch-resumed', {}))
  const tasks = again.length === 0 ? [] : [{ queue: payQueue, data: { batchId: batch.batchId } }]
  return accept(events, { retried: again.length, returned: over.length }, tasks)
}

/** Articles 2 and 17: the paying office says whether the voucher was taken; whoever made a voucher of the line does not. */
export function confirmVoucher(
  line: BenefitLine | undefined,
  transfer: Transfer | undefined,
  paid: boolean,
  context: Pick<DecisionContext, 'policy' | 'actor'>,
): Decision<DomainEvent, LineAnswer> {
  if (line === undefined || transfer === undefined) return refuse('benefit-line-unknown')
  if (line.way !== 'cash-voucher' || line.state !== 'sent') return refuse('benefit-line-state', { state: line.state })
  if (isSamePerson(context.actor, line.voucherBy)) return refuse('benefit-second-person')
  const moved = paid ? postPending(transfer) : voidPending(transfer, 'voucher-not-taken')
  if (!moved.accepted) return moved
  if (paid)
    return accept([lineEvent(line, 'benefit-line-paid', {}), ...moved.events], { state: 'paid', result: 'paid' })
  const event = unpaidEvent(line, 'voucher-not-taken', line.tries, context)
  const state = event.name === 'benefit-line-failed' ? 'failed' : 'returned'
  return accept([event, ...moved.events], { state, result: 'voucher-not-taken' })
}
