import { cpus, totalmem } from 'node:os'
import type { Page } from 'playwright-core'
import { noBrowser, setStage } from '../../e2e/browser/stage.ts'
import { againstLimit, type Report } from './report.ts'

const people = 10_000
const mostMs = 200
const fewestPresses = 30

/** The browser itself notes how long each press took until the next picture (Event Timing). */
const note = `window.pressed = []
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.interactionId > 0) window.pressed.push(entry.duration)
  }).observe({ type: 'event', durationThreshold: 16, buffered: true })`

/** What a citizen and a clerk press among ten thousand people, and how long it takes until they see something. */
export async function pace(): Promise<Report> {
  const ends: (() => Promise<void>)[] = []
  const stage = await setStage({ after: (end) => void ends.push(end) }, people)
  if (stage === undefined) throw new Error(noBrowser)
  const { open, signInCitizen, signInStaff, holder } = stage
  const pressed: number[] = []
  const collect = async (page: Page): Promise<void> => {
    // The browser hands its notes over with the next picture.
    await page.evaluate('new Promise((next) => requestAnimationFrame(() => setTimeout(next)))')
    pressed.push(...((await page.evaluate('window.pressed')) as number[]))
  }
  try {
    const citizen = await open({ width: 390, height: 844 })
    await citizen.addInitScript(note)
    await citizen.goto('/outlets')
    const outlets = citizen.locator('main ol.grid > li')
    for (let turn = 0; turn < 6; turn += 1) {
      await outlets.first().waitFor()
      await citizen.locator('main select').first().press('ArrowDown')
      await citizen.getByRole('checkbox').first().click()
      await citizen.locator('main [type=submit]').click()
    }
    await citizen.getByRole('button', { name: '大字版' }).click()
    await citizen.getByRole('button', { name: 'English' }).click()
    await collect(citizen)
    await citizen.goto('/me')
    await signInCitizen(citizen, holder)
    await citizen.locator('main a.button-grave').click()
    await citizen.locator('main [type=radio]').first().click()
    await citizen.locator('main [type=submit]').click()
    await citizen.locator('.receipt').waitFor()
    await collect(citizen)

    const clerk = await open()
    await clerk.addInitScript(note)
    await clerk.goto('/counter')
    await signInStaff(clerk, 'bank-clerk')
    await clerk.locator('#document-number:focus').waitFor()
    await clerk.keyboard.type(holder.identityNumber)
    await clerk.keyboard.press('Enter')
    await clerk.getByRole('button', { name: /挂失/ }).waitFor()
    for (const key of ['?', 'Escape', 'F4']) await clerk.keyboard.press(key)
    await clerk.getByRole('radio').first().waitFor()
    await clerk.keyboard.press('F9')
    await clerk.locator('.receipt').waitFor()
    await collect(clerk)
  } finally {
    for (const end of ends.reverse()) await end()
  }
  const slow = pressed.toSorted((a, b) => a - b)[Math.floor(pressed.length * 0.95)] ?? 0
  const checks = [{ name: `${pressed.length} presses were noted`, ok: pressed.length > fewestPresses }]
  return {
    name: 'pace',
    environment: {
      processor: `${cpus()[0]?.model.trim() ?? 'unknown'} × ${cpus().length}`,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      node: process.version,
    },
    valid: checks.every(({ ok }) => ok),
    checks,
    results: [againstLimit('from a press to the next picture, 95 of 100', slow, 'ms', mostMs)],
  }
}
