import { accessRefusals } from './access.ts'
import { applicationRefusals } from './application.ts'
import { bankRefusals } from './bank.ts'
import { cardRefusals } from './card.ts'
import { distributionRefusals } from './distribution.ts'
import { holderRefusals } from './holder.ts'
import { kernelRefusals } from './kernel.ts'
import { oversightRefusals } from './oversight.ts'
import { policyRefusals } from './policy.ts'
import { productionRefusals } from './production.ts'
import type { RefusalEntry } from './refusal.ts'
import { serviceRefusals } from './service.ts'

/** The one catalogue of refusals; each chapter keeps its entries in the file of its name. */
export const refusals = {
  ...kernelRefusals,
  ...accessRefusals,
  ...policyRefusals,
  ...bankRefusals,
  ...serviceRefusals,
  ...holderRefusals,
  ...cardRefusals,
  ...productionRefusals,
  ...distributionRefusals,
  ...applicationRefusals,
  ...oversightRefusals,
} as const satisfies Record<string, RefusalEntry>

export type RefusalCode = keyof typeof refusals

export type RefusalDetail = Readonly<Record<string, string | number>>

/** The text of a refusal in one language, with its details filled in. */
export function refusalText(code: RefusalCode, detail: RefusalDetail, language: 'zh' | 'en'): string {
  const entry: RefusalEntry = refusals[code]
  return entry[language].replace(/\{(\w+)\}/g, (_, name: string) => String(detail[name] ?? '—'))
}
