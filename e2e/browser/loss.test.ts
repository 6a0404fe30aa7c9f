import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, suite, test } from 'node:test'
import * as card from '@yika/core/card/schema.ts'
import type { Page } from 'playwright-core'
import type { SamplePerson } from '../../server/src/sample/sample-person.ts'
import { scriptBytes } from './first-view.ts'
import { barriers, complaintsOf, isTooWide, noBrowser, setStage } from './stage.ts'

const stage = await setStage({ after })
const budget = 200_000

suite('a lost card', { skip: stage === undefined && noBrowser }, () => {
  if (stage === undefined) return
  const { open, yika, signInCitizen } = stage
  const holders = yika.people.filter(
    ({ card, kind }) => card?.social === 'enabled' && card.generation === 2 && kind === 'citizen',
  )
  const holderAt = (index: number) => holders[index] as SamplePerson
  const loss = (page: Page) => page.locator('main a.button-grave').first()

  async function myCards(person: SamplePerson) {
    const answered = await yika.call(card.myCards, await yika.citizen(person), { purpose: 'own-affairs' })
    return answered.body['cards'] as { personId: string; cardId: string; social: string; version: number }[]
  }

  test('M7.3, M7.8, M13.2: three taps after signing in, and the receipt says when and where it took effect', async () => {
    for (const [index, language] of (['zh', 'en'] as const).entries()) {
      const page = await open({ language, width: 390, height: 844 })
      await page.goto('/me')
      assert.deepEqual(await barriers(page), [])
      await signInCitizen(page, holderAt(index))
      const bytes = await scriptBytes(page, () => page.reload())
      assert.ok(bytes > 50_000 && bytes <= budget, `${bytes} bytes of script`)
      await loss(page).waitFor()
      assert.deepEqual(await barriers(page), [])

      await loss(page).click()
      await page.locator('main [type=radio]').first().check()
      assert.deepEqual(await barriers(page), [])
      await page.locator('main [type=submit]').click()

      const receipt = page.locator('.receipt')
      await receipt.waitFor()
      const text = (await receipt.textContent()) ?? ''
      assert.match(text, /[0-9a-f-]{36}/)
      assert.match(text, language === 'zh' ? /生效时间\s*\d{4}年/ : /In force since\s*\d+ \w+ \d{4}/)
      assert.match(text, language === 'zh' ? /网上/ : /on line/)
      assert.deepEqual(await barriers(page), [])
      assert.equal(await isTooWide(page), false)
      const [mine] = await myCards(holderAt(index))
      assert.equal(mine?.social, 'suspended-provisional')

      await page.getByRole('link', { name: language === 'zh' ? '返回我的卡' : 'Back to my cards' }).click()
      await page.getByText(language === 'zh' ? /临时挂失将于/ : /provisional report lapses on/).waitFor()
      assert.equal(await loss(page).count(), 0)
      assert.deepEqual(await barriers(page), [])
      assert.deepEqual(complaintsOf(page), [])
    }
  })

  test('M13.2: the receipt goes on A4 and on the 80 mm roll, without what is for the screen', async () => {
    const page = await open()
    await page.goto('/me')
    await signInCitizen(page, holderAt(4))
    await loss(page).click()
    await page.locator('main [type=submit]').click()
    await page.locator('.receipt').waitFor()
    const widthMm = async (button: string) => {
      await page.getByRole('button', { name: button }).click()
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
      const [, points] = /\/MediaBox\s*\[\s*0 0 ([\d.]+)/.exec(pdf) ?? []
      return Math.round((Number(points) / 72) * 25.4)
    }
    assert.equal(await widthMm('打印 A4'), 210)
    assert.equal(await widthMm('打印小票（80 毫米）'), 80)
    for (const [button, mm] of [
      ['下载 PDF（A4）', 210],
      ['下载 PDF（80 毫米）', 80],
    ] as const) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: button }).click(),
      ])
      assert.match(download.suggestedFilename(), /^挂失回执 \d{4}-\d{2}-\d{2}\.pdf$/)
      const file = (await readFile(await download.path())).toString('latin1')
      const [, points] = /\/MediaBox \[0 0 ([\d.]+)/.exec(file) ?? []
      assert.equal(Math.round((Number(points) / 72) * 25.4), mm)
    }
    await page.emulateMedia({ media: 'print' })
    assert.equal(await page.locator('.frame-head').isVisible(), false)
    assert.equal(await page.getByRole('button', { name: '打印 A4' }).isVisible(), false)
    assert.equal(await page.locator('.receipt').isVisible(), true)
  })

  test('M7.3: a network that breaks after the deed: pressing again does nothing twice', async () => {
    const page = await open({ width: 320, height: 640 })
    await page.goto('/me')
    await signInCitizen(page, holderAt(2))
    await loss(page).click()
    const [before] = await myCards(holderAt(2))
    const keys: string[] = []
    page.on('request', (request) => {
      if (request.url().endsWith('/report-loss') && request.method() === 'POST') {
        keys.push(request.headers()['idempotency-key'] ?? '')
      }
    })
    // The server does it, its answer is lost.
    await page.route('**/v1/card/report-loss', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await page.locator('main [type=submit]').click()
    const alert = page.getByRole('alert')
    await alert.waitFor()
    assert.match((await alert.textContent()) ?? '', /不会办理两次/)
    assert.deepEqual(await barriers(page), [])
    assert.equal(await isTooWide(page), false)
    await page.unroute('**/v1/card/report-loss')
    await page.locator('main [type=submit]').click()
    await page.locator('.receipt').waitFor()
    const [after] = await myCards(holderAt(2))
    assert.equal(after?.version, (before?.version ?? 0) + 1)
    assert.ok(keys.length >= 4)
    assert.equal(new Set(keys).size, 1)
    await page.goBack()
    await page.goto(page.url().replace(/\/me.*/, `/me/cards/${after?.personId}/${after?.cardId}/report-loss`))
    await page.locator('.receipt').waitFor()
  })

  test('a session that ended: what was chosen is kept, and the deed follows the sign-in', async () => {
    const page = await open()
    await page.goto('/me')
    await signInCitizen(page, holderAt(3))
    await loss(page).click()
    await page.locator('main [type=radio]').last().check()
    const here = page.url()
    await page.evaluate(`for (const [name, kept] of Object.entries(sessionStorage)) {
      if (!name.startsWith('yika.session.')) continue
      sessionStorage.setItem(name, JSON.stringify({ ...JSON.parse(kept), accessToken: 'x'.repeat(43), refreshToken: 'x'.repeat(43) }))
    }`)
    await page.reload()
    const signIn = page.getByRole('button', { name: '登录', exact: true })
    await signIn.waitFor()
    // The browser is still known to the provider: no code is asked for again.
    await signIn.click()
    await page.waitForURL(here)
    await page.locator('main [type=submit]').click()
    await page.locator('.receipt').waitFor()
    assert.equal((await myCards(holderAt(3)))[0]?.social, 'suspended-provisional')
  })

  test('a token that is about to end is renewed without a word', async () => {
    const page = await open()
    await page.goto('/me')
    await signInCitizen(page, holderAt(3))
    const token = `JSON.parse(sessionStorage.getItem('yika.session.yika-citizen')).accessToken`
    const before = await page.evaluate(token)
    await page.evaluate(`{
      const name = 'yika.session.yika-citizen'
      sessionStorage.setItem(name, JSON.stringify({ ...JSON.parse(sessionStorage.getItem(name)), expiresAt: Date.now() }))
    }`)
    await page.reload()
    await page.locator('.card-face').first().waitFor()
    assert.notEqual(await page.evaluate(token), before)
  })

  test('M7.8: signing out leaves nothing behind in the browser', async () => {
    const page = await open()
    await page.goto('/me')
    await signInCitizen(page, holderAt(3))
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.locator('button[name=logout]').click()
    await page.waitForURL((url) => url.pathname === '/')
    assert.deepEqual(await page.evaluate("Object.keys(sessionStorage).filter((name) => name.startsWith('yika.'))"), [])
    await page.goto('/me')
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.locator('#identityNumber').waitFor()
  })
})
