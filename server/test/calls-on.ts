import assert from 'node:assert/strict'
import type { Actor } from '@yika/core/access/actor.ts'
import type { AnswerOf, InputOf, Operation } from '@yika/core/operation/operation.ts'
import type { TestKernel } from './test-kernel.ts'

/** Commands and queries put to one kernel, each with what the test expects of it. */
export function callsOn(kernel: Pick<TestKernel, 'run' | 'reader'>) {
  const outcomeOf = (one: Operation, actor: Actor, input: object, key?: string) =>
    one.kind === 'query' ? kernel.reader.read(one, actor, input) : kernel.run(one, actor, input, key)

  async function accepted<O extends Operation>(
    one: O,
    actor: Actor,
    input: InputOf<O>,
    key?: string,
  ): Promise<AnswerOf<O>> {
    const outcome = await outcomeOf(one, actor, input as object, key)
    assert.equal(outcome.status, 'accepted', `${one.name}: ${JSON.stringify(outcome)}`)
    return (outcome as { answer: AnswerOf<O> }).answer
  }

  async function refused<O extends Operation>(one: O, actor: Actor, input: InputOf<O>) {
    const outcome = await outcomeOf(one, actor, input as object)
    assert.equal(outcome.status, 'refused', `${one.name}: ${JSON.stringify(outcome)}`)
    return outcome as { code: string; detail: Record<string, unknown> }
  }

  /** What became of a wish: `accepted`, or the code of the refusal. */
  async function codeOf<O extends Operation>(one: O, actor: Actor, input: InputOf<O>): Promise<string> {
    const outcome = await outcomeOf(one, actor, input as object)
    return outcome.status === 'refused' ? outcome.code : outcome.status
  }

  /** A query whose input says what to reveal as the test puts it together. */
  const read = <O extends Operation>(one: O, actor: Actor, input: object): Promise<AnswerOf<O>> =>
    accepted(one, actor, input as InputOf<O>)

  return { accepted, refused, codeOf, read }
}
