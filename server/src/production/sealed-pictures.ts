import { photosByKeys } from '../application/photo-store.ts'
import type { BlobStore } from '../kernel/blob/blob-store.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { Database } from '../kernel/database/database.ts'
import type { LineRow } from './line-rows.ts'

/** The pictures of one card, still sealed: they are opened when the audit rows are committed and the answer is made. */
export interface SealedPictures {
  readonly print: Uint8Array
  readonly chip: Uint8Array
}

/** By line; a card without a photo has none, and neither has one whose picture is lost: the two differ in the application. */
export async function sealedPictures(
  db: Database,
  blobs: BlobStore,
  rows: readonly LineRow[],
): Promise<ReadonlyMap<string, SealedPictures>> {
  const pictured = rows.flatMap(({ line, application: { photoId } }) => (photoId === null ? [] : [{ line, photoId }]))
  const photos = await photosByKeys(
    db,
    pictured.map(({ line: { personId }, photoId }) => ({ personId, photoId })),
  )
  const found = await Promise.all(
    pictured.map(async ({ line, photoId }): Promise<[string, SealedPictures][]> => {
      const photo = photos.get(photoId)
      if (photo === undefined) return []
      const [print, chip] = await Promise.all([blobs.get(photo.cardBlob), blobs.get(photo.chipBlob)])
      return print === undefined || chip === undefined ? [] : [[line.lineId, { print, chip }]]
    }),
  )
  return new Map(found.flat())
}

export function openPicture(
  custodian: Custodian,
  { personId, key }: { readonly personId: string; readonly key: string },
  sealed: Uint8Array,
): Uint8Array {
  return custodian.openBytes(Buffer.from(key, 'base64'), personId, 'photo', sealed)
}
