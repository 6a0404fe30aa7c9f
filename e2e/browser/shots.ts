import { mkdir, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { type Language, noBrowser, type Stage, setStage } from './stage.ts'

const folder = fileURLToPath(new URL('../../shots/', import.meta.url))
const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } } as const

type Shoot = (name: string) => Promise<void>
type Walk = (page: Page, shoot: Shoot, stage: Stage, turn: number) => Promise<void>

/** Every page of every portal, in the order in which somebody meets it; a new page gets its line here. */
const walks: Readonly<Record<string, Walk>> = {
  async public(page, shoot) {
    for (const [name, path] of [
      ['home', '/'],
      ['guide', '/guide'],
      ['guide-item', '/guide/reissue'],
      ['guide-item-unknown', '/guide/no-such-service'],
      ['outlets', '/outlets'],
      ['verify', '/verify'],
      ['verify-false', '/verify#not-one-of-ours'],
      ['measures', '/measures'],
      ['article', '/measures/7'],
      ['figures', '/figures'],
      ['help', '/help'],
      ['no-such-page', '/no/such/page'],
    ] as const) {
      await page.goto(path)
      await shoot(name)
    }
  },
  async citizen(page, shoot, stage, turn) {
    await page.goto('/me')
    await shoot('sign-in')
    const holders = stage.yika.people.filter(({ card, kind }) => card?.social === 'enabled' && kind === 'citizen')
    const person = holders[turn]
    if (person === undefined) throw new Error('the sample city is too small for so many turns')
    await stage.signInCitizen(page, person)
    await shoot('my-cards')
    await page.locator('main a.button-grave').first().click()
    await shoot('report-loss')
    await page.locator('main [type=submit]').click()
    await page.locator('.receipt').waitFor()
    await shoot('loss-receipt')
    await page.goto('/me')
    await shoot('my-cards-after')
    await page.goto('/me/applications')
    await shoot('my-applications')
  },
  async counter(page, shoot, stage, turn) {
    await page.goto('/counter')
    await shoot('sign-in')
    await stage.signInStaff(page, turn % 2 === 0 ? 'bank-clerk' : 'bank-supervisor')
    await shoot('open-visit')
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
    // Not sent: the same card is shown in every language and size.
    await shoot('report-loss')
  },
  async console(page, shoot, stage, turn) {
    await page.goto('/console')
    await shoot('sign-in')
    await stage.signInStaff(page, turn % 2 === 0 ? 'production-manager' : 'bureau-officer')
    await shoot('batches')
  },
}

const ends: (() => Promise<void>)[] = []
try {
  const stage = await setStage({ after: (end) => void ends.push(end) }, 120)
  if (stage === undefined) throw new Error(noBrowser)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  let turn = 0
  let count = 0
  for (const language of ['zh', 'en'] as const satisfies readonly Language[]) {
    for (const [size, viewport] of Object.entries(sizes)) {
      for (const [portal, walk] of Object.entries(walks)) {
        const page = await stage.open({ language, ...viewport })
        const shoot: Shoot = async (name) => {
          await page.waitForLoadState('networkidle')
          await page.screenshot({ path: `${folder}${portal}-${name}-${language}-${size}.png`, fullPage: true })
          count += 1
        }
        await walk(page, shoot, stage, turn)
        await page.context().close()
      }
      turn += 1
    }
  }
  console.log(`${count} pictures in ${folder}`)
} finally {
  for (const end of ends) await end()
}
