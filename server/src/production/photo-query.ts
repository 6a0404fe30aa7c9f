import type { Batch } from '@yika/core/production/batch.ts'
import type { Line } from '@yika/core/production/line.ts'
import { cardPhotos } from '@yika/core/production/schema.ts'
import { hasEnded } from '@yika/core/production/stop-line.ts'
import { photosByKeys } from '../application/photo-store.ts'
import { applicationsByKeys } from '../application/store.ts'
import { cardsByKeys } from '../card/store.ts'
import { personsByIds } from '../holder/store.ts'
import type { BlobStore } from '../kernel/blob/blob-store.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { Database } from '../kernel/database/database.ts'
import { type Query, query } from '../kernel/query.ts'
import { batchById, linePage } from './store.ts'

export interface PhotoParts {
  readonly custodian: Custodian
  readonly blobs: BlobStore
}

const pageSize = 20

/** The pictures of one line, still sealed: they are opened when the audit rows are committed and the answer is made. */
interface Pictures {
  readonly line: Line
  readonly person: { readonly personId: string; readonly key: string }
  readonly photoId: string
  readonly print: Uint8Array
  readonly chip: Uint8Array
}

interface Loaded {
  readonly batch: Batch
  readonly pictures: readonly Pictures[]
  readonly next: string | null
}

/** M4.4: a factory sees the pictures of the cards that lie with it to be made, and of no others, page by page. */
export function photoQuery({ custodian, blobs }: PhotoParts): Query {
  async function pageOf(db: Database, batchId: string, after: number, limit: number): Promise<Loaded | undefined> {
    const batch = await batchById(db, batchId)
    if (batch?.state !== 'exported-to-factory') return undefined
    const lines = await linePage(db, batchId, { states: ['certified'], after, limit })
    const next = lines.length < limit ? null : String(lines.at(-1)?.sequence)
    return { batch, pictures: await picturesOf(db, lines), next }
  }

  async function picturesOf(db: Database, lines: readonly Line[]): Promise<readonly Pictures[]> {
    const [cards, applications, persons] = await Promise.all([
      cardsByKeys(db, lines),
      applicationsByKeys(db, lines),
      personsByIds(
        db,
        lines.map(({ personId }) => personId),
      ),
    ])
    const photoOf = (line: Line) => applications.get(line.applicationId)?.photoId ?? null
    const keys = lines.map((line) => ({ personId: line.personId, photoId: photoOf(line) ?? '' }))
    const photos = await photosByKeys(
      db,
      keys.filter(({ photoId }) => photoId !== ''),
    )
    const found = await Promise.all(
      lines.map(async (line): Promise<Pictures[]> => {
        const [photo, card] = [photos.get(photoOf(line) ?? ''), cards.get(line.cardId)]
        const person = persons.get(line.personId)
        if (photo === undefined || person === undefined || card === undefined || hasEnded(card)) return []
        const [print, chip] = await Promise.all([blobs.get(photo.cardBlob), blobs.get(photo.chipBlob)])
        // A picture that is lost holds up its own card only: the factory cannot make it and says so.
        if (print === undefined || chip === undefined) return []
        return [{ line, person, photoId: photo.photoId, print, chip }]
      }),
    )
    return found.flat()
  }

  return query({
    operation: cardPhotos,
    load: (db, reads) =>
      Promise.all(
        reads.map(({ input: { batchId, after, limit } }) => pageOf(db, batchId, Number(after ?? 0), limit ?? pageSize)),
      ),
    subjects(loaded: Loaded | undefined) {
      if (loaded === undefined) return undefined
      const place = { organisationId: loaded.batch.makerId as string }
      if (loaded.pictures.length === 0) return [place]
      return loaded.pictures.map(({ line }) => ({ personId: line.personId, caseId: line.applicationId, ...place }))
    },
    fields: [],
    answer(loaded) {
      const { batch, pictures, next } = loaded as Loaded
      const open = ({ personId, key }: Pictures['person'], sealed: Uint8Array) =>
        Buffer.from(custodian.openBytes(Buffer.from(key, 'base64'), personId, 'photo', sealed)).toString('base64')
      return {
        batchNumber: batch.batchNumber,
        photos: pictures.map(({ line, person, photoId, print, chip }) => ({
          ...{ cardNumber: line.cardNumber, photoId },
          print: open(person, print),
          chip: open(person, chip),
        })),
        next,
      }
    },
  })
}
