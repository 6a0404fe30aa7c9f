import { cancelReasons } from '@yika/core/card/card.ts'
import { oldOrNewCardNumber } from '@yika/core/card/old-or-new-card-number.ts'
import { importCard } from '@yika/core/card/schema.ts'
import * as cell from '@yika/core/holder/import/cell.ts'
import type { Column, Heading, Line } from '@yika/core/holder/import/column.ts'
import type { LineFault } from '@yika/core/holder/import/import-fault.ts'
import { lineFault, outcomeFault } from '@yika/core/holder/import/outcome-fault.ts'
import { issuingArea } from '@yika/core/holder/person.ts'
import { allBanks } from '../../bank/store.ts'
import { cardsOfNumbers } from '../../card/store.ts'
import type { Outcome } from '../../kernel/outcome.ts'
import { type Books, personIdsOf, runner } from './residents.ts'
import type { ImportKind, ImportLine, Pass } from './run-import.ts'

const social = cell.oneOf(
  cell.wordsOf([
    ['pending-enable', ['未启用', '待启用', 'A']],
    ['enabled', ['正常', '已启用', '1']],
    ['suspended-formal', ['正式挂失', '2']],
    ['cancelled', ['注销', '已注销', '9']],
  ]),
)
const finance = cell.oneOf(
  cell.wordsOf([
    ['none', ['无', '没有']],
    ['active', ['已激活', '正常']],
    ['closed', ['已销户', '关闭']],
  ]),
)
const cancelReason = cell.oneOf(
  cell.wordsOf(
    cancelReasons.map((reason) => [
      reason,
      {
        death: ['死亡'],
        'moved-away': ['迁出'],
        'entitlement-ended': ['待遇终止'],
        duplicate: ['重复'],
        superseded: ['换发'],
        'holder-request': ['本人申请'],
        'production-fault': ['制卡错误'],
      }[reason],
    ]),
  ),
)
const generation = cell.oneOf(
  cell.wordsOf([
    ['1', ['一代', '第一代']],
    ['2', ['二代', '第二代']],
    ['3', ['三代', '第三代']],
  ]),
)
const hexadecimal =
  (pattern: RegExp): cell.ReadCell =>
  (text) => {
    const value = text.replaceAll(/\s/g, '').toUpperCase()
    return pattern.test(value) ? { value } : { fault: 'value-unknown' }
  }
const digits: cell.ReadCell = (text) => {
  const read = cell.documentNumber(text)
  if ('fault' in read) return read
  return /^\d{13,19}$/.test(read.value) ? read : { fault: 'number-character' }
}

const keyVersion: cell.ReadCell = (text) => (/^[1-9]\d{0,2}$/.test(text) ? { value: text } : { fault: 'value-unknown' })

export const cardColumns: readonly Column[] = [
  {
    name: 'identityNumber',
    headings: ['公民身份号码', '身份证号', '身份证号码', '证件号码', '社会保障号码', 'identity number', 'AAC002'],
    read: cell.documentNumber,
    required: true,
    personal: true,
  },
  {
    name: 'cardNumber',
    headings: ['卡号', '社保卡号', '社会保障卡卡号', 'card number', 'AAZ500'],
    read: cell.documentNumber,
    required: true,
    personal: true,
  },
  { name: 'issuingArea', headings: ['发卡地区', 'issuing area'], read: cell.areaCode },
  { name: 'generation', headings: ['卡代', '代次'], read: generation },
  { name: 'bankId', headings: ['银行', '合作银行', '联行号', 'bank', 'AAE008'], read: cell.textUpTo(60) },
  { name: 'issuedOn', headings: ['发卡日期', 'issue date', 'AAZ503'], read: cell.day, required: true },
  { name: 'expiresOn', headings: ['有效期截止日期', '有效期至', 'expiry date'], read: cell.day, required: true },
  { name: 'social', headings: ['社保功能状态', '卡状态', 'AAZ502'], read: social, required: true },
  { name: 'finance', headings: ['金融功能状态'], read: finance },
  { name: 'cancelReason', headings: ['注销原因'], read: cancelReason },
  { name: 'chipIdentificationCode', headings: ['卡识别码', 'AAZ501'], read: hexadecimal(/^[0-9A-F]{32}$/) },
  { name: 'atr', headings: ['复位信息', 'AAZ507'], read: hexadecimal(/^([0-9A-F]{2}){2,33}$/) },
  { name: 'chipKeyVersion', headings: ['密钥版本', 'chip key version'], read: keyVersion },
  {
    name: 'bankCardNumber',
    headings: ['银行卡号', '银行账号', 'bank card number', 'AAE010'],
    read: digits,
    personal: true,
  },
]

/** Article 18: cards that were issued before, with their own dates (M18.2). */
export function cards(books: Books, { dryRun }: { readonly dryRun: boolean }): ImportKind {
  return {
    columns: cardColumns,
    unique: 'cardNumber',
    passes(heading, fingerprint) {
      const run = runner(books, fingerprint)
      const banks = bankIds(books)
      const pass: Pass = async (lines) => {
        const { faults, wishes } = await wishesOf(books, await banks, lines, heading)
        if (dryRun) return [...faults, ...(await numbersTaken(books, wishes, heading))]
        const outcomes = await run(importCard, wishes)
        for (const [place, { line }] of wishes.entries()) {
          const outcome = outcomes[place] as Outcome
          if (outcome.status === 'refused') faults.push(cardFault(line, outcome, heading))
        }
        return faults
      }
      return [pass]
    },
  }
}

interface CardWish {
  readonly line: ImportLine
  readonly input: { readonly cardNumber: string }
}

async function wishesOf(
  books: Books,
  banks: ReadonlyMap<string, string>,
  lines: readonly ImportLine[],
  heading: Heading,
): Promise<{ faults: LineFault[]; wishes: CardWish[] }> {
  const personIds = await personIdsOf(
    books,
    lines.map((line) => line.words['identityNumber']),
  )
  const faults: LineFault[] = []
  const wishes: CardWish[] = []
  for (const [place, line] of lines.entries()) {
    const personId = personIds[place]
    const bank = line.words['bankId']
    const bankId = bank === undefined ? null : banks.get(bank.toLowerCase())
    if (personId === undefined) faults.push(lineFault(line, 'person-unknown', heading, 'identityNumber'))
    else if (bankId === undefined) faults.push(lineFault(line, 'value-unknown', heading, 'bankId'))
    else if (oldOrNewCardNumber(line.words['cardNumber'] ?? '') === undefined)
      faults.push(lineFault(line, 'card-number-invalid', heading, 'cardNumber'))
    else wishes.push({ line, input: cardOf(line, personId, bankId) })
  }
  return { faults, wishes }
}

function cardOf({ words }: Line, personId: string, bankId: string | null): CardWish['input'] {
  return {
    personId,
    bankId,
    cardNumber: words['cardNumber'] ?? '',
    issuingArea: words['issuingArea'] ?? issuingArea,
    generation: Number(words['generation'] ?? 2),
    issuedOn: words['issuedOn'],
    expiresOn: words['expiresOn'],
    social: words['social'],
    finance: words['finance'] ?? 'none',
    cancelReason: words['cancelReason'] ?? null,
    chipIdentificationCode: words['chipIdentificationCode'] ?? null,
    atr: words['atr'] ?? null,
    ...(words['chipKeyVersion'] === undefined ? {} : { chipKeyVersion: Number(words['chipKeyVersion']) }),
    bankCardNumber: words['bankCardNumber'] ?? null,
  } as CardWish['input']
}

/** Banks by identifier, CNAPS code and name. */
async function bankIds({ db }: Books): Promise<ReadonlyMap<string, string>> {
  return new Map(
    (await allBanks(db)).flatMap((bank) =>
      [bank.bankId, bank.cnaps, bank.name.zh, bank.name.en].map((word) => [word.toLowerCase(), bank.bankId] as const),
    ),
  )
}

function cardFault(line: ImportLine, outcome: Extract<Outcome, { status: 'refused' }>, heading: Heading): LineFault {
  return outcome.code === 'card-number-taken' && line.double !== undefined
    ? lineFault(line, 'twice-in-file', heading, 'cardNumber', { line: line.double })
    : outcomeFault(line, outcome, heading)
}

async function numbersTaken(
  { db }: Books,
  wishes: readonly CardWish[],
  heading: Heading,
): Promise<readonly LineFault[]> {
  const taken = await cardsOfNumbers(
    db,
    wishes.map(({ input }) => oldOrNewCardNumber(input.cardNumber) ?? ''),
  )
  return wishes.flatMap(({ line, input }) => {
    if (taken.has(oldOrNewCardNumber(input.cardNumber) ?? ''))
      return [lineFault(line, 'card-number-taken', heading, 'cardNumber')]
    return line.double === undefined
      ? []
      : [lineFault(line, 'twice-in-file', heading, 'cardNumber', { line: line.double })]
  })
}
