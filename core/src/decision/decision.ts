import type { Actor } from '../access/actor.ts'
import type { Standing } from '../access/may.ts'
import type { Day, Instant } from '../calendar/instant.ts'
import type { RefusalCode, RefusalDetail } from '../refusal/catalogue.ts'

/**
 * What a decision says has happened. `stream` names the aggregate (`card`, `application`, …), `id` one of them.
 * `personId` is the holder, or null for things that belong to nobody (banks, batches, policy).
 * `data` is what the state is folded from: plain JSON, sealed where it is personal.
 */
export interface DomainEvent {
  readonly stream: string
  readonly id: string
  readonly personId: string | null
  readonly name: string
  readonly data: object
}

/** Work to be done after the commit by an idempotent task that ends in a command of its own. */
export interface Task {
  readonly queue: string
  readonly data: object
  /** Not before this instant; at once when absent. */
  readonly startAfter?: Instant
}

export interface Accepted<Event extends DomainEvent, Answer> {
  readonly accepted: true
  readonly events: readonly Event[]
  readonly answer: Answer
  readonly tasks?: readonly Task[]
}

export interface Refused {
  readonly accepted: false
  readonly code: RefusalCode
  readonly detail?: RefusalDetail
  /** What must be looked into because of it, though nothing was changed: a chip that did not prove itself. */
  readonly tasks?: readonly Task[]
}

export type Decision<Event extends DomainEvent, Answer> = Accepted<Event, Answer> | Refused

export function accept<Event extends DomainEvent, Answer>(
  events: readonly Event[],
  answer: Answer,
  tasks: readonly Task[] = [],
): Accepted<Event, Answer> {
  return { accepted: true, events, answer, tasks }
}

export function refuse(code: RefusalCode, detail: RefusalDetail = {}, tasks: readonly Task[] = []): Refused {
  return tasks.length === 0 ? { accepted: false, code, detail } : { accepted: false, code, detail, tasks }
}

/** Everything a decision may know besides the state and the input: time, actor and rules come in as values. */
export interface DecisionContext {
  readonly now: Instant
  readonly today: Day
  readonly actor: Actor
  readonly standing: Standing
  /** The rules in force; every key that is read is recorded with its version beside the decision (Article 17). */
  readonly policy: PolicyReader
  /** A fresh UUIDv7. */
  newId(): string
}

/** Reads a figure of the rules as it stood on a day (today by default). Throws `PolicyMissing` if none is in force. */
export interface PolicyReader {
  number(key: string, on?: Day): number
  text(key: string, on?: Day): string
  flag(key: string, on?: Day): boolean
}
