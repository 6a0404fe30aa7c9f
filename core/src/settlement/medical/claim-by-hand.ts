import { isSamePerson } from '../../access/same-person.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../../decision/decision.ts'
import type { Explanation } from './explain.ts'
import { type BillAsked, type BillKnown, billNumberBarred, judgeBill, type MedicalBooks } from './medical-bill.ts'
import { type MedicalClaim, type MedicalClaimEvent, medicalClaimEvent } from './medical-claim.ts'
import { emptyYear, type MedicalYear } from './medical-year.ts'
import { type MedicalEvent, settleInto } from './settle-bill.ts'

type Asking = Pick<DecisionContext, 'now' | 'today' | 'policy' | 'newId' | 'actor'>

export interface ClaimWish extends Omit<BillAsked, 'useAccount'> {
  readonly personId: string
  readonly institutionId: string
  readonly district: string
  readonly papers: string
}

/** Article 1: a broken or missing card never stops a benefit; the papers are taken at a counter (M1.3). */
export function claimByHand(
  books: MedicalBooks,
  wish: ClaimWish,
  context: Asking,
): Decision<MedicalClaimEvent, { claimId: string }> {
  const judged = judgeBill(books, { ...wish, useAccount: false }, context)
  if ('accepted' in judged) return judged
  const { personId, institutionId, billNumber, servedOn, emergency, district, papers } = wish
  const claimId = context.newId()
  const taken = { institutionId, billNumber, servedOn, emergency, district, papers, takenBy: context.actor.id }
  return accept([medicalClaimEvent({ personId, claimId }, 'claim-taken', { ...taken, ...judged })], { claimId })
}

export interface ClaimBooks {
  readonly claim: MedicalClaim | undefined
  readonly bill: BillKnown | undefined
  readonly year: MedicalYear | undefined
  readonly balances: MedicalBooks['balances']
}

export type ClaimVerdict = { readonly verdict: 'approve' } | { readonly verdict: 'refuse'; readonly reason: string }

/** Article 13: a second person decides; what the funds owe goes to the holder, who has paid the hospital. */
export function decideClaim(
  books: ClaimBooks,
  said: ClaimVerdict,
  context: Asking,
): Decision<MedicalEvent | MedicalClaimEvent, { settled: (Explanation & { settlementId: string }) | null }> {
  const { claim } = books
  if (claim === undefined) return refuse('not-found')
  if (claim.status !== 'taken') return refuse('claim-closed')
  if (isSamePerson(context.actor, claim.takenBy)) return refuse('claim-second-person')
  const decidedBy = context.actor.id
  if (said.verdict === 'refuse') {
    const { reason } = said
    return accept([medicalClaimEvent(claim, 'claim-refused', { decidedBy, reason })], { settled: null })
  }
  const barred = billNumberBarred(books.bill)
  if (barred !== undefined) return barred
  const { personId, institutionId, billNumber, servedOn, emergency, lines, terms } = claim
  const year = books.year ?? emptyYear(personId, Number(servedOn.slice(0, 4)))
  const bill = { personId, institutionId, billNumber, servedOn, emergency, lines, terms, route: 'by-hand' } as const
  const settled = settleInto(year, books.balances, { ...bill, useId: null, stayId: null, accountHolds: 0 }, context)
  if (!('settlementId' in settled)) return settled
  const { settlementId, explanation, events } = settled
  const approved = medicalClaimEvent(claim, 'claim-approved', { decidedBy, settlementId })
  return accept([approved, ...events], { settled: { settlementId, ...explanation } })
}
