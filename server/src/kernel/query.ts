import type { Actor } from '@yika/core/access/actor.ts'
import type { Subject } from '@yika/core/access/may.ts'
import type { PersonalField } from '@yika/core/access/personal-field.ts'
import type { AnswerOf, InputOf, Operation } from '@yika/core/operation/operation.ts'
import type { Database } from './database/database.ts'

export interface Read<Input> {
  readonly actor: Actor
  readonly input: Input
}

/** Opens sealed fields for one answer: masked unless the policy reveals the field to this actor for this purpose. */
export interface FieldReader {
  /** `key` is the person's wrapped key, `sealed` the field as it lies in the row; null stays null. */
  show(field: PersonalField, key: Uint8Array, sealed: Uint8Array | null): string | null
}

/**
 * A read of personal or internal data. The kernel loads, asks `may` for every subject, commits one audit row per subject
 * (who, why, which fields, whose data) and only then calls `answer` (M11.4).
 */
export interface Query<O extends Operation = Operation, Loaded = unknown> {
  readonly operation: O
  /** One result per read, in order; a gathered batch of point reads is one statement. */
  load(db: Database, reads: readonly Read<InputOf<O>>[]): Promise<readonly Loaded[]>
  /** Whose data leave: one per person, or one without a person for internal data. None means there is nothing to see. */
  subjects(loaded: Loaded, input: InputOf<O>, actor: Actor): readonly Subject[]
  /** Which personal fields the answer holds, masked or not; written into the audit row. */
  readonly fields: readonly PersonalField[]
  answer(loaded: Loaded, input: InputOf<O>, reader: FieldReader): AnswerOf<O>
}

export function query<O extends Operation, Loaded>(definition: Query<O, Loaded>): Query {
  return definition as unknown as Query
}

/** A read of what Article 12 publishes: no sign-in, no audit, nothing personal. */
export interface PublicRead<O extends Operation = Operation> {
  readonly operation: O
  answer(db: Database, input: InputOf<O>): Promise<AnswerOf<O>>
}

export function publicRead<O extends Operation>(definition: PublicRead<O>): PublicRead {
  return definition as unknown as PublicRead
}
