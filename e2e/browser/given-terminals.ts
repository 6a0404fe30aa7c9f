import assert from 'node:assert/strict'
import { webcrypto } from 'node:crypto'
import * as terminal from '@yika/core/terminal/schema.ts'
import { createSignInClient } from '../../server/src/simulator/sign-in-client.ts'
import type { Stage } from './stage.ts'

const patienceMs = 20_000

/** The newest version of the first list, as soon as there is one: the server publishes when it likes. */
async function newestList({ yika }: Stage): Promise<number> {
  const limit = performance.now() + patienceMs
  while (performance.now() < limit) {
    const { lists = [] } = (await yika.send('/status-lists')).body as { lists?: { shard: number; version: number }[] }
    const version = lists.find(({ shard }) => shard === 0)?.version
    if (version !== undefined) return version
  }
  throw new Error('no status list was published')
}

/** Two gates of a park that work without the network: one has acknowledged the newest list, of the other nothing was ever heard. */
export async function givenTerminals(stage: Stage): Promise<{ readonly version: number }> {
  const { yika } = stage
  const officer = await yika.staff('second-bureau-officer')
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const { privateKey, publicKey } = await webcrypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
  const { kty, crv, x, y } = await webcrypto.subtle.exportKey('jwk', publicKey)
  const other = await webcrypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
  const silent = await webcrypto.subtle.exportKey('jwk', other.publicKey)
  const keys = {
    'park-1-east': { kty, crv, x, y },
    'park-1-west': { kty: silent.kty, crv: silent.crv, x: silent.x, y: silent.y },
  }
  for (const [terminalId, key] of Object.entries(keys)) {
    const place = terminalId.endsWith('east') ? '东门 1 号闸机' : '西门 1 号闸机'
    const { status, text } = await yika.call(terminal.registerTerminal, officer, {
      ...{ terminalId, institutionId: 'park-1', kind: 'gate', services: ['park-free-entry'], place },
      ...{ keys: [key], offline: true },
    })
    assert.equal(status, 200, text)
  }
  const version = await newestList(stage)
  const device = await createSignInClient(yika.url).system('park-1-east', privateKey)
  const said = await yika.call(terminal.reportTerminalHealth, device, {
    ...{ software: '1.0.0', clock: new Date().toISOString(), waiting: 3, reader: 'ok', lists: [{ shard: 0, version }] },
  })
  assert.equal(said.status, 200, said.text)
  return { version }
}
