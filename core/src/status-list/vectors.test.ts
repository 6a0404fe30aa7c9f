import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { inflateSync } from 'node:zlib'
import { type StatusWidth, setStatus, statusAt } from './status-bits.ts'
import { packChanges, unpackChanges } from './status-changes.ts'

function vectors<File>(name: string): File {
  return JSON.parse(readFileSync(new URL(`../../../vectors/status-list/${name}.json`, import.meta.url), 'utf8'))
}

interface Bits {
  readonly cases: readonly {
    readonly what: string
    readonly bits: StatusWidth
    readonly statuses: readonly number[]
    readonly bytes: string
    readonly lst?: string
  }[]
}

interface Changes {
  readonly cases: readonly {
    readonly what: string
    readonly changes: readonly [number, number][]
    readonly packed: string
  }[]
  readonly invalid: readonly { readonly what: string; readonly packed: string }[]
}

test('M9.5: statuses lie in bytes as the draft of the Token Status List has them, in both directions', () => {
  const { cases } = vectors<Bits>('bits')
  assert.equal(cases.length, 4)
  for (const { what, bits, statuses, bytes, lst } of cases) {
    const given = Uint8Array.fromHex(bytes)
    assert.deepEqual(
      statuses.map((_, place) => statusAt(given, place, bits)),
      statuses,
      what,
    )
    const written = new Uint8Array(given.length).fill(0xff)
    statuses.forEach((status, place) => {
      setStatus(written, place, status, bits)
    })
    assert.equal(written.toHex(), bytes, what)
    if (lst !== undefined) assert.equal(inflateSync(Buffer.from(lst, 'base64url')).toString('hex'), bytes, what)
  }
})

test('M9.5: changes are packed as described, and what nobody packed is refused', () => {
  const { cases, invalid } = vectors<Changes>('changes')
  assert.equal(cases.length, 5)
  assert.equal(invalid.length, 4)
  for (const { what, changes, packed } of cases) {
    const plain = changes.map(([place, status]) => ({ place, status }))
    assert.equal(packChanges(plain).toHex(), packed, what)
    assert.deepEqual(unpackChanges(Uint8Array.fromHex(packed)), plain, what)
  }
  for (const { what, packed } of invalid) assert.equal(unpackChanges(Uint8Array.fromHex(packed)), undefined, what)
})
