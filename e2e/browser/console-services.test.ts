import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, suite, test } from 'node:test'
import { addDays, dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import { pathOf } from '@yika/core/operation/operation.ts'
import { cardServices } from '@yika/core/service/catalogue-schema.ts'
import type { Locator, Page } from 'playwright-core'
import { scriptBytes } from './first-view.ts'
import { givenTerminals } from './given-terminals.ts'
import { barriers, complaintsOf, isTooWide, type Language, noBrowser, setStage } from './stage.ts'

const stage = await setStage({ after })
const budget = 350_000
const narrow = { width: 320, height: 640 }
const usual = { width: 1280, height: 900 }

suite('services, institutions and terminals at the console', { skip: stage === undefined && noBrowser }, () => {
  if (stage === undefined) return
  const { open, yika, holder, signInStaff } = stage

  async function sit(role: string, address: string, language: Language = 'zh'): Promise<Page> {
    const page = await open({ language, ...usual })
    await page.goto(address)
    await signInStaff(page, role)
    return page
  }

  /** No barrier in either language, nothing that the browser complains of, and no wider than an old telephone. */
  async function isSound(page: Page): Promise<void> {
    for (let turn = 0; turn < 2; turn += 1) {
      assert.deepEqual(await barriers(page), [], page.url())
      const other = page.locator('.frame-tools').getByRole('button', { name: /^(English|中文)$/ })
      const name = (await other.textContent()) ?? ''
      await other.click()
      await page.locator('.frame-tools').getByRole('button', { name, exact: true }).waitFor({ state: 'detached' })
    }
    await page.setViewportSize(narrow)
    assert.equal(await isTooWide(page), false, page.url())
    await page.setViewportSize(usual)
    assert.deepEqual(
      complaintsOf(page).filter((complaint) => !complaint.includes('net::ERR_FAILED')),
      [],
    )
  }

  const dialog = (page: Page): Locator => page.locator('dialog[open]')
  const done = (page: Page, text: string | RegExp): Promise<void> =>
    page.locator('main [role=status] .notice').filter({ hasText: text }).waitFor()

  let sitting: Promise<{ readonly first: Page; readonly second: Page }> | undefined
  /** Two people of one department; they stay at their desks. */
  function department() {
    sitting ??= (async () => ({
      first: await sit('civil-affairs-user', '/console/services/publish'),
      second: await sit('second-civil-affairs-user', '/console/inbox', 'en'),
    }))()
    return sitting
  }

  const today = dayOf(instantOf(Date.now()))
  const tomorrow = addDays(today, 1)

  test('M5.1, M16.4: a service is published as data: what the field has is considered first, the condition says what it means', async () => {
    const { first: page } = await department()
    await page.getByRole('button', { name: '核对并发布' }).click()
    await page.getByText('请选择领域。').first().waitFor()
    await isSound(page)
    await page.getByLabel('领域（第五条）').selectOption('smart-city')
    await page.getByLabel('名称（中文）').fill('社区食堂')
    await page.getByLabel('名称（英文）').fill('community canteen')
    await page.getByLabel('标识').fill('community-canteen')
    await page.getByLabel('身份凭证').check()
    // A department publishes for itself: there is nobody else to choose.
    assert.equal(await page.getByLabel('主管部门').inputValue(), 'civil-affairs')
    assert.equal(await page.getByLabel('主管部门').locator('option').count(), 2)

    await page.getByLabel('符合条件的持卡人').check()
    await page.getByLabel('条件 1 的类型').selectOption('any')
    await page.getByRole('button', { name: '在条件 1 中增加一项' }).click()
    await page.getByLabel('条件 1.2 的类型').selectOption('ground')
    await page.getByText('请至少选择一种依据。').waitFor()
    await page.getByLabel('助残待遇').check()
    await page.getByText('年满60周岁，或者已登记助残待遇').waitFor()
    await page.getByText('aged 60 or over or on record: benefits for the disabled').waitFor()

    // M16.4: a card of its own needs its reason, and every service of the field was looked at.
    await page.getByLabel('另发专用卡').check()
    await page.getByRole('button', { name: '核对并发布' }).click()
    await page.getByText('请逐项比对现有服务。').first().waitFor()
    await page.getByText('请写明理由。').first().waitFor()
    await isSound(page)
    // The tab is loaded anew: what was entered is still there.
    await page.reload()
    assert.equal(await page.getByLabel('名称（中文）').inputValue(), '社区食堂')
    await page.getByText('年满60周岁，或者已登记助残待遇').waitFor()
    await page.getByLabel('使用社会保障卡').check()
    for (const box of await page.getByLabel(/^已比对，不适用/).all()) await box.check()
    await page.getByRole('button', { name: '核对并发布' }).click()
    await page.getByText('可以发布：社区食堂').waitFor()
    await isSound(page)

    // The network goes while it is sent; sent again it is the same deed.
    await page.getByRole('button', { name: '发布服务' }).click()
    await dialog(page).getByText('不能修改或删除').waitFor()
    assert.deepEqual(await barriers(page), [])
    await page.route('**/publish-service', (route) => route.abort())
    await dialog(page).locator('[type=submit]').click()
    await page.getByText('网络中断').waitFor()
    await page.unroute('**/publish-service')
    await dialog(page).locator('[type=submit]').click()
    await page.getByRole('heading', { name: '社区食堂', level: 1 }).waitFor()
    await page.getByText('年满60周岁，或者已登记助残待遇').waitFor()
    await isSound(page)
    const { body } = await yika.send(`${pathOf(cardServices)}?on=${tomorrow}&field=smart-city`)
    const [{ services } = { services: [] }] = body['fields'] as { services: { serviceId: string; ownerId: string }[] }[]
    assert.equal(services.find(({ serviceId }) => serviceId === 'community-canteen')?.ownerId, 'civil-affairs')
  })

  test('M5.2, M2.9: one proposes what an institution may use and be told, a second person signs, by keyboard alone', async () => {
    const { first, second } = await department()
    await first.goto('/console/institutions?kind=hospital')
    await first.getByRole('link', { name: '样例社区卫生服务中心' }).click()
    await first.getByRole('heading', { name: '样例社区卫生服务中心', level: 1 }).waitFor()
    // It is another department's: nothing of its record is offered for change.
    await first.getByRole('button', { name: '提出协议' }).waitFor()
    assert.equal(await first.getByRole('button', { name: '变更登记' }).count(), 0)
    await first.getByRole('button', { name: '提出协议' }).click()
    await dialog(first).getByLabel('服务', { exact: true }).selectOption('elderly-care')
    await dialog(first).getByLabel('年龄段').check()
    await dialog(first).locator('[type=submit]').click()
    await dialog(first).getByText('请选择服务，填写依据').waitFor()
    assert.deepEqual(await barriers(first), [])
    await dialog(first).getByLabel('依据').fill('合作协议（2026）12 号')
    await dialog(first).getByLabel('起始日期').fill(today)
    await dialog(first).locator('[type=submit]').click()
    await done(first, '等待另一人签署')
    await first.getByRole('table').getByText('待签署').waitFor()
    assert.equal(await first.getByRole('button', { name: '签署协议' }).count(), 0)
    await isSound(first)

    await second.goto('/console/inbox?queue=agreements')
    await second.getByRole('link', { name: 'Agreements 1' }).waitFor()
    await isSound(second)
    await second.getByRole('button', { name: 'Sign the agreement' }).focus()
    await second.keyboard.press('Enter')
    await dialog(second).getByText('sample community health centre may use').waitFor()
    assert.deepEqual(await barriers(second), [])
    await second.keyboard.press('Escape')
    await dialog(second).waitFor({ state: 'detached' })
    await second.keyboard.press('Enter')
    await dialog(second).waitFor()
    await second.keyboard.press('Tab')
    await second.keyboard.press('Enter')
    await done(second, 'Signed: sample community health centre')
    await second.getByRole('link', { name: 'Agreements 0' }).waitFor()
    await first.reload()
    await first.getByRole('table').getByText('已签署').waitFor()
  })

  test('M16.1, M16.3: an old card is announced, signed by another, and its holders are moved from a file line by line', async () => {
    const { first, second } = await department()
    await first.goto('/console/integrations')
    await first.getByRole('button', { name: '公告整合服务' }).click()
    await dialog(first).getByLabel('服务', { exact: true }).selectOption('elderly-care')
    assert.equal(await dialog(first).getByLabel('旧卡名称（中文）').inputValue(), '北京通-养老助残卡')
    assert.deepEqual(await barriers(first), [])
    await dialog(first).locator('[type=submit]').click()
    await done(first, '等待另一人签署')
    await first.getByText('由您公告：须由另一人签署。').waitFor()
    await isSound(first)

    await second.goto('/console/inbox?queue=integrations')
    await second.locator('main').getByRole('button', { name: 'Sign', exact: true }).click()
    await dialog(second).getByText('never brought forward').waitFor()
    await dialog(second).locator('[type=submit]').click()
    await done(second, 'Signed and published')

    await first.reload()
    await first.getByRole('button', { name: '延长旧卡权益' }).waitFor()
    await first.getByRole('button', { name: '建立迁移批次' }).click()
    await dialog(first).getByLabel('整合的服务').selectOption('elderly-care')
    await dialog(first).getByLabel('文件名称或文号').fill('养老卡 2026-11 第一批')
    await dialog(first).locator('[type=submit]').click()
    await first.getByRole('heading', { name: '旧卡迁移：养老卡 2026-11 第一批' }).waitFor()
    const choose = (text: string) =>
      first.getByLabel('CSV 文件').setInputFiles({ name: 'old.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await choose('姓名,旧卡号\n张,A1\n')
    await first.getByText('缺少必填列：证件号码、权益起始日期').waitFor()
    const head = '证件号码,旧卡号,权益起始日期,余额（元）'
    const good = `${holder.identityNumber},A0000001,2026-01-01,0`
    const nobody = '110105194912310038,A0000002,2026-01-01,0'
    await choose(`${head}\n${good}\n${nobody}\n${holder.identityNumber},A0000003,soon,0\n`)
    await first.getByText('可以发送 2 行').waitFor()
    await first.getByRole('table', { name: '未通过的行' }).getByText('日期无法识别').waitFor()
    await isSound(first)

    // The network goes in the middle: going on moves nothing twice.
    await first.route('**/receive-migration-lines', (route) => route.abort())
    await first.getByRole('button', { name: '发送 2 行' }).click()
    await first.getByText('网络中断').waitFor()
    await first.unroute('**/receive-migration-lines')
    await first.getByRole('button', { name: '发送 2 行' }).click()
    await first.getByText('已全部发送：2 行').waitFor()
    const results = first.getByRole('table', { name: '逐行结果' })
    await results.getByText('登记中查无此人').waitFor()
    assert.equal(await results.getByText(holder.identityNumber).count(), 0)
    await isSound(first)
    const [saved] = await Promise.all([
      first.waitForEvent('download'),
      first.getByRole('button', { name: '导出 CSV' }).click(),
    ])
    const lines = (await readFile((await saved.path()) ?? '', 'utf8')).trim().split('\r\n')
    assert.equal(lines.length, 3)
    assert.match(lines[2] ?? '', /^2,登记中查无此人/)

    // What the department has counted is held against what came.
    await first.getByRole('button', { name: '关闭批次' }).click()
    await dialog(first).getByLabel('本部门清点的行数').fill('3')
    await dialog(first).getByLabel('本部门清点的余额合计').fill('0')
    await dialog(first).locator('[type=submit]').click()
    await dialog(first).getByRole('alert').waitFor()
    await dialog(first).getByLabel('本部门清点的行数').fill('2')
    await dialog(first).locator('[type=submit]').click()
    await done(first, '批次已关闭')
    assert.equal(await first.getByLabel('CSV 文件').count(), 0)
  })

  test('M9.5, M12.6, M13.4: terminals, the silent ones first; a proof which of them hold a list; one is suspended', async () => {
    const { version } = await givenTerminals(stage)
    const page = await sit('bureau-officer', '/console/terminals')
    await page.getByRole('link', { name: '失联 1' }).waitFor()
    await page.getByRole('link', { name: 'park-1-west' }).waitFor()
    assert.equal(await page.getByRole('link', { name: 'park-1-east' }).count(), 0)
    await isSound(page)

    await page.getByRole('link', { name: '名单送达证明' }).click()
    await page.getByText('2 台终端中，1 台已确认，0 台尚未确认，1 台失联。').waitFor()
    await isSound(page)
    await page.getByLabel('版本').fill(String(version + 1))
    await page.getByText('2 台终端中，0 台已确认，1 台尚未确认，1 台失联。').waitFor()
    await page.getByText(`没有第 ${version + 1} 版`).waitFor()
    await page.getByRole('link', { name: '尚未确认 1' }).click()
    const table = page.getByRole('table', { name: '名单送达证明' })
    await table.getByText('park-1-west').waitFor({ state: 'detached' })
    await table.getByRole('link', { name: 'park-1-east' }).click()

    await page.getByRole('heading', { name: '终端 park-1-east' }).waitFor()
    await page
      .locator('code')
      .filter({ hasText: /^[\w-]{43}$/ })
      .waitFor()
    await isSound(page)
    await page.getByRole('button', { name: '暂停终端' }).click()
    await dialog(page).locator('[type=submit]').click()
    await dialog(page).getByText('请填写原因').waitFor()
    await dialog(page).getByLabel('原因').fill('闸机检修')
    await dialog(page).locator('[type=submit]').click()
    await done(page, '已暂停：park-1-east')
    await page.getByRole('button', { name: '恢复终端' }).waitFor()

    await page.goto('/console/services/park-free-entry')
    await page.getByLabel('月份').waitFor()
    await page.getByRole('table', { name: '用卡协议' }).getByText('样例公园（一）').waitFor()
    await isSound(page)
    const bytes = await scriptBytes(page, () => page.goto('/console/services/publish'))
    assert.ok(bytes <= budget, `${bytes} bytes of script`)
  })
})
