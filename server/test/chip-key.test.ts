import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Actor } from '@yika/core/access/actor.ts'
import { type ChipKey, type ChipKeyEvent, evolveChipKey } from '@yika/core/production/chip-key.ts'
import * as operation from '@yika/core/production/chip-key-schema.ts'
import { eventsOf } from '../src/kernel/events.ts'
import type { Outcome } from '../src/kernel/outcome.ts'
import { chipKeyCommands } from '../src/production/chip-key-commands.ts'
import { chipKeyQueries } from '../src/production/chip-key-queries.ts'
import { activeChipKey, allChipKeys } from '../src/production/chip-key-store.ts'
import { chipKeyTasks } from '../src/production/chip-key-tasks.ts'
import { enabledCard, givenCard, givenPerson } from './given-card.ts'
import { givenChipKeys, keyCustodians } from './given-chip-key.ts'
import { testKernel } from './test-kernel.ts'

const [one, other] = keyCustodians
const manager: Actor = { id: 'manager', role: 'production-manager', organisationId: 'human-resources' }
const auditor: Actor = { id: 'auditor', role: 'auditor', organisationId: 'audit-office' }

async function prepared(t: TestContext) {
  const kernel = await testKernel(t, { commands: () => chipKeyCommands, queries: () => chipKeyQueries })
  const { db, executor, custodian } = kernel
  const handlers = chipKeyTasks({ db, executor, custodian })
  /** Runs what is queued, each task twice: at least once is what the queue promises. */
  const work = async () => {
    for (const { queue, data } of kernel.tasks.splice(0))
      for (const time of ['first', 'again'])
        await handlers.find((handler) => handler.queue === queue)?.handle(data, `${queue}-${time}`)
  }
  const accepted = async (of: Parameters<typeof kernel.run>[0], actor: Actor, input: object) => {
    const outcome = await kernel.run(of, actor, input)
    assert.equal(outcome.status, 'accepted', JSON.stringify(outcome))
  }
  const stateOf = async (chipKeyId: string) => (await allChipKeys(db)).find((key) => key.chipKeyId === chipKeyId)?.state
  return { ...kernel, kernel, work, accepted, stateOf }
}

const code = (outcome: Outcome) => (outcome.status === 'refused' ? outcome.code : outcome.status)
const ofKey = (chipKeyId: string) => ({ chipKeyId })

test('M14.8: two persons make a version of master keys in the key machine, and new cards get the newest', async (t) => {
  const { kernel, db, custodian, work, accepted, stateOf } = await prepared(t)
  assert.equal(await activeChipKey(db, 'sm'), undefined)
  await accepted(operation.proposeChipKey, one, { suite: 'sm', reason: 'start' })
  assert.equal(code(await kernel.run(operation.confirmChipKey, one, ofKey('sm-1'))), 'same-person-twice')
  const sameHand: Actor = { ...other, otherAccounts: [one.id] }
  assert.equal(code(await kernel.run(operation.confirmChipKey, sameHand, ofKey('sm-1'))), 'same-person-twice')
  await assert.rejects(custodian.chipHsm.checkValues('sm', 1), { fault: 'version-unknown' })
  await accepted(operation.confirmChipKey, other, ofKey('sm-1'))
  assert.equal(await activeChipKey(db, 'sm'), undefined, 'not before the key machine has made them')
  await work()
  assert.equal(await stateOf('sm-1'), 'active')
  assert.equal(await activeChipKey(db, 'sm'), 1)
  assert.equal(await activeChipKey(db, 'des'), undefined)
  const [key] = await allChipKeys(db)
  assert.deepEqual(key?.checkValues, await custodian.chipHsm.checkValues('sm', 1))
  assert.ok(await custodian.chipHsm.checkValues('sm', 0), 'blanks can be ordered')

  await accepted(operation.proposeChipKey, other, { suite: 'sm', reason: 'yearly' })
  await accepted(operation.confirmChipKey, one, ofKey('sm-2'))
  await work()
  assert.equal(await activeChipKey(db, 'sm'), 2)
  await accepted(operation.retireChipKey, one, { chipKeyId: 'sm-2', reason: 'suspicion' })
  assert.equal(await activeChipKey(db, 'sm'), 1)

  for (const { chipKeyId, version: _, ...row } of await allChipKeys(db)) {
    const events = await eventsOf(db as never, null, 'chip-key', chipKeyId)
    const folded = events.reduce<ChipKey | undefined>(
      (state, { event, at }) => evolveChipKey(state, event as ChipKeyEvent, at),
      undefined,
    )
    assert.deepEqual(folded, { chipKeyId, ...row })
  }
})

test('M14.8: of two proposals at the same moment one stands', async (t) => {
  const { kernel } = await prepared(t)
  const outcomes = await Promise.all(
    [one, other].map((actor) => kernel.run(operation.proposeChipKey, actor, { suite: 'des', reason: 'start' })),
  )
  assert.deepEqual(outcomes.map(code).sort(), ['accepted', 'chip-key-open'])
})

test('M14.8: a version that a live card carries stays; without one two persons destroy it for good', async (t) => {
  const { kernel, custodian, work, accepted, stateOf } = await prepared(t)
  await givenChipKeys(kernel)
  const personId = await givenPerson(kernel)
  await givenCard(kernel, personId, withKeys(1))
  await accepted(operation.retireChipKey, one, { chipKeyId: 'sm-1', reason: 'age' })
  await accepted(operation.retireChipKey, one, { chipKeyId: 'des-1', reason: 'age' })
  const carried = await kernel.run(operation.proposeChipKeyDestruction, one, ofKey('sm-1'))
  assert.equal(code(carried), 'chip-key-carried')
  await accepted(operation.proposeChipKeyDestruction, one, ofKey('des-1'))
  assert.equal(code(await kernel.run(operation.confirmChipKeyDestruction, one, ofKey('des-1'))), 'same-person-twice')
  await custodian.chipHsm.checkValues('des', 1)
  await accepted(operation.confirmChipKeyDestruction, other, ofKey('des-1'))
  await work()
  assert.equal(await stateOf('des-1'), 'destroyed')
  await assert.rejects(custodian.chipHsm.checkValues('des', 1), { fault: 'version-unknown' })
  assert.equal(await stateOf('sm-1'), 'retired')
  await custodian.chipHsm.checkValues('sm', 1)
})

test('M14.8: a card that was cancelled holds no version back, one that came between the two hands does', async (t) => {
  const { kernel, accepted, stateOf } = await prepared(t)
  await givenChipKeys(kernel)
  await givenCard(kernel, await givenPerson(kernel), [
    ...withKeys(1),
    ['social-cancelled', { reason: 'moved-away', supersededBy: null }],
  ])
  await accepted(operation.retireChipKey, one, { chipKeyId: 'sm-1', reason: 'age' })
  await accepted(operation.proposeChipKeyDestruction, one, ofKey('sm-1'))
  await givenCard(kernel, await givenPerson(kernel), withKeys(1))
  assert.equal(code(await kernel.run(operation.confirmChipKeyDestruction, other, ofKey('sm-1'))), 'chip-key-carried')
  await accepted(operation.withdrawChipKeyProposal, other, ofKey('sm-1'))
  assert.equal(await stateOf('sm-1'), 'retired')
})

test('M14.8: a task that comes late does not raise destroyed keys from the dead', async (t) => {
  const { kernel, db, executor, custodian, work, accepted } = await prepared(t)
  await givenChipKeys(kernel)
  await accepted(operation.retireChipKey, one, { chipKeyId: 'sm-1', reason: 'age' })
  await accepted(operation.proposeChipKeyDestruction, one, ofKey('sm-1'))
  await accepted(operation.confirmChipKeyDestruction, other, ofKey('sm-1'))
  await work()
  for (const { handle } of chipKeyTasks({ db, executor, custodian })) await handle({ chipKeyId: 'sm-1' }, 'late')
  await assert.rejects(custodian.chipHsm.checkValues('sm', 1), { fault: 'version-unknown' })
})

test('M14.8: only security administrators hold a ceremony; the office and the auditor see its list', async (t) => {
  const { kernel, reader } = await prepared(t)
  await givenChipKeys(kernel)
  for (const actor of [manager, auditor])
    for (const [of, input] of [
      [operation.proposeChipKey, { suite: 'sm', reason: 'mine' }],
      [operation.confirmChipKey, ofKey('sm-1')],
      [operation.retireChipKey, { chipKeyId: 'sm-1', reason: 'mine' }],
      [operation.recordChipKey, { chipKeyId: 'sm-1', checkValues: {} }],
      [operation.proposeChipKeyDestruction, ofKey('sm-1')],
      [operation.confirmChipKeyDestruction, ofKey('sm-1')],
      [operation.recordChipKeyDestruction, ofKey('sm-1')],
    ] as const)
      assert.equal(code(await kernel.run(of, actor, input)), 'not-permitted')
  for (const actor of [one, manager, auditor]) {
    const outcome = await reader.read(operation.chipKeys, actor, {})
    assert.equal(outcome.status, 'accepted')
    const { keys } = (outcome as { answer: { keys: { chipKeyId: string; state: string }[] } }).answer
    assert.deepEqual(
      keys.map(({ chipKeyId, state }) => [chipKeyId, state]),
      [
        ['des-1', 'active'],
        ['sm-1', 'active'],
      ],
    )
  }
})

/** A card of the third generation whose chip was given keys of this version. */
function withKeys(keyVersion: number): Parameters<typeof givenCard>[2] {
  return enabledCard().map((step) =>
    step[0] === 'keys-replaced' ? ['keys-replaced', { keyVersion, counter: 1 }] : step,
  )
}
