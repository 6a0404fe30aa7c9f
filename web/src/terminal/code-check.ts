import { epochMs, type Instant, instantOf } from '@yika/core/calendar/instant.ts'
import type { Refused } from '@yika/core/decision/decision.ts'
import { checkOffline } from '@yika/core/e-card/check-offline.ts'
import { decodeCode } from '@yika/core/e-card/code.ts'
import { eCardRefusals } from '@yika/core/refusal/e-card.ts'
import { filledText } from '@yika/core/refusal/filled-text.ts'
import type { RefusalEntry } from '@yika/core/refusal/refusal.ts'
import type { Bilingual, Problem } from '../client/problem.ts'
import type { TerminalDatabase } from './database.ts'
import type { HeldLists } from './held-lists.ts'
import { verifyEs256 } from './office-keys.ts'

export interface CodeRules {
  readonly codeSeconds: number
  readonly skewSeconds: number
}

export type OfflineVerdict =
  | { readonly good: true; readonly knownAt: number; readonly staleness: 'fresh' | 'stale' }
  | { readonly good: false; readonly text: Bilingual; readonly remedy: Bilingual }

/** Judges codes by itself, and remembers which ones this device has taken, also those that the office judged. */
export interface CodeCheck {
  judge(code: string, serviceId: string, at: Instant, rules: CodeRules): Promise<OfflineVerdict>
  remember(code: string): Promise<void>
  restore(): Promise<void>
}

function wordsOf({ code, detail = {} }: Pick<Refused, 'code' | 'detail'>): Pick<Problem, 'text' | 'remedy'> {
  const entry: RefusalEntry | undefined = (eCardRefusals as Readonly<Record<string, RefusalEntry>>)[code]
  if (entry === undefined) throw new Error(`${code} is no refusal of a code`)
  return { text: { zh: filledText(entry.zh, detail), en: filledText(entry.en, detail) }, remedy: entry.remedy }
}

export const codeUsed = wordsOf({ code: 'e-card-code-used' })

/** No code lives so long, whatever the rules say. */
const rememberedMs = 24 * 3_600_000

export function codeCheck(database: TerminalDatabase, lists: HeldLists, now: () => number = Date.now): CodeCheck {
  const seen = new Set<string>()
  const nameOf = (deviceId: string, id: string) => `${deviceId}/${id}`

  return {
    async restore() {
      for (const name of await database.keys('seen')) {
        const at = await database.get<number>('seen', name)
        if (at !== undefined && now() - at < rememberedMs) seen.add(name)
        else await database.remove('seen', name)
      }
    },
    async remember(code) {
      const read = decodeCode(code)
      if (read === undefined) return
      const name = nameOf(read.binding.deviceId, read.id)
      seen.add(name)
      await database.put('seen', name, now())
    },
    async judge(code, serviceId, at, { codeSeconds, skewSeconds }) {
      const answer = await checkOffline(code, {
        ...{ at: instantOf(epochMs(at)), serviceId, skewSeconds, tokenSeconds: codeSeconds },
        issuerKey: (version) => lists.issuerKey(version),
        verify: verifyEs256,
        lists,
        seen: (deviceId, id) => seen.has(nameOf(deviceId, id)),
      })
      if (answer.accepted) return { good: true, knownAt: epochMs(answer.knownAt), staleness: answer.staleness }
      return { good: false, ...wordsOf(answer) }
    },
  }
}
