import type { Page } from 'playwright-core'
import { givenMonth } from './given-month.ts'
import { standsStill } from './linked-pages.ts'
import type { Stage } from './stage.ts'

/** The pages about money of somebody who has any; a link leads to most of them, but only here they have something on them. */
export async function walkMoney(page: Page, stage: Stage, shoot: (name: string) => Promise<void>): Promise<void> {
  const person = await givenMonth(stage.yika)
  await page.goto('/me')
  await stage.signInCitizen(page, person)
  const show = async (name: string) => {
    await standsStill(page)
    await shoot(name)
  }
  const follow = async (from: string, link: string) => {
    await page.goto(from)
    await page.locator(`main a[href*="${link}"]`).first().click()
  }
  for (const name of ['money', 'medical', 'benefits', 'fees', 'travel']) {
    await page.goto(`/me/${name}`)
    await show(name)
  }
  await follow('/me/money', '/purse/')
  await show('statement')
  await page.locator('main a[href*="/transfers/"]').first().click()
  await show('transfer')
  await page.goto('/me/medical')
  await page.locator('.lines a').last().click()
  await show('medical-bill')
  await follow('/me/fees', '/fees/')
  await show('fee')
  await follow(page.url(), '/pay')
  await show('fee-pay')
  await page.locator('main [type=submit]').click()
  await page.locator('.receipt').waitFor()
  await show('fee-paid')
  await follow('/me/travel', '/top-up')
  await show('top-up')
  await page.locator('main [type=radio]').first().check()
  await page.locator('main [type=submit]').click()
  await page.waitForURL('**/confirm')
  await show('top-up-confirm')
  await page.locator('main [type=submit]').click()
  await page.locator('.receipt').waitFor()
  await show('topped-up')
}
