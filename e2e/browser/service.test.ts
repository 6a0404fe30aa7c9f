import assert from 'node:assert/strict'
import { after, suite, test } from 'node:test'
import { scriptBytes } from './first-view.ts'
import { barriers, complaintsOf, isTooWide, noBrowser, setStage } from './stage.ts'

const stage = await setStage({ after })
const budget = 200_000

suite('what is published', { skip: stage === undefined && noBrowser }, () => {
  if (stage === undefined) return
  const { open } = stage

  test('M12.1, M12.5: from the first page to a service and to an outlet, in both languages', async () => {
    for (const language of ['zh', 'en'] as const) {
      const page = await open({ language })
      const bytes = await scriptBytes(page, () => page.goto('/'))
      assert.ok(bytes > 50_000 && bytes <= budget, `${bytes} bytes of script`)
      await page
        .getByRole('link', { name: language === 'zh' ? '临时挂失' : /provisional/i })
        .first()
        .waitFor()
      assert.deepEqual(await barriers(page), [])

      await page.locator('.door a[href="/guide/reissue"]').click()
      await page.getByRole('heading', { level: 2, name: language === 'zh' ? '办理步骤' : 'How it goes' }).waitFor()
      assert.match(await page.title(), language === 'zh' ? /补卡/ : /[Rr]eplace|[Rr]e-?issue/)
      assert.deepEqual(await barriers(page), [])

      await page.locator('nav a[href="/outlets"]').first().click()
      const found = page.getByRole('status').filter({ hasText: '24' })
      await found.waitFor()
      await page.getByRole('checkbox').first().check()
      await page.locator('main select').first().selectOption('110101')
      await page.locator('main ol.grid > li:nth-child(24)').waitFor({ state: 'detached' })
      await page.locator('main ol.grid > li').first().waitFor()
      const outlets = await page.locator('main ol.grid > li').all()
      assert.ok(outlets.length > 0)
      for (const outlet of outlets) {
        assert.match((await outlet.textContent()) ?? '', language === 'zh' ? /即时制卡/ : /On the spot/)
      }
      assert.deepEqual(await barriers(page), [])
      assert.deepEqual(complaintsOf(page), [])
    }
  })

  test('M12.5: it reflows at 320 pixels and in large type, and the choice of language and type stays', async () => {
    const page = await open({ width: 320, height: 640 })
    for (const path of ['/', '/guide', '/guide/apply-first-issue', '/outlets']) {
      await page.goto(path)
      await page.waitForLoadState('networkidle')
      assert.equal(await isTooWide(page), false, path)
    }
    await page.getByRole('button', { name: '大字版' }).click()
    await page.getByRole('button', { name: 'English' }).click()
    await page.reload()
    await page.getByRole('button', { name: 'Normal type' }).waitFor()
    assert.equal(await page.locator('html').getAttribute('lang'), 'en')
    assert.equal(await isTooWide(page), false)
    assert.deepEqual(await barriers(page), [])
  })

  test('who is off line is told, and told again when it is over', async () => {
    const page = await open({ language: 'en' })
    await page.goto('/')
    await page.locator('.door').first().waitFor()
    await page.context().setOffline(true)
    await page.locator('.offline').waitFor()
    assert.deepEqual(await barriers(page), [])
    await page.context().setOffline(false)
    await page.locator('.offline').waitFor({ state: 'detached' })
  })

  test('an address that leads nowhere says so and leads on', async () => {
    for (const language of ['zh', 'en'] as const) {
      const page = await open({ language })
      await page.goto('/me/nothing/here')
      await page.getByRole('heading', { name: language === 'zh' ? '没有这个页面' : 'There is no such page' }).waitFor()
      assert.deepEqual(await barriers(page), [])
    }
  })

  test('a file of a page that cannot be loaded: the page says what to do', async () => {
    const page = await open({ language: 'en' })
    await page.goto('/')
    await page.locator('.door').first().waitFor()
    await page.route('**/assets/outlets-page-*', (route) => route.abort())
    await page.getByRole('link', { name: 'Outlets' }).click()
    await page.getByRole('button', { name: 'Reload' }).waitFor()
    assert.deepEqual(await barriers(page), [])
    await page.unroute('**/assets/outlets-page-*')
    await page.getByRole('button', { name: 'Reload' }).click()
    await page.getByText(/^24 of \d+ outlets listed/).waitFor()
  })

  test('the keyboard alone reaches everything, and what has the focus shows it', async () => {
    const page = await open()
    await page.goto('/')
    await page.locator('.door').first().waitFor()
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate('document.activeElement.className'), 'skip')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    const outline = 'getComputedStyle(document.activeElement).outlineWidth'
    assert.equal(await page.evaluate('document.activeElement.getAttribute("href")'), '/me')
    assert.equal(await page.evaluate(outline), '3px')
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/outlets')
    await page.locator('h1:focus').waitFor()
  })
})
