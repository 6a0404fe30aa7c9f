import { addDays, type Day, dayOf, epochMs } from '../../calendar/instant.ts'
import { type DecisionContext, type Refused, refuse } from '../../decision/decision.ts'
import type { Balances } from '../../ledger/balances.ts'
import type { Agreement } from '../../service/agreement.ts'
import { type Institution, institutionInForce } from '../../service/institution.ts'
import type { Use } from '../../use/use.ts'
import { type BillLine, type PricedLine, priceLines } from './bill.ts'
import type { MedicalItem } from './medical-item.ts'
import type { MedicalSettlement, SettlementRoute } from './medical-settlement.ts'
import type { MedicalYear } from './medical-year.ts'
import type { Terms } from './terms.ts'
import { type Cite, type InsuredPerson, termsOf } from './terms-of.ts'

/** The service of the catalogue that a decision must have been asked for. */
export const medicalService = 'medical-settlement'

/** A bill as an institution sends it. */
export interface BillAsked {
  readonly billNumber: string
  readonly servedOn: Day
  readonly emergency: boolean
  /** Sent on by another institution. */
  readonly referred: boolean
  /** Whether the holder wants to pay from the personal account what it may pay. */
  readonly useAccount: boolean
  readonly lines: readonly BillLine[]
}

/** What an agreement says of a day that may be long over. */
export type PastAgreement = Pick<Agreement, 'status' | 'from' | 'until'>

/** Who knows a bill number already. */
export interface BillKnown {
  readonly personId: string
  readonly status: MedicalSettlement['status']
}

/** What is known to whoever judges a bill; a thing that does not exist is undefined. */
export interface MedicalBooks {
  readonly insured: InsuredPerson | undefined
  readonly institution: Institution | undefined
  /** For medical settlement, the ended ones, too. */
  readonly agreements: readonly PastAgreement[]
  readonly versions: ReadonlyMap<string, readonly MedicalItem[]>
  readonly bill: BillKnown | undefined
  readonly year: (MedicalYear & { readonly version: number }) | undefined
  readonly balances: Balances
  readonly cite: Cite
}

type Judging = Pick<DecisionContext, 'now' | 'today' | 'policy'>

export interface JudgedBill {
  readonly lines: readonly PricedLine[]
  readonly terms: Terms
}

/** Articles 2, 5: may this institution settle this bill today, and by which terms? */
export function judgeBill(books: MedicalBooks, bill: BillAsked, context: Judging): JudgedBill | Refused {
  const { servedOn, emergency, referred, lines } = bill
  const { institution, insured } = books
  const barred = billNumberBarred(books.bill) ?? dayBarred(servedOn, context) ?? institutionBarred(books, servedOn)
  if (barred !== undefined) return barred
  if (institution === undefined || insured === undefined) return refuse('not-found')
  const most = context.policy.number('medical.bill-lines', servedOn)
  if (lines.length > most) return refuse('bill-too-long', { most })
  const priced = priceLines(lines, books.versions, servedOn)
  if ('accepted' in priced) return priced
  const care = { treatment: 'outpatient', servedOn, institution, referred: referred || emergency } as const
  const terms = termsOf(insured, care, context.policy, books.cite)
  return 'accepted' in terms ? terms : { lines: priced, terms }
}

/** The number stands on the holder's paper: it names one bill for good, also one that was reversed. */
export function billNumberBarred(known: BillKnown | undefined): Refused | undefined {
  if (known === undefined) return undefined
  return refuse(known.status === 'reversed' ? 'bill-reversed' : 'bill-number-used')
}

export function dayBarred(servedOn: Day, { today, policy }: Judging): Refused | undefined {
  if (servedOn > today) return refuse('service-day-future', { day: servedOn })
  const days = policy.number('medical.late-days')
  return servedOn < addDays(today, -days) ? refuse('service-day-too-old', { day: servedOn, days }) : undefined
}

/** M5.2: in contract for medical settlement on the day of service, whatever was agreed or ended since. */
export function institutionBarred(
  { institution, agreements }: Pick<MedicalBooks, 'institution' | 'agreements'>,
  servedOn: Day,
): Refused | undefined {
  const inContract =
    institution !== undefined &&
    institutionInForce(institution, servedOn) &&
    agreements.some((one) => heldOn(one, servedOn))
  return inContract
    ? undefined
    : refuse('institution-out-of-contract', { institution: institution?.institutionId ?? '', service: medicalService })
}

/** An agreement that ended carries its last day; one without had ended before it began. */
function heldOn({ status, from, until }: PastAgreement, on: Day): boolean {
  return from <= on && (until === null ? status === 'in-force' : on <= until)
}

/**
 * Articles 2, 9 and 15: the bill rests on a card that was shown for this purpose at this institution. A sanction stops networked
 * settlement, never the emergency.
 */
export function decisionBarred(
  use: Use | undefined,
  asked: Pick<BillAsked, 'servedOn' | 'emergency'> & {
    readonly institutionId: string
    readonly route: Exclude<SettlementRoute, 'by-hand'>
  },
  { now, policy }: Judging,
): Refused | undefined {
  const { institutionId, servedOn, emergency, route } = asked
  if (use === undefined || use.institutionId !== institutionId) return refuse('decision-unknown')
  if (use.serviceId !== medicalService) return refuse('decision-for-other-service')
  const inEmergency = emergency && use.reason === 'application-suspended'
  if (!use.allowed && !inEmergency) return refuse('decision-was-no', { reason: use.reason ?? '' })
  if (servedOn > dayOf(use.usedAt)) return refuse('decision-before-service')
  if (route === 'late') return use.told === 'late' ? undefined : refuse('decision-not-late')
  const hours = policy.number('medical.decision-hours')
  return epochMs(now) - epochMs(use.decidedAt) > hours * 3_600_000 ? refuse('decision-too-old', { hours }) : undefined
}
