import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Instant } from '@yika/core/calendar/instant.ts'
import * as operations from '@yika/core/card/schema.ts'
import type { AnswerOf, InputOf } from '@yika/core/operation/operation.ts'
import qrcode from 'qrcode-generator'
import { cardCommands } from '../src/card/commands.ts'
import { drawReceipt } from '../src/card/draw-receipt.ts'
import { receiptPress } from '../src/card/receipt-press.ts'
import { receiptQueries } from '../src/card/receipt-queries.ts'
import type { ReceiptSheet } from '../src/card/receipt-sheet.ts'
import { receiptToken } from '../src/card/receipt-token.ts'
import { caseConcerns } from '../src/case-concerns.ts'
import { loadStanding } from '../src/holder/store.ts'
import { callsOn } from './calls-on.ts'
import { activatedCard, clerk, givenCard, givenPerson, givenVisit, holderOf, officer } from './given-card.ts'
import { testKernel } from './test-kernel.ts'

const sheets: ReceiptSheet[] = []
const press = receiptPress()
const kernel = await testKernel(
  { after },
  {
    commands: cardCommands,
    queries: ({ custodian }) =>
      receiptQueries({
        custodian,
        press: {
          ...press,
          async print(sheet) {
            sheets.push(sheet)
            return press.print(sheet)
          },
        },
        pagesAt: () => 'https://card.example.gov.cn',
      }),
    standing: loadStanding,
    caseConcerns,
    policy: { 'loss.social.provisional': 10, 'loss.finance.provisional': 5, 'loss.coupling': 'separate' },
  },
)
after(() => press.close())

const at = '2026-11-23T02:00:00.000Z' as Instant
const sheet: ReceiptSheet = {
  paper: 'a4',
  language: 'zh',
  title: { zh: '挂失回执', en: 'Receipt of a loss report' },
  rows: [
    { label: { zh: '结果', en: 'Result' }, value: { zh: '社会保障功能临时挂失', en: 'stopped provisionally' } },
    { label: { zh: '卡号', en: 'Card number' }, value: { zh: '•••• 1234', en: '•••• 1234' } },
  ],
  notes: [{ zh: '持卡人不承担由此产生的责任。', en: 'The holder does not answer for it.' }],
  address: `https://card.example.gov.cn/verify#${'Ab3_'.repeat(24)}`,
  at,
}

const textOf = (file: Uint8Array) => Buffer.from(file).toString('latin1')
const holds = (file: string, pattern: RegExp) => assert.ok(pattern.test(file), String(pattern))
const mediaBoxes = (file: string) => [...file.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)]

/** What a reader that copies or speaks the text gets: codes of glyphs, through the table that the file carries for them. */
function spoken(file: string): string {
  const table = new Map<number, string>()
  for (const [, block = ''] of file.matchAll(/beginbfrange\n([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', , list = ''] of block.matchAll(/<(\w+)> <(\w+)> \[([^\]]*)\]/g)) {
      for (const [index, [, hex = '']] of [...list.matchAll(/<([^>]*)>/g)].entries()) {
        const units = hex.replaceAll(' ', '').match(/.{4}/g) ?? []
        const text = String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16)))
        table.set(Number.parseInt(from, 16) + index, text)
      }
    }
  }
  return [...file.matchAll(/\[((?:<[0-9a-f]*>|[-\d. ])+)\] TJ/g)]
    .map(([, shown = '']) =>
      [...shown.matchAll(/<([0-9a-f]*)>/g)]
        .flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
        .map((code) => table.get(Number.parseInt(code, 16)) ?? '\u{fffd}')
        .join(''),
    )
    .join('\n')
}

/** The dark modules of the drawing, put back on the grid of the code that the address makes. */
function matrixOf(file: string, count: number): string[] {
  const bars = [...file.matchAll(/([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re/g)].map((match) => match.slice(1).map(Number))
  const module = bars[0]?.[3] ?? 0
  const left = Math.min(...bars.map(([x = 0]) => x))
  const top = Math.min(...bars.map(([, y = 0]) => y))
  const grid = Array.from({ length: count }, () => Array.from({ length: count }, () => '.'))
  for (const [x = 0, y = 0, wide = 0] of bars) {
    const [row, column] = [Math.round((y - top) / module), Math.round((x - left) / module)]
    grid[row]?.fill('#', column, column + Math.round(wide / module))
  }
  return grid.map((row) => row.join(''))
}

test('M13.2: the paper is a small tagged PDF with its own signs of the Chinese font, its title and its language', async () => {
  const file = textOf(await drawReceipt(sheet))
  holds(file, /^%PDF-1\.7/)
  holds(file.trimEnd(), /%%EOF$/)
  assert.ok(file.length < 150_000, `${file.length} bytes`)
  holds(file, /\/FontName \/[A-Z]{6}\+NotoSansHans/)
  holds(file, /\/Marked true/)
  holds(file, /\/Lang \(zh-CN\)/)
  holds(file, /\/DisplayDocTitle true/)
  for (const tag of ['H1', 'Table', 'TR', 'TH', 'TD', 'Figure']) holds(file, new RegExp(`/S /${tag}\\b`))
  holds(file, /\/Alt /)
})

test('M13.2: both languages can be read out of it, the chosen one first', async () => {
  const zh = spoken(textOf(await drawReceipt(sheet, { compress: false })))
  for (const words of [
    '挂失回执',
    'Receipt of a loss report',
    '社会保障功能临时挂失',
    '•••• 1234',
    'stopped provisionally',
  ])
    assert.ok(zh.includes(words), `${words} in ${zh}`)
  assert.ok(zh.indexOf('挂失回执') < zh.indexOf('Receipt of'))
  const en = spoken(textOf(await drawReceipt({ ...sheet, language: 'en' }, { compress: false })))
  assert.ok(en.indexOf('挂失回执') > en.indexOf('Receipt of'))
})

test('M13.2: the code on the paper is that of the address, on a sheet and on a roll', async () => {
  const code = qrcode(0, 'M')
  code.addData(sheet.address)
  code.make()
  const count = code.getModuleCount()
  const expected = Array.from({ length: count }, (_, row) =>
    Array.from({ length: count }, (_, column) => (code.isDark(row, column) ? '#' : '.')).join(''),
  )
  for (const paper of ['a4', 'roll-80'] as const) {
    const file = textOf(await drawReceipt({ ...sheet, paper }, { compress: false }))
    assert.deepEqual(matrixOf(file, count), expected)
  }
})

test('M13.2: a long receipt goes on on the next sheet; a roll is as long as what stands on it, in one piece', async () => {
  const rows = Array.from({ length: 40 }, () => sheet.rows).flat()
  assert.ok(mediaBoxes(textOf(await drawReceipt({ ...sheet, rows }))).length > 1)
  const [short] = mediaBoxes(textOf(await drawReceipt({ ...sheet, paper: 'roll-80' })))
  const long = mediaBoxes(textOf(await drawReceipt({ ...sheet, paper: 'roll-80', rows })))
  assert.equal(long.length, 1)
  assert.equal(Math.round(Number(short?.[1])), Math.round((80 / 25.4) * 72))
  assert.ok(Number(long[0]?.[2]) > 3 * Number(short?.[2]))
})

async function lost() {
  const personId = await givenPerson(kernel)
  const card = await givenCard(kernel, personId, activatedCard())
  const input = { personId, cardId: card.cardId, functions: 'both', kind: 'provisional', channel: 'web' } as const
  const { verification } = await callsOn(kernel).accepted(operations.reportLoss, holderOf(personId), input)
  return { personId, card, token: verification }
}

type Asked = InputOf<typeof operations.receiptPdf>
const paper = { paper: 'roll-80', language: 'zh', purpose: 'own-affairs' } as const

async function ask(actor: typeof clerk, input: Asked) {
  const outcome = await kernel.reader.read(operations.receiptPdf, actor, input)
  if (outcome.status === 'refused') return outcome.code
  assert.equal(outcome.status, 'accepted', JSON.stringify(outcome))
  return (outcome as { answer: AnswerOf<typeof operations.receiptPdf> }).answer
}

test('M13.2, M11.2: the holder takes the paper along; the name stands on it only where it was asked for', async () => {
  const { personId, card, token } = await lost()
  const answer = await ask(holderOf(personId), { ...paper, token })
  assert.ok(typeof answer === 'object', String(answer))
  assert.equal(answer.fileName, '挂失回执 2026-11-23.pdf')
  assert.match(Buffer.from(answer.file, 'base64').toString('latin1'), /^%PDF-/)
  const drawn = sheets.at(-1)
  assert.equal(drawn?.address, `https://card.example.gov.cn/verify#${token}`)
  const text = JSON.stringify(drawn)
  for (const word of ['张三', personId, card.cardId, card.cardNumber])
    assert.ok(!text.includes(word as string), String(word))
  assert.ok(text.includes(`•••• ${card.cardNumber?.slice(-4)}`))
  await ask(holderOf(personId), { ...paper, token, reveal: ['name'] })
  assert.ok(JSON.stringify(sheets.at(-1)).includes('张三'))
})

test('M11.1, M11.4: a stranger, a clerk without the visit and an auditor get no paper; with the visit the clerk does', async () => {
  const { personId, token } = await lost()
  const stranger = await givenPerson(kernel)
  assert.equal(typeof (await ask(holderOf(stranger), { ...paper, token })), 'string')
  const serving = { ...paper, token, purpose: 'counter-service' } as const
  assert.equal(typeof (await ask(clerk, serving)), 'string')
  assert.equal(await ask({ ...officer, role: 'auditor' }, { ...serving, purpose: 'supervision' }), 'not-permitted')
  const visitId = await givenVisit(kernel, personId)
  assert.equal(typeof (await ask(clerk, { ...serving, caseId: visitId })), 'object')
  const [row] = await kernel.db<{ outcome: string }[]>`
    select outcome from audit_entry where person_id = ${personId} and operation = 'receipt-pdf'
      order by entry_id desc limit 1`
  assert.equal(row?.outcome, 'read')
})

test('M13.2: a token that is not ours makes no paper', async () => {
  const { personId, card, token } = await lost()
  const holder = holderOf(personId)
  for (const wrong of ['', 'x', token.slice(1), `${token}A`]) {
    assert.equal(await ask(holder, { ...paper, token: wrong }), 'receipt-unknown')
  }
  const never = { kind: 'loss-report', personId, id: card.cardId, at: '2020-01-01T00:00:00.000Z' as Instant } as const
  assert.equal(await ask(holder, { ...paper, token: receiptToken(kernel.custodian, never) }), 'receipt-unknown')
})
