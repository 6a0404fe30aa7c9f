import assert from 'node:assert/strict'
import { test } from 'node:test'
import { birthPlaceOf, chipTerms } from './chip-terms.ts'
import { type FactoryOrder, parseFactoryOrder } from './factory-order.ts'

const order: FactoryOrder = {
  batchNumber: '20261123110105ABCDE',
  ...chipTerms,
  ...{ keyVersion: 1, validityYears: 10, expiryDay: 'same-day' },
  cards: [
    {
      ...{
        sequence: 1,
        cardNumber: 'T00000011',
        ssn: '110101199003070011',
        name: '𠮷·欧阳',
        sex: '1',
        ethnicGroup: '01',
      },
      ...{ birthPlace: '110101', birthOn: '1990-03-07', bank: '313100000005', photoId: null, pictures: null },
      ...{ bankCardNumber: '6217000000000000012', certificateSerial: 'AB', initialPin: '274913', outlet: null },
    },
  ],
}
const withCard = (change: object) => JSON.stringify({ ...order, cards: [{ ...order.cards[0], ...change }] })

test('M11.2: an order says what printer and chip need, and an order that was masked or says more makes no card', () => {
  assert.deepEqual(parseFactoryOrder(JSON.stringify(order)), order)
  const bad = ['not JSON', '{}', withCard({ name: '欧**' }), withCard({ ssn: '110101********0011' })]
  for (const text of [...bad, withCard({ phone: '19900001234' }), withCard({ bankCardNumber: '' })])
    assert.equal(parseFactoryOrder(text), undefined, text)
  assert.equal(parseFactoryOrder(JSON.stringify({ ...order, specification: '2.00' })), undefined)
})

test('M2.2: a picture that the chip cannot hold is no order', () => {
  const photo = (bytes: number) => ({
    photoId: '018f0000-0000-7000-8000-00000000c001',
    pictures: { print: '/9j/', chip: Buffer.alloc(bytes).toString('base64') },
  })
  assert.notEqual(parseFactoryOrder(withCard(photo(4096))), undefined)
  assert.equal(parseFactoryOrder(withCard(photo(4099))), undefined)
})

test('M2.2: the place of birth is the area of the number, or the issuing area for whoever has none', () => {
  assert.equal(birthPlaceOf('110221197001010017'), '110221')
  assert.equal(birthPlaceOf('911124198108030024'), '110000')
  assert.equal(birthPlaceOf('810000199001010018'), '110000')
  assert.equal(birthPlaceOf('E12345678'), '110000')
})
