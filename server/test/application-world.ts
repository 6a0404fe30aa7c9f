import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Actor } from '@yika/core/access/actor.ts'
import { type Day, dayOf } from '@yika/core/calendar/instant.ts'
import { PolicyMissing } from '@yika/core/decision/policy-missing.ts'
import type { Ground } from '@yika/core/holder/ground.ts'
import type { Person } from '@yika/core/holder/person.ts'
import { policyFigures } from '@yika/core/policy/policy-figures.ts'
import { applicationCommands } from '../src/application/commands.ts'
import { applicationQueries } from '../src/application/queries.ts'
import { applicationTasks } from '../src/application/tasks.ts'
import { outletStream } from '../src/bank/store.ts'
import { caseConcerns } from '../src/case-concerns.ts'
import { nameIndexes } from '../src/holder/blind-index.ts'
import { groundStream, loadStanding } from '../src/holder/store.ts'
import { type BlobStore, openBlobStore } from '../src/kernel/blob/blob-store.ts'
import { newId } from '../src/kernel/identifier.ts'
import type { RecordingPolicyReader } from '../src/kernel/parts.ts'
import type { Stored } from '../src/kernel/stream.ts'
import { givenPerson } from './given-card.ts'
import { type TestKernel, testKernel } from './test-kernel.ts'

/** Two banks of the catalogue that every database begins with. */
export const bankId = '00000000-0000-8007-8000-000000000001'
export const otherBankId = '00000000-0000-8007-8000-000000000002'
export const outletId = '018f0000-0000-7000-8000-0000000000a1'

export const clerk: Actor = { id: 'clerk-1', role: 'bank-clerk', organisationId: bankId, bankId, officeId: outletId }
export const districtOfficer: Actor = {
  id: 'district-1',
  role: 'district-officer',
  organisationId: 'district',
  district: '110101',
}
export const bureauOfficer: Actor = { id: 'bureau-1', role: 'bureau-officer', organisationId: 'bureau' }
export const employer: Actor = {
  id: 'agent-1',
  role: 'employer-agent',
  organisationId: 'employer-1',
  employerId: 'employer-1',
}

export function citizen(personId: string): Actor {
  return { id: personId, role: 'citizen', organisationId: 'self', personId }
}

export interface ApplicationWorld {
  readonly kernel: TestKernel
  readonly blobs: BlobStore
  readonly blobDirectory: string
  /** Somebody with the name 张三 and a ground. */
  person(change?: Partial<Person>): Promise<string>
  /** An input of apply-for-card that is accepted for somebody without a card. */
  wish(personId: string, change?: object): object
  runTask(queue: string, data?: object): Promise<void>
}

/** The chapter on the real kernel, with the first values of all rules and one outlet that issues instantly. */
export async function applicationWorld(ending: { after(end: () => Promise<void>): void }): Promise<ApplicationWorld> {
  const blobDirectory = await mkdtemp(path.join(tmpdir(), 'yika-blobs-'))
  ending.after(() => rm(blobDirectory, { recursive: true, force: true }))
  const blobs = openBlobStore(blobDirectory)
  const clock = () => kernel.now
  const policyReader = () => readerOf(kernel)
  const kernel: TestKernel = await testKernel(ending, {
    commands: ({ custodian, db }) => applicationCommands({ custodian, db, blobs, clock, policyReader }),
    queries: ({ custodian }) => applicationQueries({ custodian, blobs, clock, policyReader }),
    standing: loadStanding,
    caseConcerns,
    policy: firstRules(),
  })
  await kernel.db.begin((tx) => outletStream.save(tx, [outlet]))
  const tasks = applicationTasks({ db: kernel.db, executor: kernel.executor, blobs, clock, policyReader })
  return {
    kernel,
    blobs,
    blobDirectory,
    async person(change = {}) {
      const number = Buffer.from(kernel.custodian.blindIndex('person', newId(0))).toString('base64')
      const index = { numbers: [number], document: null, phone: null, ...nameIndexes(kernel.custodian, '张三') }
      const personId = await givenPerson(kernel, { index, ...change })
      await kernel.db.begin((tx) => groundStream.save(tx, [groundOf(personId, kernel)]))
      return personId
    },
    wish: (personId, change = {}) => ({
      personId,
      name: '张三',
      kind: 'first-issue',
      reason: 'first',
      bankId,
      delivery: 'outlet',
      outletId,
      ...change,
    }),
    async runTask(queue, data = {}) {
      const handler = tasks.find((task) => task.queue === queue)
      if (handler === undefined) throw new Error(`no task ${queue}`)
      await handler.handle(data, 'test')
    },
  }
}

/** What the platform brings along; only that most people here need no photo, which has tests of its own. */
function firstRules(): Record<string, number | string | boolean> {
  const rules = Object.entries(policyFigures).flatMap(([key, { first }]): [string, number | string | boolean][] => {
    const value = first.at(-1)?.value
    return value === undefined ? [] : [[key, value]]
  })
  return { ...Object.fromEntries(rules), 'photo.required-from': 200 }
}

const outlet = {
  outletId,
  version: 1,
  bankId,
  name: { zh: '试验支行', en: null },
  district: '110101',
  address: '试验路1号',
  longitude: 116.4,
  latitude: 39.9,
  phone: null,
  instantIssue: true,
  openingHours: [],
  accessibility: [],
  openedOn: '2024-10-30' as Day,
  closedOn: null,
} as const

function groundOf(personId: string, { now }: TestKernel): Stored<Ground> {
  return {
    groundId: newId(Date.parse(now)),
    personId,
    version: 1,
    kind: 'employee-medical',
    since: dayOf(now),
    evidence: 'register 1',
    vouchedBy: 'medical-security',
    recordedAt: now,
    status: 'held',
    endedOn: null,
    endReason: null,
    endedBy: null,
  }
}

function readerOf({ policy, now }: TestKernel): RecordingPolicyReader {
  const read = (key: string) => {
    const value = policy.get(key)
    if (value === undefined) throw new PolicyMissing(key, dayOf(now))
    return value
  }
  return {
    number: (key) => read(key) as number,
    text: (key) => read(key) as string,
    flag: (key) => read(key) as boolean,
    used: () => [],
  }
}
