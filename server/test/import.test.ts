import assert from 'node:assert/strict'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { crc32, deflateRawSync } from 'node:zlib'
import { cardNumberOf } from '@yika/core/identifier/card-number.ts'
import { mod112Check } from '@yika/core/identifier/mod-11-2.ts'
import { parse } from 'csv-parse/sync'
import iconv from 'iconv-lite'
import { cardCommands } from '../src/card/commands.ts'
import { UsageError } from '../src/cli/cli-command.ts'
import { cards } from '../src/cli/import/cards.ts'
import { progressBar } from '../src/cli/import/progress-bar.ts'
import { progressFilePath } from '../src/cli/import/progress-file.ts'
import { type Books, residents } from '../src/cli/import/residents.ts'
import { type ImportKind, type ImportSummary, runImport } from '../src/cli/import/run-import.ts'
import { seenNumbers } from '../src/cli/import/seen-numbers.ts'
import { attribute, xmlScanner } from '../src/cli/import/xml-scanner.ts'
import { importCards } from '../src/cli/import-cards.ts'
import { importResidents } from '../src/cli/import-residents.ts'
import { holderCommands } from '../src/holder/commands.ts'
import { openText } from '../src/holder/sealing.ts'
import { groundsOfPersons, loadStanding, personsByIds, relationsOfPersons } from '../src/holder/store.ts'
import { testKernel } from './test-kernel.ts'

const kernel = await testKernel(
  { after },
  {
    commands: (parts) => [...holderCommands(parts), ...cardCommands(parts)],
    standing: loadStanding,
    policy: {
      'guardian.required-under': 18,
      'guardian.consent-record-under': 14,
      'senior.age': 60,
      'card.generations-issued': '1,2,3',
    },
  },
)
const books: Books = { ...kernel, clock: () => kernel.now }
const directory = await mkdtemp(path.join(tmpdir(), 'yika-import-'))
after(() => rm(directory, { recursive: true, force: true }))

let sequence = 0
function freshNumber(birth = '19800101'): string {
  sequence += 1
  const seventeen = `110101${birth}${String(sequence % 1000).padStart(3, '0')}`
  return seventeen + mod112Check(seventeen)
}

/** Thousands of numbers no other test has: a day of birth for each. */
function manyNumbers(count: number, year: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const birth = new Date(Date.UTC(year, 0, 1 + Math.floor(index / 500)))
      .toISOString()
      .slice(0, 10)
      .replaceAll('-', '')
    const seventeen = `110105${birth}${String(index % 500).padStart(3, '0')}`
    return seventeen + mod112Check(seventeen)
  })
}

let files = 0
async function put(content: string | Uint8Array, extension = 'csv'): Promise<string> {
  files += 1
  const file = path.join(directory, `file-${files}.${extension}`)
  await writeFile(file, content)
  return file
}

interface Way {
  readonly kind?: ImportKind
  readonly dryRun?: boolean
  readonly restart?: boolean
  readonly stopAfter?: number
  readonly through?: Books
  readonly consentVersion?: string | undefined
}

async function bring(file: string, way: Way = {}): Promise<ImportSummary> {
  const { dryRun = false, restart = false, stopAfter, through = books } = way
  const stop = new AbortController()
  return runImport({
    file,
    kind:
      way.kind ?? residents(through, { dryRun, consentVersion: 'consentVersion' in way ? way.consentVersion : 'c1' }),
    hash: (data) => kernel.custodian.suite.hash(data),
    dryRun,
    restart,
    signal: stop.signal,
    show: (_share, lines) => {
      if (stopAfter !== undefined && lines >= stopAfter) stop.abort()
    },
  })
}

function errorsOf(file: string): string[][] {
  return (parse(readFileSync(`${file}.errors.csv`), { bom: true }) as string[][]).slice(1)
}

async function personOf(identityNumber: string) {
  const rows = await kernel.db`select person_id from person_index where idx = ${Buffer.from(
    kernel.custodian.blindIndex('person', identityNumber),
  )}`
  const personId = rows[0]?.['personId'] as string
  const person = (await personsByIds(kernel.db, [personId])).get(personId)
  assert.ok(person, 'the person is in the register')
  return person
}

async function count(table: string): Promise<number> {
  const [row] = await kernel.db.unsafe(`select count(*)::int as n from ${table}`)
  return row?.['n'] as number
}

async function refusal(content: string | Uint8Array, extension = 'csv'): Promise<string> {
  const file = await put(content, extension)
  const before = await count('person')
  try {
    await bring(file)
  } catch (error) {
    assert.ok(error instanceof UsageError, String(error))
    assert.equal(await count('person'), before)
    return error.message
  }
  return assert.fail('the file was taken')
}

test('M18.2: a Chinese or an English table, in UTF-8 or GB18030, with words or codes, gives the same people', async () => {
  const chinese = (number: string) =>
    `姓名,公民身份号码,性别,出生日期,民族,所属区,联系电话,联系地址\r\n"欧阳,修",${number},男,1980年1月1日,汉族,东城区,138-0000-0001,某某路 1 号\r\n`
  const english = (number: string) =>
    `full name;identity number;gender;date of birth;ethnic group;district;telephone;address\n"欧阳,修";${number};male;19800101;Han;Dongcheng;13800000001;某某路 1 号`
  const forms: ((number: string) => string | Uint8Array)[] = [
    chinese,
    (number) => `\uFEFF${chinese(number)}`,
    (number) => iconv.encode(chinese(number), 'gb18030'),
    english,
    (number) => english(number).replaceAll(';', '\t'),
  ]
  for (const form of forms) {
    sequence += sequence % 2
    const number = freshNumber()
    const file = await put(form(number).length > 0 ? form(number) : '')
    // The name has a comma, which a name may have, to see that quotes are kept.
    const summary = await bring(file)
    assert.deepEqual(
      { ...summary, errorFile: null },
      { lines: 1, taken: 1, faults: 0, errorFile: null, resumedAfter: 0, interrupted: false },
      existsSync(`${file}.errors.csv`) ? readFileSync(`${file}.errors.csv`, 'utf8') : '',
    )
    const person = await personOf(number)
    assert.deepEqual(
      [person.sex, person.birthOn, person.ethnicGroup, person.district],
      ['1', '1980-01-01', '01', '110101'],
    )
    assert.deepEqual(
      [
        openText(kernel.custodian, person, 'name', person.sealed.name),
        openText(kernel.custodian, person, 'phone', person.sealed.phone ?? ''),
        openText(kernel.custodian, person, 'address', person.sealed.address ?? ''),
      ],
      ['欧阳,修', '13800000001', '某某路 1 号'],
    )
  }
})

test('M11.9: the error file names line, column, code and remedy, repeats no personal item and runs no formula', async () => {
  const good = freshNumber()
  const bad = `${good.slice(0, 17)}${good.endsWith('1') ? '2' : '1'}`
  const file = await put(
    [
      '姓名,身份证号,民族,所属区,联系电话,申领依据',
      `张一,${bad},01,110101,,`,
      `张二,${freshNumber()},01,=cmd|' /C calc'!A0,,`,
      `张三,${freshNumber()},01,110101,12,`,
      `,${freshNumber()},01,110101,,`,
      `张五,1.10101E+17,01,110101,,`,
      `张六,${freshNumber()},01`,
      `张七,${freshNumber()},01,110101,,,多`,
      `张八,${freshNumber()},,110101,,`,
      `=1+1,${freshNumber()},01,110101,,`,
      `"张\n十",${freshNumber()},01,110101,,elderly`,
      `王,${good},01,110101,,`,
    ].join('\n'),
  )
  const summary = await bring(file)
  assert.deepEqual([summary.lines, summary.taken, summary.faults], [11, 1, 10])
  assert.deepEqual(
    errorsOf(file).map(([line, column, code, , , , , value]) => [line, column, code, value]),
    [
      ['2', '身份证号', 'number-check', ''],
      ['3', '所属区', 'value-unknown', "'=cmd|' /C calc'!A0"],
      ['4', '联系电话', 'phone-malformed', ''],
      ['5', '姓名', 'value-missing', ''],
      ['6', '身份证号', 'digits-lost', ''],
      ['7', '', 'columns-too-few', ''],
      ['8', '', 'columns-too-many', ''],
      ['9', '民族', 'item-missing', ''],
      ['10', '姓名', 'name-invalid', ''],
      ['12', '申领依据', 'value-missing', ''],
    ].map((row) => (row[0] === '12' ? ['12', 'groundSince', 'value-missing', ''] : row)),
  )
  assert.equal(statSync(`${file}.errors.csv`).mode & 0o777, 0o600)
  const text = readFileSync(`${file}.errors.csv`, 'utf8')
  for (const secret of [good, bad, '张一']) assert.ok(!text.includes(secret))
})

test('M8.3: doubles are found in the file and against the register, with the line that came first', async () => {
  const known = freshNumber()
  await bring(await put(`姓名,身份证号,民族,所属区\n甲,${known},01,110101\n`))
  const twice = freshNumber()
  const lines = `姓名,身份证号,民族,所属区\n甲,${known},01,110101\n乙,${twice},01,110101\n丙,${twice.toLowerCase()},01,110101\n`
  for (const dryRun of [true, false]) {
    const file = await put(lines)
    const summary = await bring(file, { dryRun })
    assert.deepEqual([summary.taken, summary.faults], [1, 2])
    const errors = errorsOf(file)
    assert.deepEqual(
      errors.map(([line, column, code]) => [line, column, code]),
      [
        ['2', '身份证号', 'person-known'],
        ['4', '身份证号', 'twice-in-file'],
      ],
    )
    assert.match(errors[1]?.[5] ?? '', /Line 3/)
  }
})

test('A dry run finds what is wrong and changes nothing', async () => {
  const before = [
    await count('person'),
    await count('event'),
    await count('command_answer'),
    await count('audit_entry'),
  ]
  const number = freshNumber()
  const file = await put(
    `姓名,身份证号,民族,所属区,发卡地区\n甲,${number},01,110101,110000\n乙,${freshNumber()},01,110101,310000\n`,
  )
  const summary = await bring(file, { dryRun: true })
  assert.deepEqual([summary.taken, summary.faults], [1, 1])
  assert.equal(errorsOf(file)[0]?.[2], 'person-of-other-area')
  assert.deepEqual(
    [await count('person'), await count('event'), await count('command_answer'), await count('audit_entry')],
    before,
  )
  assert.ok(!existsSync(progressFilePath(file)))
})

test('M13.3: an import that is interrupted goes on where it stopped, and no line takes effect twice', async () => {
  const numbers = manyNumbers(3500, 1961)
  const bad = '110105196101010001'
  const lines = numbers.map((number, index) => `某人,${index === 700 || index === 3000 ? bad : number},01,110105`)
  const file = await put(`姓名,身份证号,民族,所属区\n${lines.join('\n')}\n`)
  const before = await count('person')
  const first = await bring(file, { stopAfter: 1 })
  assert.ok(first.interrupted && first.taken > 1000 && first.taken < 3400, `stopped after ${first.taken}`)
  const progress = JSON.parse(readFileSync(progressFilePath(file), 'utf8'))
  assert.equal(progress.taken, first.taken)
  const second = await bring(file)
  assert.equal(second.resumedAfter, progress.record)
  assert.deepEqual([second.taken, second.faults, second.interrupted], [3498, 2, false])
  assert.equal((await count('person')) - before, 3498)
  assert.deepEqual(
    errorsOf(file).map(([line]) => line),
    ['702', '3002'],
    'the error file holds the lines of both runs once',
  )
  assert.ok(!existsSync(progressFilePath(file)))
  const again = await bring(file)
  assert.deepEqual([again.taken, again.faults], [3498, 2], 'a finished file is answered as before')
  assert.equal((await count('person')) - before, 3498)
})

test('M13.3: an outage in the middle loses nothing: the next run takes up the lines that were not acknowledged', async () => {
  const numbers = manyNumbers(2500, 1962)
  const file = await put(
    `姓名,身份证号,民族,所属区\n${numbers.map((number) => `某人,${number},01,110105`).join('\n')}\n`,
  )
  const before = await count('person')
  let calls = 0
  const failing: Books = {
    ...books,
    executor: {
      ...kernel.executor,
      async executeAll(operation, wishes) {
        calls += 1
        if (calls < 2) return kernel.executor.executeAll(operation, wishes)
        // The work is done, and then the connection breaks before the answer arrives.
        await kernel.executor.executeAll(operation, wishes)
        throw new Error('connection lost')
      },
    },
  }
  await assert.rejects(bring(file, { through: failing }), /connection lost/)
  assert.ok(existsSync(progressFilePath(file)))
  const summary = await bring(file)
  assert.deepEqual([summary.taken, summary.faults, summary.resumedAfter], [2500, 0, 1024])
  assert.equal((await count('person')) - before, 2500)
})

test('Progress of another content is not taken up', async () => {
  const file = await put(`姓名,身份证号,民族,所属区\n甲,${freshNumber()},01,110101\n`)
  await writeFile(
    progressFilePath(file),
    JSON.stringify({ fingerprint: '00', pass: 0, record: 99, taken: 99, refused: 0, errorBytes: 0 }),
  )
  const summary = await bring(file)
  assert.deepEqual([summary.taken, summary.resumedAfter], [1, 0])
})

test('M8.4: a consent that was forgotten is given in a second run, and the lines that were taken stay as they are', async () => {
  const child = freshNumber('20160315')
  const parent = freshNumber('19860101')
  const file = await put(
    `姓名,身份证号,民族,所属区,监护人身份证号,监护人姓名\n李娃,${child},01,110101,${parent},李妈\n李妈,${parent},01,110101,,\n`,
  )
  await bring(file, { consentVersion: undefined })
  assert.deepEqual(
    errorsOf(file).map(([line, column, code]) => [line, column, code]),
    [['2', '监护人身份证号', 'guardian-consent-required']],
  )
  const before = await count('person')
  for (const run of ['second', 'third']) {
    const summary = await bring(file, { consentVersion: 'c2' })
    assert.deepEqual([summary.taken, summary.faults, await count('person')], [2, 0, before], run)
    assert.ok(!existsSync(`${file}.errors.csv`), 'nothing is left to say')
  }
})

test('M8.2, M8.4: the first ground and the guardian come with the line, though the guardian stands further down', async () => {
  const child = freshNumber('20150315')
  const parent = freshNumber('19850101')
  const file = await put(
    [
      'name,identityNumber,ethnicGroup,district,groundKind,groundSince,groundEvidence,guardianNumber,guardianName',
      `李娃,${child},01,110101,resident-medical,2015-04-01,R-1,${parent},李妈`,
      `李妈,${parent},01,110101,职工基本医疗保险,2010/1/1,E-1,,`,
      `李子,${freshNumber('20150316')},01,110101,,,,${parent},王妈`,
    ].join('\n'),
  )
  const summary = await bring(file)
  assert.deepEqual([summary.taken, summary.faults], [3, 1])
  assert.deepEqual(errorsOf(file)[0]?.slice(0, 3), ['4', 'guardianNumber', 'helper-unknown'])
  const ward = await personOf(child)
  const guardian = await personOf(parent)
  const [relation] = [...(await relationsOfPersons(kernel.db, [ward.personId])).values()]
  assert.deepEqual(
    [relation?.helperId, relation?.kind, relation?.consentVersion],
    [guardian.personId, 'guardian', 'c1'],
  )
  const grounds = [...(await groundsOfPersons(kernel.db, [ward.personId, guardian.personId])).values()]
  assert.deepEqual(grounds.map((ground) => `${ground.kind} ${ground.since}`).sort(), [
    'employee-medical 2010-01-01',
    'resident-medical 2015-04-01',
  ])
})

test('M18.2: cards of the second generation come in with their own dates and find their holders', async () => {
  const holder = freshNumber()
  await bring(await put(`姓名,身份证号,民族,所属区\n甲,${holder},01,110101\n`))
  const cardNumber = cardNumberOf('A0000042')
  const file = await put(
    [
      '身份证号,卡号,卡代,发卡日期,有效期至,卡状态',
      `${holder},${cardNumber},二代,2015-06-01,2035-06-01,正常`,
      `${freshNumber()},${cardNumberOf('A0000043')},2,2015-06-01,2035-06-01,正常`,
      `${holder},A00000429,2,2015-06-01,2035-06-01,正常`,
      `${holder},${cardNumber},2,2015-06-01,2035-06-01,注销`,
    ].join('\n'),
  )
  const dry = await bring(file, { kind: cards(books, { dryRun: true }), dryRun: true })
  assert.equal(dry.taken, 1)
  const summary = await bring(file, { kind: cards(books, { dryRun: false }) })
  assert.deepEqual([summary.taken, summary.faults], [1, 3])
  assert.deepEqual(
    errorsOf(file).map(([line, , code]) => [line, code]),
    [
      ['3', 'person-unknown'],
      ['4', 'card-number-invalid'],
      ['5', 'cancel-reason-unfounded'],
    ],
  )
  const person = await personOf(holder)
  const [card] =
    await kernel.db`select card_number, issued_on, generation, social from card where person_id = ${person.personId}`
  assert.deepEqual(
    [card?.['cardNumber'], card?.['issuedOn'], card?.['generation'], card?.['social']],
    [cardNumber, '2015-06-01', 2, 'enabled'],
  )
})

test('What cannot be read is said before the first line is taken', async () => {
  const line = `甲,${freshNumber()},01,110101`
  const heading = '姓名,身份证号,民族,所属区'
  assert.match(await refusal(''), /is empty/)
  assert.match(await refusal(Buffer.from(`\uFEFF${heading}\n${line}`, 'utf16le')), /UTF-16/)
  assert.match(await refusal(Buffer.from(`${heading}\n${line}甲`).subarray(0, -1)), /cut off/)
  assert.match(await refusal(Buffer.from([0x61, 0xff, 0x0a, 0x81, 0x20, 0xff])), /neither UTF-8 nor GB18030/)
  assert.match(await refusal(`${heading}\n"甲,${freshNumber()}`), /quoted text.*cut off/)
  assert.match(await refusal(`${heading}\n甲"乙,${freshNumber()},01,110101`), /double quote/)
  assert.match(await refusal(`${line}\n${line}`), /does not know/)
  assert.match(await refusal(`姓名,身份证号,民族,姓名\n${line}`), /two columns/)
  assert.match(await refusal(`身份证号,民族\n${line}`), /lacks name/)
  assert.match(await refusal(Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'xls'), /old workbook/)
  await assert.rejects(bring(path.join(directory, 'nowhere.csv')), /does not exist/)
  await assert.rejects(bring(directory), /is not a file/)
})

interface Part {
  readonly name: string
  readonly content: string | Uint8Array
  /** What the directory claims, where it lies. */
  readonly claims?: number
}

/** A ZIP file as spreadsheet programs write it. */
function zip(parts: readonly Part[]): Buffer {
  const locals: Buffer[] = []
  const directoryEntries: Buffer[] = []
  let offset = 0
  for (const { name, content, claims } of parts) {
    const plain = Buffer.from(content)
    const packed = deflateRawSync(plain)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(crc32(plain), 14)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(plain.length, 22)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(crc32(plain), 16)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(claims ?? plain.length, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(offset, 42)
    locals.push(local, Buffer.from(name), packed)
    directoryEntries.push(entry, Buffer.from(name))
    offset += 30 + name.length + packed.length
  }
  const directoryBytes = Buffer.concat(directoryEntries)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directoryBytes.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directoryBytes, end])
}

const workbook = (properties = '') =>
  `<?xml version="1.0"?><workbook xmlns:r="urn:r"><workbookPr${properties}/><sheets><sheet name="a" r:id="rId7"/></sheets></workbook>`
const relations =
  '<Relationships><Relationship Id="rId1" Target="theme.xml"/><Relationship Id="rId7" Target="worksheets/data.xml"/></Relationships>'

const styles =
  '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="165" formatCode="[Red]0 &quot;days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="165"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>'

function xlsx(sheet: string | Uint8Array, shared?: string, properties = ''): Buffer {
  return zip([
    { name: 'xl/workbook.xml', content: workbook(properties) },
    { name: 'xl/_rels/workbook.xml.rels', content: relations },
    { name: 'xl/worksheets/data.xml', content: sheet },
    { name: 'xl/styles.xml', content: styles },
    ...(shared === undefined ? [] : [{ name: 'xl/sharedStrings.xml', content: shared }]),
  ])
}

const shared =
  '<sst><si><t>姓名</t></si><si><t>身份证号</t></si><si><t>民族</t></si><si><t>所属区</t></si><si><r><t>王</t></r><r><t xml:space="preserve">&#x4E8C;</t></r><rPh><t>ワン</t></rPh></si><si><t>出生日期</t></si><si><t>联系电话</t></si></sst>'
const head =
  '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>5</v></c><c r="F1" t="s"><v>6</v></c></row>'
const sheetOf = (rows: string) => `<worksheet><sheetData>${head}${rows}</sheetData></worksheet>`

test('M18.2: a workbook is read like a text file: shared and inline texts, dates as day numbers, empty cells', async () => {
  for (const [serial, properties] of [
    [29221, ''],
    [27759, ' date1904="1"'],
  ] as const) {
    const first = freshNumber()
    const second = freshNumber()
    const rows =
      `<row r="2"><c r="A2" t="s"><v>4</v></c><c r="B2" t="inlineStr"><is><t>${first}</t></is></c><c r="C2" s="1"><v>1</v></c><c r="D2"><v>110101</v></c><c r="E2" s="3"><v>${serial}</v></c><c r="F2"><v>13800000001</v></c></row>` +
      '<row r="3"/><row r="4"><c r="C4"><v></v></c></row>' +
      `<x:row r="5"><x:c r="A5" t="str"><x:f>"王"&amp;"三"</x:f><x:v>王三</x:v></x:c><x:c r="B5" t="inlineStr"><x:is><x:t><![CDATA[${second}]]></x:t></x:is></x:c><x:c r="C5"><x:v>1</x:v></x:c><x:c r="D5" t="inlineStr"><x:is><x:t>东城区</x:t></x:is></x:c></x:row>` +
      '<row r="6"><c r="A6" t="s"><v>4</v></c><c r="B6"><v>1.10101199003070E+17</v></c><c r="C6"><v>1</v></c><c r="D6"><v>110101</v></c></row>'
    const file = await put(xlsx(sheetOf(rows), shared, properties), 'xlsx')
    const summary = await bring(file)
    assert.deepEqual([summary.lines, summary.taken, summary.faults], [3, 2, 1])
    assert.deepEqual(errorsOf(file)[0]?.slice(0, 3), ['6', '身份证号', 'digits-lost'])
    const person = await personOf(first)
    assert.deepEqual(
      [person.birthOn, openText(kernel.custodian, person, 'name', person.sealed.name)],
      ['1980-01-01', '王二'],
    )
    assert.equal(
      openText(kernel.custodian, await personOf(second), 'name', (await personOf(second)).sealed.name),
      '王三',
    )
  }
})

test('A workbook that is cut off, protected, no workbook, or a bomb is refused', async () => {
  const sound = xlsx(sheetOf(''), shared)
  assert.match(await refusal(sound.subarray(0, sound.length - 30), 'xlsx'), /cut off/)
  assert.match(await refusal(zip([{ name: 'a.txt', content: 'a' }]), 'xlsx'), /no workbook/)
  const bomb = Buffer.alloc(64 << 20, 0x20)
  assert.match(await refusal(xlsx(bomb), 'xlsx'), /more than it may/)
  const encrypted = Buffer.from(sound)
  const at = encrypted.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
  encrypted.writeUInt16LE(1, at + 8)
  assert.match(await refusal(encrypted, 'xlsx'), /password/)
  const doctype = `<!DOCTYPE x [<!ENTITY a "b">]>${sheetOf('')}`
  assert.match(await refusal(xlsx(doctype, shared), 'xlsx'), /document type/)
  const lying = zip([
    { name: 'xl/workbook.xml', content: workbook() },
    { name: 'xl/_rels/workbook.xml.rels', content: relations },
    { name: 'xl/worksheets/data.xml', content: sheetOf(''), claims: 10 },
    { name: 'xl/sharedStrings.xml', content: shared },
  ])
  assert.match(await refusal(lying, 'xlsx'), /cut off/)
})

test('XML is found whole, wherever it is cut into pieces', () => {
  const xml = '<?xml v?><!-- <no> --><a:b c="1 &lt; 2" d=\'x\'>t&amp;u<![CDATA[<v>]]><e/></a:b>'
  const expected = ['open b', 'text t&u', 'text <v>', 'open e', 'close e', 'close b']
  for (let size = 1; size <= xml.length; size += 1) {
    const found: string[] = []
    const scanner = xmlScanner({
      open(name, attributes) {
        found.push(`open ${name}`)
        if (name === 'b') assert.deepEqual([attribute(attributes, 'c'), attribute(attributes, 'd')], ['1 < 2', 'x'])
      },
      close: (name) => void found.push(`close ${name}`),
      text(text) {
        if (found.at(-1)?.startsWith('text') && !text.startsWith('<')) found.push(`${found.pop()}${text}`)
        else found.push(`text ${text}`)
      },
    })
    for (let at = 0; at < xml.length; at += size) scanner.write(xml.slice(at, at + size))
    assert.deepEqual(found, expected, `pieces of ${size}`)
  }
})

test('The memory of seen numbers is of fixed size and forgets nothing it has room for', () => {
  const seen = seenNumbers(1 << 10)
  for (let line = 1; line <= 2000; line += 1) assert.equal(seen.before(`number-${line}`, line), undefined)
  for (let line = 1; line <= 800; line += 1) assert.equal(seen.before(`number-${line}`, 9999), line)
})

test('The bar is drawn for a person at a terminal and for nobody else', () => {
  const written: string[] = []
  let now = 0
  const terminal = { isTTY: true, write: (text: string) => void written.push(text) }
  const bar = progressBar(terminal, () => now)
  now = 2000
  bar.show(0.25, 500)
  bar.show(0.26, 510)
  bar.end()
  assert.equal(written.length, 2)
  assert.match(written[0] ?? '', /\[#{8}-{22}\] {2}25 % {2}500 lines, 250\/s, 0:06 left/)
  progressBar({ write: (text: string) => void written.push(text) }, () => now).show(1, 1)
  assert.equal(written.length, 2)
})

test('Both words of the command line explain their columns and exit codes', () => {
  for (const command of [importResidents, importCards]) {
    assert.match(command.help, /Exit codes: 0/)
    assert.match(command.help, /--dry-run/)
    assert.match(command.help, /身份证号/)
  }
})
