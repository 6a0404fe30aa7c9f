import assert from 'node:assert/strict'
import { test } from 'node:test'
import { insert } from '../../test/card-on-bench.ts'
import { cityOnBench, meddled, psamWith, readerOnBench, specimenInfo } from '../../test/reader-on-bench.ts'
import { encodeResponse } from '../apdu/response-apdu.ts'
import { parseDriverCall } from '../node/driver-call.ts'
import { type CardTerminal, TerminalError, type TerminalFault } from '../terminal/card-terminal.ts'
import type { DriverAnswer } from './driver-answer.ts'
import type { DriverParts } from './driver-parts.ts'
import { driverText } from './driver-text.ts'
import { cardCode, errorCodes, errorText } from './error-code.ts'

const city = await cityOnBench('3.00')
const older = await cityOnBench('2.00')
const forger = await cityOnBench('3.00')
const readKey = ({ usage, index }: { usage: number; index: number }) => usage === 0x47 && index === 0x0a

const failing = (fault: TerminalFault): CardTerminal => ({
  ...insert(city.memory.slice()),
  powerOn: () => Promise.reject(new TerminalError(fault, fault)),
})

const basic = (parts: Partial<DriverParts> = {}) => readerOnBench(city, parts).driver.iReadCardBas(1)
const withPsam = (keys = city.psamKeys) => ({ psam: psamWith(keys) })

async function pinTyped(...pins: readonly string[]): Promise<DriverAnswer> {
  const { driver, typed } = readerOnBench(city)
  typed.push(...pins)
  return pins.length > 1 ? driver.iChangePIN(1) : driver.iVerifyPIN(1)
}

const writing = (data: string) =>
  readerOnBench(city, withPsam()).driver.iWriteCard(1, specimenInfo, '3F00EF06|0D|$', `3F00EF06|${data}|$`)

/** A way to each code that this driver says itself. */
const ways: Readonly<Record<number, () => Promise<DriverAnswer>>> = {
  '-1': () => basic({ user: psamWith(city.psamKeys) }),
  '-2': () => basic({ user: failing('no-card') }),
  '-3': () => basic({ user: failing('not-powered') }),
  '-4': () => basic({ user: failing('no-answer') }),
  '-11': () => basic({ user: failing('reader-gone') }),
  '-12': () => readerOnBench(city).driver.iReadCardBas(2),
  '-14': () => readerOnBench(city).driver.iReadCardBas(5),
  '-20': () => {
    const record = Uint8Array.fromHex(`0110${'00'.repeat(16)}9000`)
    const user = meddled(insert(city.memory.slice()), (command) => (command[1] === 0xb2 ? record : undefined))
    return basic({ user })
  },
  '-21': async () => {
    const { driver, inst } = readerOnBench(city, { user: insert(forger.memory.slice()) })
    return driver.iReadCardBas_HSM_Step2(await inst('246/01', await driver.iReadCardBas_HSM_Step1(1)))
  },
  '-22': () => readerOnBench(city).driver.iReloadPIN_HSM_Step1(1, specimenInfo.replace('11223344', '11223345')),
  '-23': () => readerOnBench(city).driver.iReadCard_HSM_Step2('00'),
  '-24': () => basic(withPsam(city.psamKeys.map((key) => (readKey(key) ? { ...key, usage: 0x27 } : key)))),
  '-31': () => pinTyped('cancelled'),
  '-32': () => pinTyped('timeout'),
  '-33': () => pinTyped('12345'),
  '-34': () => pinTyped('123456', '111222', '111223'),
  '-35': () => {
    const { driver, typed } = readerOnBench(city)
    typed.push('123456')
    return driver.iDoDebit_HSM_Step1(1, specimenInfo, '1|1|20260401101530|')
  },
  '-36': () => pinTyped('123456', '123456', '123456'),
  '-41': () => writing('1990x307'),
  '-42': () => writing('1990030711'),
  '-51': () => pinTyped('000000'),
  '-52': async () => {
    const { driver, typed } = readerOnBench(city)
    for (let time = 0; time < 6; time += 1) {
      typed.push('000000')
      await driver.iVerifyPIN(1)
    }
    typed.push('123456')
    return driver.iVerifyPIN(1)
  },
  '-2201': () => basic(),
  '-2202': () => basic(withPsam(older.psamKeys)),
  '-2203': () => basic(withPsam(city.psamKeys.filter((key) => !readKey(key)))),
  '-2204': () => readerOnBench(city).driver.iReadCard_HSM_Step1(1, specimenInfo, '3F00EF05|03|$'),
}

test('M9.2: every code that the driver says itself has a way to it, and says its text', async () => {
  const own = [...errorCodes].filter(([, { origin }]) => origin === 'driver').map(([code]) => code)
  assert.deepEqual(Object.keys(ways).map(Number).toSorted(), own.toSorted())
  for (const [code, way] of Object.entries(ways)) {
    const answer = await way()
    assert.equal(answer.code, Number(code))
    assert.ok(answer.text.startsWith(errorText(answer.code).zh), answer.text)
  }
})

test('M9.2: a status word of the card is handed on, negated', async () => {
  const words = [...errorCodes].filter(([, { origin }]) => origin === 'card').map(([code]) => -code)
  assert.equal(words.length, 20)
  for (const status of [...words, 0x6f00]) {
    const refusal = encodeResponse({ data: new Uint8Array(), status })
    const user = meddled(insert(older.memory.slice()), (command) => (command[1] === 0xdc ? refusal : undefined))
    const { driver } = readerOnBench(older, { user, psam: psamWith(older.psamKeys) })
    const answer = await driver.iWriteCard(1, specimenInfo, '3F00EF06|0D|$', '3F00EF06|19900307|$')
    assert.deepEqual(answer, { code: cardCode(status), text: errorText(-status).zh })
  }
})

test('M9.2: the published numbers are the negated status words', () => {
  const published = [-25536, -25537, -25538, -26368, -26881, -27009, -27010, -27011, -27012, -27013, -27016, -27264]
  for (const code of [...published, -27265, -27266, -27267, -27272, -37634, -37635, -37891, -37894])
    assert.equal(errorCodes.get(code)?.origin, 'card', String(code))
  assert.equal(errorText(-0x6f00).zh, '卡返回状态6F00')
})

test('The bridge says −13; −5 and −15 are left to reader makers', () => {
  const origins = (origin: string) => [...errorCodes].filter(([, text]) => text.origin === origin).map(([code]) => code)
  assert.deepEqual(origins('maker'), [-5, -15])
  assert.deepEqual(origins('bridge'), [-13])
  assert.deepEqual(parseDriverCall({ function: 'iBurnCard' }), { name: 'iBurnCard', refused: -13 })
})

test('Every text can be written in the characters of the interface', () => {
  for (const [code, { zh, en }] of errorCodes) assert.ok(driverText(zh)?.length && en.length > 3, String(code))
})

test('M9.2: without a card in the first slot the automatic types look into the other', async () => {
  const contactless = insert(older.memory.slice())
  const { driver } = readerOnBench(older, { user: failing('no-card'), contactless })
  for (const [iType, code, slot] of [
    [1, -2, ''],
    [2, 0, '2|2.00|'],
    [3, 0, '2|2.00|'],
    [4, 0, '2|2.00|'],
  ] as const) {
    const answer = await driver.iGetCardType(iType)
    assert.equal(answer.code, code)
    if (code === 0) assert.equal(answer.text, slot)
  }
  assert.deepEqual(await driver.iGetReaderInfo(), { code: 0, text: '终端设备号|410100813475|' })
})

test('M9.2: what was proved to a card does not outlive the function', async () => {
  const user = insert(city.memory.slice())
  const { driver } = readerOnBench(city, { user, ...withPsam() })
  assert.equal((await driver.iReadCardBas(1)).code, 0)
  await assert.rejects(user.transmit(Uint8Array.fromHex('0084000008')), { fault: 'not-powered' })
})
