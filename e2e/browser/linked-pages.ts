import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { portals } from '../../web/portals.ts'

export type Portal = (typeof portals)[number]['name']

const homes = Object.fromEntries(portals.map(({ name, home }) => [name, home === '/' ? '' : home]))

/** The addresses of a portal as its own list of pages says them, `/cards/$cardId/pin`. */
export function routesOf(portal: Portal): readonly string[] {
  const source = fileURLToPath(new URL(`../../web/src/${portal}/main.tsx`, import.meta.url))
  return [...readFileSync(source, 'utf8').matchAll(/^\s+'(\/[^']*)':/gm)].map(([, route = '']) => route)
}

/** Which page of the portal lives at this address; undefined for what is elsewhere. */
export function routeOf(portal: Portal, address: string): string | undefined {
  const home = homes[portal] ?? ''
  const { pathname } = new URL(address)
  if (pathname !== home && !pathname.startsWith(`${home}/`)) return undefined
  const path = pathname.slice(home.length) || '/'
  const fits = (route: string) => new RegExp(`^${route.replaceAll(/\$\w+/g, '[^/]+')}$`).test(path)
  // `/batches/form` is a page of its own, not the batch that is called form.
  return routesOf(portal).find((route) => route === path) ?? routesOf(portal).find(fits)
}

/** The home of the public portal is the root of all, so only what no other portal has is its own. */
function isWithin(portal: Portal, address: string): boolean {
  const { pathname } = new URL(address)
  const home = homes[portal] ?? ''
  return home !== '' && pathname.startsWith(`${home}/`)
}

/** It has its heading, and nothing on it is still being read. */
export async function standsStill(page: Page): Promise<void> {
  await page.locator('main:not(:has(.loading)) h1').first().waitFor()
}

/**
 * Every page to which a link leads from the one that is shown, one of each kind, as somebody gets there who follows
 * all links; each is shown when its route is given out.
 */
export async function* linkedPages(page: Page, portal: Portal, known = new Set<string>()): AsyncGenerator<string> {
  const open: string[] = [page.url()]
  for (let address = open.shift(); address !== undefined; address = open.shift()) {
    const route = routeOf(portal, address)
    if (route === undefined && isWithin(portal, address)) throw new Error(`a link leads to ${address}: no such page`)
    if (route === undefined || known.has(route)) continue
    known.add(route)
    if (page.url() !== address) await page.goto(address)
    await standsStill(page)
    yield route
    open.push(...((await page.evaluate('Array.from(document.links, ({ href }) => href)')) as string[]))
  }
}

/** Pages to which a key or a button leads: every address that these identifiers make, unless somebody has been there. */
export async function* pagesWith(
  page: Page,
  portal: Portal,
  names: Readonly<Record<string, string>>,
  known: Set<string>,
): AsyncGenerator<string> {
  for (const route of routesOf(portal)) {
    const path = route.replaceAll(/\$(\w+)/g, (whole, name: string) => names[name] ?? whole)
    if (known.has(route) || path.includes('$')) continue
    known.add(route)
    await page.goto(`${homes[portal]}${path}`)
    await standsStill(page)
    yield route
  }
}

/** The identifiers in the address of the page that is shown. */
export function namesIn(portal: Portal, address: string): Readonly<Record<string, string>> {
  const route = routeOf(portal, address) ?? '/'
  const parts = new URL(address).pathname.slice((homes[portal] ?? '').length).split('/')
  return Object.fromEntries(
    route.split('/').flatMap((part, place) => (part.startsWith('$') ? [[part.slice(1), parts[place] ?? '']] : [])),
  )
}
