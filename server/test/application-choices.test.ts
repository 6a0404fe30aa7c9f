import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { guardianConsent } from '@yika/core/application/guardian-consent.ts'
import * as operations from '@yika/core/application/schema.ts'
import type { Day } from '@yika/core/calendar/instant.ts'
import type { AnswerOf } from '@yika/core/operation/operation.ts'
import { applicationWorld, citizen } from './application-world.ts'
import { bankId, enabledCard, givenCard } from './given-card.ts'

const world = await applicationWorld({ after })
const { kernel } = world
const { run } = kernel

type Choices = AnswerOf<typeof operations.applicationChoices>

async function choicesOf(personId: string, asker = personId): Promise<Choices> {
  const outcome = await kernel.reader.read(operations.applicationChoices, citizen(asker), {
    personId,
    purpose: 'own-affairs',
  })
  assert.equal(outcome.status, 'accepted', JSON.stringify(outcome))
  return (outcome as { answer: Choices }).answer
}

const refusalsOf = ({ choices }: Choices) =>
  Object.fromEntries(choices.map(({ reason, refusal }) => [reason, refusal?.code ?? 'open']))

test('M7.1: without a card the first one is open, and everything else says why not and what helps', async () => {
  const personId = await world.person()
  const found = await choicesOf(personId)
  assert.equal(found.refusal, null)
  assert.deepEqual(refusalsOf(found), {
    first: 'open',
    loss: 'reissue-needs-formal-loss',
    damage: 'exchange-needs-card',
    'printed-change': 'exchange-needs-card',
    'bank-change': 'exchange-needs-card',
    warranty: 'exchange-needs-card',
    expiry: 'exchange-needs-card',
    'generation-upgrade': 'exchange-needs-card',
  })
  for (const { refusal } of found.choices) if (refusal !== null) assert.ok(refusal.remedy.zh && refusal.remedy.en)
})

test('M7.6, M7.12: with a card at work it can be exchanged; a change of bank knows the old bank', async () => {
  const personId = await world.person()
  await givenCard(kernel, personId, enabledCard())
  const found = await choicesOf(personId)
  const open = found.choices.filter(({ refusal }) => refusal === null)
  assert.deepEqual(
    open.map(({ reason, oldBankId }) => [reason, oldBankId]),
    [
      ['damage', bankId],
      ['bank-change', bankId],
      ['warranty', bankId],
    ],
  )
  assert.equal(refusalsOf(found)['printed-change'], 'printed-items-unchanged')
  assert.equal(refusalsOf(found)['first'], 'first-issue-has-card')
})

test('M8.5: an open application stands before every choice and is named', async () => {
  const personId = await world.person()
  const outcome = await run(operations.applyForCard, citizen(personId), world.wish(personId))
  assert.equal(outcome.status, 'accepted')
  const found = await choicesOf(personId)
  assert.equal(found.refusal?.code, 'application-open')
  assert.equal(found.openApplicationId, (outcome as { answer: { applicationId: string } }).answer.applicationId)
})

test('M8.4: a child does not choose for itself', async () => {
  const child = await world.person({ birthOn: '2018-05-01' as Day })
  const found = await choicesOf(child)
  assert.equal(found.refusal?.code, 'guardian-required')
  assert.equal(found.minor, true)
  assert.equal(found.consentVersion, guardianConsent.version)
})

test('M11.1: what a stranger may apply for is not told', async () => {
  const [personId, other] = [await world.person(), await world.person()]
  const outcome = await kernel.reader.read(operations.applicationChoices, citizen(other), {
    personId,
    purpose: 'own-affairs',
  })
  assert.equal(outcome.status, 'refused')
})
