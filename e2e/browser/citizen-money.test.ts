import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, suite, test } from 'node:test'
import * as card from '@yika/core/card/schema.ts'
import * as holder from '@yika/core/holder/schema.ts'
import { myFees } from '@yika/core/settlement/fee-schema.ts'
import { myTravel } from '@yika/core/travel/schema.ts'
import { scriptBytes } from './first-view.ts'
import { givenMonth } from './given-month.ts'
import { keysOf } from './keys-of.ts'
import { barriers, complaintsOf, isTooWide, type Language, noBrowser, setStage } from './stage.ts'

const stage = await setStage({ after })
const narrow = { width: 320, height: 640 }
const phone = { width: 390, height: 844 }
const purpose = 'own-affairs'
const budgetBytes = 200 * 1024
const dayMs = 86_400_000
const zoneMs = 8 * 3_600_000

suite('a citizen’s money and travel', { skip: stage === undefined && noBrowser }, async () => {
  if (stage === undefined) return
  const { open, yika, signInCitizen } = stage
  const person = await givenMonth(yika)

  // One session for all: codes are limited for everybody.
  const page = await open(phone)
  await page.goto('/me')
  await signInCitizen(page, person)

  async function read(language: Language, size = phone) {
    await page.setViewportSize(size)
    const here = (await page.evaluate('document.documentElement.lang')) === (language === 'zh' ? 'zh-CN' : 'en')
    const other = page.locator('.frame-tools').getByRole('button', { name: language === 'zh' ? '中文' : 'English' })
    if (!here) await other.click()
  }

  async function fits() {
    assert.deepEqual(await barriers(page), [])
    assert.equal(await isTooWide(page), false, page.url())
    // That the network was lost is what the browser has to say of a lost network.
    assert.deepEqual(
      complaintsOf(page).filter((complaint) => !complaint.includes('ERR_FAILED')),
      [],
    )
  }

  const back = () => page.goto('/me')

  async function travelNow() {
    const token = await yika.citizen(person)
    const { body } = await yika.call(card.myCards, token, { purpose })
    const [{ personId }] = body['cards'] as [{ personId: string }]
    const travelled = await yika.call(myTravel, token, { personId, purpose })
    const [purse] = travelled.body['cards'] as [{ cardId: string; balance: number; percent: number }]
    return { token, personId, ...purse }
  }

  test('M9.2, M2.6, M12.8: every page about money in both languages: accounts, a statement, a bill with each fen, benefits, fees, rides', async () => {
    const { token, personId, percent } = await travelNow()
    const cheaper = percent < 100
    // On the first days of a month the rides lie in the one before.
    const month = new Date(Date.now() - 2 * dayMs + zoneMs).toISOString().slice(0, 'YYYY-MM'.length)
    const { body } = await yika.call(myTravel, token, { personId, month, purpose })
    const rides = body['rides'] as { lines: { reason: string }[] }[]
    const discounted = rides.filter(({ lines }) => lines.some(({ reason }) => reason === 'month')).length
    for (const language of ['zh', 'en'] as const) {
      const zh = language === 'zh'
      await back()
      await read(language, narrow)
      const door = (name: string) => page.getByRole('main').getByRole('link', { name, exact: true })
      await door(zh ? '我的资金' : 'My money').click()
      await page
        .getByText(zh ? '医保个人账户' : 'medical account')
        .first()
        .waitFor()
      await fits()
      await page.getByRole('link', { name: zh ? /查看账单：公交电子钱包/ : /Statement: transit purse/ }).click()
      await page.getByText(zh ? '+¥200.00' : '+¥200.00').waitFor()
      await page.getByRole('img', { name: zh ? /最近十二个月/ : /last twelve months/ }).waitFor()
      await page.locator('summary').click()
      await fits()
      const download = page.waitForEvent('download')
      await page.getByRole('button', { name: 'CSV' }).click()
      const file = await readFile((await (await download).path()) ?? '', 'utf8')
      assert.match(file, /200\.00/)
      await page.getByRole('link', { name: /¥200\.00/ }).click()
      await page.locator('.receipt').waitFor()
      await fits()

      await back()
      await door(zh ? '看病结算' : 'Medical bills').click()
      await page.getByText(zh ? /起付线 ¥1,800.00 已经够了/ : /The deductible of ¥1,800.00 is reached/).waitFor()
      await page.getByRole('img').first().waitFor()
      await fits()
      const bills = page.getByRole('link', { name: zh ? /中医医院/ : /Chinese medicine/ })
      await bills.click()
      // A table by its name and day, and its figures as provisional.
      await page
        .getByText(zh ? /职工医保门诊待遇表，第 1 版/ : /Employees, outpatient care, version 1/)
        .first()
        .waitFor()
      await page
        .locator('.tag', { hasText: zh ? '暂定标准' : 'provisional figure' })
        .first()
        .waitFor()
      await page
        .getByText(zh ? /丙类项目/ : /class C/)
        .first()
        .waitFor()
      await fits()

      await back()
      await door(zh ? '养老金和补贴' : 'Pensions and benefits').click()
      await page.locator('.tag-good', { hasText: zh ? '已入账' : 'Paid' }).waitFor()
      await page.getByText(zh ? '不符合该项待遇的条件。' : 'The conditions of this benefit are not met.').waitFor()
      await page.getByText(zh ? /请联系发放部门核实/ : /Ask the department that pays it/).waitFor()
      await page.getByRole('img').first().waitFor()
      await fits()

      await back()
      await door(zh ? '缴费' : 'Fees').click()
      await page.locator('.tag', { hasText: zh ? '已退款' : 'refunded' }).waitFor()
      await fits()

      await back()
      await door(zh ? '出行和公交钱包' : 'Travel and the purse').click()
      await page
        .getByText(
          cheaper ? (zh ? /只付票价的 80%/ : /costs 80 % of its price/) : zh ? /付票价的全价/ : /costs the whole price/,
        )
        .waitFor()
      await fits()
      await page.goto(`/me/travel/${personId}/${month}`)
      await page
        .getByText(zh ? /地铁：/ : /^Metro: /)
        .first()
        .waitFor()
      await page.locator('.lines summary').nth(1).click()
      await page
        .getByText(zh ? /^里程 17.6 公里$/ : /^17.6 km$/)
        .first()
        .waitFor()
      assert.equal(
        await page.getByText(zh ? '本月累计优惠：付票价的 80%' : 'Discount of the month: 80 % of the price').count(),
        discounted,
      )
      await fits()
      assert.ok(!page.url().includes(person.identityNumber))
    }
  })

  test('M9.2: a first view of a page with a picture stays small', async () => {
    const bytes = await scriptBytes(page, async () => {
      await page.goto('/me/money')
      await page.locator('.sum').first().waitFor()
    })
    assert.ok(bytes <= budgetBytes, `${bytes} bytes`)
  })

  test('M13.1, M5.5: the network is lost in the middle of a top-up, and pressed again it is one deed; the way back offers nothing twice', async () => {
    const before = await travelNow()
    await back()
    await read('zh')
    await page.getByRole('link', { name: '出行和公交钱包' }).click()
    await page.getByRole('link', { name: /^充值/ }).click()
    await page.getByRole('button', { name: '下一步：确认' }).click()
    await page.getByText(/请选择或填写充值金额/).waitFor()
    await page.getByRole('radio', { name: '其他金额' }).check()
    await page.getByLabel('金额（元）').fill('3')
    await page.getByRole('button', { name: '下一步：确认' }).click()
    await page.getByText(/请选择或填写充值金额/).waitFor()
    await fits()
    await page.getByLabel('金额（元）').fill('25.5')
    await page.getByRole('button', { name: '下一步：确认' }).click()
    await page.getByRole('heading', { name: '充值 ¥25.50？' }).waitFor()
    await fits()
    await page.route('**/v1/travel/top-up-purse', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await page.locator('main [type=submit]').click()
    await page.getByRole('alert').waitFor()
    assert.equal((await travelNow()).balance, before.balance + 2_550)
    await page.unroute('**/v1/travel/top-up-purse')
    // Also after a reload it is the same deed.
    await page.reload()
    await page.locator('main [type=submit]').click()
    await page.getByRole('heading', { name: '充值成功' }).waitFor()
    await page.locator('.receipt').getByText('¥25.50').waitFor()
    await fits()
    assert.equal((await travelNow()).balance, before.balance + 2_550)
    await page.goBack()
    await page.getByRole('heading', { name: /充多少？/ }).waitFor()
    assert.equal(await page.getByRole('radio', { checked: true }).count(), 0)
  })

  test('M9.2, M12.5: in two tabs a fee is paid once; by the keyboard alone; its receipt stays', async () => {
    const pressOn = keysOf(page)
    await page.goto('/me/fees')
    await read('en', narrow)
    await pressOn(page.getByRole('link', { name: /^Pay: examination/ }))
    await page.getByRole('heading', { name: /Bill: examination/ }).waitFor()
    await fits()
    await pressOn(page.getByRole('link', { name: 'Pay', exact: true }))
    await page.getByRole('heading', { name: 'Pay ¥150.00?' }).waitFor()
    await fits()
    // As a link that is opened in a tab of its own: it knows who is signed in.
    const [other] = await Promise.all([page.waitForEvent('popup'), page.evaluate('void window.open(location.href)')])
    await other.getByRole('button', { name: 'Pay ¥150.00' }).waitFor()
    await pressOn(page.getByRole('button', { name: 'Pay ¥150.00' }))
    await page.getByRole('heading', { name: 'It is paid' }).waitFor()
    await page.getByText(/^\d{8}-[0-9A-F]{12}$/).waitFor()
    await fits()
    // The other tab has heard of it.
    await other.getByRole('heading', { name: 'This bill is not to be paid now' }).waitFor()
    await other.close()
    await page.reload()
    await page.getByRole('heading', { name: 'It is paid' }).waitFor()
    const { token, personId } = await travelNow()
    const { body } = await yika.call(myFees, token, { personId, purpose })
    assert.deepEqual(
      (body['fees'] as { state: string }[]).map(({ state }) => state),
      ['paid', 'reversed', 'paid'],
    )
  })

  test('M5.10, M12.5: the simple mode has large doors; what is left in the purse of a card that was formally lost is asked for', async () => {
    await read('zh', narrow)
    await page.goto('/me/settings')
    await page.getByRole('radio', { name: /大字版/ }).check()
    await page.goto('/me')
    await page.getByRole('link', { name: '看病花了多少' }).waitFor()
    await page.getByRole('link', { name: '公交地铁：余额和充值' }).click()
    await page.getByRole('link', { name: /^充值/ }).waitFor()
    await fits()

    const { personId, cardId, balance } = await travelNow()
    const clerk = await yika.staff('bank-clerk')
    const visit = { presenter: 'holder', documentType: 'identity-card', documentNumber: person.identityNumber }
    const opened = await yika.call(holder.openVisitOperation, clerk, visit)
    assert.equal(opened.status, 200, opened.text)
    const loss = { personId, cardId, functions: 'social', kind: 'formal', channel: 'bank' }
    const reported = await yika.call(card.reportLoss, clerk, loss)
    assert.equal(reported.status, 200, reported.text)
    await page.reload()
    await page.getByText('此卡已不能使用。').waitFor()
    assert.equal(await page.getByRole('link', { name: /^充值/ }).count(), 0)
    await page.getByRole('link', { name: '把余额转到新卡或退回' }).click()
    await page.getByText(`¥${(balance / 100).toFixed(2)}`).waitFor()
    await fits()
    await page.getByRole('button', { name: '申请结转' }).click()
    await page.getByRole('heading', { name: '已受理' }).waitFor()
    await fits()
    await page.getByRole('link', { name: '返回出行' }).click()
    await page.getByText(/余额结转已受理/).waitFor()
    await fits()
  })
})
