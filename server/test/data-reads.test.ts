import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Actor } from '@yika/core/access/actor.ts'
import { myDataReads } from '@yika/core/access/schema.ts'
import type { Instant } from '@yika/core/calendar/instant.ts'
import { cardsOfPerson, myCards } from '@yika/core/card/schema.ts'
import type { AnswerOf } from '@yika/core/operation/operation.ts'
import { accessQueries } from '../src/access/queries.ts'
import { cardQueries } from '../src/card/queries.ts'
import { caseConcerns } from '../src/case-concerns.ts'
import { loadStanding } from '../src/holder/store.ts'
import { clerk, collectedCard, givenCard, givenPerson, givenVisit, holderOf, officer } from './given-card.ts'
import { testKernel } from './test-kernel.ts'

const kernel = await testKernel(
  { after },
  {
    commands: () => [],
    queries: ({ custodian }) => [
      ...accessQueries({ custodian }),
      ...cardQueries({ clock: () => kernel.now, custodian }),
    ],
    standing: loadStanding,
    caseConcerns,
  },
)
const [bank] = await kernel.db<{ bankId: string; nameZh: string }[]>`select bank_id, name_zh from bank limit 1`

async function reads(actor: Actor, more: object = {}): Promise<AnswerOf<typeof myDataReads>> {
  const outcome = await kernel.reader.read(myDataReads, actor, { purpose: 'own-affairs', ...more })
  assert.equal(outcome.status, 'accepted', JSON.stringify(outcome))
  return (outcome as { answer: AnswerOf<typeof myDataReads> }).answer
}

/** The cards of the person, read once by a clerk of a bank, an officer and the holder, a minute apart. */
async function lookedAt() {
  const personId = await givenPerson(kernel)
  const card = await givenCard(kernel, personId, collectedCard().slice(0, 1))
  const visitId = await givenVisit(kernel, personId)
  const ofBank = { ...clerk, bankId: bank?.bankId ?? '', organisationId: bank?.bankId ?? '' }
  const look = { personId, purpose: 'counter-service' }
  const read = async (...parts: Parameters<typeof kernel.reader.read>) => {
    const outcome = await kernel.reader.read(...parts)
    assert.equal(outcome.status, 'accepted', JSON.stringify(outcome))
    kernel.now = new Date(Date.parse(kernel.now) + 60_000).toISOString() as Instant
  }
  await read(cardsOfPerson, ofBank, { ...look, caseId: visitId })
  await read(cardsOfPerson, officer, { ...look, purpose: 'supervision', caseId: card.cardId })
  await read(myCards, holderOf(personId), { purpose: 'own-affairs', reveal: ['bankCardNumber'] })
  return { personId, holder: holderOf(personId) }
}

test('M2.4, M11.4: holders see who looked, when, why, on which legal basis and at which fields, the newest first', async () => {
  const { holder } = await lookedAt()
  const { reads: rows, next } = await reads(holder)
  assert.equal(next, null)
  assert.deepEqual(
    rows.map(({ operation, own, role }) => [operation, own, role]),
    [
      ['my-cards', true, 'citizen'],
      ['cards-of-person', false, 'bureau-officer'],
      ['cards-of-person', false, 'bank-clerk'],
    ],
  )
  const [mine, bureau, counter] = rows
  assert.equal(counter?.organisation?.zh, bank?.nameZh)
  assert.deepEqual(counter?.purpose, {
    purpose: 'counter-service',
    basis: 'PIPL 13(3); Measures art. 7',
    zh: '窗口办理',
    en: 'service to the person at the counter',
  })
  assert.deepEqual(bureau?.purpose?.zh, '监督检查')
  assert.deepEqual(mine?.fields, [{ field: 'bankCardNumber', unmasked: true, zh: '银行账号', en: 'bank account' }])
  assert.deepEqual(counter?.fields, [{ field: 'bankCardNumber', unmasked: false, zh: '银行账号', en: 'bank account' }])
  assert.deepEqual(
    rows.map(({ at }) => at),
    rows
      .map(({ at }) => at)
      .toSorted()
      .toReversed(),
  )
  for (const name of [clerk.id, officer.id]) assert.ok(!JSON.stringify(rows).includes(name), `names ${name}`)
})

test('M2.4: looking at who looked is a read of one’s own, and can be left out', async () => {
  const { holder } = await lookedAt()
  await reads(holder)
  const [last] = (await reads(holder)).reads
  assert.deepEqual([last?.operation, last?.own], ['my-data-reads', true])
  const { reads: others } = await reads(holder, { withOwn: false })
  assert.deepEqual(
    others.map(({ own }) => own),
    [false, false],
  )
})

test('M2.4: the list goes on from page to page, and holds nobody else’s rows', async () => {
  const { holder } = await lookedAt()
  await lookedAt()
  const first = await reads(holder, { limit: 2, withOwn: false })
  assert.equal(first.next, null)
  const one = await reads(holder, { limit: 1, withOwn: false })
  const two = await reads(holder, { limit: 1, withOwn: false, after: one.next })
  assert.deepEqual([...one.reads, ...two.reads], first.reads)
  assert.equal(two.next, null)
})

test('M2.4, M9.3: a guardian sees who looked at the child and is named as such; a stranger and an officer see nothing', async () => {
  const { personId, holder } = await lookedAt()
  const guardian = await givenPerson(kernel)
  await givenVisit(kernel, personId, { presenter: 'guardian', presenterId: guardian, officeId: 'office-7' })
  const asGuardian = await reads(holderOf(guardian), { personId })
  assert.equal(asGuardian.reads.length, 3)
  const [seen] = (await reads(holder)).reads
  assert.deepEqual([seen?.own, seen?.roleWords.en], [false, 'guardian or proxy'])
  for (const actor of [holderOf(await givenPerson(kernel)), officer, clerk]) {
    const outcome = await kernel.reader.read(myDataReads, actor, { purpose: 'own-affairs', personId })
    assert.equal(outcome.status, 'refused')
  }
})
