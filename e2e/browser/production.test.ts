import assert from 'node:assert/strict'
import { after, suite, test } from 'node:test'
import { scriptBytes } from './first-view.ts'
import { barriers, complaintsOf, isTooWide, noBrowser, setStage } from './stage.ts'

const stage = await setStage({ after })
const budget = 350_000
const count = 10_000

suite('the console', { skip: stage === undefined && noBrowser }, () => {
  if (stage === undefined) return
  const { open, yika, signInStaff } = stage

  /** As many batches as a city forms in years; only the list is of interest here. */
  const manyBatches = () => yika.server.platform.db`
    insert into batch (batch_id, version, batch_number, kind, bank_id, district, state, ordered, formed_by, formed_at, changed_at)
    select ('01900000-0000-7000-8000-' || lpad(number::text, 12, '0'))::uuid, 1, 'B' || number, 'central',
      (select bank_id from bank order by bank_id limit 1), '110101',
      case when number % 10 = 0 then 'reconciled' else 'open' end, 500, 'somebody', now(), now()
    from generate_series(1, ${count}) as number`

  test('M6.2: ten thousand batches: those in sight are drawn, the rest is read as far as one scrolls', async () => {
    await manyBatches()
    for (const language of ['zh', 'en'] as const) {
      const page = await open({ language })
      await page.goto('/console/batches')
      await signInStaff(page, 'production-manager')
      const bytes = await scriptBytes(page, () => page.reload())
      assert.ok(bytes > 50_000 && bytes <= budget, `${bytes} bytes of script`)
      const table = page.locator('section.table')
      await table.getByText(`B${count}`).waitFor()
      assert.deepEqual(await barriers(page), [])
      assert.ok((await table.locator('tbody tr').count()) < 60)
      for (let screen = 0; screen < 3; screen += 1) {
        await table.evaluate('(frame) => frame.scrollTo(0, frame.scrollHeight)' as never)
        await page.waitForLoadState('networkidle')
      }
      assert.ok((await table.locator('tbody tr').count()) < 60)
      assert.deepEqual(await barriers(page), [])

      await page.getByRole('combobox').first().click()
      await page.keyboard.press('ArrowUp')
      await page
        .locator('.ant-select-item-option')
        .getByText(language === 'zh' ? '已核对' : 'reconciled')
        .click()
      await page.keyboard.press('Escape')
      await table.getByText('B9990').first().waitFor()
      assert.equal(await table.getByText('B9999').count(), 0)
      assert.deepEqual(await barriers(page), [])
      assert.deepEqual(complaintsOf(page), [])
    }
  })

  test('it reflows at 320 pixels: the table alone scrolls', async () => {
    const page = await open({ width: 320, height: 640 })
    await page.goto('/console/batches')
    await signInStaff(page, 'bureau-officer')
    await page.locator('section.table').waitFor()
    assert.equal(await isTooWide(page), false)
    assert.deepEqual(await barriers(page), [])
  })
})
