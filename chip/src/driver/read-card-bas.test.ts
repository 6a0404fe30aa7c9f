import assert from 'node:assert/strict'
import { test } from 'node:test'
import { insert, specimenHistorical } from '../../test/card-on-bench.ts'
import { cityOnBench, meddled, psamWith, readerOnBench } from '../../test/reader-on-bench.ts'
import { specimenData } from '../../test/specimen-data.ts'
import { countedData } from '../key/counted-data.ts'
import { cardFactor } from '../key/factor.ts'
import { composeImage } from '../personalisation/compose-image.ts'
import { type SpecificationVersion, specificationVersions } from '../profile/card-file.ts'
import { driverText } from './driver-text.ts'
import { fallbackCodes } from './error-code.ts'

const cities = new Map(
  await Promise.all(specificationVersions.map(async (version) => [version, await cityOnBench(version)] as const)),
)
const cityOf = (version: SpecificationVersion) => {
  const city = cities.get(version)
  assert.ok(city)
  return city
}

const elevenFields = (version: string, name = '张三') =>
  [
    ...['110000', '110101199003070011', 'A00000011', '110000D1560000050000000111223344', name],
    ...['0081544C978684110000000001', version, '20260105', '20360105', '410100813475', '终端设备号'],
  ]
    .map((field) => `${field}|`)
    .join('')

for (const version of specificationVersions) {
  test(`M2.3, M9.2: ${version}: the eleven fields of the basic data are those of the register`, async () => {
    const city = cityOf(version)
    const { driver } = readerOnBench(city, { psam: psamWith(city.psamKeys) })
    for (const iType of [1, 3, 4])
      assert.deepEqual(await driver.iReadCardBas(iType), { code: 0, text: elevenFields(version) })
    assert.deepEqual(await driver.iGetCardType(1), { code: 0, text: `1|${version}|` })
  })

  test(`M14.1: ${version}: over the key machine the card is proved genuine before its data are read`, async () => {
    const { driver, inst } = readerOnBench(cityOf(version))
    const step1 = await driver.iReadCardBas_HSM_Step1(3)
    assert.equal(step1.text.split('|').length, 10)
    const key = await inst('246/01', step1)
    assert.equal(key.endsWith('|'), version === '3.00')
    const asThePageSends = version === '3.00' ? key : `${key}|`
    assert.deepEqual(await driver.iReadCardBas_HSM_Step2(asThePageSends), { code: 0, text: elevenFields(version) })
  })

  test(`M14.1: ${version}: a static copy, whose files are right and whose keys are not, is code −21`, async () => {
    const city = cityOf(version)
    const forger = await cityOnBench(version)
    const { driver, inst } = readerOnBench(city, { user: insert(forger.memory.slice()) })
    const key = await inst('246/01', await driver.iReadCardBas_HSM_Step1(1))
    assert.equal((await driver.iReadCardBas_HSM_Step2(key)).code, -21)
  })

  test(`M14.2: ${version}: the card answers the server's challenge with a counter that grows, and the cryptogram proves both`, async () => {
    const city = cityOf(version)
    const { driver } = readerOnBench(city)
    const [r1, r2] = ['0011223344556677', '8899AABBCCDDEEFF']
    const counters: number[] = []
    for (let time = 0; time < 2; time += 1) {
      const { code, text } = await driver.authenticateCard(1, r1, r2)
      assert.equal(code, 0)
      const [counter, cryptogram] = text.split('|') as [string, string]
      counters.push(Number(counter))
      const data = countedData(Uint8Array.fromHex(r2), Number(counter))
      const key = { suite: city.suite, version: 1, key: 'SSSE/IRK', area: '110000' }
      const request = { ...key, factor: cardFactor(specimenHistorical), challenge: Uint8Array.fromHex(r1), data }
      const [expected] = await city.hsm.internalAuthentication([request])
      assert.equal(cryptogram, expected?.toHex().toUpperCase())
    }
    assert.equal(counters[1], (counters[0] as number) + 1)
    assert.equal((await driver.authenticateCard(1, r1, '88')).code, -14)
  })

  test(`M14.2: ${version}: an answer of the key machine serves once and in its own session only`, async () => {
    const { driver, inst } = readerOnBench(cityOf(version))
    assert.equal((await driver.iReadCardBas_HSM_Step2('00|00|')).code, -23)
    const first = await inst('246/01', await driver.iReadCardBas_HSM_Step1(1))
    assert.equal((await driver.iReadCardBas_HSM_Step2(first)).code, 0)
    assert.equal((await driver.iReadCardBas_HSM_Step2(first)).code, -23)
    await driver.iReadCardBas_HSM_Step1(1)
    assert.equal((await driver.iReadCardBas_HSM_Step2(first)).code, -21)
    const dropped = await inst('246/01', await driver.iReadCardBas_HSM_Step1(1))
    await driver.iGetCardType(1)
    assert.equal((await driver.iReadCardBas_HSM_Step2(dropped)).code, -23)
    await driver.iReadCardBas_HSM_Step1(1)
    for (const malformed of ['', '|', '||', 'GG|00|', `${first}x`])
      assert.equal((await driver.iReadCardBas_HSM_Step2(malformed)).code, -23)
  })
}

test('M9.2: on 1.00 and 2.00 the basic data are free, with or without a security module', async () => {
  for (const version of ['1.00', '2.00'] as const) {
    const { driver } = readerOnBench(cityOf(version))
    assert.deepEqual(await driver.iReadCardBas(1), { code: 0, text: elevenFields(version) })
  }
})

test('M9.2: on 3.00 the reader without the right module says so, and the steps over the key machine follow', async () => {
  const city = cityOf('3.00')
  const readKey = ({ usage, index }: { usage: number; index: number }) => usage === 0x47 && index === 0x0a
  const modules = [
    [-2201, {}],
    [-2202, { psam: psamWith((await cityOnBench('2.00')).psamKeys) }],
    [-2203, { psam: psamWith(city.psamKeys.filter((key) => !readKey(key))) }],
    [-24, { psam: psamWith(city.psamKeys.map((key) => (readKey(key) ? { ...key, usage: 0x27 } : key))) }],
  ] as const
  for (const [code, parts] of modules) {
    const { driver, inst } = readerOnBench(city, parts)
    assert.equal((await driver.iReadCardBas(1)).code, code)
    assert.ok(fallbackCodes.has(code))
    const key = await inst('246/01', await driver.iReadCardBas_HSM_Step1(1))
    assert.deepEqual(await driver.iReadCardBas_HSM_Step2(key), { code: 0, text: elevenFields('3.00') })
  }
})

test('M4.3: a name that goes on in the extension is read as one name', async () => {
  const name = '王'.repeat(25)
  for (const version of ['2.00', '3.00'] as const) {
    const composed = composeImage({ ...specimenData(version), name })
    assert.ok(composed.ok)
    const city = await cityOnBench(version, composed.image, 'T=1')
    const { driver } = readerOnBench(city, { psam: psamWith(city.psamKeys) })
    const { code, text } = await driver.iReadCardBas(1)
    assert.deepEqual({ code, text }, { code: 0, text: elevenFields(version, name) })
    assert.ok(driverText(text))
  }
})

test('A card of another kind is −1, a malformed identification code −20', async () => {
  const city = cityOf('2.00')
  const { driver } = readerOnBench(city, { user: psamWith(city.psamKeys) })
  assert.equal((await driver.iReadCardBas(1)).code, -1)
  const codeRecord = Uint8Array.fromHex(`0110${'11'.repeat(16)}9000`)
  const bad = meddled(insert(city.memory.slice()), (command) => (command[1] === 0xb2 ? codeRecord : undefined))
  assert.equal((await readerOnBench(city, { user: bad }).driver.iReadCardBas(1)).code, -20)
  const short = { ...insert(city.memory.slice()), powerOn: async () => Uint8Array.fromHex('3B0201') }
  assert.equal((await readerOnBench(city, { user: short }).driver.iReadCardBas(1)).code, -1)
})

test('The bank card number comes from the other application of the chip', async () => {
  const { driver } = readerOnBench(cityOf('3.00'))
  assert.deepEqual(await driver.iReadICCardNum(3), { code: 0, text: '6217000000000000004|' })
  const composed = composeImage(specimenData('3.00'))
  assert.ok(composed.ok)
  const without = await cityOnBench('3.00', composed.image)
  assert.equal((await readerOnBench(without).driver.iReadICCardNum(3)).code, -27266)
})
