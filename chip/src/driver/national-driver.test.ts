import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { insert } from '../../test/card-on-bench.ts'
import { cityOnBench, psamWith, readerOnBench, specimenInfo } from '../../test/reader-on-bench.ts'
import { concat } from '../bytes/concat.ts'
import type { CardTerminal } from '../terminal/card-terminal.ts'
import type { DriverAnswer } from './driver-answer.ts'
import { errorText } from './error-code.ts'
import type { NationalDriver } from './national-driver.ts'

const cities = [await cityOnBench('1.00'), await cityOnBench('3.00')]

/** What a broken or hostile card says instead of its own answer; undefined where it says its own. */
const said = fc.oneof(
  { weight: 6, arbitrary: fc.constant(undefined) },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 40 }).map((data) => concat(data, Uint8Array.of(0x90, 0x00))) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('6982', '6983', '63c3', '6105', '6c10', '6a83').map((hex) => Uint8Array.fromHex(hex)),
  },
)

function babbling(terminal: CardTerminal, answers: readonly (Uint8Array | undefined)[]): CardTerminal {
  let next = 0
  return {
    ...terminal,
    async transmit(command) {
      const own = await terminal.transmit(command)
      next += 1
      return answers[next - 1] ?? own
    },
  }
}

const calls: readonly ((driver: NationalDriver) => Promise<DriverAnswer>)[] = [
  (driver) => driver.iReadCardBas(1),
  (driver) => driver.iReadCardBas_HSM_Step1(1),
  (driver) => driver.iReadCard(1, 1, specimenInfo, '3F00EF05|03|07|$3F00EF06|09|$3F00DF04EF08|01|$3F00DF01EF16|$'),
  (driver) => driver.iWriteCard(1, specimenInfo, '3F00EF06|0D|$', '3F00EF06|19900307|$'),
  (driver) => driver.iVerifyPIN(1),
  (driver) => driver.iChangePIN(1),
  (driver) => driver.iReloadPIN(1, specimenInfo),
  (driver) => driver.iUnblockPIN(1, specimenInfo),
  (driver) => driver.iDoDebit_HSM_Step1(1, specimenInfo, '1|1|20260401101530|'),
  (driver) => driver.iReadDebitRecord(1),
  (driver) => driver.iReadICCardNum(1),
  (driver) => driver.iGetCardType(1),
  (driver) => driver.authenticateCard(1, '0011223344556677', '8899AABBCCDDEEFF'),
]

test('M9.2: whatever a card or a module says, the driver answers 0 or a code with its text', async () => {
  const [cards, modules] = [fc.array(said, { maxLength: 40 }), fc.array(said, { maxLength: 12 })]
  await fc.assert(
    fc.asyncProperty(
      ...([fc.constantFrom(...cities), fc.constantFrom(...calls), cards, modules] as const),
      async (city, call, cardAnswers, moduleAnswers) => {
        const user = babbling(insert(city.memory.slice()), cardAnswers)
        const psam = babbling(psamWith(city.psamKeys), moduleAnswers)
        const { driver, typed } = readerOnBench(city, { user, psam })
        typed.push('123456', '111222', '111222')
        const { code, text } = await call(driver)
        assert.ok(code <= 0 && Number.isInteger(code), String(code))
        if (code !== 0) assert.ok(text.startsWith(errorText(code).zh))
      },
    ),
    { numRuns: 1_500 },
  )
})

test('A reader without a proper terminal number is not built', () => {
  const [city] = cities
  assert.ok(city)
  for (const terminalNumber of ['', '1234567890123', '12a'])
    assert.throws(() => readerOnBench(city, { terminalNumber }), RangeError)
})

test('M9.2: a fault of the program is no code of the card', async () => {
  const [city] = cities
  assert.ok(city)
  const { driver } = readerOnBench(city, { pinPad: { enter: () => Promise.reject(new TypeError('broken pad')) } })
  await assert.rejects(driver.iVerifyPIN(1), TypeError)
  assert.equal((await driver.iGetCardType(1)).code, 0)
})
