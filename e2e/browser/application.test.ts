import assert from 'node:assert/strict'
import { after, suite, test } from 'node:test'
import { guardianConsent } from '@yika/core/application/guardian-consent.ts'
import * as application from '@yika/core/application/schema.ts'
import * as bank from '@yika/core/bank/schema.ts'
import { dutyNotice } from '@yika/core/card/duty-notice.ts'
import * as card from '@yika/core/card/schema.ts'
import * as holder from '@yika/core/holder/schema.ts'
import { pathOf } from '@yika/core/operation/operation.ts'
import type { Locator, Page } from 'playwright-core'
import { sampleSeed } from '../../server/src/first-start.ts'
import type { SamplePerson } from '../../server/src/sample/sample-person.ts'
import { samplePhoto } from '../../server/src/sample/sample-photo.ts'
import { codeSent } from './code-sent.ts'
import { givenWaitingCard } from './given-waiting-card.ts'
import { barriers, complaintsOf, isTooWide, noBrowser, setStage } from './stage.ts'

const stage = await setStage({ after })
const phone = { width: 390, height: 844 }
const narrow = { width: 320, height: 640 }

suite('an application', { skip: stage === undefined && noBrowser }, () => {
  if (stage === undefined) return
  const { open, yika, signInCitizen } = stage
  // Whose card is of the second generation: they come to have it exchanged.
  const holders = yika.people.filter(
    ({ card, kind }) => card?.social === 'enabled' && card.generation === 2 && kind === 'citizen',
  )
  const holderAt = (index: number) => holders[index] as SamplePerson
  const photoOf = ({ index }: SamplePerson) => samplePhoto(index, sampleSeed)
  const submit = (page: Page) => page.locator('main [type=submit]')

  async function idOf(person: SamplePerson): Promise<string> {
    const answered = await yika.call(holder.myDossierOperation, await yika.citizen(person), { purpose: 'own-affairs' })
    return answered.body['personId'] as string
  }

  async function applicationsOf(person: SamplePerson) {
    const answered = await yika.call(application.myApplications, await yika.citizen(person), { purpose: 'own-affairs' })
    return answered.body['applications'] as { applicationId: string; status: string; photoId: string; reason: string }[]
  }

  /** As it could come from any other channel. */
  async function apply(person: SamplePerson): Promise<string> {
    const token = await yika.citizen(person)
    const personId = await idOf(person)
    const file = (await photoOf(person)).toString('base64')
    await yika.call(application.addPhoto, token, { personId, file })
    const { body: found } = await yika.send(`${pathOf(bank.outlets)}?limit=1`)
    const [outlet] = found['outlets'] as { bankId: string; outletId: string }[]
    const { body, status } = await yika.call(application.applyForCard, token, {
      ...{ personId, name: person.name, bankId: outlet?.bankId, outletId: outlet?.outletId },
      ...{ kind: 'renewal', reason: 'generation-upgrade', delivery: 'outlet', dutyShown: dutyNotice.version },
    })
    assert.equal(status, 200, JSON.stringify(body))
    return body['applicationId'] as string
  }

  /** What holds for every page of the chapter. */
  async function isKind(page: Page): Promise<void> {
    await page.waitForLoadState('networkidle')
    assert.deepEqual(await barriers(page), [], page.url())
    assert.equal(await isTooWide(page), false, page.url())
    assert.deepEqual(complaintsOf(page), [])
  }

  async function goTo(page: Page, step: string): Promise<void> {
    await page.waitForURL((url) => url.pathname.endsWith(`/${step}`))
    await page.locator('main h1').waitFor()
  }

  async function chooseFile(page: Page, buffer: Buffer): Promise<void> {
    await page.locator('input[type=file]').setInputFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer })
  }

  test('M12.1, M7.1, M4.4, M9.1: one question a page on the telephone, from the list of steps to the receipt', async () => {
    const person = holderAt(0)
    const page = await open(narrow)
    await page.goto('/me/apply')
    await signInCitizen(page, person)
    await page.locator('.tasks').waitFor()
    assert.equal(await page.getByText('暂不能开始').count(), 3)
    await isKind(page)
    await page.getByRole('link', { name: '开始填写' }).click()

    await goTo(page, 'kind')
    await submit(page).click()
    await page.getByRole('alert').getByText('请选择一项业务').waitFor()
    assert.match(await page.title(), /^错误/)
    await page.getByText('其他业务为什么现在不能办？').click()
    await page.getByText('首次申领社会保障卡').waitFor()
    assert.equal(await page.getByRole('radio', { name: '首次申领社会保障卡' }).count(), 0)
    await isKind(page)
    await page.getByRole('radio', { name: '升级为第三代' }).check()
    await submit(page).click()

    await goTo(page, 'photo')
    await chooseFile(page, Buffer.from('%PDF-1.7 a renamed document'))
    await page.getByRole('alert').getByText('文件不是 JPEG 照片').waitFor()
    await isKind(page)
    await chooseFile(page, await photoOf(person))
    await page.getByText('看上去符合要求').waitFor()
    await isKind(page)
    await page.getByRole('button', { name: '使用这张照片' }).click()

    await goTo(page, 'details')
    await page.getByText(person.name).waitFor()
    await isKind(page)
    await submit(page).click()

    await goTo(page, 'bank')
    await page.getByRole('radio').nth(1).check()
    await isKind(page)
    await submit(page).click()

    await goTo(page, 'collection')
    await page.getByRole('radio', { name: '制好后到网点领取' }).check()
    await page.getByRole('radio').nth(3).check()
    await isKind(page)
    await submit(page).click()

    await goTo(page, 'notices')
    await submit(page).click()
    await page.getByRole('alert').getByText('请阅读每一份须知并勾选').waitFor()
    await page.getByRole('checkbox').check()
    await isKind(page)
    await submit(page).click()

    await goTo(page, 'check')
    await page.locator('.answers img').waitFor()
    await isKind(page)
    await page.getByRole('link', { name: '修改 领卡方式' }).click()
    await goTo(page, 'collection')
    assert.equal(await page.getByRole('radio', { name: '制好后到网点领取' }).isChecked(), true)
    await submit(page).click()
    await goTo(page, 'check')
    await submit(page).click()

    await page.locator('.receipt').waitFor()
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), '申请已提交')
    const receipt = (await page.locator('.receipt').textContent()) ?? ''
    const [mine, ...others] = await applicationsOf(person)
    assert.deepEqual([mine?.status, mine?.reason, others.length], ['accepted', 'generation-upgrade', 0])
    assert.ok(receipt.includes(mine?.applicationId ?? '?'))
    assert.match(receipt, /承诺制卡完成日期\s*20\d\d年/)
    await isKind(page)

    // Back leads to no second application.
    await page.goto('/me/apply')
    await page.getByText('已有一笔未办结的申领').waitFor()
    await isKind(page)
    await page.getByRole('link', { name: '查看未办结的申请' }).click()
    await page.locator('.timeline').waitFor()
    await isKind(page)
  })

  test('M12.8: in English and by the keyboard alone', async () => {
    const person = holderAt(1)
    const page = await open({ language: 'en', ...narrow })
    await page.goto('/me/apply')
    await signInCitizen(page, person)
    const tabTo = async (target: Locator) => {
      await target.waitFor({ state: 'attached' })
      // A button that waits for an answer takes no focus yet: the keyboard comes round again.
      for (let presses = 0; presses < 600; presses += 1) {
        if ((await target.and(page.locator(':focus')).count()) > 0) return
        await page.keyboard.press('Tab')
      }
      assert.fail(`the keyboard does not reach it on ${page.url()}`)
    }
    const pressOn = async (target: Locator, key = 'Enter') => {
      await tabTo(target)
      await page.keyboard.press(key)
    }
    await pressOn(page.getByRole('link', { name: 'Begin' }))
    await goTo(page, 'kind')
    await isKind(page)
    await pressOn(page.getByRole('radio').first(), 'Space')
    while (!(await page.getByRole('radio', { name: 'Upgrade' }).isChecked())) await page.keyboard.press('ArrowDown')
    await pressOn(submit(page))
    await goTo(page, 'photo')
    await isKind(page)
    const choosing = page.waitForEvent('filechooser')
    await pressOn(page.locator('input[type=file]'))
    await (await choosing).setFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer: await photoOf(person) })
    await isKind(page)
    await pressOn(page.getByRole('button', { name: 'Use this photo' }))
    await goTo(page, 'details')
    await page.getByText(person.name).waitFor()
    await isKind(page)
    await pressOn(submit(page))
    await goTo(page, 'bank')
    await isKind(page)
    await pressOn(page.getByRole('radio').first(), 'Space')
    await pressOn(submit(page))
    await goTo(page, 'collection')
    await pressOn(page.getByRole('radio').first(), 'Space')
    while (!(await page.getByRole('radio', { name: 'By post' }).isChecked())) await page.keyboard.press('ArrowDown')
    await isKind(page)
    await pressOn(submit(page))
    await goTo(page, 'notices')
    await isKind(page)
    await pressOn(page.getByRole('checkbox'), 'Space')
    await pressOn(submit(page))
    await goTo(page, 'check')
    await isKind(page)
    await pressOn(submit(page))
    await page.locator('.receipt').waitFor()
    assert.match((await page.locator('.receipt').textContent()) ?? '', /Promised to be made by\s*\d+ \w+ 20\d\d/)
    await isKind(page)
    await pressOn(page.getByRole('link', { name: 'See how it goes' }))
    await page.locator('.timeline').waitFor()
    await isKind(page)
    await pressOn(page.getByRole('link', { name: 'Withdraw the application' }))
    await goTo(page, 'withdraw')
    await isKind(page)
    await pressOn(submit(page))
    await page.getByRole('heading', { name: 'Now: withdrawn' }).waitFor()
    await isKind(page)
    assert.equal((await applicationsOf(person))[0]?.status, 'withdrawn')
    await pressOn(page.getByRole('link', { name: 'All my applications' }))
    await page.getByRole('heading', { level: 2, name: /withdrawn/ }).waitFor()
    await isKind(page)
  })

  /** Everything answered, in the shortest way: to the page on which it is sent. */
  async function fill(page: Page, person: SamplePerson): Promise<void> {
    const personId = await idOf(person)
    const file = (await photoOf(person)).toString('base64')
    await yika.call(application.addPhoto, await yika.citizen(person), { personId, file })
    await page.goto('/me/apply')
    await signInCitizen(page, person)
    await page.locator('main a.button-main').click()
    await page.getByRole('radio', { name: '升级为第三代' }).check()
    await submit(page).click()
    await goTo(page, 'details')
    await page.getByText(person.name).waitFor()
    await submit(page).click()
    await goTo(page, 'bank')
    await page.getByRole('radio').first().check()
    await submit(page).click()
    await goTo(page, 'collection')
    await page.getByRole('radio', { name: '邮寄到家' }).check()
    await submit(page).click()
    await goTo(page, 'notices')
    await page.getByRole('checkbox').check()
    await submit(page).click()
    await goTo(page, 'check')
  }

  test('M8.5: a network that breaks while it is sent: pressing again makes no second application', async () => {
    const person = holderAt(2)
    const page = await open(phone)
    await fill(page, person)
    const keys = new Set<string>()
    page.on('request', (request) => {
      if (request.url().endsWith('/apply-for-card')) keys.add(request.headers()['idempotency-key'] ?? '')
    })
    // The server has it, its answer is lost.
    await page.route('**/v1/application/apply-for-card', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await submit(page).click()
    await page.getByRole('alert').getByText('网络中断').waitFor()
    assert.deepEqual(await barriers(page), [])
    assert.equal(await isTooWide(page), false)
    await page.unroute('**/v1/application/apply-for-card')
    await submit(page).click()
    await page.locator('.receipt').waitFor()
    assert.equal(keys.size, 1)
    assert.equal((await applicationsOf(person)).length, 1)
  })

  test('a session that ended, a reload and a second tab: what was answered is still there', async () => {
    const person = holderAt(3)
    const page = await open(phone)
    await fill(page, person)
    const here = page.url()
    await page.evaluate(`for (const [name, kept] of Object.entries(sessionStorage)) {
      if (!name.startsWith('yika.session.')) continue
      sessionStorage.setItem(name, JSON.stringify({ ...JSON.parse(kept), accessToken: 'x'.repeat(43), refreshToken: 'x'.repeat(43) }))
    }`)
    await page.reload()
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.waitForURL(here)
    await page.locator('.answers').waitFor()
    const kept = (await page.evaluate('JSON.stringify(Object.entries(sessionStorage))')) as string
    for (const secret of [person.name, person.identityNumber, person.phone]) assert.ok(!kept.includes(secret))

    // Meanwhile it is sent from elsewhere: this tab says so and leads there.
    await apply(person)
    await submit(page).click()
    await page.getByText('已有一笔未办结的申领').first().waitFor()
    assert.equal((await applicationsOf(person)).length, 1)
  })

  test('M12.4, M12.3: an officer asks for another photo; it goes on where it stopped, with the promised day', async () => {
    for (const [index, language] of (['zh', 'en'] as const).entries()) {
      const person = holderAt(4 + index)
      const applicationId = await apply(person)
      const personId = await idOf(person)
      const [before] = await applicationsOf(person)
      const asked = await yika.call(application.requestCorrection, await yika.staff('bureau-officer'), {
        ...{ personId, applicationId, reason: 'photo-unsuitable', remedy: 'new-photo', words: '请摘下帽子' },
      })
      assert.equal(asked.status, 200, JSON.stringify(asked.body))
      const page = await open({ language, ...narrow })
      await page.goto('/me/applications')
      await signInCitizen(page, person)
      await page.getByRole('link', { name: language === 'zh' ? '查看每一步' : 'See every step' }).click()
      await page.getByText('请摘下帽子').waitFor()
      assert.equal(await page.locator('.timeline li').count(), 9)
      await isKind(page)
      await page.getByRole('link', { name: language === 'zh' ? '更正并重新提交' : 'Correct it' }).click()
      await goTo(page, 'correct')
      await submit(page).click()
      await page.getByRole('alert').waitFor()
      await isKind(page)
      await chooseFile(page, await photoOf(person))
      await page.getByRole('button', { name: language === 'zh' ? '使用这张照片' : 'Use this photo' }).click()
      await page.getByRole('button', { name: language === 'zh' ? '换一张照片' : 'Use another photo' }).waitFor()
      await submit(page).click()
      await goTo(page, applicationId)
      await page.getByRole('heading', { name: language === 'zh' ? '现在：已受理' : 'Now: accepted' }).waitFor()
      const shown = (await page.locator('main').textContent()) ?? ''
      assert.match(shown, language === 'zh' ? /承诺制卡完成日期\s*20\d\d年/ : /Promised to be made by\s*\d+ \w+ 20\d\d/)
      const [now] = await applicationsOf(person)
      assert.equal(now?.status, 'accepted')
      assert.notEqual(now?.photoId, before?.photoId)
      await isKind(page)
    }
  })

  test('M4.4: the camera, and what is said where there is none', async () => {
    const person = holderAt(6)
    const personId = await idOf(person)
    const page = await open({ language: 'en', ...narrow })
    await page.addInitScript(`
      const plain = document.createElement('canvas')
      plain.width = 800
      plain.height = 1000
      const pen = plain.getContext('2d')
      setInterval(() => { pen.fillStyle = '#333'; pen.fillRect(0, 0, 800, 1000) }, 50)
      navigator.mediaDevices.getUserMedia = async () => {
        if (sessionStorage.getItem('no-camera') !== null) throw new DOMException('', 'NotAllowedError')
        return plain.captureStream(20)
      }
    `)
    await page.goto(`/me/apply/${personId}/photo`)
    await signInCitizen(page, person)
    await page.getByRole('button', { name: 'Use the camera' }).click()
    await page.locator('button:has-text("Take the photo")[aria-disabled=false]').waitFor()
    await isKind(page)
    await page.getByRole('button', { name: 'Take the photo' }).click()
    await page.getByText('This photo may not pass').waitFor()
    await page.getByText('The photo is too dark.').waitFor()
    await isKind(page)
    // Advice is no verdict: the server has the last word, and says it.
    await page.getByRole('button', { name: 'Use it all the same' }).click()
    await page.getByRole('alert').waitFor()
    assert.equal(new URL(page.url()).pathname, `/me/apply/${personId}/photo`)
    await page.evaluate(`sessionStorage.setItem('no-camera', '')`)
    await page.getByRole('button', { name: 'Take another' }).click()
    await page.getByText('The camera cannot be used').waitFor()
    await page.getByText('Choose a photo that you have', { exact: true }).waitFor()
    await isKind(page)
  })

  test('M8.4: a mother applies for her child, with her consent and without a photo', async () => {
    const child = yika.people.find(({ birthOn, guardians, card }) => birthOn > '2020' && guardians.length > 0 && !card)
    const guardian = yika.people.find(({ index }) => index === child?.guardians[0])
    assert.ok(child !== undefined && guardian !== undefined)
    const page = await open(narrow)
    await page.goto('/me/apply')
    await signInCitizen(page, guardian)
    await page.getByText('为谁申领').waitFor()
    await isKind(page)
    await page.getByRole('link', { name: child.name }).click()
    await page.locator('.tasks').waitFor()
    await page.getByText('不需要', { exact: true }).waitFor()
    await page.locator('main a.button-main').click()
    await page.getByRole('radio', { name: '首次申领社会保障卡' }).check()
    await submit(page).click()
    await goTo(page, 'details')
    await page.locator('main').getByText(child.name, { exact: true }).waitFor()
    await submit(page).click()
    await goTo(page, 'bank')
    await page.getByRole('radio').first().check()
    await submit(page).click()
    await goTo(page, 'collection')
    await page.getByRole('radio', { name: '制好后到网点领取' }).check()
    assert.equal(await page.getByRole('radio', { name: '邮寄到家' }).count(), 0)
    await page.getByRole('radio').nth(2).check()
    await submit(page).click()
    await goTo(page, 'notices')
    await page.getByText(guardianConsent.zh[0]).waitFor()
    for (const box of await page.getByRole('checkbox').all()) await box.check()
    await isKind(page)
    await submit(page).click()
    await goTo(page, 'check')
    await submit(page).click()
    await page.locator('.receipt').waitFor()
    await page.goto('/me/applications')
    await page.getByRole('heading', { name: `${child.name}的申请` }).waitFor()
    await page.getByRole('heading', { name: /首次申领社会保障卡/ }).waitFor()
    await isKind(page)
  })

  test('M12.4, M9.1: a card that waits says where; one that was posted is confirmed by its holder and can be enabled', async () => {
    const person = holderAt(7)
    const { card: made } = await givenWaitingCard(yika, person)
    const { personId, cardId } = made
    const page = await open(narrow)
    await page.goto('/me/applications')
    await signInCitizen(page, person)
    await page.getByRole('link', { name: '查看每一步' }).click()
    const where = page.getByRole('region', { name: '领卡网点' })
    await where.getByText('营业时间').waitFor()
    assert.match((await where.textContent()) ?? '', /北京市.+请带上本人身份证件/)
    assert.equal(await page.getByRole('link', { name: '我已收到卡' }).count(), 0)
    await isKind(page)
    // As if it had been chosen to be sent by post, and sent.
    const { db } = yika.server.platform
    await db.begin(async (tx) => {
      await tx`update application set delivery = 'post', outlet_id = null where card_id = ${cardId}`
      await tx`update card set physical = 'shipped' where card_id = ${cardId}`
      await tx`
        with sent as (
          insert into parcel (parcel_id, version, kind, bank_id, state, listed, missing, formed_by, dispatched_by,
            consignment, changed_at)
          select gen_random_uuid(), 2, 'post', bank_id, 'dispatched', 1, 0, 'packer', 'packer', 'SF-0002', changed_at
          from parcel_line where card_id = ${cardId}
          returning parcel_id)
        update parcel_line set kind = 'post', state = 'under-way', office_id = null, waiting_since = null,
          parcel_id = (select parcel_id from sent)
        where card_id = ${cardId}`
    })
    await page.reload()
    await page.getByRole('link', { name: '我已收到卡' }).click()
    await goTo(page, 'received')
    await submit(page).click()
    await page.getByRole('alert').getByText('请先阅读须知').waitFor()
    await isKind(page)
    await page.getByRole('checkbox').check()
    await submit(page).click()
    await page.getByRole('heading', { name: '已确认收卡' }).waitFor()
    await isKind(page)
    await page.getByRole('link', { name: '现在启用' }).click()
    await goTo(page, 'enable')
    assert.ok(page.url().includes(personId))
    await page.getByRole('heading', { name: '启用社会保障功能' }).waitFor()
  })

  test('M7.2, M9.1: the card is enabled with its number and a code; a wrong code says how many tries are left', async () => {
    const person = yika.people.find(
      ({ card, kind, guardians }) => !card && kind === 'citizen' && guardians.length === 0,
    )
    assert.ok(person !== undefined)
    const personId = await idOf(person)
    const cardNumber = 'J00000017'
    const imported = await yika.call(card.importCard, await yika.staff('bureau-officer'), {
      ...{ personId, cardNumber, issuingArea: '110000', generation: 2, bankId: null },
      ...{ issuedOn: '2020-01-02', expiresOn: '2030-01-02', social: 'pending-enable', finance: 'none' },
      ...{ cancelReason: null, chipIdentificationCode: null, atr: null, bankCardNumber: null },
    })
    assert.equal(imported.status, 200, JSON.stringify(imported.body))
    const page = await open(narrow)
    await page.goto(`/me/cards/${personId}/${imported.body['cardId']}/enable`)
    await signInCitizen(page, person)
    await page.getByText(dutyNotice.zh[0]).waitFor()
    await submit(page).click()
    await page.getByRole('alert').waitFor()
    await isKind(page)
    await page.getByRole('checkbox').check()
    await submit(page).click()
    await page.getByLabel('社会保障卡号').fill(cardNumber)
    await page.getByLabel('验证码', { exact: true }).fill('12')
    await submit(page).click()
    await page.getByText('请输入 6 位数字').waitFor()
    const code = await codeSent(stage, 'enable-card')
    await page.getByLabel('验证码', { exact: true }).fill(code === '000000' ? '000001' : '000000')
    await submit(page).click()
    await page
      .getByRole('alert')
      .getByText(/还可以试 \d 次/)
      .waitFor()
    await isKind(page)
    await page.getByLabel('验证码', { exact: true }).fill(code)
    await submit(page).click()
    await page.getByRole('heading', { name: '社会保障功能已启用' }).waitFor()
    await isKind(page)
    const kept = (await page.evaluate('JSON.stringify(Object.entries(sessionStorage))')) as string
    assert.ok(!kept.includes(code) && !kept.includes(cardNumber))
    await page.reload()
    await page.getByText('这张卡现在不需要启用').waitFor()
    await isKind(page)
  })
})
