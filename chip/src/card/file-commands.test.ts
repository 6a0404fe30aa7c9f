import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { bytes, newBlank, newCard, ssse, status } from '../../test/card-at-the-table.ts'
import { encodeCommand } from '../apdu/command-apdu.ts'
import { cardKeys, directories } from '../key/card-key.ts'
import { type SpecificationVersion, specificationVersions } from '../profile/card-file.ts'
import { profileOf } from '../profile/profiles.ts'
import { hexByte, issuedKey, recordOf, transportKey } from './personalised-card.fixture.ts'

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

test('Every directory of the key table is a directory of the card', () => {
  const table = newCard()
  for (const directory of directories) assert.equal(table.select(directory), 0x9000)
})
