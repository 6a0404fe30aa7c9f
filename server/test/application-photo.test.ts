import assert from 'node:assert/strict'
import { readdir, readFile, utimes } from 'node:fs/promises'
import path from 'node:path'
import { after, test } from 'node:test'
import * as operations from '@yika/core/application/schema.ts'
import type { Instant } from '@yika/core/calendar/instant.ts'
import type { Outcome } from '../src/kernel/outcome.ts'
import { samplePhoto } from '../src/sample/sample-photo.ts'
import { applicationWorld, bureauOfficer, citizen } from './application-world.ts'

const world = await applicationWorld({ after })
const { kernel, blobs } = world
const { run, db } = kernel
const file = (await samplePhoto(7, 1)).toString('base64')

function answerOf<Answer>(outcome: Outcome): Answer {
  assert.equal(outcome.status, 'accepted', JSON.stringify(outcome))
  return (outcome as { answer: Answer }).answer
}

async function blobFiles(): Promise<string[]> {
  const entries = await readdir(world.blobDirectory, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
}

test('M4.4: original, card picture and chip picture are kept, and nothing of them lies readable', async () => {
  const personId = await world.person()
  const { photoId } = answerOf<{ photoId: string }>(
    await run(operations.addPhoto, citizen(personId), { personId, file }),
  )
  const [row] = await db<{ originalBlob: string; chipBytes: number; cardBytes: number }[]>`
    select original_blob, chip_bytes, card_bytes from photo where photo_id = ${photoId}`
  assert.ok(row !== undefined && row.chipBytes <= 4096 && row.cardBytes >= 9 * 1024)
  const files = await blobFiles()
  assert.equal(files.length, 3)
  for (const name of files) assert.equal((await readFile(name)).indexOf(Buffer.from([0xff, 0xd8, 0xff])), -1)
  const [event] = await db<
    { rules: string[] }[]
  >`select rules from event where stream = 'photo' and stream_id = ${photoId}`
  assert.ok(event?.rules.includes('photo.sharpness.minimum@1'))
})

test('M11.4: a photo is seen by its owner and on a case, and each look is on record', async () => {
  const personId = await world.person()
  const { photoId } = answerOf<{ photoId: string }>(
    await run(operations.addPhoto, citizen(personId), { personId, file }),
  )
  const look = { personId, photoId, purpose: 'own-affairs' }
  const seen = answerOf<{ file: string }>(await kernel.reader.read(operations.photo, citizen(personId), look))
  const chip = answerOf<{ file: string }>(
    await kernel.reader.read(operations.photo, citizen(personId), { ...look, picture: 'chip' }),
  )
  assert.ok(Buffer.from(chip.file, 'base64').length <= 4096)
  assert.equal(Buffer.from(seen.file, 'base64').subarray(0, 3).toString('hex'), 'ffd8ff')
  const outcome = await kernel.reader.read(operations.photo, bureauOfficer, { ...look, purpose: 'application' })
  assert.equal(outcome.status === 'refused' && outcome.code, 'case-required')
  const stranger = await world.person()
  const refused = await kernel.reader.read(operations.photo, citizen(stranger), look)
  assert.equal(refused.status === 'refused' && refused.code, 'not-permitted')
  const rows = await db<{ outcome: string }[]>`
    select outcome from audit_entry where person_id = ${personId} and operation = 'photo' order by entry_id`
  assert.deepEqual(
    rows.map((row) => row.outcome),
    ['read', 'read', 'refused', 'refused'],
  )
})

test('M4.4: from the age of the rules on an application needs a recent photo of this person', async () => {
  kernel.policy.set('photo.required-from', 7)
  const personId = await world.person()
  const other = await world.person()
  const apply = (change: object = {}) => run(operations.applyForCard, citizen(personId), world.wish(personId, change))
  const codeOf = (outcome: Outcome) => (outcome.status === 'refused' ? outcome.code : 'accepted')
  assert.equal(codeOf(await apply()), 'photo-required')
  const foreign = answerOf<{ photoId: string }>(
    await run(operations.addPhoto, citizen(other), { personId: other, file }),
  )
  assert.equal(codeOf(await apply({ photoId: foreign.photoId })), 'photo-required')
  answerOf(await run(operations.addPhoto, citizen(personId), { personId, file }))
  const { now } = kernel
  kernel.now = '2027-05-23T02:00:00.000Z' as Instant
  assert.equal(codeOf(await apply()), 'photo-too-old')
  kernel.now = now
  assert.equal(codeOf(await apply()), 'accepted')
  kernel.policy.set('photo.required-from', 200)
})

test('M4.4: a photo that does not fit is refused with its reason and leaves no file', async () => {
  const personId = await world.person()
  const before = await blobFiles()
  const outcome = await run(operations.addPhoto, citizen(personId), {
    personId,
    file: Buffer.from('%PDF-1.7').toString('base64'),
  })
  assert.equal(outcome.status === 'refused' && outcome.code, 'photo-not-jpeg')
  assert.deepEqual(await blobFiles(), before)
})

test('M4.4: pictures that no row names are swept after a day, those of a photo stay', async () => {
  const personId = await world.person()
  const stranger = await world.person()
  answerOf(await run(operations.addPhoto, citizen(personId), { personId, file }))
  const kept = await blobFiles()
  // Read and stored before the transaction finds that the actor may not.
  const outcome = await run(operations.addPhoto, citizen(stranger), { personId, file })
  assert.equal(outcome.status, 'refused')
  assert.equal((await blobFiles()).length, kept.length + 3)
  await world.runTask('sweep-photos')
  assert.equal((await blobFiles()).length, kept.length + 3)
  const longAgo = new Date(Date.parse(kernel.now) - 48 * 3_600_000)
  for (const name of await blobFiles()) await utimes(name, longAgo, longAgo)
  await world.runTask('sweep-photos')
  assert.deepEqual((await blobFiles()).sort(), kept.sort())
})

test('the blob store gives back what was put, knows what it does not have, and takes no path for a name', async () => {
  const id = await blobs.put(Buffer.from('sealed'))
  assert.deepEqual(Buffer.from((await blobs.get(id)) ?? []), Buffer.from('sealed'))
  await blobs.remove(id)
  assert.equal(await blobs.get(id), undefined)
  await assert.rejects(blobs.get('../../etc/passwd'), /not the name of a blob/)
})
