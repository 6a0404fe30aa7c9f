import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cityOnBench, psamWith, type ReaderOnBench, readerOnBench, specimenInfo } from '../../test/reader-on-bench.ts'
import { specificationVersions } from '../profile/card-file.ts'

const cities = {
  '1.00': await cityOnBench('1.00'),
  '2.00': await cityOnBench('2.00', undefined, 'T=1'),
  '3.00': await cityOnBench('3.00'),
}

async function verified({ driver, typed }: ReaderOnBench, pin: string) {
  typed.push(pin)
  return driver.iVerifyPIN(3)
}

async function lock(reader: ReaderOnBench) {
  for (const left of [5, 4, 3, 2, 1]) {
    const { code, text } = await verified(reader, '000000')
    assert.equal(code, -51)
    assert.ok(text.includes(`剩余${left}次`), text)
  }
  assert.equal((await verified(reader, '000000')).code, -52)
  assert.equal((await verified(reader, '123456')).code, -52)
}

for (const version of specificationVersions) {
  const city = cities[version]

  test(`M9.2: ${version}: the PIN has six tries, then it is locked, the right one included`, async () => {
    const reader = readerOnBench(city)
    assert.deepEqual(await verified(reader, '123456'), { code: 0, text: 'initial|' })
    await lock(reader)
  })

  test(`M9.2: ${version}: over the key machine a locked PIN is reset in three steps`, async () => {
    const reader = readerOnBench(city)
    const { driver, typed, inst } = reader
    await lock(reader)
    assert.equal((await driver.iReloadPIN(1, specimenInfo)).code, -2201)
    const first = await inst('244/02', await driver.iReloadPIN_HSM_Step1(1, specimenInfo))
    typed.push('654321', '654321')
    const second = await driver.iReloadPIN_HSM_Step2(first)
    assert.ok(second.text.endsWith('|03654321|'), second.text)
    const command = await inst('245/02', second)
    assert.ok(command.startsWith(version === '3.00' ? '8424000114' : '842400010C'))
    assert.deepEqual(await driver.iReloadPIN_HSM_Step3(command), { code: 0, text: '' })
    assert.deepEqual(await verified(reader, '654321'), { code: 0, text: 'own|' })
    assert.equal((await driver.iReloadPIN_HSM_Step3(command)).code, -23)
    assert.equal((await verified(reader, '123456')).code, -51)
  })

  test(`M9.2: ${version}: over the key machine a locked PIN is unblocked and stays the same`, async () => {
    const reader = readerOnBench(city)
    const { driver, inst } = reader
    await lock(reader)
    const first = await inst('244/02', await driver.iUnblockPIN_HSM_Step1(1, specimenInfo))
    const command = await inst('245/02', await driver.iUnblockPIN_HSM_Step2(first))
    assert.ok(command.startsWith('8424000004'))
    assert.deepEqual(await driver.iUnblockPIN_HSM_Step3(command), { code: 0, text: '' })
    assert.deepEqual(await verified(reader, '123456'), { code: 0, text: 'initial|' })
  })

  test(`M9.2: ${version}: with a security module the PIN is reset and unblocked in one call`, async () => {
    const reader = readerOnBench(city, { psam: psamWith(city.psamKeys) })
    const { driver, typed } = reader
    await lock(reader)
    assert.deepEqual(await driver.iUnblockPIN(1, specimenInfo), { code: 0, text: '' })
    assert.equal((await verified(reader, '123456')).code, 0)
    typed.push('135790', '135790')
    assert.deepEqual(await driver.iReloadPIN(1, specimenInfo), { code: 0, text: '' })
    assert.deepEqual(await verified(reader, '135790'), { code: 0, text: 'own|' })
  })

  test(`M9.2: ${version}: the holder changes the PIN, but not back to the initial one`, async () => {
    const reader = readerOnBench(city)
    const { driver, typed, asked } = reader
    const change = async (...pins: readonly string[]) => {
      typed.splice(0, typed.length, ...pins)
      return (await driver.iChangePIN(1)).code
    }
    assert.equal(await change('123456', '111222', '111222'), 0)
    assert.deepEqual(asked, ['old-pin', 'new-pin', 'repeat'])
    assert.equal(await change('111222', '123456', '123456'), -36)
    assert.equal(await change('111222', '111333', '111334'), -34)
    assert.equal(await change('999999', '111333', '111333'), -51)
    assert.equal((await verified(reader, '111222')).code, 0)
  })
}

test('M9.2: what goes wrong at the pad has its own codes', async () => {
  const reader = readerOnBench(cities['3.00'])
  for (const [pin, code] of [
    ['cancelled', -31],
    ['timeout', -32],
    ['12345', -33],
    ['1234567', -33],
    ['12345x', -41],
  ] as const)
    assert.equal((await verified(reader, pin)).code, code)
  assert.deepEqual(await verified(reader, '123456'), { code: 0, text: 'initial|' })
})

test('M9.2: a step without its own step before it, or with a command that was not asked for, is refused', async () => {
  const { driver, typed, inst } = readerOnBench(cities['3.00'])
  const first = await inst('244/02', await driver.iReloadPIN_HSM_Step1(1, specimenInfo))
  assert.equal((await driver.iUnblockPIN_HSM_Step2(first)).code, -23)
  assert.equal((await driver.iReloadPIN_HSM_Step2(first)).code, -23)
  const again = await inst('244/02', await driver.iReloadPIN_HSM_Step1(1, specimenInfo))
  typed.push('111222', '111222')
  const second = await driver.iReloadPIN_HSM_Step2(again)
  const command = await inst('245/02', second)
  assert.equal((await driver.iReloadPIN_HSM_Step3(command.replace('8424000114', '84160001142'))).code, -23)
  assert.equal((await driver.iReloadPIN_HSM_Step3(command)).code, -23)
  const third = await inst('244/02', await driver.iReloadPIN_HSM_Step1(1, specimenInfo))
  typed.push('111222', '111222')
  await driver.iReloadPIN_HSM_Step2(third)
  assert.equal((await driver.iReloadPIN_HSM_Step3(command)).code, -27016)
})

test('M9.2: two calls at once run one behind the other', async () => {
  const { driver, typed } = readerOnBench(cities['3.00'])
  typed.push('123456', '123456', '123456')
  const answers = await Promise.all([driver.iVerifyPIN(1), driver.iGetCardType(1), driver.iVerifyPIN(1)])
  assert.deepEqual(
    answers.map(({ code }) => code),
    [0, 0, 0],
  )
})
