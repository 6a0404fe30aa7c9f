import { isDay } from '../../calendar/instant.ts'
import { countries } from '../../identifier/country.ts'
import { districtCodes, districtName } from '../../identifier/district.ts'
import { ethnicGroups } from '../../identifier/ethnic-group.ts'
import { sexes } from '../../identifier/sex.ts'
import { groundKinds } from '../ground.ts'
import { personKinds } from '../person.ts'
import { phonePattern } from '../phone-pattern.ts'
import type { LineFault } from './import-fault.ts'

export type Cell = { readonly value: string } | { readonly fault: LineFault['code'] }

/** How the text of a column becomes the word of the command. */
export type ReadCell = (text: string) => Cell

const unknown: Cell = { fault: 'value-unknown' }

/** Codes and names, in either language, however they are written large or small. */
export function oneOf(words: ReadonlyMap<string, string>): ReadCell {
  return (text) => {
    const value = words.get(text.toLowerCase())
    return value === undefined ? unknown : { value }
  }
}

export function textUpTo(length: number): ReadCell {
  return (text) => (text.length > length ? { fault: 'value-too-long' } : { value: text })
}

const numberLengthMost = 24

/** A number as it stands on the document; one that a spreadsheet has rounded is recognised by its exponent. */
export const documentNumber: ReadCell = (text) => {
  if (/^\d(\.\d+)?E\+?\d+$/i.test(text)) return { fault: 'digits-lost' }
  const number = text.replaceAll(/\s/g, '')
  return number.length > numberLengthMost ? { fault: 'number-length' } : { value: number }
}

/** Days of 1899-12-30 and on, as spreadsheets count; 1 … 2958465 are 1899-12-31 … 9999-12-31. */
const serialZero = Date.UTC(1899, 11, 30)
const msPerDay = 86_400_000

/** 2026-11-23, 20261123, 2026/11/23, 2026年11月23日, or the day number of a spreadsheet. */
export const day: ReadCell = (text) => {
  const written = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[ T]00:00(?::00(?:\.0+)?)?Z?)?$/.exec(text)
  if (written !== null && (text.length >= 8 || /\D/.test(text))) {
    const value = `${written[1]}-${written[2]?.padStart(2, '0')}-${written[3]?.padStart(2, '0')}`
    return isDay(value) ? { value } : { fault: 'date-malformed' }
  }
  if (/^\d{1,5}(\.0+)?$/.test(text) && Number(text) > 0)
    return { value: new Date(serialZero + Math.floor(Number(text)) * msPerDay).toISOString().slice(0, 10) }
  return { fault: 'date-malformed' }
}

const phoneRule = new RegExp(phonePattern)

export const phone: ReadCell = (text) => {
  const plain = text.replaceAll(/[\s()（）]/g, '').replace(/^(\+?86|0086)-?(?=1[3-9]\d{9}$)/, '')
  const value = /^1[3-9][\d-]+$/.test(plain) ? plain.replaceAll('-', '') : plain
  return phoneRule.test(value) ? { value } : { fault: 'phone-malformed' }
}

type Words = readonly (readonly [string, readonly string[]])[]

export function wordsOf(words: Words): ReadonlyMap<string, string> {
  return new Map(
    words.flatMap(([value, names]) => [value, ...names].map((name) => [name.toLowerCase(), value] as const)),
  )
}

export const personKind = oneOf(
  wordsOf([
    [personKinds[0], ['中国公民', '公民', '居民', 'citizen of china']],
    [personKinds[1], ['港澳台居民', '港澳台', 'resident of hong kong, macao or taiwan']],
    [personKinds[2], ['外国人永久居留', '永久居留', 'foreign permanent resident']],
    [personKinds[3], ['外国人', '外籍']],
  ]),
)

export const sex = oneOf(
  wordsOf(Object.entries(sexes).map(([code, name]) => [code, [name.zh, name.en, `0${code}`, `${name.zh}性`]])),
)

export const ethnicGroup = oneOf(
  wordsOf(
    Object.entries(ethnicGroups).map(([code, name]) => [
      code,
      [String(Number(code)), name.zh, `${name.zh}族`, name.en],
    ]),
  ),
)

export const country = oneOf(
  wordsOf([
    ...countries.map(({ alpha3, numeric, zh, en }): Words[number] => [alpha3, [numeric, zh, en]]),
    ['CHN', ['中华人民共和国']],
    ['HKG', ['香港']],
    ['MAC', ['澳门']],
    ['TWN', ['台湾']],
  ]),
)

export const district = oneOf(
  wordsOf(
    districtCodes.map((code) => {
      const zh = districtName(code, 'zh')
      return [
        code,
        [
          zh,
          `北京市${zh}`,
          zh.replace(/区$/, ''),
          districtName(code, 'en'),
          ...(code === 'BDA' ? ['经开区', '亦庄'] : []),
        ],
      ]
    }),
  ),
)

export const groundKind = oneOf(wordsOf(Object.entries(groundKinds).map(([code, name]) => [code, [name.zh, name.en]])))

export const areaCode: ReadCell = (text) => (/^\d{6}$/.test(text) ? { value: text } : unknown)
