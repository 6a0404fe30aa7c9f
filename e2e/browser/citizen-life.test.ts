import assert from 'node:assert/strict'
import { after, suite, test } from 'node:test'
import * as card from '@yika/core/card/schema.ts'
import * as holder from '@yika/core/holder/schema.ts'
import type { Page } from 'playwright-core'
import type { SamplePerson } from '../../server/src/sample/sample-person.ts'
import { keysOf } from './keys-of.ts'
import { barriers, complaintsOf, isTooWide, type Language, noBrowser, setStage } from './stage.ts'

const stage = await setStage({ after })
const narrow = { width: 320, height: 640 }
const phone = { width: 390, height: 844 }
const purpose = 'own-affairs'

suite('a citizen between two visits', { skip: stage === undefined && noBrowser }, () => {
  if (stage === undefined) return
  const { open, yika, signInCitizen } = stage
  const parents = new Set(yika.people.flatMap(({ guardians }) => guardians))
  const adults = yika.people.filter(({ card: one, kind }) => one?.social === 'enabled' && kind === 'citizen')
  const alone = adults.filter(({ index }) => !parents.has(index))
  const aloneAt = (index: number) => alone[index] as SamplePerson

  async function signedIn(
    person: SamplePerson,
    options: { language?: Language; width?: number; height?: number } = {},
  ) {
    const page = await open({ ...phone, ...options })
    await page.goto('/me')
    await signInCitizen(page, person)
    return page
  }

  async function myCard(person: SamplePerson) {
    const answered = await yika.call(card.myCards, await yika.citizen(person), { purpose })
    const [found] = answered.body['cards'] as { personId: string; cardId: string; version: number }[]
    assert.ok(found)
    return found
  }

  async function visitOf(person: SamplePerson) {
    const clerk = await yika.staff('bank-clerk')
    const visit = await yika.call(holder.openVisitOperation, clerk, {
      presenter: 'holder',
      documentType: 'identity-card',
      documentNumber: person.identityNumber,
    })
    assert.equal(visit.status, 200, visit.text)
    return { clerk, visitId: visit.body['visitId'] as string }
  }

  async function fits(page: Page) {
    assert.deepEqual(await barriers(page), [])
    assert.equal(await isTooWide(page), false)
    assert.deepEqual(complaintsOf(page), [])
  }

  test('M7.3, M13.2, M12.7: three taps, a receipt that anybody can verify, the time that is left, the release once over a broken network, a word about the service', async () => {
    const person = aloneAt(0)
    const page = await signedIn(person)
    await page.getByRole('link', { name: '挂失', exact: true }).first().click()
    await page.locator('main [type=radio]').first().check()
    await page.locator('main [type=submit]').click()
    const code = page.getByRole('img', { name: '回执验真二维码' })
    await code.waitFor()
    assert.ok(((await code.locator('path').last().getAttribute('d')) ?? '').length > 1_000)
    await fits(page)

    // Somebody else is shown the paper and types what stands on it, gaps and all.
    const typed = (await page.locator('.verification-token').textContent()) ?? ''
    assert.match(typed, /^(\S{6} )+\S+$/)
    for (const language of ['zh', 'en'] as const) {
      const stranger = await open({ language, ...narrow })
      await stranger.goto('/verify')
      await stranger.locator('main input').fill(typed)
      await stranger.keyboard.press('Enter')
      await stranger.getByText(language === 'zh' ? /是真的/ : /Genuine/).waitFor()
      await fits(stranger)
      assert.ok(!((await stranger.locator('main').textContent()) ?? '').includes(person.name))
      await stranger.context().close()
    }

    await page.getByRole('link', { name: '查看此卡' }).click()
    await page
      .getByText(/还有 \d+ 天 \d+ 小时/)
      .first()
      .waitFor()
    await page.getByText('找不回来了？').waitFor()
    await page.getByRole('link', { name: '查找网点' }).waitFor()
    await fits(page)
    const before = await myCard(person)
    await page.getByRole('link', { name: '找到了，解除挂失' }).click()
    await page.getByText(/将恢复/).waitFor()
    await page.route('**/v1/card/release-loss', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await page.locator('main [type=submit]').click()
    await page.getByRole('alert').waitFor()
    await page.unroute('**/v1/card/release-loss')
    await page.locator('main [type=submit]').click()
    await page.getByRole('heading', { name: '挂失已解除' }).waitFor()
    assert.equal((await myCard(person)).version, before.version + 1)
    await page.locator('main summary').click()
    await page.getByRole('radio', { name: '5 很满意' }).check()
    assert.deepEqual(await barriers(page), [])
    await page.getByRole('button', { name: '提交评价' }).click()
    await page.getByText('谢谢，评价已收到。').waitFor()
    // The way back leads to a card that works; a second release is not offered.
    await page.goBack()
    await page.getByRole('heading', { name: '卡片信息和办理' }).waitFor()
    assert.equal(await page.getByRole('link', { name: '找到了，解除挂失' }).count(), 0)
  })

  test('M9.3: a guardian acts for a child, a holder names a proxy and takes it back, and who is meant stands above every page', async () => {
    const child = yika.people.find(({ guardians }) =>
      guardians.some((one) => adults.some(({ index }) => index === one)),
    )
    const guardian = adults.find(({ index }) => child?.guardians.includes(index))
    assert.ok(child && guardian)
    const page = await signedIn(guardian)
    const whose = page.getByLabel('正在办理：')
    await whose.selectOption({ label: `${child.name}（我是监护人）` })
    await page.getByRole('heading', { name: `${child.name}的社会保障卡` }).waitFor()
    await fits(page)
    await page.getByRole('link', { name: '我的信息' }).click()
    await page.getByRole('heading', { name: `${child.name}的信息` }).waitFor()
    await page.getByRole('button', { name: '显示完整内容' }).click()
    await page.getByText(child.identityNumber).first().waitFor()
    await page.reload()
    await page.getByRole('heading', { name: `${child.name}的信息` }).waitFor()
    assert.equal(await page.getByText(child.identityNumber).count(), 0)
    await whose.selectOption({ label: '本人' })
    await page.getByRole('heading', { name: '我的社会保障卡' }).waitFor()

    const helper = aloneAt(1)
    await page.getByRole('link', { name: '家人' }).click()
    await page.getByRole('link', { name: '授权家人代办' }).click()
    await page.locator('main [type=submit]').click()
    await page.getByText('请填写代办人姓名。').waitFor()
    await fits(page)
    await page.getByLabel('代办人姓名').fill(helper.name)
    await page.getByLabel('代办人的身份证件号码').fill(helper.identityNumber)
    await page.getByLabel('到网点代领卡片').check()
    await page.getByLabel('授权到哪天结束').fill(dayFromNow())
    await page.locator('main [type=submit]').click()
    await page.getByRole('heading', { name: '授权已生效' }).waitFor()

    const proxy = await signedIn(helper, { language: 'en', ...narrow })
    await proxy.getByLabel('Acting for:').selectOption({ index: 1 })
    await proxy.getByRole('link', { name: 'Report a loss' }).first().waitFor()
    await fits(proxy)
    await proxy.goto('/me/contact')
    await proxy.getByText('A proxy cannot change the phone').waitFor()

    await page.getByRole('link', { name: '返回家人和代办' }).click()
    await page.getByText('挂失和解除挂失 · 到网点代领卡片').waitFor()
    await page.getByRole('button', { name: '撤销授权' }).click()
    await fits(page)
    await page.getByRole('button', { name: '确定结束' }).click()
    await page.getByText('目前没有授权任何人。').waitFor()
    await proxy.goto('/me')
    await proxy.getByRole('heading', { name: 'My social security cards' }).waitFor()
    await proxy.getByRole('link', { name: 'Report a loss' }).first().waitFor()
    assert.equal(await proxy.getByLabel('Acting for:').count(), 0)
  })

  test('M4.7, M2.4, M12.8: by the keyboard alone a correction is asked for; it is answered; who looked is named as a body', async () => {
    const person = aloneAt(2)
    const page = await signedIn(person, { language: 'en', ...narrow })
    const pressOn = keysOf(page)
    await pressOn(page.getByRole('link', { name: 'My data', exact: true }))
    await pressOn(page.getByRole('link', { name: /Correct it.*Sex/ }))
    await page.getByRole('heading', { name: 'Correct: sex' }).waitFor()
    await fits(page)
    await pressOn(page.getByLabel('It should be'), 'ArrowDown')
    await page.keyboard.press('ArrowDown')
    await pressOn(page.getByLabel('What is wrong'), 'x')
    await page.keyboard.type('The household register says otherwise.')
    await pressOn(page.getByRole('button', { name: 'Ask for the correction' }))
    await page.getByRole('heading', { name: 'The request is sent' }).waitFor()
    await pressOn(page.getByRole('link', { name: 'See my requests' }))
    await page.getByText('sent, waiting to be checked').waitFor()

    const { clerk, visitId } = await visitOf(person)
    const { personId } = await myCard(person)
    const look = { personId, purpose: 'counter-service', caseId: visitId }
    assert.equal((await yika.call(card.cardsOfPerson, clerk, look)).status, 200)
    const asked = await yika.call(holder.myDataCorrectionsOperation, await yika.citizen(person), { purpose })
    const [request] = asked.body['corrections'] as { correctionId: string }[]
    const refused = await yika.call(holder.refuseDataCorrectionOperation, await yika.staff('bureau-officer'), {
      ...{ personId, correctionId: request?.correctionId },
      reason: { zh: '与人口登记一致。', en: 'It agrees with the population register.' },
    })
    assert.equal(refused.status, 200, refused.text)
    await page.reload()
    await page.getByText('It agrees with the population register.').waitFor()
    await fits(page)

    await page.goto('/me/data/reads')
    const bank = page.getByRole('heading', { name: /bank clerk/i }).first()
    await bank.waitFor()
    assert.match((await bank.textContent()) ?? '', /Bank.* · /)
    await page.getByText('service to the person at the counter').first().waitFor()
    await fits(page)
  })

  test('M9.2, M9.6: a PIN is chosen after a reset at the counter and changed by oneself; tries are told, and no PIN stands in a notice', async () => {
    const person = aloneAt(3)
    const { personId, cardId } = await myCard(person)
    const page = await signedIn(person)
    await page.goto(`/me/cards/${personId}/${cardId}/pin`)
    await page.getByText('还没有密码').waitFor()
    await fits(page)
    const { clerk } = await visitOf(person)
    assert.equal((await yika.call(card.startPinReset, clerk, { personId, cardId })).status, 200)
    await page.reload()
    const fill = async (label: string, pin: string) => page.getByLabel(label, { exact: true }).fill(pin)
    const save = page.getByRole('button', { name: '保存新密码' })
    await fill('新密码', '123456')
    await fill('再输一次新密码', '123456')
    await save.click()
    await page.getByRole('alert').waitFor()
    await fits(page)
    await fill('新密码', '730518')
    await fill('再输一次新密码', '730519')
    await save.click()
    await page.getByText('两次输入的新密码不一样').waitFor()
    await fill('再输一次新密码', '730518')
    await save.click()
    await page.getByRole('heading', { name: '密码已设好' }).waitFor()

    await page.reload()
    await fill('现在的密码', '111119')
    await fill('新密码', '284615')
    await fill('再输一次新密码', '284615')
    await save.click()
    await page.getByText(/密码不对。今天还可以再试 \d 次/).waitFor()
    await fits(page)
    await fill('现在的密码', '730518')
    await save.click()
    await page.getByRole('heading', { name: '密码已设好' }).waitFor()
    const outbox = await yika.send('/dev/outbox', { headers: { accept: 'application/json' } })
    const kept = (await page.evaluate('JSON.stringify([{ ...sessionStorage }, { ...localStorage }])')) as string
    for (const pin of ['730518', '284615']) {
      assert.ok(!outbox.text.includes(pin), 'a notice says a PIN')
      assert.ok(!kept.includes(pin), 'the browser keeps a PIN')
    }
  })

  test('M7.10, M12.5: large type on the smallest screen, three large buttons, a new phone that gets the codes, and signing out on every device', async () => {
    const person = aloneAt(4)
    const page = await signedIn(person, narrow)
    const lost = await signedIn(person)
    await page.getByRole('link', { name: '设置' }).click()
    await page.getByRole('radio', { name: /大字版/ }).check()
    await fits(page)
    await page.getByRole('link', { name: '我的卡' }).click()
    await page.getByRole('link', { name: '卡丢了，马上挂失' }).waitFor()
    await page.getByRole('link', { name: '我的卡办到哪一步了' }).waitFor()
    await page.getByRole('link', { name: '打电话问：96066' }).waitFor()
    await fits(page)
    for (const path of ['family/grant', 'data', 'data/corrections', 'data/reads']) {
      await page.goto(`/me/${path}`)
      await page.locator('main h1').waitFor()
      assert.equal(await isTooWide(page), false, path)
    }
    await page.goto('/me/contact')
    await page.getByLabel('新的联系电话').fill('138001')
    await page.locator('main [type=submit]').click()
    await page.getByText('请输入 11 位手机号码').waitFor()
    // What was typed outlives the way back.
    await page.getByLabel('新的联系电话').fill('13800138001')
    await page.goto('/me/settings')
    await page.goBack()
    assert.equal(await page.getByLabel('新的联系电话').inputValue(), '13800138001')
    await fits(page)
    await page.locator('main [type=submit]').click()
    await page.getByRole('heading', { name: '联系方式已更改' }).waitFor()

    await page.goto('/me/settings')
    await page.getByRole('radio', { name: 'English' }).check()
    await fits(page)
    await page.getByRole('button', { name: 'Sign out everywhere' }).click()
    await page.waitForURL((url) => url.pathname === '/')
    await lost.goto('/me/data')
    // What was known of a token is known for a few seconds; then it opens nothing, and cannot be renewed.
    await lost.evaluate(`for (const [name, kept] of Object.entries(sessionStorage)) {
      if (name.startsWith('yika.session.')) sessionStorage.setItem(name, JSON.stringify({ ...JSON.parse(kept), expiresAt: 0 }))
    }`)
    await lost.reload()
    await lost.getByRole('button', { name: '登录', exact: true }).click()
    await lost.locator('#identityNumber').waitFor()
  })
})

const proxyDays = 90
const dayMs = 86_400_000

function dayFromNow(): string {
  return new Date(Date.now() + proxyDays * dayMs).toISOString().slice(0, 'YYYY-MM-DD'.length)
}
