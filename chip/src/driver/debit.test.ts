import assert from 'node:assert/strict'
import { test } from 'node:test'
import { specimenHistorical } from '../../test/card-on-bench.ts'
import { cityOnBench, psamWith, type ReaderOnBench, readerOnBench, specimenInfo } from '../../test/reader-on-bench.ts'
import { cardFactor } from '../key/factor.ts'
import { chipParts } from '../node/chip-parts.ts'
import { specificationVersions } from '../profile/card-file.ts'
import { isCertifiedDebit } from './certified-debit.ts'

const payInfo = '0.1|12.25|20260401101530|'

async function withOwnPin({ driver, typed }: ReaderOnBench) {
  typed.push('123456', '111222', '111222')
  assert.equal((await driver.iChangePIN(1)).code, 0)
}

for (const version of specificationVersions) {
  const city = await cityOnBench(version, undefined, version === '2.00' ? 'T=1' : 'T=0')

  test(`M9.2: ${version}: a medical payment over the key machine is recorded on the card`, async () => {
    const reader = readerOnBench(city, { psam: psamWith(city.psamKeys) })
    const { driver, typed, inst } = reader
    assert.deepEqual(await driver.iReadDebitRecord(1), { code: 0, text: '' })
    await withOwnPin(reader)
    assert.equal((await driver.iDoDebit(1, specimenInfo, payInfo)).code, -27272)
    typed.push('111222')
    const begun = await driver.iDoDebit_HSM_Step1(1, specimenInfo, payInfo)
    const command = await inst('245/07', begun)
    const paid = await driver.iDoDebit_HSM_Step2(command)
    assert.equal(paid.code, 0)
    const card = {
      suite: chipParts.suites[city.suite],
      version: 1,
      area: '110000',
      factor: cardFactor(specimenHistorical),
    }
    assert.ok(await isCertifiedDebit(city.hsm, { ...card, line: begun.text }, paid.text))
    const [, , tac, mac2] = paid.text.split('|') as [string, string, string, string]
    for (const report of [
      paid.text.replace(tac, mac2),
      paid.text.replace(mac2, tac),
      paid.text.replace('0001', '0002'),
      '',
    ])
      assert.ok(!(await isCertifiedDebit(city.hsm, { ...card, line: begun.text }, report)))
    const dearer = begun.text.replace('0000000A', '0000000B')
    assert.ok(!(await isCertifiedDebit(city.hsm, { ...card, line: dearer }, paid.text)))
    assert.match(paid.text, /^0001\|20260401101530\|[0-9A-F]{8}\|[0-9A-F]{8}\|$/)
    assert.equal((await driver.iDoDebit_HSM_Step2(command)).code, -23)
    const record = '0001|06|410100813475|20260401101530|0.10|12.25|0.00|'
    assert.deepEqual(await driver.iReadDebitRecord(1), { code: 0, text: record })
    typed.push('111222')
    const next = await inst('245/07', await driver.iDoDebit_HSM_Step1(1, specimenInfo, '0|0|20260402000000|'))
    assert.equal((await driver.iDoDebit_HSM_Step2(next)).code, 0)
    const { text } = await driver.iReadDebitRecord(1)
    assert.equal(text, `0002|06|410100813475|20260402000000|0.00|0.00|0.00|${record}`)
  })

  test(`M9.2: ${version}: the initial PIN pays nothing, a wrong MAC records nothing`, async () => {
    const reader = readerOnBench(city, { psam: psamWith(city.psamKeys) })
    const { driver, typed, inst } = reader
    typed.push('123456')
    assert.equal((await driver.iDoDebit_HSM_Step1(1, specimenInfo, payInfo)).code, -35)
    await withOwnPin(reader)
    typed.push('111222')
    const command = await inst('245/07', await driver.iDoDebit_HSM_Step1(1, specimenInfo, payInfo))
    const wrong = command.replace(/[0-9A-F]{8}\|$/, '00000000|')
    assert.equal((await driver.iDoDebit_HSM_Step2(wrong)).code, -37634)
    typed.push('111222')
    await driver.iDoDebit_HSM_Step1(1, specimenInfo, payInfo)
    assert.equal((await driver.iDoDebit_HSM_Step2(command.replace('0401', '0402'))).code, -23)
    assert.deepEqual(await driver.iReadDebitRecord(1), { code: 0, text: '' })
  })
}

test('M9.2: without a module the payment asks for the steps; what is no payment is −23', async () => {
  const city = await cityOnBench('3.00')
  const { driver } = readerOnBench(city)
  assert.equal((await driver.iDoDebit(1, specimenInfo, payInfo)).code, -2201)
  assert.equal((await driver.iDoDebit(1, specimenInfo, '0.001|0|20260401101530|')).code, -23)
  assert.equal((await driver.iReadDebitRecord(1)).code, -2201)
})
