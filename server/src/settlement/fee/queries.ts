import { type Day, dayOf, type Instant } from '@yika/core/calendar/instant.ts'
import { type PolicyReader, refuse } from '@yika/core/decision/decision.ts'
import { PolicyMissing } from '@yika/core/decision/policy-missing.ts'
import type { Institution } from '@yika/core/service/institution.ts'
import type { Fee } from '@yika/core/settlement/fee/fee.ts'
import { type FeeKind, feeKindNames, feeKinds } from '@yika/core/settlement/fee/fee-kind.ts'
import * as schema from '@yika/core/settlement/fee-schema.ts'
import { type PublicRead, publicRead } from '../../kernel/public-read.ts'
import { type Query, query } from '../../kernel/query.ts'
import { institutionById } from '../../service/catalogue-store.ts'
import type { SettlementParts } from '../medical/medical-parts.ts'
import { feesOfPerson } from './store.ts'

const pageSize = 50

interface Mine {
  readonly fees: readonly Fee[]
  readonly institutions: ReadonlyMap<string, Institution>
}

/** M2.6: what is billed to the holder, and the receipts. */
export const feeQueries: readonly Query[] = [
  query<typeof schema.myFees, Mine>({
    operation: schema.myFees,
    load: (db, reads) =>
      Promise.all(
        reads.map(async ({ input: { personId, feeId = null, after = null } }) => {
          const fees = await feesOfPerson(db, { personId, feeId, after, limit: pageSize + 1 })
          const institutions = await institutionById(
            db,
            fees.map(({ institutionId }) => institutionId),
          )
          return { fees, institutions }
        }),
      ),
    subjects: (_mine, { personId }) => [{ personId }],
    fields: [],
    answer({ fees, institutions }) {
      const page = fees.slice(0, pageSize)
      return {
        fees: page.map((fee) => {
          const { feeId, institutionId, feeNumber, kind, amount, dueOn, rule, verified, state } = fee
          const { receiptNumber, paidAt, chargedAt } = fee
          const { zh, en } = feeKinds[kind]
          const institution = institutions.get(institutionId)?.name ?? null
          return {
            ...{ feeId, institutionId, feeNumber, kind, amount, dueOn, rule, verified, state },
            ...{ receiptNumber, paidAt, chargedAt, institution, title: { zh, en } },
          }
        }),
        next: fees.length > pageSize ? (page.at(-1)?.feeId ?? null) : null,
      }
    },
  }),
]

/** Article 12: what can be paid through the card, with the published amounts. */
export function feePublicReads(
  { clock, cite }: Pick<SettlementParts, 'clock' | 'cite'>,
  rules: (now: Instant) => PolicyReader,
): readonly PublicRead[] {
  function listed(kind: FeeKind, on: Day, policy: PolicyReader) {
    const { zh, en, rule: key } = feeKinds[kind]
    const read = key === null ? { rule: null, verified: true } : cite(key, on)
    return { kind, title: { zh, en }, amount: key === null ? null : policy.number(key, on), ...read }
  }
  return [
    publicRead<typeof schema.feeCatalogue>({
      operation: schema.feeCatalogue,
      async answer(_db, input) {
        const on = (input.on ?? dayOf(clock())) as Day
        const policy = rules(clock())
        try {
          return { on, fees: feeKindNames.map((kind) => listed(kind, on, policy)) }
        } catch (error) {
          if (error instanceof PolicyMissing) return refuse('policy-missing', { key: error.key, day: error.day })
          throw error
        }
      },
    }),
  ]
}
