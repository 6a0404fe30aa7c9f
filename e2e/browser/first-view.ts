import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const assets = fileURLToPath(new URL('../../web/dist/assets/', import.meta.url))

/** Bytes of script, compressed with gzip, that the browser loads until a page stands still. */
export async function scriptBytes(page: Page, show: () => Promise<unknown>): Promise<number> {
  const names = new Set<string>()
  const note = (request: { url(): string }): void => {
    const [, name] = /\/assets\/([\w-]+\.js)$/.exec(request.url()) ?? []
    if (name !== undefined) names.add(name)
  }
  page.on('request', note)
  await show()
  await page.waitForLoadState('networkidle')
  page.off('request', note)
  return [...names].reduce((sum, name) => sum + readFileSync(`${assets}${name}.gz`).length, 0)
}
