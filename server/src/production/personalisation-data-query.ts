import { dayOf } from '@yika/core/calendar/instant.ts'
import { expiryOf } from '@yika/core/card/validity.ts'
import { refuse } from '@yika/core/decision/decision.ts'
import { personalisationData } from '@yika/core/production/schema.ts'
import { loadBanks } from '../bank/store.ts'
import { type Query, query } from '../kernel/query.ts'
import { cardContent, orderTermsOf } from './card-content.ts'
import { activeChipKey } from './chip-key-store.ts'
import type { ChipParts } from './chip-parts.ts'
import { instantLine } from './chips-in-making.ts'
import { sealedPictures } from './sealed-pictures.ts'

/** Article 7: what printer and chip need at a counter; what only the chip knows, the counter tells with its scripts. */
export function personalisationDataQuery({ custodian, blobs, clock, policyReader }: Omit<ChipParts, 'db'>): Query {
  return query({
    operation: personalisationData,
    load: (db, reads) =>
      Promise.all(
        reads.map(async ({ actor, input }) => {
          const found = await instantLine(db, input)
          if (found === undefined) return undefined
          const { batch, row } = found
          const keyVersion = await activeChipKey(db, 'sm')
          const policy = policyReader(actor, clock())
          const issuedOn = dayOf(clock())
          return {
            ...found,
            bankCode: (await loadBanks(db, [batch.bankId])).get(batch.bankId)?.cnaps ?? '',
            pictures: await sealedPictures(db, blobs, [row]),
            terms: keyVersion === undefined ? undefined : orderTermsOf(policy, keyVersion),
            ...{ issuedOn, validUntil: expiryOf(issuedOn, policy) },
          }
        }),
      ),
    subjects(loaded, _input, actor) {
      if (loaded === undefined) return undefined
      const { batch, row } = loaded
      if (actor.bankId === batch.bankId && loaded.terms === undefined) return refuse('chip-keys-missing')
      return [{ personId: row.line.personId, caseId: row.line.applicationId, bankId: batch.bankId }]
    },
    fields: ['name', 'identityNumber'],
    answer(loaded, _input, reader) {
      const { batch, row, bankCode, pictures, terms, issuedOn, validUntil } = loaded as NonNullable<typeof loaded>
      return {
        ...(terms as NonNullable<typeof terms>),
        ...cardContent(custodian, reader, row, bankCode, pictures.get(row.line.lineId)),
        ...{ bankId: batch.bankId, issuedOn, validUntil },
      }
    },
  })
}
