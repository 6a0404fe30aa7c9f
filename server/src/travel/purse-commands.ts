import type { Actor } from '@yika/core/access/actor.ts'
import type { Card } from '@yika/core/card/card.ts'
import type { Refused } from '@yika/core/decision/decision.ts'
import type { Transfer } from '@yika/core/ledger/transfer.ts'
import type { EarlierProof } from '@yika/core/presentation/judge-proof.ts'
import type { Presented } from '@yika/core/presentation/presentation.ts'
import type { Agreement } from '@yika/core/service/agreement.ts'
import { type CardApplication, cardApplicationId } from '@yika/core/service/card-application.ts'
import type { CatalogueEntry } from '@yika/core/service/catalogue-entry.ts'
import type { UseFacts } from '@yika/core/service/judge-use.ts'
import type { ServiceOnCard } from '@yika/core/service/load-service.ts'
import {
  approvePurseCase,
  decidePurseCase,
  openPurseCase,
  type PurseHolder,
} from '@yika/core/travel/decide-purse-case.ts'
import { refundParkTicket, sellParkTicket, ticketService } from '@yika/core/travel/park-ticket.ts'
import type { PurseCase } from '@yika/core/travel/purse-case.ts'
import * as schema from '@yika/core/travel/schema.ts'
import { closeTopUp, openTopUp, topUpPurse } from '@yika/core/travel/top-up-purse.ts'
import { type CardKey, cardsByKeys, cardsOfPersons } from '../card/store.ts'
import { type Command, command, type Request } from '../kernel/command.ts'
import type { Transaction } from '../kernel/database/database.ts'
import type { Stored } from '../kernel/stream.ts'
import { type LedgerWorld, ledgerConflicts, transferStream, transfersByIds } from '../ledger/store.ts'
import type { Presenter } from '../presentation/presenter.ts'
import { applicationsOfPersons, cardApplicationStream } from '../service/application-store.ts'
import { agreementsOf, serviceById } from '../service/catalogue-store.ts'
import { atWorkingTerminal } from '../terminal/at-working-terminal.ts'
import { proofsThatCounted } from '../use/store.ts'
import { type HeldFacts, useFactsOf } from '../use/use-facts.ts'
import { loadPurses, purseCaseStream, purseCasesOf, ticketUsed } from './purse-store.ts'
import { proofsAtGates } from './tap-store.ts'
import { applicationsIn, factsNow, knownCard, lockTravellers } from './travel-world.ts'

interface TopUpWorld extends PurseWorld {
  readonly agreements: Awaited<ReturnType<typeof agreementsOf>>
}

interface PurseWorld extends LedgerWorld {
  readonly 'card-application': Map<string, Stored<CardApplication>>
  readonly facts: ReadonlyMap<string, HeldFacts>
}

interface CaseWorld extends LedgerWorld {
  readonly 'card-application': Map<string, Stored<CardApplication>>
  readonly 'purse-case': Map<string, Stored<PurseCase>>
  readonly cards: ReadonlyMap<string, Card>
}

interface SaleWorld extends PurseWorld {
  readonly agreements: Awaited<ReturnType<typeof agreementsOf>>
  readonly services: ReadonlyMap<string, CatalogueEntry>
  readonly cards: ReadonlyMap<string, Card>
  readonly proofs: readonly EarlierProof[]
}

interface RefundWorld extends LedgerWorld {
  readonly 'card-application': Map<string, Stored<CardApplication>>
  readonly used: ReadonlySet<string>
}

/** Money into and out of purses, the annual ticket, and what becomes of both when a card ends. */
export function purseCommands({ presenter }: { readonly presenter: Presenter }): readonly Command[] {
  const money = { conflicts: ledgerConflicts, streams: [cardApplicationStream, transferStream] }
  return atWorkingTerminal([
    command<typeof schema.topUpPurse, TopUpWorld>({
      operation: schema.topUpPurse,
      load: loadTopUps,
      subject: (_world, { personId }, actor) => subjectAt(personId, actor.officeId),
      decide: (world, input, context) =>
        topUpPurse(ownFacts(world, input), input, agreementsAt(world, context.actor), world.balances, context),
      ...money,
    }),
    command<typeof schema.openTopUp, TopUpWorld>({
      operation: schema.openTopUp,
      load: loadTopUps,
      subject: (_world, { personId }, actor) => subjectAt(personId, actor.officeId),
      decide: (world, input, context) =>
        openTopUp(ownFacts(world, input), input, agreementsAt(world, context.actor), world.balances, context),
      ...money,
    }),
    command<typeof schema.closeTopUp, PurseWorld>({
      operation: schema.closeTopUp,
      async load(tx, requests) {
        const inputs = requests.map(({ input }) => input)
        const world = await loadPurseWorld(tx, inputs)
        const keys = inputs.map(({ personId, topUpId }) => ({ personId, transferId: topUpId }))
        return { ...world, transfer: await transfersByIds(tx, keys) }
      },
      // Whoever began to write says how it went.
      subject: ({ transfer }, { personId, topUpId }) =>
        subjectAt(personId, transfer.get(topUpId)?.partner ?? undefined),
      decide: ({ transfer, balances }, input) => closeTopUp(transfer.get(input.topUpId), input, balances),
      ...money,
    }),
    command<typeof schema.openPurseCase, CaseWorld>({
      operation: schema.openPurseCase,
      load: (tx, requests) =>
        loadCases(
          tx,
          requests.map(({ input }) => input.personId),
        ),
      subject: (_world, { personId }) => ({ personId }),
      decide: (world, input, context) => openPurseCase(holderOf(world, input.personId), input, context),
      conflicts: { purse_case_open: 'purse-case-open' },
      streams: [purseCaseStream],
    }),
    command<typeof schema.decidePurseCase, CaseWorld>({
      operation: schema.decidePurseCase,
      load: (tx, requests) =>
        loadCases(
          tx,
          requests.map(({ input }) => input.personId),
        ),
      subject: (_world, { personId }) => ({ personId }),
      decide: (world, { personId, caseId, way }, context) =>
        decidePurseCase(caseOf(world, personId, caseId), way, holderOf(world, personId), context),
      conflicts: ledgerConflicts,
      streams: [purseCaseStream, cardApplicationStream, transferStream],
    }),
    command<typeof schema.approvePurseCase, CaseWorld>({
      operation: schema.approvePurseCase,
      load: (tx, requests) =>
        loadCases(
          tx,
          requests.map(({ input }) => input.personId),
        ),
      subject: (_world, { personId }) => ({ personId }),
      decide: (world, { personId, caseId, version }, context) =>
        approvePurseCase(caseOf(world, personId, caseId), { version }, holderOf(world, personId), context),
      conflicts: ledgerConflicts,
      streams: [purseCaseStream, cardApplicationStream, transferStream],
    }),
    command<typeof schema.sellParkTicket, SaleWorld, { readonly presented: Presented | Refused }>({
      operation: schema.sellParkTicket,
      async prepare({ presentation }, actor) {
        const asker = { terminalId: null, institutionId: actor.officeId ?? '', serviceId: ticketService }
        return { presented: await presenter.resolve(presentation, asker) }
      },
      async load(tx, requests) {
        const cards = requests.flatMap(({ input }) => knownCard(input.presented))
        const world = await loadPurseWorld(tx, cards)
        const [agreements, services, rows, atGates, inUse] = await Promise.all([
          agreementsOf(
            tx,
            requests.map(({ actor }) => actor.officeId ?? ''),
          ),
          serviceById(tx, [ticketService]),
          cardsByKeys(tx, cards),
          proofsAtGates(tx, cards),
          proofsThatCounted(tx, cards),
        ])
        return { ...world, agreements, services, cards: rows, proofs: [...atGates, ...inUse] }
      },
      subject: (_world, { presented }, actor) =>
        subjectAt('accepted' in presented ? undefined : presented.personId, actor.officeId),
      decide(world, { presented }, context) {
        const agreements = world.agreements.get(context.actor.officeId ?? '') ?? []
        const earlier = knownCard(presented).map(({ cardId, proofKey }) =>
          world.proofs.find((one) => one.cardId === cardId && one.proofKey === proofKey),
        )[0]
        return sellParkTicket({ presented, earlier }, ticketOn(world, presented), agreements, world.balances, context)
      },
      ...money,
    }),
    command<typeof schema.refundParkTicket, RefundWorld>({
      operation: schema.refundParkTicket,
      async load(tx, requests) {
        const asked = requests.map(({ input }) => input)
        const personIds = asked.map(({ personId }) => personId)
        await lockTravellers(tx, personIds)
        const [applications, transfer, used] = await Promise.all([
          applicationsOfPersons(tx, personIds),
          transfersByIds(
            tx,
            asked.map(({ personId, receiptId }) => ({ personId, transferId: receiptId })),
          ),
          ticketUsed(tx, asked),
        ])
        return { 'card-application': applications, transfer, balances: new Map(), used }
      },
      subject: ({ transfer }, { personId, receiptId }) =>
        subjectAt(personId, transfer.get(receiptId)?.partner ?? undefined),
      decide(world, { cardId, receiptId }, context) {
        const sale: Transfer | undefined = world.transfer.get(receiptId)
        const application = world['card-application'].get(cardApplicationId({ cardId, serviceId: ticketService }))
        const of = { cardId, used: world.used.has(receiptId) }
        return refundParkTicket(sale, application, of, world.balances, context)
      },
      ...money,
    }),
  ])
}

async function loadTopUps(tx: Transaction, requests: readonly Request<CardKey>[]): Promise<TopUpWorld> {
  const world = await loadPurseWorld(
    tx,
    requests.map(({ input }) => input),
  )
  const agreements = await agreementsOf(
    tx,
    requests.flatMap(({ actor }) => actor.officeId ?? []),
  )
  return { ...world, agreements }
}

/** The facts of the card of this very person: another request of the batch may have brought those of somebody else's. */
function ownFacts(world: PurseWorld, { personId, cardId }: CardKey): UseFacts | undefined {
  return world.facts.get(cardId)?.personId === personId ? factsNow(world, cardId) : undefined
}

function agreementsAt({ agreements }: Pick<TopUpWorld, 'agreements'>, { officeId }: Actor): readonly Agreement[] {
  return agreements.get(officeId ?? '') ?? []
}

async function loadPurseWorld(tx: Transaction, cards: readonly CardKey[]): Promise<PurseWorld> {
  await lockTravellers(
    tx,
    cards.map(({ personId }) => personId),
  )
  const [facts, balances] = await Promise.all([useFactsOf(tx, cards), loadPurses(tx, cards)])
  return { facts, balances, transfer: new Map(), 'card-application': applicationsIn(facts) }
}

async function loadCases(tx: Transaction, personIds: readonly string[]): Promise<CaseWorld> {
  await lockTravellers(tx, personIds)
  const [cards, applications, cases] = await Promise.all([
    cardsOfPersons(tx, personIds),
    applicationsOfPersons(tx, personIds),
    purseCasesOf(tx, personIds),
  ])
  const balances = await loadPurses(tx, [...cards.values()])
  return { cards, balances, transfer: new Map(), 'card-application': applications, 'purse-case': cases }
}

function holderOf(world: CaseWorld, personId: string): PurseHolder {
  const ofPerson = <Row extends { readonly personId: string }>(rows: Iterable<Row>) =>
    [...rows].filter((row) => row.personId === personId)
  return {
    cards: ofPerson(world.cards.values()),
    applications: ofPerson(world['card-application'].values()),
    cases: ofPerson(world['purse-case'].values()),
    balances: world.balances,
  }
}

function caseOf(world: CaseWorld, personId: string, caseId: string): Stored<PurseCase> | undefined {
  const found = world['purse-case'].get(caseId)
  return found?.personId === personId ? found : undefined
}

function ticketOn(world: SaleWorld, presented: Presented | Refused): ServiceOnCard | undefined {
  if ('accepted' in presented) return undefined
  const { personId, cardId } = presented
  const [facts, service, card] = [factsNow(world, cardId), world.services.get(ticketService), world.cards.get(cardId)]
  if (facts === undefined || service === undefined || card === undefined) return undefined
  const application = world['card-application'].get(cardApplicationId({ cardId, serviceId: ticketService }))
  return { facts: { ...facts, person: { ...facts.person, personId }, card }, service, application }
}

function subjectAt(personId: string | undefined, officeId: string | undefined) {
  return { ...(personId === undefined ? {} : { personId }), ...(officeId === undefined ? {} : { officeId }) }
}
