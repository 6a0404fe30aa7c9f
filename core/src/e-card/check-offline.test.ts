import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addMilliseconds, epochMs, type Instant } from '../calendar/instant.ts'
import type { KnownStatus } from '../status-list/terminal-lists.ts'
import { bindingToSign, signedBinding } from './binding.ts'
import { checkOffline, type OfflineCheck } from './check-offline.ts'
import { makeCode } from './device-code.ts'

const at = '2026-11-23T02:00:00.000Z' as Instant
/** Signatures are the matter of code.test.ts; here every one is good. */
const signature = new Uint8Array(64)
const toSign = bindingToSign({
  deviceId: '019abcde-0000-7000-8000-00000000c0de',
  deviceKey: new Uint8Array(64),
  shard: 2,
  index: 77,
  issuedAt: at,
  validUntil: addMilliseconds(at, 3_600_000),
})
const binding = signedBinding(toSign, 1, signature)
const text = await makeCode(
  { binding, serviceId: 'library', at, lifetimeSeconds: 60 },
  {
    sign: async () => signature,
    random: (length) => new Uint8Array(length).fill(7),
  },
)
const knownAt = epochMs(at) - 90_000

function terminal(known: Partial<KnownStatus> | undefined, seen = new Set<string>()): OfflineCheck {
  return {
    at,
    serviceId: 'library',
    skewSeconds: 30,
    tokenSeconds: 60,
    issuerKey: () => new Uint8Array(64),
    verify: () => true,
    lists: {
      lookUp: (shard, index) =>
        shard === 2 && index === 77 && known !== undefined
          ? { status: 'valid', knownAt, staleness: 'fresh', ...known }
          : undefined,
    },
    seen: (deviceId, id) => seen.has(`${deviceId}/${id}`),
  }
}

async function said(check: OfflineCheck, code = text): Promise<string> {
  const answer = await checkOffline(code, check)
  return answer.accepted ? `good, known at ${answer.knownAt}, ${answer.staleness}` : answer.code
}

test('M9.5, M4.6: a terminal without the network believes a code and says how old its knowledge of the card is', async () => {
  assert.equal(await said(terminal({})), 'good, known at 2026-11-23T01:58:30.000Z, fresh')
  assert.equal(await said(terminal({ staleness: 'stale' })), 'good, known at 2026-11-23T01:58:30.000Z, stale')
})

test('M9.2: without the network, too, an e-card whose card is lost, ended or not enabled does not work', async () => {
  assert.equal(await said(terminal({ status: 'suspended' })), 'e-card-listed-suspended')
  assert.equal(await said(terminal({ status: 'invalid' })), 'e-card-listed-ended')
  assert.equal(await said(terminal({ status: 'not-enabled' })), 'e-card-listed-not-enabled')
})

test('M9.5: what a terminal does not know, or knows from a list that may not be used any more, it does not guess', async () => {
  assert.equal(await said(terminal(undefined)), 'e-card-status-unknown')
  assert.equal(await said(terminal({ staleness: 'expired' })), 'e-card-status-unknown')
})

test('M9.2: one terminal takes a code once', async () => {
  const first = await checkOffline(text, terminal({}))
  assert.ok(first.accepted)
  const seen = new Set([`${first.code.binding.deviceId}/${first.code.id}`])
  assert.equal(await said(terminal({}, seen)), 'e-card-code-used')
})

test('M9.2: what is wrong with the code itself is said before the card is looked up', async () => {
  assert.equal(
    await said({ ...terminal({ status: 'suspended' }), serviceId: 'metro' }),
    'e-card-code-for-another-service',
  )
})
