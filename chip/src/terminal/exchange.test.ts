import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CardTerminal } from './card-terminal.ts'
import { exchange } from './exchange.ts'

const bytes = (hex: string) => Uint8Array.fromHex(hex)

/** A reader whose card gives these answers one after the other, and then the last one for ever. */
function answering(...answers: readonly string[]) {
  const sent: string[] = []
  const transmit = async (command: Uint8Array) => {
    sent.push(command.toHex())
    return bytes(answers[Math.min(sent.length, answers.length) - 1] as string)
  }
  return { sent, terminal: { transmit } as unknown as CardTerminal }
}

test('An answer in parts is fetched to its end', async () => {
  const { sent, terminal } = answering('6104', '01026102', '03049000')
  const { data, status } = await exchange(terminal, bytes('00A4040001AA'))
  assert.deepEqual([data.toHex(), status, sent], ['01020304', 0x9000, ['00a4040001aa', '00c0000004', '00c0000002']])
  const whole = answering(`${'00'.repeat(256)}9000`)
  assert.equal((await exchange(whole.terminal, bytes('00B0000000'))).data.length, 256)
})

test('A wrong length is mended once, whatever the case of the command', async () => {
  for (const [command, again] of [
    ['00B2010400', '00b2010412'],
    ['0088000002AABB00', '0088000002aabb12'],
    ['0088000002AABB', '0088000002aabb12'],
  ] as const) {
    const { sent, terminal } = answering('6C12', '019000')
    assert.equal((await exchange(terminal, bytes(command))).status, 0x9000)
    assert.equal(sent[1], again)
  }
  const stubborn = answering('6C12')
  assert.equal((await exchange(stubborn.terminal, bytes('00B2010400'))).status, 0x6c12)
})

test('A card that announces for ever, gives nothing or says no status word does not keep the reader', async () => {
  await assert.rejects(exchange(answering('6105').terminal, bytes('00840000')), { fault: 'no-answer' })
  const endless = await exchange(answering(`${'00'.repeat(255)}61FF`).terminal, bytes('00840000'))
  assert.ok(endless.data.length < 70_000)
  assert.equal(endless.status, 0x61ff)
  for (const answer of ['', '90'])
    await assert.rejects(exchange(answering(answer).terminal, bytes('00840000')), { fault: 'no-answer' })
})
