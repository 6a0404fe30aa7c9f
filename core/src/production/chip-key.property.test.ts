import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Actor } from '../access/actor.ts'
import type { Instant } from '../calendar/instant.ts'
import { type ChipSuite, chipSuites } from '../card/chip-suite.ts'
import type { Decision } from '../decision/decision.ts'
import { type ChipKey, type ChipKeyEvent, evolveChipKey } from './chip-key.ts'
import { confirmChipKey } from './confirm-chip-key.ts'
import { confirmChipKeyDestruction } from './confirm-chip-key-destruction.ts'
import { proposeChipKey } from './propose-chip-key.ts'
import { proposeChipKeyDestruction } from './propose-chip-key-destruction.ts'
import { recordChipKey } from './record-chip-key.ts'
import { recordChipKeyDestruction } from './record-chip-key-destruction.ts'
import { retireChipKey } from './retire-chip-key.ts'
import { withdrawChipKeyProposal } from './withdraw-chip-key-proposal.ts'

const at = '2026-11-23T02:00:00.000Z' as Instant

/** Natural persons with two accounts each: `a1` and `a2` are one hand. */
const accounts = ['a1', 'a2', 'b1', 'b2', 'c1'] as const
const personOf = (account: string) => account[0]
function actorOf(id: string): Actor {
  const otherAccounts = accounts.filter((other) => other !== id && personOf(other) === personOf(id))
  return { id, role: 'security-administrator', organisationId: 'bureau', otherAccounts }
}

class Ceremony {
  readonly keys = new Map<string, ChipKey>()
  readonly history: ChipKeyEvent[] = []
  readonly queued: string[] = []
  readonly refused = new Set<string>()

  take(decision: Decision<ChipKeyEvent, unknown>): void {
    if (!decision.accepted) {
      this.refused.add(decision.code)
      return
    }
    for (const event of decision.events) {
      this.history.push(event)
      this.keys.set(event.id, evolveChipKey(this.keys.get(event.id), event, at))
    }
    this.queued.push(...(decision.tasks ?? []).map(({ queue }) => queue))
  }
}

const acts = {
  propose: (all: Ceremony, actor: Actor, _key: ChipKey | undefined, suite: ChipSuite) =>
    all.take(proposeChipKey(all.keys.values(), { suite, reason: 'new keys' }, { actor })),
  confirm: (all: Ceremony, actor: Actor, key: ChipKey | undefined) => all.take(confirmChipKey(key, { actor })),
  record: (all: Ceremony, _actor: Actor, key: ChipKey | undefined) => all.take(recordChipKey(key, { IRK: 'ABCDEF' })),
  withdraw: (all: Ceremony, actor: Actor, key: ChipKey | undefined) =>
    all.take(withdrawChipKeyProposal(key, { actor })),
  retire: (all: Ceremony, actor: Actor, key: ChipKey | undefined) => all.take(retireChipKey(key, 'age', { actor })),
  end: (all: Ceremony, actor: Actor, key: ChipKey | undefined) =>
    all.take(proposeChipKeyDestruction(key, false, { actor })),
  agree: (all: Ceremony, actor: Actor, key: ChipKey | undefined) =>
    all.take(confirmChipKeyDestruction(key, false, { actor })),
  gone: (all: Ceremony, _actor: Actor, key: ChipKey | undefined) => all.take(recordChipKeyDestruction(key)),
} as const

const steps = (who: readonly string[], minLength = 0) =>
  fc.array(
    fc.record({
      act: fc.constantFrom(...(Object.keys(acts) as (keyof typeof acts)[])),
      who: fc.constantFrom(...who),
      suite: fc.constantFrom(...chipSuites),
      version: fc.integer({ min: 1, max: 2 }),
    }),
    { minLength, maxLength: 120 },
  )

function played(list: readonly { act: keyof typeof acts; who: string; suite: ChipSuite; version: number }[]): Ceremony {
  const all = new Ceremony()
  for (const { act, who, suite, version } of list)
    acts[act](all, actorOf(who), all.keys.get(`${suite}-${version}`), suite)
  return all
}

test('M14.8: one natural person with two accounts makes and destroys no master key, whatever the order', () => {
  fc.assert(
    fc.property(steps(['a1', 'a2']), (list) => {
      const all = played(list)
      assert.deepEqual(all.queued, [])
      for (const { state } of all.keys.values()) assert.ok(state === 'proposed' || state === 'withdrawn', state)
    }),
    { seed: 14, numRuns: 400 },
  )
})

test('M14.8: both hands of every ceremony are of two natural persons, and nothing reaches the key machine otherwise', () => {
  const reached = new Set<string>()
  fc.assert(
    fc.property(steps(accounts, 80), (list) => {
      const all = played(list)
      for (const key of all.keys.values()) {
        reached.add(key.state)
        if (key.confirmedBy !== null) assert.notEqual(personOf(key.confirmedBy), personOf(key.proposedBy))
        if (key.destructionConfirmedBy !== null)
          assert.notEqual(personOf(key.destructionConfirmedBy), personOf(key.destructionProposedBy ?? ''))
      }
      const named = (name: string) => all.history.filter((event) => event.name === name).length
      assert.equal(all.queued.filter((queue) => queue === 'make-chip-key').length, named('chip-key-confirmed'))
      assert.equal(
        all.queued.filter((queue) => queue === 'destroy-chip-key').length,
        named('chip-key-destruction-confirmed'),
      )
      for (const suite of chipSuites) {
        const versions = [...all.keys.values()].filter((key) => key.suite === suite).map((key) => key.keyVersion)
        assert.deepEqual(
          versions,
          versions.map((_, index) => index + 1),
          'no version number is given twice',
        )
      }
    }),
    { seed: 14, numRuns: 600 },
  )
  for (const state of ['withdrawn', 'active', 'retired', 'destruction-proposed', 'destroyed'])
    assert.ok(reached.has(state), `two persons can come to ${state}`)
})

test('M14.8: a version that a live card carries is not destroyed, neither by the first hand nor by the second', () => {
  const all = new Ceremony()
  const key = () => all.keys.get('sm-1')
  acts.propose(all, actorOf('a1'), undefined, 'sm')
  acts.confirm(all, actorOf('b1'), key())
  acts.record(all, actorOf('a1'), key())
  all.take(proposeChipKeyDestruction(key(), false, { actor: actorOf('a1') }))
  assert.deepEqual([...all.refused], ['chip-key-state-wrong'], 'an active version is retired first')
  acts.retire(all, actorOf('a1'), key())
  const refusedWith = (decision: Decision<ChipKeyEvent, unknown>) => (decision.accepted ? 'accepted' : decision.code)
  assert.equal(refusedWith(proposeChipKeyDestruction(key(), true, { actor: actorOf('a1') })), 'chip-key-carried')
  acts.end(all, actorOf('a1'), key())
  assert.equal(refusedWith(confirmChipKeyDestruction(key(), true, { actor: actorOf('b1') })), 'chip-key-carried')
  assert.equal(refusedWith(confirmChipKeyDestruction(key(), false, { actor: actorOf('b1') })), 'accepted')
})

test('M14.8: while a version is being made no second one of the suite begins, and the byte of the card has an end', () => {
  const all = new Ceremony()
  acts.propose(all, actorOf('a1'), undefined, 'sm')
  acts.propose(all, actorOf('b1'), undefined, 'sm')
  assert.deepEqual([[...all.keys.keys()], [...all.refused]], [['sm-1'], ['chip-key-open']])
  const last = { ...(all.keys.get('sm-1') as ChipKey), keyVersion: 255, state: 'active' } as const
  const decision = proposeChipKey([last], { suite: 'sm', reason: 'more' }, { actor: actorOf('a1') })
  assert.equal(decision.accepted ? 'accepted' : decision.code, 'chip-key-versions-used-up')
})
