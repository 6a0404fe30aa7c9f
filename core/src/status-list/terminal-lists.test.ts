import assert from 'node:assert/strict'
import { generateKeyPairSync, sign, verify } from 'node:crypto'
import { test } from 'node:test'
import { deflateSync, inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { decodeCbor, encodeCbor } from './cbor.ts'
import { deltaJwt, type ListClaims, listCwt, listJwt, type TokenSigner } from './list-token.ts'
import { readListToken } from './read-list-token.ts'
import { stalenessWords } from './staleness-words.ts'
import { bytesPerShard, emptyShard, setStatus } from './status-bits.ts'
import { packChanges } from './status-changes.ts'
import { type TerminalListParts, terminalLists } from './terminal-lists.ts'

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const signer: TokenSigner = {
  kid: () => 'status-list-1',
  sign: (bytes) => ({
    kid: 'status-list-1',
    signature: sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
  }),
}
const parts: TerminalListParts = {
  address: 'https://yika.example/status-lists/',
  verify: (kid, signed, signature) =>
    kid === 'status-list-1' && verify('sha256', signed, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature),
  inflate(deflated, maxOutputLength) {
    try {
      return inflateSync(deflated, { maxOutputLength })
    } catch {
      return undefined
    }
  },
}

const now = Date.parse('2026-11-23T02:00:00Z')
const iat = now / 1000
const claims = (more: Partial<ListClaims> = {}): ListClaims => ({
  ...{ sub: `${parts.address}0`, iat, exp: iat + 24 * 3600, ttl: 60, version: 5 },
  ...more,
})
const bits = emptyShard()
setStatus(bits, 7, 0)
setStatus(bits, 8, 2)
const deflated = deflateSync(bits)
const full = (more: Partial<ListClaims> = {}) => listJwt(claims(more), deflated, signer)
const delta = (from: number, version: number, place: number, status: number, more: Partial<ListClaims> = {}) =>
  deltaJwt(claims({ version, ...more }), from, packChanges([{ place, status }]), signer)

test('M9.5: both forms of a list are believed and say the same; an unknown list says nothing', async () => {
  for (const token of [full(), listCwt(claims(), deflated, signer)]) {
    const lists = terminalLists(parts)
    assert.equal(lists.lookUp(0, 7, now), undefined)
    assert.deepEqual(await lists.take(token, now), { ok: true, shard: 0, version: 5 })
    assert.deepEqual(
      [7, 8, 9].map((place) => lists.lookUp(0, place, now)?.status),
      ['valid', 'suspended', 'not-enabled'],
    )
    assert.equal(lists.lookUp(1, 7, now), undefined)
    assert.equal(lists.lookUp(0, 2 ** 20, now), undefined)
    assert.equal(lists.lookUp(0, -1, now), undefined)
    assert.deepEqual(lists.held(), [{ shard: 0, version: 5 }])
  }
})

test('M9.5: what was changed anywhere is not believed, and no bytes make the reader fail', async () => {
  const lists = terminalLists(parts)
  const jwt = full()
  const cwt = listCwt(claims(), deflated, signer)
  for (let at = 0; at < cwt.length; at += 1) {
    const changed = cwt.slice()
    changed[at] = (changed[at] ?? 0) ^ 1
    assert.equal((await lists.take(changed, now)).ok, false, `byte ${at}`)
  }
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  for (let at = 0; at < jwt.length; at += 1) {
    const letter = jwt[at] as string
    const other = letter === '.' ? 'A' : alphabet[(alphabet.indexOf(letter) ^ 32) % 64]
    assert.equal((await lists.take(`${jwt.slice(0, at)}${other}${jwt.slice(at + 1)}`, now)).ok, false, `letter ${at}`)
  }
  for (let length = 0; length < cwt.length; length += 7) assert.equal(readListToken(cwt.subarray(0, length)), undefined)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.string({ maxLength: 80 }), (bytes, text) => {
      assert.equal(readListToken(bytes), undefined)
      assert.equal(readListToken(text), undefined)
    }),
    { seed: 1, numRuns: 3000 },
  )
  assert.deepEqual(lists.held(), [])
})

test('M9.5: another algorithm, another sort of token, a foreign list, a clock that is off: each has its refusal', async () => {
  const headed = (head: object) => {
    const [, body = ''] = full().split('.')
    const text = `${Buffer.from(JSON.stringify(head)).toString('base64url')}.${body}`
    return `${text}.${Buffer.from(signer.sign(Buffer.from(text)).signature).toString('base64url')}`
  }
  const good = { alg: 'ES256', kid: 'status-list-1', typ: 'statuslist+jwt' }
  const take = async (token: string | Uint8Array) => {
    const taken = await terminalLists(parts).take(token, now)
    return taken.ok ? 'taken' : taken.fault
  }
  assert.equal(await take(headed(good)), 'taken')
  assert.equal(await take(headed({ ...good, alg: 'none' })), 'form')
  assert.equal(await take(headed({ ...good, alg: 'HS256' })), 'form')
  assert.equal(await take(headed({ ...good, typ: 'JWT' })), 'form')
  assert.equal(await take(headed({ ...good, kid: 'e-card-1' })), 'signature')
  assert.equal(await take(full({ sub: 'https://elsewhere.example/status-lists/0' })), 'address')
  assert.equal(await take(full({ sub: `${parts.address}../0` })), 'address')
  assert.equal(await take(full({ iat: iat + 61 })), 'future')
  assert.equal(await take(full({ iat: iat + 60 })), 'taken')
  assert.equal(await take(full({ iat: iat - 90_000, exp: iat })), 'expired')
  assert.equal(await take(full({ iat: 1.5 })), 'form')
  assert.equal(await take('x'.repeat(600_000)), 'form')
})

test('M9.5: a list that inflates to more than it may is refused before it fills the memory', async () => {
  const bomb = deflateSync(Buffer.alloc(64 * 1024 * 1024), { level: 9 })
  const asked: number[] = []
  const lists = terminalLists({
    ...parts,
    inflate(deflated, most) {
      asked.push(most)
      return parts.inflate(deflated, most)
    },
  })
  for (const bytes of [
    bomb,
    deflateSync(Buffer.alloc(bytesPerShard - 1)),
    deflateSync(Buffer.alloc(bytesPerShard + 1)),
    Buffer.from('no'),
  ])
    assert.deepEqual(await lists.take(listJwt(claims(), bytes, signer), now), { ok: false, fault: 'size' })
  assert.deepEqual([...new Set(asked)], [bytesPerShard])
})

test('M9.5: nobody sets a terminal back; deltas follow one another or are refused', async () => {
  const lists = terminalLists(parts)
  const take = async (token: string) => {
    const taken = await lists.take(token, now)
    return taken.ok ? taken.version : taken.fault
  }
  assert.equal(await take(delta(4, 6, 7, 1)), 'gap')
  assert.equal(await take(full()), 5)
  assert.equal(await take(delta(6, 7, 7, 1)), 'gap')
  assert.equal(await take(delta(5, 6, 7, 1)), 6)
  assert.equal(lists.lookUp(0, 7, now)?.status, 'invalid')
  // From before what is held, up to what is held: nothing is lost by it.
  assert.equal(await take(delta(3, 6, 7, 1)), 6)
  assert.equal(await take(full()), 'older')
  assert.equal(await take(full({ version: 6, iat: iat - 1 })), 'older')
  assert.equal(await take(delta(4, 5, 7, 0)), 'older')
  assert.equal(lists.lookUp(0, 7, now)?.status, 'invalid')
})

test('M9.5: lists that the office restored from an older copy are believed again when what is held no longer counts', async () => {
  const lists = terminalLists(parts)
  await lists.take(full({ version: 9 }), now)
  const restored = full({ version: 4, iat: iat + 86_400, exp: iat + 2 * 86_400 })
  assert.deepEqual(await lists.take(restored, now + 86_399_000), { ok: false, fault: 'older' })
  const changed = delta(3, 4, 7, 1, { iat: iat + 86_400, exp: iat + 2 * 86_400 })
  assert.deepEqual(await lists.take(changed, now + 86_400_000), { ok: false, fault: 'older' })
  assert.deepEqual(await lists.take(restored, now + 86_400_000), { ok: true, shard: 0, version: 4 })
  const kept = full({ version: 3, exp: iat + 9 * 86_400 })
  assert.deepEqual(await lists.take(kept, now + 3 * 86_400_000), { ok: false, fault: 'older' })
})

test('M9.5: two deltas taken at the same time cannot undo each other', async () => {
  const waiting: (() => void)[] = []
  const lists = terminalLists({
    ...parts,
    verify: async (...args) => {
      await new Promise<void>((done) => waiting.push(done))
      return parts.verify(...args)
    },
  })
  const taken = [full(), delta(5, 6, 7, 1), delta(6, 7, 8, 0)].map((token) => lists.take(token, now))
  for (const done of waiting) done()
  const outcomes = await Promise.all(taken)
  assert.deepEqual(outcomes[0], { ok: true, shard: 0, version: 5 })
  const version = lists.held()[0]?.version ?? 0
  // What is held agrees with its version, whichever of them were refused.
  assert.equal(lists.lookUp(0, 7, now)?.status, version >= 6 ? 'invalid' : 'valid')
  assert.equal(lists.lookUp(0, 8, now)?.status, version >= 7 ? 'valid' : 'suspended')
})

test('M9.5, M4.6: knowledge has an age: fresh, stale, and after a day none; a clock set back proves nothing', async () => {
  const lists = terminalLists(parts)
  await lists.take(full(), now)
  const at = (seconds: number) => lists.lookUp(0, 7, now + seconds * 1000)?.staleness
  assert.deepEqual([0, 60, 61, 86_399, 86_400].map(at), ['fresh', 'fresh', 'stale', 'stale', 'expired'])
  assert.deepEqual([at(-60), at(-61)], ['fresh', 'expired'])
  const words = (seconds: number) => {
    const nowMs = now + seconds * 1000
    return stalenessWords(lists.lookUp(0, 7, nowMs) as never, nowMs)
  }
  assert.deepEqual(words(12), { zh: '名单更新于12秒前。', en: 'The list is 12 seconds old.' })
  assert.deepEqual(words(3600), {
    zh: '名单更新于1小时前，此后的挂失和停用尚未收到。',
    en: 'The list is 1 hour old: what was reported since is not in it.',
  })
  assert.match(words(90_000).zh, /25小时前，已失效/)
})

test('M9.5: a key that is replaced between two questions still signs under its own name', () => {
  let current = 1
  const token = listJwt(claims(), deflated, {
    kid: () => `status-list-${current++}`,
    sign: (bytes) => ({ ...signer.sign(bytes), kid: `status-list-${current}` }),
  })
  assert.equal(readListToken(token)?.kid, 'status-list-2')
})

test('what CBOR writes it reads, and nothing deeper, longer or doubled', () => {
  const value = new Map<number | string, never>([
    [-7, (2 ** 40) as never],
    ['text', [0, 23, 24, 255, 256, 65_535, 65_536, -1, -25, 2 ** 32] as never],
    [65_533, new Map([['lst', Uint8Array.of(1, 2, 3)]]) as never],
  ])
  assert.deepEqual(decodeCbor(encodeCbor(value)), value)
  const refused = [
    '',
    '18',
    'f6',
    'fb4000000000000000',
    '5b00000000ffffffff',
    'a2010101',
    'a201010102',
    '9fff',
    '0000',
    '81'.repeat(20),
    '1bffffffffffffffff',
  ]
  for (const hex of refused) assert.equal(decodeCbor(Uint8Array.fromHex(hex)), undefined, hex)
  assert.throws(() => encodeCbor(1.5), RangeError)
})
