import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { addMilliseconds, type Instant } from '../calendar/instant.ts'
import { type EarlierProof, judgeProof } from './judge-proof.ts'
import type { Presented } from './presentation.ts'

/** A chip in a model: it answers a challenge with its counter and a text that only its key can make. */
interface Chip {
  readonly key: string
  counter: number
}

interface Tap {
  readonly counter: number
  readonly challenge: string
  readonly cryptogram: string
}

function answer(chip: Chip, challenge: string): Tap {
  chip.counter += 1
  const { key, counter } = chip
  return { counter, challenge, cryptogram: `${key}|${counter}|${challenge}` }
}

/** The books: a tap is judged against the challenge that its terminal made, and counts once. */
function books(key: string) {
  const proofs = new Map<string, EarlierProof>()
  return (tap: Tap, challenge = tap.challenge): string => {
    const proofKey = `chip/${tap.counter}`
    const presented: Presented = {
      ...{
        personId: 'person-1',
        cardId: 'card-1',
        carrier: 'contactless-chip',
        comparedBy: null,
        counter: tap.counter,
      },
      genuine: tap.cryptogram === `${key}|${tap.counter}|${challenge}`,
      proofKey,
      proofDigest: `${tap.counter}|${challenge}|${tap.cryptogram}`,
      usedAt: now,
    }
    const refused = judgeProof(presented, proofs.get(proofKey), 'gate-1')
    if (refused !== undefined) return refused.code
    const { cardId, proofDigest } = presented
    proofs.set(proofKey, { cardId, proofKey, proofDigest })
    return 'counted'
  }
}

const now = addMilliseconds('2026-11-23T02:00:00.000Z' as Instant, 0)
const runs = { seed: 14, numRuns: 100_000 }
const fates = fc.array(
  fc.record({
    /** How far the tap is told behind its turn; most are told at once. */
    delay: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 8 }) }),
    /** The chip has counted and the answer was lost on the way. */
    torn: fc.integer({ min: 0, max: 19 }).map((n) => n === 0),
    repeated: fc.integer({ min: 0, max: 19 }).map((n) => n === 0),
  }),
  { minLength: 1, maxLength: 12 },
)

test('M14.2: reordered, torn and repeated taps of an honest chip freeze nobody, and each counts once', () => {
  fc.assert(
    fc.property(fates, (story) => {
      const chip: Chip = { key: 'k', counter: 3 }
      const judge = books('k')
      const told = story.flatMap(({ delay, torn, repeated }, turn) => {
        const tap = answer(chip, `c${turn}`)
        if (torn) return []
        const one = { tap, at: turn + delay }
        return repeated ? [one, { tap, at: turn + delay + 0.5 }] : [one]
      })
      const counted = new Map<number, number>()
      for (const { tap } of told.toSorted((a, b) => a.at - b.at)) {
        const verdict = judge(tap)
        assert.ok(verdict === 'counted' || verdict === 'proof-used', verdict)
        if (verdict === 'counted') counted.set(tap.counter, (counted.get(tap.counter) ?? 0) + 1)
      }
      assert.deepEqual(
        [...counted.values()].filter((times) => times !== 1),
        [],
      )
      assert.equal(counted.size, new Set(told.map(({ tap }) => tap.counter)).size)
    }),
    runs,
  )
})

test('M14.1: a static copy, which can only say what it has heard, never passes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 10 }), (heard, tries) => {
      const chip: Chip = { key: 'k', counter: 0 }
      const judge = books('k')
      const recorded = Array.from({ length: heard }, (_, turn) => answer(chip, `c${turn}`))
      for (const tap of recorded) assert.equal(judge(tap), 'counted')
      for (let turn = 0; turn < tries; turn += 1) {
        const tap = recorded[turn % heard] as Tap
        assert.equal(judge(tap), 'proof-used', 'the very tap again')
        assert.equal(judge(tap, `fresh${turn}`), 'proof-wrong', 'at a terminal with a challenge of its own')
        assert.equal(judge({ ...tap, counter: 100 + turn }, `fresh${turn}`), 'proof-wrong', 'with another counter')
      }
    }),
    runs,
  )
})

test('M14.2: a chip with a copied key is found out at the first counter that both have used', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 6, maxLength: 12 }), (turns) => {
      const original: Chip = { key: 'k', counter: 5 }
      const copy: Chip = { ...original }
      const judge = books('k')
      const used = { original: 0, copy: 0 }
      for (const [turn, byCopy] of turns.entries()) {
        const verdict = judge(answer(byCopy ? copy : original, `c${turn}`))
        used[byCopy ? 'copy' : 'original'] += 1
        const collided = Math.min(used.original, used.copy) >= 1 && verdict !== 'counted'
        if (!collided) continue
        assert.equal(verdict, 'chip-copied')
        assert.equal(Math.min(used.original, used.copy), 1, 'the first use of the one that was behind')
        return
      }
      assert.equal(Math.min(used.original, used.copy), 0, 'only one of the two was ever used')
    }),
    runs,
  )
})
