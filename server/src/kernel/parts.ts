import type { Actor } from '@yika/core/access/actor.ts'
import type { Standing } from '@yika/core/access/may.ts'
import type { Instant } from '@yika/core/calendar/instant.ts'
import type { PolicyReader, Task } from '@yika/core/decision/decision.ts'
import type { Database, Transaction } from './database/database.ts'

/** Whose standing towards whom is asked: an actor and a person. */
export interface StandingPair {
  readonly actor: Actor
  readonly personId: string
}

/** A case that a read names, and the person whom it must concern. */
export interface CasePair {
  readonly caseId: string
  readonly personId: string
}

/** A reader of the rules that remembers which versions it gave out. */
export interface RecordingPolicyReader extends PolicyReader {
  /** `key@version` of every figure read so far, in order of first reading. */
  used(): readonly string[]
}

/** What the kernel is given by the chapters above it, so that it imports none of them. */
export interface KernelParts {
  readonly db: Database
  clock(): Instant
  /** Keyed hash of a command's input: a low-entropy input (a PIN) cannot be guessed from the stored value. */
  fingerprint(text: string): Uint8Array
  policyReader(actor: Actor, now: Instant): RecordingPolicyReader
  /** One statement: representation and open visits for each pair, in order. */
  standing(db: Database | Transaction, pairs: readonly StandingPair[], now: Instant): Promise<readonly Standing[]>
  /** One statement: does the case exist and concern the person? In order. */
  caseConcerns(db: Database, pairs: readonly CasePair[]): Promise<readonly boolean[]>
  /** Joins the transaction: the tasks exist if and only if it commits. */
  enqueue(tx: Transaction, tasks: readonly Task[]): Promise<void>
  /** Writes an error of ours into the log under the number that the answer names. */
  report(error: unknown, incident: string): void
  /** Opens a sealed personal field; `key` and `sealed` are base64 as in the state. */
  openField(person: { readonly personId: string; readonly key: string }, column: string, sealed: string): string
}
