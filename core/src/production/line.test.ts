import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { tellingBanks } from '../card/bank-notice.ts'
import type { CancelReason } from '../card/card.ts'
import type { Batch } from './batch.ts'
import type { BlankStock } from './blank-stock.ts'
import { cancelBatch } from './cancel-batch.ts'
import { exportToBank } from './export-to-bank.ts'
import { exportToFactory } from './export-to-factory.ts'
import type { Line } from './line.ts'
import type { LineWithApplication } from './line-with-card.ts'
import { reconcileBatch } from './reconcile-batch.ts'
import { releaseBatch } from './release-batch.ts'
import { replaceKeys } from './replace-keys.ts'
import { requestCertificates } from './request-certificates.ts'
import { reworkLine } from './rework-line.ts'
import { shipToOutlet } from './ship-to-outlet.ts'
import { spoilCard } from './spoil-card.ts'
import { takeBankReturn } from './take-bank-return.ts'
import { takeCertificates } from './take-certificates.ts'
import { takeFactoryReturn } from './take-factory-return.ts'
import {
  agreedKey,
  at,
  compared,
  context,
  file,
  manager,
  produce,
  proven,
  refusal,
  second,
  Workshop,
} from './workshop.fixture.ts'

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
