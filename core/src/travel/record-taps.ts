import { dayOf, epochMs, type Instant } from '../calendar/instant.ts'
import { relationToLoss } from '../card/relation-to-loss.ts'
import {
  accept,
  type Decision,
  type DecisionContext,
  type DomainEvent,
  type Refused,
  refuse,
  type Task,
} from '../decision/decision.ts'
import type { Balances } from '../ledger/balances.ts'
import { fareTable, type TravelMode } from '../policy/table/fare-table.ts'
import { timeOfUse } from '../presentation/in-time.ts'
import { type EarlierProof, judgeProof } from '../presentation/judge-proof.ts'
import type { Presented } from '../presentation/presentation.ts'
import { type Agreement, agreementHolds } from '../service/agreement.ts'
import type { CardService } from '../service/card-service.ts'
import { judgeUse, type UseFacts, type UseReason } from '../service/judge-use.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { terminalOutOfService } from '../terminal/terminal-in-service.ts'
import { chargeRides, debtOf } from './charge-rides.ts'
import type { Distances } from './distances.ts'
import { impossibleTravel, type SignalEvent } from './impossible-travel.ts'
import { type CardTravel, retellRides } from './retell-rides.ts'
import { riderOf } from './rider-of.ts'
import { suspendForDebt } from './suspend-for-debt.ts'
import { type Tap, type TapKind, tapEvent } from './tap.ts'
import { travelRules } from './travel-rules.ts'

/** A tap as a terminal tells it, with what the presenter made of the card. */
export interface ToldTap {
  readonly sequence: number
  readonly kind: TapKind
  readonly place: string
  readonly metres: number | null
  readonly presented: Presented | Refused
}

export interface TravelOfCard extends Omit<CardTravel, 'personId' | 'cardId'> {
  readonly facts: UseFacts
}

/** What the decision reads of the books; each look-up also knows what earlier uploads of the batch have left. */
export interface TravelBooks {
  readonly terminal: Pick<Terminal, 'terminalId' | 'institutionId' | 'services' | 'status'> | undefined
  readonly agreements: readonly Agreement[]
  readonly services: ReadonlyMap<string, CardService>
  networkAt(at: Instant): Distances | undefined
  /** The tap that this terminal has told under this number. */
  told(sequence: number): Tap | undefined
  proofOf(cardId: string, proofKey: string): EarlierProof | undefined
  cardOf(cardId: string): TravelOfCard | undefined
  readonly balances: Balances
}

export interface TapOutcome {
  readonly sequence: number
  readonly outcome: 'recorded' | 'refused'
  readonly counts: boolean | null
  readonly reason: string | null
  readonly clockCorrectedMs: number
}

type TapsDecision = Decision<DomainEvent, { taps: TapOutcome[] }>

/**
 * Articles 5, 13, 14: what a terminal has seen comes into the books, each tap once and for itself: one that is refused does not hold up
 * the others. Rides of every card that is touched are told anew, and only differences move money.
 */
export function recordTaps(
  books: TravelBooks,
  upload: { readonly clock: Instant; readonly taps: readonly ToldTap[] },
  context: DecisionContext,
): TapsDecision {
  const { terminal } = books
  const barred = terminalOutOfService(context.actor.id, terminal)
  if (barred !== undefined || terminal === undefined) return barred ?? refuse('terminal-not-registered')
  const skewMs = context.policy.number('use.clock-skew') * 1000
  const off = epochMs(upload.clock) - epochMs(context.now)
  // What the way to us takes is no fault of a clock.
  const clockOffMs = Math.abs(off) <= skewMs ? 0 : off
  const fresh = { bySequence: new Map<number, Tap>(), byProof: new Map<string, Tap>() }
  const tasks: Task[] = []
  const outcomes = upload.taps.map((told): TapOutcome => {
    const judged = judgeTap({ ...books, terminal }, told, clockOffMs, fresh, context)
    if ('accepted' in judged) {
      tasks.push(...(judged.tasks ?? []))
      return { sequence: told.sequence, outcome: 'refused', counts: null, reason: judged.code, clockCorrectedMs: 0 }
    }
    const { sequence, counts, reason, clockCorrectedMs } = judged
    return { sequence, outcome: 'recorded', counts, reason, clockCorrectedMs }
  })
  const balances: Balances = new Map(books.balances)
  const byCard = Map.groupBy(fresh.bySequence.values(), ({ cardId }) => cardId)
  const events = [...byCard].flatMap(([cardId, taps]) => {
    const card = books.cardOf(cardId)
    return card === undefined ? [] : tellCard(books, card, taps, balances, context)
  })
  return accept(events, { taps: outcomes }, tasks)
}

/** What this upload alone has brought so far. */
interface Fresh {
  readonly bySequence: Map<number, Tap>
  readonly byProof: Map<string, Tap>
}

type Known = TravelBooks & { readonly terminal: NonNullable<TravelBooks['terminal']> }

/** The tap as it is kept, new or told before; or why it is not. */
function judgeTap(
  books: Known,
  told: ToldTap,
  clockOffMs: number,
  fresh: Fresh,
  context: DecisionContext,
): Tap | Refused {
  const { presented, sequence, kind, place } = told
  if ('accepted' in presented) return presented
  const { personId, cardId, carrier, proofKey, proofDigest } = presented
  const { terminalId, institutionId: operatorId } = books.terminal
  const known = books.told(sequence) ?? fresh.bySequence.get(sequence)
  if (known !== undefined) return sameTap(known, told, presented) ? known : refuse('tap-number-taken')
  const proof = `${cardId} ${proofKey}`
  const refused = judgeProof(presented, fresh.byProof.get(proof) ?? books.proofOf(cardId, proofKey), terminalId)
  if (refused !== undefined) return refused
  const card = books.cardOf(cardId)
  if (card === undefined) return refuse('card-unknown')
  const time = timeOfUse({ at: presented.usedAt as Instant, told: 'late', clockOffMs }, context)
  if (!time.accepted) return time
  const at = time.usedAt
  const mode = modeOf(books, told, at)
  if (typeof mode !== 'string') return mode
  const service = books.services.get(mode === 'bus' ? 'bus' : 'metro')
  if (service === undefined) return refuse('service-not-in-catalogue', { service: mode })
  if (!inContract(books.agreements, service.serviceId, dayOf(at)))
    return refuse('institution-out-of-contract', { institution: operatorId, service: service.serviceId })
  if (!books.terminal.services.includes(service.serviceId))
    return refuse('service-not-offered', { service: service.serviceId })
  const judgement = judgeUse(service, card.facts, carrier, at)
  const reason = judgement.usable ? null : judgement.reason
  const tap: Tap = {
    ...{ personId, cardId, operatorId, terminalId, sequence, kind, place, carrier, proofKey, proofDigest, at, reason },
    tapId: context.newId(),
    metres: told.metres,
    clockCorrectedMs: clockOffMs === 0 ? 0 : -clockOffMs,
    rider: riderOf(fareTable(context.policy.text('travel.fare-table', dayOf(at))), mode, card.facts, dayOf(at)),
    counts: reason === null || !uncharged.includes(reason),
    relation: relationToLoss(card.facts.card, at),
    toldAt: context.now,
  }
  fresh.bySequence.set(sequence, tap)
  fresh.byProof.set(proof, tap)
  return tap
}

/** For which reasons nobody is charged: it was not the holder, or there was no card any more that could owe. */
const uncharged: readonly UseReason[] = [
  ...(['card-lost', 'card-locked', 'card-superseded', 'card-cancelled', 'card-not-enabled'] as const),
  ...(['holder-deceased', 'carrier-not-allowed'] as const),
]

function sameTap(known: Tap, told: ToldTap, { cardId, proofKey, proofDigest }: Presented): boolean {
  return (
    known.kind === told.kind &&
    known.place === told.place &&
    known.metres === told.metres &&
    known.cardId === cardId &&
    known.proofKey === proofKey &&
    known.proofDigest === proofDigest
  )
}

function modeOf({ networkAt }: TravelBooks, { kind, place, metres }: ToldTap, at: Instant): TravelMode | Refused {
  if (kind === 'bus') return metres === null ? refuse('tap-distance-missing') : 'bus'
  const network = networkAt(at)
  if (network === undefined) return refuse('network-missing')
  return network.modeOf(place) ?? refuse('station-unknown', { place })
}

function inContract(agreements: readonly Agreement[], serviceId: string, on: ReturnType<typeof dayOf>): boolean {
  return agreements.some((one) => one.serviceId === serviceId && agreementHolds(one, on))
}

function tellCard(
  books: TravelBooks,
  card: TravelOfCard,
  fresh: readonly Tap[],
  balances: Balances,
  context: DecisionContext,
): readonly (DomainEvent | SignalEvent)[] {
  const { personId, cardId } = fresh[0] as Tap
  const rules = travelRules(books, context.policy)
  const taps = [...card.taps, ...fresh]
  const changes = retellRides({ ...card, personId, cardId, taps }, context.now, rules)
  return [
    ...fresh.map(tapEvent),
    ...chargeCard({ personId, cardId }, changes, card.facts, { ...books, balances }, context),
    ...impossibleTravel(taps, new Set(fresh.map(({ tapId }) => tapId)), rules, context),
  ]
}

/** The rides, their money, and what a debt does. */
export function chargeCard(
  card: { readonly personId: string; readonly cardId: string },
  changes: ReturnType<typeof retellRides>,
  { applications }: Pick<UseFacts, 'applications'>,
  { balances, services }: Pick<TravelBooks, 'balances' | 'services'>,
  context: DecisionContext,
): readonly DomainEvent[] {
  const charged = chargeRides(card, changes, balances, context)
  const allowance = context.policy.number('travel.debt.allowance')
  const suspended = debtOf(balances, card) > allowance ? suspendForDebt(card, applications, services) : []
  return [...charged, ...suspended]
}
