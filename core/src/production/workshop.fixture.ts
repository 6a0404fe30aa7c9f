import type { Actor } from '../access/actor.ts'
import { type Application, type ApplicationEvent, evolveApplication } from '../application/application.ts'
import type { Day, Instant } from '../calendar/instant.ts'
import { type CancelReason, type Card, type CardEvent, cardEvent } from '../card/card.ts'
import { evolve } from '../card/evolve.ts'
import type { Decision, DecisionContext, DomainEvent } from '../decision/decision.ts'
import { type Batch, type BatchEvent, evolveBatch } from './batch.ts'
import { type BlankStock, type BlankStockEvent, evolveBlankStock } from './blank-stock.ts'
import type { ComparedCard, ComparedFile } from './compare-returned.ts'
import { exportToBank } from './export-to-bank.ts'
import { exportToFactory } from './export-to-factory.ts'
import type { FactoryKey } from './factory-key.ts'
import { formBatches } from './form-batches.ts'
import { evolveLine, type Line, type LineEvent } from './line.ts'
import type { LineWithApplication } from './line-with-card.ts'
import { releaseBatch } from './release-batch.ts'
import { requestCertificates } from './request-certificates.ts'
import { takeBankReturn } from './take-bank-return.ts'
import { takeCertificates } from './take-certificates.ts'
import { takeFactoryReturn } from './take-factory-return.ts'

export const at = '2026-11-23T02:00:00.000Z' as Instant
export const manager: Actor = { id: 'm1', role: 'production-manager', organisationId: 'bureau' }
export const second: Actor = { ...manager, id: 'm2' }
export const clerk: Actor = { id: 'c1', role: 'bank-clerk', organisationId: 'bank', bankId: 'b1', officeId: 'o1' }

export function context(actor: Actor, size = 500): DecisionContext {
  const figures: Record<string, number | string> = {
    'production.batch-size': size,
    'card.validity': 10,
    'production.remakes-most': 1,
    'card.expiry-day-inclusive': 'same-day',
    'pin.initial-lifetime': 30,
    'pin.server-tries': 6,
  }
  return {
    now: at,
    today: '2026-11-23' as Day,
    actor,
    standing: {},
    policy: {
      number: (key) => figures[key] as number,
      text: (key) => String(figures[key]),
      flag: () => false,
    },
    newId,
  }
}

export const proven = { good: true, keyVersion: 1, counter: 7, pinVerifier: 'verifier' } as const
export const publicKey = { sm2: `04${'AB'.repeat(64)}`, x25519: null }
export const agreedKey: FactoryKey = {
  ...{ makerId: 'factory', key: publicKey, setBy: 'm1', confirmedBy: 'm2', waiting: null, waitingBy: null },
  changedAt: at,
}

let ids = 0
function newId(): string {
  ids += 1
  return `00000000-0000-7000-8000-${ids.toString(16).padStart(12, '0')}`
}

export function application(id: number, change: Partial<Application> = {}): Application {
  return {
    personId: `p${id}`,
    applicationId: `a${id}`,
    status: 'accepted',
    kind: 'first-issue',
    reason: 'first',
    channel: 'online',
    bankId: 'b1',
    outletId: 'o1',
    delivery: 'outlet',
    district: '110105',
    groundId: 'g',
    applicant: { as: 'holder', personId: `p${id}` },
    guardianConsent: null,
    dutyShown: null,
    groupId: null,
    photoId: null,
    replaces: null,
    cardId: null,
    instantOutletId: null,
    submittedAt: at,
    acceptedAt: at,
    promise: null,
    newPromisedOn: null,
    warnedAt: null,
    trouble: null,
    attempts: 0,
    readyAt: null,
    collectedAt: null,
    changedAt: at,
    ...change,
  }
}

/** All books of a small workshop; `accept` folds what a decision says, as the kernel does. */
export class Workshop {
  readonly applications = new Map<string, Application>()
  readonly cards = new Map<string, Card>()
  readonly lines = new Map<string, Line>()
  readonly batches = new Map<string, Batch>()
  readonly stocks = new Map<string, BlankStock>()
  private number = 0

  constructor(count: number, blanks = 1000) {
    for (let id = 1; id <= count; id += 1) this.applications.set(`a${id}`, application(id))
    this.fold({
      stream: 'blank-stock',
      id: 'factory',
      personId: null,
      name: 'blanks-issued',
      data: { placeKind: 'factory', count: blanks, source: 'note 1' },
    })
  }

  takeNumber = (): string => {
    this.number += 1
    return `N${String(this.number).padStart(8, '0')}`
  }

  accept<Answer>(decision: Decision<DomainEvent, Answer>): Answer {
    if (!decision.accepted) throw new Error(JSON.stringify(decision))
    for (const event of decision.events) this.fold(event)
    return decision.answer
  }

  /** What the chapter of the card does when the register reports a death, a move, or an officer ends the card. */
  end(cardId: string, reason: CancelReason): void {
    const { personId } = this.cards.get(cardId) as Card
    this.fold(cardEvent({ personId, cardId }, 'social-cancelled', { reason, supersededBy: null }))
  }

  private fold(event: DomainEvent): void {
    switch (event.stream) {
      case 'application':
        this.applications.set(
          event.id,
          evolveApplication(this.applications.get(event.id), event as ApplicationEvent, at),
        )
        break
      case 'card':
        this.cards.set(event.id, evolve(this.cards.get(event.id), event as CardEvent, at))
        break
      case 'line':
        this.lines.set(event.id, evolveLine(this.lines.get(event.id), event as LineEvent, at))
        break
      case 'batch':
        this.batches.set(event.id, evolveBatch(this.batches.get(event.id), event as BatchEvent, at))
        break
      case 'blank-stock':
        this.stocks.set(event.id, evolveBlankStock(this.stocks.get(event.id), event as BlankStockEvent, at))
        break
      default:
        throw new Error(`no book for ${event.stream}`)
    }
  }

  form(size = 500): Batch {
    const queue = [...this.applications.values()].map((one) => ({
      application: one,
      person: { lifeStatus: 'alive', nameOnChip: 'fits' } as const,
    }))
    const input = { bankId: 'b1', district: '110105' }
    const { batches } = this.accept(formBatches(input, queue, this.takeNumber, context(manager, size)))
    return this.batch(batches[0]?.batchId as string)
  }

  batch(batchId: string): Batch {
    return this.batches.get(batchId) as Batch
  }

  members(batch: Batch): LineWithApplication[] {
    return [...this.lines.values()]
      .filter((line) => line.batchId === batch.batchId)
      .map((line) => ({
        line,
        card: this.cards.get(line.cardId) as Card,
        application: this.applications.get(line.applicationId) as Application,
      }))
  }

  atBank(batchId: string): void {
    this.accept(releaseBatch(this.batch(batchId), context(second)))
    this.accept(exportToBank(this.batch(batchId), this.members(this.batch(batchId))))
  }
}

export function compared(line: Line, change: Partial<ComparedCard> = {}): ComparedCard {
  return {
    sequence: line.sequence,
    cardNumber: line.cardNumber,
    fileLine: line.sequence + 2,
    identityAgrees: true,
    bankAgrees: true,
    accountAgrees: true,
    sealedAccount: 'sealed',
    issuedOn: '2026-11-23' as Day,
    validUntil: '2036-11-23' as Day,
    identificationCode: '110000D15600000500BF7C7A48FB4966',
    resetInformation: '00814E43238697159900BF7C7A',
    boxPosition: '1-1',
    failedStage: '',
    failedReason: '',
    ...change,
  }
}

export function file(cards: readonly ComparedCard[], fingerprint = 'f1'): ComparedFile {
  return { batchNumber: 'any', fingerprint, cards }
}

export function refusal(decision: Decision<DomainEvent, unknown>): string {
  return decision.accepted ? 'accepted' : decision.code
}

/** Takes a fresh batch to the factory's return. */
export function produce(workshop: Workshop, made: (line: Line) => ComparedCard): Batch {
  const { batchId } = workshop.form()
  workshop.atBank(batchId)
  const lines = () => workshop.members(workshop.batch(batchId))
  workshop.accept(takeBankReturn(workshop.batch(batchId), lines(), file(lines().map(({ line }) => compared(line)))))
  workshop.accept(requestCertificates(workshop.batch(batchId), lines(), 'ca'))
  const results = lines().map(({ line }) => ({ cardNumber: line.cardNumber, fileLine: 0, code: 0, serial: 'AB' }))
  workshop.accept(takeCertificates(workshop.batch(batchId), lines(), { fingerprint: 'c1', results }))
  const maker = { makerId: 'factory', stock: workshop.stocks.get('factory'), key: agreedKey, keyVersion: 1 }
  workshop.accept(exportToFactory(workshop.batch(batchId), lines(), maker))
  const cards = lines().map(({ line }) => made(line))
  const stock = workshop.stocks.get('factory')
  workshop.accept(takeFactoryReturn(workshop.batch(batchId), lines(), stock, file(cards, 'f3'), context(manager)))
  return workshop.batch(batchId)
}
