import { epochMs, type Instant, instantOf } from '../calendar/instant.ts'
import type { CardStatus } from '../card/card-status.ts'
import { type Refused, refuse } from '../decision/decision.ts'
import type { RefusalCode } from '../refusal/catalogue.ts'
import type { Staleness, TerminalLists } from '../status-list/terminal-lists.ts'
import { type CodeCheck, checkCode } from './check-code.ts'
import type { Code } from './code.ts'

export interface OfflineCheck extends CodeCheck {
  /** The terminal's own copy of the status lists. */
  readonly lists: Pick<TerminalLists, 'lookUp'>
  /** Whether this terminal has seen the code; it remembers the names for as long as a code lives. */
  seen(deviceId: string, id: string): boolean
}

export interface OfflineAnswer {
  readonly accepted: true
  readonly code: Code
  /** When the office said so of the card, and what that age means: shown, and told with the use. */
  readonly knownAt: Instant
  readonly staleness: Exclude<Staleness, 'expired'>
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
  const { code } = checked
  const { deviceId, shard, index } = code.binding
  if (check.seen(deviceId, code.id)) return refuse('e-card-code-used')
  const known = check.lists.lookUp(shard, index, epochMs(check.at))
  if (known === undefined || known.staleness === 'expired') return refuse('e-card-status-unknown')
  const knownAt = instantOf(known.knownAt)
  if (known.status !== 'valid') return refuse(barredBy[known.status], { at: knownAt })
  return { accepted: true, code, knownAt, staleness: known.staleness }
}
