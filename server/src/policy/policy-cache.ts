import type { Actor } from '@yika/core/access/actor.ts'
import { dayOf, type Instant } from '@yika/core/calendar/instant.ts'
import {
  type PolicyBook,
  policyBook,
  policyReader,
  type RememberingPolicyReader,
} from '@yika/core/policy/policy-reader.ts'
import type { Database } from '../kernel/database/database.ts'
import { loadPolicy, policyChannel } from './store.ts'

export interface PolicyCache {
  book(): PolicyBook
  /** As the kernel wants it: the values of the actor's bank or district count before those of the city. */
  policyReader(actor: Actor, now: Instant): RememberingPolicyReader
  refresh(): Promise<void>
  close(): Promise<void>
}

export interface PolicyCacheOptions {
  readonly report: (error: unknown) => void
  readonly pollMs?: number
}

/**
 * The rules in memory. A change is told by NOTIFY; polling finds it, too, where a pooler swallows the message. A process
 * that hears of it a minute late decides nothing wrongly: an approved value begins tomorrow at the earliest.
 */
export async function openPolicyCache(db: Database, options: PolicyCacheOptions): Promise<PolicyCache> {
  let book = policyBook(await loadPolicy(db))
  let started = 0
  let shown = 0
  async function refresh(): Promise<void> {
    started += 1
    const mine = started
    const loaded = policyBook(await loadPolicy(db))
    // Of two that overtake each other, the one that began later has seen more.
    if (mine < shown) return
    shown = mine
    book = loaded
  }
  const attempt = () => void refresh().catch(options.report)
  // The listener reconnects by itself; what was missed in between is read at once.
  const listening = await db.listen(policyChannel, attempt, attempt)
  const timer = setInterval(attempt, options.pollMs ?? 60_000)
  timer.unref()
  return {
    book: () => book,
    policyReader: ({ district, bankId }, now) =>
      policyReader(book, dayOf(now), {
        ...(district === undefined ? {} : { district }),
        ...(bankId === undefined ? {} : { bankId }),
      }),
    refresh,
    async close() {
      clearInterval(timer)
      await listening.unlisten()
    },
  }
}
