import { systemActor } from '@yika/core/access/actor.ts'
import { pinStatusOf } from '@yika/core/card/pin-status.ts'
import { pinStatus } from '@yika/core/card/schema.ts'
import type { KernelParts } from '../kernel/parts.ts'
import { type Query, query } from '../kernel/query.ts'
import { findCards, subjectOf } from './queries.ts'

/** Article 7: what holders see of the PIN of their card. */
export function pinQueries({ clock, policyReader }: Pick<KernelParts, 'clock' | 'policyReader'>): readonly Query[] {
  return [
    query<typeof pinStatus, Awaited<ReturnType<typeof findCards>>[number]>({
      operation: pinStatus,
      load: (db, reads) =>
        findCards(
          db,
          reads.map(({ input }) => input),
        ),
      subjects: (found) => (found === undefined ? undefined : [subjectOf(found.person, found.card.bankId)]),
      fields: [],
      answer(found) {
        if (found === undefined) throw new Error('answered without a row')
        const now = clock()
        return pinStatusOf(found.card, now, policyReader(systemActor, now))
      },
    }),
  ]
}
