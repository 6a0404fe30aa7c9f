import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Day, Instant } from '../calendar/instant.ts'
import type { DecisionContext } from '../decision/decision.ts'
import {
  evolveGroup,
  evolveGroupLine,
  type Group,
  type GroupLine,
  type GroupLineEvent,
  groupLineEvent,
  linesRepeated,
} from './group.ts'
import { optOutOfGroup } from './opt-out-of-group.ts'
import { receiveGroupLines } from './receive-group-lines.ts'

const now = '2026-11-23T02:00:00.000Z' as Instant
const context = { now, today: '2026-11-23', actor: { id: 'agent' } } as unknown as DecisionContext
const empty: Group = {
  groupId: 'grp',
  employerId: 'employer-1',
  kind: 'employer',
  bankIds: ['bank'],
  collection: 'employer',
  opensOn: '2026-11-01' as Day,
  closesOn: '2026-12-31' as Day,
  openedBy: 'agent',
  openedAt: now,
  linesReceived: 0,
  linesUnmatched: 0,
}

/** What has happened to a group: folded the way the books fold it. */
function books() {
  let group = empty
  const lines = new Map<string, GroupLine>()
  const fold = (event: GroupLineEvent): void =>
    void lines.set(event.personId, evolveGroupLine(lines.get(event.personId), event, now))
  return {
    lines,
    send(persons: readonly (string | null)[]) {
      const received = persons.map((personId, at) => ({ position: at + 1, personId, bankId: 'bank', outletId: null }))
      const decision = receiveGroupLines(group, lines, received, context)
      assert.ok(decision.accepted)
      for (const event of decision.events) {
        if (event.stream === 'group') group = evolveGroup(group, event, now)
        else fold(event)
      }
      return decision
    },
    optOut(personId: string) {
      const decision = optOutOfGroup({ group, line: lines.get(personId), open: undefined }, personId)
      if (decision.accepted) for (const event of decision.events) if (event.stream === 'group-line') fold(event)
    },
    decide(personId: string, accepted: boolean) {
      if (lines.get(personId)?.status !== 'waiting') return
      const { groupId } = group
      const refused = { groupId, code: 'photo-required', detail: {} } as const
      fold(
        accepted
          ? groupLineEvent(personId, 'line-applied', { groupId, applicationId: 'app' })
          : groupLineEvent(personId, 'line-refused', refused),
      )
    },
    sums() {
      const outcomes = { waiting: 0, applied: 0, refused: 0, 'opted-out': 0 }
      for (const { status, position } of lines.values()) if (position !== null) outcomes[status] += 1
      return { ...group, outcomes, repeated: linesRepeated(group, outcomes) }
    },
  }
}

test('M8.6: whoever opts out before the list comes has the position of the line, and nothing else of it', () => {
  const { send, optOut, lines, sums } = books()
  optOut('a')
  assert.equal(lines.get('a')?.position, null)
  const { answer, tasks } = send(['b', 'a', 'a'])
  assert.deepEqual(
    answer.lines.map(({ outcome }) => outcome),
    ['waiting', 'group-opted-out', 'repeated'],
  )
  assert.deepEqual(
    tasks?.map(({ data }) => (data as { personIds: string[] }).personIds),
    [['b']],
  )
  const { position, status, bankId } = lines.get('a') as GroupLine
  assert.deepEqual({ position, status, bankId }, { position: 2, status: 'opted-out', bankId: null })
  assert.deepEqual(sums().outcomes, { waiting: 1, applied: 0, refused: 0, 'opted-out': 1 })
  assert.equal(sums().repeated, 1)
  send(['a'])
  assert.equal(lines.get('a')?.position, 2)
  assert.equal(sums().repeated, 2)
})

test('M8.6: whatever happens, every line that was received stands in exactly one sum', () => {
  const person = fc.constantFrom('a', 'b', 'c', 'd')
  const happening = fc.oneof(
    fc.record({ send: fc.array(fc.option(person), { maxLength: 6 }) }),
    fc.record({ out: person }),
    fc.record({ decide: person, accepted: fc.boolean() }),
  )
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 20 }), (happenings) => {
      const { send, optOut, decide, sums } = books()
      let repeated = 0
      const counted = new Set<string>()
      for (const one of happenings) {
        if ('out' in one) optOut(one.out)
        else if ('decide' in one) decide(one.decide, one.accepted)
        else {
          send(one.send)
          for (const personId of one.send) {
            if (personId === null) continue
            if (counted.has(personId)) repeated += 1
            counted.add(personId)
          }
        }
      }
      assert.equal(sums().repeated, repeated)
    }),
  )
})
