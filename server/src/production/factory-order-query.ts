import type { Actor } from '@yika/core/access/actor.ts'
import { refuse } from '@yika/core/decision/decision.ts'
import type { Batch } from '@yika/core/production/batch.ts'
import type { FactoryKey } from '@yika/core/production/factory-key.ts'
import type { FactoryOrder, OrderedCard, OrderTerms } from '@yika/core/production/factory-order.ts'
import { factoryOrder } from '@yika/core/production/schema.ts'
import { hasEnded } from '@yika/core/production/stop-line.ts'
import { loadBanks } from '../bank/store.ts'
import type { Database } from '../kernel/database/database.ts'
import { type FieldReader, type Query, query } from '../kernel/query.ts'
import { cardContent, orderTermsOf } from './card-content.ts'
import { activeChipKey } from './chip-key-store.ts'
import type { ChipParts } from './chip-parts.ts'
import { envelopeKeysOf, factoryKeyOf } from './factory-key-store.ts'
import { type LineRow, rowsOf } from './line-rows.ts'
import { type SealedPictures, sealedPictures } from './sealed-pictures.ts'
import { batchById, linePage } from './store.ts'

const pageSize = 20
const chipSuite = 'sm'

interface Loaded {
  readonly batch: Batch
  readonly bankCode: string
  readonly rows: readonly LineRow[]
  readonly pictures: ReadonlyMap<string, SealedPictures>
  readonly key: FactoryKey['key']
  readonly terms: OrderTerms | undefined
  readonly next: string | null
}

/**
 * M4.3, M4.4, M14.8: a factory gets what the cards that lie with it need, signed by the office and closed for its own key, page by page;
 * what is made needs nothing any more, and nothing is told of a card that has ended.
 */
export function factoryOrderQuery({ custodian, blobs, clock, policyReader }: Omit<ChipParts, 'db'>): Query {
  async function load(
    db: Database,
    actor: Actor,
    batchId: string,
    after: number,
    limit: number,
  ): Promise<Loaded | undefined> {
    const batch = await batchById(db, batchId)
    if (batch?.state !== 'exported-to-factory') return undefined
    const lines = await linePage(db, batchId, { states: ['certified'], after, limit })
    const rows = (await rowsOf(db, lines)).filter(({ card }) => !hasEnded(card))
    const keyVersion = await activeChipKey(db, chipSuite)
    const policy = policyReader(actor, clock())
    return {
      batch,
      rows,
      bankCode: (await loadBanks(db, [batch.bankId])).get(batch.bankId)?.cnaps ?? '',
      pictures: await sealedPictures(db, blobs, rows),
      key: await factoryKeyOf(db, batch.makerId ?? ''),
      terms: keyVersion === undefined ? undefined : orderTermsOf(policy, keyVersion),
      next: lines.length < limit ? null : String(lines.at(-1)?.sequence),
    }
  }

  function orderedCard(reader: FieldReader, { bankCode, pictures }: Loaded, row: LineRow): OrderedCard {
    const { line, person, card, application } = row
    return {
      sequence: line.sequence,
      ...cardContent(custodian, reader, row, bankCode, pictures.get(line.lineId)),
      bankCardNumber: reader.show('bankCardNumber', person, card.bankCardNumber) ?? '',
      certificateSerial: card.certificateSerial ?? '',
      initialPin: custodian.initialPin(card.cardId),
      outlet: application.outletId,
    }
  }

  return query({
    operation: factoryOrder,
    load: (db, reads) =>
      Promise.all(
        reads.map(({ actor, input: { batchId, after, limit } }) =>
          load(db, actor, batchId, Number(after ?? 0), limit ?? pageSize),
        ),
      ),
    subjects(loaded: Loaded | undefined, _input, actor) {
      if (loaded === undefined) return undefined
      const place = { organisationId: loaded.batch.makerId as string }
      if (actor.organisationId !== place.organisationId) return [place]
      if (loaded.terms === undefined) return refuse('chip-keys-missing')
      // Whether the key fits the suite is seen before anything is opened.
      if (loaded.key === null || custodian.sealEnvelope(envelopeKeysOf(loaded.key), new Uint8Array()) === undefined)
        return refuse('factory-key-missing', { makerId: place.organisationId })
      if (loaded.rows.length === 0) return [place]
      return loaded.rows.map(({ line }) => ({ personId: line.personId, caseId: line.applicationId, ...place }))
    },
    fields: ['name', 'identityNumber', 'bankCardNumber'],
    answer(found, _input, reader) {
      const loaded = found as Loaded
      const { batchNumber } = loaded.batch
      const cards = loaded.rows.map((row) => orderedCard(reader, loaded, row))
      const order: FactoryOrder = { batchNumber, ...(loaded.terms as OrderTerms), cards }
      const key = envelopeKeysOf(loaded.key as NonNullable<FactoryKey['key']>)
      const envelope = custodian.sealEnvelope(key, Buffer.from(JSON.stringify(order))) as Uint8Array
      return { batchNumber, count: cards.length, next: loaded.next, envelope: Buffer.from(envelope).toString('base64') }
    },
  })
}
