import type { Actor } from '@yika/core/access/actor.ts'
import type { Subject } from '@yika/core/access/may.ts'
import type { PersonalField } from '@yika/core/access/personal-field.ts'
import type { Refused } from '@yika/core/decision/decision.ts'
import type { AnswerOf, InputOf, Operation } from '@yika/core/operation/operation.ts'
import type { Database } from './database/database.ts'
import type { CasePair } from './parts.ts'

export interface Read<Input> {
  readonly actor: Actor
  readonly input: Input
}

/** A person whose data leave, or a place without a person for internal data. */
export interface ReadSubject extends Subject {
  /** The case that the row itself is (an application in a worklist); otherwise the read names its case in its input. */
  readonly caseId?: string
}

/** Opens sealed fields for one answer: masked unless the policy reveals the field to this actor for this purpose. */
export interface FieldReader {
  /** `key` and `sealed` are base64 as in the state; null stays null. */
  show(
    field: PersonalField,
    person: { readonly personId: string; readonly key: string },
    sealed: string | null,
    column?: string,
  ): string | null
}

/**
 * A read of personal or internal data. The kernel loads, asks `may` for every subject, commits one audit row per subject
 * (who, why, which fields, whose data) and only then calls `answer` (M11.4).
 */
export interface Query<O extends Operation = Operation, Loaded = unknown> {
  readonly operation: O
  /** One result per read, in order; a gathered batch of point reads is one statement. */
  load(db: Database, reads: readonly Read<InputOf<O>>[]): Promise<readonly Loaded[]>
  /**
   * Whose data leave: one per person, or one without a person for internal data. An empty list means that nothing
   * personal leaves (an empty worklist); a thing that does not exist is `undefined`: the reader answers `not-found`.
   * A refusal of its own is for what must not be told apart from another refusal.
   */
  subjects(loaded: Loaded, input: InputOf<O>, actor: Actor): readonly ReadSubject[] | Refused | undefined
  /** A refusal that rests on the thing itself; asked after the rights, so that nobody else learns of its state. */
  barred?(loaded: Loaded, input: InputOf<O>, actor: Actor): Refused | undefined
  /** The case of a search: whose it is, is said beside it, and it must exist whomever the search finds (M11.1). */
  searchedFor?(input: InputOf<O>): CasePair
  /** Which personal fields the answer holds, masked or not; written into the audit row. */
  readonly fields: readonly PersonalField[]
  /** May ask a machine (the keys of chips); whatever it takes happens after the audit rows are committed. */
  answer(loaded: Loaded, input: InputOf<O>, reader: FieldReader): AnswerOf<O> | Promise<AnswerOf<O>>
}

export function query<O extends Operation, Loaded>(definition: Query<O, Loaded>): Query {
  return definition as unknown as Query
}
