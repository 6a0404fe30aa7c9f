import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, suite, test } from 'node:test'
import * as application from '@yika/core/application/schema.ts'
import * as bank from '@yika/core/bank/schema.ts'
import { dutyNotice } from '@yika/core/card/duty-notice.ts'
import * as people from '@yika/core/holder/schema.ts'
import { mod112Check } from '@yika/core/identifier/mod-11-2.ts'
import { pathOf } from '@yika/core/operation/operation.ts'
import type { Page } from 'playwright-core'
import { sampleSeed } from '../../server/src/first-start.ts'
import { samplePhoto } from '../../server/src/sample/sample-photo.ts'
import { barriers, complaintsOf, isTooWide, type Language, noBrowser, setStage } from './stage.ts'

const stage = await setStage({ after })

const figure = '/console/policy/figures/loss.repeat-review'

/** Synthetic: everybody born on one day of 1961, one after the other. */
function numberOf(sequence: number): string {
  const seventeen = `11010119610101${String(sequence + 1).padStart(3, '0')}`
  return seventeen + mod112Check(seventeen)
}

suite('the bureau at the console', { skip: stage === undefined && noBrowser }, () => {
  if (stage === undefined) return
  const { open, yika, holder, signInStaff } = stage

  async function sit(role: string, address: string, language: Language = 'zh', width = 1280): Promise<Page> {
    const page = await open({ language, width })
    await page.goto(address)
    await signInStaff(page, role)
    return page
  }

  async function sound(page: Page): Promise<void> {
    assert.deepEqual(await barriers(page), [])
    assert.deepEqual(
      complaintsOf(page).filter((complaint) => !complaint.includes('net::ERR_FAILED')),
      [],
    )
  }

  async function registered(): Promise<number> {
    const [row] = await yika.server.platform.db<{ count: number }[]>`select count(*)::integer as count from person`
    return row?.count ?? 0
  }

  async function tokenOf(page: Page): Promise<string> {
    const kept = await page.evaluate("sessionStorage.getItem('yika.session.yika-staff')")
    return (JSON.parse(kept as string) as { accessToken: string }).accessToken
  }

  /** Somebody whose grounds are all gone and who applies all the same: a human has to look at both. */
  async function doubtfulApplication(officer: string): Promise<string> {
    const token = await yika.citizen(holder)
    const { body: dossier } = await yika.call(people.myDossierOperation, token, { purpose: 'own-affairs' })
    const personId = dossier['personId'] as string
    for (const { groundId } of dossier['grounds'] as { groundId: string }[]) {
      const lost = { personId, groundId, endedOn: '2026-01-01', reason: '停保' }
      assert.equal((await yika.call(people.endGroundOperation, officer, lost)).status, 200)
    }
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
    assert.equal(body['status'], 'submitted')
    return personId
  }

  let firstOfficer = ''

  test('M17.1, M17.2: one proposes a figure and sees the difference, another approves it; a reload keeps what was entered', async () => {
    const page = await sit('bureau-officer', figure)
    firstOfficer = await tokenOf(page)
    const value = page.getByLabel('新取值')
    await value.fill('0')
    await page.getByRole('button', { name: '预览更改' }).click()
    await page.getByText('取值不符合要求').waitFor()
    await page.getByText('请写明依据与理由').waitFor()
    await sound(page)
    await value.fill('5')
    await page.getByLabel('依据与理由').fill('局务会 2026 年第 9 次会议')
    await page.reload()
    assert.equal(await value.inputValue(), '5')

    // The network goes while it is sent; sent again it is the same proposal.
    await page.getByRole('button', { name: '预览更改' }).click()
    await page.getByText('拟改为').waitFor()
    await sound(page)
    await page.route('**/propose-policy-value', (route) => route.abort())
    await page.getByRole('button', { name: '提交，等待第二人批准' }).click()
    await page.getByText('网络中断').waitFor()
    await page.unroute('**/propose-policy-value')
    await page.getByRole('button', { name: '提交，等待第二人批准' }).click()
    await page.getByText('待第二人批准（1）').waitFor()
    await page.getByText('须由另一位工作人员批准').waitFor()
    assert.equal(await page.getByRole('button', { name: '批准', exact: true }).count(), 0)
    await sound(page)

    const other = await sit('second-bureau-officer', '/console/inbox?queue=rules', 'en')
    await other.getByRole('heading', { name: 'Waiting for a second person (1)' }).waitFor()
    await other.getByRole('link', { name: 'Rules 1' }).waitFor()
    await sound(other)
    await other.getByRole('button', { name: 'Approve' }).click()
    await other.getByRole('dialog').getByText('cannot be undone').waitFor()
    await sound(other)
    await other.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
    await other.getByRole('status').filter({ hasText: 'Approved' }).waitFor()
    await other.getByRole('link', { name: 'Rules 0' }).waitFor()
    await page.reload()
    await page.getByRole('table').getByText('局务会 2026 年第 9 次会议').waitFor()
    await sound(page)
  })

  test('M8.2, M12.4: an application is reviewed with face and register side by side, and the counts agree at once', async () => {
    const page = await sit('second-bureau-officer', '/console/inbox')
    const officer = await tokenOf(page)
    const personId = await doubtfulApplication(officer)
    const died = { personId, deathOn: null, source: '民政 1' }
    await page.reload()
    await page.getByRole('link', { name: '申领审核 1' }).waitFor()
    await page.getByRole('link', { name: '依据复核 1' }).waitFor()
    await sound(page)
    await page.getByRole('link', { name: /^审核 / }).click()
    await page.getByRole('img').waitFor()
    await page.getByRole('heading', { level: 2, name: holder.name }).waitFor()
    await page.getByRole('button', { name: '查找同名人员' }).click()
    await page.getByText('没有其他同名人员').waitFor()
    await sound(page)
    await page.getByRole('button', { name: '受理', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: '受理', exact: true }).click()
    await page.getByText('已受理，承诺完成日期').waitFor()
    assert.equal(await page.getByRole('button', { name: '受理', exact: true }).count(), 0)

    // The back button leads to a list in which the decided one no longer stands.
    await page.goBack()
    await page.getByRole('link', { name: '申领审核 0' }).waitFor()
    await page.getByText('没有待审核的申领').waitFor()

    assert.equal((await yika.call(people.reportDeathOperation, firstOfficer, died)).status, 200)
    await page.goto('/console/inbox?queue=deaths')
    await page.getByRole('link', { name: '死亡核实 1' }).waitFor()
    await page.getByRole('button', { name: '信息有误' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '信息有误' }).click()
    await page.getByText('请写明如何核对').waitFor()
    await page.getByLabel('核对情况').fill('与户籍登记核对，人员健在')
    await sound(page)
    await page.getByRole('dialog').getByRole('button', { name: '信息有误' }).click()
    await page.getByText(/^已否定：/).waitFor()
    await page.getByRole('link', { name: '死亡核实 0' }).waitFor()
    await sound(page)
  })

  test('M11.7: the auditor finds who approved the figure, opens the row, follows the actor and exports', async () => {
    const page = await sit('auditor', '/console/audit', 'en')
    await page.getByLabel('What').selectOption('approve-policy-value')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.waitForURL('**operation=approve-policy-value**')
    await page.getByRole('status').filter({ hasText: '1 rows' }).waitFor()
    await sound(page)
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export CSV' }).click()
    assert.equal((await saved).suggestedFilename(), 'audit.csv')
    await page.getByRole('table').getByRole('link').click()
    await page.getByRole('heading', { name: 'Row of the audit log' }).waitFor()
    await sound(page)
    await page.getByRole('link', { name: 'Other rows of this actor' }).click()
    await page.waitForURL('**actorId=**')
    await page.getByRole('table').getByText('Reject a reported death').waitFor()
    await sound(page)
    const shown = (await page.locator('main').textContent()) ?? ''
    assert.equal(shown.includes(holder.name) || shown.includes(holder.identityNumber), false)
  })

  test('M8.2: a file with faulty lines is checked, imported, cut off, resumed after a reload, and registers nobody twice', async () => {
    const before = await registered()
    const page = await sit('bureau-officer', '/console/import')
    const good = Array.from({ length: 90 }, (_, at) => `测试${'甲乙丙丁'[at % 4]},${numberOf(at)},汉族,东城区`)
    const lines = [
      '姓名,身份证号,民族,所属区',
      ...good,
      '王错,110101199001010011,汉族,东城区',
      `赵重,${numberOf(0)},汉,东城`,
    ]
    const file = { name: '居民.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\r\n')) }
    await page.getByLabel('CSV 文件').setInputFiles(file)
    await page.getByRole('button', { name: '试运行' }).click()
    await page.getByText('90 行可以导入，2 行有误').waitFor()
    await page.getByRole('table').getByText('与本文件第 2 行号码相同').waitFor()
    await sound(page)

    // The line breaks after fifty persons; what was answered and what was not are both kept.
    let calls = 0
    await page.route('**/register-person', (route) => {
      calls += 1
      return calls > 50 ? route.abort() : route.continue()
    })
    await page.getByRole('button', { name: '开始导入 90 行' }).click()
    await page.getByText('网络中断').waitFor()
    await page.unroute('**/register-person')
    await page.reload()
    await page.getByLabel('CSV 文件').setInputFiles(file)
    await page.getByRole('button', { name: '试运行' }).click()
    await page.getByRole('button', { name: '继续导入（已完成 40 行）' }).click()
    await page.getByText('导入完成：已登记 90 人，2 行未通过').waitFor()
    await sound(page)
    assert.equal(await registered(), before + 90)

    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: '下载错误文件（2 行）' }).click()
    const errors = await readFile(await (await saved).path(), 'utf8')
    const put = errors.replace('110101199001010011', numberOf(200))
    const again = { name: '居民-errors.csv', mimeType: 'text/csv', buffer: Buffer.from(put) }
    await page.getByLabel('CSV 文件').setInputFiles(again)
    await page.getByRole('button', { name: '试运行' }).click()
    await page.getByRole('button', { name: '开始导入 2 行' }).click()
    await page.getByText('导入完成：已登记 1 人，1 行未通过').waitFor()
    assert.equal(await registered(), before + 91)
    assert.equal(await isTooWide(page), false)
  })

  test('M8.2: ten thousand lines are checked while the page stays awake, and only the faults in sight are drawn', async () => {
    const page = await sit('bureau-officer', '/console/import', 'en')
    const rows = Array.from({ length: 10_000 }, (_, at) => `Li ${at},11010119610101${at},汉族,东城区`)
    const text = ['姓名,身份证号,民族,所属区', ...rows].join('\r\n')
    const file = { name: 'many.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
    await page.getByLabel('CSV file').setInputFiles(file)
    await page.getByRole('button', { name: 'Dry run' }).click()
    await page.getByText('0 lines can be imported, 10000 have faults').waitFor()
    assert.ok((await page.locator('section.table tbody tr').count()) < 60)
    await sound(page)
  })

  test('M7.14, M12.5: by keyboard alone an outlet is opened with its hours, and a bank leaves the catalogue', async () => {
    const page = await sit('bureau-officer', '/console/banks')
    await page.locator('main article').first().waitFor()
    await sound(page)
    /** As far as Tab leads, and it has to lead there. */
    const tabTo = async (name: string) => {
      const reached = `(() => { const at = document.activeElement; return at.textContent.trim() === ${JSON.stringify(name)}
        || (at.labels?.[0]?.textContent ?? '') === ${JSON.stringify(name)} })()`
      for (let presses = 0; presses < 80; presses += 1) {
        await page.keyboard.press('Tab')
        if ((await page.evaluate(reached)) === true) return
      }
      throw new Error(`Tab does not lead to ${name}`)
    }
    await tabTo('网点')
    await page.keyboard.press('Enter')
    await page.locator('h1:focus').waitFor()
    await tabTo('开办网点')
    await page.keyboard.press('Enter')
    await page.locator('h1:focus', { hasText: '开办网点' }).waitFor()
    for (const [label, text] of [
      ['名称（中文）', '工商银行故事支行'],
      ['所在区', undefined],
      ['地址', '东城区故事大街 1 号'],
      ['经度（CGCS2000，六位小数以内）', '116.41'],
      ['纬度', '39.91'],
      ['周一', '9-17'],
    ] as const) {
      await tabTo(label)
      if (text === undefined) await page.keyboard.press('ArrowDown')
      else await page.keyboard.type(text)
    }
    await page.keyboard.press('Enter')
    await page.getByText('无法识别').waitFor()
    await sound(page)
    await page.getByLabel('周一').focus()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('9:00-12:00，13:00-17:00')
    await page.keyboard.press('Enter')
    // It is the newest and stands last; what scrolls is reached by the keyboard.
    await page.locator('h1', { hasText: '的网点' }).waitFor()
    await page.locator('section.table').focus()
    await page.keyboard.press('End')
    await page.getByRole('table').getByText('工商银行故事支行').waitFor()
    await page.getByRole('table').getByText('周一 09:00–12:00、13:00–17:00').waitFor()
    await sound(page)

    await tabTo('返回合作银行')
    await page.keyboard.press('Enter')
    await tabTo('退出目录')
    await page.keyboard.press('Enter')
    await tabTo('原因')
    await page.keyboard.type('合作期满')
    await page.keyboard.press('Enter')
    await page.getByText(/^已登记退出：/).waitFor()
    await sound(page)
  })

  test('M6.5, M11.6: an account is registered with its enrolment code, and nobody administers their own', async () => {
    const page = await sit('security-administrator', '/console/organisations', 'en')
    await page.getByRole('table').waitFor()
    await sound(page)
    await page.getByRole('link', { name: /^Staff of .*Human Resources/ }).click()
    await page.getByText('Your own account is administered by others').waitFor()
    await page.getByRole('button', { name: 'Register staff' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Employee number').fill('STORY-7')
    await dialog.getByLabel('User name').fill('story.seven')
    await dialog.getByRole('button', { name: 'Register staff' }).click()
    await dialog.getByText('Enter employee number').waitFor()
    await dialog.getByLabel('Role').selectOption('bureau-officer')
    await sound(page)
    await dialog.getByRole('button', { name: 'Register staff' }).click()
    const code = page.getByRole('region', { name: 'Enrolment code' })
    await code.getByText('story.seven').waitFor()
    await sound(page)
    await code.getByRole('button', { name: 'Hide' }).click()
    await code.waitFor({ state: 'detached' })
  })

  test('M12.2, M17.5: the words of the guide change by two persons, an interpretation is published and withdrawn', async () => {
    const page = await sit('bureau-officer', '/console/policy/guide')
    await page.getByRole('table').getByRole('link').first().click()
    const steps = page.getByLabel('办理步骤（中文，每行一条）')
    const before = await steps.inputValue()
    await steps.fill(`${before}\n凭回执领取。`)
    await page.getByLabel('依据与理由').fill('局务会 2026 年第 9 次会议')
    await page.getByRole('button', { name: '提交，等待第二人批准' }).click()
    await page.getByText('中英文条数不同').waitFor()
    const english = page.getByLabel('办理步骤（英文，每行一条）')
    await english.fill(`${await english.inputValue()}\nCollect it with the receipt.`)
    await page.locator('ins').getByText('凭回执领取。').waitFor()
    await sound(page)
    await page.getByRole('button', { name: '提交，等待第二人批准' }).click()
    await page.getByText('待第二人批准（1）').waitFor()
    await sound(page)

    await page.goto('/console/policy/interpretations')
    await page.getByRole('button', { name: '公布条文解释' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('条款').selectOption('9')
    for (const [label, text] of [
      ['问题（中文）', '临时挂失可以延长吗？'],
      ['问题（英文）', 'Can a provisional report be prolonged?'],
      ['解释（中文）', '不可以，请办理正式挂失。'],
      ['解释（英文）', 'No; make a formal one.'],
      ['依据', '局务会 2026 年第 9 次会议'],
    ] as const)
      await dialog.getByLabel(label).fill(text)
    await sound(page)
    await dialog.getByRole('button', { name: '公布条文解释' }).click()
    await page.getByRole('heading', { name: /临时挂失可以延长吗/ }).waitFor()
    await page.getByRole('button', { name: '撤回解释' }).click()
    await dialog.getByLabel('原因').fill('表述不清')
    await dialog.getByRole('button', { name: '撤回解释' }).click()
    await page.getByText('已撤回：第 9 条的解释').waitFor()
    await sound(page)
  })

  test('the pages of the bureau reflow at 320 pixels', async () => {
    const page = await sit('district-officer', '/console/inbox', 'en', 320)
    for (const address of ['/console/inbox', '/console/policy', figure, '/console/import', '/console/banks']) {
      await page.goto(address)
      await page.waitForLoadState('networkidle')
      assert.equal(await isTooWide(page), false, address)
      assert.deepEqual(await barriers(page), [])
    }
  })
})
