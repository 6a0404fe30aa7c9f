import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { discloseCells } from './disclose-cells.ts'

const rules = { minimumCell: 10, rounding: 5 }

test('M5.9: a small cell takes another one with it, and a total of few is not told', () => {
  const cells = [
    { group: 'a', uses: 12, persons: 3 },
    { group: 'b', uses: 52, persons: 40 },
    { group: 'c', uses: 801, persons: 500 },
  ]
  assert.deepEqual(discloseCells({ uses: 865, persons: 540 }, cells, rules), {
    total: 865,
    cells: [
      { group: 'a', uses: null },
      { group: 'b', uses: null },
      { group: 'c', uses: 800 },
    ],
  })
  assert.equal(discloseCells({ uses: 12, persons: 3 }, cells.slice(0, 1), rules).total, null)
})

/** Who used what where: the very people, so that a difference can be asked whom it speaks of. */
const table = fc.array(fc.tuple(fc.nat({ max: 59 }), fc.nat({ max: 5 })), { maxLength: 200 })

test('M5.9: no number of a release, nor what is left when others are taken from the total, speaks of fewer than ten', () => {
  fc.assert(
    fc.property(table, (uses) => {
      const peopleOf = (group?: number) =>
        new Set(uses.filter((use) => group === undefined || use[1] === group).map(([p]) => p))
      const groups = [...new Set(uses.map(([, group]) => group))]
      const cells = groups.map((group) => ({
        group: String(group),
        uses: uses.filter((use) => use[1] === group).length,
        persons: peopleOf(group).size,
      }))
      const told = discloseCells({ uses: uses.length, persons: peopleOf().size }, cells, rules)
      const hidden = groups.filter((_, position) => told.cells[position]?.uses === null)
      for (const [position, group] of groups.entries())
        if (!hidden.includes(group)) {
          assert.ok(peopleOf(group).size >= rules.minimumCell)
          assert.ok(Math.abs((told.cells[position]?.uses ?? 0) - (cells[position]?.uses ?? 0)) <= rules.rounding / 2)
        }
      if (told.total === null || hidden.length === 0) return
      const left = new Set(hidden.flatMap((group) => [...peopleOf(group)]))
      assert.ok(left.size >= rules.minimumCell, `what is left of the total speaks of ${left.size}`)
      assert.ok(hidden.length > 1, 'one cell alone would follow from the others')
    }),
    { numRuns: 2000, seed: 5 },
  )
})
