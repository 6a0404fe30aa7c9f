import assert from 'node:assert/strict'
import { createHmac, hash, randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import fc from 'fast-check'
import { chooseSuite, type SuiteFamily, suiteOf } from './choose-suite.ts'
import { contextOf } from './context.ts'
import { type Custodian, openCustodian } from './custodian.ts'
import { openKeyRing } from './key-ring.ts'
import { openRootKey } from './root-key.ts'
import { parseSealed, sealedHead } from './sealed.ts'
import { sealedColumns } from './sealed-column.ts'
import type { SuiteId } from './suite.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yika-custody-'))
after(() => rmSync(scratch, { recursive: true }))
const freshDirectory = (): string => join(scratch, randomUUID())

const families: readonly SuiteFamily[] = ['sm', 'international']
const suiteIds: readonly SuiteId[] = ['sm-ctr-hmac', 'sm-gcm', 'international']

test('the runtime passes the vectors of every suite, and SM4-GCM is chosen because its vector holds', () => {
  for (const id of suiteIds) assert.equal(suiteOf(id).selfTest(), undefined)
  assert.equal(chooseSuite('sm').id, 'sm-gcm')
  assert.equal(chooseSuite('international').id, 'international')
})

for (const id of suiteIds) {
  const suite = suiteOf(id)
  const key = Buffer.alloc(suite.keyBytes, 7)
  const context = contextOf({ table: 'person', column: 'name', row: 'p' }, 1, id)
  const open = (bytes: Uint8Array, under = context): Buffer | undefined => {
    const sealed = parseSealed(bytes)
    return sealed === undefined || sealed.suite !== suite
      ? undefined
      : suite.open(key, under, sealed.iv, sealed.ciphertext, sealed.tag)
  }

  test(`M11.10: ${id} opens what it sealed and nothing that was changed, cut or moved`, () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (plain, at, flip) => {
        const bytes = suite.seal(key, context, plain, sealedHead(suite, 1))
        assert.deepEqual(Uint8Array.from(open(bytes) as Buffer), plain)
        const changed = Buffer.from(bytes)
        const position = at % changed.length
        // Bytes 1 and 2 name the key version, which the caller puts into the context.
        if (position === 1 || position === 2) return
        changed[position] = (changed[position] ?? 0) ^ flip
        assert.equal(open(changed), undefined)
        assert.equal(open(bytes.subarray(0, at % bytes.length)), undefined)
        const elsewhere = contextOf({ table: 'person', column: 'phone', row: 'p' }, 1, id)
        assert.equal(open(bytes, elsewhere), undefined)
      }),
      { seed: 1, numRuns: 200 },
    )
  })

  test(`100,000 values sealed by ${id} carry 100,000 initial vectors`, () => {
    const seen = new Set<string>()
    for (let i = 0; i < 100_000; i++) {
      const bytes = suite.seal(key, context, new Uint8Array(0), new Uint8Array(0))
      seen.add(bytes.toString('latin1', 0, suite.ivBytes))
    }
    assert.equal(seen.size, 100_000)
  })
}

test('the parser of sealed values takes any bytes without throwing and gives back what was written', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
      const sealed = parseSealed(bytes)
      if (sealed === undefined) return
      const again = Buffer.concat([
        sealedHead(sealed.suite, sealed.keyVersion),
        sealed.iv,
        sealed.ciphertext,
        sealed.tag,
      ])
      assert.deepEqual(Uint8Array.from(again), bytes)
    }),
    { seed: 2, numRuns: 5000 },
  )
})

test('two places never give the same context', () => {
  const place = fc.record({
    table: fc.string({ maxLength: 6 }),
    column: fc.string({ maxLength: 6 }),
    row: fc.string({ maxLength: 6 }),
  })
  fc.assert(
    fc.property(place, place, (a, b) => {
      const same = a.table === b.table && a.column === b.column && a.row === b.row
      assert.equal(contextOf(a, 1, 'sm-gcm').equals(contextOf(b, 1, 'sm-gcm')), same)
    }),
    { seed: 3, numRuns: 2000 },
  )
  const shifted = [
    { table: 'a', column: 'bc', row: '' },
    { table: 'ab', column: 'c', row: '' },
  ] as const
  assert.notDeepEqual(contextOf(shifted[0], 1, 'sm-gcm'), contextOf(shifted[1], 1, 'sm-gcm'))
})

for (const suite of families) {
  const custodian = openCustodian({ directory: freshDirectory(), suite })

  test(`M11.10: a field opens only for its person and its column (${suite})`, () => {
    const [anna, bert] = [randomUUID(), randomUUID()]
    const [annaKey, bertKey] = [custodian.newPersonKey(anna), custodian.newPersonKey(bert)]
    const sealed = custodian.seal(annaKey, anna, 'name', '张三')
    assert.equal(custodian.open(annaKey, anna, 'name', sealed), '张三')
    for (const column of sealedColumns)
      if (column !== 'name') assert.throws(() => custodian.open(annaKey, anna, column, sealed), /does not open/)
    assert.throws(() => custodian.open(bertKey, bert, 'name', sealed), /does not open/)
    assert.throws(() => custodian.open(bertKey, anna, 'name', sealed), /does not open/)
    assert.throws(() => custodian.open(annaKey, bert, 'name', sealed), /does not open/)
    const otherVersion = Buffer.from(sealed)
    otherVersion[2] = 2
    assert.throws(() => custodian.open(annaKey, anna, 'name', otherVersion), /does not open/)
  })

  test(`an error of the custodian holds no personal value (${suite})`, () => {
    const person = randomUUID()
    const key = custodian.newPersonKey(person)
    const sealed = custodian.seal(key, person, 'identityNumber', '110101199003070011')
    try {
      custodian.open(key, person, 'phone', sealed)
      assert.fail('opened')
    } catch (error) {
      assert.equal((error as Error).message, 'custody: person.phone does not open here')
    }
  })

  test(`M11.10: without its wrapped key nobody can read a person, not even the custodian (${suite})`, () => {
    const person = randomUUID()
    const key = custodian.newPersonKey(person)
    const sealed = custodian.seal(key, person, 'name', '张三')
    custodian.forgetPerson(person)
    assert.equal(custodian.open(key, person, 'name', sealed), '张三')
    const replacement = custodian.newPersonKey(person)
    assert.throws(() => custodian.open(replacement, person, 'name', sealed), /does not open/)
  })

  test(`shared secrets open only at their place (${suite})`, () => {
    const place = { table: 'staff', column: 'totp', row: 's-1' }
    const sealed = custodian.sealShared(place, Buffer.from('secret'))
    assert.equal(Buffer.from(custodian.openShared(place, sealed)).toString(), 'secret')
    assert.throws(() => custodian.openShared({ ...place, row: 's-2' }, sealed), /staff.totp does not open/)
  })

  test(`a blind index is full width, repeatable, and different for every purpose (${suite})`, () => {
    const number = '110101199003070011'
    const index = custodian.blindIndex('person', number)
    assert.equal(index.length, 32)
    assert.deepEqual(custodian.blindIndex('person', number), index)
    assert.notDeepEqual(custodian.blindIndex('document', number), index)
    assert.notDeepEqual(custodian.blindIndex('recipient-medical-insurance', number), index)
    assert.notDeepEqual(custodian.blindIndex('person', '110101199003070012'), index)
  })

  test(`M11.10: a dump without the custody names none of 10,000 people; with it, all of them (${suite})`, () => {
    const numbers = Array.from({ length: 10_000 }, (_, i) => `11010119900307${String(i).padStart(4, '0')}`)
    const dump = numbers.map((number, i) => {
      const personId = `00000000-0000-7000-8000-${String(i).padStart(12, '0')}`
      return { personId, index: Buffer.from(custodian.blindIndex('person', number)).toString('base64') }
    })
    const stolen = new Map(dump.map((row) => [row.index, row.personId]))
    const recovered = (guess: (number: string) => string): number => numbers.filter((n) => stolen.has(guess(n))).length

    const withoutKey: readonly ((number: string) => string)[] = [
      (n) => hash('sha256', n, 'base64'),
      (n) => hash('sm3', n, 'base64'),
      ...['sha256', 'sm3'].flatMap((algorithm) =>
        ['', 'yika', 'person', custodian.fingerprint].flatMap((key) => [
          (n: string) => createHmac(algorithm, key).update(n).digest('base64'),
          (n: string) => createHmac(algorithm, key).update(`person-index|v1|${n}`).digest('base64'),
        ]),
      ),
    ]
    for (const guess of withoutKey) assert.equal(recovered(guess), 0)
    // The positive control: the harness would have found them had the key been there to steal.
    assert.equal(
      recovered((n) => Buffer.from(custodian.blindIndex('person', n)).toString('base64')),
      10_000,
    )
  })

  test(`rotation: a new version writes, old ones read, and one in use is not destroyed (${suite})`, () => {
    const directory = freshDirectory()
    const before = openCustodian({ directory, suite })
    const person = randomUUID()
    const oldKey = before.newPersonKey(person)
    const sealed = before.seal(oldKey, person, 'name', '张三')
    const oldIndex = before.blindIndex('person', 'N')
    assert.equal(before.rotate('kek-person'), 2)
    assert.equal(before.rotate('index-person'), 2)

    const after = openCustodian({ directory, suite })
    assert.equal(after.personKeyVersion(oldKey), 1)
    const newKey = after.rewrapPersonKey(oldKey, person)
    assert.equal(after.personKeyVersion(newKey), 2)
    assert.equal(after.open(oldKey, person, 'name', sealed), '张三')
    assert.equal(after.open(newKey, person, 'name', sealed), '张三')
    assert.deepEqual(after.blindIndexes('person', 'N'), [after.blindIndex('person', 'N'), oldIndex])
    assert.equal(after.blindIndexVersion('person'), 2)

    assert.throws(() => after.destroy('kek-person', 2, 0), /the one in use/)
    assert.throws(() => after.destroy('kek-person', 1, 7), /7 rows still name/)
    after.destroy('kek-person', 1, 0)
    after.forgetPerson(person)
    assert.throws(() => after.open(oldKey, person, 'name', sealed), /kek-person version 1 is not here/)
    assert.equal(after.open(newKey, person, 'name', sealed), '张三')
  })

  test(`a process reads what another sealed under a key it has not seen yet (${suite})`, () => {
    const directory = freshDirectory()
    const [one, other] = [openCustodian({ directory, suite }), openCustodian({ directory, suite })]
    const person = randomUUID()
    one.newPersonKey(person)
    one.rotate('kek-person')
    const key = one.newPersonKey(person)
    const sealed = one.seal(key, person, 'name', '张三')
    assert.equal(other.open(key, person, 'name', sealed), '张三')
    assert.deepEqual(other.blindIndex('phone', '1'), one.blindIndex('phone', '1'))
  })

  test(`M2.9: a PIN is kept as a keyed value of its card (${suite})`, () => {
    const verifier = custodian.pinVerifier('card-1', '271828')
    assert.ok(custodian.pinMatches('card-1', '271828', verifier))
    assert.ok(!custodian.pinMatches('card-1', '271829', verifier))
    assert.ok(!custodian.pinMatches('card-2', '271828', verifier))
    assert.ok(!custodian.pinMatches('card-1', '271828', verifier.subarray(1)))
    assert.notDeepEqual(custodian.pinVerifier('card-2', '271828'), verifier)
    const rotated: Custodian = custodian
    rotated.rotate('pin')
    assert.ok(rotated.pinMatches('card-1', '271828', verifier))
    assert.notDeepEqual(rotated.pinVerifier('card-1', '271828'), verifier)
  })

  test(`a password is verified under its own pepper and asks to be renewed after a rotation (${suite})`, async () => {
    const stored = await custodian.hashPassword('Ｃorrect 电池')
    assert.match(stored, /^\$argon2id\$v=19\$m=19456,t=2,p=1,keyid=1\$/)
    // Full-width and ordinary letters are the same key presses.
    assert.deepEqual(await custodian.verifyPassword('Correct 电池', stored), { matches: true, outdated: false })
    assert.equal((await custodian.verifyPassword('correct 电池', stored)).matches, false)
    assert.equal((await custodian.verifyPassword('Correct 电池', 'plain')).matches, false)
    custodian.rotate('password-pepper')
    assert.deepEqual(await custodian.verifyPassword('Correct 电池', stored), { matches: true, outdated: true })
    const elsewhere = openCustodian({ directory: freshDirectory(), suite })
    await elsewhere.hashPassword('a pepper of its own')
    assert.equal((await elsewhere.verifyPassword('Correct 电池', stored)).matches, false)
  })
}

test('a change of the suite concerns new keys; everything older stays readable', () => {
  const directory = freshDirectory()
  const person = randomUUID()
  const sm = openCustodian({ directory, suite: 'sm' })
  const key = sm.newPersonKey(person)
  const sealed = sm.seal(key, person, 'name', '张三')
  const index = sm.blindIndex('person', 'N')
  const international = openCustodian({ directory, suite: 'international' })
  assert.equal(international.open(key, person, 'name', sealed), '张三')
  assert.deepEqual(international.blindIndex('person', 'N'), index)
  international.rotate('kek-person')
  const newer = international.rewrapPersonKey(key, person)
  assert.equal(parseSealed(newer)?.suite.id, 'international')
  assert.equal(international.open(newer, person, 'name', sealed), '张三')
})

test('the custody directory: keys wrapped, files for the owner only, no key born twice', () => {
  const directory = freshDirectory()
  const custodian = openCustodian({ directory, suite: 'sm' })
  custodian.blindIndex('person', 'N')
  assert.equal(statSync(directory).mode & 0o777, 0o700)
  assert.deepEqual(readdirSync(directory).sort(), ['index-person.1.key.json', 'root.key'])
  for (const name of readdirSync(directory)) assert.equal(statSync(join(directory, name)).mode & 0o777, 0o600)

  const root = openRootKey(directory, chooseSuite('sm'))
  const material = openKeyRing(directory, root, chooseSuite('sm')).current('index-person').material
  const text = readFileSync(join(directory, 'index-person.1.key.json'), 'utf8')
  assert.ok(!text.includes(material.toString('base64')) && !text.includes(material.toString('hex')))

  chmodSync(join(directory, 'root.key'), 0o640)
  assert.throws(() => openCustodian({ directory, suite: 'sm' }), /open to others/)
  chmodSync(join(directory, 'root.key'), 0o600)

  rmSync(join(directory, 'root.key'))
  assert.throws(() => openCustodian({ directory, suite: 'sm' }), /no root.key/)
})

test('a wrapped key moved to another name, or a foreign root, does not open', () => {
  const directory = freshDirectory()
  const custodian = openCustodian({ directory, suite: 'sm' })
  custodian.blindIndex('person', 'N')
  const text = readFileSync(join(directory, 'index-person.1.key.json'), 'utf8')
  writeFileSync(join(directory, 'index-phone.1.key.json'), text, { mode: 0o600 })
  assert.throws(() => openCustodian({ directory, suite: 'sm' }), /index-phone version 1 does not open/)
})

test('two custodies have two fingerprints', () => {
  const [a, b] = [freshDirectory(), freshDirectory()]
  const first = openCustodian({ directory: a, suite: 'sm' }).fingerprint
  assert.equal(openCustodian({ directory: a, suite: 'sm' }).fingerprint, first)
  assert.notEqual(openCustodian({ directory: b, suite: 'sm' }).fingerprint, first)
})
