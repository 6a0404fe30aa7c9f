import type { Day } from '@yika/core/calendar/instant.ts'
import { refuse } from '@yika/core/decision/decision.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import { claimByHand, decideClaim } from '@yika/core/settlement/medical/claim-by-hand.ts'
import type { MedicalClaim } from '@yika/core/settlement/medical/medical-claim.ts'
import * as schema from '@yika/core/settlement/medical-schema.ts'
import { sealText } from '../../holder/sealing.ts'
import { type Command, command } from '../../kernel/command.ts'
import type { Stored } from '../../kernel/stream.ts'
import { transferStream } from '../../ledger/store.ts'
import { billConflicts, shown } from './bill-commands.ts'
import { askedBill, type BillWorld, booksOf, loadBills, yearOfDay } from './bill-world.ts'
import type { SettlementParts } from './medical-parts.ts'
import { claimsByIds, medicalClaimStream, medicalSettlementStream, medicalYearStream } from './store.ts'

interface World extends BillWorld {
  readonly 'medical-claim': Map<string, Stored<MedicalClaim>>
}

type Claim = InputOf<typeof schema.claimByHandOperation>
type Verdict = InputOf<typeof schema.decideClaimOperation>

function subject({ person }: BillWorld, { personId }: { readonly personId: string }) {
  const district = person.get(personId)?.district
  return district === undefined ? { personId } : { personId, district }
}

/** Article 1: no card, no loss; the papers are taken by one and decided by another (M1.3). */
export function claimCommands(parts: SettlementParts): readonly Command[] {
  return [
    command<typeof schema.claimByHandOperation, World, Claim>({
      operation: schema.claimByHandOperation,
      async load(tx, requests) {
        const world = await loadBills(
          tx,
          requests.map(({ input: { personId, institutionId, billNumber, lines } }) => ({
            ...{ personId, institutionId, use: null, years: [] },
            billNumbers: [billNumber],
            codes: lines.map(({ code }) => code),
          })),
        )
        return { ...world, 'medical-claim': new Map() }
      },
      subject,
      decide(world, input, context) {
        const { personId, institutionId } = input
        const person = world.person.get(personId)
        if (person === undefined) return refuse('person-unknown')
        const { district } = person
        const papers = sealText(parts.custodian, person, 'papers', input.papers)
        const { useAccount: _, ...bill } = askedBill(input)
        const books = booksOf(world, parts, { personId, institutionId, ...bill })
        return claimByHand(books, { ...bill, personId, institutionId, district, papers }, context)
      },
      conflicts: billConflicts,
      streams: [medicalClaimStream],
    }),
    command<typeof schema.decideClaimOperation, World, Verdict>({
      operation: schema.decideClaimOperation,
      async load(tx, requests) {
        const claims = await claimsByIds(
          tx,
          requests.map(({ input }) => input),
        )
        const world = await loadBills(
          tx,
          [...claims.values()].map(({ personId, institutionId, billNumber, servedOn }) => ({
            ...{ personId, institutionId, use: null, codes: [] },
            billNumbers: [billNumber],
            years: [yearOfDay(servedOn)],
          })),
        )
        // Read again under the lock of the person: somebody may have decided meanwhile.
        const keys = [...claims.values()]
        return { ...world, 'medical-claim': await claimsByIds(tx, keys) }
      },
      subject,
      decide(world, { personId: named, claimId, refusedBecause }, context) {
        const found = world['medical-claim'].get(claimId)
        // The right was asked for the person that is named: it must be the claim's.
        const claim = found?.personId === named ? found : undefined
        const { personId = '', institutionId = '', billNumber = '', servedOn = context.today as Day } = claim ?? {}
        const { bill, year, balances } = booksOf(world, parts, { personId, institutionId, billNumber, servedOn })
        const person = world.person.get(personId)
        if (person === undefined) return refuse('not-found')
        const said =
          refusedBecause === undefined
            ? ({ verdict: 'approve' } as const)
            : ({ verdict: 'refuse', reason: sealText(parts.custodian, person, 'reason', refusedBecause) } as const)
        const decision = decideClaim({ claim, bill, year, balances }, said, context)
        if (!decision.accepted) return decision
        const { settled } = decision.answer
        return { ...decision, answer: { settled: settled === null ? null : shown(settled) } }
      },
      conflicts: billConflicts,
      streams: [medicalClaimStream, medicalYearStream, medicalSettlementStream, transferStream],
    }),
  ]
}
