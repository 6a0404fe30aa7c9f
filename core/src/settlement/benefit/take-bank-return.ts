import { accept, type Decision, type DecisionContext, type DomainEvent, refuse } from '../../decision/decision.ts'
import type { Balances } from '../../ledger/balances.ts'
import { postPending, reverseTransfer, voidPending } from '../../ledger/make-transfer.ts'
import type { Transfer } from '../../ledger/transfer.ts'
import type { BankReturn, BankReturnLine } from './bank-file.ts'
import { type BenefitLine, bankReference, lineEvent, lineId, parseBankReference } from './line.ts'
import { unpaidEvent } from './pay-line.ts'

/** Why a line of a bank's file was not booked. */
export const notBookedReasons = [
  'line-unknown',
  'amount-differs',
  'answered-twice',
  'answered-otherwise',
  'earlier-try',
] as const

export interface BankReturnTaken {
  readonly paid: number
  readonly failed: number
  /** Credited before and sent back late: taken back by a transfer the other way round. */
  readonly takenBack: number
  /** Said before in the same words. */
  readonly repeated: number
  /** Positions in the file that were not booked; reconciliation looks at them. */
  readonly notBooked: { readonly position: number; readonly reason: (typeof notBookedReasons)[number] }[]
}

export interface ReturnWorld {
  /** Lines by `lineId`; only those that were sent to the bank that answers. */
  readonly lines: ReadonlyMap<string, BenefitLine>
  readonly transfers: ReadonlyMap<string, Transfer>
  readonly balances: Balances
}

/**
 * Article 13: the bank says of each line whether it was credited. Part of the lines is enough; a file whose count or total is not
 * that of its lines books nothing.
 */
export function takeBankReturn(
  file: BankReturn,
  { lines, transfers, balances }: ReturnWorld,
  context: Pick<DecisionContext, 'today' | 'policy' | 'newId'>,
): Decision<DomainEvent, BankReturnTaken> {
  const sum = file.lines.reduce((total, { amount }) => total + amount, 0)
  if (file.count !== file.lines.length || file.total !== sum)
    return refuse('bank-return-total-wrong', {
      ...{ declaredCount: file.count, declaredFen: file.total, count: file.lines.length, fen: sum },
    })
  const events: DomainEvent[] = []
  const counts = { paid: 0, failed: 0, takenBack: 0, repeated: 0 }
  const notBooked: BankReturnTaken['notBooked'][number][] = []
  const answers = new Map<string, BankReturnLine | 'contradictory'>()
  for (const line of file.lines) {
    const before = answers.get(line.reference)
    const same = before === undefined || (before !== 'contradictory' && before.failure === line.failure)
    answers.set(line.reference, same ? (before ?? line) : 'contradictory')
  }
  for (const [index, said] of file.lines.entries()) {
    const position = index + 1
    const answer = answers.get(said.reference)
    if (answer !== said) {
      notBooked.push({ position, reason: 'answered-twice' })
      continue
    }
    const reference = parseBankReference(said.reference)
    const line = reference === undefined ? undefined : lines.get(lineId(reference))
    const transfer = line === undefined ? undefined : transfers.get(line.transferId ?? '')
    if (line === undefined || transfer === undefined) {
      notBooked.push({ position, reason: 'line-unknown' })
      continue
    }
    const booked = bookAnswer(line, transfer, said, balances, context)
    if ('reason' in booked) notBooked.push({ position, reason: booked.reason })
    else {
      counts[booked.as] += 1
      events.push(...booked.events)
    }
  }
  return accept(events, { ...counts, notBooked })
}

type Booked =
  | { readonly as: 'paid' | 'failed' | 'takenBack' | 'repeated'; readonly events: readonly DomainEvent[] }
  | { readonly reason: (typeof notBookedReasons)[number] }

function bookAnswer(
  line: BenefitLine,
  transfer: Transfer,
  { reference, amount, failure }: BankReturnLine,
  balances: Balances,
  context: Pick<DecisionContext, 'today' | 'policy' | 'newId'>,
): Booked {
  if (reference !== bankReference(line)) return { reason: 'earlier-try' }
  if (amount !== line.amount) return { reason: 'amount-differs' }
  const { state, result, tries } = line
  if (state === 'sent') {
    const moved = failure === null ? postPending(transfer) : voidPending(transfer, failure)
    if (!moved.accepted) return { reason: 'answered-otherwise' }
    if (failure === null) return { as: 'paid', events: [lineEvent(line, 'benefit-line-paid', {}), ...moved.events] }
    return { as: 'failed', events: [unpaidEvent(line, failure, tries, context), ...moved.events] }
  }
  if (result === (failure ?? 'paid')) return { as: 'repeated', events: [] }
  if (state !== 'paid' || failure === null) return { reason: 'answered-otherwise' }
  const back = reverseTransfer(balances, transfer, {
    ...{ transferId: context.newId(), businessDay: context.today, cause: lineId(line) },
    partnerReference: `${reference}-back`,
  })
  if (!back.accepted) return { reason: 'answered-otherwise' }
  return { as: 'takenBack', events: [unpaidEvent(line, failure, tries, context), ...back.events] }
}
