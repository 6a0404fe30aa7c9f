import type { Day } from '../../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../../decision/decision.ts'
import { mostFen } from '../../ledger/transfer.ts'
import { type BillLine, priceLines } from './bill.ts'
import type { Explanation } from './explain.ts'
import { type HospitalStay, type HospitalStayEvent, hospitalStayEvent, periodEnd, periodOf } from './hospital-stay.ts'
import { billNumberBarred, dayBarred, decisionBarred, institutionBarred } from './medical-bill.ts'
import type { MedicalYear } from './medical-year.ts'
import { accountHeld, type MedicalEvent, type SettleBooks, settleInto } from './settle-bill.ts'
import { termsOf } from './terms-of.ts'

export interface StayBooks extends Omit<SettleBooks, 'year'> {
  /** Open stays of the person. */
  readonly open: readonly HospitalStay[]
  readonly stay: HospitalStay | undefined
  /** A period may end in the year before. */
  readonly years: (year: number) => MedicalYear
}

type Asking = Pick<DecisionContext, 'now' | 'today' | 'policy' | 'newId'>

export interface AdmitWish extends Pick<HospitalStay, 'personId' | 'institutionId' | 'admissionNumber' | 'admittedOn'> {
  readonly emergency: boolean
  readonly referred: boolean
}

/** Article 2: admission to a hospital; the card is shown once, the bill comes at the end. */
export function admit(
  books: StayBooks,
  wish: AdmitWish,
  context: Asking,
): Decision<HospitalStayEvent, { stayId: string }> {
  const { personId, institutionId, admittedOn } = wish
  const asked = { institutionId, servedOn: admittedOn, emergency: wish.emergency, route: 'network' } as const
  const barred =
    decisionBarred(books.use, asked, context) ?? dayBarred(admittedOn, context) ?? institutionBarred(books, admittedOn)
  if (barred !== undefined) return barred
  if (books.use === undefined) return refuse('decision-unknown')
  if (books.stay !== undefined) return refuse('admission-number-used')
  if (books.open.some((one) => one.institutionId === institutionId)) return refuse('stay-open-already')
  const stayId = context.newId()
  const { personId: _, ...data } = { ...wish, useId: books.use.useId }
  return accept([hospitalStayEvent({ personId, stayId }, 'admitted', data)], { stayId })
}

/** Article 2: charges of a day of the stay, priced by the catalogue of that day. */
export function addCharges(
  books: Pick<StayBooks, 'stay' | 'versions'>,
  { day, lines }: { readonly day: Day; readonly lines: readonly BillLine[] },
  { today, policy }: Asking,
): Decision<HospitalStayEvent, { charged: number; sum: number }> {
  const { stay } = books
  if (stay === undefined || stay.status !== 'open') return refuse('stay-unknown')
  if (day > today) return refuse('service-day-future', { day })
  if (day < stay.admittedOn) return refuse('charge-outside-stay', { day })
  const most = policy.number('medical.bill-lines', day)
  if (lines.length > most) return refuse('bill-too-long', { most })
  const priced = priceLines(lines, books.versions, day)
  if ('accepted' in priced) return priced
  const charged = priced.reduce((sum, { amount }) => sum + amount, 0)
  const sum = stay.charges.reduce((total, { amount }) => total + amount, 0) + charged
  if (sum > mostFen) return refuse('amount-invalid', { amount: sum })
  const period = periodOf(stay, day, policy.number('medical.stay-period-days', stay.admittedOn))
  return accept([hospitalStayEvent(stay, 'charges-added', { day, period, lines: priced })], { charged, sum })
}

export interface DischargeWish {
  readonly billNumber: string
  readonly dischargedOn: Day
  readonly useAccount: boolean
}

/**
 * Article 2: the stay is settled, each period of at most 90 days as a bill of its own with the deductible of a first or a following
 * admission. Further periods carry the bill's number with their own behind it.
 */
export function dischargeAndSettle(
  books: StayBooks,
  wish: DischargeWish,
  context: Asking,
): Decision<MedicalEvent | HospitalStayEvent, { bills: readonly (Explanation & SettledPeriod)[] }> {
  const { stay, insured, institution } = books
  const { billNumber, dischargedOn, useAccount } = wish
  if (stay === undefined || stay.status !== 'open') return refuse('stay-unknown')
  if (insured === undefined || institution === undefined) return refuse('not-found')
  const barred =
    billNumberBarred(books.bill) ?? dayBarred(dischargedOn, context) ?? institutionBarred(books, stay.admittedOn)
  if (barred !== undefined) return barred
  const days = context.policy.number('medical.stay-period-days', stay.admittedOn)
  const last = periodOf(stay, dischargedOn, days)
  if (dischargedOn < stay.admittedOn || stay.charges.some(({ period }) => period > last))
    return refuse('charge-outside-stay', { day: dischargedOn })
  if (stay.charges.length === 0) return refuse('stay-without-charges')
  const { personId, institutionId, emergency, useId, stayId } = stay
  const events: (MedicalEvent | HospitalStayEvent)[] = [hospitalStayEvent(stay, 'discharged', { dischargedOn })]
  const bills: (Explanation & SettledPeriod)[] = []
  const years = new Map<number, MedicalYear>()
  let accountHolds = accountHeld(books, { personId, useAccount })
  for (const period of [...new Set(stay.charges.map((charge) => charge.period))].sort((one, other) => one - other)) {
    const servedOn = periodEnd(stay, period, days, dischargedOn)
    const referred = stay.referred || emergency
    const care = { treatment: 'inpatient', servedOn, institution, referred } as const
    const terms = termsOf(insured, care, context.policy, books.cite)
    if ('accepted' in terms) return terms
    const year = Number(servedOn.slice(0, 4))
    const number = bills.length === 0 ? billNumber : `${billNumber}-${bills.length + 1}`
    const lines = stay.charges
      .filter((charge) => charge.period === period)
      .map(({ period: _, ...line }, position) => ({ ...line, line: position + 1 }))
    const bill = { personId, institutionId, billNumber: number, servedOn, route: 'network', emergency } as const
    const settled = settleInto(
      years.get(year) ?? books.years(year),
      books.balances,
      { ...bill, useId, stayId, terms, lines, accountHolds },
      context,
    )
    if (!('settlementId' in settled)) return settled
    years.set(year, settled.year)
    accountHolds -= settled.accountPaid
    events.push(...settled.events)
    bills.push({ ...settled.explanation, settlementId: settled.settlementId, billNumber: number, until: servedOn })
  }
  return accept(events, { bills })
}

export interface SettledPeriod {
  readonly settlementId: string
  readonly billNumber: string
  readonly until: Day
}
