import path from 'node:path'
import { systemActor } from '@yika/core/access/actor.ts'
import { type Day, dayOf, type Instant, instantOf } from '@yika/core/calendar/instant.ts'
import { accessCommands } from './access/commands.ts'
import { accessPublicReads, accessQueries } from './access/queries.ts'
import { applicationCommands } from './application/commands.ts'
import { applicationQueries } from './application/queries.ts'
import { applicationTasks } from './application/tasks.ts'
import { bankCommands } from './bank/commands.ts'
import { bankPublicReads } from './bank/queries.ts'
import { chipCommands } from './card/chip-commands.ts'
import { chipQueries } from './card/chip-queries.ts'
import { cardCommands } from './card/commands.ts'
import { pinQueries } from './card/pin-queries.ts'
import { cardPublicReads } from './card/public-reads.ts'
import { cardQueries } from './card/queries.ts'
import { receiptPress } from './card/receipt-press.ts'
import { receiptQueries } from './card/receipt-queries.ts'
import { cardTasks } from './card/tasks.ts'
import { caseConcerns } from './case-concerns.ts'
import type { Config } from './config.ts'
import { distributionCommands } from './distribution/commands.ts'
import { distributionQueries } from './distribution/queries.ts'
import { distributionTasks } from './distribution/tasks.ts'
import { eCardCommands } from './e-card/commands.ts'
import { eCardQueries } from './e-card/queries.ts'
import { codeReader } from './e-card/read-code.ts'
import { walletCommands } from './e-card/wallet-commands.ts'
import { holderCommands } from './holder/commands.ts'
import { holderQueries } from './holder/queries.ts'
import { loadStanding } from './holder/store.ts'
import { holderTasks } from './holder/tasks.ts'
import { openBlobStore } from './kernel/blob/blob-store.ts'
import type { Custodian } from './kernel/custody/custodian.ts'
import { openCustodyOf } from './kernel/custody/custody-of-database.ts'
import type { SealedColumn } from './kernel/custody/sealed-column.ts'
import type { Database } from './kernel/database/database.ts'
import { openDatabase } from './kernel/database/open-database.ts'
import { createExecutor, type Executor } from './kernel/execute.ts'
import type { KernelParts } from './kernel/parts.ts'
import type { PublicRead } from './kernel/public-read.ts'
import { createReader, type Reader } from './kernel/read.ts'
import { openTasks, type TaskHandler } from './kernel/tasks.ts'
import { ledgerCommands } from './ledger/commands.ts'
import { ledgerQueries } from './ledger/queries.ts'
import { ledgerTasks } from './ledger/tasks.ts'
import { createOutbox, type Outbox } from './message/message-gateway.ts'
import { messageTasks } from './message/tasks.ts'
import { oversightQueries } from './oversight/queries.ts'
import { citeRule } from './policy/cite-rule.ts'
import { policyCommands } from './policy/commands.ts'
import { openPolicyCache } from './policy/policy-cache.ts'
import { policyPublicReads, policyQueries } from './policy/queries.ts'
import { summariseRules } from './policy/report-rules.ts'
import { createPresenter } from './presentation/presenter.ts'
import { chipKeyCommands } from './production/chip-key-commands.ts'
import { chipKeyQueries } from './production/chip-key-queries.ts'
import { chipKeyTasks } from './production/chip-key-tasks.ts'
import { productionCommands } from './production/commands.ts'
import { productionPublicReads } from './production/public-reads.ts'
import { productionQueries } from './production/queries.ts'
import { reconciliationCommands } from './reconciliation/commands.ts'
import { reconciliationQueries } from './reconciliation/queries.ts'
import { reconciliationTasks } from './reconciliation/tasks.ts'
import { cardApplicationCommands } from './service/card-application-commands.ts'
import { cardApplicationQueries } from './service/card-application-queries.ts'
import { catalogueCommands } from './service/catalogue-commands.ts'
import { catalogueQueries } from './service/catalogue-queries.ts'
import { cataloguePublicReads } from './service/catalogue-reads.ts'
import { serviceCommands } from './service/commands.ts'
import { integrationCommands } from './service/integration-commands.ts'
import { integrationQueries } from './service/integration-queries.ts'
import { servicePublicReads } from './service/queries.ts'
import { ratingCommands } from './service/rating-commands.ts'
import { ratingQueries } from './service/rating-queries.ts'
import { serviceTasks } from './service/tasks.ts'
import { benefitCommands } from './settlement/benefit/commands.ts'
import { benefitPublicReads, benefitQueries } from './settlement/benefit/queries.ts'
import { benefitTasks } from './settlement/benefit/tasks.ts'
import { feeCommands } from './settlement/fee/commands.ts'
import { feePublicReads, feeQueries } from './settlement/fee/queries.ts'
import { medicalCommands } from './settlement/medical/commands.ts'
import { medicalPublicReads, medicalQueries } from './settlement/medical/queries.ts'
import { statusListCommands } from './status-list/commands.ts'
import { listBook } from './status-list/list-book.ts'
import { type ListTokens, listTokens } from './status-list/list-tokens.ts'
import { publisher } from './status-list/publisher.ts'
import { terminalCommands } from './terminal/commands.ts'
import { terminalPublicReads, terminalQueries } from './terminal/queries.ts'
import { networkCache } from './travel/network-store.ts'
import { purseCommands } from './travel/purse-commands.ts'
import { travelPublicReads, travelQueries } from './travel/queries.ts'
import { tapCommands } from './travel/tap-commands.ts'
import { travelTasks } from './travel/tasks.ts'
import { useCommands } from './use/commands.ts'
import { useQueries } from './use/queries.ts'
import { useTasks } from './use/tasks.ts'

/** The platform on its database, without a face: what the server, the imports and the benchmarks stand on. */
export interface Platform {
  readonly db: Database
  readonly databaseUrl: string
  readonly ownerUrl: string
  readonly custodian: Custodian
  readonly outbox: Outbox
  /** What the kernel runs on; a benchmark puts another connection under it. */
  readonly parts: KernelParts
  readonly executor: Executor
  readonly reader: Reader
  readonly publicReads: readonly PublicRead[]
  /** The signed status lists, as terminals and wallets fetch them. */
  readonly statusLists: ListTokens
  /** A figure of the rules today. */
  figure(key: string): number
  /** What the start says about the rules: figures without a source, a calendar that ends. */
  rulesInBrief(): readonly string[]
  clock(): Instant
  /** Begins the work that runs by itself: tasks of the outbox and scheduled jobs. */
  work(): Promise<void>
  close(): Promise<void>
}

export interface PlatformOptions extends Pick<Config, 'dataDirectory' | 'databaseUrl' | 'custodyDirectory' | 'suite'> {
  /** Writes an error of ours into the log under its incident number; never personal data. */
  report(error: unknown, incident?: string): void
  /** Where people reach the pages; who serves none says nothing. */
  pagesAt?(): string
}

/** Assembles the whole platform; what a chapter needs is handed to it here and nowhere else. */
export async function openPlatform(options: PlatformOptions): Promise<Platform> {
  const { report, pagesAt = () => '' } = options
  const clock = (): Instant => instantOf(Date.now())
  const today = (): Day => dayOf(clock())
  const database = await openDatabase({
    dataDirectory: options.dataDirectory,
    ...(options.databaseUrl === undefined ? {} : { databaseUrl: options.databaseUrl }),
  })
  const { db } = database
  // After the database: its lock says that this process alone works in the data directory.
  const custodian = await openCustodyOf(
    db,
    { directory: options.custodyDirectory, suite: options.suite },
    clock(),
  ).catch(async (error: unknown) => {
    await database.close()
    throw error
  })
  const policy = await openPolicyCache(db, { report })
  const blobs = openBlobStore(path.join(options.dataDirectory, 'blobs'))
  const outbox = createOutbox(db, custodian, clock)
  const { policyReader } = policy
  const cite = citeRule(policy.book)
  const press = receiptPress()

  const handlers: TaskHandler[] = []
  const parts: KernelParts = {
    db,
    clock,
    fingerprint: (text) => custodian.blindIndex('command-input', text),
    policyReader,
    standing: loadStanding,
    caseConcerns,
    enqueue: (tx, tasks) => runner.enqueue(tx, tasks),
    report,
    openField: ({ personId, key }, column, sealed) =>
      custodian.open(Buffer.from(key, 'base64'), personId, column as SealedColumn, Buffer.from(sealed, 'base64')),
  }
  const readCode = codeReader({ db, clock, custodian, policyReader })
  const networks = networkCache()
  const presenter = createPresenter({ db, custodian, readCode })
  const executor = createExecutor(parts, [
    ...policyCommands(),
    ...serviceCommands(),
    ...ratingCommands({ db, custodian, clock }),
    ...catalogueCommands({ clock }),
    ...cardApplicationCommands({ db }),
    ...integrationCommands({ custodian }),
    ...bankCommands(),
    ...holderCommands({ custodian }),
    ...applicationCommands({ db, custodian, blobs, clock, policyReader }),
    ...productionCommands({ db, custodian, blobs, clock, policyReader }),
    ...chipKeyCommands,
    ...distributionCommands({ custodian }),
    ...cardCommands({ custodian }),
    ...chipCommands({ db, custodian }),
    ...eCardCommands({ custodian }),
    ...walletCommands({ custodian }),
    ...accessCommands,
    ...ledgerCommands,
    ...reconciliationCommands,
    ...useCommands({ custodian, presenter }),
    ...tapCommands({ clock, policyReader, networks, presenter }),
    ...purseCommands({ presenter }),
    ...benefitCommands({ db, custodian }),
    ...medicalCommands({ db, custodian, clock, cite }),
    ...feeCommands({ db, custodian, clock, cite }),
    ...statusListCommands,
    ...terminalCommands,
  ])
  const reader = createReader(parts, [
    ...policyQueries(policy, today),
    ...ratingQueries({ custodian, clock }),
    ...catalogueQueries,
    ...cardApplicationQueries({ cache: policy, clock }),
    ...integrationQueries({ cache: policy, clock }),
    ...holderQueries({ custodian }),
    ...applicationQueries({ custodian, blobs, clock, policyReader }),
    ...productionQueries({ custodian, blobs, clock, policyReader }),
    ...chipKeyQueries,
    ...distributionQueries,
    ...cardQueries({ clock, custodian }),
    ...receiptQueries({ custodian, press, pagesAt }),
    ...pinQueries({ clock, policyReader }),
    ...chipQueries({ custodian, clock, policyReader }),
    ...eCardQueries({ custodian, clock, policyReader, publicUrl: pagesAt }),
    ...accessQueries({ custodian }),
    ...oversightQueries({ clock, policyReader }),
    ...terminalQueries({ clock, policyReader }),
    ...ledgerQueries({ clock }),
    ...reconciliationQueries({ clock, policyReader, custodian }),
    ...useQueries({ clock, policyReader }),
    ...travelQueries({ clock, policyReader, networks, book: () => policy.book() }),
    ...benefitQueries({ custodian, clock }),
    ...medicalQueries({ clock, custodian }),
    ...feeQueries,
  ])
  handlers.push(
    ...holderTasks({ executor, clock }),
    ...applicationTasks({ db, blobs, executor, clock, policyReader }),
    ...chipKeyTasks({ db, executor, custodian }),
    ...distributionTasks({ db, executor, clock, policyReader }),
    ...cardTasks({ db, executor, clock, policyReader }),
    ...serviceTasks({ db, executor, clock }),
    ...ledgerTasks({ db, executor, clock }),
    ...reconciliationTasks({ db, executor, clock }),
    ...messageTasks({ db, custodian, outbox }),
    ...useTasks({ executor }),
    ...travelTasks({ db, executor, clock, policyReader }),
    ...benefitTasks({ db, executor, clock }),
  )
  const runner = await openTasks(
    database.url,
    handlers.map(({ queue }) => queue),
    report,
  )
  const figure = (key: string): number => policyReader(systemActor, clock()).number(key)
  const book = listBook(db)
  const lists = publisher({ db, executor, book, figure, report })
  return {
    db,
    databaseUrl: database.url,
    ownerUrl: database.ownerUrl,
    custodian,
    outbox,
    parts,
    executor,
    reader,
    publicReads: [
      ...policyPublicReads(policy, today),
      ...bankPublicReads(clock),
      ...cardPublicReads({ custodian }),
      ...productionPublicReads({ custodian }),
      ...servicePublicReads(policy, today),
      ...cataloguePublicReads({ cache: policy, today }),
      ...accessPublicReads,
      ...terminalPublicReads({ clock, policyReader }),
      ...travelPublicReads({ clock, policyReader, networks, book: () => policy.book() }),
      ...benefitPublicReads,
      ...medicalPublicReads({ clock }),
      ...feePublicReads({ clock, cite }, (now) => policyReader(systemActor, now)),
    ],
    statusLists: listTokens({
      book,
      documents: custodian.documents,
      address: () => `${pagesAt()}/status-lists/`,
      clock,
      figure,
    }),
    figure,
    rulesInBrief: () => summariseRules(policy.book(), today()),
    clock,
    async work() {
      await runner.work(handlers)
      lists.start()
    },
    async close() {
      await lists.stop()
      await runner.stop()
      await press.close()
      await policy.close()
      await database.close()
      custodian.close()
    },
  }
}
