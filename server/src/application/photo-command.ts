import { type AddPhoto, addPhoto } from '@yika/core/application/add-photo.ts'
import type { Photo } from '@yika/core/application/photo.ts'
import * as operations from '@yika/core/application/schema.ts'
import { refuse } from '@yika/core/decision/decision.ts'
import type { Person } from '@yika/core/holder/person.ts'
import { lockPersons, personsByIds } from '../holder/store.ts'
import type { BlobStore } from '../kernel/blob/blob-store.ts'
import { type Command, command } from '../kernel/command.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { Database } from '../kernel/database/database.ts'
import { newId } from '../kernel/identifier.ts'
import type { KernelParts } from '../kernel/parts.ts'
import type { Stored } from '../kernel/stream.ts'
import { type CheckedPhoto, checkPhoto } from './photo-check.ts'
import { photoStream } from './photo-store.ts'

export interface PhotoParts extends Pick<KernelParts, 'clock' | 'policyReader'> {
  readonly db: Database
  readonly custodian: Custodian
  readonly blobs: BlobStore
}

interface PhotoInput {
  readonly personId: string
  readonly photo: AddPhoto
}

interface World {
  readonly persons: Map<string, Stored<Person>>
  readonly photo: Map<string, Stored<Photo>>
}

/**
 * Reading and storing a picture is slow, so it is done before the transaction; the decision judges the measures again, and
 * the rules it read are on record. Pictures of a command that is refused afterwards are swept (tasks.ts).
 */
export function photoCommand(parts: PhotoParts): Command {
  return command<typeof operations.addPhoto, World, PhotoInput>({
    operation: operations.addPhoto,
    async prepare({ personId, file }, actor) {
      const person = (await personsByIds(parts.db, [personId])).get(personId)
      if (person === undefined) return refuse('person-unknown')
      const now = parts.clock()
      const checked = await checkPhoto(Buffer.from(file, 'base64'), parts.policyReader(actor, now))
      if ('accepted' in checked) return checked
      return { personId, photo: await store(parts, person, newId(Date.parse(now)), checked) }
    },
    async load(tx, requests) {
      const persons = await lockPersons(
        tx,
        requests.map(({ input }) => input.personId),
      )
      return { persons, photo: new Map() }
    },
    subject: (world, { personId }) => {
      const district = world.persons.get(personId)?.district
      return { personId, ...(district === undefined ? {} : { district }) }
    },
    decide: (world, { personId, photo }, context) => addPhoto(world.persons.get(personId), photo, context),
    streams: [photoStream],
  })
}

async function store(parts: PhotoParts, person: Person, photoId: string, checked: CheckedPhoto): Promise<AddPhoto> {
  const key = Buffer.from(person.key, 'base64')
  const put = (bytes: Uint8Array): Promise<string> =>
    parts.blobs.put(parts.custodian.sealBytes(key, person.personId, 'photo', bytes))
  const { original, card, chip, measures, perceptualHash } = checked
  const [originalBlob, cardBlob, chipBlob] = await Promise.all([put(original), put(card), put(chip)])
  return {
    photoId,
    originalBlob,
    originalBytes: original.length,
    cardBlob,
    cardBytes: card.length,
    chipBlob,
    chipBytes: chip.length,
    perceptualHash,
    measures,
  }
}
