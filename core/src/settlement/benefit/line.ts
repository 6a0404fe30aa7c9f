import type { Instant } from '../../calendar/instant.ts'

/** What a bank says when it cannot credit. */
export const bankFailures = [
  'account-closed',
  'account-unknown',
  'name-differs',
  'account-frozen',
  'bank-other',
] as const
export type BankFailure = (typeof bankFailures)[number]

/** What came of a line; one for each, so that no batch hides one (process rule of the national card management). */
export const benefitResults = [
  'paid',
  'person-unknown',
  'deceased',
  'moved-away',
  'no-bank-account',
  'amount-invalid',
  'duplicate-in-period',
  'budget-short',
  'not-entitled',
  'voucher-not-taken',
  ...bankFailures,
] as const
export type BenefitResult = (typeof benefitResults)[number]

/** How the money goes: into an account, or out of the hand of the paying office. */
export const benefitWays = ['account', 'cash-voucher'] as const
export type BenefitWay = (typeof benefitWays)[number]

/**
 * - `received`  waits to be paid, for the first time or again
 * - `sent`      the money is held and the bank (or the holder of a voucher) is waited for
 * - `paid`      the bank has credited it; a late return takes it back
 * - `failed`    not paid, can be tried again
 * - `returned`  will not be paid: the money is the department's
 */
export const lineStates = ['received', 'sent', 'paid', 'failed', 'returned'] as const
export type LineState = (typeof lineStates)[number]

/** One person's money of a batch. */
export interface BenefitLine {
  /** Null where nobody in the register has the number. */
  readonly personId: string | null
  readonly batchId: string
  readonly lineNumber: number
  readonly programmeId: string
  readonly period: string
  readonly amount: number
  /** A remark of the department; no personal data. */
  readonly note: string | null
  readonly state: LineState
  readonly result: BenefitResult | null
  readonly way: BenefitWay
  /** Who let it be paid in cash; somebody else says that it was taken. */
  readonly voucherBy: string | null
  readonly tries: number
  readonly bankId: string | null
  /** Whose finance function is credited. */
  readonly cardId: string | null
  readonly transferId: string | null
  readonly changedAt: Instant
}

export interface LineEventData {
  'benefit-line-received': Pick<BenefitLine, 'batchId' | 'lineNumber' | 'programmeId' | 'period' | 'amount' | 'note'>
  'benefit-line-sent': Pick<BenefitLine, 'way' | 'bankId' | 'cardId' | 'transferId'>
  'benefit-line-paid': Record<never, never>
  'benefit-line-failed': { readonly result: BenefitResult }
  'benefit-line-returned': { readonly result: BenefitResult }
  'benefit-line-retried': { readonly way: BenefitWay; readonly by: string }
}

export type LineEvent = {
  readonly [Name in keyof LineEventData]: {
    readonly stream: 'benefit-line'
    readonly id: string
    readonly personId: string | null
    readonly name: Name
    readonly data: LineEventData[Name]
  }
}[keyof LineEventData]

export type LineKey = Pick<BenefitLine, 'personId' | 'batchId' | 'lineNumber'>

export function lineId({ batchId, lineNumber }: Pick<LineKey, 'batchId' | 'lineNumber'>): string {
  return `${batchId}/${lineNumber}`
}

export function lineEvent<Name extends keyof LineEventData>(
  key: LineKey,
  name: Name,
  data: LineEventData[Name],
): LineEvent {
  return { stream: 'benefit-line', id: lineId(key), personId: key.personId, name, data } as LineEvent
}

export function evolveLine(state: BenefitLine | undefined, event: LineEvent, at: Instant): BenefitLine {
  if (event.name === 'benefit-line-received')
    return {
      ...{
        personId: event.personId,
        ...event.data,
        state: 'received',
        result: null,
        way: 'account',
        voucherBy: null,
        tries: 0,
      },
      ...{ bankId: null, cardId: null, transferId: null, changedAt: at },
    }
  if (state === undefined) throw new Error(`${event.name} of a line that does not exist`)
  // A try counts when it begins; what fails before anything is sent has been tried, too.
  const tries = state.state === 'received' && event.name !== 'benefit-line-retried' ? state.tries + 1 : state.tries
  const next = { ...state, tries, changedAt: at }
  switch (event.name) {
    case 'benefit-line-sent':
      return { ...next, ...event.data, state: 'sent', result: null }
    case 'benefit-line-paid':
      return { ...next, state: 'paid', result: 'paid' }
    case 'benefit-line-failed':
      return { ...next, state: 'failed', result: event.data.result }
    case 'benefit-line-returned':
      return { ...next, state: 'returned', result: event.data.result }
    case 'benefit-line-retried': {
      const { way, by } = event.data
      return { ...next, state: 'received', way, voucherBy: way === 'cash-voucher' ? by : null }
    }
  }
}

/** Under what a bank answers: batch, line and try, so that an answer to an earlier try is known as one. */
export function bankReference({
  batchId,
  lineNumber,
  tries,
}: Pick<BenefitLine, 'batchId' | 'lineNumber' | 'tries'>): string {
  return `${batchId}-${lineNumber}-${tries}`
}

const referenceForm = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-([1-9]\d{0,7})-([1-9]\d{0,3})$/

export function parseBankReference(
  text: string,
): { readonly batchId: string; readonly lineNumber: number; readonly tries: number } | undefined {
  const [, batchId, lineNumber, tries] = referenceForm.exec(text) ?? []
  return batchId === undefined ? undefined : { batchId, lineNumber: Number(lineNumber), tries: Number(tries) }
}
