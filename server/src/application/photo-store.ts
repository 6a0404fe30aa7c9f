import { evolvePhoto, type Photo, type PhotoEvent } from '@yika/core/application/photo.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import type { Stored, Stream } from '../kernel/stream.ts'

export interface PhotoKey {
  readonly personId: string
  readonly photoId: string
}

/** The named photos, by photo id; one that is not the person's is not among them. */
export async function photosByKeys(
  db: Database | Transaction,
  keys: readonly PhotoKey[],
): Promise<Map<string, Stored<Photo>>> {
  if (keys.length === 0) return new Map()
  const rows = await db<Stored<Photo>[]>`
    select person_id, photo_id, version, original_blob, original_bytes, card_blob, card_bytes, chip_blob, chip_bytes,
      perceptual_hash, measures, added_at
    from photo
    where (person_id, photo_id) in (
      select person_id, photo_id from unnest(
        ${keys.map(({ personId }) => personId)}::uuid[],
        ${keys.map(({ photoId }) => photoId)}::uuid[]
      ) as t (person_id, photo_id))`
  return new Map(rows.map((row) => [row.photoId, { ...row }]))
}

/** The newest accepted photo of each of these persons, by person id. */
export async function newestPhotos(
  db: Database | Transaction,
  personIds: readonly string[],
): Promise<Map<string, Stored<Photo>>> {
  const rows = await db<Stored<Photo>[]>`
    select distinct on (person_id) person_id, photo_id, version, original_blob, original_bytes, card_blob, card_bytes,
      chip_blob, chip_bytes, perceptual_hash, measures, added_at
    from photo where person_id = any(${[...new Set(personIds)]}::uuid[])
    order by person_id, added_at desc, photo_id desc`
  return new Map(rows.map((row) => [row.personId, { ...row }]))
}

/** Which of these blobs belong to no photo: what an interrupted or refused upload has left behind. */
export async function blobsWithoutPhoto(db: Database, blobs: readonly string[]): Promise<readonly string[]> {
  const rows = await db<{ blob: string }[]>`
    select blob from unnest(${blobs}::text[]) as asked (blob)
    where not exists (
      select from photo where original_blob = asked.blob or card_blob = asked.blob or chip_blob = asked.blob)`
  return rows.map(({ blob }) => blob)
}

export const photoStream: Stream<Photo, PhotoEvent> = {
  name: 'photo',
  evolve: evolvePhoto,
  async save(tx, photos) {
    await tx`
      insert into photo (person_id, photo_id, version, original_blob, original_bytes, card_blob, card_bytes, chip_blob,
        chip_bytes, perceptual_hash, measures, added_at)
      select person_id, photo_id, version, original_blob, original_bytes, card_blob, card_bytes, chip_blob, chip_bytes,
        perceptual_hash, measures::jsonb, added_at
      from unnest(
        ${photos.map(({ personId }) => personId)}::uuid[],
        ${photos.map(({ photoId }) => photoId)}::uuid[],
        ${photos.map(({ version }) => version)}::integer[],
        ${photos.map(({ originalBlob }) => originalBlob)}::text[],
        ${photos.map(({ originalBytes }) => originalBytes)}::integer[],
        ${photos.map(({ cardBlob }) => cardBlob)}::text[],
        ${photos.map(({ cardBytes }) => cardBytes)}::integer[],
        ${photos.map(({ chipBlob }) => chipBlob)}::text[],
        ${photos.map(({ chipBytes }) => chipBytes)}::integer[],
        ${photos.map(({ perceptualHash }) => perceptualHash)}::text[],
        ${photos.map(({ measures }) => JSON.stringify(measures))}::text[],
        ${photos.map(({ addedAt }) => addedAt)}::timestamptz[]
      ) as t (person_id, photo_id, version, original_blob, original_bytes, card_blob, card_bytes, chip_blob, chip_bytes,
        perceptual_hash, measures, added_at)`
  },
}
