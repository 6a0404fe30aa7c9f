import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  acceptedCard,
  blankOnBench,
  fullImage,
  imageOf,
  type LaidCard,
  layCard,
  specimenHistorical,
} from '../../test/card-on-bench.ts'
import { concat } from '../bytes/concat.ts'
import { type CardKey, cardKey, cardKeys, directories } from '../key/card-key.ts'
import { cardFactor, cityFactor, provinceFactor } from '../key/factor.ts'
import { chipParts } from '../node/chip-parts.ts'
import { parseAnswerToReset } from '../profile/answer-to-reset.ts'
import { type CardFile, filePath, type LinearFile, specificationVersions } from '../profile/card-file.ts'
import { directoryFid, directoryName } from '../profile/directory-names.ts'
import { employmentFaults } from '../profile/employment-faults.ts'
import { parseIdentificationCode } from '../profile/identification-code.ts'
import { itemText } from '../profile/item-text.ts'
import { profileOf } from '../profile/profiles.ts'
import { parseResetInformation } from '../profile/reset-information.ts'
import { parseNestedValue } from '../tlv/nested-value.ts'
import { encodeRecord, parseRecord } from '../tlv/record.ts'
import { proveCard } from './prove-card.ts'
import { readImage } from './read-image.ts'
import { writeKeys } from './write-keys.ts'

/** The 27 items of the list that cards are sent in with, in its order; every one on a card that has gone down the line. */

const hex = (bytes: Uint8Array) => bytes.toHex().toUpperCase()
const byte = (value: number) => value.toString(16).padStart(2, '0').toUpperCase()
const isLinear = (file: CardFile): file is LinearFile => file.structure === 'linear'
const ownKeys = ({ directory }: Pick<CardFile, 'directory'>, use: CardKey['use']) =>
  cardKeys.filter((key) => key.directory === directory && key.use === use)

/** All that opens the reading of a file. */
async function mayRead(card: LaidCard, { directory }: Pick<CardFile, 'directory'>): Promise<void> {
  for (const key of ownKeys({ directory }, 'read')) assert.equal(await card.prove(key.name), '9000')
  if (directory !== 'SSSE') assert.equal(await card.send('0020000003123456'), '9000')
}

/** A command that writes something valid into the selected file. */
function writing(file: CardFile): string {
  if (file.structure === 'transparent') return '00D600000101'
  if (file.structure === 'cyclic') return `00E20000${byte(file.recordLength)}${'11'.repeat(file.recordLength)}`
  const [item] = file.items
  assert.ok(item)
  const record = encodeRecord(item.tag, new Uint8Array(item.length).fill(0x31))
  return `00DC0104${byte(record.length)}${hex(record)}`
}
const reading = (file: CardFile) => (file.structure === 'transparent' ? '00B0000010' : '00B2010400')

for (const version of specificationVersions) {
  const { files, suite: suiteId } = profileOf(version)
  const suite = chipParts.suites[suiteId]
  const accepted = acceptedCard(version)
  const item = (number: number, words: string, run: (card: LaidCard) => Promise<void>) =>
    test(`M2.2: acceptance item ${number}, ${version}: ${words}`, async () => run(await layCard(await accepted)))

  item(1, 'PIN format', async (card) => {
    assert.equal(await card.send('0020000003123456'), '9000')
    assert.equal(await card.send('00200000021234'), '6700')
    assert.equal(await card.send('002000000312345A'), '6A80')
    for (const left of [5, 4, 3, 2, 1, 0]) assert.equal(await card.send('0020000003654321'), `63C${left}`)
    assert.equal(await card.send('0020000003123456'), '6983')
  })

  item(2, 'ATR format', async (card) => {
    assert.equal(hex(card.atr).slice(8, 34), hex(specimenHistorical))
    assert.equal(parseAnswerToReset(card.atr)?.protocol, 'T=0')
    assert.equal(parseResetInformation(specimenHistorical)?.city, '1100')
  })

  item(3, 'response data of SELECT', async (card) => {
    for (const directory of directories) {
      const name = encodeRecord(0x84, directoryName(directory))
      const select = `00A40400${hex(encodeRecord(0, directoryName(directory)).subarray(1))}`
      assert.equal(await card.send(select), `${hex(encodeRecord(0x6f, name))}9000`)
    }
    await card.select('SSSE')
    assert.equal(await card.send('00A4000002EF05'), '9000')
  })

  item(4, 'composition of the level-1 and level-2 diversification factors', async (card) => {
    assert.equal(Buffer.from(provinceFactor('110000')).toString(), '110000sh')
    assert.equal(Buffer.from(cityFactor('110105')).toString(), '110105sx')
    assert.equal(await card.prove('SSSE/UKSSSE', { area: '120000' }), '63C2', 'another province')
    assert.equal(await card.prove('SSSE/UKSSSE', { area: '110100' }), '63C1', 'another city of the province')
    assert.equal(await card.prove('SSSE/UKSSSE'), '9000')
  })

  item(5, 'city code inside the card identification code', async (card) => {
    const code = parseIdentificationCode((await card.record('3F00EF05', 1)).toHex().slice(4).toUpperCase())
    assert.equal(code?.area, '110000')
    assert.ok(code?.area.startsWith(parseResetInformation(specimenHistorical)?.city ?? '-'))
    assert.deepEqual(code?.serial, specimenHistorical.slice(-4))
  })

  item(6, 'version item', async (card) => {
    assert.equal(hex(await card.record('3F00EF05', 3)), `0304${hex(Buffer.from(version))}`)
  })

  item(7, 'initialising body item', async (card) => {
    const record = parseRecord(await card.record('3F00EF05', 4))
    assert.equal(record && itemText({ type: 'cn', length: 12 }, record.value), '911100000000')
  })

  item(8, 'required DFs and EFs exist', async (card) => {
    for (const directory of directories) {
      await card.select(directory)
      for (const { fid } of files.filter((file) => file.directory === directory))
        assert.equal(await card.send(`00A4000002${fid.toString(16)}`), '9000')
      assert.equal(await card.send('00A4000002EF1F'), '6A82')
      const byFid = directoryFid(directory).toString(16).toUpperCase()
      assert.match(await card.send(`00A4000002${byFid}`), /9000$/)
    }
    assert.equal(await card.send('00A4040006D1560000050A'), '6A82')
  })

  item(9, 'linear records are TLV', async (card) => {
    for (const file of files.filter(isLinear)) {
      await mayRead(card, file)
      await card.selectFile(file)
      for (const [index, { tag, length }] of file.items.entries()) {
        const record = parseRecord(Uint8Array.fromHex((await card.send(`00B2${byte(index + 1)}0400`)).slice(0, -4)))
        assert.deepEqual([record?.tag, record?.value.length], [tag, length], `${filePath(file)} ${index + 1}`)
      }
    }
  })

  item(10, 'B-TLV items well formed', async (card) => {
    let seen = 0
    for (const file of files.filter(isLinear))
      for (const [index, { items }] of file.items.entries()) {
        if (items === undefined) continue
        await mayRead(card, file)
        await card.selectFile(file)
        const answer = Uint8Array.fromHex((await card.send(`00B2${byte(index + 1)}0400`)).slice(0, -4))
        const values = parseNestedValue(parseRecord(answer)?.value ?? answer, items)
        assert.deepEqual(
          values?.map((value, at) => itemText(items[at] as LinearFile['items'][0], value) !== undefined),
          items.map(() => true),
        )
        seen += 1
      }
    assert.equal(seen, 3)
  })

  item(11, 'cyclic files: format and wrap-around', async (card) => {
    for (const file of files) {
      if (file.structure !== 'cyclic') continue
      await mayRead(card, file)
      assert.equal(await card.prove('DF04/UK2'), '9000')
      await card.selectFile(file)
      const content = (number: number) => byte(number).repeat(file.recordLength)
      assert.equal(await card.send('00B2010400'), '6A83')
      for (let number = 1; number <= file.records + 2; number += 1)
        assert.equal(await card.send(`00E20000${byte(file.recordLength)}${content(number)}`), '9000')
      for (let place = 1; place <= file.records; place += 1)
        assert.equal(await card.send(`00B2${byte(place)}0400`), `${content(file.records + 3 - place)}9000`)
      assert.equal(await card.send(`00B2${byte(file.records + 1)}0400`), '6A83')
      assert.equal(await card.send('00E200000211FF'), '6700')
    }
  })

  item(12, 'tags as specified', async (card) => {
    for (const file of files.filter(isLinear)) {
      await mayRead(card, file)
      await card.selectFile(file)
      for (const [index, { tag }] of file.items.entries()) {
        const byNumber = await card.send(`00B2${byte(index + 1)}0400`)
        assert.ok(byNumber.startsWith(byte(tag)))
        assert.equal(await card.send(`00B2${byte(tag)}0000`), byNumber)
      }
      assert.equal(await card.send('00B2FE0000'), '6A83')
    }
    assert.equal(await card.prove('SSSE/UKSSSE'), '9000')
    await card.send('00A4000002EF06')
    assert.equal(await card.send(`00DC0104140912${'31'.repeat(18)}`), '6A80', 'the tag of another item')
  })

  item(13, 'lengths as specified', async (card) => {
    assert.equal(await card.prove('SSSE/UKSSSE'), '9000')
    await card.send('00A4000002EF06')
    assert.equal(await card.send(`00DC0104130811${'31'.repeat(17)}`), '6700')
    assert.equal(await card.send(`00DC0104150813${'31'.repeat(19)}`), '6700')
    assert.equal(await card.send(`00DC0104140811${'31'.repeat(18)}`), '6A80')
    assert.equal(await card.send(`00DC0104140812${'31'.repeat(18)}`), '9000')
    for (const file of files) {
      if (file.structure !== 'transparent') continue
      await mayRead(card, file)
      await card.selectFile(file)
      const offset = (at: number) => at.toString(16).padStart(4, '0')
      assert.equal((await card.send(`00B0${offset(file.size - 1)}01`)).length, 6)
      assert.equal(await card.send(`00B0${offset(file.size)}01`), '6B00')
    }
  })

  item(14, 'no extra records in SSSE files', async (card) => {
    for (const file of files.filter(isLinear).filter(({ directory }) => directory === 'SSSE')) {
      await mayRead(card, file)
      await card.selectFile(file)
      for (let number = file.items.length + 1; number <= 255; number += 1)
        assert.equal(await card.send(`00B2${byte(number)}0400`), '6A83')
    }
  })

  item(15, 'DF02/EF07 implies DF02/EF06 with tag 3A', async (card) => {
    await mayRead(card, { directory: 'DF02' })
    const has = async (fid: string) => (await card.send(`00A4000002${fid}`)) === '9000'
    if (await has('EF07')) {
      assert.ok(await has('EF06'))
      assert.match(await card.send('00B23A0000'), /^3A04.*9000$/)
    }
    assert.ok(!employmentFaults(files).includes('assistance-without-unemployment'))
    const without = profileOf('2.00').files.filter((file) => filePath(file) !== '3F00DF02EF06')
    assert.deepEqual(employmentFaults(without), ['assistance-without-unemployment'])
  })

  item(16, 'DF02/EF06 and DF03/EF05 tag 60 exclude each other', async (card) => {
    await card.select('DF02')
    const registered = (await card.send('00A4000002EF06')) === '9000'
    await mayRead(card, { directory: 'DF03' })
    await card.send('00A4000002EF05')
    assert.equal((await card.send('00B2600000')).startsWith('6004'), !registered)
    assert.ok(!employmentFaults(files).includes('unemployment-twice'))
    const both = [
      ...profileOf('2.00').files.filter(({ directory }) => directory === 'DF02'),
      ...profileOf('3.00').files.filter(({ directory }) => directory === 'DF03'),
    ]
    assert.deepEqual(employmentFaults(both), ['unemployment-twice'])
  })

  item(17, 'writing without UKx fails', async (card) => {
    for (const file of files) {
      await card.selectFile(file)
      assert.equal(await card.send(writing(file)), '6982', filePath(file))
    }
  })

  item(18, 'UKy does not open the file of UKx', async (card) => {
    for (const file of files) {
      const right = JSON.stringify(file.write)
      const others = ownKeys(file, 'update').filter(({ name }) => !right.includes(`"${name}"`))
      for (const other of others) {
        await card.anew()
        assert.equal(await card.prove(other.name), '9000')
        await card.selectFile(file)
        assert.equal(await card.send(writing(file)), '6982', `${other.name} ${filePath(file)}`)
      }
      await card.anew()
      for (const key of ownKeys(file, 'update').filter(({ name }) => right.includes(`"${name}"`))) {
        assert.equal(await card.prove(key.name), '9000')
        await card.selectFile(file)
        assert.equal(await card.send(writing(file)), '9000', `${key.name} ${filePath(file)}`)
      }
    }
  })

  item(19, 'PIN-read control', async (card) => {
    const [household] = files.filter(({ directory }) => directory === 'DF01')
    assert.ok(household)
    const read = async () => (await card.send('00B2010400')).slice(-4)
    await card.selectFile(household)
    assert.equal(await read(), '6982')
    assert.equal(await card.send('0020000003654321'), '63C5')
    assert.equal(await read(), '6982')
    assert.equal(await card.send('0020000003123456'), '9000')
    assert.equal(await read(), '9000')
    await card.select('DF02')
    await card.selectFile(household)
    assert.equal(await read(), '6982', 'the PIN was verified for the directory that was left')
  })

  item(20, 'read and write keys are not interchangeable', async (card) => {
    for (const file of files) {
      await card.anew()
      for (const key of ownKeys(file, 'read')) assert.equal(await card.prove(key.name), '9000')
      await card.selectFile(file)
      assert.equal(await card.send(writing(file)), '6982', filePath(file))
      if (file.read === 'free') continue
      await card.anew()
      for (const key of ownKeys(file, 'update')) assert.equal(await card.prove(key.name), '9000')
      await card.selectFile(file)
      assert.equal(await card.send(reading(file)), '6982', filePath(file))
    }
    assert.equal(await card.prove('DF03/RK1', { provedWith: 'DF03/UK1' }), '63C2')
    assert.equal(await card.prove('DF03/UK1', { provedWith: 'DF03/RK1' }), '63C2')
  })

  item(21, '"PIN or UK" and "PIN and RK" rules', async (card) => {
    const contact = files.find((file) => filePath(file) === '3F00DF01EF06') as CardFile
    const health = files.find((file) => filePath(file) === '3F00DF05EF05') as CardFile
    const pin = () => card.send('0020000003123456')
    await card.selectFile(contact)
    assert.equal(await card.send(writing(contact)), '6982')
    assert.equal(await pin(), '9000')
    assert.equal(await card.send(writing(contact)), '9000', 'the PIN alone')
    await card.anew()
    assert.equal(await card.prove('DF01/UK2'), '9000')
    await card.selectFile(contact)
    assert.equal(await card.send(writing(contact)), '9000', 'the key alone')
    await card.anew()
    await card.selectFile(health)
    assert.equal(await pin(), '9000')
    assert.equal(await card.send(reading(health)), '6982', 'the PIN alone')
    await card.anew()
    assert.equal(await card.prove('DF05/RK1'), '9000')
    await card.selectFile(health)
    assert.equal(await card.send(reading(health)), '6982', 'the key alone')
    assert.equal(await pin(), '9000')
    assert.match(await card.send(reading(health)), /9000$/, 'both')
  })

  item(22, 'all national keys authenticate', async (card) => {
    for (const key of cardKeys) {
      if (key.use === 'internal') continue
      assert.equal(await card.prove(key.name), '9000', key.name)
      assert.equal(await card.prove(key.name, { version: 2 }), '63C2', `${key.name} of another version`)
      assert.equal(await card.prove(key.name), '9000', key.name)
    }
  })

  item(23, 'several key versions', async (card) => {
    const { hsm, area } = card.order
    const asked = `${'11'.repeat(8)}${'22'.repeat(8)}`
    await card.select('SSSE')
    assert.equal((await card.send(`008800001101${asked}`)).slice(-4), '9000')
    assert.equal(await card.send(`008800001102${asked}`), '6A88')
    const request = { suite: suiteId, version: 2, present: 1, area, factor: card.factor }
    const [commands] = await hsm.replaceKeys([request])
    assert.ok(commands)
    assert.deepEqual(await writeKeys(card.terminal, commands), { ok: true })
    assert.equal((await card.send(`008800001102${asked}`)).slice(-4), '9000')
    assert.equal(await card.send(`008800001101${asked}`), '6A88')
    for (const name of ['SSSE/RKSSSE', 'DF01/UK1', 'SSSE/MK']) {
      assert.equal(await card.prove(name), '63C2', name)
      assert.equal(await card.prove(name, { version: 2 }), '9000', name)
    }
    const replayed = await writeKeys(card.terminal, commands)
    assert.ok(!replayed.ok && replayed.index === 0)
  })

  /** A payment without connection; the detail that the card keeps of it. */
  async function pay(card: LaidCard, account: number, own: number, pool: number): Promise<string> {
    const four = (amount: number) => amount.toString(16).padStart(8, '0').toUpperCase()
    const [terminal, at] = ['112233445566', '20260801093015']
    const amounts = `${four(account)}${four(own)}${four(pool)}`
    const amount = four(account + own + pool)
    const begun = await card.send(`805001020B01${amount}${terminal}`)
    assert.match(begun, /9000$/)
    const [sequence, chance] = [begun.slice(8, 12), begun.slice(22, 30)]
    const challenge = Uint8Array.fromHex(`${chance}${sequence}${sequence}`)
    const header = Uint8Array.fromHex(`${amount}06${terminal}${amounts}${at}`)
    const key = { suite: suiteId, version: 1, key: 'DF04/DPK', area: '110000', factor: card.factor }
    const message = { ...key, challenge, header, plaintext: new Uint8Array(), encipher: false }
    const [secured] = await card.order.hsm.secureMessage([message])
    assert.ok(secured)
    assert.match(await card.send(`805401001B00000001${at}${amounts}${hex(secured.mac)}`), /^.{16}9000$/)
    return `${sequence}06${terminal}${at}${amounts}`
  }

  /** The holder has a PIN of their own and stands in the medical application. */
  async function readyToPay(card: LaidCard): Promise<void> {
    assert.equal(await card.send('805E010007123456FF246810'), '9000')
    assert.equal(await card.prove('DF04/RK1'), '9000')
    assert.equal(await card.send('0020000003246810'), '9000')
  }

  item(24, 'off-line transaction detail', async (card) => {
    await readyToPay(card)
    const first = await pay(card, 1000, 234, 5600)
    const second = await pay(card, 1, 2, 3)
    await card.send('00A4000002EF08')
    assert.equal(await card.send('00B2010400'), `${second}9000`)
    assert.equal(await card.send('00B2020400'), `${first}9000`)
    assert.equal(first.length, 56)
    assert.deepEqual([first.slice(0, 4), second.slice(0, 4)], ['0001', '0002'])
  })

  item(25, 'IRK identifier', async (card) => {
    const asked = '10'.repeat(16)
    assert.equal(cardKey('SSSE/IRK').id, 0)
    await card.select('SSSE')
    assert.equal((await card.send(`0088000010${asked}`)).slice(-4), '9000')
    for (const id of ['04', '0A']) assert.equal(await card.send(`008800${id}10${asked}`), '6985')
    assert.equal(await card.send(`0088007F10${asked}`), '6A88')
    assert.equal(await card.prove('SSSE/IRK'), '6985', 'the key that proves the card proves no terminal')
  })

  item(26, 'IRK diversification', async (card) => {
    const [challenge, data] = [Uint8Array.fromHex('1122334455667788'), Uint8Array.fromHex('0102030405060708')]
    const key = { suite: suiteId, version: 1, key: 'SSSE/IRK', area: '110000', challenge, data }
    const answer = async (factor: Uint8Array) =>
      (await card.order.hsm.internalAuthentication([{ ...key, factor }]))[0] as Uint8Array
    const question = { form: 'plain', challenge, data } as const
    const own = await proveCard(card.terminal, question, () => answer(cardFactor(specimenHistorical)))
    assert.deepEqual(own, { genuine: true, counter: null })
    const other = specimenHistorical.with(12, 2)
    const proof = await proveCard(card.terminal, question, () => answer(cardFactor(other)))
    assert.deepEqual(proof, { genuine: false, status: 0x9000 })
    const master = Uint8Array.fromHex('000102030405060708090A0B0C0D0E0F')
    const steps = [provinceFactor('110000'), cityFactor('110000'), cardFactor(specimenHistorical)]
    const diversified = steps.reduce((upper, factor) => suite.diversify(upper, factor), master)
    const vectors = { des: '4BD1D193E37466807133A0CDAE6C5B81', sm: 'E11512EEC34A44224CA9D8A3822F4ABB' }
    assert.equal(hex(diversified), vectors[suiteId])
  })

  item(27, 'purchase of amount zero', async (card) => {
    await readyToPay(card)
    const detail = await pay(card, 0, 0, 0)
    await card.send('00A4000002EF08')
    assert.equal(await card.send('00B2010400'), `${detail}9000`)
    assert.ok(detail.endsWith('0'.repeat(24)))
  })

  test(`M4.2: ${version}: all that was written down the line is read back from the card, and nothing else`, async () => {
    const card = await layCard(await accepted)
    const read = await readImage(card.terminal, version, {
      prove: async ({ name }) => (await card.prove(name)) === '9000',
      verifyPin: async () => (await card.send('0020000003123456')) === '9000',
    })
    assert.deepEqual(read, { ok: true, image: fullImage(version) })
    const free = await readImage(card.terminal, version, { prove: async () => false })
    assert.ok(!free.ok && free.status === 0x6982)
  })
}

test('M2.2: the specimen card of 3.00 answers the published dialogue byte for byte', async () => {
  const bench = await blankOnBench('3.00', { image: imageOf('3.00') })
  const card = await layCard(await acceptedCard('3.00', bench))
  const said = async (command: string, answer: string) => assert.equal(await card.line(command), answer)
  await said('00A404000F7378312E73682EC9E7BBE1B1A3D5CF', '6113')
  await said('00C0000013', '6F11840F7378312E73682EC9E7BBE1B1A3D5CF9000')
  await said('00A4000002EF05', '9000')
  await said('00B2010412', '0110110000D15600000500000001112233449000')
  await said('00B2010400', '6C12')
  await said('00B2020403', '0201339000')
  await said('00B2030406', '0304332E30309000')
  await said('00B204040E', '040C911100000000FFFFFFFFFFFF9000')
  await said('00B2050406', '0504202601059000')
  await said('00B2060406', '0604203601059000')
  await said('00B207040B', '6982')
  assert.equal(await card.prove('SSSE/RKSSSE'), '9000')
  await said('00B2072C0B', '07094130303030303031319000')
  await said('00A4000002EF06', '9000')
  await said('00B2010414', `0812${hex(Buffer.from('110101199003070011'))}9000`)
  await said('00B2020420', `091ED5C5C8FD${'00'.repeat(26)}9000`)
  await said('00B2030416', `4E14${'00'.repeat(20)}9000`)
  await said('00B2040403', '0A01319000')
  await said('00B2050403', '0B01019000')
  await said('00B2060405', '0C031101019000')
  await said('00B2070406', '0D04199003079000')
  await said('0020000003123456', '9000')
  await said('0020000003654321', '63C5')
  assert.deepEqual(concat(card.atr.subarray(4)), specimenHistorical)
})
