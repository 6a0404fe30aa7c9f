import assert from 'node:assert/strict'
import { after, suite, test } from 'node:test'
import * as production from '@yika/core/production/blank-schema.ts'
import type { Page } from 'playwright-core'
import { staffByUserName } from '../../server/src/access/store.ts'
import type { SamplePerson } from '../../server/src/sample/sample-person.ts'
import { counterCardMaker } from '../../server/src/simulator/counter-card-maker.ts'
import { newBankCardNumber } from '../story/bank-and-factory.ts'
import { givenAppliedOnLine } from './given-applied-on-line.ts'
import { givenBlank } from './given-blank.ts'
import { givenParcel } from './given-parcel.ts'
import { barriers, complaintsOf, isTooWide, noBrowser, setStage } from './stage.ts'
import { startReader } from './start-reader.ts'

const stage = await setStage({ after })

suite('what lies at an outlet', { skip: stage === undefined && noBrowser }, () => {
  if (stage === undefined) return
  const { open, yika, signInStaff } = stage
  const holders = yika.people.filter(
    ({ card, kind }) => card?.social === 'enabled' && card.generation === 2 && kind === 'citizen',
  )
  const holderAt = (index: number) => holders[index] as SamplePerson

  async function tabTo(page: Page, selector: string): Promise<void> {
    for (let tries = 0; tries < 60; tries += 1) {
      if (await page.locator(selector).evaluate((element) => element === element.ownerDocument.activeElement)) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`Tab never reaches ${selector}`)
  }

  async function outletOfClerk(): Promise<string> {
    const staff = await staffByUserName(yika.server.platform.db, yika.account('bank-clerk').userName)
    assert.ok(staff?.officeId)
    return staff.officeId
  }

  /** The store of the bureau hands blanks to the outlet; they are on the way. */
  async function offer(toPlaceId: string, count: number): Promise<void> {
    const token = await yika.staff('production-manager')
    const placeId = 'bureau-store'
    const delivery = { placeId, placeKind: 'store', count, deliveryNote: 'note 1' }
    const toOutlet = { placeId, toPlaceId, toPlaceKind: 'outlet', count }
    assert.equal((await yika.call(production.stockBlanks, token, delivery)).status, 200)
    assert.equal((await yika.call(production.offerBlanks, token, toOutlet)).status, 200)
  }

  test('M13.5, M14.8: blanks received, spoiled, counted blind; the supervisor settles and destroys: by the keyboard alone', async () => {
    const placeId = await outletOfClerk()
    await offer(placeId, 10)
    const clerk = await open()
    await clerk.goto('/counter/stock')
    await signInStaff(clerk, 'bank-clerk')
    await clerk.getByRole('heading', { name: '待签收的移交（1）' }).waitFor()
    assert.deepEqual(await barriers(clerk), [])
    await tabTo(clerk, 'td a.button')
    await clerk.keyboard.press('Enter')
    await clerk.locator('form input:focus').waitFor()
    await clerk.keyboard.type('9')
    await clerk.keyboard.press('F9')
    await clerk.getByText('请填写原因').waitFor()
    assert.deepEqual(await barriers(clerk), [])
    await clerk.keyboard.press('Tab')
    await clerk.keyboard.type('封条内少一张')
    // The network goes while it is signed for: nothing is lost, and pressed again it is the same deed.
    await clerk.context().setOffline(true)
    await clerk.keyboard.press('F9')
    await clerk.getByText('尚未收到答复').waitFor()
    await clerk.context().setOffline(false)
    await clerk.keyboard.press('F9')
    await clerk.getByRole('heading', { name: '已签收' }).waitFor()
    assert.deepEqual(await barriers(clerk), [])

    await clerk.keyboard.press('Escape')
    await clerk.getByRole('heading', { name: '待签收的移交（0）' }).waitFor()
    await clerk.getByText('签收时少 1 张：封条内少一张').waitFor()
    await clerk.keyboard.press('F2')
    await clerk.locator('form input:focus').first().waitFor()
    assert.deepEqual(await barriers(clerk), [])
    await clerk.keyboard.press('F9')
    await clerk.getByRole('heading', { name: '已登记 1 张废卡基' }).waitFor()
    await clerk.keyboard.press('Escape')
    await clerk.getByText('收入 9 = 制成 0 + 废卡 1 + 移交 0 + 差异 0 + 在库 8').waitFor()
    await clerk.keyboard.press('F3')
    await clerk.locator('form input:focus').waitFor()
    await clerk.keyboard.type('1')
    await clerk.keyboard.press('F9')
    await clerk.getByRole('heading', { name: '已提交：1 张等待销毁' }).waitFor()
    await clerk.keyboard.press('Escape')
    await clerk.getByText('等待第二人到场销毁').waitFor()
    await clerk.keyboard.press('F4')
    await clerk.locator('form input:focus').waitFor()
    assert.doesNotMatch((await clerk.locator('main').textContent()) ?? '', /8/)
    await clerk.keyboard.type('7')
    await clerk.keyboard.press('F9')
    await clerk.getByRole('heading', { name: '少 1 张' }).waitFor()
    assert.match((await clerk.locator('.receipt').textContent()) ?? '', /待第二人处理[\s\S]*盘点人签字/)
    assert.deepEqual(await barriers(clerk), [])

    await clerk.goto('/counter/inbox')
    await clerk.getByText('共 2 件').waitFor()
    await clerk.getByText('须由另一位工作人员办理').waitFor()
    assert.equal(await clerk.getByRole('button', { name: /F9/ }).count(), 0)
    assert.deepEqual(
      complaintsOf(clerk).filter((one) => !one.includes('ERR_INTERNET_DISCONNECTED')),
      [],
    )

    const supervisor = await open()
    await supervisor.goto('/counter/inbox')
    await signInStaff(supervisor, 'bank-supervisor')
    await supervisor.getByText('共 2 件').waitFor()
    await supervisor.getByRole('article', { name: '卡基盘点差异' }).waitFor()
    assert.match((await supervisor.locator('article').textContent()) ?? '', /在库 8 张[\s\S]*在库 7 张/)
    await supervisor.keyboard.press('F9')
    await supervisor.getByText('请填写原因').waitFor()
    assert.deepEqual(await barriers(supervisor), [])
    await tabTo(supervisor, 'article input')
    await supervisor.keyboard.type('找遍未见')
    await supervisor.keyboard.press('F9')
    await supervisor.getByText('共 1 件').waitFor()
    await supervisor.getByRole('article', { name: '销毁废卡基' }).waitFor()
    await supervisor.keyboard.press('F9')
    await supervisor.getByText('没有等待复核的事项').waitFor()
    await supervisor.goto('/counter/day')
    await supervisor.getByText('卡基今日已盘点，账实相符').waitFor()
    await supervisor.getByRole('cell', { name: '盘点差异处理' }).waitFor()
    assert.deepEqual(await barriers(supervisor), [])
    assert.deepEqual(complaintsOf(supervisor), [])
    const token = await yika.staff('production-manager')
    const { body } = await yika.call(production.blankStocks, token, { placeId })
    const [stock] = body['stocks'] as { issued: number; spoiled: number; destroyed: number; onHand: number }[]
    assert.deepEqual([stock?.issued, stock?.spoiled, stock?.destroyed, stock?.onHand], [9, 1, 1, 7])
  })

  test('M13.5, M9.1: a parcel is checked card by card, and its card is collected; the numbers are right at once in two tabs', async () => {
    const [first, second] = [holderAt(2), holderAt(3)]
    const { cards } = await givenParcel(yika, [first, second])
    const numbers = cards.map(({ card }) => card.cardNumber ?? '')
    const page = await open()
    await page.goto('/counter/lists?list=parcels')
    await signInStaff(page, 'bank-clerk')
    await page.getByRole('heading', { name: '待签收包裹（1）' }).waitFor()
    assert.deepEqual(await barriers(page), [])
    const other = await page.context().newPage()
    await other.goto('/counter/lists')
    await other.locator('main .button-main').click()
    await other.getByRole('link', { name: '待签收包裹（1）' }).waitFor()
    await other.getByRole('heading', { name: '待领卡片（0）' }).waitFor()

    await page.bringToFront()
    await tabTo(page, 'td a')
    await page.keyboard.press('Enter')
    await page.locator('form input:focus').waitFor()
    await page.keyboard.type('X00000019')
    await page.keyboard.press('Enter')
    await page.getByText('不在此包裹的清单上').waitFor()
    await page.keyboard.type(numbers[0] ?? '')
    await page.keyboard.press('Enter')
    await page.getByText('已核对 1 / 2').waitFor()
    await page.keyboard.press('F9')
    await page.getByText('还有 1 张未核对').waitFor()
    assert.deepEqual(await barriers(page), [])
    // The page is loaded anew in the middle: what was checked is still checked.
    await page.reload()
    await page.getByText('已核对 1 / 2').waitFor()
    await page.locator('form input:focus').waitFor()
    await page.keyboard.type(numbers[1] ?? '')
    await page.keyboard.press('Enter')
    await page.getByText('已核对 2 / 2').waitFor()
    await page.keyboard.press('F9')
    await page.getByRole('heading', { name: '包裹已签收' }).waitFor()
    await other.getByRole('link', { name: '待签收包裹（0）' }).waitFor()
    await other.getByRole('heading', { name: '待领卡片（2）' }).waitFor()
    await page.goBack()
    await page.keyboard.press('Escape')

    await page.goto('/counter/lists')
    await page.getByText('按时：已到 0 天').first().waitFor()
    assert.deepEqual(await barriers(page), [])
    await tabTo(page, 'tbody tr:first-child td a')
    await page.keyboard.press('Enter')
    await page.locator('#document-number:focus').waitFor()
    await page.keyboard.type(first.identityNumber)
    await page.keyboard.press('Enter')
    await page.locator('.card-panel').first().waitFor()
    await page.keyboard.press('F6')
    await page.getByRole('heading', { name: '领卡' }).waitFor()
    await tabTo(page, 'form > .check input')
    await page.keyboard.press('Space')
    await tabTo(page, 'fieldset.panel .check input')
    await page.keyboard.press('Space')
    await page.keyboard.press('F9')
    await page.getByRole('heading', { name: '卡片已交付' }).waitFor()
    await other.getByRole('heading', { name: '待领卡片（1）' }).waitFor()
    await other
      .locator('tbody')
      .getByText(numbers[1] ?? '')
      .waitFor()
    assert.equal(
      await other
        .locator('tbody')
        .getByText(numbers[0] ?? '')
        .count(),
      0,
    )
    assert.deepEqual(complaintsOf(page), [])
  })

  test('M7.14, M2.3: a card is made in the visit: marked, begun, one blank spoiled, one written through the reader, handed over', async (t) => {
    const placeId = await outletOfClerk()
    const delivery = { placeId, placeKind: 'outlet', count: 2, deliveryNote: 'note 2' }
    const token = await yika.staff('production-manager')
    assert.equal((await yika.call(production.stockBlanks, token, delivery)).status, 200)
    const onHand = async () => {
      const { body } = await yika.call(production.blankStocks, token, { placeId })
      return (body['stocks'] as { onHand: number; good: number; spoiled: number }[])[0]
    }
    const before = await onHand()
    const person = holderAt(4)
    await givenAppliedOnLine(yika, person)
    const blanks = [await givenBlank(yika, 77_001)]
    const middleware = await startReader({
      driver: {},
      origins: [yika.url],
      cardMaker: counterCardMaker({ take: async () => blanks.shift() }),
    })
    t.after(() => middleware.close())
    const page = await open()
    await page.goto('/counter')
    await signInStaff(page, 'bank-clerk')
    await page.locator('#document-number:focus').waitFor()
    await page.keyboard.type(person.identityNumber)
    await page.keyboard.press('Enter')
    await tabTo(page, 'a[href$=instant]')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '标记为即时制卡' }).waitFor()
    assert.deepEqual(await barriers(page), [])
    await page.keyboard.press('F9')
    await page.getByRole('button', { name: '开始制卡' }).waitFor()
    await page.keyboard.press('F9')
    await page.getByRole('heading', { name: '写入芯片' }).waitFor()
    await tabTo(page, 'details.panel summary')
    await page.keyboard.press('Enter')
    await tabTo(page, 'details.panel input')
    await page.keyboard.type('打印机卡纸')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '未制成：此卡基计入废卡' }).waitFor()
    assert.deepEqual(await barriers(page), [])
    await page.keyboard.press('F9')
    await page.getByRole('heading', { name: '写入芯片' }).waitFor()
    await page.keyboard.press('F9')
    await page.getByText('请先连接读卡程序').waitFor()
    await page.getByText('请填写 16 至 19 位数字').waitFor()
    assert.deepEqual(await barriers(page), [])
    await tabTo(page, 'section[aria-label=读卡器] summary')
    await page.keyboard.press('Enter')
    await tabTo(page, 'section[aria-label=读卡器] input')
    await page.keyboard.type(middleware.pairingToken)
    await page.keyboard.press('Enter')
    await page.getByText('已连接').waitFor()
    await tabTo(page, 'main input[inputmode=numeric]')
    await page.keyboard.type(newBankCardNumber())
    await page.keyboard.press('Tab')
    await page.keyboard.type('0A1B2C')
    await page.keyboard.press('F9')
    await page.getByRole('heading', { name: '卡片已制成' }).waitFor()
    assert.deepEqual(await barriers(page), [])
    await page.keyboard.press('F6')
    await page.getByRole('heading', { name: '领卡', exact: true }).waitFor()
    const after = await onHand()
    assert.deepEqual(
      [after?.onHand, after?.good, after?.spoiled],
      [(before?.onHand ?? 0) - 2, (before?.good ?? 0) + 1, (before?.spoiled ?? 0) + 1],
    )
    assert.deepEqual(complaintsOf(page), [])
  })

  test('in English and at 320 pixels every page of the outlet reflows and has no barrier', async () => {
    await offer(await outletOfClerk(), 3)
    const page = await open({ language: 'en', width: 320, height: 640 })
    await page.goto('/counter/stock')
    await signInStaff(page, 'bank-supervisor')
    for (const [path, heading] of [
      ['stock', 'Blank cards'],
      ['stock/spoil', 'Record spoiled blanks'],
      ['stock/destroy', 'Ask to destroy spoiled blanks'],
      ['stock/count', 'Count the blanks of the day'],
      ['stock/sheet', 'Day sheet of the blanks'],
      ['lists', 'Worklists'],
      ['lists?list=notices', 'Worklists'],
      ['inbox', 'Second person'],
      ['day', 'End of the day'],
    ] as const) {
      await page.goto(`/counter/${path}`)
      await page.getByRole('heading', { name: heading, exact: true }).waitFor()
      await page.waitForLoadState('networkidle')
      assert.deepEqual(await barriers(page), [], path)
      assert.equal(await isTooWide(page), false, path)
      assert.equal(/[\u4e00-\u9fff]{4}/.test((await page.locator('main h1').textContent()) ?? ''), false)
    }
    assert.deepEqual(complaintsOf(page), [])
  })
})
