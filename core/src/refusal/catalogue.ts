import { accessRefusals } from './access.ts'
import { applicationRefusals } from './application.ts'
import { bankRefusals } from './bank.ts'
import { cardRefusals } from './card.ts'
import { distributionRefusals } from './distribution.ts'
import { eCardRefusals } from './e-card.ts'
import { filledText } from './filled-text.ts'
import { holderRefusals } from './holder.ts'
import { kernelRefusals } from './kernel.ts'
import { ledgerRefusals } from './ledger.ts'
import { medicalRefusals } from './medical.ts'
import { oversightRefusals } from './oversight.ts'
import { policyRefusals } from './policy.ts'
import { presentationRefusals } from './presentation.ts'
import { productionRefusals } from './production.ts'
import { reconciliationRefusals } from './reconciliation.ts'
import type { RefusalEntry } from './refusal.ts'
import { serviceRefusals } from './service.ts'
import { settlementRefusals } from './settlement.ts'
import { statusListRefusals } from './status-list.ts'
import { terminalRefusals } from './terminal.ts'
import { travelRefusals } from './travel.ts'
import { useRefusals } from './use.ts'

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
  ...terminalRefusals,
  ...statusListRefusals,
  ...eCardRefusals,
  ...presentationRefusals,
  ...useRefusals,
  ...ledgerRefusals,
  ...settlementRefusals,
  ...medicalRefusals,
  ...travelRefusals,
  ...reconciliationRefusals,
} as const satisfies Record<string, RefusalEntry>

export type RefusalCode = keyof typeof refusals

export type RefusalDetail = Readonly<Record<string, string | number>>

/** The text of a refusal in one language, with its details filled in. */
export function refusalText(code: RefusalCode, detail: RefusalDetail, language: 'zh' | 'en'): string {
  const entry: RefusalEntry = refusals[code]
  return filledText(entry[language], detail)
}
