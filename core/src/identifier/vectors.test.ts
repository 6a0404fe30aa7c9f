import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Day } from '../calendar/instant.ts'
import { parseBankCardNumber } from './bank-card-number.ts'
import { parseCardNumber } from './card-number.ts'
import { birthOnOfCitizen, parseCitizenNumber, sexOfCitizen, upgradeCitizenNumber } from './citizen-number.ts'
import { parseCnapsCode } from './cnaps-code.ts'
import { foreignerNumberOf, foreignerNumberOfPermanentResident, parseForeignerNumber } from './foreigner-number.ts'
import { parseOrganisationCode } from './organisation-code.ts'
import type { IdentifierFault, Parsed } from './parsed.ts'
import {
  bornAsPermanentResidentNumberSays,
  nationalityOfPermanentResident,
  parsePermanentResidentNumber,
} from './permanent-resident-number.ts'
import {
  birthOnOfResident,
  originOfResident,
  parseResidencePermitNumber,
  sexOfResident,
} from './residence-permit-number.ts'
import { parseHongKongMacaoPermit, parseTaiwanPermit } from './travel-permit-number.ts'
import { parseUnifiedCode } from './unified-code.ts'

type Invalid = readonly { text: string; fault: IdentifierFault }[]

function vectors(name: string) {
  return JSON.parse(readFileSync(new URL(`../../../vectors/identifiers/${name}.json`, import.meta.url), 'utf8'))
}

function value<Value>(result: Parsed<Value>, text: string): Value {
  assert.ok(result.valid, `${text} is valid: ${JSON.stringify(result)}`)
  return result.value
}

function refused(parse: (text: string) => Parsed<unknown>, invalid: Invalid): void {
  assert.ok(invalid.length > 0)
  for (const { text, fault } of invalid) assert.deepEqual(parse(text), { valid: false, fault }, text)
}

test('M8.3: citizen identity numbers, GB 11643', () => {
  const { today, valid, invalid, upgrades } = vectors('citizen-number')
  for (const { text, normal, sex, birthOn } of valid) {
    const number = value(parseCitizenNumber(text, today), text)
    assert.deepEqual([number, sexOfCitizen(number), birthOnOfCitizen(number)], [normal, sex, birthOn])
  }
  refused((text) => parseCitizenNumber(text, today), invalid)
  for (const { old, now } of upgrades) assert.equal(value(upgradeCitizenNumber(old, today), old), now)
})

test('M8.3: a birth date is future only as seen from the day of the question', () => {
  const number = '110115202402290014'
  assert.deepEqual(parseCitizenNumber(number, '2024-02-28' as Day), { valid: false, fault: 'future-date' })
  assert.ok(parseCitizenNumber(number, '2024-02-29' as Day).valid)
})

test('M8.3: residence permits of Hong Kong, Macao and Taiwan residents', () => {
  const { today, valid, invalid } = vectors('residence-permit-number')
  for (const { text, origin, sex, birthOn } of valid) {
    const number = value(parseResidencePermitNumber(text, today), text)
    assert.deepEqual(
      [originOfResident(number), sexOfResident(number), birthOnOfResident(number)],
      [origin, sex, birthOn],
    )
  }
  refused((text) => parseResidencePermitNumber(text, today), invalid)
})

test('M8.3: mainland travel permits', () => {
  const { hongKongMacao, taiwan } = vectors('travel-permit-number')
  for (const [text, normal] of hongKongMacao.valid) assert.equal(value(parseHongKongMacaoPermit(text), text), normal)
  refused(parseHongKongMacaoPermit, hongKongMacao.invalid)
  for (const text of taiwan.valid) assert.equal(value(parseTaiwanPermit(text), text), text)
  refused(parseTaiwanPermit, taiwan.invalid)
})

test('M8.3: foreign permanent residents, the new and the old number', () => {
  const { today, valid, invalid } = vectors('permanent-resident-number')
  for (const { text, nationality, birthOn } of valid) {
    const number = value(parsePermanentResidentNumber(text, today), text)
    assert.equal(nationalityOfPermanentResident(number), nationality)
    assert.ok(bornAsPermanentResidentNumberSays(number, birthOn))
    assert.ok(!bornAsPermanentResidentNumberSays(number, '1999-09-09' as Day))
  }
  refused((text) => parsePermanentResidentNumber(text, today), invalid)
})

test('M8.3: social security numbers of other foreigners', () => {
  const { valid, invalid, made, ofPermanentResident } = vectors('foreigner-number')
  for (const text of valid) assert.equal(value(parseForeignerNumber(text), text), text)
  refused(parseForeignerNumber, invalid)
  for (const { nationality, document, number } of made)
    assert.equal(value(foreignerNumberOf(nationality, document), number), number)
  for (const { card, number } of ofPermanentResident)
    assert.equal(
      value(
        foreignerNumberOfPermanentResident(value(parsePermanentResidentNumber(card, '2026-11-23' as Day), card)),
        card,
      ),
      number,
    )
})

test('Organisation codes, unified social credit codes, card numbers, bank card numbers and CNAPS codes', () => {
  const parsers: Record<string, (text: string) => Parsed<string>> = {
    'organisation-code': parseOrganisationCode,
    'unified-code': parseUnifiedCode,
    'card-number': parseCardNumber,
    'bank-card-number': parseBankCardNumber,
    'cnaps-code': parseCnapsCode,
  }
  for (const [name, parse] of Object.entries(parsers)) {
    const { valid, invalid, normalised = [] } = vectors(name)
    for (const text of valid) assert.equal(value(parse(text), text), text)
    for (const [text, normal] of normalised) assert.equal(value(parse(text), text), normal)
    refused(parse, invalid)
  }
})
