import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cancelBatch } from './cancel-batch.ts'
import type { ComparedCard } from './compare-returned.ts'
import { formBatches } from './form-batches.ts'
import { releaseBatch } from './release-batch.ts'
import { requestCertificates } from './request-certificates.ts'
import { takeBankReturn } from './take-bank-return.ts'
import { takeCertificates } from './take-certificates.ts'
import {
  application,
  compared,
  context,
  file,
  manager,
  produce,
  refusal,
  second,
  Workshop,
} from './workshop.fixture.ts'

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
