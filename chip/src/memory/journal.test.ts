import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Change, journalBytes, journalIn } from './journal.ts'
import { memoryOver, PowerCut } from './memory.ts'
import { MemoryFault } from './memory-fault.ts'
import { tearingMemory } from './tearing-memory.ts'

const dataBytes = 64
const room = journalBytes(dataBytes, 4)
const blank = () => new Uint8Array(dataBytes + room)
const dataOf = (bytes: Uint8Array) => bytes.slice(0, dataBytes).toHex()
const open = (bytes: Uint8Array, cut = Number.POSITIVE_INFINITY) =>
  journalIn(tearingMemory(memoryOver(bytes), cut), dataBytes, room)

/** Commits with the power cut after so many bytes; whether it came to an end. */
function torn(act: () => void): boolean {
  try {
    act()
    return false
  } catch (error) {
    assert.ok(error instanceof PowerCut)
    return true
  }
}

const change: fc.Arbitrary<Change> = fc
  .tuple(fc.integer({ min: 0, max: dataBytes - 16 }), fc.uint8Array({ minLength: 1, maxLength: 16 }))
  .map(([offset, bytes]) => ({ offset, bytes }))

test('M14.1: cut after any byte, an update of several ranges is made or not made, also when the mending is cut', () => {
  fc.assert(
    fc.property(
      fc.array(change, { minLength: 1, maxLength: 4 }),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      (first, second) => {
        const before = blank()
        open(before).commit(...first)
        const after = before.slice()
        open(after).commit(...second)
        for (let cut = 0; ; cut += 1) {
          const bytes = before.slice()
          const wasTorn = torn(() => open(bytes, cut).commit(...second))
          for (let again = 0; torn(() => open(bytes, again).mend()); again += 1);
          assert.ok([dataOf(before), dataOf(after)].includes(dataOf(bytes)), `cut after ${cut} bytes`)
          if (!wasTorn) return assert.equal(dataOf(bytes), dataOf(after))
        }
      },
    ),
    { seed: 20221001, numRuns: 60 },
  )
})

test('A change of one byte costs one byte, and nothing costs nothing', () => {
  const bytes = blank()
  open(bytes, 1).commit({ offset: 3, bytes: Uint8Array.of(7) })
  open(bytes, 0).commit()
  assert.equal(bytes[3], 7)
  assert.deepEqual(bytes.subarray(dataBytes), new Uint8Array(room))
})

test('A log that has decayed is not played, and one that does not fit is not begun', () => {
  const bytes = blank()
  const commit = () => open(bytes, 30).commit({ offset: 0, bytes: new Uint8Array(16).fill(1) })
  assert.ok(torn(commit))
  assert.equal(bytes[dataBytes], 0, 'thirty bytes are the log without its marker')
  bytes[dataBytes] = 0xa5
  bytes[dataBytes + 20] = 0xff
  assert.throws(() => open(bytes).mend(), MemoryFault)
  const large = { offset: 0, bytes: new Uint8Array(room) }
  assert.throws(() => open(blank()).commit(large), MemoryFault)
})
