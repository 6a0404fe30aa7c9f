import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Day } from '../calendar/instant.ts'
import { tellingBanks } from '../card/bank-notice.ts'
import type { Card } from '../card/card.ts'
import { accept } from '../decision/decision.ts'
import { type BlankStock, blankStockEvent } from './blank-stock.ts'
import { issueInstantly } from './issue-instantly.ts'
import type { LineWithApplication } from './line-with-card.ts'
import { returnInstantCard } from './return-instant-card.ts'
import { application, clerk, context, proven, refusal, Workshop } from './workshop.fixture.ts'

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
