import assert from 'node:assert/strict'
import { after, suite, test } from 'node:test'
import type { Page } from 'playwright-core'
import { sampleSeed } from '../../server/src/first-start.ts'
import type { SamplePerson } from '../../server/src/sample/sample-person.ts'
import { samplePhoto } from '../../server/src/sample/sample-photo.ts'
import { givenWaitingCard } from './given-waiting-card.ts'
import { barriers, complaintsOf, isTooWide, noBrowser, setStage } from './stage.ts'
import { startReader } from './start-reader.ts'

const stage = await setStage({ after })

/** A clerk who looks at the screen between two keys. */
const secondsPerKey = 0.25
/** A character of a name is written by its sound and then chosen. */
const keysPerCharacter = 4
/** Until somebody looks into the camera. */
const secondsForPhoto = 10

/** Hands on a keyboard, counted. */
function handsOn(page: Page) {
  let began = performance.now()
  let keys = 0
  return {
    async press(...pressed: readonly string[]) {
      for (const key of pressed) await page.keyboard.press(key)
      keys += pressed.length
    },
    async type(text: string) {
      await page.keyboard.type(text)
      keys += text.length
    },
    async write(name: string) {
      await page.keyboard.insertText(name)
      keys += [...name].length * keysPerCharacter
    },
    /** Tab until the control has the focus, as somebody would who knows the form. */
    async tabTo(selector: string) {
      for (let tries = 0; tries < 40; tries += 1) {
        if (await page.locator(selector).evaluate((element) => element === element.ownerDocument.activeElement)) return
        await page.keyboard.press('Tab')
        keys += 1
      }
      throw new Error(`Tab never reaches ${selector}`)
    },
    /** What a test looks at is not what a clerk waits for. */
    pause(ms: number) {
      began += ms
    },
    tally: () => ({ keys, waited: (performance.now() - began) / 1000 }),
  }
}

/** Without barriers in both languages, and on a narrow screen nothing to be moved sideways. */
async function inEveryLook(page: Page): Promise<void> {
  assert.deepEqual(await barriers(page), [])
  await page.setViewportSize({ width: 320, height: 800 })
  await page.getByRole('button', { name: 'English' }).click()
  assert.deepEqual(await barriers(page), [])
  assert.equal(await isTooWide(page), false)
  await page.getByRole('button', { name: '中文' }).click()
  await page.setViewportSize({ width: 1280, height: 800 })
}

suite('a visit at the counter', { skip: stage === undefined && noBrowser }, () => {
  if (stage === undefined) return
  const { open, yika, signInStaff } = stage
  const holders = yika.people.filter(({ card, kind }) => card?.social === 'enabled' && kind === 'citizen')
  const holderAt = (index: number) => holders[index] as SamplePerson

  test('M7.3, M7.5, M9.2: a lost card is replaced by the keyboard alone within 90 seconds, receipt and all', async (t) => {
    const holder = holderAt(0)
    const photo = await samplePhoto(holder.index, sampleSeed)
    const page = await open()
    await page.goto('/counter')
    await signInStaff(page, 'bank-clerk')
    await page.locator('#document-number:focus').waitFor()
    const hands = handsOn(page)
    await hands.type(holder.identityNumber)
    await hands.press('Enter')
    await page.locator('.card-panel').first().waitFor()
    await hands.press('F8')
    await page.getByRole('heading', { name: '补卡：先办理正式挂失' }).waitFor()
    await hands.press('F9')
    await page.getByRole('radio', { name: '丢失补卡' }).waitFor()
    await hands.tabTo('input[type=text], input:not([type])')
    await hands.write(holder.name)
    const chooser = page.waitForEvent('filechooser')
    await hands.press('F8')
    await (await chooser).setFiles({ name: 'face.jpg', mimeType: 'image/jpeg', buffer: photo })
    await page.locator('.photo img').first().waitFor()
    await hands.tabTo('.compare ~ .check input')
    await hands.press('Space')
    await hands.tabTo('fieldset.panel .check input')
    await hands.press('Space', 'F9')
    await page.getByRole('heading', { name: '请核对，无误后提交' }).waitFor()
    const looking = performance.now()
    await inEveryLook(page)
    hands.pause(performance.now() - looking)
    await hands.press('F9')
    await page.locator('.receipt').waitFor()
    assert.match((await page.locator('.receipt').textContent()) ?? '', /丢失补卡[\s\S]*已受理[\s\S]*承诺完成日期/)
    const { keys, waited } = hands.tally()
    const seconds = keys * secondsPerKey + waited + secondsForPhoto
    t.diagnostic(`${keys} keys, ${waited.toFixed(1)} s of waiting: ${seconds.toFixed(0)} s`)
    assert.ok(seconds < 90, `${keys} keys and ${waited} s of waiting: ${seconds} s`)
    await hands.press('Escape')
    await page.locator('.photo img').waitFor()
    assert.deepEqual(await barriers(page), [])
    await hands.press('F8')
    const why = page.getByText('补卡：此人已有一笔未办结的申领')
    await why.waitFor()
    assert.deepEqual(complaintsOf(page), [])
  })

  test('M9.1, M14.1, M7.2: with a reader: document read, chip proved, card handed over, enabled, activated, PIN begun', async (t) => {
    const holder = holderAt(1)
    const waiting = await givenWaitingCard(yika, holder)
    const { number, name } = { number: holder.identityNumber, name: holder.name }
    const middleware = await startReader({
      driver: waiting.driver,
      origins: [yika.url],
      identityCardSimulator: async () => ({ code: 0, text: `${name}|${number}|` }),
    })
    t.after(() => middleware.close())
    const page = await open()
    await page.goto('/counter')
    await signInStaff(page, 'bank-clerk')
    await page.locator('#document-number:focus').waitFor()
    const hands = handsOn(page)
    await hands.tabTo('details summary')
    await hands.press('Enter')
    await hands.tabTo('details input')
    await hands.type('no code of anybody')
    await hands.press('Enter')
    await page.getByText('配对码不对或已用过').waitFor()
    await hands.type(middleware.pairingToken)
    await hands.press('Enter')
    await page.getByText('已连接').waitFor()
    assert.deepEqual(await barriers(page), [])
    // Typed once: the tab comes back to its reader by itself.
    await page.reload()
    await page.getByText('已连接').waitFor()
    await hands.press('F3')
    await page.getByText('读卡器没有安全模块').waitFor()
    await hands.press('F2')
    await page.getByText('已读出号码').waitFor()
    await hands.press('Enter')
    await page.locator('.card-panel').first().waitFor()
    assert.deepEqual(await barriers(page), [])

    await hands.press('F6')
    await page.getByText('已连接').waitFor()
    await hands.press('F9')
    await page.getByText('请先完成上面的内容').waitFor()
    await hands.press('F2')
    await page.getByText('芯片是真的').waitFor()
    await inEveryLook(page)
    await hands.tabTo('form > .check input')
    await hands.press('Space')
    await hands.tabTo('fieldset.panel .check input')
    await hands.press('Space', 'F9')
    await page.getByRole('heading', { name: '卡片已交付' }).waitFor()
    await page.locator('.receipt').waitFor()
    assert.deepEqual(await barriers(page), [])

    await hands.press('F6')
    await page.getByRole('heading', { name: '启用社会保障功能' }).waitFor()
    await inEveryLook(page)
    await hands.tabTo('fieldset.panel .check input')
    await hands.press('Space', 'F9')
    await page.getByRole('heading', { name: '社会保障功能已启用' }).waitFor()
    assert.match((await page.locator('main').textContent()) ?? '', /已终止 1 张旧卡/)
    await hands.press('Escape')
    await page.locator('.card-panel').first().waitFor()
    await hands.press('F7')
    await page.getByRole('heading', { name: '激活金融功能' }).waitFor()
    await inEveryLook(page)
    await hands.tabTo('fieldset.panel .check input')
    await hands.press('Space', 'F9')
    await page.getByRole('heading', { name: '金融功能已激活' }).waitFor()
    await hands.press('Escape')
    await page.locator('.card-panel').first().waitFor()
    await hands.press('F3')
    await page.getByRole('heading', { name: '重置社会保障密码' }).waitFor()
    await hands.press('F9')
    await page.getByRole('heading', { name: '已发起密码重置' }).waitFor()
    assert.deepEqual(await barriers(page), [])
    await hands.press('Escape')
    await page.locator('.card-panel').first().waitFor()
    await hands.press('F10')
    await page.locator('#document-number:focus').waitFor()
    assert.deepEqual(complaintsOf(page), [])
  })

  async function begin(page: Page, number: string) {
    await page.locator('#document-number').fill(number)
    await page.keyboard.press('Enter')
    await page.locator('.card-panel').first().waitFor()
  }

  test('M9.3, M11.1: the visit of one person shows nothing of another; who is not related is not received', async () => {
    const page = await open({ language: 'en', width: 320, height: 800 })
    await page.goto('/counter')
    await signInStaff(page, 'bank-supervisor')
    await page.getByLabel('The visitor is').selectOption('proxy')
    await page.locator('#document-number').fill(holderAt(2).identityNumber)
    await page.getByLabel('Identity or social security number of the holder').fill(holderAt(3).identityNumber)
    await page.keyboard.press('Enter')
    await page.getByRole('alert').waitFor()
    assert.deepEqual(await barriers(page), [])
    await page.getByLabel('The visitor is').selectOption('holder')
    await begin(page, holderAt(2).identityNumber)
    const first = new URL(page.url()).pathname
    assert.equal(await isTooWide(page), false)
    assert.deepEqual(await barriers(page), [])
    await page.keyboard.press('F4')
    await page.waitForURL(/report-loss$/)
    const card = new URL(page.url()).pathname.replace(/\/report-loss$/, '')
    for (const path of [`${first}/apply`, `${first}/contact`, `${card}/reset-pin`, `${card}/report-loss`]) {
      await page.goto(path)
      await page.getByRole('button', { name: /F9/ }).waitFor()
      assert.deepEqual(await barriers(page), [], path)
      assert.equal(await isTooWide(page), false, path)
    }
    for (const deed of ['collect', 'enable', 'activate', 'unblock-pin', 'release-loss', 'cancel']) {
      await page.goto(`${card}/${deed}`)
      await page.getByText('Not possible now').waitFor()
      assert.equal(await page.getByRole('button', { name: /F9/ }).count(), 0, deed)
    }
    assert.deepEqual(await barriers(page), [])
    await page.goto('/counter')
    await page.getByRole('link', { name: 'Back to the visitor before' }).waitFor()
    await begin(page, holderAt(3).identityNumber)
    for (const below of ['', '/apply', '/contact']) {
      await page.goto(first + below)
      await page.getByRole('heading', { name: 'Nobody is being received' }).waitFor()
    }
    assert.deepEqual(complaintsOf(page), [])
  })

  test('a session that ended in the middle: what was entered is there after the sign-in', async () => {
    const page = await open({ language: 'en' })
    await page.goto('/counter')
    await signInStaff(page, 'bank-supervisor')
    await begin(page, holderAt(4).identityNumber)
    await page.keyboard.press('F1')
    await page.getByLabel('New phone').fill('13800138000')
    await page.evaluate(`for (const [name, kept] of Object.entries(sessionStorage)) {
      if (!name.startsWith('yika.session.')) continue
      sessionStorage.setItem(name, JSON.stringify({ ...JSON.parse(kept), accessToken: 'x'.repeat(43), refreshToken: 'x'.repeat(43) }))
    }`)
    await page.reload()
    await page.getByRole('heading', { name: 'Staff sign-in' }).waitFor()
    // The browser is known to the provider: one press, no password.
    await page.locator('main .button-main').click()
    await page.waitForURL(/contact$/)
    await page.getByLabel('New phone').waitFor()
    assert.equal(await page.getByLabel('New phone').inputValue(), '13800138000')
    assert.deepEqual(await barriers(page), [])
    await page.keyboard.press('F9')
    await page.getByRole('heading', { name: 'The contact data are changed' }).waitFor()
    assert.deepEqual(await barriers(page), [])
  })

  test('M7.3: a network that breaks in the middle: F9 again releases the loss once', async () => {
    const page = await open()
    await page.goto('/counter')
    await signInStaff(page, 'district-officer')
    await page.getByText('连接读卡器', { exact: true }).click()
    await page.getByRole('button', { name: '使用模拟读卡器' }).click()
    await page.getByText('没有真实设备，号码由人工输入').waitFor()
    await page.getByLabel('模拟身份证上的号码').fill(holderAt(5).identityNumber)
    assert.deepEqual(await barriers(page), [])
    await page.keyboard.press('F2')
    await page.getByText('已读出号码').waitFor()
    await page.keyboard.press('Enter')
    await page.locator('.card-panel').first().waitFor()
    await page.keyboard.press('F4')
    await page.getByRole('radio', { name: /临时挂失/ }).check()
    await page.keyboard.press('F9')
    await page.locator('.receipt').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.card-panel').getByRole('link', { name: '解除挂失' }).click()
    const keys: string[] = []
    await page.route('**/v1/card/release-loss', async (route) => {
      keys.push(route.request().headers()['idempotency-key'] ?? '')
      await route.fetch()
      await route.abort()
    })
    await page.getByRole('heading', { name: '解除挂失' }).waitFor()
    await page.keyboard.press('F9')
    await page.getByRole('alert').waitFor()
    assert.match((await page.getByRole('alert').textContent()) ?? '', /不会办理两次/)
    await page.unroute('**/v1/card/release-loss')
    page.on('request', (request) => {
      if (request.url().endsWith('/release-loss')) keys.push(request.headers()['idempotency-key'] ?? '')
    })
    await page.keyboard.press('F9')
    await page.getByRole('heading', { name: '挂失已解除' }).waitFor()
    assert.ok(keys.length > 1)
    assert.equal(new Set(keys).size, 1)
  })
})
