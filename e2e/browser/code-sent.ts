import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import type { Stage } from './stage.ts'

const [looksMost, lookEveryMs] = [300, 100]

/** The code of the newest message for this use; messages leave by themselves, a moment after the command. */
export async function codeSent({ yika }: Pick<Stage, 'yika'>, use: string): Promise<string> {
  for (let looks = 0; looks < looksMost; looks += 1) {
    const outbox = await yika.send('/dev/outbox', { headers: { accept: 'application/json' } })
    const { messages } = outbox.body as unknown as { messages: { use: string; text: string }[] }
    const code = /\d{6}/.exec(messages.find((message) => message.use === use)?.text ?? '')?.[0]
    if (code !== undefined) return code
    await wait(lookEveryMs)
  }
  return assert.fail(`no code for ${use} has come`)
}
