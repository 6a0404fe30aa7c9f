import { setTimeout as wait } from 'node:timers/promises'
import axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import type { SamplePerson } from '../../server/src/sample/sample-person.ts'
import { totp } from '../../server/src/simulator/sign-in-client.ts'
import { type TestServer, testServer } from '../../server/test/test-server.ts'
import { codeSent } from './code-sent.ts'
import { findBrowser } from './find-browser.ts'

export type Language = 'zh' | 'en'

export interface PageOptions {
  readonly language?: Language
  readonly width?: number
  readonly height?: number
}

/** A real server on a real database, and a real browser before it. */
export interface Stage {
  readonly yika: TestServer
  /** Somebody's own browser: cookies and storage of nobody else. */
  open(options?: PageOptions): Promise<Page>
  /** From the button on the page to the portal, by number and code. */
  signInCitizen(page: Page, person: SamplePerson): Promise<void>
  signInStaff(page: Page, role: string): Promise<void>
  /** Somebody of the sample city who has a card that works. */
  readonly holder: SamplePerson
}

interface Ending {
  after(end: () => Promise<void>): void
}

/** Why a story is skipped. */
export const noBrowser = 'no Chromium here'

const patienceMs = 45_000
const stepSeconds = 30
const pollMs = 250

/** Undefined where there is no browser to be had; a story then says so and is skipped. */
export async function setStage(ending: Ending, people = 60): Promise<Stage | undefined> {
  const found = await findBrowser()
  if (found === undefined) return undefined
  const ends: (() => Promise<void>)[] = []
  ending.after(async () => {
    for (const end of ends.reverse()) await end()
  })
  // Parties and chips of the sample city are to be had as by everybody who plays in it.
  const yika = await testServer({ after: (end) => void ends.push(end) }, { people, simulate: true })
  const browser: Browser = await chromium.launch({
    executablePath: found.executablePath,
    args: [...found.args],
    env: { ...found.env },
  })
  ends.push(() => browser.close())
  const steps = new Map<string, number>()
  const holder = yika.people.find(({ card, kind }) => card?.social === 'enabled' && kind === 'citizen')
  if (holder === undefined) throw new Error('nobody of the sample city has a card that works')

  return {
    yika,
    holder,
    async open({ language = 'zh', width = 1280, height = 800 } = {}) {
      const context: BrowserContext = await browser.newContext({
        baseURL: yika.url,
        locale: language === 'zh' ? 'zh-CN' : 'en-GB',
        viewport: { width, height },
        reducedMotion: 'reduce',
      })
      context.setDefaultTimeout(patienceMs)
      const page = await context.newPage()
      watch(page)
      return page
    },
    async signInCitizen(page, person) {
      await page.locator('main .button-main').click()
      await page.locator('#identityNumber').waitFor()
      await demandNoBarriers(page)
      await page.locator('#identityNumber').fill(person.identityNumber)
      await page.locator('form button').first().click()
      await page.locator('#code').waitFor()
      await demandNoBarriers(page)
      await page.locator('#code').fill(await codeSent({ yika }, 'sign-in'))
      await page.locator('form button').first().click()
      await page.waitForURL((url) => url.pathname.startsWith('/me') && !url.pathname.endsWith('/signed-in'))
    },
    async signInStaff(page, role) {
      const { userName, password, totpSecret } = yika.account(role)
      const home = new URL(page.url()).pathname
      await page.locator('main .button-main').click()
      await page.locator('#userName').waitFor()
      await demandNoBarriers(page)
      await page.locator('#userName').fill(userName)
      await page.locator('#password').fill(password)
      // A code is good once; the next one is within the skew, the one after it has to be waited for, as by everybody.
      const stepNow = () => Math.floor(Date.now() / 1000 / stepSeconds)
      const step = Math.max(stepNow(), (steps.get(role) ?? 0) + 1)
      steps.set(role, step)
      while (step > stepNow() + 1) await wait(pollMs)
      await page.locator('#code').fill(await totp(totpSecret, step))
      await page.locator('form button').first().click()
      await page.waitForURL((url) => url.pathname === home)
    },
  }
}

const complaints = new WeakMap<Page, string[]>()

/** What the browser complains about: a page that broke, something that the policy forbids. */
function watch(page: Page): void {
  const heard: string[] = []
  complaints.set(page, heard)
  page.on('pageerror', (error) => void heard.push(String(error)))
  page.on('console', (message) => {
    // A refusal is an answer, not a fault of the page.
    if (message.type() === 'error' && !message.text().includes('the server responded with a status')) {
      heard.push(message.text())
    }
  })
}

export function complaintsOf(page: Page): readonly string[] {
  return complaints.get(page) ?? []
}

const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

interface AxeAnswer {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[]
}

/** WCAG 2.2 A and AA, as far as a machine can see. */
export async function barriers(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  const run = `axe.run(document, { runOnly: ${JSON.stringify(levels)} })`
  const { violations } = (await page.evaluate(run)) as AxeAnswer
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
}

/** The pages of signing in lie on the way of every story. */
async function demandNoBarriers(page: Page): Promise<void> {
  const found = await barriers(page)
  if (found.length > 0) throw new Error(`${page.url()}: ${found.join('; ')}`)
}

/** WCAG 1.4.10: nothing but a table needs scrolling in two directions. */
export async function isTooWide(page: Page): Promise<boolean> {
  const wide = 'document.documentElement.scrollWidth > document.documentElement.clientWidth'
  return (await page.evaluate(wide)) as boolean
}
