import assert from 'node:assert/strict'
import { after, suite, test } from 'node:test'
import { instantOf } from '@yika/core/calendar/instant.ts'
import { myCards } from '@yika/core/card/schema.ts'
import { decodeCode } from '@yika/core/e-card/code.ts'
import { myECard } from '@yika/core/e-card/schema.ts'
import { decideUse } from '@yika/core/use/schema.ts'
import type { SamplePerson } from '../../server/src/sample/sample-person.ts'
import { dayParties } from '../../server/src/simulator/day/day-parties.ts'
import { codeSent } from './code-sent.ts'
import { scriptBytes } from './first-view.ts'
import { keysOf } from './keys-of.ts'
import { readQrCode } from './read-qr-code.ts'
import { barriers, complaintsOf, isTooWide, type Language, noBrowser, setStage } from './stage.ts'

const stage = await setStage({ after })
const phone = { width: 390, height: 844 }
const narrow = { width: 320, height: 640 }
const budgetBytes = 200 * 1024
const pin = '482915'
const purpose = 'own-affairs'

suite('the e-card on a telephone', { skip: stage === undefined && noBrowser }, async () => {
  if (stage === undefined) return
  const { open, yika, signInCitizen } = stage
  const holders = yika.people.filter(({ card, kind }) => card?.social === 'enabled' && kind === 'citizen')
  const [person] = holders as [SamplePerson]
  const library = await dayParties(yika.url).party('library-1')

  // One telephone for all: it is bound in the first story and shown, locked and unbound in the others.
  const page = await open(phone)
  await page.goto('/me')
  await signInCitizen(page, person)

  async function fits(...languages: readonly Language[]): Promise<void> {
    for (const language of languages) {
      const other = page.locator('.frame-tools').getByRole('button', { name: language === 'zh' ? '中文' : 'English' })
      if ((await other.count()) > 0) await other.click()
      await page.setViewportSize(narrow)
      assert.deepEqual(await barriers(page), [])
      assert.equal(await isTooWide(page), false, page.url())
      await page.setViewportSize(phone)
    }
    // That the network was lost is what the browser has to say of a lost network.
    const complaints = complaintsOf(page).filter((one) => !/ERR_(FAILED|INTERNET_DISCONNECTED)/.test(one))
    assert.deepEqual(complaints, [])
  }

  const code = () => page.getByRole('img', { name: /一次性二维码|to be used once/ })
  const eCardNow = async () => {
    const token = await yika.citizen(person)
    const cards = (await yika.call(myCards, token, { purpose })).body['cards'] as { personId: string }[]
    const { personId = '' } = cards[0] ?? {}
    const { body } = await yika.call(myECard, token, { personId, purpose })
    return body as unknown as { devices: { deviceName: string }[]; pin: { state: string; triesLeft: number } }
  }

  /** What the desk of the library hears. */
  async function scanned(text: string) {
    const serviceId = decodeCode(text)?.serviceId
    assert.equal(serviceId, 'library')
    const presentation = { by: 'e-card', code: text, at: instantOf(Date.now()) } as const
    return library.call(decideUse, { serviceId, presentation, purpose: 'card-use' }, crypto.randomUUID())
  }

  test('M9.2, M9.6, M5.1: a telephone is bound over a broken network, once; the code on its screen opens one service, once', async () => {
    const bytes = await scriptBytes(page, () => page.goto('/me/e-card'))
    assert.ok(bytes > 50_000 && bytes <= budgetBytes, `${bytes} bytes of script`)
    await page.getByLabel('新密码', { exact: true }).waitFor()
    await fits('en', 'zh')
    const choose = async (chosen: string, again = chosen) => {
      await page.getByLabel('新密码', { exact: true }).fill(chosen)
      await page.getByLabel('再输一次新密码').fill(again)
      await page.getByRole('button', { name: '绑定这部手机' }).click()
    }
    await choose('123456')
    await page.getByRole('alert').waitFor()
    await page.getByLabel('给这部手机起个名字').fill('红色手机')
    await page.route('**/v1/e-card/bind-device', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await choose(pin)
    await page.getByText('网络中断，尚未收到答复。').waitFor()
    await page.unroute('**/v1/e-card/bind-device')
    await page.getByRole('button', { name: '绑定这部手机' }).click()
    await code().waitFor()
    assert.deepEqual(
      (await eCardNow()).devices.map(({ deviceName }) => deviceName),
      ['红色手机'],
    )
    assert.equal(await page.evaluate(keyLeaves), false, 'the key can be read out')

    await page.getByLabel('用来办什么').selectOption('library')
    await page.getByRole('img', { name: /图书借阅/ }).waitFor()
    await page
      .getByRole('timer')
      .getByText(/还可用 \d+ 秒/)
      .waitFor()
    await fits('en', 'zh')
    const shown = await readQrCode(code())
    const yes = await scanned(shown)
    assert.ok(yes.ok && yes.answer.allowed, JSON.stringify(yes))
    const again = await scanned(shown)
    assert.deepEqual(again.ok || again.refusal.status, 409)
    await page.getByRole('button', { name: '换一个新码' }).click()
    await page.getByRole('status').getByText('已换新码').waitFor({ state: 'attached' })
    const fresh = await readQrCode(code())
    assert.notEqual(fresh, shown)
    const another = await scanned(fresh)
    assert.ok(another.ok && another.answer.allowed, JSON.stringify(another))
  })

  test('M9.2: without a network the telephone goes on showing codes, and says until when', async () => {
    await page.getByText(/没有网络也能用到/).waitFor()
    await page.context().setOffline(true)
    const before = await readQrCode(code())
    await page.getByRole('button', { name: '换一个新码' }).click()
    // Somebody comes back to the page: what it asks then nobody answers.
    await page.getByRole('link', { name: '我的卡', exact: true }).click()
    await page.getByRole('link', { name: '电子社保卡', exact: true }).first().click()
    await code().waitFor()
    const text = await readQrCode(code())
    assert.notEqual(text, before)
    await fits('en', 'zh')
    await page.context().setOffline(false)
    const answer = await scanned(text)
    assert.ok(answer.ok && answer.answer.allowed, JSON.stringify(answer))
  })

  test('M9.6: when it is due the PIN is asked for; a wrong one is counted, the last one locks, a code on the phone on record resets it', async () => {
    await page.evaluate(bindingRunsOut)
    await page.goto('/me/e-card')
    await page.getByText('输入密码，更新这部手机').waitFor()
    await fits('en', 'zh')
    const { triesLeft } = (await eCardNow()).pin
    for (let left = triesLeft - 1; left > 0; left -= 1) {
      await page.getByLabel('电子社保卡密码', { exact: true }).fill('000001')
      await page.keyboard.press('Enter')
      await page.getByText(`还可以再试 ${left} 次`).waitFor()
    }
    await page.getByLabel('电子社保卡密码', { exact: true }).fill('000001')
    await page.keyboard.press('Enter')
    await page.getByText('电子社保卡密码已锁定').waitFor()
    await fits('en', 'zh')
    assert.equal((await eCardNow()).pin.state, 'locked')

    await page.getByRole('link', { name: '重置密码', exact: true }).click()
    await page.getByRole('button', { name: '获取验证码' }).click()
    await page.getByText('验证码已发到登记的手机').waitFor()
    await fits('en', 'zh')
    await page.getByLabel('短信验证码').fill(await codeSent(stage, 'reset-e-card-pin'))
    await page.getByLabel('新密码', { exact: true }).fill('739164')
    await page.getByLabel('再输一次新密码').fill('739164')
    await page.getByRole('button', { name: '保存新密码' }).click()
    await page.getByRole('heading', { name: '密码已设好' }).waitFor()
    const kept = (await page.evaluate('JSON.stringify([{ ...sessionStorage }, { ...localStorage }])')) as string
    assert.ok(!kept.includes('739164') && !kept.includes(pin), 'the browser keeps a PIN')

    // With the keyboard alone: back to the card, the PIN, the code.
    const pressOn = keysOf(page)
    await pressOn(page.getByRole('main').getByRole('link', { name: '返回电子社保卡' }))
    await pressOn(page.getByLabel('电子社保卡密码', { exact: true }), '7')
    await page.keyboard.type('39164')
    await page.keyboard.press('Enter')
    await code().waitFor()
  })

  test('M2.9, M9.2: what others are shown is covered until the holder says otherwise; a wallet is offered its credential; an unbound telephone shows nothing', async () => {
    await page.goto('/me/e-card')
    await page.getByRole('heading', { name: '亮证' }).waitFor()
    const face = page.locator('.e-card-credential')
    assert.ok(!((await face.textContent()) ?? '').includes(person.name))
    await page.getByRole('button', { name: '显示完整姓名和号码' }).click()
    await face.getByText(person.name, { exact: true }).waitFor()
    await fits('en', 'zh')
    await page.getByRole('button', { name: '遮住姓名和号码' }).click()
    assert.ok(!((await face.textContent()) ?? '').includes(person.identityNumber))

    await page.getByRole('link', { name: '存入手机钱包' }).click()
    await page.getByRole('button', { name: '生成领取二维码' }).click()
    const offer = page.getByRole('img', { name: '凭证领取二维码' })
    await offer.waitFor()
    await fits('en', 'zh')
    const scannedOffer = await readQrCode(offer)
    assert.match(scannedOffer, /^openid-credential-offer:\/\//)
    const transaction = ((await page.locator('.e-card-transaction').textContent()) ?? '').trim()
    assert.ok(transaction !== '' && !scannedOffer.includes(transaction))

    await page.goto('/me/e-card/devices')
    await page.locator('.tag', { hasText: '这部手机' }).waitFor()
    await fits('en', 'zh')
    await page.getByRole('button', { name: '解除绑定：红色手机' }).click()
    await page.getByRole('button', { name: '确定解除' }).click()
    await page.getByText('还没有绑定任何手机。').waitFor()
    assert.deepEqual((await eCardNow()).devices, [])
    await page.goBack()
    await page.goto('/me/e-card')
    await page.getByRole('button', { name: '绑定这部手机' }).waitFor()
    assert.equal(await code().count(), 0)
  })
})

/** What the browser keeps, as a script of the page reaches it. */
const withTelephones = (use: string) => `new Promise((resolve) => {
  const opening = indexedDB.open('yika.e-card', 1)
  opening.onsuccess = () => {
    const rows = opening.result.transaction('telephone', 'readwrite').objectStore('telephone')
    const all = rows.getAll()
    all.onsuccess = () => {
      const [telephone] = all.result
      const answer = ${use}
      opening.result.close()
      resolve(answer)
    }
  }
})`
const keyLeaves = withTelephones('telephone.key.extractable')
const bindingRunsOut = withTelephones(
  `rows.put({ ...telephone, held: { ...telephone.held, validUntil: '2020-01-01T00:00:00.000Z' } }) && true`,
)
