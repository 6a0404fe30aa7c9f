import type { Actor } from '@yika/core/access/actor.ts'
import type { Subject } from '@yika/core/access/may.ts'
import type { Purpose } from '@yika/core/access/purpose.ts'
import type { Decision, DecisionContext, DomainEvent, Refused } from '@yika/core/decision/decision.ts'
import type { AnswerOf, InputOf, Operation } from '@yika/core/operation/operation.ts'
import type { RefusalCode } from '@yika/core/refusal/catalogue.ts'
import type { Transaction } from './database/database.ts'
import type { Stream } from './stream.ts'

/** One caller's wish, parsed: `input` is what `prepare` made of the wire's input. */
export interface Request<Input> {
  readonly actor: Actor
  /** Made and kept by the client before sending; the same key never takes effect twice (M13.3). */
  readonly key: string
  readonly input: Input
}

/**
 * A command in set form. `World` holds what a batch needs: for each stream of the command a `Map` from id to state
 * under the stream's name, and whatever else the decision reads.
 */
export interface Command<O extends Operation = Operation, World extends object = object, Input = InputOf<O>> {
  readonly operation: O
  /**
   * Outside any transaction: parse identifiers, compute blind indexes, check a photo: all that is slow or can be refused
   * without the books. Absent when the wire's input is used as it is.
   */
  prepare?(input: InputOf<O>, actor: Actor): Promise<Input | Refused>
  /** A fixed number of statements whatever the size of the batch; person rows are locked first, in key order. */
  load(tx: Transaction, requests: readonly Request<Input>[]): Promise<World>
  /** Where the thing belongs; must not fail when it does not exist. */
  subject(world: World, input: Input, actor: Actor): Subject
  /** Pure: a decision of core on the loaded state. */
  decide(world: World, input: Input, context: DecisionContext): Decision<DomainEvent, AnswerOf<O>>
  /** Why the answer tells something of the person, and which fields, for the audit row; a field that is not masked ends in `!`. */
  tells?(
    input: Input,
    answer: AnswerOf<O> | undefined,
  ): { readonly purpose: Purpose; readonly fields: readonly string[] }
  /**
   * Constraints of the database that stand behind a rule, and the refusal each becomes when two commands race. `decide-again` looks once
   * more at what the other one has left: the decision itself knows what that means.
   */
  readonly conflicts?: Readonly<Record<string, RefusalCode | 'decide-again'>>
  // biome-ignore lint/suspicious/noExplicitAny: streams of different aggregates stand in one list; each checks its own.
  readonly streams: readonly Stream<any, any>[]
}

/** Keeps the inference of one command while commands of all kinds lie in one list. */
export function command<O extends Operation, World extends object, Input = InputOf<O>>(
  definition: Command<O, World, Input>,
): Command {
  return definition as unknown as Command
}
