import { requestCorrection } from '@yika/core/application/schema.ts'
import type { Page } from 'playwright-core'
import { sampleSeed } from '../../server/src/first-start.ts'
import { samplePhoto } from '../../server/src/sample/sample-photo.ts'
import { standsStill } from './linked-pages.ts'
import type { Stage } from './stage.ts'

/** From the first question to the correction that an officer asks for: pages to which no link leads before the one before is answered. */
export async function walkApplication(page: Page, stage: Stage, shoot: (name: string) => Promise<void>): Promise<void> {
  const holders = stage.yika.people.filter(
    ({ card, kind }) => card?.social === 'enabled' && card.generation === 2 && kind === 'citizen',
  )
  const person = holders[1]
  if (person === undefined) throw new Error('the sample city is too small for an application')
  const submit = page.locator('main [type=submit]')
  const goTo = async (step: string) => {
    await page.waitForURL((url) => url.pathname.endsWith(`/${step}`))
    await standsStill(page)
  }
  await page.goto('/me/apply')
  await stage.signInCitizen(page, person)
  await page.locator('.tasks').waitFor()
  await shoot('apply')
  await page.locator('main a.button-main').click()
  await goTo('kind')
  await submit.click()
  await page.getByRole('alert').waitFor()
  await shoot('apply-kind-missing')
  await page.getByRole('radio').last().check()
  await submit.click()
  await goTo('photo')
  const file = page.locator('input[type=file]')
  await file.setInputFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('%PDF-1.7') })
  await page.getByRole('alert').waitFor()
  await shoot('apply-photo-wrong')
  const buffer = await samplePhoto(person.index, sampleSeed)
  await file.setInputFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer })
  await page.locator('.photo-frame img').waitFor()
  await shoot('apply-photo')
  await page.locator('main section[aria-label] .button-main').click()
  await goTo('details')
  await shoot('apply-details')
  await submit.click()
  await goTo('bank')
  await page.getByRole('radio').nth(1).check()
  await shoot('apply-bank')
  await submit.click()
  await goTo('collection')
  await page.getByRole('radio').nth(1).check()
  await page.getByRole('radio').nth(3).check()
  await shoot('apply-collection')
  await submit.click()
  await goTo('notices')
  await page.getByRole('checkbox').check()
  await shoot('apply-notices')
  await submit.click()
  await goTo('check')
  await page.locator('.answers img').waitFor()
  await shoot('apply-check')
  await submit.click()
  await page.locator('.receipt').waitFor()
  await shoot('application-sent')
  const [, personId = '', applicationId = ''] = /applications\/([^/]+)\/([^/]+)/.exec(page.url()) ?? []
  const officer = await stage.yika.staff('bureau-officer')
  const trouble = { reason: 'bank-declined', remedy: 'other-bank' }
  await stage.yika.call(requestCorrection, officer, { personId, applicationId, ...trouble })
  await page.goto(`/me/applications/${personId}/${applicationId}`)
  await page.locator('.timeline').waitFor()
  await shoot('application-to-correct')
  await page.locator('main a.button-main').click()
  await goTo('correct')
  await shoot('application-correct')
  await page.goto(`/me/applications/${personId}/${applicationId}/withdraw`)
  await standsStill(page)
  await shoot('application-withdraw')
}
