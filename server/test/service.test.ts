import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from '@yika/core/access/actor.ts'
import { dayOf, type Instant } from '@yika/core/calendar/instant.ts'
import { approvePolicyValue, proposePolicyValue } from '@yika/core/policy/schema.ts'
import { firstGuide } from '@yika/core/service/first-guide.ts'
import * as schema from '@yika/core/service/schema.ts'
import { Value } from 'typebox/value'
import type { Outcome } from '../src/kernel/outcome.ts'
import type { PublicRead } from '../src/kernel/public-read.ts'
import { policyCommands } from '../src/policy/commands.ts'
import { openPolicyCache } from '../src/policy/policy-cache.ts'
import { serviceCommands } from '../src/service/commands.ts'
import { servicePublicReads } from '../src/service/queries.ts'
import { testKernel } from './test-kernel.ts'

const officer = (id: string): Actor => ({ id, role: 'bureau-officer', organisationId: 'bureau' })
const today = dayOf('2026-11-23T02:00:00.000Z' as Instant)

interface Text {
  readonly zh: string
  readonly en: string
}
interface Version {
  readonly number: number
  readonly effectiveFrom: string
  readonly effectiveTo: string | null
  readonly verified: boolean
}
interface ItemAnswer extends Version {
  readonly page: { readonly title: Text; readonly timeLimits: readonly { readonly limit: Text }[] }
  readonly figures: readonly { readonly key: string; readonly number: number }[]
  readonly owner: Text
  readonly history: readonly (Version & { readonly title: Text })[]
}

function answerOf<Answer>(outcome: Outcome): Answer {
  assert.equal(outcome.status, 'accepted', JSON.stringify(outcome))
  return (outcome as { answer: Answer }).answer
}

function refusalOf(outcome: Outcome): string {
  return outcome.status === 'refused' ? outcome.code : 'accepted'
}

async function guideKernel(ending: Parameters<typeof testKernel>[0]) {
  const kernel = await testKernel(ending, { commands: () => [...policyCommands(), ...serviceCommands()] })
  const cache = await openPolicyCache(kernel.db, { report: (error) => assert.fail(String(error)) })
  ending.after(() => cache.close())
  const [guide, item] = servicePublicReads(cache, () => today) as [PublicRead, PublicRead]
  const approved = async (proposal: Outcome) => {
    const { policyValueId } = answerOf<{ policyValueId: string }>(proposal)
    answerOf(await kernel.run(approvePolicyValue, officer('b'), { policyValueId }))
    await cache.refresh()
  }
  return {
    ...kernel,
    approved,
    guideOn: async (on?: string) => {
      const answer = await guide.answer(kernel.db, (on === undefined ? {} : { on }) as never)
      assert.ok(Value.Check(schema.guide.answer, answer))
      return answer.items
    },
    itemOn: async (name: string, on?: string) => {
      const answer = await item.answer(kernel.db, { item: name, ...(on === undefined ? {} : { on }) } as never)
      return answer as unknown as ItemAnswer
    },
  }
}

test('M12.1, M12.2: the guide lists every item in order, with its owner and its dates', async (t) => {
  const { guideOn } = await guideKernel(t)
  const items = await guideOn()
  assert.deepEqual(
    items.map(({ item }) => item),
    Object.keys(firstGuide).toSorted((a, b) => (firstGuide[a]?.order ?? 0) - (firstGuide[b]?.order ?? 0)),
  )
  assert.ok(items.every(({ effectiveFrom, effectiveTo }) => effectiveFrom === '2026-01-04' && effectiveTo === null))
  assert.deepEqual(await guideOn('2026-01-03'), [])
})

test('M12.1: every page fits its schema and prints no placeholder', async (t) => {
  const { itemOn } = await guideKernel(t)
  for (const name of Object.keys(firstGuide)) {
    const answer = await itemOn(name)
    assert.ok(Value.Check(schema.guideItem.answer, answer), name)
    assert.doesNotMatch(JSON.stringify(answer.page), /\{[a-z.-]+\}|尚未公布/, name)
  }
  const unknown = (await itemOn('no-such-item')) as unknown as { accepted: boolean; code: string }
  assert.equal(unknown.code, 'guide-item-unknown')
})

test('M12.1: a rule that two persons change, changes the page on its day and nothing before', async (t) => {
  const { run, approved, itemOn } = await guideKernel(t)
  const change = {
    key: 'sla.reissue.online',
    scope: 'city',
    value: 3,
    effectiveFrom: '2027-01-01',
    source: 'notice',
    verified: false,
  }
  await approved(await run(proposePolicyValue, officer('a'), change))
  const limitOn = async (on: string) => (await itemOn('reissue', on)).page.timeLimits[0]?.limit.zh
  assert.equal(await limitOn('2026-12-31'), '4个工作日')
  assert.equal(await limitOn('2027-01-01'), '3个工作日（暂定）')
  const { figures } = await itemOn('reissue', '2027-01-01')
  assert.equal(figures.find(({ key }) => key === 'sla.reissue.online')?.number, 2)
})

test('M12.2: a new version of an item is proposed, approved by another, dated, and the old one stays readable', async (t) => {
  const { run, approved, itemOn } = await guideKernel(t)
  const content = { ...firstGuide['reissue'], title: { zh: '补卡（新）', en: 'Re-issue (new)' } }
  const input = { item: 'reissue', content, effectiveFrom: '2027-01-01', source: 'notice', verified: true }
  const proposal = await run(schema.proposeGuideItem, officer('a'), input)
  const { policyValueId } = answerOf<{ policyValueId: string }>(proposal)
  assert.equal(refusalOf(await run(approvePolicyValue, officer('a'), { policyValueId })), 'same-person-twice')
  await approved(proposal)
  const before = await itemOn('reissue', '2026-12-31')
  const after = await itemOn('reissue', '2027-01-01')
  assert.equal(before.page.title.zh, '补卡（遗失后补领）')
  assert.equal(before.verified, false)
  assert.equal(before.effectiveTo, '2026-12-31')
  assert.equal(after.page.title.zh, '补卡（新）')
  assert.equal(after.verified, true)
  assert.deepEqual(
    after.history.map(({ number, title, effectiveFrom, effectiveTo }) => [
      number,
      title.en,
      effectiveFrom,
      effectiveTo,
    ]),
    [
      [2, 'Re-issue (new)', '2027-01-01', null],
      [1, 'Re-issue after loss', '2026-01-04', '2026-12-31'],
    ],
  )
})

test('M12.1: an item that prints a figure which does not exist, and a guide text as a bare value, are refused', async (t) => {
  const { run } = await guideKernel(t)
  const content = { ...firstGuide['reissue'], contact: 'no.such.figure' }
  const item = { item: 'reissue', content, effectiveFrom: '2027-01-01', source: 'notice', verified: true }
  const bare = {
    key: 'guide.reissue',
    scope: 'city',
    value: JSON.stringify(firstGuide['reissue']),
    effectiveFrom: '2027-01-01',
    source: 'notice',
    verified: true,
  }
  assert.equal(refusalOf(await run(schema.proposeGuideItem, officer('a'), item)), 'guide-figure-unknown')
  assert.equal(refusalOf(await run(proposePolicyValue, officer('a'), bare)), 'policy-proposed-elsewhere')
})
