import { epochMs, type Instant } from '../calendar/instant.ts'
import type { CardStatus } from '../card/card-status.ts'
import { type Refused, refuse } from '../decision/decision.ts'
import type { RefusalCode } from '../refusal/catalogue.ts'
import { type CodeCheck, checkCode } from './check-code.ts'
import type { Code } from './code.ts'

/** What the terminal's own copy of the status list says of one place. */
export interface ListedStatus {
  readonly status: CardStatus
  /** When the list was signed. */
  readonly asOf: Instant
}

export interface OfflineCheck extends CodeCheck {
  statusAt(shard: number, index: number): ListedStatus | undefined
  /** Whether this terminal has seen the code; it remembers the names for as long as a code lives. */
  seen(deviceId: string, id: string): boolean
}

export interface OfflineAnswer {
  readonly accepted: true
  readonly code: Code
  /** How old the knowledge of the card is, in seconds: shown, and told with the use. */
  readonly listAgeSeconds: number
}

const barredBy = {
  suspended: 'e-card-listed-suspended',
  invalid: 'e-card-listed-ended',
  'not-enabled': 'e-card-listed-not-enabled',
} as const satisfies Record<Exclude<CardStatus, 'valid'>, RefusalCode>

/** Article 9: what a terminal without the network can know of a code, and how old that knowledge is. */
export async function checkOffline(text: string, check: OfflineCheck): Promise<OfflineAnswer | Refused> {
  const checked = await checkCode(text, check)
  if (!checked.accepted) return checked
  const { binding, id } = checked.code
  if (check.seen(binding.deviceId, id)) return refuse('e-card-code-used')
  const listed = check.statusAt(binding.shard, binding.index)
  if (listed === undefined) return refuse('e-card-status-unknown')
  if (listed.status !== 'valid') return refuse(barredBy[listed.status], { at: listed.asOf })
  const listAgeSeconds = Math.max(0, Math.floor((epochMs(check.at) - epochMs(listed.asOf)) / 1000))
  return { accepted: true, code: checked.code, listAgeSeconds }
}
