import type { InputOf } from '@yika/core/operation/operation.ts'
import { registerTerminal } from '@yika/core/terminal/schema.ts'
import type { Page } from 'playwright-core'
import { answered } from '../../server/src/simulator/api-client.ts'
import { dayParties } from '../../server/src/simulator/day/day-parties.ts'
import type { TestServer } from '../../server/test/test-server.ts'

type Registration = InputOf<typeof registerTerminal>
type Wanted = Pick<Registration, 'terminalId' | 'institutionId' | 'services'>

/** The device makes its key, its institution's system registers it with what the page shows, and it comes in by itself. */
export async function givenTerminal(yika: TestServer, page: Page, wanted: Wanted): Promise<void> {
  await page.goto('/terminal')
  await page.locator('main input').fill(wanted.terminalId)
  await page.keyboard.press('Enter')
  await registerShown(yika, page, wanted)
  await page.locator('main .button-main').click()
  await page.locator('#e-card-code').waitFor()
}

export async function registerShown(yika: TestServer, page: Page, wanted: Wanted): Promise<void> {
  await page.getByRole('img').waitFor()
  const key = JSON.parse((await page.locator('.terminal-key').textContent()) ?? '')
  const institution = await dayParties(yika.url).party(wanted.institutionId)
  const input: Registration = { ...wanted, kind: 'counter', place: '一层 3 号窗口', offline: true, keys: [key] }
  await answered(institution, registerTerminal, input, `register-${wanted.terminalId}`)
}
