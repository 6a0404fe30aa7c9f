import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, suite, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { Actor } from '@yika/core/access/actor.ts'
import { systemActor } from '@yika/core/access/actor.ts'
import { addDays, type Day, dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import type { Operation } from '@yika/core/operation/operation.ts'
import { writeReconciliationFile } from '@yika/core/reconciliation/reconciliation-file.ts'
import * as reconciliation from '@yika/core/reconciliation/schema.ts'
import * as benefit from '@yika/core/settlement/benefit-schema.ts'
import type { Locator, Page } from 'playwright-core'
import { staffByUserName } from '../../server/src/access/store.ts'
import { scriptBytes } from './first-view.ts'
import { barriers, complaintsOf, isTooWide, noBrowser, setStage } from './stage.ts'

const ends: (() => Promise<void>)[] = []
after(async () => {
  for (const end of ends.reverse()) await end()
})
const stage = await setStage({ after: (end) => void ends.push(end) })
const budget = 350_000
const pollMs = 100
const today = dayOf(instantOf(Date.now()))
const month = today.slice(0, 'YYYY-MM'.length)

suite('money at the console', { skip: stage === undefined && noBrowser }, () => {
  if (stage === undefined) return
  const { open, yika, signInStaff } = stage
  const { executor, reader, db } = yika.server.platform

  const desks = new Map<string, Promise<Page>>()
  /** Everybody signs in once and keeps the desk: the codes of an authenticator are good once. */
  async function at(user: string, address: string): Promise<Page> {
    const seated = desks.get(user)
    const desk =
      seated ??
      (async () => {
        const page = await open({ width: 1280, height: 900 })
        await page.goto('/console')
        await signInStaff(page, user)
        return page
      })()
    desks.set(user, desk)
    const page = await desk
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.goto(address)
    await page.locator('main:not(:has(.loading)) h1').first().waitFor()
    return page
  }

  /** No barrier in either language, nothing that the browser complains of, and no scrolling in two directions. */
  async function isSound(page: Page): Promise<void> {
    for (const other of ['English', '中文']) {
      assert.deepEqual(await barriers(page), [], page.url())
      await page.locator('.frame-tools').getByRole('button', { name: other }).click()
      await page.locator('.frame-tools').getByRole('button', { name: other }).waitFor({ state: 'detached' })
    }
    await page.setViewportSize({ width: 320, height: 640 })
    assert.equal(await isTooWide(page), false, page.url())
    await page.setViewportSize({ width: 1280, height: 900 })
    const heard = complaintsOf(page).filter((complaint) => !complaint.includes('net::ERR_FAILED'))
    assert.deepEqual(heard, [])
  }

  const dialog = (page: Page): Locator => page.locator('dialog[open]')

  /** From the button through the dialog to the sentence that says what was done. */
  async function does(page: Page, label: string | RegExp, enter?: (asked: Locator) => Promise<unknown>) {
    const said = page.locator('main [role=status] .notice')
    const before = (await said.count()) === 0 ? '' : await said.first().textContent()
    await page.locator('main').getByRole('button', { name: label }).first().click()
    await enter?.(dialog(page))
    await dialog(page).locator('[type=submit]').click()
    await dialog(page).waitFor({ state: 'detached' })
    await said.filter({ hasNotText: before || /^$/ }).waitFor()
    return (await said.first().textContent()) ?? ''
  }

  async function accepted(operation: Operation, actor: Actor, input: object): Promise<unknown> {
    const outcome = await executor.execute(operation, { actor, key: crypto.randomUUID(), input })
    assert.equal(outcome.status, 'accepted', JSON.stringify(outcome))
    return (outcome as { answer: unknown }).answer
  }

  const inCivilAffairs: Actor = { id: 'story', role: 'department-user', organisationId: 'civil-affairs' }

  /** The queue pays by itself; the story looks until it has. */
  async function untilPaid(batchId: string): Promise<void> {
    for (;;) {
      const outcome = await reader.read(benefit.benefitBatch, inCivilAffairs, { batchId })
      assert.equal(outcome.status, 'accepted')
      if ((outcome as unknown as { answer: { status: string } }).answer.status === 'released') return
      await wait(pollMs)
    }
  }

  test('M13.4: money for a budget is proposed by one and let in by another; the books balance in a sentence', async () => {
    const first = await at('finance-user', '/console')
    const bytes = await scriptBytes(first, () => first.reload())
    assert.ok(bytes > 50_000 && bytes <= budget, `${bytes} bytes of script`)
    await first.locator('main').getByRole('link', { name: '资金账务' }).click()
    await first.getByRole('link', { name: '部门预算变更' }).click()
    await does(first, '拟定拨款', async (asked) => {
      await asked.locator('[type=submit]').click()
      await asked.getByText('请选择部门').waitFor()
      await asked.getByLabel('部门').selectOption('civil-affairs')
      await asked.getByLabel('金额').fill('100,000.50')
      await asked.getByLabel('原因').fill('年度预算拨款')
      await asked.getByLabel('经由银行').selectOption({ index: 1 })
    })
    await first.getByText('由您拟定，须由另一人复核').waitFor()
    await isSound(first)
    const second = await at('second-finance-user', '/console/ledger/budgets?status=proposed')
    assert.match(await does(second, '复核通过'), /100,000\.50 元/)
    await second.goto('/console/ledger?kind=budget')
    await second.locator('main td').getByText('100,000.50').first().waitFor()
    await second.locator('main tbody').getByRole('link').first().click()
    await second.getByText('收 100,000.50').waitFor()
    assert.match((await second.locator('main dl').textContent()) ?? '', /0\.00.*贷 100,000\.50/)
    await isSound(second)

    const auditor = await at('auditor', '/console/ledger')
    await auditor.getByText(/相抵为零：账目平衡/).waitFor()
    await isSound(auditor)
    await auditor.locator('main tbody').getByRole('link').first().click()
    await auditor
      .getByRole('link', { name: /查看流水/ })
      .first()
      .click()
    await auditor.getByText('已入账').first().waitFor()
    assert.match((await auditor.locator('main tbody').textContent()) ?? '', /银行清算户.*部门预算.*100,000\.50/)
    await isSound(auditor)
    // A department that is not the treasury is not offered its books.
    const other = await at('civil-affairs-user', '/console')
    assert.equal(await other.locator('main').getByRole('link', { name: '资金账务' }).count(), 0)
  })

  let batchId = ''

  test('M2.7, M13.3, M17.5: a benefit from its programme to the voucher, by two; the network breaks in the middle of the file', async () => {
    const first = await at('civil-affairs-user', '/console/benefits/programmes/publish')
    await first.getByLabel('项目代码').fill('story-subsidy')
    await first.getByLabel('中文名称').fill('临时补贴')
    await first.getByLabel('英文名称').fill('Interim subsidy')
    await first.getByLabel('法律或文件依据').fill('story')
    await first.getByLabel('生效日期').fill(`${month}-01`)
    await first.getByLabel('每月发放日').fill('1')
    await first.getByLabel('每笔最多').fill('500')
    await isSound(first)
    await first.locator('main [type=submit]').click()
    await first.getByText('由您拟定，须由另一人批准').waitFor()
    await isSound(first)
    const second = await at('second-civil-affairs-user', '/console/benefits/programmes')
    assert.match(await does(second, /批准：临时补贴/), /已批准/)

    // One who is not in the bank's books yet, and numbers that nobody has: two pieces of a file.
    const without = yika.people.find(({ card, kind }) => card === null && kind === 'citizen')
    const numbers = [without?.identityNumber ?? '', ...Array.from({ length: 600 }, (_, place) => `N${place + 1000}`)]
    const text = `身份证号,金额,备注\r\n${numbers.map((number) => `${number},100.50,冬季`).join('\r\n')}\r\n`
    const file = { name: 'lines.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
    await first.goto('/console/benefits/open')
    await first.getByLabel('待遇项目').selectOption('story-subsidy')
    await first.getByLabel('批次号').fill('STORY-1')
    await first.getByLabel('申报笔数').fill(String(numbers.length))
    await first.getByLabel('申报总额').fill((numbers.length * 100.5).toFixed(2))
    await isSound(first)
    await first.locator('main [type=submit]').click()
    await first.getByLabel(/CSV 文件/).setInputFiles(file)
    await first.getByText('与申报数相符').waitFor()
    await isSound(first)
    let pieces = 0
    const address = '**/receive-benefit-lines'
    await first.route(address, (route) => {
      pieces += 1
      return pieces === 1 ? route.continue() : route.abort('failed')
    })
    await first.getByRole('button', { name: /送出 601 笔/ }).click()
    await first.getByRole('alert').first().waitFor()
    await first.unroute(address)
    await first.reload()
    await first.getByLabel(/CSV 文件/).setInputFiles(file)
    await first.getByRole('button', { name: '继续送出（已完成 500 / 601 笔）' }).click()
    await first.getByText('601 笔全部送达').waitFor()
    assert.match(await does(first, '核对并封闭'), /601 笔/)
    await first.getByText('由您开立或封闭，须由另一人批准').waitFor()
    assert.equal(await first.getByRole('button', { name: '批准发放' }).count(), 0)
    const path = new URL(first.url()).pathname
    batchId = path.split('/').at(-1) ?? ''

    await second.goto(path)
    assert.match(await does(second, '批准发放'), /已批准/)
    await untilPaid(batchId)
    await second.goto('/console/benefits')
    await second.getByRole('link', { name: 'STORY-1' }).click()
    await second.getByText('笔数和金额都相符').waitFor()
    await does(second, /重发：无可入账的银行账户/, (asked) => asked.getByText('现金凭证').click())
    await untilPaid(batchId)
    await second.goto(`${path}?state=sent`)
    await second.getByText('由您改为现金凭证，须由另一人登记').waitFor()
    await isSound(second)
    await first.goto(`${path}?state=sent`)
    assert.match(await does(first, '第 1 行凭证已领取'), /第 1 行/)
    await second.goto(`${path}?state=paid`)
    await second.getByText('共 1 行').waitFor()
    const results = second.waitForEvent('download')
    await second.getByRole('button', { name: '下载结果文件' }).click()
    const csv = await readFile(await (await results).path(), 'utf8')
    assert.equal(csv.trimEnd().split('\r\n').length, 602)
    assert.match(csv, /\n1,10050,已入账/)
    await second.goto('/console/benefits')
    await isSound(second)
  })

  test('M13.4: a difference of three lists is explained by one, by keyboard alone, and closed by another', async () => {
    const [movement] = await db<{ partner: string; reference: string; amount: number; day: Day }[]>`
      select partner, reference, amount, business_day as day from ledger_reference r
      join bank b on b.bank_id::text = r.partner where posted and amount <> 0 limit 1`
    assert.ok(movement)
    const { partner, reference, amount, day } = movement
    const bank: Actor = { id: 'story-bank', role: 'bank-system', organisationId: partner, bankId: partner }
    const lines = [
      { partner, reference, amount: amount + 1234 },
      { partner, reference: 'only-the-bank', amount: -500 },
    ]
    const content = Buffer.from(writeReconciliationFile({ source: partner, day, lines })).toString('base64')
    await accepted(reconciliation.receivePartnerFile, bank, { encoding: 'utf-8', content })
    await accepted(reconciliation.compareReconciliationDay, systemActor, { partner, day })

    const first = await at('bureau-officer', `/console/reconciliation?to=${addDays(day, 1)}`)
    await first.getByText('2 笔差异').first().waitFor()
    const downloads: string[] = []
    first.on('download', (download) => downloads.push(download.suggestedFilename()))
    await first.getByRole('button', { name: /下载我方文件和签名/ }).click()
    await first.getByText(/已下载 \d+ 笔及其签名/).waitFor()
    assert.deepEqual(
      downloads.map((name) => name.split('.').at(-1)),
      ['txt', 'jws'],
    )
    await isSound(first)
    await first.getByRole('link', { name: `查看差异 ${reference}` }).click()
    await first.getByRole('button', { name: '提出处理意见' }).waitFor()
    await isSound(first)

    /** As far as Tab leads, to what is called so. */
    async function tabTo(name: string): Promise<void> {
      for (let step = 0; step < 80; step += 1) {
        await first.keyboard.press('Tab')
        const called = await first.evaluate(
          "document.activeElement?.labels?.[0]?.textContent ?? document.activeElement?.textContent ?? ''",
        )
        if ((called as string).startsWith(name)) return
      }
      assert.fail(`${name} cannot be reached`)
    }
    await tabTo('提出处理意见')
    await first.keyboard.press('Enter')
    await tabTo('提出处理意见')
    await first.keyboard.press('Enter')
    await dialog(first).getByText('请写明原因').waitFor()
    assert.deepEqual(await barriers(first), [])
    await first.keyboard.press('Shift+Tab')
    await first.keyboard.press('Shift+Tab')
    await first.keyboard.type('银行回单核对无误')
    await tabTo('我方账目有误')
    await first.keyboard.press('Space')
    await tabTo('提出处理意见')
    await first.keyboard.press('Enter')
    await first.getByText('处理意见由您提出，须由另一人复核').waitFor()
    assert.equal(await first.getByRole('button', { name: '复核通过' }).count(), 0)

    const second = await at('second-bureau-officer', new URL(first.url()).pathname)
    assert.match(await does(second, '复核通过'), /差异已处理/)
    await second.getByRole('link', { name: '查看流水' }).click()
    await second.getByText('12.34').first().waitFor()
    await second.goto('/console/ledger')
    await second.getByText(/相抵为零：账目平衡/).waitFor()
  })

  test('M1.3, M2.6, M12.6: a claim by hand is taken by one and decided by another; the catalogue answers line by line', async () => {
    const officer = await staffByUserName(db, yika.account('district-officer').userName)
    const person = yika.people.find(
      ({ kind, district, grounds }) =>
        kind === 'citizen' && district === officer?.district && grounds.some((ground) => ground.endsWith('-medical')),
    )
    const first = await at('district-officer', '/console/settlement/claims/take')
    await first.getByLabel('来办人的证件号码').fill(person?.identityNumber ?? '')
    await first.locator('main [type=submit]').click()
    await first.getByLabel('就诊机构').selectOption({ index: 1 })
    await first.getByLabel('票据号').fill('STORY-B1')
    await first.getByLabel('就诊日期').fill(today)
    await first.getByLabel('已核对的材料').fill('发票 1')
    await first.getByLabel('目录编码').fill('t0001')
    await first.getByLabel('金额（元）').fill('320')
    await isSound(first)
    await first.locator('main [type=submit]').click()
    await first.getByText('已受理票据 STORY-B1，320.00 元').waitFor()
    await first.goto('/console/settlement/claims')
    await first.getByText('由您受理，须由另一人审批').waitFor()
    await isSound(first)
    const second = await at('bureau-officer', '/console/settlement/claims?status=taken')
    const said = await does(second, '准予报销', (asked) => asked.getByText('发票 1').waitFor())
    assert.match(said, /票据 STORY-B1 已结算/)
    await second.goto('/console/settlement')
    await second.locator('section.figure').getByText('结算 1 笔，费用 320.00 元').first().waitFor()
    await second.getByText('暂定').first().waitFor()
    await isSound(second)

    await second.goto('/console/settlement/catalogue')
    const heading = '编码,生效日期,种类,名称,英文名称,类别,先自付比例（%）,单价限额（元）,终止日期,依据'
    const next = addDays(today, 1)
    const rows = [
      `STORY1,${next},药品,故事药品,story drug,乙,10,25.5,,test`,
      `STORY2,${today},药品,坏行,bad,丁,,,,test`,
      `D0001,2020-01-01,药品,旧药,old,甲,,,,test`,
    ]
    await second.getByLabel(/CSV 文件/).setInputFiles({
      name: 'items.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`${heading}\n${rows.join('\n')}\n`),
    })
    await second.getByRole('button', { name: '提交 2 行' }).click()
    await second.getByText('提交完成：1 行待审批，2 行未通过').waitFor()
    await second.getByText('“类别”一列有误').waitFor()
    await second.getByText('由您提交，须由另一人审批').waitFor()
    await isSound(second)
    // Nothing of it counts before another person has read and approved it.
    const third = await at('second-bureau-officer', '/console/settlement/catalogue')
    assert.match(await does(third, '批准发布'), /已审批：1 个条目发布，0 个未通过/)
    await third.getByLabel('日期', { exact: true }).fill(next)
    await third.getByLabel('名称（部分）').fill('故事')
    await third.getByRole('button', { name: '查询' }).click()
    await third.getByText('乙类，先自付 10%').waitFor()
    await isSound(third)
  })

  test('M5.3, M14.7: what an operator is owed, and work that waits, without anybody’s journeys', async () => {
    const page = await at('bureau-officer', '/console/travel')
    await page.getByText('没有等待结转的余额').waitFor()
    await page.getByText('没有线索').waitFor()
    await isSound(page)
    // An auditor sees the lines of the batch and is offered no deed.
    const auditor = await at('auditor', `/console/benefits/${batchId}`)
    await auditor.getByText('逐笔明细').first().waitFor()
    assert.equal(
      await auditor
        .locator('main')
        .getByRole('button', { name: /重发|批准|作废|凭证/ })
        .count(),
      0,
    )
  })
})
