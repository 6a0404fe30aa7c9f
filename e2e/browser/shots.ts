import { mkdir, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { portals } from '../../web/portals.ts'
import { givenMigration } from './given-migration.ts'
import { givenTelephone } from './given-telephone.ts'
import { registerShown } from './given-terminal.ts'
import { givenTerminals } from './given-terminals.ts'
import { linkedPages, namesIn, type Portal, pagesWith, routeOf, routesOf, standsStill } from './linked-pages.ts'
import { noBrowser, type Stage, setStage } from './stage.ts'
import { walkApplication } from './walk-application.ts'
import { walkMoney } from './walk-money.ts'

const folder = fileURLToPath(new URL('../../shots/', import.meta.url))
const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } } as const

interface Camera {
  readonly page: Page
  readonly stage: Stage
  /** The page as it stands, in both languages and sizes. */
  shoot(name: string): Promise<void>
  /** Every page that the links lead to from here. */
  shootLinked(): Promise<void>
  /** Every page that the identifiers in this address lead to. */
  shootBehind(): Promise<void>
}

type Walk = readonly [portal: Portal, walk: (camera: Camera) => Promise<void>]

/** What a link does not lead to: who signs in, what is refused, what is entered. Pages with a link are found by themselves. */
const walks: readonly Walk[] = [
  [
    'public',
    async ({ page, shoot, shootLinked }) => {
      await page.goto('/')
      await shootLinked()
      for (const [name, path] of [
        ['guide-item-unknown', '/guide/no-such-service'],
        ['nowhere', '/help/nowhere'],
        ['verify-wrong', '/verify#not-one-of-ours'],
      ] as const) {
        await page.goto(path)
        await shoot(name)
      }
    },
  ],
  ['citizen', ({ page, stage, shoot }) => walkMoney(page, stage, shoot)],
  [
    'citizen',
    async ({ page, stage, shoot, shootLinked, shootBehind }) => {
      await page.goto('/me')
      await shoot('sign-in')
      await stage.signInCitizen(page, stage.holder)
      await shoot('my-cards')
      await page.goto('/me/e-card')
      for (const place of [0, 1]) await page.locator('main .pin-input').nth(place).fill('482915')
      await page.locator('main form [type=submit]').click()
      await page.locator('.e-card-light').waitFor()
      await shoot('e-card-code')
      await page.goto('/me')
      await page.locator('main a.button-grave').first().click()
      await standsStill(page)
      await page.locator('main [type=submit]').click()
      await page.locator('.receipt').waitFor()
      await shoot('loss-receipt-new')
      const receipt = page.url()
      await page.goto('/me')
      await standsStill(page)
      await shootLinked()
      await page.goto(receipt)
      await shootBehind()
    },
  ],
  ['citizen', ({ page, stage, shoot }) => walkApplication(page, stage, shoot)],
  [
    'counter',
    async ({ page, stage, shoot, shootLinked, shootBehind }) => {
      await page.goto('/counter')
      await shoot('sign-in')
      await stage.signInStaff(page, 'bank-clerk')
      await page.locator('#document-number').fill('110')
      await page.keyboard.press('Enter')
      await page.getByRole('alert').waitFor()
      await shoot('open-visit-refused')
      const person = stage.yika.people.findLast(({ card, kind }) => card?.social === 'enabled' && kind === 'citizen')
      await page.locator('#document-number').fill(person?.identityNumber ?? '')
      await page.keyboard.press('Enter')
      await page.locator('.card-face').first().waitFor()
      await shoot('person')
      await page.locator('.frame-tools > button').first().click()
      await shoot('keys')
      await page.keyboard.press('Escape')
      await page.keyboard.press('F4')
      await page.locator('main fieldset').first().waitFor()
      await shootBehind()
      await page.goto('/counter')
      await standsStill(page)
      await shootLinked()
    },
  ],
  [
    'console',
    async ({ page, stage, shoot, shootLinked }) => {
      await givenTerminals(stage)
      await givenMigration(stage)
      await page.goto('/console')
      await shoot('sign-in')
      await stage.signInStaff(page, 'bureau-officer')
      await shootLinked()
    },
  ],
  [
    'terminal',
    async ({ page, stage, shoot, shootLinked }) => {
      const { yika, holder } = stage
      const wanted = { terminalId: 'library-1-desk-2', institutionId: 'library-1', services: ['library'] }
      await page.goto('/terminal')
      await page.locator('main input').waitFor()
      await shoot('enrol')
      await page.locator('main input').fill(wanted.terminalId)
      await page.keyboard.press('Enter')
      await page.getByRole('img').waitFor()
      await shoot('register')
      await registerShown(yika, page, wanted)
      await page.locator('main .button-main').click()
      const phone = await givenTelephone(yika, holder)
      await page.evaluate('localStorage.setItem("yika.terminal.preferences", JSON.stringify({ stay: true }))')
      const code = await phone.code('library')
      for (const name of ['yes', 'no']) {
        await page.locator('#e-card-code').fill(code)
        await page.keyboard.press('Enter')
        await page.locator(`.verdict-${name}`).waitFor()
        await shootAnswer(page, name)
        await page.keyboard.press('Escape')
      }
      await page.locator('#e-card-code').waitFor()
      await shoot('serve')
      await page.keyboard.press('F3')
      await page.locator('main h3').waitFor()
      await shoot('chip')
      await shootLinked()
    },
  ],
  ['console', asRole('production-manager')],
  ['console', asRole('auditor')],
  ['console', asRole('security-administrator')],
  ['console', asRole('department-user')],
  ['console', asRole('civil-affairs-user')],
  ['console', asRole('finance-user')],
]

/** An answer covers the button of the language, and is in both languages by itself. */
async function shootAnswer(page: Page, name: string): Promise<void> {
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport)
    await page.screenshot({ path: `${folder}terminal-answer-${name}-${size}.png` })
  }
}

function asRole(role: string): Walk[1] {
  return async ({ page, stage, shoot, shootLinked }) => {
    await page.goto('/console')
    await stage.signInStaff(page, role)
    await shoot(`home-of-${role}`)
    await shootLinked()
  }
}

const fileName = (route: string) => route.replaceAll(/[/$]+/g, '-').replace(/^-/, '') || 'home'

/** The button that changes the language says the other one. */
async function changeLanguage(page: Page): Promise<void> {
  await page
    .locator('.frame-tools')
    .getByRole('button', { name: /^(English|中文)$/ })
    .click()
}

const ends: (() => Promise<void>)[] = []
try {
  const stage = await setStage({ after: (end) => void ends.push(end) }, 120)
  if (stage === undefined) throw new Error(noBrowser)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const seen = new Map<Portal, Set<string>>(portals.map(({ name }) => [name, new Set()]))
  let count = 0
  // `npm run shots counter` goes to one portal alone.
  const wanted = process.argv.slice(2)
  for (const [portal, walk] of walks) {
    if (wanted.length > 0 && !wanted.includes(portal)) continue
    const page = await stage.open(sizes.desktop)
    const known = seen.get(portal) ?? new Set()
    async function shoot(name: string): Promise<void> {
      await page.waitForLoadState('networkidle')
      const route = routeOf(portal, page.url())
      for (const language of ['zh', 'en'] as const) {
        for (const [size, viewport] of Object.entries(sizes)) {
          await page.setViewportSize(viewport)
          await page.screenshot({ path: `${folder}${portal}-${name}-${language}-${size}.png`, fullPage: true })
          count += 1
        }
        // A frozen page (the list of keys is a dialogue) has its button behind it.
        if (await page.locator('dialog[open]').count()) break
        await changeLanguage(page)
        await page.mouse.move(0, 0)
      }
      if (route !== undefined) known.add(route)
    }
    const shootLinked = async () => {
      const first = routeOf(portal, page.url())
      if (first !== undefined) known.delete(first)
      for await (const route of linkedPages(page, portal, known)) await shoot(fileName(route))
    }
    const shootBehind = async () => {
      const names = namesIn(portal, page.url())
      for await (const route of pagesWith(page, portal, names, known)) await shoot(fileName(route))
    }
    try {
      await walk({ page, stage, shoot, shootLinked, shootBehind })
    } catch (error) {
      console.error(`${portal}, at ${page.url()}:`, error)
      process.exitCode = 1
    }
    await page.context().close()
  }
  console.log(`${count} pictures in ${folder}`)
  for (const [portal, known] of seen) {
    const missing = routesOf(portal).filter((route) => !known.has(route))
    if (missing.length > 0 && (wanted.length === 0 || wanted.includes(portal)))
      console.log(`${portal}: no link leads to ${missing.join(', ')}`)
  }
} finally {
  for (const end of ends) await end()
}
