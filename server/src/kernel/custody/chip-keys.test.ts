import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { chipSelfTest } from './chip-keys.ts'
import { openCustodian } from './custodian.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yika-chip-keys-'))
after(() => rmSync(scratch, { recursive: true }))
const fresh = (): string => mkdtempSync(join(scratch, 'custody-'))
const open = (directory: string) => openCustodian({ directory, suite: 'sm' })

const of = (suite: 'des' | 'sm', version: number) => ({
  suite,
  version,
  key: 'SSSE/IRK',
  area: '110000',
  factor: Uint8Array.fromHex('8684110000000001'),
  challenge: Uint8Array.fromHex('1122334455667788'),
  data: Uint8Array.fromHex('0102030405060708'),
})

test('M14.8: the runtime computes the ciphers of the chips as the vectors say', () =>
  assert.equal(chipSelfTest(), undefined))

test('M14.8: a master key is the same for every process and after every start, and no file holds it unwrapped', async () => {
  const directory = fresh()
  const [first, other] = [open(directory), open(directory)]
  await first.chipHsm.generate('sm', 1)
  const values = await first.chipHsm.checkValues('sm', 1)
  await other.chipHsm.generate('sm', 1)
  assert.deepEqual(await other.chipHsm.checkValues('sm', 1), values)
  const [cryptogram] = await other.chipHsm.internalAuthentication([of('sm', 1)])
  first.close()
  other.close()
  const again = open(directory)
  assert.deepEqual(await again.chipHsm.internalAuthentication([of('sm', 1)]), [cryptogram])
  again.close()
  assert.deepEqual(
    readdirSync(directory).filter((name) => name.startsWith('chip-')),
    ['chip-sm.1.key.json'],
  )
  const file = JSON.parse(readFileSync(join(directory, 'chip-sm.1.key.json'), 'utf8')) as Record<string, unknown>
  assert.deepEqual(Object.keys(file).sort(), ['createdAt', 'name', 'suite', 'version', 'wrapped'])
})

test('M14.8: versions, suites and the transport keys have nothing in common', async () => {
  const custodian = open(fresh())
  const places = [
    ['des', 0],
    ['des', 1],
    ['sm', 0],
    ['sm', 1],
    ['sm', 2],
  ] as const
  for (const [suite, version] of places) await custodian.chipHsm.generate(suite, version)
  const seen = new Set<string>()
  for (const [suite, version] of places) {
    const [cryptogram] = await custodian.chipHsm.internalAuthentication([of(suite, version)])
    seen.add(cryptogram?.toHex() ?? '')
  }
  assert.equal(seen.size, places.length)
  await assert.rejects(custodian.chipHsm.internalAuthentication([of('des', 2)]), { fault: 'version-unknown' })
  custodian.close()
})

test('M14.8: what one process destroys is gone in every other, and only its version', async () => {
  const directory = fresh()
  const [one, other] = [open(directory), open(directory)]
  await one.chipHsm.generate('sm', 1)
  await one.chipHsm.generate('sm', 2)
  await other.chipHsm.checkValues('sm', 1)
  await one.chipHsm.destroy('sm', 1)
  await one.chipHsm.destroy('sm', 1)
  for (const { chipHsm } of [one, other]) {
    await assert.rejects(chipHsm.checkValues('sm', 1), { fault: 'version-unknown' })
    await chipHsm.checkValues('sm', 2)
  }
  one.close()
  other.close()
})

test('M14.8: no key of a chip is rotated or destroyed past its ceremony', async () => {
  const custodian = open(fresh())
  await custodian.chipHsm.generate('sm', 1)
  assert.throws(() => custodian.rotate('chip-sm'), /ceremony/)
  assert.throws(() => custodian.destroy('chip-sm', 1, 0), /ceremony/)
  assert.deepEqual(
    custodian.keys().map(({ name, version }) => ({ name, version })),
    [{ name: 'chip-sm', version: 1 }],
  )
  custodian.close()
})
