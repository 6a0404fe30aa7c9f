import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Client } from '../client/client.ts'
import { CallFailed, connectionLost } from '../client/problem.ts'
import { memoryDatabase } from './database.fixture.ts'
import { type ToldUse, waitingUses } from './waiting-uses.ts'

const refused = (code: 'clock-off' | 'terminal-out-of-service') =>
  new CallFailed({ ...connectionLost, status: 403, code })
const use = { serviceId: 'library', code: 'YIKA1:CODE', at: '2026-11-23T02:00:00.000Z', asked: false }

/** An office that answers by key: what it decides, or why it does not. */
function office(answers: Readonly<Record<string, boolean | CallFailed>>) {
  const asked: string[] = []
  const client = {
    async command(_name: string, _input: object, key: string) {
      asked.push(key)
      const answer = answers[key]
      if (answer instanceof CallFailed) throw answer
      return { allowed: answer, reason: null }
    },
  } as unknown as Client
  return { client, asked }
}

async function told(answers: Parameters<typeof office>[0], ...uses: readonly (typeof use & { id: string })[]) {
  const waiting = waitingUses(memoryDatabase())
  for (const one of uses) await waiting.keep(one)
  const { client, asked } = office(answers)
  const heard: ToldUse[] = []
  const failed = await waiting.tell(client, (one) => void heard.push(one)).catch((error: unknown) => error)
  return { asked, outcomes: heard.map(({ outcome }) => outcome), left: await waiting.count(), failed }
}

test('M9.5: what was let in without the network is told as late, the oldest first, and is gone when it is answered', async () => {
  const later = { ...use, id: 'a', at: '2026-11-23T03:00:00.000Z' }
  const { asked, outcomes, left } = await told({ 'a-late': false, 'b-late': true }, later, { ...use, id: 'b' })
  assert.deepEqual([asked, outcomes, left], [['b-late', 'a-late'], ['allowed', 'refused'], 0])
})

test('M9.5: a question that got no answer is asked again under its key first: perhaps the office has decided', async () => {
  const use1 = { ...use, id: 'a', asked: true }
  const known = await told({ a: false }, use1)
  assert.deepEqual([known.asked, known.outcomes], [['a'], ['refused']])
  const unknown = await told({ a: refused('clock-off'), 'a-late': true }, use1)
  assert.deepEqual([unknown.asked, unknown.outcomes], [['a', 'a-late'], ['allowed']])
})

test('M9.5: a lost network and a terminal that is suspended for a while lose nothing', async () => {
  for (const passing of [new CallFailed(connectionLost), refused('terminal-out-of-service')]) {
    const { left, failed, outcomes } = await told({ 'a-late': passing }, { ...use, id: 'a' })
    assert.deepEqual([left, failed, outcomes], [1, passing, []])
  }
})
