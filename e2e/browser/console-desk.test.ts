import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, suite, test } from 'node:test'
import * as application from '@yika/core/application/schema.ts'
import { dutyNotice } from '@yika/core/card/duty-notice.ts'
import * as card from '@yika/core/card/schema.ts'
import * as distribution from '@yika/core/distribution/schema.ts'
import type { Locator, Page } from 'playwright-core'
import { staffByUserName } from '../../server/src/access/store.ts'
import { sampleSeed } from '../../server/src/first-start.ts'
import { samplePhoto } from '../../server/src/sample/sample-photo.ts'
import { newOpeningKey, publicKeyOf } from '../../server/src/simulator/opening-key.ts'
import { sampleCertifier, sampleFactory, startSimulator } from '../../server/src/simulator/start-simulator.ts'
import { scriptBytes } from './first-view.ts'
import { barriers, complaintsOf, isTooWide, noBrowser, setStage } from './stage.ts'

const ends: (() => Promise<void>)[] = []
after(async () => {
  for (const end of ends.reverse()) await end()
})
const stage = await setStage({ after: (end) => void ends.push(end) })
const budget = 350_000
const never = 3_600_000

suite('the desk of the bureau', { skip: stage === undefined && noBrowser }, () => {
  if (stage === undefined) return
  const { open, yika, holder, signInStaff } = stage

  /** One sign-in for each person: the codes of an authenticator are good once. */
  async function sit(role: string, address: string, width = 1280): Promise<Page> {
    const page = await open({ width, height: 900 })
    await page.goto(address)
    await signInStaff(page, role)
    return page
  }

  /** No barrier in either language, and nothing that the browser complains of. */
  async function isSound(page: Page): Promise<void> {
    for (const other of ['English', '中文']) {
      assert.deepEqual(await barriers(page), [], page.url())
      await page.locator('.frame-tools').getByRole('button', { name: other }).click()
      await page.locator('.frame-tools').getByRole('button', { name: other }).waitFor({ state: 'detached' })
    }
    const heard = complaintsOf(page).filter((complaint) => !complaint.includes('net::ERR_FAILED'))
    assert.deepEqual(heard, [])
  }

  const dialog = (page: Page): Locator => page.locator('dialog[open]')

  /** From the button through the dialog to the sentence that says what was done. */
  async function does(page: Page, label: string, enter?: (asked: Locator) => Promise<unknown>): Promise<string> {
    const said = page.locator('main [role=status] .notice')
    const before = (await said.count()) === 0 ? '' : await said.textContent()
    await page.locator('main').getByRole('button', { name: label, exact: true }).first().click()
    await enter?.(dialog(page))
    await dialog(page).locator('[type=submit]').click()
    await dialog(page).waitFor({ state: 'detached' })
    // What the deed before this one said may stand a moment longer.
    await said.filter({ hasNotText: before || /^$/ }).waitFor()
    return (await said.textContent()) ?? ''
  }

  let sitting: Promise<{ readonly first: Page; readonly second: Page }> | undefined
  /** The two who manage production; they stay at their desks. */
  function managers() {
    sitting ??= (async () => ({
      first: await sit('production-manager', '/console/batches/form'),
      second: await sit('second-production-manager', '/console/blanks'),
    }))()
    return sitting
  }

  async function applies(): Promise<{ readonly bankId: string; readonly outletId: string }> {
    const token = await yika.citizen(holder)
    const { body: mine } = await yika.call(card.myCards, token, { purpose: 'own-affairs' })
    const [{ personId } = { personId: '' }] = mine['cards'] as { personId: string }[]
    const file = (await samplePhoto(holder.index, sampleSeed)).toString('base64')
    await yika.call(application.addPhoto, token, { personId, file })
    const clerk = await staffByUserName(yika.server.platform.db, yika.account('bank-clerk').userName)
    assert.ok(clerk?.bankId && clerk.officeId)
    const place = { bankId: clerk.bankId, outletId: clerk.officeId }
    const { body, status } = await yika.call(application.applyForCard, token, {
      ...{ personId, name: holder.name, kind: 'renewal', reason: 'generation-upgrade' },
      ...{ bankId: place.bankId, delivery: 'outlet', outletId: place.outletId, dutyShown: dutyNotice.version },
    })
    assert.equal(status, 200, JSON.stringify(body))
    return place
  }

  test('M6.2, M13.5, M14.8: a batch goes from formed to reconciled between two people and three parties, its card to its end', async () => {
    const { bankId, outletId } = await applies()
    const { db, executor } = yika.server.platform
    const faults: unknown[] = []
    const parties = await startSimulator({
      ...{ db, executor, baseUrl: yika.url, everyMs: never },
      told: () => {},
      report: (error) => void faults.push(error),
    })
    ends.push(() => parties.stop())

    const { first, second } = await managers()
    // Blanks first: taken in and offered by one, signed for by another.
    await first.goto('/console/blanks')
    assert.match(
      await does(first, '卡基入库', async (asked) => {
        await asked.getByLabel('数量').fill('20')
        await asked.getByLabel('送货单号').fill('DESK-1')
      }),
      /现有 20 张/,
    )
    await isSound(first)
    await first.getByRole('link', { name: '市级卡基库' }).click()
    await does(first, '移交', async (asked) => {
      await asked.getByLabel('制卡厂', { exact: true }).selectOption(sampleFactory)
      await asked.getByLabel('数量').fill('5')
    })
    await isSound(first)
    await second.goto(`/console/blanks/${sampleFactory}`)
    await does(second, '签收 5 张', (asked) => asked.getByLabel('实收数量').fill('5'))

    // Formed by one person, who is not offered the release.
    await first.goto('/console/batches/form')
    await first.locator('main [type=submit]').click()
    await first.getByRole('alert').first().waitFor()
    await isSound(first)
    await first.getByLabel('银行', { exact: true }).selectOption(bankId)
    await first.getByLabel('区', { exact: true }).selectOption(holder.district)
    await first.locator('main [type=submit]').click()
    await first.locator('main ul a').first().click()
    await first.getByText('须由另一位制卡管理人员复核放行').waitFor()
    assert.equal(await first.getByRole('button', { name: '复核放行' }).count(), 0)
    const address = new URL(first.url()).pathname
    await isSound(first)

    // Released by another, over a network that breaks after the deed: pressing again does nothing twice.
    await second.goto(address)
    await second.getByRole('button', { name: '复核放行' }).click()
    assert.deepEqual(await barriers(second), [])
    await second.route('**/v1/production/release-batch', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await dialog(second).locator('[type=submit]').click()
    await dialog(second).getByRole('alert').getByText('不会办理两次').waitFor()
    await second.unroute('**/v1/production/release-batch')
    await dialog(second).locator('[type=submit]').click()
    await second.getByText('已放行，下一步').waitFor()

    const answered = async () => {
      await parties.round()
      await first.reload()
    }
    await first.reload()
    await does(first, '送交银行')
    await first.getByText('等待银行回盘').waitFor()
    await answered()
    await does(first, '申请证书', (asked) => asked.getByLabel('证书机构').selectOption(sampleCertifier))
    await answered()
    await does(first, '送交制卡厂', (asked) => asked.getByLabel('制卡厂').selectOption(sampleFactory))
    await answered()
    await answered()
    assert.deepEqual(faults, [])
    assert.match(await does(first, '交付发放'), /1 张成品卡/)
    await isSound(first)
    assert.match(await does(first, '核对结清'), /成功 1，重做 0，终止 0/)
    await first.getByText('本批次已办结').waitFor()
    const lines = first.waitForEvent('download')
    await first.getByRole('button', { name: '导出 CSV' }).click()
    assert.match(await readFile(await (await lines).path(), 'utf8'), /已交发放/)

    // The finished card is packed, and leaves with a signature.
    await first.goto('/console/parcels/form')
    await first.getByLabel('银行', { exact: true }).selectOption(bankId)
    await first.getByLabel('网点', { exact: true }).selectOption(outletId)
    await isSound(first)
    await first.locator('main [type=submit]').click()
    await does(first, '发出')
    await first.locator('main .table').getByText('运送中').waitFor()
    await isSound(first)
    await first.setViewportSize({ width: 320, height: 640 })
    assert.equal(await isTooWide(first), false)

    // It does not arrive, turns up, and is destroyed by two.
    const parcelId = new URL(first.url()).pathname.split('/').at(-1)
    const received = { parcelId, scanned: [], missing: 1 }
    const answer = await yika.call(distribution.receiveParcel, await yika.staff('bank-clerk'), received)
    assert.equal(answer.status, 200, answer.text)
    const lying = (state: string) => `/console/lying-cards?bankId=${bankId}&officeId=${outletId}&state=${state}`
    const number = (await first.locator('main tbody td').nth(1).textContent()) ?? ''
    await first.goto(lying('missing'))
    await does(first, `登记找回 ${number}`)
    await first.goto(lying('found'))
    await does(first, `提出销毁 ${number}`, (asked) => asked.getByLabel('原因').fill('found too late'))
    await first.getByText('由您提出，须由另一人确认').waitFor()
    assert.equal(await isTooWide(first), false)
    await isSound(first)
    await second.goto(lying('found'))
    assert.match(await does(second, `确认销毁 ${number}`), /已销毁/)
    await isSound(second)
  })

  test('M13.5, M14.8: blanks are destroyed, counts settled and a factory believed by two people', async () => {
    const { first, second } = await managers()
    await first.goto('/console/blanks/bureau-store')
    await does(first, '登记废卡基', async (asked) => {
      await asked.getByLabel('数量').fill('2')
      await asked.getByLabel('原因').fill('scratched')
    })
    await does(first, '提出销毁', (asked) => asked.getByLabel('数量').fill('2'))
    assert.equal(await first.getByRole('button', { name: '确认销毁' }).count(), 0)
    await does(first, '日终盘点', (asked) => asked.getByLabel('实物数量').fill('12'))
    assert.equal(await first.getByRole('button', { name: '处理盘点差异' }).count(), 0)
    await isSound(first)
    await second.goto('/console/blanks/bureau-store')
    assert.match(await does(second, '确认销毁'), /已销毁 2 张/)
    assert.match(
      await does(second, '处理盘点差异', (asked) => asked.getByLabel('原因').fill('one was lost')),
      /在库 12 张/,
    )

    const key = publicKeyOf(newOpeningKey()).sm2
    await first.goto('/console/factory-keys')
    await does(first, '登记公钥', async (asked) => {
      await asked.getByLabel('制卡厂').selectOption(sampleFactory)
      await asked.getByLabel('SM2').fill(key)
    })
    assert.equal(await first.getByRole('button', { name: /确认公钥/ }).count(), 0)
    await isSound(first)
    await second.goto('/console/factory-keys')
    await second.getByRole('button', { name: /确认公钥/ }).click()
    await dialog(second).getByLabel('SM2').fill(publicKeyOf(newOpeningKey()).sm2)
    await dialog(second).locator('[type=submit]').click()
    await dialog(second).getByRole('alert').waitFor()
    // What was entered stays, and is put right.
    await dialog(second)
      .getByLabel('SM2')
      .fill(
        key
          .match(/.{1,8}/g)
          ?.join(' ')
          .toLowerCase() ?? '',
      )
    await dialog(second).locator('[type=submit]').click()
    await second.getByText('两人一致，公钥已启用').waitFor()
    await isSound(second)
  })

  test('M1.2, M7.15, M9.5: figures are read as sentences, as tables and as files; the filter stands in the address', async () => {
    const page = await sit('bureau-officer', '/console')
    const bytes = await scriptBytes(page, () => page.reload())
    assert.ok(bytes > 50_000 && bytes <= budget, `${bytes} bytes of script`)
    await page.locator('main').getByRole('link', { name: '统计看板' }).click()
    const figure = page.locator('section.figure', { hasText: '每日申领量' })
    await figure.getByText('申请 1 份，受理 1 份').waitFor()
    assert.equal(
      await figure.getByRole('img').getAttribute('aria-label'),
      await figure.locator('p').first().textContent(),
    )
    await figure.locator('summary').click()
    const cells = await figure.locator('tbody tr').first().locator('th, td').allTextContents()
    assert.deepEqual(cells.slice(1), ['网上', '1', '1', '0'])
    const file = page.waitForEvent('download')
    await figure.getByRole('button', { name: '导出 CSV' }).click()
    const text = await readFile(await (await file).path(), 'utf8')
    assert.equal(text, `\uFEFF日期,渠道,申请,受理,不予受理\r\n${cells.join(',')}\r\n`)
    await page.locator('section.figure', { hasText: '各银行对比' }).locator('summary').click()
    await isSound(page)

    await page.getByLabel('开始日期').fill('2026-01-01')
    await page.getByLabel('结束日期').fill('2026-01-31')
    await page.waitForURL(/from=2026-01-01.*to=2026-01-31/)
    await figure.getByText('所选期间和范围内没有数据').waitFor()
    await page.goBack()
    await page.goBack()
    await figure.getByText('申请 1 份，受理 1 份').waitFor()
    await page.getByLabel('开始日期').fill('2020-01-01')
    await page.getByRole('alert').first().waitFor()
    await isSound(page)
    await page.setViewportSize({ width: 320, height: 640 })
    assert.equal(await isTooWide(page), false)

    const supervisor = await sit('bank-supervisor', '/console/batches')
    await supervisor.locator('section.table').waitFor()
    assert.equal(await supervisor.getByLabel('银行', { exact: true }).count(), 0)
    await isSound(supervisor)

    const district = await sit('district-officer', '/console/figures', 320)
    await district.locator('section.figure').first().waitFor()
    assert.equal(await district.getByLabel('区', { exact: true }).count(), 0)
    assert.equal(await district.locator('section.figure', { hasText: '各银行对比' }).count(), 0)
    await isSound(district)
  })

  test('M14.8: master keys are made by two people, by keyboard alone; neither can be both', async () => {
    const first = await sit('security-administrator', '/console/chip-keys')
    const second = await sit('second-security-administrator', '/console/chip-keys')
    /** As far as Tab leads, to what is called so. */
    async function tabTo(page: Page, name: string): Promise<void> {
      for (let step = 0; step < 80; step += 1) {
        await page.keyboard.press('Tab')
        const called = await page.evaluate(
          "document.activeElement?.labels?.[0]?.textContent ?? document.activeElement?.textContent ?? ''",
        )
        if ((called as string).startsWith(name)) return
      }
      assert.fail(`${name} cannot be reached`)
    }
    await first.getByRole('heading', { level: 2 }).first().waitFor()
    await tabTo(first, '提出产生新版本')
    await first.keyboard.press('Enter')
    await tabTo(first, '算法')
    await first.keyboard.press('ArrowDown')
    await tabTo(first, '提出产生新版本')
    await first.keyboard.press('Enter')
    await dialog(first).getByText('请选择算法并填写原因').waitFor()
    assert.deepEqual(await barriers(first), [])
    await tabTo(first, '返回')
    await first.keyboard.press('Shift+Tab')
    await first.keyboard.press('Shift+Tab')
    await first.keyboard.type('yearly')
    await first.keyboard.press('Enter')
    await first.getByText('由您提出，须由另一位安全管理员确认').waitFor()
    assert.equal(await first.locator('main').getByRole('button', { name: '确认产生' }).count(), 0)
    await isSound(first)

    await second.reload()
    await second.getByRole('heading', { level: 2 }).first().waitFor()
    await tabTo(second, '确认产生')
    await second.keyboard.press('Enter')
    assert.deepEqual(await barriers(second), [])
    await second.keyboard.press('Escape')
    await second.keyboard.press('Enter')
    await tabTo(second, '确认产生')
    await second.keyboard.press('Enter')
    const panel = (page: Page) => page.locator('section.panel', { hasText: '第 2 版' })
    await panel(second).getByText('在用').waitFor()
    await first.reload()
    await panel(first).getByText('在用').waitFor()
    const values = (page: Page) => panel(page).locator('tbody code').allTextContents()
    assert.ok((await values(first)).length > 10)
    assert.deepEqual(await values(first), await values(second))

    // Two tabs of the same deed: the later one is told how things stand.
    await does(first, '停用', (asked) => asked.getByLabel('原因').fill('made in vain'))
    await isSound(first)
    await panel(second).getByRole('button', { name: '停用' }).click()
    await dialog(second).getByLabel('原因').fill('made in vain')
    await dialog(second).locator('[type=submit]').click()
    await dialog(second).getByRole('alert').getByText('第 14 条').waitFor()
    await second.keyboard.press('Escape')
  })
})
