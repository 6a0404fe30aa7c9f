import type { Refused } from '@yika/core/decision/decision.ts'
import { refusals, refusalText } from '@yika/core/refusal/catalogue.ts'
import type { RefusalEntry } from '@yika/core/refusal/refusal.ts'

/** A refusal that is part of an answer, with its words and what helps. */
export function saidRefusal({ code, detail = {} }: Pick<Refused, 'code' | 'detail'>) {
  const entry: RefusalEntry = refusals[code]
  return { code, zh: refusalText(code, detail, 'zh'), en: refusalText(code, detail, 'en'), remedy: entry.remedy }
}
