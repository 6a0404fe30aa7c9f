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
  async function tellOne(client: Client, { id, serviceId, code, at }: WaitingUse): Promise<ToldUse | undefined> {
    try {
      const { allowed, reason } = await client.command(
        'use/decide-use',
        { serviceId, purpose: 'card-use', late: true, presentation: { by: 'e-card', code, at } },
        id,
      )
      return { at, serviceId, outcome: allowed ? 'allowed' : 'refused', reason }
    } catch (failed) {
      if (!(failed instanceof CallFailed) || mayPass(failed)) throw failed
      const { problem } = failed
      // It had arrived before the network went: the office knows.
      if (problem.code === 'proof-used') return { at, serviceId, outcome: 'allowed', reason: null }
      return { at, serviceId, outcome: 'refused', reason: problem.text }
    }
  }

  return {
    count: async () => (await database.keys('waiting')).length,
    keep: (use) => database.put('waiting', use.id, use),
    async tell(client, onTold) {
      const waiting = await database.all<WaitingUse>('waiting')
      for (const use of waiting.toSorted((a, b) => a.at.localeCompare(b.at))) {
        const told = await tellOne(client, use)
        await database.remove('waiting', use.id)
        if (told !== undefined) onTold(told)
      }
    },
  }
}

function mayPass({ problem }: CallFailed): boolean {
  return isUncertain(problem) || problem.status === 401 || problem.status === 429 || passing.has(problem.code)
}
