import assert from 'node:assert/strict'
import { after, suite, test } from 'node:test'
import { inflateRawSync } from 'node:zlib'
import { nationalDriver } from '@yika/chip/driver/national-driver.ts'
import { chipParts } from '@yika/chip/node/chip-parts.ts'
import { reportLoss } from '@yika/core/card/schema.ts'
import { retireTerminal, terminal as terminalOperation } from '@yika/core/terminal/schema.ts'
import { myUses } from '@yika/core/use/schema.ts'
import type { Page } from 'playwright-core'
import type { SamplePerson } from '../../server/src/sample/sample-person.ts'
import { answered } from '../../server/src/simulator/api-client.ts'
import { dayParties } from '../../server/src/simulator/day/day-parties.ts'
import { readerWith } from '../../server/src/simulator/virtual-blank.ts'
import { scriptBytes } from './first-view.ts'
import { type BoundTelephone, givenTelephone } from './given-telephone.ts'
import { givenTerminal, registerShown } from './given-terminal.ts'
import { barriers, complaintsOf, isTooWide, type Language, noBrowser, setStage } from './stage.ts'
import { startReader } from './start-reader.ts'

const stage = await setStage({ after })
const budget = 200_000
const hall = { institutionId: 'service-hall-1', services: ['hrss-service', 'government-service'] }
const tablet = { width: 1024, height: 768 }

suite('the page of a terminal', { skip: stage === undefined && noBrowser }, () => {
  if (stage === undefined) return
  const { open, yika } = stage
  const holders = yika.people.filter((person) => person.card?.social === 'enabled' && person.kind === 'citizen')
  const holderAt = (index: number) => holders[index] as SamplePerson

  /** Typed as a scanner types, wherever the focus is. */
  async function scan(page: Page, code: string): Promise<void> {
    await page.keyboard.type(code)
    await page.keyboard.press('Enter')
  }

  /** What the whole screen says; any key clears it. */
  async function verdict(page: Page, is: 'yes' | 'no', says: RegExp, key = 'Escape'): Promise<void> {
    const shown = page.locator(`[role=alert] .verdict-${is}`)
    await shown.waitFor()
    assert.match((await shown.textContent()) ?? '', says)
    assert.deepEqual(await barriers(page), [])
    assert.equal(await isTooWide(page), false)
    await page.keyboard.press(key)
    await shown.waitFor({ state: 'detached' })
  }

  const link = (page: Page, says: string) => page.locator('.terminal-link', { hasText: says }).waitFor()

  async function usesOf(person: SamplePerson, { personId }: BoundTelephone) {
    const read = await yika.call(myUses, await yika.citizen(person), { personId, purpose: 'own-affairs' })
    return read.body['uses'] as { terminalId: string; told: string; allowed: boolean; carrier: string }[]
  }

  async function change(page: Page, language: Language): Promise<void> {
    await page.getByRole('button', { name: language === 'zh' ? '中文' : 'English' }).click()
    await page.locator(`html[lang="${language === 'zh' ? 'zh-CN' : 'en'}"]`).waitFor({ state: 'attached' })
  }

  test('M9.2, M5.1: a tablet makes its key, is registered by its institution and serves: a code once, a number beside a face, no lost card', async () => {
    const page = await open(tablet)
    const bytes = await scriptBytes(page, () => page.goto('/terminal'))
    assert.ok(bytes > 50_000 && bytes <= budget, `${bytes} bytes of script`)
    await page.locator('main input').fill('Desk 1')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').waitFor()
    assert.deepEqual(await barriers(page), [])
    await page.locator('main input').fill('hall-desk-1')
    await page.keyboard.press('Enter')
    await page.getByText('本设备尚未登记').waitFor()
    assert.deepEqual(await barriers(page), [])
    await registerShown(yika, page, { terminalId: 'hall-desk-1', ...hall })
    await page.getByRole('button', { name: '现在检查' }).click()
    await page.locator('#e-card-code:focus').waitFor()
    assert.deepEqual(await barriers(page), [])
    // Nothing that opens a door lies where the page could be made to tell it.
    assert.equal(
      await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }]).includes("access")'),
      false,
    )

    const phone = await givenTelephone(yika, holderAt(0))
    const code = await phone.code('hrss-service')
    await page.locator('#e-card-code').fill(code)
    await page.keyboard.press('Enter')
    await verdict(page, 'yes', /可以YES.*请通行.*姓名.\*+/s, 'x')
    await page.locator('#e-card-code:focus').waitFor()
    // The scanner is faster than the hand that clears the screen.
    await scan(page, await phone.code('hrss-service'))
    await page.locator('.verdict-yes').waitFor()
    await scan(page, code)
    await verdict(page, 'no', /不可以NO.*二维码已使用过.*counts once/s)
    await scan(page, await phone.code('hrss-service', 300))
    await verdict(page, 'no', /二维码已于.*失效.*The code expired/s)
    await scan(page, await phone.code('government-service'))
    await verdict(page, 'no', /二维码是为另一项服务生成的/)
    await scan(page, 'https://yika.example/not-a-code-of-ours')
    await verdict(page, 'no', /不是电子社会保障卡二维码/)

    await page.keyboard.press('F4')
    await page.getByLabel('社会保障卡号或公民身份号码').fill(holderAt(1).identityNumber)
    await page.getByLabel('核验人员（工号）').fill('0731')
    await page.keyboard.press('Enter')
    await page.getByText('先核对本人，再勾选').waitFor()
    assert.deepEqual(await barriers(page), [])
    await page.getByLabel('我已当面核对').check()
    await page.keyboard.press('Enter')
    await verdict(page, 'yes', /可以YES/)

    const lost = await yika.call(reportLoss, await yika.citizen(holderAt(0)), {
      ...{ personId: phone.personId, cardId: phone.cardId, functions: 'social', kind: 'provisional', channel: 'web' },
    })
    assert.equal(lost.status, 200)
    // Bystanders read the screen, too: why, they do not.
    await scan(page, await phone.code('hrss-service'))
    await page.locator('.verdict-no').waitFor()
    assert.doesNotMatch((await page.locator('.verdict').textContent()) ?? '', /挂失|lost|姓名/)
    await verdict(page, 'no', /请到人工窗口.*Please go to the counter.*96066/s)
    await page.getByText('今日通过：3 次').waitFor()
    assert.equal(await page.locator('.terminal-recent li').count(), 8)
    const kept = await page.locator('.terminal-recent').textContent()
    assert.doesNotMatch(kept ?? '', new RegExp(`${holderAt(1).identityNumber}|${holderAt(1).name}|YIKA1`))
    assert.deepEqual(complaintsOf(page), [])

    await page.getByRole('link', { name: '设置' }).click()
    await page.getByLabel('屏幕只有工作人员看得到').check()
    await page.getByRole('link', { name: '服务', exact: true }).click()
    await scan(page, await phone.code('hrss-service'))
    await verdict(page, 'no', /社会保障卡已挂失.*任一服务网点/s)
  })

  test('M9.5, M12.6: without the network a code is judged by the signed list, its age is said; it is told once, over a reload', async () => {
    const page = await open(tablet)
    await givenTerminal(yika, page, { terminalId: 'hall-desk-2', ...hall })
    const phone = await givenTelephone(yika, holderAt(2))
    await page.getByRole('link', { name: '设置' }).click()
    await page.getByRole('button', { name: '立即上报并更新名单' }).click()
    await page.getByText(/第 0 号名单 · 第 \d+ 版/).waitFor()
    await page.getByText('正常').waitFor()
    await page.waitForFunction('navigator.serviceWorker.ready.then(() => true)')
    await page.waitForFunction('caches.open("yika-terminal").then((cache) => cache.match("/terminal")).then(Boolean)')

    const institution = await dayParties(yika.url).party(hall.institutionId)
    const known = await answered(institution, terminalOperation, { terminalId: 'hall-desk-2' })
    assert.equal(known.condition, 'ok')
    assert.ok(known.lists[0]?.held !== null)

    await page.context().setOffline(true)
    await page.goto('/terminal')
    await link(page, '离线')
    const code = await phone.code('hrss-service')
    await scan(page, code)
    await verdict(page, 'yes', /可以YES.*离线暂定，联网后上报.*名单更新于\d+.+前.*old/s)
    await scan(page, code)
    await verdict(page, 'no', /二维码已使用过/)
    await scan(page, await phone.code('hrss-service', 300))
    await verdict(page, 'no', /二维码已于.*失效/)
    await page.keyboard.press('F4')
    await page.getByLabel('社会保障卡号或公民身份号码').fill(holderAt(3).identityNumber)
    await page.getByLabel('核验人员（工号）').fill('0731')
    await page.getByLabel('我已当面核对').check()
    await page.keyboard.press('Enter')
    await verdict(page, 'no', /只能核验电子社保卡二维码/)
    await page.reload()
    await page.getByText('1 笔待上报').waitFor()
    await scan(page, code)
    await verdict(page, 'no', /二维码已使用过/)
    assert.deepEqual(await usesOf(holderAt(2), phone), [])

    await page.context().setOffline(false)
    await link(page, '在线')
    await page.getByText('1 笔待上报').waitFor({ state: 'detached' })
    await page.reload()
    await link(page, '在线')
    const uses = await usesOf(holderAt(2), phone)
    assert.deepEqual(
      uses.map(({ terminalId, told, allowed, carrier }) => ({ terminalId, told, allowed, carrier })),
      [{ terminalId: 'hall-desk-2', told: 'late', allowed: true, carrier: 'e-card' }],
    )
    const strange = complaintsOf(page).filter((said) => !said.includes('ERR_INTERNET_DISCONNECTED'))
    assert.deepEqual(strange, [])
  })

  test('M13.4: a card that was lost while a terminal had no network is let in by its old list, and said to staff afterwards', async () => {
    const page = await open({ ...tablet, language: 'en' })
    await givenTerminal(yika, page, { terminalId: 'hall-desk-3', ...hall })
    const person = holderAt(4)
    const phone = await givenTelephone(yika, person)
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('button', { name: 'Report and fetch the lists now' }).click()
    await page.getByText(/List 0 · version \d+/).waitFor()
    await page.getByRole('link', { name: 'Serve' }).click()
    await page.locator('#e-card-code').waitFor()
    await page.context().setOffline(true)
    await link(page, 'off line')
    await yika.call(reportLoss, await yika.citizen(person), {
      ...{ personId: phone.personId, cardId: phone.cardId, functions: 'social', kind: 'provisional', channel: 'web' },
    })
    await scan(page, await phone.code('hrss-service'))
    await verdict(page, 'yes', /YES.*Provisional/s)
    await page.context().setOffline(false)
    await page.getByText('1 to be told').waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('heading', { name: 'Not confirmed afterwards' }).waitFor()
    await page.getByText('the card has been reported lost').waitFor()
    assert.deepEqual(await barriers(page), [])
  })

  test('M14.1, M9.2: a chip in the reader of the desk proves itself to the office, each time anew', async (t) => {
    const page = await open(tablet)
    await givenTerminal(yika, page, { terminalId: 'hall-desk-5', ...hall })
    const middleware = await startReader({ driver: await readerWithSampleCard(), origins: [yika.url] })
    t.after(() => middleware.close())
    await page.keyboard.press('F3')
    await page.locator('summary').click()
    await page.getByLabel('配对码').fill(middleware.pairingToken)
    await page.keyboard.press('Enter')
    for (let tap = 0; tap < 2; tap += 1) {
      await page.locator('main .button-main', { hasText: '读卡' }).click()
      await verdict(page, 'yes', /可以YES.*姓名/s)
      await page.keyboard.press('F3')
    }
    await page.getByText('今日通过：2 次').waitFor()
    assert.deepEqual(await barriers(page), [])
    assert.deepEqual(complaintsOf(page), [])
  })

  /** The reader of a desk with the chip of somebody of the sample city in it. */
  async function readerWithSampleCard() {
    const cardNumbers = holders.slice(6).map(({ card }) => card?.cardNumber ?? '')
    const body = JSON.stringify({ cardNumbers })
    const answer = await yika.send('/dev/chips', {
      ...{ method: 'POST', body, headers: { 'content-type': 'application/json' } },
    })
    const [chip] = answer.body['chips'] as { memory: string }[]
    return nationalDriver({
      user: readerWith(new Uint8Array(inflateRawSync(Buffer.from(chip?.memory ?? '', 'base64')))),
      ...chipParts,
      pinPad: { enter: async () => 'cancelled' },
      ...{ terminalNumber: '110000000001', deviceNumber: 'desk' },
    })
  }

  test('M12.8: both languages, 320 pixels, the keyboard alone; a device that is taken out of the register says so, and is forgotten', async () => {
    const page = await open({ width: 320, height: 640 })
    await page.goto('/terminal')
    await page.locator('main input').waitFor()
    const tabTo = async (selector: string) => {
      for (let step = 0; step < 40; step += 1) {
        await page.keyboard.press('Tab')
        if ((await page.locator(`${selector}:focus`).count()) > 0) return
      }
      assert.fail(`no way to ${selector} with the keyboard`)
    }
    await tabTo('main input')
    await page.keyboard.type('hall-desk-4')
    await page.keyboard.press('Enter')
    await registerShown(yika, page, { terminalId: 'hall-desk-4', ...hall })
    assert.equal(await isTooWide(page), false)
    await tabTo('main .button-main')
    await page.keyboard.press('Enter')
    await page.locator('#e-card-code:focus').waitFor()
    const phone = await givenTelephone(yika, holderAt(5))
    for (const language of ['en', 'zh'] as const) {
      await change(page, language)
      assert.deepEqual(await barriers(page), [])
      assert.equal(await isTooWide(page), false)
      await scan(page, await phone.code('hrss-service'))
      await verdict(page, 'yes', /可以|YES/)
      await page.locator('#e-card-code:focus').waitFor()
      for (const key of ['F3', 'F4']) {
        await page.keyboard.press(key)
        await page.locator('main h3').waitFor()
        assert.deepEqual(await barriers(page), [])
        assert.equal(await isTooWide(page), false)
        await page.keyboard.press('Escape')
        await page.locator('main h3').waitFor({ state: 'detached' })
      }
    }
    // A service is chosen with the keyboard; its code is asked for then.
    await tabTo('.terminal-service[aria-pressed=false]')
    await page.keyboard.press('Enter')
    await scan(page, await phone.code('government-service'))
    await verdict(page, 'yes', /可以/)

    await tabTo('.frame-nav a[href$=settings]')
    await page.keyboard.press('Enter')
    await page.getByText('公钥指纹').waitFor()
    for (const language of ['en', 'zh'] as const) {
      await change(page, language)
      assert.deepEqual(await barriers(page), [])
      assert.equal(await isTooWide(page), false)
    }
    const institution = await dayParties(yika.url).party(hall.institutionId)
    await answered(institution, retireTerminal, { terminalId: 'hall-desk-4', reason: '设备更换' }, 'retire-desk-4')
    await page.reload()
    await page.getByRole('link', { name: '服务', exact: true }).click()
    await page.getByText('本设备尚未登记，或登记已被注销').waitFor()
    assert.deepEqual(await barriers(page), [])
    await page.goto('/terminal/settings')
    await page.getByText('公钥指纹').waitFor()
    await tabTo('main section:last-of-type .button')
    await page.keyboard.press('Enter')
    await tabTo('dialog .button-grave')
    assert.deepEqual(await barriers(page), [])
    await page.keyboard.press('Enter')
    await page.getByText('本设备还不是服务终端').waitFor()
    assert.equal(await page.evaluate('indexedDB.databases().then((all) => all.length)'), 1)
  })
})
