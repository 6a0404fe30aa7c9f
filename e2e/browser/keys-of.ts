import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'

const mostPresses = 80

/** Nothing but the keyboard: to it by Tab, then one key. */
export function keysOf(page: Page): (target: Locator, key?: string) => Promise<void> {
  return async (target, key = 'Enter') => {
    await target.waitFor()
    for (let presses = 0; presses < mostPresses; presses += 1) {
      if ((await target.and(page.locator(':focus')).count()) > 0) {
        await page.keyboard.press(key)
        return
      }
      await page.keyboard.press('Tab')
    }
    assert.fail(`the keyboard does not reach it on ${page.url()}`)
  }
}
