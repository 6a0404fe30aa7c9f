import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { encodeCommand } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import { concat } from '../bytes/concat.ts'
import { cardKey, cardKeys, directories } from '../key/card-key.ts'
import { encodeWriteKey, encodeWritePin } from '../key/write-key.ts'
import { memoryOver } from '../memory/memory.ts'
import { chipParts } from '../node/chip-parts.ts'
import type { Protocol } from '../profile/answer-to-reset.ts'
import { type SpecificationVersion, specificationVersions } from '../profile/card-file.ts'
import { profileOf } from '../profile/profiles.ts'
import { layoutOf } from './card-layout.ts'
import {
  atTheTable,
  bankCardNumber,
  blankCard,
  factor,
  hexByte,
  issuedKey,
  personalisedCard,
  recordOf,
  type Table,
  transportKey,
} from './personalised-card.fixture.ts'

const bytes = (hex: string) => Uint8Array.fromHex(hex)
const [ssse, payment] = ['7378312E73682EC9E7BBE1B1A3D5CF', 'A000000333010101']
const images = new Map<string, Uint8Array>()

/** A personalised card that nobody has used yet. */
function newCard(version: SpecificationVersion = '3.00', protocol: Protocol = 'T=0'): Table {
  const name = `${version} ${protocol}`
  const image = images.get(name) ?? personalisedCard(version, chipParts, protocol)
  images.set(name, image)
  return atTheTable(memoryOver(image.slice()), version, chipParts)
}

const newBlank = (): Table => atTheTable(memoryOver(blankCard('3.00')), '3.00', chipParts)

/** Status of a command given as header, data and Le. */
const status = (table: Table, header: string, data?: string, le?: number) =>
  table.send(header, data === undefined ? undefined : bytes(data), le).status

/** A card whose holder has chosen a PIN and shown it in the medical application. */
function readyToPay(): Table {
  const table = newCard()
  table.must(status(table, '805E0100', '123456FF654321'))
  table.select('DF04')
  table.must(table.verify('654321'))
  return table
}

const terminal = '110000000001'
const initialise = (amount = '00000000') => `01${amount}${terminal}`

/** Data of DEBIT FOR PURCHASE with MAC1 for what INITIALIZE answered. */
function debit(table: Table, initialised: string, amount = '00000000', dateTime = '20261123101500'): Uint8Array {
  const answer = bytes(initialised)
  const sequence = answer.subarray(4, 6)
  const amounts = bytes('0000006400000000000000C8')
  const message = concat(bytes(`${amount}06${terminal}`), amounts, bytes(dateTime))
  const mac = table.suite.mac(issuedKey('DF04/DPK'), concat(answer.subarray(-4), sequence, sequence), message)
  return concat(bytes('0000'), sequence, bytes(dateTime), amounts, mac)
}

suite('files', () => {
  test('M2.1: the dialogue of the published readers, byte for byte, on a T=0 card', () => {
    const table = newCard()
    assert.equal(table.card.powerOn().toHex(), '3b6d00000081544c978684110000000001')
    assert.equal(table.line(`00A404000F${ssse}`), '6113')
    assert.equal(table.line('00C0000013'), `6F11840F${ssse}9000`)
    assert.equal(table.line('00A4000002EF05'), '9000')
    assert.equal(table.line('00B2010412'), '0110110000D15600000500000001000000009000')
    assert.equal(table.line('00B2030406'), '0304332E30309000')
    assert.equal(table.line('00B207040B'), '6982')
    const challenge = table.line('0084000008')
    assert.equal(challenge.length, 20)
    const proof = table.suite.externalData(issuedKey('SSSE/RKSSSE'), bytes(challenge.slice(0, 16)), new Uint8Array(8))
    assert.equal(table.line(`0082000A10${proof.toHex()}`), '9000')
    assert.equal(table.line('00B207040B'), '07094130303030303031319000')
    assert.equal(table.line('00A4020002EF06'), '9000')
    assert.equal(table.line('00B2010414'), '08123131303130313139393030333037303031319000')
    assert.equal(table.line('0020000003123456'), '9000')
    const wrong = Array.from({ length: 7 }, () => table.line('0020000003000000'))
    assert.deepEqual(wrong, ['63C5', '63C4', '63C3', '63C2', '63C1', '63C0', '6983'])
    assert.equal(table.line('0020000003123456'), '6983')
  })

  for (const version of specificationVersions)
    test(`M2.2: ${version}: every record and file of the profile is there, in its order, with its tag and length`, () => {
      const table = newCard(version)
      for (const file of profileOf(version).files) {
        const keys = cardKeys.filter(({ directory, use }) => directory === file.directory && use === 'read')
        table.must(table.select(file.directory))
        for (const key of keys) table.must(table.prove(key.name))
        table.must(table.verify('123456'))
        table.must(status(table, '00A40000', file.fid.toString(16)))
        const sfi = (file.fid & 0x1f) * 8
        if (file.structure === 'transparent') {
          assert.equal(table.send('00B00000', undefined, 7).data, '636F6E74656E74')
          assert.equal(table.send(`00B0${hexByte(0x80 | (sfi / 8))}00`, undefined, 7).data, '636F6E74656E74')
          assert.equal(status(table, `00B0${file.size.toString(16).padStart(4, '0')}`, undefined, 1), 0x6b00)
        } else if (file.structure === 'cyclic') assert.equal(status(table, '00B20104', undefined, 1), 0x6a83)
        else
          for (const [index, item] of file.items.entries()) {
            const [record, le] = [recordOf(version, item).toHex().toUpperCase(), 2 + item.length]
            const number = hexByte(index + 1)
            assert.equal(table.send(`00B2${number}04`, undefined, le).data, record, 'by number')
            assert.equal(table.send(`00B2${hexByte(item.tag)}00`, undefined, le).data, record, 'by tag')
            assert.equal(table.send(`00B2${number}${hexByte(sfi + 4)}`, undefined, le).data, record, 'by SFI')
          }
        if (file.structure === 'linear')
          assert.equal(status(table, `00B2${hexByte(file.items.length + 1)}04`, undefined, 1), 0x6a83)
      }
    })

  test('M2.2: 1.00 and 2.00 are read by everybody, the name of a 3.00 card under RKSSSE only', () => {
    const read = (version: SpecificationVersion) => {
      const table = newCard(version)
      return [status(table, '00B2012C', undefined, 18), status(table, '00B20234', undefined, 32)]
    }
    assert.deepEqual(read('1.00'), [0x9000, 0x9000])
    assert.deepEqual(read('2.00'), [0x9000, 0x9000])
    assert.deepEqual(read('3.00'), [0x9000, 0x6982])
  })

  test('M2.1: every application is found by identifier and by name, and says who it is', () => {
    const table = newCard()
    for (const [index, name] of ['00', '01', '02', '03', '05', '06', '04'].entries()) {
      const control = `6F088406D156000005${name}`
      assert.equal(table.send('00A40400', bytes(`D156000005${name}`)).data, control)
      assert.equal(table.send('00A40000', bytes(`DF0${index + 1}`)).data, control)
      assert.equal(status(table, '00A4000C', `DF0${index + 1}`), 0x9000)
    }
    assert.equal(table.send('00A40000', bytes('3F00')).data, `6F11840F${ssse}`)
    assert.equal(table.send('00A40000', bytes('DDF1')).data, `6F11840F${ssse}`)
    assert.equal(status(table, '00A40200', 'DF01'), 0x6a82, 'mode 02 means elementary files')
    assert.equal(status(table, '00A40400', 'D15600000507'), 0x6a82)
  })

  test('M2.2: a key opens what asks for it, another key and another application open nothing', () => {
    const table = newCard()
    const record = recordOf('3.00', { tag: 0x20, length: 2, type: 'an', zh: '', en: '' })
    const write = () => status(table, '00DC012C', record.toHex())
    table.select('DF01')
    assert.equal(write(), 0x6982)
    for (const other of ['UK2', 'UK3', 'RK1', 'STK', 'LK']) table.must(table.prove(`DF01/${other}`))
    assert.equal(write(), 0x6982)
    table.must(table.prove('DF01/UK1'))
    assert.equal(write(), 0x9000)
    table.select('DF02')
    table.select('DF01')
    assert.equal(write(), 0x6982, 'what was proved ends with the application')
    table.must(table.prove('SSSE/UKSSSE'))
    table.select('DF01')
    assert.equal(write(), 0x6982)
  })

  test('M9.2: the PIN opens the application that it was verified in, alone or with a key as the file asks', () => {
    const table = newCard()
    const read = () => status(table, '00B2012C', undefined, 4)
    table.must(table.verify('123456'))
    table.select('DF01')
    assert.equal(read(), 0x6982)
    table.must(table.verify('123456'))
    assert.equal(read(), 0x9000)
    assert.equal(table.verify('999999'), 0x63c5)
    assert.equal(read(), 0x6982, 'a wrong PIN takes back what the right one gave')
    table.must(table.prove('DF01/RK1'))
    assert.equal(read(), 0x9000, 'PIN or RK')
    const health = () => status(table, '00B2012C', undefined, 3)
    table.must(table.prove('DF05/RK1'))
    assert.equal(health(), 0x6982)
    table.must(table.verify('123456'))
    assert.equal(health(), 0x9000, 'PIN and RK')
  })

  test('M2.3: records and bytes are written whole, within their places, with tag and length as the table has them', () => {
    const table = newCard()
    table.must(table.prove('SSSE/UKSSSE'))
    table.must(status(table, '00A40000', 'EF06'))
    assert.equal(status(table, '00DC0404', '0A0132'), 0x9000)
    assert.equal(status(table, '00DC0A00', '0A0139'), 0x9000, 'by tag')
    assert.equal(status(table, '00DC0404', '0B0132'), 0x6a80)
    assert.equal(status(table, '00DC0404', '0A0232'), 0x6a80)
    assert.equal(status(table, '00DC0404', '0A013232'), 0x6700)
    assert.equal(status(table, '00DC0804', '0A0132'), 0x6a83)
    assert.equal(status(table, '00DC0403', '0A0132'), 0x6a81)
    assert.equal(status(table, '00DC0003', '0A0132'), 0x6981, 'linear files have no newest record')
    assert.equal(status(table, '00E20000', '0A0132'), 0x6985, 'there is one already')
    assert.equal(status(table, '00E20000', 'FF0132'), 0x6a80)
    assert.equal(status(table, '00D60000', '01'), 0x6981)
    assert.equal(status(table, '00B00000', undefined, 1), 0x6981)
    table.must(status(table, '00A40000', 'EF08'))
    assert.equal(status(table, '00D60FFE', '0102'), 0x9000)
    assert.equal(status(table, '00D60FFF', '0102'), 0x6700)
    assert.equal(status(table, '00D61000', '01'), 0x6b00)
    assert.equal(status(table, '00D60000'), 0x6700)
    assert.equal(status(table, '00D68802', '77'), 0x9000)
    assert.equal(status(table, '00D6E800', '77'), 0x6a86)
    assert.equal(status(table, '00DC0104', '0101'), 0x6981)
    assert.equal(status(table, '00E20000', '0101'), 0x6981)
    assert.equal(status(table, '00B20104', undefined, 1), 0x6981)
    table.must(table.prove('SSSE/RKSSSE'))
    assert.equal(table.send('00B08802', undefined, 2).data, '7774')
    assert.equal(table.send('00B00FFE', undefined, 2).data, '0102')
    assert.equal(table.line('00B00FFE10'), '6C02')
  })

  test('M2.2: a blank has every place and nothing in it; APPEND RECORD finds the place by the tag', () => {
    const table = newBlank()
    assert.equal(status(table, '00B2012C', undefined, 18), 0x6a83)
    assert.equal(status(table, '00DC012C', '01'), 0x6982)
    assert.equal(table.verify('123456'), 0x6a88)
    table.must(table.prove('SSSE/MK', transportKey))
    table.must(status(table, '00A40000', 'EF05'))
    assert.equal(status(table, '00E20000', '050420260105'), 0x9000)
    assert.equal(table.send('00B2052C', undefined, 6).data, '050420260105')
    assert.equal(status(table, '00B2042C', undefined, 14), 0x6a83)
  })

  test('M2.2: a cyclic file wraps round, and record 1 is the newest', () => {
    const table = newCard()
    table.must(table.prove('DF04/UK2'))
    table.must(table.prove('DF04/RK1'))
    table.must(status(table, '00A40000', 'EF15'))
    const record = (number: number) => `0000${hexByte(number)}`
    for (let number = 1; number <= 13; number += 1)
      assert.equal(status(table, number % 2 ? '00E20000' : '00DC0003', record(number)), 0x9000)
    for (let age = 1; age <= 10; age += 1)
      assert.equal(table.send(`00B2${hexByte(age)}04`, undefined, 3).data, record(14 - age).toUpperCase())
    assert.equal(status(table, '00B20B04', undefined, 3), 0x6a83)
    assert.equal(status(table, '00E20000', '01'), 0x6700)
    assert.equal(status(table, '00DC0104', record(1)), 0x6981, 'history is not rewritten')
    assert.equal(status(table, '00B20100', undefined, 3), 0x6a81)
  })
})

suite('the line', () => {
  test('T=0: an answer waits for GET RESPONSE, in pieces if need be, and is lost by any other command', () => {
    const table = newCard()
    assert.equal(table.line('00C0000010'), '6901')
    assert.equal(table.line(`00A404000F${ssse}`), '6113')
    assert.equal(table.line('00C0000020'), '6C13')
    assert.equal(table.line('00C0000000'), '6C13')
    assert.equal(table.line('00C0000003'), '6F11846110')
    assert.equal(table.line('00C0000010'), `0F${ssse}9000`)
    assert.equal(table.line('00C0000010'), '6901')
    for (const other of ['00A4000002EF05', '00', '00FF0000', '0084000008']) {
      assert.equal(table.line(`00A404000F${ssse}`), '6113')
      table.line(other)
      assert.equal(table.line('00C0000013'), '6901')
    }
    assert.equal(table.line(`00A404000F${ssse}13`), '6113', 'the Le of a case 4 command is not on this line')
    assert.equal(table.line('00C0000113'), '6A86')
    assert.equal(table.line(`00A40400000 00F${ssse}`.replace(' ', '')), '6700', 'nor are extended lengths')
    assert.equal(table.line('00B2012C'), '6C12')
    assert.equal(table.line('00B2012C00'), '6C12')
    assert.equal(table.line('00B2012C11'), '6C12')
  })

  test('T=1: the answer comes at once, short or extended', () => {
    const table = newCard('3.00', 'T=1')
    assert.equal(table.card.powerOn().toHex(), '3b8d80010081544c97868411000000000110')
    assert.equal(table.line(`00A404000F${ssse}`), `6F11840F${ssse}9000`)
    assert.equal(table.line(`00A4040000000F${ssse}0000`), `6F11840F${ssse}9000`)
    assert.equal(table.line('00B2012C00').slice(-4), '9000')
    assert.equal(table.line('00B2012C'), table.line('00B2012C12'))
    assert.equal(table.line('00B2012C11'), '6C12')
    assert.equal(table.line('00C0000013'), '6901')
    table.must(table.prove('SSSE/RKSSSE'))
    table.must(table.prove('SSSE/UKSSSE'))
    table.must(status(table, '00A40000', 'EF08'))
    assert.equal(table.line('00B00000000000').length, (4096 + 2) * 2)
    const photo = new Uint8Array(4096).fill(0x5a)
    assert.equal(table.transmit(encodeCommand(0x00, 0xd6, 0, 0, { data: photo })), 0x9000)
    assert.equal(table.line('00B00000000000'), `${photo.toHex().toUpperCase()}9000`)
  })

  test('An instruction of nobody, of another class, of the other environment', () => {
    const table = newCard()
    assert.equal(table.line('00FE0000'), '6D00')
    assert.equal(table.line('10A4000002EF05'), '6E00')
    assert.equal(table.line('80A4000002EF05'), '6E00')
    assert.equal(table.line('80A80000028300'), '6985')
    assert.equal(table.line('00A4'), '6700')
    assert.equal(table.line('00A400000005'), '6700')
    assert.equal(table.line(''), '6700')
  })

  test('GET DATA tells the tries, the kind of PIN and the version of the keys', () => {
    const table = newCard()
    const read = (tag: string) => table.send(`80CA${tag}`, undefined, 4).data
    assert.deepEqual([read('9F17'), read('DF20'), read('DF21')], ['9F170106', 'DF200101', 'DF210101'])
    table.verify('000000')
    table.must(status(table, '805E0100', '123456FF654321'))
    assert.deepEqual([read('9F17'), read('DF20')], ['9F170106', 'DF200102'])
    assert.equal(status(table, '80CA0000', undefined, 4), 0x6a88)
    assert.equal(newBlank().send('80CADF20', undefined, 4).data, 'DF200100')
  })
})

suite('keys', () => {
  test('M14.1: a challenge is good for one attempt, and the newest one only', () => {
    const table = newCard()
    const [key, data] = [issuedKey('SSSE/RKSSSE'), new Uint8Array(8)]
    const send = (external: Uint8Array) => status(table, '0082000A', external.toHex())
    const old = table.challenge()
    const challenge = table.challenge()
    assert.notEqual(old.toHex(), challenge.toHex())
    assert.equal(send(table.suite.externalData(key, old, data)), 0x63c2)
    assert.equal(send(table.suite.externalData(key, challenge, data)), 0x6984, 'used up by the wrong attempt')
    const proof = table.suite.externalData(key, table.challenge(), data)
    assert.equal(send(proof), 0x9000)
    assert.equal(send(proof), 0x6984, 'replayed')
    table.challenge()
    assert.equal(send(proof), 0x63c2, 'replayed with another challenge')
    const before = table.suite.externalData(key, table.challenge(), data)
    table.card.powerOff()
    table.card.powerOn()
    assert.equal(send(before), 0x6984, 'no challenge outlives the power')
  })

  test('A wrong proof takes back what the right one gave', () => {
    const table = newCard()
    const number = () => status(table, '00B2072C', undefined, 11)
    table.must(table.prove('SSSE/RKSSSE'))
    assert.equal(number(), 0x9000)
    assert.equal(table.prove('SSSE/RKSSSE', transportKey), 0x63c2)
    assert.equal(number(), 0x6982)
  })

  test('Three wrong proofs lock a key; a right one in between gives the tries back', () => {
    const table = newCard()
    const wrong = () => table.prove('SSSE/UKSSSE', transportKey)
    assert.deepEqual([wrong(), wrong()], [0x63c2, 0x63c1])
    assert.equal(table.prove('SSSE/UKSSSE'), 0x9000)
    assert.deepEqual([wrong(), wrong(), wrong(), wrong()], [0x63c2, 0x63c1, 0x63c0, 0x6983])
    assert.equal(table.prove('SSSE/UKSSSE'), 0x6983)
    assert.equal(table.prove('SSSE/RKSSSE'), 0x9000, 'the others are not concerned')
    const rekey = encodeWriteKey(table.suite, issuedKey('SSSE/MK'), factor, cardKey('SSSE/UKSSSE'), 2, transportKey)
    table.must(table.transmit(rekey))
    assert.equal(table.prove('SSSE/UKSSSE', transportKey), 0x9000, 'a new key has new tries')
  })

  test('M2.2: every key of the table answers in its application: IRK to INTERNAL, the others to EXTERNAL', () => {
    for (const version of specificationVersions) {
      const table = newCard(version)
      for (const { name, use } of cardKeys) assert.equal(table.prove(name), use === 'internal' ? 0x6985 : 0x9000, name)
    }
  })

  test('WRITE KEY: MAC, card, directory, identifier and growing version must be right', () => {
    const table = newBlank()
    const write = (version: number, master: Uint8Array, of = factor, key = cardKey('DF01/UK1')) =>
      table.transmit(encodeWriteKey(table.suite, master, of, key, version, issuedKey('DF01/UK1')))
    assert.equal(write(1, transportKey), 0x9000)
    assert.equal(table.prove('DF01/UK1'), 0x9000)
    table.select('SSSE')
    assert.equal(write(1, transportKey), 0x6985, 'played twice')
    assert.equal(write(2, transportKey, bytes('8684110000000002')), 0x6988, 'of another card')
    assert.equal(write(2, issuedKey('SSSE/MK')), 0x6988)
    assert.equal(write(2, transportKey, factor, { ...cardKey('DF01/UK1'), id: 0x7f }), 0x6a88)
    const garbled = encodeWritePin(table.suite, transportKey, factor, new Uint8Array(5))
    table.must(table.prove('SSSE/MK', transportKey))
    assert.equal(table.transmit(garbled), 0x6a80)
    assert.equal(status(table, '84D40300', '0011223344'), 0x6a86)
    assert.equal(status(table, '84D40101', '0011223344'), 0x6a86)
    for (let time = 0; time < 3; time += 1) assert.equal(status(table, '84D40100', '0011223344'), 0x6988)
    assert.equal(write(2, transportKey), 0x6983)
  })

  test('M2.2: the master key opens every file until it is replaced, and none of them afterwards', () => {
    const table = newBlank()
    const issueDate = '050420260105'
    table.must(table.prove('SSSE/MK', transportKey))
    table.select('DF01')
    assert.equal(status(table, '00DC012C', '20023131'), 0x9000)
    assert.equal(status(table, '00B2012C', undefined, 4), 0x9000)
    table.select('SSSE')
    const master = encodeWriteKey(table.suite, transportKey, factor, cardKey('SSSE/MK'), 1, issuedKey('SSSE/MK'))
    table.must(table.transmit(master))
    assert.equal(status(table, '00DC052C', issueDate), 0x6982)
    table.must(table.prove('SSSE/MK'))
    assert.equal(status(table, '00DC052C', issueDate), 0x9000, 'the profile gives it the issuer’s file')
    table.select('DF01')
    assert.equal(status(table, '00B2012C', undefined, 4), 0x6982)
  })

  test('Secure messaging: the MAC under the maintenance key is bound to challenge and command', () => {
    const table = newCard()
    const data = bytes('0A0132')
    table.select('SSSE')
    assert.equal(table.secured('04DC0434', 'SSSE/STK', data).status, 0x6982, 'it replaces no right')
    table.must(table.prove('SSSE/UKSSSE'))
    assert.equal(table.secured('04DC0434', 'SSSE/STK', data).status, 0x9000)
    assert.equal(table.secured('84DC0434', 'SSSE/STK', data).status, 0x9000)
    assert.equal(table.secured('04D68800', 'SSSE/STK', data).status, 0x9000)
    assert.equal(status(table, '04DC0434', '0A013200000000'), 0x6984)
    const mac = table.suite.mac(issuedKey('SSSE/STK'), table.challenge(), concat(bytes('04DC0434'), bytes('07'), data))
    assert.equal(status(table, '04DC0A30', concat(data, mac).toHex()), 0x6988, 'another header')
    assert.equal(status(table, '04DC0434', concat(data, mac).toHex()), 0x6984)
    assert.equal(status(table, '04DC0434', '0A01'), 0x6700)
    for (const left of [1, 0]) assert.equal(table.secured('04DC0434', 'SSSE/RKSSSE', data).status, 0x6988, `${left}`)
    assert.equal(table.secured('04DC0434', 'SSSE/STK', data).status, 0x6983)
    table.must(table.prove('DF01/UK1'))
    assert.equal(table.secured('04DC012C', 'DF01/STK', bytes('20023232')).status, 0x9000)
  })
})

suite('PIN', () => {
  test('M9.2: six tries, given back by the right PIN, then locked; a malformed entry costs none', () => {
    const table = newCard()
    assert.equal(status(table, '00200000'), 0x63c6, 'no data asks')
    const wrong = Array.from({ length: 5 }, () => table.verify('654321'))
    assert.deepEqual(wrong, [0x63c5, 0x63c4, 0x63c3, 0x63c2, 0x63c1])
    assert.equal(table.verify('12345A'), 0x6a80)
    assert.equal(table.verify('1234'), 0x6700)
    assert.equal(table.verify('123456'), 0x9000)
    assert.equal(status(table, '00200000'), 0x9000)
    for (let time = 0; time < 6; time += 1) table.verify('654321')
    assert.deepEqual([table.verify('123456'), status(table, '00200000')], [0x6983, 0x6983])
    assert.equal(status(table, '805E0100', '123456FF222222'), 0x6983)
    assert.equal(status(table, '00200100', '123456'), 0x6a86)
  })

  test('M9.2: the holder changes the PIN with the old one, and never back to the initial one', () => {
    const table = newCard()
    const change = (data: string) => status(table, '805E0100', data)
    assert.equal(change('000000FF654321'), 0x63c5)
    assert.equal(change('123456FF123456'), 0x6985)
    assert.equal(change('123456FF65432A'), 0x6a80)
    assert.equal(change('12345600654321'), 0x6a80)
    assert.equal(change('123456FF6543'), 0x6700)
    assert.equal(status(table, '805E0000', '123456FF654321'), 0x6a86)
    assert.equal(change('123456FF654321'), 0x9000)
    assert.equal(change('654321FF123456'), 0x6985)
    assert.equal(table.verify('123456'), 0x63c5)
    assert.equal(table.verify('654321'), 0x9000)
  })

  for (const version of ['2.00', '3.00'] as const)
    test(`M9.2: ${version}: a locked PIN is unblocked or reset under PUK and STK, with a MAC that is not accepted twice`, () => {
      const table = newCard(version)
      const reload = (pin: string) =>
        table.secured('84240001', 'SSSE/STK', table.suite.encipher(issuedKey('SSSE/STK'), bytes(`03${pin}`)))
      for (let time = 0; time < 6; time += 1) table.verify('654321')
      assert.equal(table.secured('84240000', 'SSSE/STK').status, 0x6982)
      table.must(table.prove('SSSE/PUK'))
      assert.equal(status(table, '84240000', '00000000'), 0x6984)
      assert.equal(table.secured('84240000', 'SSSE/UKSSSE').status, 0x6988)
      assert.equal(table.secured('84240000', 'SSSE/STK', bytes('00')).status, 0x6700)
      assert.equal(table.verify('123456'), 0x6983)
      assert.equal(table.secured('84240000', 'SSSE/STK').status, 0x9000)
      assert.equal(table.verify('123456'), 0x9000)
      assert.equal(table.secured('84240001', 'SSSE/STK', bytes('0000')).status, 0x6a80)
      assert.equal(reload('777777').status, 0x9000)
      assert.equal(table.verify('123456'), 0x63c5)
      assert.equal(table.verify('777777'), 0x9000)
      assert.equal(table.send('80CADF20', undefined, 4).data, 'DF200102')
      table.must(table.verify('777777'))
      assert.equal(reload('123456').status, 0x9000)
      assert.equal(status(table, '00200000'), 0x63c6, 'who knew the old PIN has shown nothing of the new one')
      assert.equal(table.send('80CADF20', undefined, 4).data, 'DF200101', 'the PIN of the letter pays nothing')
      assert.equal(table.secured('84240002', 'SSSE/STK').status, 0x6a86)
      assert.equal(table.secured('84240100', 'SSSE/STK').status, 0x6a86)
    })

  test('The command to reset the PIN of a 2.00 card has the published lengths', () => {
    const { suite } = newCard('2.00')
    const block = suite.decipher(issuedKey('SSSE/STK'), suite.encipher(issuedKey('SSSE/STK'), bytes('03123456')))
    assert.equal(block?.toHex(), '03123456')
    assert.equal(suite.encipher(issuedKey('SSSE/STK'), bytes('03123456')).length + 4, 0x0c)
  })

  test('WRITE PIN asks for the proved master key; no PIN, no reset', () => {
    const table = newBlank()
    const write = encodeWritePin(table.suite, transportKey, factor, bytes('0312345680000000'))
    assert.equal(table.transmit(write), 0x6982)
    table.must(table.prove('SSSE/PUK', transportKey))
    assert.equal(status(table, '84240000', '00000000'), 0x6a88)
    table.must(table.prove('SSSE/MK', transportKey))
    assert.equal(table.transmit(write), 0x9000)
    assert.equal(table.verify('123456'), 0x9000)
    const long = encodeWritePin(table.suite, transportKey, factor, bytes('0412345678800000'))
    assert.equal(table.transmit(long), 0x6a80, 'six digits and no others')
  })
})

suite('blocks', () => {
  test('An application is blocked for a time or for ever under its locking key; the others go on', () => {
    const table = newCard()
    table.select('DF01')
    assert.equal(table.secured('841E0000', 'DF01/STK').status, 0x6988)
    assert.equal(table.secured('84180000', 'DF01/LK').status, 0x6985, 'it is not blocked')
    assert.equal(table.secured('841E0000', 'DF01/LK').status, 0x9000)
    assert.equal(table.verify('123456'), 0x6985)
    assert.equal(status(table, '00A40000', 'EF05'), 0x6985)
    table.card.powerOn()
    assert.equal(table.select('DF02'), 0x9000)
    assert.equal(table.select('DF01'), 0x6a81)
    assert.equal(status(table, '00B2012C', undefined, 4), 0x6985)
    assert.equal(table.secured('84180000', 'DF01/LK').status, 0x9000)
    assert.equal(table.verify('123456'), 0x9000)
    assert.equal(table.secured('841E0001', 'DF01/LK').status, 0x9000)
    assert.equal(table.select('DF01'), 0x9303)
    assert.equal(status(table, '00A40000', 'EF05'), 0x9303)
    assert.equal(status(table, '00840000', undefined, 8), 0x9303)
    assert.equal(table.select('DF03'), 0x9000)
    assert.equal(status(table, '841E0002', '00000000'), 0x6a86)
  })

  test('M2.1: a blocked card serves nobody, in neither environment', () => {
    const table = newCard()
    assert.equal(table.secured('84160100', 'SSSE/BK').status, 0x6a86)
    assert.equal(table.secured('84160000', 'SSSE/BK', bytes('00')).status, 0x6700)
    assert.equal(table.secured('84160000', 'SSSE/BK').status, 0x9000)
    table.card.powerOn()
    assert.equal(table.select('SSSE'), 0x6a81)
    assert.equal(status(table, '00A40400', payment), 0x6a81)
    assert.equal(status(table, '00B2012C', undefined, 18), 0x9303)
    assert.equal(table.verify('123456'), 0x9303)
  })
})

suite('the bank’s environment', () => {
  test('M2.1: the number of the bank card is read as in PBOC, and only there', () => {
    const table = newCard()
    const record = `700C5A0A${bankCardNumber}F`
    assert.equal(status(table, '80A80000', '8300'), 0x6985)
    assert.equal(table.send('00A40400', bytes(payment)).data, `6F188408${payment}A50C500A50424F43204445424954`)
    assert.equal(table.send('80A80000', bytes('8300')).data, '80067C0008010100')
    assert.equal(status(table, '80A80000', '8301'), 0x6a80)
    assert.equal(status(table, '80A80100', '8300'), 0x6a86)
    assert.equal(table.send('00B2010C', undefined, 14).data, record)
    assert.equal(status(table, '00B2020C', undefined, 14), 0x6a83)
    assert.equal(status(table, '00B20114', undefined, 14), 0x6a82)
    assert.equal(status(table, '00B2010D', undefined, 14), 0x6a81)
    assert.equal(status(table, '00A40000', 'EF05'), 0x6a82)
    assert.equal(status(table, '00A40000', 'DF01'), 0x6a82)
    assert.equal(table.verify('123456'), 0x6985)
    assert.equal(status(table, '00840000', undefined, 8), 0x6985)
  })

  test('M2.1: entering one environment forgets what was proved in the other', () => {
    const table = newCard()
    const number = () => status(table, '00B2072C', undefined, 11)
    table.must(table.prove('SSSE/RKSSSE'))
    assert.equal(number(), 0x9000)
    table.select('DF01')
    table.select('SSSE')
    assert.equal(number(), 0x9000, 'applications lie under SSSE')
    const challenge = table.challenge()
    table.must(status(table, '00A40400', payment))
    table.select('SSSE')
    assert.equal(number(), 0x6982)
    const proof = table.suite.externalData(issuedKey('SSSE/RKSSSE'), challenge, new Uint8Array(8))
    assert.equal(status(table, '0082000A', proof.toHex()), 0x6984)
  })

  test('M2.1: the number is written once, while the card is in the works; without it there is no application', () => {
    const table = newBlank()
    table.must(status(table, '00A40400', payment))
    assert.equal(status(table, '80A80000', '8300'), 0x6985)
    assert.equal(status(table, '00B2010C', undefined, 14), 0x6a83)
    for (const wrong of ['', '5A', '5A0A6229', '5A03622900', '570862290000000000018F', '5A086229AA0000000001'])
      assert.equal(status(table, '80E28000', wrong || undefined), 0x6a80, wrong)
    assert.equal(status(table, '80E20100', '5A086229000000000018'), 0x6a86)
    assert.equal(status(table, '80E28000', '5A086229000000000018'), 0x9000)
    assert.equal(status(table, '80E28000', '5A086229000000000026'), 0x6985)
    assert.equal(table.send('00B2010C', undefined, 12).data, '700A5A086229000000000018')
    const other = newBlank()
    const master = encodeWriteKey(other.suite, transportKey, factor, cardKey('SSSE/MK'), 1, issuedKey('SSSE/MK'))
    table.must(status(other, '00A40400', payment))
    other.select('SSSE')
    other.must(other.transmit(master))
    assert.equal(status(other, '00A40400', payment), 0x6a82)
  })
})

suite('off-line medical debit', () => {
  test('M2.5: a debit, also of nothing, leaves its detail as record 1 and answers with TAC and MAC2', () => {
    const table = readyToPay()
    for (const [index, amount] of ['00000000', '00001234'].entries()) {
      const { data } = table.send('80500102', bytes(initialise(amount)))
      const sequence = hexByte(index + 1)
      assert.match(data, new RegExp(`^0000000000${sequence}0000000103.{8}$`))
      const answer = table.send('80540100', debit(table, data, amount))
      assert.equal(answer.status, 0x9000)
      const detail = bytes(`00${sequence}06${terminal}202611231015000000006400000000000000C8`)
      const bound = concat(bytes(data).subarray(-4), bytes(`00${sequence}00${sequence}`))
      const tac = table.suite.mac(issuedKey('DF04/DTK'), bound, detail)
      const second = table.suite.mac(issuedKey('DF04/DPK'), bound, bytes(amount))
      assert.equal(answer.data, concat(tac, second).toHex().toUpperCase())
      table.must(table.prove('DF04/RK1'))
      assert.equal(table.send('00B20144', undefined, 28).data, detail.toHex().toUpperCase())
    }
    assert.equal(status(table, '00B20244', undefined, 28), 0x9000)
    assert.equal(status(table, '00B20344', undefined, 28), 0x6a83)
  })

  test('M2.5: a terminal that lost the answer asks for the proof of the last debit again', () => {
    const table = readyToPay()
    assert.equal(status(table, '805A0006', '0000'), 0x9406, 'there was none')
    const { data } = table.send('80500102', bytes(initialise()))
    const answer = table.send('80540100', debit(table, data))
    table.card.powerOn()
    assert.equal(status(table, '805A0006', '0001'), 0x6985)
    table.select('DF04')
    assert.deepEqual(table.send('805A0006', bytes('0001')), answer)
    assert.equal(status(table, '805A0006', '0002'), 0x9406)
    assert.equal(status(table, '805A0009', '0001'), 0x6a86)
    assert.equal(status(table, '805A0006', '01'), 0x6700)
  })

  test('M9.2: without the PIN, with the initial PIN, elsewhere, or with wrong data nothing is debited', () => {
    const fresh = newCard()
    assert.equal(status(fresh, '80500102', initialise()), 0x6985, 'not the medical application')
    fresh.select('DF04')
    assert.equal(status(fresh, '80500102', initialise()), 0x6982)
    fresh.must(fresh.verify('123456'))
    assert.equal(status(fresh, '80500102', initialise()), 0x6985)
    const table = readyToPay()
    assert.equal(status(table, '80540100', '00'), 0x6901)
    assert.equal(status(table, '80500002', initialise()), 0x6a86)
    assert.equal(status(table, '80500102', '01'), 0x6700)
    assert.equal(status(table, '80500102', `02${initialise().slice(2)}`), 0x9403)
    const begin = () => table.send('80500102', bytes(initialise())).data
    const whole = debit(table, begin())
    assert.equal(status(table, '80540100', whole.subarray(1).toHex()), 0x6700)
    assert.equal(status(table, '80540100', whole.toHex()), 0x6901, 'begun again first')
    begin()
    assert.equal(status(table, '80540100', whole.toHex()), 0x9302, 'the MAC of another debit')
    assert.equal(status(table, '80540100', debit(table, begin(), '00000000', '2026112310150A').toHex()), 0x6a80)
    assert.equal(status(table, '80540000', debit(table, begin()).toHex()), 0x6a86)
    table.must(table.prove('DF04/RK1'))
    assert.equal(status(table, '00B20144', undefined, 28), 0x6a83)
  })
})

suite('status words', () => {
  /** How each of them is come by. */
  const said: Readonly<Record<keyof typeof statusWords, () => number>> = {
    success: () => newCard().select('SSSE'),
    memoryFault: withBrokenMemory,
    wrongLength: () => status(newCard(), '00A40000', 'EF'),
    invalidState: () => status(newCard(), '00C00000', undefined, 1),
    wrongFileType: () => status(newCard(), '00B08500', undefined, 1),
    securityNotSatisfied: () => status(newCard(), '00B2072C', undefined, 11),
    locked: () => [1, 2, 3, 4].map(() => lockedKey.prove('SSSE/RKSSSE', transportKey)).at(-1) ?? 0,
    referencedDataInvalid: () => status(newCard(), '0082000A', '00'.repeat(16)),
    conditionsNotSatisfied: () => status(newCard(), '00B20104', undefined, 18),
    secureMessageWrong: () => newCard().secured('841E0000', 'SSSE/STK').status,
    wrongData: () => newCard().verify('12345A'),
    notSupported: () => withBlockedApplication(),
    fileNotFound: () => status(newCard(), '00A40000', '9999'),
    recordNotFound: () => status(newCard(), '00B2092C', undefined, 1),
    wrongParameters: () => status(newCard(), '00A40001', 'EF05'),
    keyNotFound: () => status(newCard(), '0082007F', '00'.repeat(16)),
    wrongOffset: () => beyondTheFile(),
    unknownInstruction: () => status(newCard(), '00FE0000'),
    unknownClass: () => status(newCard(), '10A40000', 'EF05'),
    macInvalid: () => withWrongMac(),
    permanentlyLocked: () => withBlockedCard(),
    purchaseNotSupported: () => status(readyToPay(), '80500102', `02${initialise().slice(2)}`),
    macNotAvailable: withoutCertificateKey,
  }
  const lockedKey = newCard()

  for (const [name, code] of Object.entries(statusWords))
    test(`${code.toString(16).toUpperCase()}: ${name}`, () => {
      assert.equal(said[name as keyof typeof statusWords](), code)
    })

  test('9403 and 9406: a card without purchase key or without TAC key pays nothing', () => {
    assert.equal(withoutCertificateKey(), 0x9406)
    const table = newBlank()
    withPin(table)
    assert.equal(status(table, '80500102', initialise()), 0x9403)
  })

  test('6581: after a fault of the memory nothing is said before the next power on', () => {
    const image = blankCard('3.00')
    const memory = memoryOver(image)
    let broken = false
    const write = (offset: number, written: Uint8Array) => {
      if (broken) throw new Error('worn out')
      memory.write(offset, written)
    }
    const table = atTheTable({ ...memory, write }, '3.00', chipParts)
    table.must(table.prove('SSSE/MK', transportKey))
    broken = true
    assert.equal(status(table, '00DC052C', '050420260105'), 0x6581)
    broken = false
    assert.equal(table.select('SSSE'), 0x6581)
    assert.equal(table.card.powerOn().length, 17)
    assert.equal(table.select('SSSE'), 0x9000)
    assert.equal(status(table, '00B2052C', undefined, 6), 0x6a83)
  })

  test('A memory that is no card’s is mute, and one of another table does not guess', () => {
    for (const image of [new Uint8Array(), new Uint8Array(100), new Uint8Array(20_000).fill(0xff)]) {
      const table = atTheTable(memoryOver(image), '3.00', chipParts)
      assert.equal(table.card.powerOn().length, 0)
      assert.equal(table.select('SSSE'), 0x6581)
    }
    const decayed = blankCard('3.00')
    decayed.fill(0xa5, layoutOf(profileOf('3.00')).journal.offset)
    const torn = atTheTable(memoryOver(decayed), '3.00', chipParts)
    assert.equal(torn.card.powerOn().length, 17)
    assert.equal(torn.select('SSSE'), 0x6581)
    const short = atTheTable(memoryOver(blankCard('3.00').slice(0, -1)), '3.00', chipParts)
    assert.equal(short.select('SSSE'), 0x6581)
  })
})

/** A PIN of the holder's own, verified in the medical application of a blank. */
function withPin(table: Table): void {
  table.must(table.prove('SSSE/MK', transportKey))
  table.must(table.transmit(encodeWritePin(table.suite, transportKey, factor, bytes('03123456'))))
  table.must(status(table, '805E0100', '123456FF654321'))
  table.select('DF04')
  table.must(table.verify('654321'))
}

function withoutCertificateKey(): number {
  const table = newBlank()
  const key = encodeWriteKey(table.suite, transportKey, factor, cardKey('DF04/DPK'), 1, issuedKey('DF04/DPK'))
  table.must(table.transmit(key))
  withPin(table)
  const { data } = table.send('80500102', bytes(initialise()))
  return status(table, '80540100', debit(table, data).toHex())
}

function withBlockedApplication(): number {
  const table = newCard()
  table.select('DF06')
  table.must(table.secured('841E0000', 'DF06/LK').status)
  return table.select('DF06')
}

function withBlockedCard(): number {
  const table = newCard()
  table.must(table.secured('84160000', 'SSSE/BK').status)
  return table.verify('123456')
}

function beyondTheFile(): number {
  const table = newCard()
  table.must(table.prove('SSSE/RKSSSE'))
  table.must(status(table, '00A40000', 'EF07'))
  return status(table, '00B00300', undefined, 1)
}

function withWrongMac(): number {
  const table = readyToPay()
  const { data } = table.send('80500102', bytes(initialise()))
  return status(table, '80540100', debit(table, data, '00000001').toHex())
}

function withBrokenMemory(): number {
  const memory = memoryOver(blankCard('3.00'))
  const write = () => {
    throw new Error('worn out')
  }
  return atTheTable({ ...memory, write }, '3.00', chipParts).prove('SSSE/MK', transportKey)
}

test('Every directory of the key table is a directory of the card', () => {
  const table = newCard()
  for (const directory of directories) assert.equal(table.select(directory), 0x9000)
})
