import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FastifyRequest } from 'fastify'
import { fromThisMachine } from '../src/kernel/from-this-machine.ts'
import { testServer } from './test-server.ts'

const here = { host: '127.0.0.1:8080' }
const asked = (headers: Record<string, string>, ip = '127.0.0.1') => ({ ip, headers }) as unknown as FastifyRequest

test('API8: what is for the machine itself is not for whoever comes through a forwarder on it', () => {
  const url = 'http://127.0.0.1:8080'
  assert.ok(fromThisMachine(asked(here), url))
  assert.ok(!fromThisMachine(asked(here, '192.0.2.7'), url))
  assert.ok(!fromThisMachine(asked({ host: 'evil.example' }), url))
  assert.ok(!fromThisMachine(asked(here), 'https://card.example'))
  for (const name of ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'])
    assert.ok(!fromThisMachine(asked({ ...here, [name]: '127.0.0.1' }), url), name)
})

test('API5: a city that is no sample has no played parties, chips or books, whatever the setting says', async (t) => {
  const city = await testServer(t, { people: 0, simulate: true })
  const key = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }
  const post = (path: string, body: object) =>
    city.send(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  assert.equal((await post('/dev/parties', { id: 'transport', hand: 'first', key })).status, 404)
  assert.equal((await post('/dev/chips', { cardNumbers: ['A00000000'] })).status, 404)
  assert.equal((await city.send('/dev/books')).status, 404)
})
