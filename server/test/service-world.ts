import assert from 'node:assert/strict'
import type { Actor } from '@yika/core/access/actor.ts'
import type { Day } from '@yika/core/calendar/instant.ts'
import { dayOf } from '@yika/core/calendar/instant.ts'
import { type GroundKind, groundKinds } from '@yika/core/holder/ground.ts'
import type { AnswerOf, InputOf, Operation } from '@yika/core/operation/operation.ts'
import { firstPolicyValues } from '@yika/core/policy/first-policy-values.ts'
import { policyBook } from '@yika/core/policy/policy-reader.ts'
import { groundStream, loadStanding } from '../src/holder/store.ts'
import { newId } from '../src/kernel/identifier.ts'
import { cardApplicationCommands } from '../src/service/card-application-commands.ts'
import { cardApplicationQueries } from '../src/service/card-application-queries.ts'
import { catalogueCommands } from '../src/service/catalogue-commands.ts'
import { catalogueQueries } from '../src/service/catalogue-queries.ts'
import { cataloguePublicReads } from '../src/service/catalogue-reads.ts'
import { integrationCommands } from '../src/service/integration-commands.ts'
import { integrationQueries } from '../src/service/integration-queries.ts'
import { serviceTasks } from '../src/service/tasks.ts'
import { givenPerson } from './given-card.ts'
import { givenCatalogue } from './given-service.ts'
import { type TestKernel, testKernel } from './test-kernel.ts'

export interface ServiceWorld {
  readonly kernel: TestKernel
  /** The code of the refusal, or the answer. */
  run<O extends Operation>(operation: O, actor: Actor, input: InputOf<O>): Promise<AnswerOf<O> & { code?: string }>
  read<O extends Operation>(operation: O, actor: Actor, input: InputOf<O>): Promise<AnswerOf<O> & { code?: string }>
  visit<O extends Operation>(operation: O, input: InputOf<O>): Promise<AnswerOf<O> & { code?: string }>
  /** A person whom a number leads to, with what the register says of them. */
  person(given: {
    readonly birthOn?: string
    readonly number?: string
    readonly grounds?: readonly GroundKind[]
  }): Promise<string>
  /** Runs a scheduled task as the platform would. */
  task(queue: string): Promise<void>
}

export const ofDepartment = (organisationId: string, id = `${organisationId}-1`): Actor => ({
  ...{ id, role: 'department-user', organisationId },
})

/** The chapter service on a real database, with the shipped catalogue and the institutions of the sample. */
export async function serviceWorld(t: { after(end: () => Promise<void>): void }): Promise<ServiceWorld> {
  const cache = { book: () => policyBook(firstPolicyValues()) }
  const kernel = await testKernel(t, {
    commands: ({ db, clock, custodian }) => [
      ...catalogueCommands({ clock }),
      ...cardApplicationCommands({ db }),
      ...integrationCommands({ custodian }),
    ],
    queries: ({ clock }) => [
      ...catalogueQueries,
      ...cardApplicationQueries({ cache, clock }),
      ...integrationQueries({ cache, clock }),
    ],
    policy: { 'park.annual-ticket.price': 10_000, 'travel.purse.most': 100_000 },
    standing: loadStanding,
  })
  await givenCatalogue(kernel)
  const outcome = (one: Awaited<ReturnType<TestKernel['run']>>) =>
    one.status === 'accepted' ? one.answer : { code: one.code, detail: one.detail }
  const reads = cataloguePublicReads({ cache, today: () => dayOf(kernel.now) })
  return {
    kernel,
    run: async (operation, actor, input) => outcome(await kernel.run(operation, actor, input)) as never,
    read: async (operation, actor, input) => outcome(await kernel.reader.read(operation, actor, input)) as never,
    async visit(operation, input) {
      const found = reads.find((one) => one.operation.name === operation.name)
      assert.ok(found !== undefined)
      return (await found.answer(kernel.db, input as never)) as never
    },
    async person({ birthOn = '1950-05-05', number, grounds = [] }) {
      const { db, custodian } = kernel
      const blank = Buffer.alloc(8).toString('base64')
      const index = (text: string) => Buffer.from(custodian.blindIndex('person', text)).toString('base64')
      const personId = await givenPerson(kernel, {
        birthOn: birthOn as Day,
        ...(number === undefined
          ? {}
          : { index: { numbers: [index(number)], document: null, name: blank, initials: blank, phone: null } }),
      })
      const rows = grounds.map((kind) => ({
        ...{ groundId: newId(Date.parse(kernel.now)), personId, version: 1, kind, since: '2020-01-01' as Day },
        ...{
          evidence: 'R-1',
          vouchedBy: groundKinds[kind].department,
          recordedAt: kernel.now,
          status: 'held' as const,
        },
        ...{ endedOn: null, endReason: null, endedBy: null },
      }))
      if (rows.length > 0) await db.begin((tx) => groundStream.save(tx, rows))
      return personId
    },
    async task(queue) {
      const { db, executor } = kernel
      const handler = serviceTasks({ db, executor, clock: () => kernel.now }).find((one) => one.queue === queue)
      assert.ok(handler !== undefined)
      await handler.handle({}, 'task-1')
    },
  }
}
