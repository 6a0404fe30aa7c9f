import type { Day } from '../../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, type DomainEvent, refuse } from '../../decision/decision.ts'
import type { Ground } from '../../holder/ground.ts'
import type { Person } from '../../holder/person.ts'
import type { Account } from '../../ledger/account.ts'
import type { Balances } from '../../ledger/balances.ts'
import { budgetOf } from '../../ledger/budget-change.ts'
import { holdTransfer } from '../../ledger/make-transfer.ts'
import { type Leg, mostFen } from '../../ledger/transfer.ts'
import { firstUnmet, type UseFacts } from '../../service/judge-use.ts'
import { accountOfBenefit, type BenefitCard } from './account-of-benefit.ts'
import type { BenefitBatch } from './batch.ts'
import { type BenefitLine, type BenefitResult, bankReference, type LineEvent, lineEvent, lineId } from './line.ts'
import type { BenefitProgramme } from './programme.ts'

/** The rule behind the number of tries. */
export const mostTriesKey = 'benefit.most-tries'

export interface PayFacts {
  readonly batch: BenefitBatch | undefined
  readonly programme: BenefitProgramme | undefined
  readonly person: Pick<Person, 'birthOn' | 'lifeStatus' | 'district'> | undefined
  readonly cards: readonly BenefitCard[]
  readonly grounds: readonly Pick<Ground, 'kind' | 'status' | 'since' | 'endedOn'>[]
  /** All lines of the person for this programme and month, this one among them. */
  readonly lines: readonly BenefitLine[]
  readonly balances: Balances
}

export interface LineAnswer {
  readonly state: BenefitLine['state']
  readonly result: BenefitResult | null
}

/** What no later try can mend: the money stays with the department. */
const final: ReadonlySet<BenefitResult> = new Set([
  'person-unknown',
  'deceased',
  'moved-away',
  'amount-invalid',
  'duplicate-in-period',
  'not-entitled',
])

function clearingOf(bankId: string): Account {
  return { kind: 'clearing', owner: bankId, personId: null }
}

function payableTo(personId: string): Account {
  return { kind: 'benefit-payable', owner: personId, personId }
}

function cashOf(personId: string): Account {
  return { kind: 'own-money', owner: personId, personId }
}

/**
 * Articles 2 and 5: one line is paid or says why not. The money is held from the department's budget on its way to the person's bank;
 * what the bank answers posts or voids it.
 */
export function payLine(
  line: BenefitLine | undefined,
  facts: PayFacts,
  context: Pick<DecisionContext, 'today' | 'policy' | 'newId'>,
): Decision<DomainEvent, LineAnswer> {
  const { batch, programme } = facts
  if (line === undefined || batch === undefined || programme === undefined) return refuse('benefit-line-unknown')
  if (batch.status !== 'approved') return refuse('benefit-batch-state', { state: batch.status })
  if (line.state !== 'received') return refuse('benefit-line-state', { state: line.state })
  const barred = barredBy(line, programme, facts)
  if (barred !== undefined) return unpaid(line, barred, context)
  const personId = line.personId as string
  const account = line.way === 'account' ? accountOfBenefit(facts.cards) : undefined
  if (line.way === 'account' && account === undefined) return unpaid(line, 'no-bank-account', context)
  const { bankId = null, cardId = null } = account ?? {}
  const transferId = context.newId()
  const made = holdTransfer(facts.balances, {
    ...{ personId, transferId, kind: 'benefit', businessDay: context.today, cause: lineId(line) },
    legs: legsOf(line.amount, batch.department, personId, bankId),
    ...(bankId === null
      ? {}
      : { partner: bankId, partnerReference: bankReference({ ...line, tries: line.tries + 1 }) }),
  })
  if (!made.accepted) return made.code === 'balance-insufficient' ? unpaid(line, 'budget-short', context) : made
  const sent = lineEvent(line, 'benefit-line-sent', { way: line.way, bankId, cardId, transferId })
  return accept([sent, ...made.events], { state: 'sent', result: null })
}

function legsOf(amount: number, department: string, personId: string, bankId: string | null): readonly Leg[] {
  const payable = payableTo(personId)
  return [
    { debit: budgetOf(department), credit: payable, amount, purpose: 'benefit' },
    bankId === null
      ? { debit: payable, credit: cashOf(personId), amount, purpose: 'voucher' }
      : { debit: payable, credit: clearingOf(bankId), amount, purpose: 'payout' },
  ]
}

function barredBy(line: BenefitLine, programme: BenefitProgramme, facts: PayFacts): BenefitResult | undefined {
  const { person, lines, grounds } = facts
  if (line.personId === null || person === undefined) return 'person-unknown'
  if (line.amount <= 0 || line.amount > Math.min(programme.mostFen, mostFen)) return 'amount-invalid'
  if (person.lifeStatus === 'deceased') return 'deceased'
  if (person.lifeStatus === 'moved-away') return 'moved-away'
  if (lines.some((other) => standsFor(other, line))) return 'duplicate-in-period'
  if (programme.condition === null) return undefined
  // The card plays no part in a benefit: what a condition may ask of it is refused when a programme is published.
  const use = { person, grounds, applications: [], card: noCard }
  return firstUnmet(programme.condition, use, lastDayOf(line.period)) === undefined ? undefined : 'not-entitled'
}

const noCard: UseFacts['card'] = {
  ...{
    cardId: '',
    social: 'none' as const,
    expiresOn: null,
    socialLostAt: null,
    cancelReason: null,
    cancelledAt: null,
  },
}

/** Another line that has paid this month, or still may. */
function standsFor(other: BenefitLine, line: BenefitLine): boolean {
  return lineId(other) !== lineId(line) && ['sent', 'paid', 'failed'].includes(other.state)
}

function lastDayOf(period: string): Day {
  const [year = 0, month = 0] = period.split('-').map(Number)
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) as Day
}

function unpaid(
  line: BenefitLine,
  result: BenefitResult,
  context: Pick<DecisionContext, 'policy'>,
): Decision<DomainEvent, LineAnswer> {
  const event = unpaidEvent(line, result, line.tries + 1, context)
  return accept([event], { state: event.name === 'benefit-line-failed' ? 'failed' : 'returned', result })
}

/** A line that was not paid waits for another try, until the rules end that; then its money is the department's again. */
export function unpaidEvent(
  line: BenefitLine,
  result: BenefitResult,
  tries: number,
  { policy }: Pick<DecisionContext, 'policy'>,
): LineEvent {
  const over = final.has(result) || tries >= policy.number(mostTriesKey)
  return lineEvent(line, over ? 'benefit-line-returned' : 'benefit-line-failed', { result })
}
