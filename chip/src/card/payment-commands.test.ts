import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import {
  bytes,
  debit,
  initialise,
  newBlank,
  newCard,
  payment,
  readyToPay,
  status,
  terminal,
} from '../../test/card-at-the-table.ts'
import { concat } from '../bytes/concat.ts'
import { cardKey } from '../key/card-key.ts'
import { encodeWriteKey } from '../key/write-key.ts'
import { bankCardNumber, factor, hexByte, issuedKey, transportKey } from './personalised-card.fixture.ts'

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
