import { setTimeout } from 'node:timers/promises'
import { StoryBroken } from './narrator.ts'
import type { Stage } from './stage.ts'

interface Message {
  readonly at: string
  readonly use: string
  readonly text: string
}

const lookEveryMs = 100
const patienceMs = 15_000

/** The code that a citizen reads on the telephone; messages leave by themselves, a moment after the command. */
export async function codeSentAfter(stage: Stage, use: string, asked: string): Promise<string> {
  const until = Date.now() + patienceMs
  for (;;) {
    const messages = await messagesIn(stage)
    const sent = messages.find((message) => message.use === use && message.at >= asked)
    const code = /\d{6}/.exec(sent?.text ?? '')?.[0]
    if (code !== undefined) return code
    if (Date.now() > until)
      throw new StoryBroken(
        `no message of the use ${use} has come`,
        messages.map((message) => message.use),
      )
    await setTimeout(lookEveryMs)
  }
}

async function messagesIn({ url }: Stage): Promise<readonly Message[]> {
  const outbox = await fetch(`${url}/dev/outbox`, { headers: { accept: 'application/json' } })
  return ((await outbox.json()) as { messages: readonly Message[] }).messages
}
