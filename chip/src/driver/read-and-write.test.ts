import assert from 'node:assert/strict'
import { test } from 'node:test'
import { insert } from '../../test/card-on-bench.ts'
import { cityOnBench, meddled, psamWith, readerOnBench, specimenInfo } from '../../test/reader-on-bench.ts'
import { specificationVersions } from '../profile/card-file.ts'

const cities = {
  '1.00': await cityOnBench('1.00'),
  '2.00': await cityOnBench('2.00'),
  '3.00': await cityOnBench('3.00', undefined, 'T=1'),
}
const holder = '3F00EF06|08|0A|0B|0C|0D|$'
const holderValues = '3F00EF06|110101199003070011|1|01|110101|19900307|$'
const changed = '3F00EF06|0A|0D|$'
const changedValues = '3F00EF06|2|19910408|$'

for (const version of specificationVersions) {
  const city = cities[version]
  const free = version !== '3.00'

  test(`M2.3: ${version}: with a security module items are written, read back and read again`, async () => {
    const { driver } = readerOnBench(city, { psam: psamWith(city.psamKeys) })
    assert.deepEqual(await driver.iReadCard(3, 1, specimenInfo, holder), { code: 0, text: holderValues })
    const written = await driver.iWriteCard(3, specimenInfo, changed, changedValues)
    assert.deepEqual(written, { code: 0, text: '3F00EF06|' })
    assert.deepEqual(await driver.iReadCard(3, 1, specimenInfo, changed), { code: 0, text: changedValues })
  })

  test(`M2.3: ${version}: over the key machine items are written and read`, async () => {
    const { driver, inst } = readerOnBench(city)
    assert.equal((await driver.iWriteCard(3, specimenInfo, changed, changedValues)).code, -2201)
    const write = await inst('244/04', await driver.iWriteCard_HSM_Step1(3, specimenInfo, changed))
    const written = await driver.iWriteCard_HSM_Step2(write, changedValues)
    assert.deepEqual(written, { code: 0, text: free ? '3F00EF06|' : '' })
    if (free) {
      assert.equal((await driver.iReadCard_HSM_Step1(3, specimenInfo, changed)).code, -2204)
      assert.deepEqual(await driver.iReadCard(3, 2, specimenInfo, changed), { code: 0, text: changedValues })
      return
    }
    assert.equal((await driver.iReadCard(3, 2, specimenInfo, changed)).code, -2201)
    const read = await inst('244/01', await driver.iReadCard_HSM_Step1(3, specimenInfo, changed))
    assert.deepEqual(await driver.iReadCard_HSM_Step2(read), { code: 0, text: changedValues })
    assert.equal((await driver.iReadCard_HSM_Step2(read)).code, -23)
  })

  test(`M9.2: ${version}: the caller's card must be the one in the reader`, async () => {
    const { driver } = readerOnBench(city, { psam: psamWith(city.psamKeys) })
    const otherCode = specimenInfo.replace('000001', '000002')
    const otherNumber = specimenInfo.replace('A00000011', 'A00000022')
    for (const info of [otherCode, otherNumber]) assert.equal((await driver.iReadCard(1, 1, info, holder)).code, -22)
    assert.equal((await driver.iReadCard_HSM_Step1(1, otherCode, holder)).code, -22)
    assert.equal((await driver.iReadCard(1, 1, 'A00000011|', holder)).code, -23)
  })

  test(`M9.2: ${version}: the photo is read under the read key`, async () => {
    const { driver, inst } = readerOnBench(city)
    assert.equal((await driver.iReadCard(1, 1, specimenInfo, '3F00EF08|$')).code, -2201)
    const key = await inst('244/01', await driver.iReadCard_HSM_Step1(1, specimenInfo, '3F00EF08|$'))
    const { code, text } = await driver.iReadCard_HSM_Step2(key)
    assert.equal(code, 0)
    assert.equal(text.length, '3F00EF08||$'.length + 8192)
    assert.ok(text.startsWith('3F00EF08|01020304'))
  })
}

test('M9.2: several files are read in one call, each under its own key', async () => {
  const city = cities['3.00']
  const { driver } = readerOnBench(city, { psam: psamWith(city.psamKeys) })
  const address = '3F00EF05|03|07|$3F00DF01EF06|28|$3F00DF03EF05|61|$3F00EF06|08|$'
  const { code, text } = await driver.iReadCard(1, 1, specimenInfo, address)
  assert.equal(code, 0, text)
  const phone = `3F00DF01EF06|${'A'.repeat(15)}|$`
  const holderOnly = '3F00EF06|110101199003070011|$'
  assert.equal(text, `3F00EF05|3.00|A00000011|$${phone}3F00DF03EF05|121212|$${holderOnly}`)
  assert.equal((await driver.iReadCard_HSM_Step1(1, specimenInfo, address)).code, -14)
})

test('M9.2: where the PIN will do and there is no authority, the holder is asked', async () => {
  const { driver, typed, asked, inst } = readerOnBench(cities['3.00'])
  typed.push('123456')
  const read = await driver.iReadCard(1, 1, specimenInfo, '3F00DF01EF06|24|$')
  assert.deepEqual(read, { code: 0, text: '3F00DF01EF06|121212|$' })
  typed.push('123456')
  const written = await driver.iWriteCard(1, specimenInfo, '3F00DF01EF06|28|$', '3F00DF01EF06|13800000000|$')
  assert.deepEqual(written, { code: 0, text: '3F00DF01EF06|' })
  assert.deepEqual(asked, ['pin', 'pin'])
  const key = await inst('244/01', await driver.iReadCard_HSM_Step1(1, specimenInfo, '3F00DF01EF06|28|$'))
  assert.deepEqual(await driver.iReadCard_HSM_Step2(key), { code: 0, text: '3F00DF01EF06|13800000000|$' })
  assert.equal(asked.length, 2)
})

test('M9.2: what was shown in an application is shown again when it is entered again, the PIN typed once', async () => {
  const city = cities['3.00']
  const address = '3F00DF01EF06|24|$3F00EF05|03|$3F00DF01EF05|0E|$'
  const values = '3F00DF01EF06|121212|$3F00EF05|3.00|$3F00DF01EF05|121212|$'
  const holder = readerOnBench(city)
  holder.typed.push('123456')
  assert.deepEqual(await holder.driver.iReadCard(1, 1, specimenInfo, address), { code: 0, text: values })
  assert.deepEqual(holder.asked, ['pin'])
  const authority = readerOnBench(city, { psam: psamWith(city.psamKeys) })
  assert.deepEqual(await authority.driver.iReadCard(1, 1, specimenInfo, address), { code: 0, text: values })
  assert.deepEqual(authority.asked, [])
})

test('M9.2: what asks for PIN and key is read with both, with the module and over the key machine', async () => {
  const city = cities['3.00']
  const health = '3F00DF05EF05|C0|$'
  const { driver, typed, inst } = readerOnBench(city, { psam: psamWith(city.psamKeys) })
  typed.push('123456')
  assert.equal((await driver.iReadCard(1, 1, specimenInfo, health)).code, -27272)
  typed.push('123456')
  const step = await driver.iReadCard_HSM_Step1(1, specimenInfo, health)
  const key = await inst('244/01', step)
  assert.deepEqual(await driver.iReadCard_HSM_Step2(key), { code: 0, text: '3F00DF05EF05|A|$' })
  assert.equal((await driver.iReadCard_HSM_Step1(1, specimenInfo, health)).code, -31)
})

test('M2.3: data that the card cannot hold are refused before it is touched', async () => {
  const city = cities['3.00']
  const { driver } = readerOnBench(city, { psam: psamWith(city.psamKeys) })
  const writing = async (address: string, data: string) =>
    (await driver.iWriteCard(1, specimenInfo, address, data)).code
  assert.equal(await writing('3F00EF06|09|$', '3F00EF06|𠮷|$'), -41)
  assert.equal(await writing('3F00EF06|09|$', `3F00EF06|${'王'.repeat(16)}|$`), -42)
  assert.equal(await writing('3F00EF06|0D|$', '3F00EF06|1990x307|$'), -41)
  assert.equal(await writing('3F00EF06|0D|$', '3F00EF06|199003070|$'), -42)
  assert.equal(await writing('3F00EF08|$', '3F00EF08|GG|$'), -41)
  assert.equal(await writing('3F00EF08|$', '3F00EF08|123|$'), -42)
  assert.equal(await writing('3F00EF06|09|$', '3F00EF06|张三|李四|$'), -23)
  assert.equal(await writing('3F00EF06|09$', '3F00EF06|张三|$'), -14)
  assert.equal(await writing('3F00DF04EF08|01|$', `3F00DF04EF08|${'00'.repeat(28)}|$`), -27009)
  assert.equal(await writing('3F00EF06|7F|$', '3F00EF06|1|$'), -27267)
  assert.equal(await writing('3F00EF1F|01|$', '3F00EF1F|1|$'), -27266)
  assert.equal((await driver.iReadCard(1, 3, specimenInfo, holder)).code, -14)
  assert.deepEqual(await driver.iReadCard(3, 1, specimenInfo, holder), { code: 0, text: holderValues })
})

test('M2.3: the key machine proves no key that another business was authorised for', async () => {
  const { driver, inst } = readerOnBench(cities['3.00'])
  const step = await driver.iWriteCard_HSM_Step1(1, specimenInfo, changed)
  await assert.rejects(inst('244/01', step), /key-not-for-service/)
  await assert.rejects(inst('244/02', step), /key-not-for-service/)
  const key = await inst('244/04', step)
  assert.equal((await driver.iWriteCard_HSM_Step2(key, '3F00EF06|1990|$')).code, -23)
})

test('M14.2: an answer of the key machine to another challenge costs the card a try and opens nothing', async () => {
  const { driver, inst } = readerOnBench(cities['3.00'])
  const old = await inst('244/01', await driver.iReadCard_HSM_Step1(1, specimenInfo, holder))
  for (const code of [-25538, -25537, -25536, -27011]) {
    await driver.iReadCard_HSM_Step1(1, specimenInfo, holder)
    assert.equal((await driver.iReadCard_HSM_Step2(old)).code, code)
  }
})

test('M2.3: a card that does not hold what it was given is found out by reading it back', async () => {
  const city = cities['2.00']
  const lying = meddled(insert(city.memory.slice()), (command) =>
    command[1] === 0xdc ? Uint8Array.fromHex('9000') : undefined,
  )
  const { driver } = readerOnBench(city, { user: lying, psam: psamWith(city.psamKeys) })
  assert.equal((await driver.iWriteCard(1, specimenInfo, changed, changedValues)).code, -22)
})
