import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Value } from 'typebox/value'
import type { Day, Instant } from '../calendar/instant.ts'
import { firstPolicyValues } from '../policy/first-policy-values.ts'
import { policyBook } from '../policy/policy-reader.ts'
import { evolvePolicyValue, type PolicyValue } from '../policy/policy-value.ts'
import { firstGuide } from './first-guide.ts'
import { firstGuideEvents } from './first-guide-values.ts'
import { type GuideItem, guideItemContent, unknownFigureIn } from './guide-item.ts'
import { figuresBehind, guideItemOf, guideVersionOn, renderGuideItem } from './render-guide-item.ts'

const today = '2026-11-23' as Day
const figures = firstPolicyValues()
const guide = firstGuideEvents().map((event) =>
  evolvePolicyValue(undefined, event, '2026-01-04T00:00:00.000Z' as Instant),
)
const rows = [...figures, ...guide]
const book = policyBook(rows)

function itemOn(name: string, on = today, values: readonly PolicyValue[] = rows) {
  const known = policyBook(values)
  const version = guideVersionOn(known, name, on)
  assert.ok(version, name)
  return renderGuideItem(known, guideItemOf(version), on)
}

test('M12.1: the guide has an item for each service of Article 7 and for what surrounds it', () => {
  const expected = [
    'apply-first-issue',
    'reissue',
    'exchange',
    'renewal',
    'enable',
    'activate-finance',
    'report-loss-provisional',
    'report-loss-formal',
    'release-loss',
    'change-pin',
    'reset-pin',
    'change-information',
    'cancel',
    'status-inquiry',
    'collect',
    'guardian-and-proxy',
  ]
  for (const name of expected) assert.ok(firstGuide[name], name)
  const orders = Object.values(firstGuide).map(({ order }) => order)
  assert.equal(new Set(orders).size, orders.length)
})

test('M12.1: every item says condition, material, step, channel, contact, and fits the schema', () => {
  for (const [name, item] of Object.entries(firstGuide)) {
    assert.ok(Value.Check(guideItemContent, item), name)
    assert.ok(item.conditions.length > 0 && item.steps.length > 0 && item.channels.length > 0, name)
  }
})

test('M12.1: no number of the rules is written into the text; each is a figure that exists', () => {
  for (const [name, item] of Object.entries(firstGuide)) {
    const text = JSON.stringify(item)
    assert.equal(unknownFigureIn(item), undefined, name)
    const prose = text.replace(/\{[a-z0-9.-]+\}/g, '').replace(/"order":\d+/, '')
    assert.doesNotMatch(prose, /\d/, name)
  }
})

test('M12.1: a text, a limit, a fee or a contact that names a figure which does not exist is found', () => {
  const item = firstGuide['reissue'] as GuideItem
  const of = { zh: 'x', en: 'x' }
  const broken: [Partial<GuideItem>, string][] = [
    [{ conditions: [{ zh: '{no.such.figure}', en: 'x' }] }, 'no.such.figure'],
    [{ timeLimits: [{ of, figure: 'sla.no-such' }] }, 'sla.no-such'],
    [{ fees: [{ of, figure: 'guide.reissue' }] }, 'guide.reissue'],
    [{ contact: 'toString' }, 'toString'],
  ]
  for (const [difference, key] of broken) assert.equal(unknownFigureIn({ ...item, ...difference }), key)
})

test('M12.1, M17.6: figures are printed from the rules, and marked where no official text says so', () => {
  const reissue = itemOn('reissue')
  assert.deepEqual(reissue.timeLimits[0]?.limit, { zh: '4个工作日', en: '4 working days' })
  assert.deepEqual(reissue.timeLimits[2]?.limit, { zh: '当场办结', en: 'in the same visit' })
  assert.deepEqual(reissue.fees[0]?.fee, { zh: '0元（暂定）', en: '0 yuan (provisional value)' })
  assert.deepEqual(reissue.contact, { zh: '96066', en: '96066' })
  assert.match(
    itemOn('report-loss-provisional').conditions[1]?.en ?? '',
    /lasts 10 calendar days \(provisional value\)/,
  )
})

test('M8.8: the guide promises a first card by calendar days on line and at a point, and on the spot at an instant outlet', () => {
  assert.deepEqual(
    itemOn('apply-first-issue').timeLimits.map(({ limit }) => limit.en),
    ['30 calendar days', '30 calendar days', 'in the same visit'],
  )
})

test('M12.1: when a rule changes, the page changes on the same day', () => {
  const old = figures.find(({ key, number }) => key === 'sla.reissue.online' && number === 1) as PolicyValue
  const changed: PolicyValue = { ...old, policyValueId: 'x', value: 3, number: 2, effectiveFrom: '2027-01-01' as Day }
  const values = [...rows, changed]
  assert.equal(itemOn('reissue', '2026-12-31' as Day, values).timeLimits[0]?.limit.en, '4 working days')
  assert.equal(itemOn('reissue', '2027-01-01' as Day, values).timeLimits[0]?.limit.en, '3 working days')
})

test('M12.1: a figure without a value on the day is said to be unpublished, never made up', () => {
  const without = rows.filter(({ key }) => key !== 'fee.reissue')
  assert.deepEqual(itemOn('reissue', today, without).fees[0]?.fee, { zh: '（尚未公布）', en: '(not published)' })
})

test('M12.2: the guide of a day before it was published is empty', () => {
  assert.equal(guideVersionOn(book, 'reissue', '2026-01-03' as Day), undefined)
  assert.ok(guideVersionOn(book, 'reissue', '2026-01-04' as Day))
})

test('M17.4: a page names every figure behind it with its version, each once', () => {
  const version = guideVersionOn(book, 'report-loss-provisional', today) as PolicyValue
  const behind = figuresBehind(book, guideItemOf(version), today).map(({ key, number }) => `${key}@${number}`)
  assert.deepEqual(behind.toSorted(), [
    'contact.hotline@1',
    'loss.coupling@1',
    'loss.finance.provisional@1',
    'loss.lapse-warning@1',
    'loss.social.provisional@2',
    'stop.online-terminal@1',
  ])
})

test('M12.8: the guide warns that the bureau never asks for account or PIN by a link', () => {
  assert.match(itemOn('fraud-warning').conditions[0]?.en ?? '', /never asks for an account, a PIN or a code by a link/)
})
