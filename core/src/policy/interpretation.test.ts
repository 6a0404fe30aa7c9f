import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Day, Instant } from '../calendar/instant.ts'
import type { DecisionContext } from '../decision/decision.ts'
import { evolveInterpretation } from './interpretation.ts'
import { type PublishInterpretation, publishInterpretation } from './publish-interpretation.ts'
import { withdrawInterpretation } from './withdraw-interpretation.ts'

const never = () => {
  throw new Error('no rule is read here')
}
const context: DecisionContext = {
  now: '2026-11-23T02:00:00.000Z' as Instant,
  today: '2026-11-23' as Day,
  actor: { id: 'officer', role: 'bureau-officer', organisationId: 'bureau' },
  standing: {},
  policy: { number: never, text: never, flag: never },
  newId: () => '01930000-0000-7000-8000-000000000001',
}
const input: PublishInterpretation = {
  article: 8,
  question: { zh: '灵活就业人员可以申领吗？', en: 'May the self-employed apply?' },
  answer: { zh: '参加社会保险的可以。', en: 'Yes, if they take part in social insurance.' },
  policyKeys: ['sla.first-issue.online'],
  source: 'notice',
}

function codeOf(decision: { readonly accepted: boolean; readonly code?: string }): string | undefined {
  return decision.accepted ? 'accepted' : decision.code
}

test('M17.3: an interpretation has question, answer, date, article and the rules that follow from it', () => {
  const decision = publishInterpretation(input, context)
  assert.ok(decision.accepted)
  const published = evolveInterpretation(undefined, decision.events[0] as never)
  assert.equal(published.publishedOn, '2026-11-23')
  assert.equal(published.article, 8)
  assert.deepEqual(published.policyKeys, ['sla.first-issue.online'])
  const later = { ...context, today: '2027-03-01' as Day }
  const withdrawal = withdrawInterpretation(published, 'replaced', later)
  assert.ok(withdrawal.accepted)
  const withdrawn = evolveInterpretation(published, withdrawal.events[0] as never)
  assert.deepEqual([withdrawn.withdrawnOn, withdrawn.withdrawnBecause], ['2027-03-01', 'replaced'])
  assert.deepEqual(withdrawn.answer, input.answer)
  assert.equal(codeOf(withdrawInterpretation(withdrawn, 'again', later)), 'interpretation-withdrawn')
})

test('M17.3: an interpretation points only at rules that exist', () => {
  assert.equal(codeOf(publishInterpretation({ ...input, policyKeys: ['no.rule'] }, context)), 'policy-key-unknown')
  assert.equal(codeOf(withdrawInterpretation(undefined, 'x', context)), 'not-found')
})
