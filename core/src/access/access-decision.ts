import type { Instant } from '../calendar/instant.ts'
import type { RefusalCode, RefusalDetail } from '../refusal/catalogue.ts'
import type { Actor } from './actor.ts'

/**
 * What a decision of this room says. The form is that of core/decision, which stands above this room because every
 * decision there knows the actor that is defined here.
 */
export type AccessDecision<Event, Answer> =
  | { readonly accepted: true; readonly events: readonly Event[]; readonly answer: Answer }
  | AccessRefused

export interface AccessRefused {
  readonly accepted: false
  readonly code: RefusalCode
  readonly detail?: RefusalDetail
}

export interface AccessContext {
  readonly now: Instant
  readonly today: string
  readonly actor: Actor
  newId(): string
}

export function refused(code: RefusalCode, detail: RefusalDetail = {}): AccessRefused {
  return { accepted: false, code, detail }
}
