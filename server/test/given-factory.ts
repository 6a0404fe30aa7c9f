import assert from 'node:assert/strict'
import type { Actor } from '@yika/core/access/actor.ts'
import type { Day } from '@yika/core/calendar/instant.ts'
import type { AnswerOf, InputOf, Operation } from '@yika/core/operation/operation.ts'
import { confirmFactoryKey, setFactoryKey } from '@yika/core/production/chip-key-schema.ts'
import { productionPublicReads } from '../src/production/public-reads.ts'
import type { ApiClient } from '../src/simulator/api-client.ts'
import { type Drawer, drawerInMemory } from '../src/simulator/drawer.ts'
import { type Faults, hasChipFault, noFaults } from '../src/simulator/faults.ts'
import { publicKeyOf } from '../src/simulator/opening-key.ts'
import type { FactoryFloor } from '../src/simulator/simulated-factory.ts'
import { factory, manager, secondManager } from './given-application.ts'
import type { TestKernel } from './test-kernel.ts'

/** Of the factory in tests; its private halves are nobody's secret. */
export const openingKey = { sm2: '11'.repeat(32), x25519: '22'.repeat(32) }

/** Two managers agree on the key of the factory. */
export async function givenFactoryKey(kernel: TestKernel): Promise<void> {
  const key = publicKeyOf(openingKey)
  const makerId = factory.organisationId
  for (const [operation, actor, input] of [
    [setFactoryKey, manager, { makerId, key }],
    [confirmFactoryKey, secondManager, { makerId, ...key }],
  ] as const) {
    const outcome = await kernel.run(operation, actor, input)
    assert.equal(outcome.status, 'accepted', JSON.stringify(outcome))
  }
}

/** The programs of the parties on the kernel itself, without a network between them. */
export function clientOn(kernel: TestKernel, actor: Actor): ApiClient {
  return {
    async call<O extends Operation>(operation: O, input: InputOf<O>, key?: string) {
      const outcome =
        operation.kind === 'command'
          ? await kernel.run(operation, actor, input as object, key)
          : await kernel.reader.read(operation, actor, input as object)
      if (outcome.status === 'accepted') return { ok: true as const, answer: outcome.answer as AnswerOf<O> }
      return { ok: false as const, refusal: { status: 409, code: outcome.code, title: JSON.stringify(outcome.detail) } }
    },
    async lookUp<O extends Operation>(operation: O, input: Readonly<Record<string, string>>) {
      const read = productionPublicReads(kernel).find((one) => one.operation === operation)
      return (await read?.answer(kernel.db, input as never)) as AnswerOf<O>
    },
  }
}

/** The hall of the factory, on the day of the kernel. */
export function floorOn(
  kernel: TestKernel,
  faults: Partial<Faults> = {},
  drawer: Drawer = drawerInMemory(),
): FactoryFloor {
  return {
    client: clientOn(kernel, factory),
    party: { organisationId: factory.organisationId, openingKey },
    faults: { ...noFaults, ...faults },
    drawer,
    today: () => kernel.now.slice(0, 10) as Day,
  }
}

type ChipFault = Parameters<typeof hasChipFault>[1]

/** A seed with which half a share of the fault falls on the bad cards and spares the good ones. */
export function seedWhere(
  fault: ChipFault,
  cards: { readonly good: readonly string[]; readonly bad: readonly string[] },
): number {
  for (let seed = 1; seed < 10_000; seed += 1) {
    const has = (cardNumber: string) => hasChipFault({ ...noFaults, seed, [fault]: 0.5 }, fault, cardNumber)
    if (cards.bad.every(has) && !cards.good.some(has)) return seed
  }
  throw new Error('no seed gives these faults')
}
