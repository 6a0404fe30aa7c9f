import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Day } from '../calendar/instant.ts'
import { luhnCheck, parseBankCardNumber } from './bank-card-number.ts'
import { cardNumberOf, parseCardNumber } from './card-number.ts'
import { parseCitizenNumber } from './citizen-number.ts'
import { parseCnapsCode } from './cnaps-code.ts'
import { countries, countryByAlpha3, countryByNumeric } from './country.ts'
import { abolishedDistricts, districtCodes, districtName, districts, isDistrict } from './district.ts'
import { ethnicGroups } from './ethnic-group.ts'
import { mod112Check } from './mod-11-2.ts'
import type { Parsed } from './parsed.ts'
import { parseUnifiedCode } from './unified-code.ts'

const today = '2026-11-23' as Day

const citizenNumber = fc
  .tuple(
    fc.constantFrom(...Object.keys(districts), '320106', '650102'),
    fc.date({ min: new Date('1900-01-01'), max: new Date('2026-11-01'), noInvalidDate: true }),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(([area, birth, sequence]) => {
    const seventeen = `${area}${birth.toISOString().slice(0, 10).replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
    return seventeen + mod112Check(seventeen)
  })

const alphanumeric = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const cardNumber = fc
  .array(fc.constantFrom(...alphanumeric), { minLength: 8, maxLength: 8 })
  .map((body) => cardNumberOf(body.join('')) as string)
const bankCardNumber = fc
  .array(fc.constantFrom(...'0123456789'), { minLength: 15, maxLength: 18 })
  .map((digits) => `${digits.join('')}${luhnCheck(digits.join(''))}`)

/** One digit replaced by another digit is always found by the check. */
function catchesEverySingleDigitError(numbers: fc.Arbitrary<string>, parse: (text: string) => Parsed<string>): void {
  fc.assert(
    fc.property(numbers, fc.nat(), fc.integer({ min: 1, max: 9 }), (number, place, shift) => {
      assert.deepEqual(parse(number), { valid: true, value: number })
      const digits = [...number].flatMap((character, index) => (/\d/.test(character) ? [index] : []))
      const at = digits[place % digits.length] as number
      const wrong = `${number.slice(0, at)}${(Number(number[at]) + shift) % 10}${number.slice(at + 1)}`
      assert.deepEqual(parse(wrong), { valid: false, fault: 'check' })
    }),
    { seed: 20221001, numRuns: 500 },
  )
}

test('M8.3: the check of a citizen number finds every single wrong digit', () => {
  catchesEverySingleDigitError(citizenNumber, (text) => parseCitizenNumber(text, today))
})

test('The check of a bank card number finds every single wrong digit', () => {
  catchesEverySingleDigitError(bankCardNumber, parseBankCardNumber)
})

test('The check of a CNAPS code finds every single wrong digit', () => {
  const codes = fc
    .tuple(
      fc.array(fc.constantFrom(...'0123456789'), { minLength: 11, maxLength: 11 }).map((digits) => digits.join('')),
    )
    .map(([eleven]) => {
      const code = [...'0123456789']
        .map((check) => eleven + check)
        .filter((candidate) => parseCnapsCode(candidate).valid)
      assert.equal(code.length, 1)
      return code[0] as string
    })
  catchesEverySingleDigitError(codes, parseCnapsCode)
})

/** GB 11714 counts letters up to 35 modulo 11, so only digits for digits are surely found. */
test('The check of a card number finds every single wrong digit', () => {
  catchesEverySingleDigitError(
    cardNumber.filter((number) => /\d/.test(number)),
    parseCardNumber,
  )
})

test('M11.9: no text can make a parser throw, and no answer to a wrong number contains it', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.string({ maxLength: 20 })), (text) => {
      for (const parse of [parseCardNumber, parseBankCardNumber, parseCnapsCode, parseUnifiedCode]) {
        const result = parse(text)
        if (!result.valid) assert.deepEqual(Object.keys(result), ['valid', 'fault'])
      }
    }),
    { seed: 20221001 },
  )
})

test('ISO 3166: 249 countries, each found by both codes', () => {
  assert.equal(countries.length, 249)
  for (const country of countries) {
    assert.match(`${country.alpha3} ${country.numeric}`, /^[A-Z]{3} \d{3}$/)
    assert.equal(countryByAlpha3(country.alpha3), country)
    assert.equal(countryByNumeric(country.numeric), country)
    assert.ok(country.zh.length > 0 && country.en.length > 0)
  }
})

test('M3.2, M3.4: sixteen districts and the development area; abolished codes lead to a district of today', () => {
  assert.equal(Object.keys(districts).length, 16)
  assert.deepEqual(
    districtCodes.filter((code) => !/^\d{6}$/.test(code)),
    ['BDA'],
  )
  for (const code of districtCodes) assert.ok(isDistrict(code) && districtName(code, 'zh').length > 0)
  for (const [old, now] of Object.entries(abolishedDistricts)) assert.ok(!isDistrict(old) && isDistrict(now))
})

test('GB/T 3304: fifty-six ethnic groups and two others', () => {
  assert.equal(Object.keys(ethnicGroups).length, 58)
})
