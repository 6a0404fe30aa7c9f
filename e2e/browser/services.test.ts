import assert from 'node:assert/strict'
import { after, suite, test } from 'node:test'
import { addDays, dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import { type District, districtName } from '@yika/core/identifier/district.ts'
import { announceIntegration, signIntegration } from '@yika/core/service/integration-schema.ts'
import { reportTerminalHealth } from '@yika/core/terminal/schema.ts'
import { decideUse } from '@yika/core/use/schema.ts'
import type { Page } from 'playwright-core'
import type { SamplePerson } from '../../server/src/sample/sample-person.ts'
import { answered } from '../../server/src/simulator/api-client.ts'
import { dayParties } from '../../server/src/simulator/day/day-parties.ts'
import { scriptBytes } from './first-view.ts'
import { givenTelephone } from './given-telephone.ts'
import { keysOf } from './keys-of.ts'
import { barriers, complaintsOf, isTooWide, type Language, noBrowser, setStage } from './stage.ts'

const stage = await setStage({ after })
const phone = { width: 390, height: 844 }
const narrow = { width: 320, height: 640 }
const budgetBytes = 200 * 1024

suite('what the card opens and where it was used', { skip: stage === undefined && noBrowser }, async () => {
  if (stage === undefined) return
  const { open, yika, signInCitizen } = stage
  const parties = dayParties(yika.url)
  const person = yika.people.find(({ card, kind }) => card?.social === 'enabled' && kind === 'citizen') as SamplePerson
  const telephone = await givenTelephone(yika, person)

  async function used(institutionId: string, serviceId: string): Promise<void> {
    const presentation = { by: 'e-card', code: await telephone.code(serviceId), at: instantOf(Date.now()) } as const
    const institution = await parties.party(institutionId)
    await answered(institution, decideUse, { serviceId, presentation, purpose: 'card-use' }, crypto.randomUUID())
  }

  // One session for all: codes for signing in are limited for everybody.
  const page = await open(phone)
  await page.goto('/me')
  await signInCitizen(page, person)

  async function fits(here: Page, ...languages: readonly Language[]): Promise<void> {
    for (const language of languages) {
      const other = here.locator('.frame-tools').getByRole('button', { name: language === 'zh' ? '中文' : 'English' })
      if ((await other.count()) > 0) await other.click()
      await here.setViewportSize(narrow)
      assert.deepEqual(await barriers(here), [])
      assert.equal(await isTooWide(here), false, here.url())
      await here.setViewportSize(phone)
    }
    const complaints = complaintsOf(here).filter((one) => !one.includes('ERR_FAILED'))
    assert.deepEqual(complaints, [])
  }

  test('M5.1, M5.4, M16.1, M16.2: everybody reads the catalogue by its eight fields, and what takes the place of an old card', async () => {
    const tomorrow = addDays(dayOf(instantOf(Date.now())), 1)
    const first = await parties.party('landscaping')
    const second = await parties.party('landscaping', 'second')
    const oldCard = { zh: '公园年票卡', en: 'annual ticket card of the parks' }
    await answered(
      first,
      announceIntegration,
      {
        ...{ serviceId: 'park-annual-ticket', oldCard },
        ...{ noOwnCardFrom: tomorrow, oldRightsUntil: '2099-12-31' },
      },
      crypto.randomUUID(),
    )
    await answered(second, signIntegration, { serviceId: 'park-annual-ticket' }, crypto.randomUUID())

    const reader = await open(phone)
    const bytes = await scriptBytes(reader, () => reader.goto('/services'))
    assert.ok(bytes > 50_000 && bytes <= budgetBytes, `${bytes} bytes of script`)
    assert.equal(await reader.locator('main h2').count(), 8 + 1)
    await fits(reader, 'en', 'zh')
    await reader.getByLabel('名称', { exact: true }).fill('年票')
    await reader.getByText('共 1 项').waitFor()
    await reader.getByLabel('旧卡的名称').fill('公园年票卡')
    await reader.getByRole('button', { name: '查询' }).click()
    await reader.getByText('到哪里加载').waitFor()
    await fits(reader, 'en', 'zh')
    await reader.getByRole('link', { name: '公园年票', exact: true }).first().click()
    await reader.getByRole('heading', { name: '公园年票', exact: true }).waitFor()
    await reader.getByText('这项服务代替了公园年票卡').waitFor()
    await reader
      .getByText(/请使用社会保障卡|社会保障卡/)
      .first()
      .waitFor()
    await fits(reader, 'en', 'zh')
    await reader.goto('/services/no-such-service')
    await reader.getByRole('alert').waitFor()
    await fits(reader, 'zh')
    await reader.context().close()
  })

  test('M12.6: everybody reads how many terminals work, by the keyboard alone also where one is near', async () => {
    const { client } = await parties.terminal('library-1', 'desk-of-library', {
      ...{ kind: 'counter', services: ['library'], place: '一层' },
    })
    await answered(
      client,
      reportTerminalHealth,
      {
        ...{ software: '1.0', clock: instantOf(Date.now()), waiting: 0, reader: 'ok', lists: [] },
      },
      crypto.randomUUID(),
    )
    const reader = await open({ ...phone, language: 'en' })
    await reader.goto('/outlets')
    const pressOn = keysOf(reader)
    await pressOn(reader.getByRole('main').getByRole('link', { name: /Counters and kiosks that take the card/ }))
    await reader.getByRole('cell', { name: 'Counters' }).waitFor()
    await reader.getByRole('cell', { name: '100%' }).waitFor()
    const health = await yika.send('/v1/terminal/terminal-health?kind=counter')
    const [{ district }] = health.body['districts'] as [{ district: District }]
    const name = districtName(district, 'en')
    await pressOn(reader.getByLabel('District', { exact: true }), name.slice(0, 1))
    await reader.keyboard.type(name.slice(1))
    await reader.getByText('1 of 1 work').waitFor()
    await fits(reader, 'zh', 'en')
    await reader.context().close()
  })

  test('M5.3, M5.4: a holder sees what the card opens and what is missing, and rests a service over a broken network', async () => {
    await page.goto('/me/services')
    await page.getByText(/现在可用 \d+ 项/).waitFor()
    await fits(page, 'en', 'zh')
    await page.getByRole('link', { name: '公园年票', exact: true }).click()
    await page.getByRole('heading', { name: '公园年票' }).waitFor()
    await page.getByText('该服务尚未加载到卡上').waitFor()
    await page.getByText('该服务的服务点').waitFor()
    await page.getByText('公园年票卡').waitFor()
    await fits(page, 'en', 'zh')
    await page.goto('/me/services/library')
    await page.getByRole('button', { name: '暂停这项服务' }).click()
    await page.route('**/v1/service/suspend-application', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await page.getByRole('button', { name: '确定' }).click()
    await page.getByText('网络中断，尚未收到答复。').waitFor()
    await page.unroute('**/v1/service/suspend-application')
    await page.getByRole('button', { name: '确定' }).click()
    await page.getByText('已暂停：持卡人要求').waitFor()
    await fits(page, 'en', 'zh')
    await used('library-1', 'library')
    await page.getByRole('button', { name: '恢复这项服务' }).click()
    await page.getByRole('button', { name: '确定' }).click()
    await page.getByText('已恢复。').waitFor()
  })

  test('M2.9, M13.2, M13.4, M14.7: where the card was used and why not; who does not know a use stops the card; before and after are told apart', async () => {
    await used('library-1', 'library')
    await used('museum-1', 'museum')
    await page.goto('/me/uses')
    await page.getByText('共 3 次').waitFor()
    await page.getByText('该服务已暂停').waitFor()
    await page.getByRole('img', { name: /共 2 次通过、1 次未通过/ }).waitFor()
    await page.locator('summary', { hasText: '数据表：每项服务' }).click()
    await page.getByRole('cell', { name: '图书借阅' }).waitFor()
    await fits(page, 'en', 'zh')
    await page.getByLabel('结果').selectOption('refused')
    await page.getByText('共 1 次', { exact: true }).waitFor()
    await page.getByLabel('结果').selectOption('')
    await page.getByLabel('服务', { exact: true }).selectOption('museum')
    await page.getByText('共 1 次', { exact: true }).waitFor()
    await page.getByText('这次不是我用的').click()
    await page.getByText(/同时向主管部门反映/).waitFor()
    await fits(page, 'en', 'zh')
    await page.getByRole('link', { name: '马上挂失' }).click()
    await page.locator('main [type=radio]').first().check()
    await page.locator('main [type=submit]').click()
    await page.getByRole('heading', { name: '哪些终端已经知道' }).waitFor()
    await page.getByText(/不联网的终端：0 \/ 1 台|不联网的终端：新名单/).waitFor()
    await fits(page, 'en', 'zh')
    await used('library-1', 'library')
    await page.goto('/me/uses')
    await page.getByRole('link', { name: '挂失前后的用卡记录' }).click()
    await page.getByRole('heading', { name: '挂失之后' }).waitFor()
    const after = page.locator('section', { has: page.getByRole('heading', { name: '挂失之后' }) })
    const before = page.locator('section', { has: page.getByRole('heading', { name: '挂失之前' }) })
    assert.deepEqual([await after.locator('.use').count(), await before.locator('.use').count()], [1, 3])
    await after.getByText('社会保障卡已挂失').waitFor()
    await fits(page, 'en', 'zh')
    await page.goto('/me/e-card')
    await page.getByText('现在不能使用').waitFor()
    await fits(page, 'en', 'zh')
    // Back and on again: what one has seen is still there.
    await page.goBack()
    await page.getByRole('heading', { name: '挂失之后' }).waitFor()
    await page.goto('/me/uses/2026-01')
    await page.getByText('2026年1月没有用卡记录。').waitFor()
  })
})
