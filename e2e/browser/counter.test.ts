import assert from 'node:assert/strict'
import { after, suite, test } from 'node:test'
import { scriptBytes } from './first-view.ts'
import { barriers, complaintsOf, isTooWide, noBrowser, setStage } from './stage.ts'

const stage = await setStage({ after })
const budget = 350_000

suite('the counter', { skip: stage === undefined && noBrowser }, () => {
  if (stage === undefined) return
  const { open, yika, signInStaff, holder } = stage

  test('M7.4, M9.3: a formal loss by the keyboard alone: search, person, report, receipt, end', async () => {
    const page = await open()
    await page.goto('/counter')
    assert.deepEqual(await barriers(page), [])
    await signInStaff(page, 'bank-clerk')
    const bytes = await scriptBytes(page, () => page.reload())
    assert.ok(bytes > 50_000 && bytes <= budget, `${bytes} bytes of script`)
    const began = performance.now()
    await page.locator('#document-number:focus').waitFor()
    await page.keyboard.type('no such number')
    await page.keyboard.press('Enter')
    const alert = page.getByRole('alert')
    await alert.waitFor()
    assert.match((await alert.textContent()) ?? '', /请/)
    assert.deepEqual(await barriers(page), [])

    await page.keyboard.press('Control+A')
    await page.keyboard.type(holder.identityNumber)
    await page.keyboard.press('Enter')
    await page.locator('.card-panel').first().waitFor()
    assert.deepEqual(await barriers(page), [])
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    assert.match((await page.getByRole('dialog').textContent()) ?? '', /F4\s*挂失/)
    assert.deepEqual(await barriers(page), [])
    await page.keyboard.press('Escape')

    await page.keyboard.press('F4')
    await page.getByRole('radio', { name: /正式挂失/ }).waitFor()
    assert.ok(await page.getByRole('radio', { name: /正式挂失/ }).isChecked())
    await page.keyboard.press('Escape')
    await page.locator('.card-panel').first().waitFor()
    await page.keyboard.press('F4')
    await page.getByRole('radio', { name: /正式挂失/ }).waitFor()
    assert.deepEqual(await barriers(page), [])
    await page.keyboard.press('F9')
    await page.locator('.receipt').waitFor()
    assert.match((await page.locator('.receipt').textContent()) ?? '', /正式挂失[\s\S]*银行网点/)
    assert.deepEqual(await barriers(page), [])

    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: '挂失回执' }).waitFor()
    assert.equal(await page.locator('.card-panel').getByRole('link', { name: '挂失', exact: true }).count(), 0)
    await page.keyboard.press('F4')
    await page.getByText(/^挂失：该卡已正式挂失/).waitFor()
    await page.keyboard.press('F10')
    await page.locator('#document-number:focus').waitFor()
    assert.ok(performance.now() - began < 90_000)
    assert.deepEqual(complaintsOf(page), [])

    await page.goBack()
    await page.getByRole('heading', { name: '没有正在进行的接待' }).waitFor()
  })

  test('in English, at 320 pixels, and not for those whose work is elsewhere', async () => {
    const clerk = await open({ language: 'en', width: 320, height: 640 })
    await clerk.goto('/counter')
    await signInStaff(clerk, 'bank-supervisor')
    await clerk.getByRole('heading', { name: 'Receive a visitor' }).waitFor()
    assert.deepEqual(await barriers(clerk), [])
    assert.equal(await isTooWide(clerk), false)
    await clerk.getByLabel('Number of the document').fill(holder.identityNumber)
    await clerk.keyboard.press('Enter')
    await clerk.getByRole('heading', { name: 'The visitor' }).waitFor()
    await clerk.locator('.card-face').first().waitFor()
    assert.deepEqual(await barriers(clerk), [])
    assert.equal(await isTooWide(clerk), false)

    const auditor = await open({ language: 'en' })
    await auditor.goto('/counter')
    await signInStaff(auditor, 'auditor')
    await auditor.getByRole('heading', { name: 'Your work is not done here' }).waitFor()
    assert.deepEqual(await barriers(auditor), [])
    assert.equal(yika.logged().includes(holder.identityNumber), false)
  })
})
