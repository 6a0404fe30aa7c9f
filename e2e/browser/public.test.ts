import assert from 'node:assert/strict'
import { after, suite, test } from 'node:test'
import { openOutlet } from '@yika/core/bank/schema.ts'
import { myCards, reportLoss } from '@yika/core/card/schema.ts'
import { publishInterpretation } from '@yika/core/policy/schema.ts'
import type { Page } from 'playwright-core'
import { standsStill } from './linked-pages.ts'
import { barriers, complaintsOf, isTooWide, noBrowser, setStage } from './stage.ts'

const stage = await setStage({ after })
const pages = ['/', '/guide', '/guide/reissue', '/outlets', '/verify', '/measures', '/measures/7', '/figures', '/help']

/** As somebody without a mouse gets there. */
async function tabTo(page: Page, selector: string): Promise<void> {
  const there = `document.activeElement.matches(${JSON.stringify(selector)})`
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(there)) return
  }
  assert.fail(`the keyboard does not reach ${selector}`)
}

suite('the public portal', { skip: stage === undefined && noBrowser }, () => {
  if (stage === undefined) return
  const { open, yika, holder } = stage

  test('M7.14, M12.6: by keyboard to an outlet that is open now and makes cards on the spot', async () => {
    const { body } = await yika.send('/v1/bank/banks')
    const { on, banks } = body as unknown as { on: string; banks: { bankId: string }[] }
    const opened = await yika.call(openOutlet, await yika.staff('bureau-officer'), {
      bankId: banks[0]?.bankId,
      openedOn: on,
      name: { zh: '昼夜支行', en: 'Day and Night' },
      district: '110105',
      address: '朝阳区昼夜路1号',
      longitude: 116.44,
      latitude: 39.92,
      phone: '010-10000001',
      instantIssue: true,
      openingHours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '23:59' })),
      accessibility: ['step-free'],
    })
    assert.equal(opened.status, 200, opened.text)

    const page = await open()
    await page.goto('/outlets')
    await page.locator('main ol > li').first().waitFor()
    await tabTo(page, 'main form input.input')
    await page.keyboard.type('昼夜')
    await tabTo(page, 'input[type=checkbox]')
    await page.keyboard.press('Space')
    await tabTo(page, 'input[type=checkbox]')
    await page.keyboard.press('Space')
    await page.getByRole('status').filter({ hasText: '共 1 个' }).waitFor()
    await tabTo(page, '.plan-place[data-share="3"]')
    await page.keyboard.press('Enter')
    await page.locator('.plot-number').waitFor()
    // Whoever chose keeps the place, though the list below was read anew.
    assert.equal(await page.evaluate('document.activeElement.getAttribute("aria-pressed")'), 'true')
    const found = (await page.locator('main ol > li').textContent()) ?? ''
    for (const said of ['昼夜支行', '现在营业', '即时制卡', '无台阶', '010-10000001'])
      assert.ok(found.includes(said), said)
    assert.deepEqual(await barriers(page), [])

    // The back button and a reload leave what was looked for.
    await page.goto('/help')
    await page.goBack()
    await page.getByRole('status').filter({ hasText: '共 1 个' }).waitFor()
    assert.deepEqual(complaintsOf(page), [])
  })

  test('M12.6: the plan of the districts, the drawing and the list say the same', async () => {
    const page = await open({ language: 'en', width: 390, height: 844 })
    await page.goto('/outlets')
    const status = page.getByRole('status').filter({ hasText: 'outlets listed' })
    await status.waitFor()
    const counts = await page.locator('.plan-count').allTextContents()
    const total = counts.reduce((sum, count) => sum + Number(count), 0)
    assert.equal(await status.textContent(), `24 of ${total} outlets listed`)
    const fengtai = page.getByRole('button', { name: 'Fengtai' })
    await fengtai.click()
    const count = Number(await fengtai.locator('.plan-count').textContent())
    await page.getByText(`${count} of ${count} outlets listed`).waitFor()
    assert.equal(await page.locator('main ol > li').count(), count)
    assert.deepEqual(
      await page.locator('.plot-number').allTextContents(),
      await page.locator('.finder-number').allTextContents(),
    )
    // Every district still says how many it has, the chosen one or not.
    assert.deepEqual(await page.locator('.plan-count').allTextContents(), counts)
    assert.deepEqual(await barriers(page), [])
  })

  test('M13.2, M12.8: a receipt is verified by its code or typed, an altered one is not; the network may go in between', async () => {
    const token = await yika.citizen(holder)
    const cards = await yika.call(myCards, token, { purpose: 'own-affairs' })
    const [card] = cards.body['cards'] as { personId: string; cardId: string; social: string }[]
    const { personId, cardId } = card ?? {}
    const reported = await yika.call(reportLoss, token, {
      personId,
      cardId,
      functions: 'social',
      kind: 'provisional',
      channel: 'web',
    })
    assert.equal(reported.status, 200, reported.text)
    const code = String(reported.body['verification'])
    const altered = `${code.slice(0, 20)}${code[20] === 'A' ? 'B' : 'A'}${code.slice(21)}`

    for (const language of ['zh', 'en'] as const) {
      const page = await open({ language, width: 320, height: 640 })
      await page.goto(`/verify#${code}`)
      const receipt = page.locator('.receipt')
      await receipt.waitFor()
      const said = (await receipt.textContent()) ?? ''
      assert.match(said, language === 'zh' ? /挂失回执/ : /receipt of a loss report/)
      assert.ok(!said.includes(holder.identityNumber) && !said.includes(String(cardId)))
      assert.deepEqual(await barriers(page), [])
      assert.equal(await isTooWide(page), false)

      await tabTo(page, 'main form input')
      await page.keyboard.type(altered.replace(/(.{6})/g, '$1 '))
      await page.keyboard.press('Enter')
      await page
        .getByRole('alert')
        .filter({ hasText: language === 'zh' ? '不是' : 'not one of our receipts' })
        .waitFor()
      assert.equal(await receipt.count(), 0)
      assert.deepEqual(await barriers(page), [])
      assert.equal(await isTooWide(page), false)
      await page.goBack()
      await receipt.waitFor()

      await page.reload()
      await receipt.waitFor()
      await page.context().setOffline(true)
      await page.locator('main form input').fill(`${yika.url}/verify#${altered}`)
      await page.keyboard.press('Enter')
      await page
        .getByRole('status')
        .filter({ hasText: language === 'zh' ? '网络已断开' : 'off line' })
        .waitFor()
      const again = page.getByRole('button', { name: language === 'zh' ? '再试一次' : 'Try again' })
      await again.waitFor()
      assert.deepEqual(await barriers(page), [])
      await page.context().setOffline(false)
      await again.click()
      await page.getByText(language === 'zh' ? '不是' : 'not one of our receipts').waitFor()
    }
  })

  test('M1.1, M17.3: an article in both languages, what the system does for it, and the next one', async () => {
    const published = await yika.call(publishInterpretation, await yika.staff('bureau-officer'), {
      article: 8,
      question: { zh: '孩子由谁申领？', en: 'Who applies for a child?' },
      answer: { zh: '由监护人申领。', en: 'The guardian applies.' },
      policyKeys: ['guardian.required-under'],
      source: '样例 / sample',
    })
    assert.equal(published.status, 200, published.text)
    const page = await open()
    await page.goto('/measures')
    await page.getByRole('link', { name: /第 7 条/ }).click()
    await page.getByText('M7.14').waitFor()
    assert.match(await page.title(), /第 7 条 合作银行服务/)
    assert.deepEqual(await barriers(page), [])
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { level: 1, name: /^Article 7 / }).waitFor()
    assert.equal(new URL(page.url()).pathname, '/measures/7')
    await page.locator('summary').click()
    assert.ok((await page.locator('a[href="/docs#report-loss"]').count()) > 0)
    await page.getByText('No interpretation of this article').waitFor()
    assert.deepEqual(await barriers(page), [])
    await page.getByRole('link', { name: 'Next' }).click()
    await page.getByRole('heading', { level: 1, name: /^Article 8 / }).waitFor()
    assert.equal(await page.locator('h1:focus').count(), 1)
    const interpretation = page.locator('.panel').filter({ hasText: 'Who applies for a child?' })
    await interpretation.getByText('The guardian applies.').waitFor()
    await page.getByRole('button', { name: '中文' }).click()
    await page.getByText('由监护人申领。').waitFor()
    assert.deepEqual(await barriers(page), [])
    assert.deepEqual(complaintsOf(page), [])
  })

  test('M12.2: an entry of the guide has owner, history and sources; every figure in force has one', async () => {
    const page = await open({ language: 'en' })
    await page.goto('/guide/reissue')
    await page.getByText('Answered for by').waitFor()
    await page.getByText(/^Version 1: since/).waitFor()
    await page.locator('summary').click()
    assert.ok((await page.locator('details li').count()) > 3)
    await page.goto('/figures')
    await page.getByLabel('Find').fill('hotline')
    const figure = page.locator('.figure')
    await page.getByText('· 1 figures').waitFor()
    assert.match((await figure.textContent()) ?? '', /Hotline.*96066.*Sourced.*since 1 January 2025/)
    await page.getByLabel('Find').fill('no such rule')
    await page.locator('.empty').waitFor()
    assert.deepEqual(await barriers(page), [])
  })

  test('M12.5, M12.8: every page warns, has no barrier, and fits 320 pixels in large type, in both languages', async () => {
    const page = await open({ width: 320, height: 640 })
    await page.goto('/help')
    await page.locator('main').getByRole('button', { name: '切换到大字版' }).click()
    for (const language of ['zh', 'en'] as const) {
      for (const path of [...pages, '/no/such/page']) {
        await page.goto(path)
        await page.locator('h1').waitFor()
        await standsStill(page)
        assert.equal(await page.locator('html').getAttribute('data-type'), 'large')
        assert.equal(await isTooWide(page), false, path)
        assert.deepEqual(await barriers(page), [], path)
        const words = await page.locator('footer').textContent()
        assert.match(words ?? '', language === 'zh' ? /索要密码/ : /never asks for a PIN/)
      }
      if (language === 'zh') await page.getByRole('button', { name: 'English' }).click()
    }
    assert.deepEqual(complaintsOf(page), [])
  })

  test('an address that nobody lives at says so to people, and a page that cannot be loaded says how to go on', async () => {
    const page = await open()
    const answer = await page.goto('/no/such/page')
    assert.equal(answer?.status(), 404)
    await page.getByRole('heading', { level: 1, name: '没有这个页面' }).waitFor()
    await page.goto('/measures/19')
    await page.locator('.empty').waitFor()

    await page.goto('/')
    await page.locator('.door').first().waitFor()
    await page.context().setOffline(true)
    await page.locator('main a[href="/help"]').click()
    const again = page.getByRole('button', { name: '重新载入' })
    await again.waitFor()
    assert.deepEqual(await barriers(page), [])
    await page.context().setOffline(false)
    await again.click()
    await page.getByRole('heading', { level: 1, name: '帮助与反馈' }).waitFor()
  })
})
