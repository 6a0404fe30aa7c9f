import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Actor } from '@yika/core/access/actor.ts'
import type { Application } from '@yika/core/application/application.ts'
import type { Bank } from '@yika/core/bank/bank.ts'
import type { Outlet } from '@yika/core/bank/outlet.ts'
import type { Day, Instant } from '@yika/core/calendar/instant.ts'
import { fillCardNumbers } from '@yika/core/card/schema.ts'
import type { Ground } from '@yika/core/holder/ground.ts'
import type { Person } from '@yika/core/holder/person.ts'
import { stockBlanks } from '@yika/core/production/blank-schema.ts'
import { applicationStream } from '../src/application/store.ts'
import { bankStream, outletStream } from '../src/bank/store.ts'
import { cardCommands } from '../src/card/commands.ts'
import { distributionCommands } from '../src/distribution/commands.ts'
import { distributionQueries } from '../src/distribution/queries.ts'
import { groundStream, loadStanding, personStream } from '../src/holder/store.ts'
import { type BlobStore, openBlobStore } from '../src/kernel/blob/blob-store.ts'
import type { Database } from '../src/kernel/database/database.ts'
import { newId } from '../src/kernel/identifier.ts'
import type { Stored } from '../src/kernel/stream.ts'
import { productionCommands } from '../src/production/commands.ts'
import { productionQueries } from '../src/production/queries.ts'
import { givenChipKeys } from './given-chip-key.ts'
import { type TestKernel, testKernel } from './test-kernel.ts'

export const bankId = '018f0000-0000-7000-8000-00000000b001'
export const outletId = '018f0000-0000-7000-8000-00000000c001'
export const cnaps = '313100000005'
export const district = '110105'

export const manager: Actor = { id: 'manager-1', role: 'production-manager', organisationId: 'bureau' }
export const secondManager: Actor = { ...manager, id: 'manager-2' }
export const bankSystem: Actor = { id: 'bank-system', role: 'bank-system', organisationId: 'bank', bankId }
export const factory: Actor = { id: 'factory-1', role: 'factory', organisationId: 'factory' }
export const certifier: Actor = { id: 'certifier-1', role: 'factory', organisationId: 'certifier' }
export const clerk: Actor = { id: 'clerk-1', role: 'bank-clerk', organisationId: 'bank', bankId, officeId: outletId }
export const supervisor: Actor = { ...clerk, id: 'supervisor-1', role: 'bank-supervisor' }
export const system: Actor = { id: 'system', role: 'system', organisationId: 'yika' }

/** A bank with one outlet, a pool of card numbers and a factory with blanks, on the kernel with production and distribution. */
export async function givenWorkshop(ending: {
  after(end: () => Promise<void>): void
}): Promise<TestKernel & { readonly blobs: BlobStore }> {
  const blobDirectory = await mkdtemp(path.join(tmpdir(), 'yika-blobs-'))
  ending.after(() => rm(blobDirectory, { recursive: true, force: true }))
  const blobs = openBlobStore(blobDirectory)
  const kernel = await testKernel(ending, {
    commands: (parts) => [
      ...cardCommands(parts),
      ...productionCommands({ ...parts, blobs }),
      ...distributionCommands(parts),
    ],
    queries: (parts) => [...productionQueries({ ...parts, blobs }), ...distributionQueries],
    standing: loadStanding,
    policy: {
      'production.batch-size': 500,
      'production.remakes-most': 3,
      'card.validity': 10,
      'card.expiry-day-inclusive': 'same-day',
      'guardian.required-under': 18,
      'collection.reminder': '7,30,90',
      'collection.seal-after': 1,
      'pin.initial-lifetime': 30,
      'pin.server-tries': 6,
    },
  })
  await givenBank(kernel.db)
  await kernel.run(fillCardNumbers, manager, { prefix: 'T', first: 1, count: 200 })
  await kernel.run(stockBlanks, manager, {
    placeId: 'factory',
    placeKind: 'factory',
    count: 100,
    deliveryNote: 'delivery 1',
  })
  await givenChipKeys(kernel)
  return Object.assign(kernel, { blobs })
}

/** A bank that is nobody’s, with one outlet for instant issue. */
export async function givenBank(db: Database): Promise<void> {
  const bank: Stored<Bank> = {
    bankId,
    version: 1,
    cnaps: cnaps as Bank['cnaps'],
    name: { zh: '示范银行', en: 'Sample Bank' },
    hotline: null,
    admittedOn: '2024-10-30' as Day,
    withdrawnOn: null,
    serviceTerms: [],
    source: 'test',
  }
  const outlet: Stored<Outlet> = {
    outletId,
    version: 1,
    bankId,
    name: { zh: '示范支行', en: 'Sample Branch' },
    district: district as Outlet['district'],
    address: '示范路1号',
    longitude: 116.4,
    latitude: 39.9,
    phone: null,
    instantIssue: true,
    openingHours: [],
    accessibility: [],
    openedOn: '2024-10-30' as Day,
    closedOn: null,
  }
  await db.begin(async (tx) => {
    await bankStream.save(tx, [bank])
    await outletStream.save(tx, [outlet])
  })
}

export interface GivenApplicant {
  readonly name?: string
  readonly ssn?: string
  readonly birthOn?: string
  readonly application?: Partial<Application>
}

let applicants = 0

/** A person in the register whose application has been accepted. */
export async function givenApplication(
  kernel: Pick<TestKernel, 'custodian' | 'db' | 'now'>,
  given: GivenApplicant = {},
): Promise<Application> {
  const { custodian, db } = kernel
  applicants += 1
  const at = new Date(Date.parse(kernel.now) - 86_400_000 + applicants).toISOString() as Instant
  const personId = newId(Date.parse(kernel.now))
  const key = custodian.newPersonKey(personId)
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
  const ssn = base64(custodian.seal(key, personId, 'identityNumber', given.ssn ?? '110101199003070011'))
  const person: Stored<Person> = {
    personId,
    version: 1,
    kind: 'citizen',
    sex: '1',
    birthOn: (given.birthOn ?? '1990-03-07') as Day,
    ethnicGroup: '01',
    nationality: 'CHN',
    district: district as Person['district'],
    issuingArea: '110000',
    lifeStatus: 'alive',
    death: null,
    key: base64(key),
    sealed: {
      name: base64(custodian.seal(key, personId, 'name', given.name ?? '张三')),
      ssn,
      identityNumber: ssn,
      documentNumber: null,
      phone: base64(custodian.seal(key, personId, 'phone', '19900001234')),
      address: base64(custodian.seal(key, personId, 'address', '示范路1号,2单元')),
      chipName: null,
    },
    index: {
      numbers: [base64(custodian.blindIndex('person', personId))],
      document: null,
      name: base64(Buffer.alloc(8)),
      initials: base64(Buffer.alloc(8)),
      phone: null,
    },
    nameOnChip: 'fits',
    printedChange: null,
  }
  const ground: Stored<Ground> = {
    personId,
    groundId: newId(Date.parse(kernel.now)),
    version: 1,
    kind: 'employee-pension',
    since: '2020-01-01' as Day,
    evidence: 'record 1',
    vouchedBy: 'human-resources',
    recordedAt: at,
    status: 'held',
    endedOn: null,
    endReason: null,
    endedBy: null,
  }
  const application: Stored<Application> = {
    personId,
    applicationId: newId(Date.parse(kernel.now)),
    version: 1,
    status: 'accepted',
    kind: 'first-issue',
    reason: 'first',
    channel: 'online',
    bankId,
    outletId,
    delivery: 'outlet',
    district,
    groundId: ground.groundId,
    applicant: { as: 'holder', personId },
    guardianConsent: null,
    dutyShown: null,
    groupId: null,
    photoId: null,
    replaces: null,
    cardId: null,
    instantOutletId: null,
    submittedAt: at,
    acceptedAt: at,
    promise: { rule: 'sla.first-issue.online', amount: 30, unit: 'calendar-day', promisedOn: '2026-12-23' as Day },
    newPromisedOn: null,
    warnedAt: null,
    trouble: null,
    attempts: 0,
    readyAt: null,
    collectedAt: null,
    changedAt: at,
    ...given.application,
  }
  await db.begin(async (tx) => {
    await personStream.save(tx, [person])
    await groundStream.save(tx, [ground])
    await applicationStream.save(tx, [application])
  })
  return application
}
