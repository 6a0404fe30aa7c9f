import assert from 'node:assert/strict'
import { after, suite, test } from 'node:test'
import * as application from '@yika/core/application/schema.ts'
import * as bank from '@yika/core/bank/schema.ts'
import { dutyNotice } from '@yika/core/card/duty-notice.ts'
import * as card from '@yika/core/card/schema.ts'
import { pathOf } from '@yika/core/operation/operation.ts'
import { sampleSeed } from '../../server/src/first-start.ts'
import { samplePhoto } from '../../server/src/sample/sample-photo.ts'
import { barriers, complaintsOf, isTooWide, noBrowser, setStage } from './stage.ts'

const stage = await setStage({ after })

suite('an application', { skip: stage === undefined && noBrowser }, () => {
  if (stage === undefined) return
  const { open, yika, signInCitizen, holder } = stage

  async function apply(): Promise<string> {
    const token = await yika.citizen(holder)
    const { body: mine } = await yika.call(card.myCards, token, { purpose: 'own-affairs' })
    const [{ personId } = { personId: '' }] = mine['cards'] as { personId: string }[]
    const file = (await samplePhoto(holder.index, sampleSeed)).toString('base64')
    await yika.call(application.addPhoto, token, { personId, file })
    const { body: found } = await yika.send(`${pathOf(bank.outlets)}?limit=1`)
    const [outlet] = found['outlets'] as { bankId: string; outletId: string }[]
    const { body, status } = await yika.call(application.applyForCard, token, {
      personId,
      name: holder.name,
      kind: 'renewal',
      reason: 'generation-upgrade',
      bankId: outlet?.bankId,
      delivery: 'outlet',
      outletId: outlet?.outletId,
      dutyShown: dutyNotice.version,
    })
    assert.equal(status, 200, JSON.stringify(body))
    return body['applicationId'] as string
  }

  test('M12.3, M12.4: its way is shown like that of a parcel, with the promised day', async () => {
    const applicationId = await apply()
    for (const language of ['zh', 'en'] as const) {
      const page = await open({ language, width: 320, height: 640 })
      await page.goto('/me/applications')
      await signInCitizen(page, holder)
      assert.equal(new URL(page.url()).pathname, '/me/applications')
      await page.getByText(applicationId).waitFor()
      const steps = page.locator('.timeline li')
      assert.equal(await steps.count(), 9)
      assert.equal(await page.locator('.timeline [aria-current=step]').count(), 1)
      const shown = (await page.locator('main').textContent()) ?? ''
      assert.match(shown, language === 'zh' ? /承诺制卡完成日期\s*20\d\d年/ : /Promised to be made by\s*\d+ \w+ 20\d\d/)
      assert.deepEqual(await barriers(page), [])
      assert.equal(await isTooWide(page), false)
      assert.deepEqual(complaintsOf(page), [])
    }
  })
})
