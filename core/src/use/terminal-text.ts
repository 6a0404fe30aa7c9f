import type { UseReason } from '../service/judge-use.ts'
import { useReasonWords } from '../service/use-reason-words.ts'

interface Words {
  readonly zh: string
  readonly en: string
}

const yes: Words = { zh: '请通行', en: 'Please go ahead' }
/** Bystanders read a display as well: what only the holder and the desk should know is not on it. */
const atCounter: Words = { zh: '请到人工窗口', en: 'Please go to the counter' }
const discreet: readonly UseReason[] = [
  'card-lost',
  'card-locked',
  'holder-deceased',
  'holder-moved-away',
  'application-suspended',
  'not-entitled-ground',
]

/** What the display of a terminal shows. */
export function terminalText(reason: UseReason | null): Words {
  if (reason === null) return yes
  return discreet.includes(reason) ? atCounter : useReasonWords[reason]
}
