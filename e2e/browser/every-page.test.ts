import assert from 'node:assert/strict'
import { after, suite, test } from 'node:test'
import type { Page } from 'playwright-core'
import { givenTerminal } from './given-terminal.ts'
import { linkedPages, namesIn, type Portal, pagesWith, standsStill } from './linked-pages.ts'
import { barriers, complaintsOf, isTooWide, noBrowser, setStage } from './stage.ts'

const stage = await setStage({ after })

const usual = { width: 1280, height: 800 }
/** WCAG 1.4.10: four times as large on a usual screen, or an old telephone. */
const narrow = { width: 320, height: 640 }
/** WCAG 1.4.4: twice as large. */
const twice = { width: 640, height: 400 }

/** WCAG 1.4.12: as somebody sets it who reads with difficulty; a sheet of the browser, so the policy of the pages lets it in. */
const spaced = `{
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }')
  document.adoptedStyleSheets = [sheet]
}`
const unspaced = 'document.adoptedStyleSheets = []'

/** Text that its own box cuts off; what is meant to be unseen or scrolls by itself is not cut. */
const cutOff = `Array.from(document.querySelectorAll('main *'))
  .filter((element) => element.childElementCount === 0 && element.textContent.trim() !== '')
  .filter((element) => !element.closest('.unseen, table, pre, select, option, svg'))
  .filter((element) => {
    const { overflowX, overflowY } = getComputedStyle(element)
    return (overflowX === 'hidden' && element.scrollWidth > element.clientWidth + 1) ||
      (overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 1)
  })
  .map((element) => 'cut off: ' + element.outerHTML.slice(0, 120))`

/** Nothing moves by itself for whoever asked for that. */
const moving = `document.getAnimations()
  .filter((animation) => animation.playState === 'running' && animation.effect?.getComputedTiming().duration > 10)
  .map((animation) => 'moves: ' + (animation.animationName ?? animation.transitionProperty))`

async function faultsInWidth(page: Page): Promise<readonly string[]> {
  const faults: string[] = []
  await page.setViewportSize(twice)
  if (await isTooWide(page)) faults.push('too wide at 200 %')
  await page.setViewportSize(narrow)
  if (await isTooWide(page)) faults.push('too wide at 320 pixels')
  await page.evaluate(spaced)
  if (await isTooWide(page)) faults.push('too wide at 320 pixels with text spread out')
  faults.push(...((await page.evaluate(cutOff)) as string[]))
  await page.evaluate(unspaced)
  await page.setViewportSize(usual)
  return faults
}

async function faultsOf(page: Page): Promise<readonly string[]> {
  const faults = [...(await barriers(page)), ...((await page.evaluate(moving)) as string[])]
  faults.push(...(await faultsInWidth(page)))
  return faults
}

/** What the page asked others for: nobody but us learns who looks at what. */
function watchOrigins(page: Page, own: string): readonly string[] {
  const strange: string[] = []
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (protocol.startsWith('http') && origin !== own) strange.push(request.url())
  })
  return strange
}

// Side by side: most of the time is waiting for the browser.
suite('every page that a link leads to', { skip: stage === undefined && noBrowser, concurrency: true }, () => {
  if (stage === undefined) return
  const { open, yika, holder, signInCitizen, signInStaff } = stage

  interface Followed {
    readonly known?: Set<string>
    /** The address whose identifiers lead to pages behind keys and buttons. */
    readonly from?: string
  }

  async function follow(portal: Portal, page: Page, { known = new Set(), from }: Followed = {}): Promise<void> {
    await standsStill(page)
    const faults: string[] = []
    const shown: string[] = []
    async function look(route: string): Promise<void> {
      shown.push(route)
      for (const language of ['zh-CN', 'en']) {
        const here = (await page.evaluate('document.documentElement.lang')) === language
        const other = page.locator('.frame-tools').getByRole('button', { name: /^(English|中文)$/ })
        if (!here) await other.click()
        await page.locator(`html[lang="${language}"]`).waitFor({ state: 'attached' })
        for (const fault of await faultsOf(page)) faults.push(`${route} in ${language}: ${fault}`)
      }
    }
    for await (const route of linkedPages(page, portal, known)) await look(route)
    if (from !== undefined) {
      for await (const route of pagesWith(page, portal, namesIn(portal, from), known)) await look(route)
    }
    assert.deepEqual(faults, [])
    assert.deepEqual(complaintsOf(page), [])
    assert.ok(shown.length > 1, shown.join(' '))
  }

  test('M12.8: the public pages, in both languages', async () => {
    const page = await open()
    const strange = watchOrigins(page, yika.url)
    await page.goto('/')
    await follow('public', page)
    assert.deepEqual(strange, [])
  })

  test('M12.8: the pages of a holder', async () => {
    const page = await open()
    const strange = watchOrigins(page, yika.url)
    await page.goto('/me')
    await signInCitizen(page, holder)
    await follow('citizen', page)
    assert.deepEqual(strange, [])
  })

  test('the pages of a clerk with a visitor', async () => {
    const page = await open()
    const strange = watchOrigins(page, yika.url)
    await page.goto('/counter')
    await signInStaff(page, 'bank-clerk')
    await page.locator('#document-number').fill(holder.identityNumber)
    await page.keyboard.press('Enter')
    await page.locator('.card-face').first().waitFor()
    await page.keyboard.press('F4')
    await page.locator('main fieldset').first().waitFor()
    await follow('counter', page, { from: page.url() })
    assert.deepEqual(strange, [])
  })

  test('M12.8: the page of a terminal', async () => {
    const page = await open()
    const strange = watchOrigins(page, yika.url)
    await page.goto('/terminal')
    await page.locator('main input').waitFor()
    await follow('terminal', page)
    await givenTerminal(yika, page, { terminalId: 'every-page', institutionId: 'library-1', services: ['library'] })
    await follow('terminal', page)
    assert.deepEqual(strange, [])
  })

  test('the desks of the console, in three roles', async () => {
    // Where two roles see the same page it is followed once; the home page is another one for each.
    const known = new Set<string>()
    for (const role of ['bureau-officer', 'production-manager', 'auditor']) {
      known.delete('/')
      const page = await open()
      const strange = watchOrigins(page, yika.url)
      await page.goto('/console')
      await signInStaff(page, role)
      await follow('console', page, { known })
      assert.deepEqual(strange, [])
    }
  })
})
