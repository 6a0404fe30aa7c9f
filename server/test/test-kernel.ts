import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Actor } from '@yika/core/access/actor.ts'
import type { Standing } from '@yika/core/access/may.ts'
import { dayOf, type Instant } from '@yika/core/calendar/instant.ts'
import type { Task } from '@yika/core/decision/decision.ts'
import { PolicyMissing } from '@yika/core/decision/policy-missing.ts'
import type { Operation } from '@yika/core/operation/operation.ts'
import type { Command } from '../src/kernel/command.ts'
import { type Custodian, openCustodian } from '../src/kernel/custody/custodian.ts'
import type { Database } from '../src/kernel/database/database.ts'
import { createExecutor, type Executor } from '../src/kernel/execute.ts'
import type { Outcome } from '../src/kernel/outcome.ts'
import type { KernelParts, RecordingPolicyReader } from '../src/kernel/parts.ts'
import type { Query } from '../src/kernel/query.ts'
import { createReader, type Reader } from '../src/kernel/read.ts'
import { testDatabase } from './test-database.ts'

export interface TestKernel {
  readonly db: Database
  readonly url: string
  readonly ownerUrl: string
  readonly custodian: Custodian
  readonly executor: Executor
  readonly reader: Reader
  /** Tasks that committed commands asked for, in order. */
  readonly tasks: Task[]
  /** The rules; a test may change one before it acts. */
  readonly policy: Map<string, number | string | boolean>
  now: Instant
  /** Executes with a fresh key. */
  run(operation: Operation, actor: Actor, input: object, key?: string): Promise<Outcome>
}

export interface TestKernelOptions {
  commands(
    parts: { readonly custodian: Custodian } & Pick<KernelParts, 'db' | 'clock' | 'policyReader'>,
  ): readonly Command[]
  queries?(parts: { readonly custodian: Custodian } & Pick<KernelParts, 'clock' | 'policyReader'>): readonly Query[]
  readonly now?: string
  readonly policy?: Readonly<Record<string, number | string | boolean>>
  /** Chapters that need the holder's rows give `loadStanding`; without it nobody stands anywhere. */
  readonly standing?: KernelParts['standing']
  readonly caseConcerns?: KernelParts['caseConcerns']
}

/** The real kernel on a real database of its own, with a clock and rules that the test sets. */
export async function testKernel(
  ending: { after(end: () => Promise<void>): void },
  options: TestKernelOptions,
): Promise<TestKernel> {
  const { db, url, ownerUrl } = await testDatabase(ending)
  const directory = await mkdtemp(path.join(tmpdir(), 'yika-custody-'))
  const custodian = openCustodian({ directory, suite: 'sm' })
  ending.after(async () => {
    custodian.close()
    await rm(directory, { recursive: true, force: true })
  })
  const tasks: Task[] = []
  const policy = new Map(Object.entries(options.policy ?? {}))
  const parts: KernelParts = {
    db,
    clock: () => kernel.now,
    fingerprint: (text) => custodian.blindIndex('command-input', text),
    policyReader: (_actor, now) => readerOf(policy, now),
    standing: options.standing ?? (async (_db, pairs) => pairs.map((): Standing => ({}))),
    caseConcerns: options.caseConcerns ?? (async (_db, pairs) => pairs.map(() => false)),
    enqueue: async (_tx, list) => void tasks.push(...list),
    report: () => {},
    openField: (person, column, sealed) =>
      custodian.open(
        Buffer.from(person.key, 'base64'),
        person.personId,
        column as Parameters<Custodian['open']>[2],
        Buffer.from(sealed, 'base64'),
      ),
  }
  const executor = createExecutor(parts, options.commands({ ...parts, custodian }))
  const reader = createReader(parts, options.queries?.({ ...parts, custodian }) ?? [])
  let sequence = 0
  const kernel: TestKernel = {
    db,
    url,
    ownerUrl,
    custodian,
    executor,
    reader,
    tasks,
    policy,
    now: (options.now ?? '2026-11-23T02:00:00.000Z') as Instant,
    run(operation, actor, input, key) {
      sequence += 1
      return executor.execute(operation, { actor, input, key: key ?? `test-key-${sequence}` })
    },
  }
  return kernel
}

function readerOf(values: ReadonlyMap<string, number | string | boolean>, now: Instant): RecordingPolicyReader {
  const used = new Set<string>()
  const read = (key: string) => {
    const value = values.get(key)
    if (value === undefined) throw new PolicyMissing(key, dayOf(now))
    used.add(`${key}@1`)
    return value
  }
  return {
    number: (key) => read(key) as number,
    text: (key) => read(key) as string,
    flag: (key) => read(key) as boolean,
    used: () => [...used],
  }
}
