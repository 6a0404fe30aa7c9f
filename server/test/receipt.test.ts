import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { applyForCard } from '@yika/core/application/schema.ts'
import type { Instant } from '@yika/core/calendar/instant.ts'
import type { Card } from '@yika/core/card/card.ts'
import { dutyNotice } from '@yika/core/card/duty-notice.ts'
import * as operations from '@yika/core/card/schema.ts'
import type { AnswerOf } from '@yika/core/operation/operation.ts'
import fc from 'fast-check'
import { Value } from 'typebox/value'
import { cardCommands } from '../src/card/commands.ts'
import { cardPublicReads } from '../src/card/public-reads.ts'
import { cardQueries } from '../src/card/queries.ts'
import { openReceiptToken, receiptToken } from '../src/card/receipt-token.ts'
import { caseConcerns } from '../src/case-concerns.ts'
import { loadStanding } from '../src/holder/store.ts'
import { newId } from '../src/kernel/identifier.ts'
import type { PublicRead } from '../src/kernel/public-read.ts'
import { applicationWorld, citizen } from './application-world.ts'
import { callsOn } from './calls-on.ts'
import { activatedCard, clerk, collectedCard, givenCard, givenPerson, givenVisit, holderOf } from './given-card.ts'
import { type TestKernel, testKernel } from './test-kernel.ts'

const kernel = await testKernel(
  { after },
  {
    commands: cardCommands,
    queries: ({ custodian }) => cardQueries({ clock: () => kernel.now, custodian }),
    standing: loadStanding,
    caseConcerns,
    policy: {
      'loss.social.provisional': 10,
      'loss.finance.provisional': 5,
      'loss.coupling': 'separate',
      'guardian.required-under': 18,
    },
  },
)

type Verified = AnswerOf<typeof operations.verifyReceipt>

async function verify({ custodian, db }: TestKernel, token: string): Promise<Verified | string> {
  const [read] = cardPublicReads({ custodian }) as [PublicRead]
  const answer = (await read.answer(db, { token } as never)) as Verified | { accepted: false; code: string }
  if ('accepted' in answer) return answer.code
  assert.ok(Value.Check(operations.verifyReceipt.answer, answer), JSON.stringify(answer))
  return answer
}

const { accepted } = callsOn(kernel)

const keyOf = ({ personId, cardId }: Card) => ({ personId, cardId })

async function lost(kind: 'provisional' | 'formal') {
  const personId = await givenPerson(kernel)
  const card = await givenCard(kernel, personId, activatedCard())
  if (kind === 'formal') await givenVisit(kernel, personId)
  const input = { ...keyOf(card), functions: 'both', kind, channel: kind === 'formal' ? 'bank' : 'web' } as const
  const receipt = await accepted(operations.reportLoss, kind === 'formal' ? clerk : holderOf(personId), input)
  return { personId, card, receipt }
}

test('M13.2, M7.3: the QR of a loss receipt tells what stopped, since when and where, and nothing about the holder', async () => {
  const { card, receipt } = await lost('provisional')
  const verified = await verify(kernel, receipt.verification)
  assert.deepEqual(verified, {
    kind: 'loss-report',
    title: { zh: '挂失回执', en: 'receipt of a loss report' },
    at: kernel.now,
    place: { zh: '网上办理', en: 'on line' },
    office: null,
    state: {
      zh: '社会保障功能临时挂失；金融功能临时挂失',
      en: 'social-security function stopped provisionally; financial function stopped provisionally',
    },
    until: receipt.socialUntil,
    cardNumberEnding: card.cardNumber?.slice(-4),
  })
  const { personId, cardId } = card
  const text = JSON.stringify(verified)
  for (const word of [personId, cardId, receipt.receiptId, card.cardNumber, '张三'])
    assert.ok(!text.includes(word as string), word as string)
})

test('M13.2: the paper says what was true then, whatever became of the card, and every copy of it verifies', async () => {
  const { personId, card, receipt } = await lost('formal')
  const list = { ...keyOf(card), purpose: 'own-affairs' } as const
  const { receipts } = await accepted(operations.lossReceipts, holderOf(personId), list)
  kernel.now = '2026-12-01T02:00:00.000Z' as Instant
  const first = await verify(kernel, receipt.verification)
  assert.deepEqual((first as Verified).state.zh, '社会保障功能正式挂失；金融功能正式挂失')
  assert.equal(receipts.length, 2)
  for (const { verification } of receipts) assert.deepEqual(await verify(kernel, verification), first)
  kernel.now = '2026-11-23T02:00:00.000Z' as Instant
})

test('M7.2, M9.1: enabling and collecting leave a paper that verifies, with the office where the holder stood', async () => {
  const outletId = newId(0)
  await kernel.db`
    insert into outlet (outlet_id, version, bank_id, name_zh, district, address, longitude, latitude, instant_issue,
      opening_hours, accessibility, opened_on)
    values (${outletId}, 1, (select bank_id from bank limit 1), '试验支行', '110101', '某路', 116, 39, false, '[]', '{}',
      '2024-01-01')`
  const personId = await givenPerson(kernel)
  await givenVisit(kernel, personId, { officeId: outletId })
  const card = await givenCard(kernel, personId, collectedCard())
  const there = { ...clerk, officeId: outletId }
  const enabling = { ...keyOf(card), channel: 'bank', dutyNoticeVersion: dutyNotice.version } as const
  const enabled = await accepted(operations.enableSocial, there, enabling)
  const verified = (await verify(kernel, enabled.verification ?? '')) as Verified
  assert.deepEqual(
    [verified.kind, verified.office?.zh, verified.place.zh, verified.cardNumberEnding],
    ['enabling', '试验支行', '银行网点', card.cardNumber?.slice(-4)],
  )
  const [handed] = await kernel.db<{ at: Instant }[]>`
    select at from event where stream_id = ${card.cardId} and name = 'card-collected'`
  const token = receiptToken(kernel.custodian, {
    kind: 'collection',
    personId,
    id: card.cardId,
    at: handed?.at ?? kernel.now,
  })
  assert.equal(((await verify(kernel, token)) as Verified).kind, 'collection')
})

test('M12.3: the receipt of an application verifies, and says what was promised', async (t) => {
  const world = await applicationWorld(t)
  const personId = await world.person()
  const outcome = await world.kernel.run(applyForCard, citizen(personId), world.wish(personId))
  assert.equal(outcome.status, 'accepted', JSON.stringify(outcome))
  const { verification, promisedOn } = (outcome as { answer: AnswerOf<typeof applyForCard> }).answer
  const verified = (await verify(world.kernel, verification)) as Verified
  assert.equal(verified.kind, 'application')
  assert.ok(promisedOn !== null && verified.state.zh.includes(promisedOn))
  assert.equal(verified.cardNumberEnding, null)
})

test('M13.2: a wrong, altered or foreign token is not one of ours, and nothing more is told', async (t) => {
  const { card, receipt } = await lost('provisional')
  const token = receipt.verification
  const altered = [...token].map((character, position) => {
    const other = character === 'A' ? 'B' : 'A'
    return `${token.slice(0, position)}${other}${token.slice(position + 1)}`
  })
  for (const wrong of [...altered, '', 'x', token.slice(1), `${token}A`, `${token}=`, `${token} `, token.toUpperCase()])
    assert.equal(await verify(kernel, wrong), 'receipt-unknown', wrong)
  const never = { kind: 'loss-report', personId: card.personId, id: card.cardId } as const
  const noSuch = receiptToken(kernel.custodian, { ...never, at: '2020-01-01T00:00:00.000Z' as Instant })
  assert.equal(await verify(kernel, noSuch), 'receipt-unknown')
  const city = await testKernel(t, { commands: cardCommands })
  assert.equal(await verify({ ...kernel, custodian: city.custodian }, token), 'receipt-unknown')
})

test('M13.2: a token opens to the receipt it was made for', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('loss-report', 'application', 'collection', 'enabling'),
      fc.uuid(),
      fc.uuid(),
      fc.integer({ min: 0, max: 4_000_000_000_000 }),
      (kind, personId, id, ms) => {
        const name = { kind, personId, id, at: new Date(ms).toISOString() as Instant } as const
        const token = receiptToken(kernel.custodian, name)
        assert.deepEqual(openReceiptToken(kernel.custodian, token), name)
        assert.ok(token.length <= 100)
      },
    ),
  )
})
