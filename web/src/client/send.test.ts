import assert from 'node:assert/strict'
import { afterEach, suite, test } from 'node:test'
import { CallFailed } from './problem.ts'
import { send, sendPatiently } from './send.ts'

const genuine = globalThis.fetch
const problem = { code: 'card-lost-formally', status: 409, text: { zh: '', en: '' }, remedy: { zh: '', en: '' } }

/** What the network does, one after another; answers how often it was asked. */
function network(...answers: readonly (Response | 'lost')[]): () => number {
  let asked = 0
  globalThis.fetch = async () => {
    const answer = answers[asked]
    asked += 1
    if (answer === undefined || answer === 'lost') throw new TypeError('Failed to fetch')
    return answer
  }
  return () => asked
}

const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status })
const noWait = async () => {}
const codeOf = (call: Promise<unknown>) => call.catch((failed: unknown) => (failed as CallFailed).problem.code)

suite('sending', () => {
  afterEach(() => {
    globalThis.fetch = genuine
  })

  test('a network that is back after a moment is nobody’s business', async () => {
    const asked = network('lost', answer(503, {}), answer(200, { done: true }))
    assert.deepEqual(await sendPatiently('/v1/x', {}, noWait), { done: true })
    assert.equal(asked(), 3)
  })

  test('a network that stays away is told after three tries', async () => {
    const asked = network('lost', 'lost', 'lost', answer(200, {}))
    assert.equal(await codeOf(sendPatiently('/v1/x', {}, noWait)), 'connection-lost')
    assert.equal(asked(), 3)
  })

  test('a refusal and a fault of the server are told at once', async () => {
    for (const status of [409, 500]) {
      const asked = network(answer(status, { ...problem, status }))
      assert.equal(await codeOf(sendPatiently('/v1/x', {}, noWait)), 'card-lost-formally')
      assert.equal(asked(), 1)
    }
  })

  test('who has gone elsewhere is not kept waiting', async () => {
    const asked = network('lost', answer(200, {}))
    assert.equal(await codeOf(sendPatiently('/v1/x', { signal: AbortSignal.abort() }, noWait)), 'connection-lost')
    assert.equal(asked(), 1)
  })

  test('something that is no answer of ours is a failure with a way on', async () => {
    network(new Response('<html>', { status: 502 }))
    await assert.rejects(send('/v1/x', {}), (failed) => failed instanceof CallFailed && failed.problem.status === 502)
    network(new Response('<html>', { status: 200 }))
    assert.equal(await codeOf(send('/v1/x', {})), 'answer-unreadable')
  })
})
