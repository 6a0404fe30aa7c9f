import type { Client } from '../client/client.ts'
import { CallFailed, isUncertain } from '../client/problem.ts'
import type { TerminalDatabase } from './database.ts'

/** A code that was accepted without the network and is still to be told. It names nobody. */
export interface WaitingUse {
  /** Also the key under which it is told, so that it counts once however often it is sent. */
  readonly id: string
  readonly serviceId: string
  readonly code: string
  readonly at: string
  /** The office was asked and did not answer in time: perhaps it knows. */
  readonly asked: boolean
}

/** What the office made of a use that was told late. */
export interface ToldUse {
  readonly at: string
  readonly serviceId: string
  readonly outcome: 'allowed' | 'refused'
  /** Why not, in both languages. */
  readonly reason: { readonly zh: string; readonly en: string } | null
}

export interface WaitingUses {
  count(): Promise<number>
  keep(use: WaitingUse): Promise<void>
  /** One after another, the oldest first; throws `CallFailed` where the office is not reached. */
  tell(client: Client, onTold: (told: ToldUse) => void): Promise<void>
}

/** Refusals that end by themselves: the use waits on. */
const passing = new Set(['terminal-out-of-service', 'token-invalid', 'too-many-requests', 'not-permitted'])

export function waitingUses(database: TerminalDatabase): WaitingUses {
  /** The question as it was asked under its key has the answer of that time, if it had arrived; else it is too old, and told as late. */
  async function tellOne(client: Client, use: WaitingUse): Promise<ToldUse> {
    if (use.asked) {
      const first = await answerTo(client, use, {}, use.id)
      if (first.decided) return first
    }
    return answerTo(client, use, { late: true }, `${use.id}-late`)
  }

  return {
    count: async () => (await database.keys('waiting')).length,
    keep: (use) => database.put('waiting', use.id, use),
    async tell(client, onTold) {
      const waiting = await database.all<WaitingUse>('waiting')
      for (const use of waiting.toSorted((a, b) => a.at.localeCompare(b.at))) {
        const told = await tellOne(client, use)
        await database.remove('waiting', use.id)
        onTold(told)
      }
    },
  }
}

async function answerTo(
  client: Client,
  { serviceId, code, at }: WaitingUse,
  how: { readonly late?: true },
  key: string,
): Promise<ToldUse & { readonly decided: boolean }> {
  const presentation = { by: 'e-card', code, at } as const
  try {
    const { allowed, reason } = await client.command(
      'use/decide-use',
      { serviceId, purpose: 'card-use', presentation, ...how },
      key,
    )
    return { at, serviceId, outcome: allowed ? 'allowed' : 'refused', reason, decided: true }
  } catch (failed) {
    if (!(failed instanceof CallFailed) || mayPass(failed)) throw failed
    return { at, serviceId, outcome: 'refused', reason: failed.problem.text, decided: false }
  }
}

function mayPass({ problem }: CallFailed): boolean {
  return isUncertain(problem) || problem.status === 401 || problem.status === 429 || passing.has(problem.code)
}
