import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Actor } from '../access/actor.ts'
import { type Application, type ApplicationEvent, evolveApplication } from '../application/application.ts'
import type { Day, Instant } from '../calendar/instant.ts'
import { tellingBanks } from '../card/bank-notice.ts'
import { type CancelReason, type Card, type CardEvent, cardEvent } from '../card/card.ts'
import { evolve } from '../card/evolve.ts'
import { type Accepted, accept, type Decision, type DecisionContext, type DomainEvent } from '../decision/decision.ts'
import { type Batch, type BatchEvent, evolveBatch } from './batch.ts'
import { type BlankStock, type BlankStockEvent, blankStockEvent, evolveBlankStock } from './blank-stock.ts'
import { cancelBatch } from './cancel-batch.ts'
import type { ComparedCard, ComparedFile } from './compare-returned.ts'
import { exportToBank } from './export-to-bank.ts'
import { exportToFactory } from './export-to-factory.ts'
import { evolveFactoryKey, type FactoryKey, factoryKeyEvent } from './factory-key.ts'
import { formBatches } from './form-batches.ts'
import { issueInstantly } from './issue-instantly.ts'
import { evolveLine, type Line, type LineEvent } from './line.ts'
import type { LineWithApplication } from './line-with-card.ts'
import { reconcileBatch } from './reconcile-batch.ts'
import { releaseBatch } from './release-batch.ts'
import { replaceKeys } from './replace-keys.ts'
import { requestCertificates } from './request-certificates.ts'
import { returnInstantCard } from './return-instant-card.ts'
import { reworkLine } from './rework-line.ts'
import { shipToOutlet } from './ship-to-outlet.ts'
import { spoilCard } from './spoil-card.ts'
import { takeBankReturn } from './take-bank-return.ts'
import { takeCertificates } from './take-certificates.ts'
import { takeFactoryReturn } from './take-factory-return.ts'

const at = '2026-11-23T02:00:00.000Z' as Instant
const manager: Actor = { id: 'm1', role: 'production-manager', organisationId: 'bureau' }
const second: Actor = { ...manager, id: 'm2' }
const clerk: Actor = { id: 'c1', role: 'bank-clerk', organisationId: 'bank', bankId: 'b1', officeId: 'o1' }

function context(actor: Actor, size = 500): DecisionContext {
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

const proven = { good: true, keyVersion: 1, counter: 7, pinVerifier: 'verifier' } as const
const publicKey = { sm2: `04${'AB'.repeat(64)}`, x25519: null }
const agreedKey: FactoryKey = {
  ...{ makerId: 'factory', key: publicKey, setBy: 'm1', confirmedBy: 'm2', waiting: null, waitingBy: null },
  changedAt: at,
}

let ids = 0
function newId(): string {
  ids += 1
  return `00000000-0000-7000-8000-${ids.toString(16).padStart(12, '0')}`
}

function application(id: number, change: Partial<Application> = {}): Application {
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
class Workshop {
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
    assert.equal(decision.accepted, true, JSON.stringify(decision))
    const { events, answer } = decision as Accepted<DomainEvent, Answer>
    for (const event of events) this.fold(event)
    return answer
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

function compared(line: Line, change: Partial<ComparedCard> = {}): ComparedCard {
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

function file(cards: readonly ComparedCard[], fingerprint = 'f1'): ComparedFile {
  return { batchNumber: 'any', fingerprint, cards }
}

function refusal(decision: Decision<DomainEvent, unknown>): string {
  return decision.accepted ? 'accepted' : decision.code
}

test('M3.1: accepted applications of a bank and district enter batches of the size of the rules, each once', () => {
  const workshop = new Workshop(5)
  workshop.applications.set('a9', application(9, { district: '110101' }))
  workshop.applications.set('a8', application(8, { instantOutletId: 'o1' }))
  workshop.form(2)
  assert.deepEqual(
    [...workshop.batches.values()].map((batch) => batch.ordered),
    [2, 2, 1],
  )
  assert.equal(workshop.lines.size, 5)
  assert.equal(new Set([...workshop.cards.values()].map((card) => card.cardNumber)).size, 5)
  assert.equal(workshop.applications.get('a1')?.status, 'in-production')
  assert.equal(workshop.applications.get('a8')?.status, 'accepted')
  assert.equal(workshop.applications.get('a9')?.status, 'accepted')
})

test('M4.3: a name that does not fit the chip, or a report of death, keeps an application out of a batch', () => {
  const queue = [
    { application: application(1), person: { lifeStatus: 'alive', nameOnChip: 'needs-clerk' } as const },
    { application: application(2), person: { lifeStatus: 'death-reported', nameOnChip: 'fits' } as const },
  ]
  const input = { bankId: 'b1', district: '110105' }
  assert.equal(refusal(formBatches(input, queue, () => 'N00000001', context(manager))), 'batch-nothing-to-make')
})

test('M14.8: a batch is released by another person than the one who formed it', () => {
  const workshop = new Workshop(1)
  const batch = workshop.form()
  assert.equal(refusal(releaseBatch(batch, context(manager))), 'same-person-twice')
  workshop.accept(releaseBatch(batch, context(second)))
  assert.equal(workshop.batch(batch.batchId).releasedBy, 'm2')
})

test('M13.3: the same return file twice gives the same answer and no second effect; another one is refused', () => {
  const workshop = new Workshop(2)
  const { batchId } = workshop.form()
  workshop.atBank(batchId)
  const lines = () => workshop.members(workshop.batch(batchId))
  const returned = file(lines().map(({ line }) => compared(line)))
  const first = workshop.accept(takeBankReturn(workshop.batch(batchId), lines(), returned))
  const again = takeBankReturn(workshop.batch(batchId), lines(), returned)
  assert.deepEqual(again, { accepted: true, events: [], answer: first, tasks: [] })
  const other = file(returned.cards, 'f2')
  assert.equal(refusal(takeBankReturn(workshop.batch(batchId), lines(), other)), 'file-already-taken')
})

test('M3.1: a return file must answer for every waiting line, once, and for no other', () => {
  const workshop = new Workshop(2)
  const { batchId } = workshop.form()
  workshop.atBank(batchId)
  const members = workshop.members(workshop.batch(batchId))
  const [one, two] = members.map(({ line }) => compared(line)) as [ComparedCard, ComparedCard]
  const take = (cards: readonly ComparedCard[]) =>
    refusal(takeBankReturn(workshop.batch(batchId), members, file(cards)))
  assert.equal(take([one]), 'file-count-wrong')
  assert.equal(take([one, one]), 'file-card-unknown')
  assert.equal(take([one, two, { ...two, cardNumber: 'N99999999' }]), 'file-card-unknown')
  assert.equal(take([two, one]), 'accepted')
})

test('M4.2: what the factory read back must agree with the register; a mismatch spoils the card and its blank', () => {
  const wrong: [Partial<ComparedCard>, string][] = [
    [{ identityAgrees: false }, 'identity-differs'],
    [{ bankAgrees: false }, 'bank-differs'],
    [{ accountAgrees: false }, 'account-differs'],
    [{ identificationCode: '310000D15600000500BF7C7A48FB4966' }, 'identification-code-wrong'],
    [{ resetInformation: '' }, 'reset-information-wrong'],
    [{ resetInformation: '00814E43238697159900BF7C7B' }, 'identification-code-wrong'],
    [{ issuedOn: '2026-11-24' as Day }, 'issue-day-wrong'],
    [{ validUntil: '2036-11-24' as Day }, 'validity-wrong'],
  ]
  for (const [change, reason] of wrong) {
    const workshop = new Workshop(2)
    const { batchId } = produce(workshop, (line) => compared(line, line.sequence === 1 ? change : {}))
    const [bad, good] = workshop.members(workshop.batch(batchId))
    assert.deepEqual([bad?.line.state, bad?.line.reason, bad?.card.physical], ['making-abnormal', reason, 'spoiled'])
    assert.deepEqual([good?.line.state, good?.card.physical], ['made', 'personalised'])
    const { good: made, spoiled, onHand } = workshop.stocks.get('factory') as BlankStock
    assert.deepEqual([made, spoiled, onHand], [1, 1, 998])
  }
})

/** Takes a fresh batch to the factory's return. */
function produce(workshop: Workshop, made: (line: Line) => ComparedCard): Batch {
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

test('M13.5: a factory without enough blanks gets no batch', () => {
  const workshop = new Workshop(2, 1)
  const { batchId } = workshop.form()
  workshop.atBank(batchId)
  const lines = () => workshop.members(workshop.batch(batchId))
  workshop.accept(takeBankReturn(workshop.batch(batchId), lines(), file(lines().map(({ line }) => compared(line)))))
  workshop.accept(requestCertificates(workshop.batch(batchId), lines(), 'ca'))
  const results = lines().map(({ line }) => ({ cardNumber: line.cardNumber, fileLine: 0, code: 0, serial: 'AB' }))
  workshop.accept(takeCertificates(workshop.batch(batchId), lines(), { fingerprint: 'c1', results }))
  const maker = { makerId: 'factory', stock: workshop.stocks.get('factory'), key: agreedKey, keyVersion: 1 }
  assert.equal(refusal(exportToFactory(workshop.batch(batchId), lines(), maker)), 'blank-stock-short')
})

test('M14.8: a factory on whose key two persons have not agreed gets no batch, nor any before the key ceremony', () => {
  const workshop = new Workshop(1)
  const { batchId } = workshop.form()
  workshop.atBank(batchId)
  const lines = () => workshop.members(workshop.batch(batchId))
  workshop.accept(takeBankReturn(workshop.batch(batchId), lines(), file(lines().map(({ line }) => compared(line)))))
  workshop.accept(requestCertificates(workshop.batch(batchId), lines(), 'ca'))
  const results = lines().map(({ line }) => ({ cardNumber: line.cardNumber, fileLine: 0, code: 0, serial: 'AB' }))
  workshop.accept(takeCertificates(workshop.batch(batchId), lines(), { fingerprint: 'c1', results }))
  const stock = workshop.stocks.get('factory')
  const waiting = evolveFactoryKey(
    undefined,
    factoryKeyEvent('factory', 'factory-key-set', { key: publicKey, setBy: 'm1' }),
    at,
  )
  for (const key of [undefined, waiting])
    assert.equal(
      refusal(exportToFactory(workshop.batch(batchId), lines(), { makerId: 'factory', stock, key, keyVersion: 1 })),
      'factory-key-missing',
    )
  const confirmed = evolveFactoryKey(
    waiting,
    factoryKeyEvent('factory', 'factory-key-confirmed', { key: publicKey, confirmedBy: 'm2' }),
    at,
  )
  const maker = { makerId: 'factory', stock, key: confirmed }
  assert.equal(
    refusal(exportToFactory(workshop.batch(batchId), lines(), { ...maker, keyVersion: undefined })),
    'chip-keys-missing',
  )
  workshop.accept(exportToFactory(workshop.batch(batchId), lines(), { ...maker, keyVersion: 1 }))
})

test('M3.1: certificates still in progress are no result; a failed one is asked again before the factory', () => {
  const workshop = new Workshop(2)
  const { batchId } = workshop.form()
  workshop.atBank(batchId)
  const lines = () => workshop.members(workshop.batch(batchId))
  workshop.accept(takeBankReturn(workshop.batch(batchId), lines(), file(lines().map(({ line }) => compared(line)))))
  workshop.accept(requestCertificates(workshop.batch(batchId), lines(), 'ca'))
  const answers = (...codes: number[]) =>
    lines()
      .filter(({ line }) => line.state === 'has-account')
      .map(({ line }, index) => {
        const code = codes[index] as number
        return { cardNumber: line.cardNumber, fileLine: index + 1, code, serial: code === 0 ? 'AB' : null }
      })
  const take = (fingerprint: string, ...codes: number[]) =>
    takeCertificates(workshop.batch(batchId), lines(), { fingerprint, results: answers(...codes) })
  assert.equal(refusal(take('c0', 0, 10020)), 'certificates-in-progress')
  assert.deepEqual(workshop.accept(take('c1', 0, 10033)), { batchId, good: 1, failed: 1 })
  assert.equal(lines()[1]?.line.reason, 'certificate-10033')
  workshop.accept(requestCertificates(workshop.batch(batchId), lines(), 'ca'))
  assert.deepEqual(workshop.accept(take('c2', 0)), { batchId, good: 1, failed: 0 })
  assert.deepEqual(
    lines().map(({ line }) => line.state),
    ['certified', 'certified'],
  )
})

test('M13.5: whatever fails where, each line gets one end, a batch reconciles to zero and the blanks balance', () => {
  const fate = fc.constantFrom('good', 'no-account', 'mismatch', 'certificate', 'making', 'abnormal', 'key', 'spoiled')
  fc.assert(
    fc.property(fc.array(fate, { minLength: 1, maxLength: 12 }), (fates) => {
      const workshop = new Workshop(fates.length)
      const { batchId } = workshop.form()
      workshop.atBank(batchId)
      const batch = () => workshop.batch(batchId)
      const lines = () => workshop.members(batch())
      const fateOf = (line: Line) => fates[line.sequence - 1] as (typeof fates)[number]
      const waiting = (state: Line['state']) => lines().filter(({ line }) => line.state === state)

      const bank = lines().map(({ line }) =>
        compared(line, {
          identityAgrees: fateOf(line) !== 'mismatch',
          ...(fateOf(line) === 'no-account' ? { failedStage: '银行' as const, failedReason: '证件过期' } : {}),
        }),
      )
      workshop.accept(takeBankReturn(batch(), lines(), file(bank)))
      if (waiting('has-account').length > 0) {
        workshop.accept(requestCertificates(batch(), lines(), 'ca'))
        const results = waiting('has-account').map(({ line }) => {
          const code = fateOf(line) === 'certificate' ? 20004 : 0
          return { cardNumber: line.cardNumber, fileLine: 0, code, serial: code === 0 ? 'AB' : null }
        })
        workshop.accept(takeCertificates(batch(), lines(), { fingerprint: 'c', results }))
      }
      let used = 0
      if (waiting('certified').length > 0) {
        used = waiting('certified').length
        workshop.accept(
          exportToFactory(batch(), lines(), {
            makerId: 'factory',
            stock: workshop.stocks.get('factory'),
            key: agreedKey,
            keyVersion: 1,
          }),
        )
        const made = waiting('certified').map(({ line }) =>
          compared(line, {
            identityAgrees: fateOf(line) !== 'abnormal',
            ...(fateOf(line) === 'making' ? { failedStage: '制卡' as const, failedReason: '芯片无应答' } : {}),
          }),
        )
        workshop.accept(
          takeFactoryReturn(batch(), lines(), workshop.stocks.get('factory'), file(made, 'm'), context(manager)),
        )
        const keys = waiting('made').map(({ line }) => {
          const chip = fateOf(line) !== 'key' ? proven : ({ good: false, reason: 'timeout' } as const)
          return { cardNumber: line.cardNumber, fileLine: 0, chip }
        })
        workshop.accept(
          replaceKeys(
            batch(),
            lines(),
            workshop.stocks.get('factory'),
            { fingerprint: 'k', results: keys },
            context(manager),
          ),
        )
        for (const member of waiting('finished').filter(({ line }) => fateOf(line) === 'spoiled'))
          workshop.accept(spoilCard(member, workshop.stocks.get('factory'), 'scratched'))
        if (waiting('finished').length > 0)
          workshop.accept(shipToOutlet(batch(), lines(), workshop.stocks.get('factory')))
      }
      const failed = lines().filter(({ line }) => line.failStage !== null && line.state !== 'reworked').length
      if (failed > 0) {
        assert.equal(
          refusal(
            reconcileBatch(
              batch(),
              lines().map(({ line }) => line),
            ),
          ),
          'batch-not-settled',
        )
        assert.equal(workshop.accept(reworkLine(batch(), lines(), {}, context(manager))).settled, failed)
      }
      const sums = workshop.accept(
        reconcileBatch(
          batch(),
          lines().map(({ line }) => line),
        ),
      )
      const good = fates.filter((one) => one === 'good').length
      assert.deepEqual(sums, { ordered: fates.length, good, reworked: fates.length - good, givenUp: 0 })

      const stock = workshop.stocks.get('factory') as BlankStock
      assert.equal(stock.good + stock.spoiled, used)
      assert.equal(stock.issued, stock.good + stock.spoiled + stock.returned + stock.missing + stock.onHand)
      assert.equal(stock.good, good)
      for (const { line, card, application: one } of lines()) {
        const lost = fateOf(line) === 'no-account' || fateOf(line) === 'mismatch'
        if (fateOf(line) === 'good') assert.deepEqual([card.physical, one.status], ['keys-replaced', 'in-production'])
        else assert.deepEqual([card.social, one.status], ['cancelled', lost ? 'correction-needed' : 'accepted'])
      }
    }),
    { seed: 13, numRuns: 60 },
  )
})

test('M12.4: a failed line can be given up, with a reason the applicant can read', () => {
  const workshop = new Workshop(1)
  const { batchId } = produce(workshop, (line) => compared(line, { failedStage: '制卡', failedReason: '芯片无应答' }))
  const lines = () => workshop.members(workshop.batch(batchId))
  workshop.accept(reworkLine(workshop.batch(batchId), lines(), { outcome: 'give-up' }, context(manager)))
  const [only] = lines()
  assert.deepEqual([only?.line.state, only?.application.status], ['given-up', 'failed'])
  assert.deepEqual(only?.application.trouble, {
    stage: 'making',
    reason: 'card-spoiled',
    remedy: 'call',
    words: '芯片无应答',
    at,
  })
  assert.equal(refusal(reworkLine(workshop.batch(batchId), lines(), {}, context(manager))), 'line-not-failed')
})

test('M3.1: a card made again is another piece with another number, and counts as a second try', () => {
  const workshop = new Workshop(1)
  const { batchId } = produce(workshop, (line) => compared(line, { failedStage: '制卡', failedReason: '芯片无应答' }))
  workshop.accept(reworkLine(workshop.batch(batchId), workshop.members(workshop.batch(batchId)), {}, context(manager)))
  const before = new Set(workshop.cards.keys())
  const again = workshop.form()
  const [member] = workshop.members(again)
  assert.equal(member?.line.attempt, 2)
  assert.equal(before.has(member?.card.cardId as string), false)
  assert.notEqual(member?.card.cardNumber, 'N00000001')
})

test('M12.4: a card is made again as often as the rules allow; then somebody has to decide', () => {
  const workshop = new Workshop(1)
  const fails = (line: Line) => compared(line, { failedStage: '制卡', failedReason: '芯片无应答' })
  const settle = (batch: Batch, outcome?: 'give-up') =>
    reworkLine(batch, workshop.members(batch), outcome === undefined ? {} : { outcome }, context(manager))
  workshop.accept(settle(produce(workshop, fails)))
  const second = produce(workshop, fails)
  assert.equal(refusal(settle(second)), 'line-made-again-too-often')
  assert.deepEqual(workshop.accept(settle(second, 'give-up')), { settled: 1 })
})

test('M3.1: a batch is called off as a whole until a blank was touched, and its applications wait again', () => {
  const workshop = new Workshop(3)
  const { batchId } = workshop.form()
  workshop.atBank(batchId)
  const lines = () => workshop.members(workshop.batch(batchId))
  const bank = lines().map(({ line }) => compared(line, line.sequence === 1 ? { sealedAccount: null } : {}))
  workshop.accept(takeBankReturn(workshop.batch(batchId), lines(), file(bank)))
  assert.deepEqual(workshop.accept(cancelBatch(workshop.batch(batchId), lines(), 'wrong district')), { released: 3 })
  assert.deepEqual(
    lines().map(({ line, card, application: one }) => [line.state, card.social, one.status]),
    Array(3).fill(['cancelled', 'cancelled', 'accepted']),
  )
  const made = new Workshop(1)
  const batch = produce(made, (line) => compared(line))
  assert.equal(refusal(cancelBatch(batch, made.members(batch), 'too late')), 'batch-state-wrong')
})

test('M7.14: an instant card comes out of the outlet’s own blanks, and what was begun is continued', () => {
  const workshop = new Workshop(0)
  const instant = application(1, { instantOutletId: 'o1', channel: 'instant' })
  workshop.applications.set('a1', instant)
  const person = { lifeStatus: 'alive', nameOnChip: 'fits' } as const
  const outlet: BlankStock = { ...(workshop.stocks.get('factory') as BlankStock), placeId: 'o1', onHand: 2, issued: 2 }
  workshop.stocks.set('o1', outlet)
  const begin = (stock: BlankStock | undefined, actor = clerk) => {
    const line = [...workshop.lines.values()].find((one) => one.state === 'created')
    const begun =
      line === undefined
        ? undefined
        : { batch: workshop.batch(line.batchId), line, card: workshop.cards.get(line.cardId) as Card }
    const one = workshop.applications.get('a1')
    return issueInstantly({ application: one, person, begun, stock }, workshop.takeNumber, context(actor))
  }
  assert.equal(refusal(begin({ ...outlet, onHand: 0 })), 'blank-stock-short')
  assert.equal(refusal(begin(outlet, { ...clerk, officeId: 'o2' })), 'application-not-instant')
  const first = workshop.accept(begin(outlet))
  assert.deepEqual(begin(outlet), { accepted: true, events: [], answer: first, tasks: [] })

  const give = (result: Parameters<typeof returnInstantCard>[3]) => {
    const batch = workshop.batch(first.batchId)
    const [member] = workshop.members(batch)
    return returnInstantCard(batch, member, workshop.stocks.get('o1'), result, context(clerk))
  }
  workshop.accept(give({ made: false, reason: 'ribbon' }))
  assert.deepEqual(workshop.accept(give({ made: false, reason: 'ribbon' })), { made: false, cardId: first.cardId })
  assert.equal(workshop.applications.get('a1')?.status, 'accepted')
  assert.equal(workshop.stocks.get('o1')?.spoiled, 1)

  const next = workshop.accept(begin(workshop.stocks.get('o1')))
  assert.notEqual(next.cardNumber, first.cardNumber)
  const batch = workshop.batch(next.batchId)
  const made = {
    made: true,
    sealedAccount: 'sealed',
    certificateSerial: 'AB',
    identificationCode: '110000D15600000500BF7C7A48FB4966',
    resetInformation: '00814E43238697159900BF7C7A',
    issuedOn: '2026-11-22' as Day,
    chip: proven,
  } as const
  const [member] = workshop.members(batch)
  workshop.accept(returnInstantCard(batch, member, workshop.stocks.get('o1'), made, context(clerk)))
  const { good, spoiled, onHand } = workshop.stocks.get('o1') as BlankStock
  assert.deepEqual([good, spoiled, onHand], [1, 1, 0])
  assert.deepEqual(
    [workshop.cards.get(next.cardId)?.physical, workshop.applications.get('a1')?.status],
    ['at-outlet', 'ready'],
  )
  assert.equal(workshop.batch(next.batchId).state, 'reconciled')
  const card = workshop.cards.get(next.cardId)
  assert.deepEqual([card?.issuedOn, card?.expiresOn], ['2026-11-22', '2036-11-22'], 'midnight may pass')
  assert.deepEqual([card?.chipKeyVersion, card?.chipCounter, card?.pinState], [1, 7, 'initial'])
})

test('M4.2, M7.14: an instant card whose chip differs, is foreign, or is of another day spoils its blank and is made again', () => {
  const good = {
    made: true,
    ...{ sealedAccount: 'sealed', certificateSerial: 'AB', issuedOn: '2026-11-23' as Day, chip: proven },
    identificationCode: '110000D15600000500BF7C7A48FB4966',
    resetInformation: '00814E43238697159900BF7C7A',
  } as const
  const differs = { good: false, reason: 'read-back-differs:EF06' } as const
  const cases = [
    [{ ...good, chip: differs }, 'read-back-differs:EF06'],
    [{ ...good, resetInformation: '00814E43' }, 'reset-information-wrong'],
    [{ ...good, identificationCode: '110000D15600000500BF7C7B48FB4966' }, 'identification-code-wrong'],
    [{ ...good, issuedOn: '2026-11-21' as Day }, 'issue-day-wrong'],
    [{ ...good, issuedOn: '2026-11-24' as Day }, 'issue-day-wrong'],
  ] as const
  for (const [result, reason] of cases) {
    const workshop = new Workshop(1)
    workshop.applications.set('a1', application(1, { instantOutletId: 'o1' }))
    const blanks = { placeKind: 'outlet', count: 1, source: 'note 2' } as const
    workshop.accept(accept([blankStockEvent('o1', 'blanks-issued', blanks)], undefined))
    const person = { lifeStatus: 'alive', nameOnChip: 'fits' } as const
    const desk = { application: workshop.applications.get('a1'), person, begun: undefined }
    const stock = workshop.stocks.get('o1')
    const { batchId } = workshop.accept(issueInstantly({ ...desk, stock }, workshop.takeNumber, context(clerk)))
    const give = () => {
      const [member] = workshop.members(workshop.batch(batchId))
      return returnInstantCard(workshop.batch(batchId), member, workshop.stocks.get('o1'), result, context(clerk))
    }
    assert.equal(workshop.accept(give()).made, false)
    const [member] = workshop.members(workshop.batch(batchId))
    assert.deepEqual([member?.line.state, member?.line.reason], ['reworked', reason])
    assert.deepEqual([member?.card.physical, member?.card.chipKeyVersion], ['retired', null])
    assert.equal(workshop.applications.get('a1')?.status, 'accepted')
    assert.equal(workshop.stocks.get('o1')?.spoiled, 1)
    assert.equal(workshop.accept(give()).made, false, 'the same answer again')
  }
})

test('M7.7, M13.5: a card that ends while it is being made is stopped at the next step, and its batch still comes to zero', () => {
  const steps = [
    'released',
    'at-bank',
    'has-account',
    'at-certifier',
    'certified',
    'at-factory',
    'made',
    'finished',
  ] as const
  const reason = fc.constantFrom<CancelReason>('death', 'moved-away', 'holder-request', 'production-fault')
  const fate = fc.record({
    endsAfter: fc.option(fc.constantFrom(...steps), { nil: undefined }),
    reason,
    /** The party had fetched the line before the card ended, and answers for it. */
    answered: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(fate, { minLength: 1, maxLength: 10 }), (fates) => {
      // One goes through, so that the batch does.
      const all = [...fates, { endsAfter: undefined, reason: 'death', answered: true } as const]
      const workshop = new Workshop(all.length)
      const { batchId } = workshop.form()
      const batch = () => workshop.batch(batchId)
      const lines = () => workshop.members(batch())
      const fateOf = ({ line }: LineWithApplication) => all[line.sequence - 1] as (typeof all)[number]
      const stock = () => workshop.stocks.get('factory')
      const pass = (step: (typeof steps)[number]) => {
        for (const member of lines())
          if (fateOf(member).endsAfter === step) workshop.end(member.card.cardId, fateOf(member).reason)
      }
      const returned = (state: Line['state']) =>
        lines().filter((one) => one.line.state === state && (one.card.social !== 'cancelled' || fateOf(one).answered))

      workshop.accept(releaseBatch(batch(), context(second)))
      pass('released')
      workshop.accept(exportToBank(batch(), lines()))
      pass('at-bank')
      const bank = takeBankReturn(batch(), lines(), file(returned('created').map(({ line }) => compared(line))))
      const cards = lines().map(({ card }) => card)
      const told = tellingBanks(bank, cards, context(manager))
      const inVain = returned('created').filter(({ card }) => card.social === 'cancelled').length
      const notices = told.accepted ? told.events.filter(({ name }) => name === 'bank-notice-raised') : []
      assert.equal(notices.length, inVain, 'each account that was opened in vain is to be closed')
      workshop.accept(bank)
      pass('has-account')
      workshop.accept(requestCertificates(batch(), lines(), 'ca'))
      pass('at-certifier')
      const results = returned('has-account').map(({ line }) => ({
        ...{ cardNumber: line.cardNumber, fileLine: 0, code: 0, serial: 'AB' },
      }))
      workshop.accept(takeCertificates(batch(), lines(), { fingerprint: 'c', results }))
      pass('certified')
      workshop.accept(
        exportToFactory(batch(), lines(), { makerId: 'factory', stock: stock(), key: agreedKey, keyVersion: 1 }),
      )
      pass('at-factory')
      const made = returned('certified').map(({ line }) => compared(line))
      workshop.accept(takeFactoryReturn(batch(), lines(), stock(), file(made, 'm'), context(manager)))
      pass('made')
      const keys = returned('made').map(({ line }) => ({
        ...{ cardNumber: line.cardNumber, fileLine: 0, chip: proven },
      }))
      workshop.accept(replaceKeys(batch(), lines(), stock(), { fingerprint: 'k', results: keys }, context(manager)))
      pass('finished')
      workshop.accept(shipToOutlet(batch(), lines(), stock()))

      const ends = all.filter(({ endsAfter }) => endsAfter !== undefined)
      const again = ends.filter((one) => one.reason === 'production-fault').length
      const good = all.length - ends.length
      const open = lines().map(({ line }) => line)
      const sums = workshop.accept(reconcileBatch(batch(), open))
      assert.deepEqual(sums, { ordered: all.length, good, reworked: again, givenUp: ends.length - again })
      const { good: counted, spoiled } = stock() as BlankStock
      assert.deepEqual([counted, spoiled], [good, made.length - good])
      for (const member of lines()) {
        const { line, card, application: one } = member
        const { endsAfter, reason: why } = fateOf(member)
        if (endsAfter === undefined) {
          assert.deepEqual([line.state, card.physical, one.status], ['shipped', 'keys-replaced', 'in-production'])
          continue
        }
        assert.ok(card.physical === 'spoiled' || card.physical === 'retired', `${endsAfter}: ${card.physical}`)
        assert.deepEqual([line.reason, card.cancelReason], [`card-cancelled-${why}`, why])
        assert.equal(one.status, why === 'production-fault' ? 'accepted' : 'failed')
        if (why === 'death') assert.equal(one.trouble?.reason, 'holder-deceased')
      }
    }),
    { seed: 7, numRuns: 150 },
  )
})

test('M7.7: the line of an ended card is not made again, whether it had failed before or its batch is called off', () => {
  const workshop = new Workshop(2)
  const fails = (line: Line) =>
    compared(line, line.sequence === 1 ? { failedStage: '制卡' as const, failedReason: '芯片无应答' } : {})
  const { batchId } = workshop.form()
  workshop.atBank(batchId)
  const lines = () => workshop.members(workshop.batch(batchId))
  const bank = lines().map(({ line }) => fails(line))
  workshop.accept(takeBankReturn(workshop.batch(batchId), lines(), file(bank)))
  for (const { card } of lines()) workshop.end(card.cardId, 'death')
  workshop.accept(reworkLine(workshop.batch(batchId), lines(), { outcome: 'make-again' }, context(manager)))
  workshop.accept(cancelBatch(workshop.batch(batchId), lines(), 'wrong district'))
  assert.deepEqual(
    lines().map(({ line, card, application: one }) => [line.state, card.physical, one.status]),
    [
      ['given-up', 'retired', 'failed'],
      ['cancelled', 'spoiled', 'failed'],
    ],
  )
})

test('M7.14, M7.7: an instant card that ends in the visit spoils its blank, lies ready for nobody and its account is closed', () => {
  for (const reason of ['holder-request', 'production-fault'] as const) {
    const workshop = new Workshop(0)
    workshop.applications.set('a1', application(1, { instantOutletId: 'o1', channel: 'instant' }))
    const stock = { ...(workshop.stocks.get('factory') as BlankStock), placeId: 'o1' }
    workshop.stocks.set('o1', stock)
    const person = { lifeStatus: 'alive', nameOnChip: 'fits' } as const
    const desk = { application: workshop.applications.get('a1'), person, begun: undefined, stock }
    const { batchId, cardId } = workshop.accept(issueInstantly(desk, workshop.takeNumber, context(clerk)))
    workshop.end(cardId, reason)
    const [member] = workshop.members(workshop.batch(batchId))
    const { line, card } = member as LineWithApplication
    const again = {
      ...desk,
      application: workshop.applications.get('a1'),
      begun: { batch: workshop.batch(batchId), line, card },
    }
    assert.equal(refusal(issueInstantly(again, workshop.takeNumber, context(clerk))), 'application-not-instant')
    const result = {
      made: true,
      ...{ sealedAccount: 'sealed', certificateSerial: 'AB', issuedOn: '2026-11-23' as Day, chip: proven },
      resetInformation: '00814E43238697159900BF7C7A',
      identificationCode: '110000D15600000500BF7C7A48FB4966',
    } as const
    const give = () => {
      const [now] = workshop.members(workshop.batch(batchId))
      return returnInstantCard(workshop.batch(batchId), now, workshop.stocks.get('o1'), result, context(clerk))
    }
    const decision = tellingBanks(give(), [card], context(clerk))
    assert.deepEqual(
      decision.accepted && decision.events.filter(({ stream }) => stream === 'bank-notice').map(({ data }) => data),
      [{ bankId: 'b1', cardId, fact: 'account-to-close', until: null }],
    )
    assert.deepEqual(workshop.accept(give()), { made: false, cardId })
    assert.deepEqual([workshop.cards.get(cardId)?.physical, workshop.stocks.get('o1')?.spoiled], ['spoiled', 1])
    const madeAgain = reason === 'production-fault'
    assert.equal(workshop.applications.get('a1')?.status, madeAgain ? 'accepted' : 'failed')
    assert.equal(workshop.batch(batchId).state, 'reconciled')
    assert.deepEqual(workshop.accept(give()), { made: false, cardId }, 'the same answer again')
  }
})
