import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { specimenData } from '../../test/specimen-data.ts'
import { specificationVersions } from '../profile/card-file.ts'
import { itemText } from '../profile/item-text.ts'
import { profileOf } from '../profile/profiles.ts'
import { parseRecord } from '../tlv/record.ts'
import type { CardData } from './card-data.ts'
import type { CardImage, ImageFile } from './card-image.ts'
import { composeImage } from './compose-image.ts'
import { describeImage } from './describe-image.ts'
import { differences } from './differences.ts'
import { imageDigests } from './image-digests.ts'
import { pinBlock } from './pin-block.ts'

function composed(change: Partial<CardData> = {}): CardImage {
  const result = composeImage({ ...specimenData('3.00'), ...change })
  if (!result.ok) assert.fail(`${result.field} ${result.fault}`)
  return result.image
}
const fileOf = (image: CardImage, path: string) => image.files.find((file) => file.path === path) as ImageFile
const records = (image: CardImage, path: string) => {
  const file = fileOf(image, path)
  return 'records' in file ? file.records.map((record) => record?.toHex().toUpperCase()) : undefined
}
const refusal = (change: Partial<CardData>) => {
  const result = composeImage({ ...specimenData('3.00'), ...change })
  return result.ok ? 'composed' : `${result.field} ${result.fault}`
}

test('M2.2: the specimen card comes out byte for byte', () => {
  const image = composed()
  assert.deepEqual(records(image, '3F00EF05'), [
    '0110110000D1560000050000000111223344',
    '020133',
    '0304332E3030',
    '040C911100000000FFFFFFFFFFFF',
    '050420260105',
    '060420360105',
    '0709413030303030303131',
  ])
  assert.deepEqual(records(image, '3F00EF06'), [
    `0812${'110101199003070011'.replace(/./g, (digit) => `3${digit}`)}`,
    `091ED5C5C8FD${'00'.repeat(26)}`,
    `4E14${'00'.repeat(20)}`,
    '0A0131',
    '0B0101',
    '0C03110101',
    '0D0419900307',
  ])
})

test('M2.2: a card of 1.00 has no name extension, one of 2.00 and 3.00 has', () => {
  const names = specificationVersions.map((version) => {
    const tags = records(composed({ version }), '3F00EF06')?.map((record) => record?.slice(0, 2))
    return tags?.includes('4E')
  })
  assert.deepEqual(names, [false, true, true])
})

test('M4.3: a long name goes on in the extension; what the chip cannot hold is said before production', () => {
  const image = composed({ name: '王'.repeat(17) })
  assert.deepEqual(records(image, '3F00EF06')?.slice(1, 3), [
    `091E${'CDF5'.repeat(15)}`,
    `4E14${'CDF5'.repeat(2)}${'00'.repeat(16)}`,
  ])
  assert.deepEqual(records(composed({ name: `A${'王'.repeat(15)}` }), '3F00EF06')?.slice(1, 3), [
    `091E41${'CDF5'.repeat(14)}00`,
    `4E14CDF5${'00'.repeat(18)}`,
  ])
  assert.equal(refusal({ name: '王'.repeat(25) }), 'composed')
  assert.equal(refusal({ name: '王'.repeat(26) }), 'name length')
  assert.equal(refusal({ name: '王'.repeat(16), version: '1.00' }), 'name length')
  assert.equal(refusal({ name: '王'.repeat(15), version: '1.00' }), 'composed')
  assert.equal(refusal({ name: '王𬭎' }), 'name characters')
  assert.equal(refusal({ name: '' }), 'name format')
})

test('M2.2: a field that is not of its form is named', () => {
  const wrong: readonly Partial<CardData>[] = [
    { identificationCode: '110000D15600000600000001AABBCCDD' },
    { cardNumber: 'A0000001' },
    { cardNumber: 'a00000011' },
    { ssn: '11010119900307001' },
    { sex: '3' },
    { ethnicGroup: '1' },
    { birthPlace: '1101' },
    { birthOn: '19901301' },
    { issuedOn: '2026-1-5' },
    { validUntil: '20360100' },
    { cardClass: '' },
    { initialisingBody: '9'.repeat(25) },
    { bankCardNumber: '621700000000000' },
  ]
  for (const change of wrong) assert.equal(refusal(change), `${Object.keys(change)[0]} format`)
})

test('M2.2: a photo has at most 4,096 bytes, its filling is no part of it', () => {
  const photo = Uint8Array.from({ length: 4096 }, (_, index) => (index % 255) + 1)
  assert.deepEqual(fileOf(composed({ photo }), '3F00EF08'), { path: '3F00EF08', bytes: photo })
  assert.deepEqual(fileOf(composed({ photo: Uint8Array.of(0xff, 0xd9, 0, 0) }), '3F00EF08'), {
    ...{ path: '3F00EF08', bytes: Uint8Array.of(0xff, 0xd9) },
  })
  assert.equal(refusal({ photo: new Uint8Array([...photo, 1]) }), 'photo length')
  assert.equal(refusal({ photo: new Uint8Array(8) }), 'photo format')
  assert.equal(fileOf(composed(), '3F00EF08'), undefined)
})

test('M2.2: every record of an image has the tag, the length and the type of its item', () => {
  const name = fc.array(fc.constantFrom('王', '·', 'A', '阿', '娜'), { minLength: 1, maxLength: 25 })
  fc.assert(
    fc.property(name, fc.constantFrom(...specificationVersions), (characters, version) => {
      const result = composeImage({ ...specimenData(version), name: characters.join('') })
      if (!result.ok) return assert.equal(version, '1.00')
      for (const file of result.image.files) {
        const place = profileOf(version).files.find((one) => file.path.endsWith(one.fid.toString(16).toUpperCase()))
        if (!('records' in file) || place?.structure !== 'linear') return assert.fail(file.path)
        assert.equal(file.records.length, place.items.length)
        for (const [index, item] of place.items.entries()) {
          const record = parseRecord(file.records[index] as Uint8Array)
          assert.equal(record?.tag, item.tag)
          assert.notEqual(itemText(item, record?.value as Uint8Array), undefined)
        }
      }
    }),
    { seed: 20221001, numRuns: 60 },
  )
})

test('M4.2: a difference of one bit, a missing record and another PAN are found and named', () => {
  const image = composed({ photo: Uint8Array.of(1, 2, 3), bankCardNumber: '6217000000000000004' })
  assert.deepEqual(
    differences(image, composed({ photo: Uint8Array.of(1, 2, 3), bankCardNumber: '6217000000000000004' })),
    [],
  )
  const changed = (path: string, change: (file: ImageFile) => ImageFile): CardImage => ({
    ...image,
    files: image.files.map((file) => (file.path === path ? change(file) : file)),
  })
  assert.deepEqual(differences(image, composed({ photo: Uint8Array.of(1, 2, 7) })), ['3F00EF08', 'PSE'])
  assert.deepEqual(differences(image, { ...image, files: image.files.slice(1) }).length, 7)
  assert.deepEqual(differences({ ...image, files: image.files.slice(1) }, image).length, 7)
  const without = changed('3F00EF06', (file) => ({
    path: file.path,
    records: 'records' in file ? file.records.with(3, null) : [],
  }))
  assert.deepEqual(differences(image, without), ['3F00EF06/4'])
  assert.deepEqual(
    differences(
      image,
      composed({ ...image, version: '2.00', photo: Uint8Array.of(1, 2, 3), bankCardNumber: image.pan }),
    ),
    ['version', '3F00EF05/3'],
  )
})

test('M4.2: digests tell two contents apart, also where bytes move from one record to the next', () => {
  const hash = (bytes: Uint8Array) => bytes
  const image = composed({ bankCardNumber: '6217000000000000004' })
  const digests = imageDigests(image, hash)
  assert.deepEqual(Object.keys(digests), ['3F00EF05', '3F00EF06', 'PSE'])
  const shifted = (records: readonly (Uint8Array | null)[]) =>
    imageDigests({ ...image, files: [{ path: '3F00EF05', records }], pan: null }, hash)['3F00EF05']
  const [a, b] = [Uint8Array.of(1, 2), Uint8Array.of(3)]
  const all = [
    [a, b],
    [Uint8Array.of(1), Uint8Array.of(2, 3)],
    [a, b, null],
    [a, null, b],
    [a, b, new Uint8Array()],
  ]
  assert.equal(new Set(all.map(shifted)).size, all.length)
})

test('M2.2: a screen shows the contents with names and texts, and bytes that are not what they should be as bytes', () => {
  const image = composed({ photo: Uint8Array.of(1, 2, 3), bankCardNumber: '6217000000000000004' })
  const shown = Object.fromEntries(describeImage(image).map(({ zh, text }) => [zh, text]))
  assert.equal(shown['姓名'], '张三')
  assert.equal(shown['出生日期'], '19900307')
  assert.equal(shown['照片'], '3 bytes')
  assert.equal(shown['银行卡号'], '6217000000000000004')
  const broken = describeImage({
    ...image,
    files: [{ path: '3F00EF05', records: [Uint8Array.of(5, 4, 0xff, 1, 2, 3), Uint8Array.of(9)] }],
    pan: null,
  })
  assert.deepEqual(
    broken.map(({ text }) => text),
    ['<FF010203>', '<09>'],
  )
})

test('M7.9: the PIN block has count, digits, 80 and zeros', () => {
  const blocks = ['123456', '12345678', '12345', '123456789', '12345a'].map((pin) =>
    pinBlock(pin)?.toHex().toUpperCase(),
  )
  assert.deepEqual(blocks, ['0312345680000000', '0412345678800000', '0312345F80000000', undefined, undefined])
})
