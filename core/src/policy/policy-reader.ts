import type { Day } from '../calendar/instant.ts'
import type { PolicyReader } from '../decision/decision.ts'
import { PolicyMissing } from '../decision/policy-missing.ts'
import type { PolicyContent, PolicyScope, PolicyValue } from './policy-value.ts'

/** Where the question is asked: a value of the bank counts before one of the district, that before the city's. */
export interface PolicyPlace {
  readonly district?: string
  readonly bankId?: string
}

/** All approved versions by rule and scope, the one that begins last first; made once for each change of the rules. */
export type PolicyBook = ReadonlyMap<string, readonly PolicyValue[]>

export interface RememberingPolicyReader extends PolicyReader {
  /** `key@version` of every figure read so far, in order of first reading: stored with the decision (M17.4). */
  used(): readonly string[]
}

export function policyBook(rows: readonly PolicyValue[]): PolicyBook {
  const approved = rows.filter((row) => row.status === 'approved')
  const book = Map.groupBy(approved, (row) => bookKey(row.key, row.scope))
  for (const versions of book.values()) versions.sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1))
  return book
}

/** The approved versions of a rule for one scope, the one that begins last first. */
export function approvedVersions(book: PolicyBook, key: string, scope: PolicyScope = 'city'): readonly PolicyValue[] {
  return book.get(bookKey(key, scope)) ?? []
}

/** The version that is in force on the day at the place; undefined when the rules say nothing then. */
export function policyInForce(
  book: PolicyBook,
  key: string,
  day: Day,
  place: PolicyPlace = {},
): PolicyValue | undefined {
  for (const scope of scopesOf(place)) {
    const latest = approvedVersions(book, key, scope).find((version) => version.effectiveFrom <= day)
    if (latest !== undefined && (latest.effectiveTo === null || day <= latest.effectiveTo)) return latest
  }
  return undefined
}

/** Article 17: reads the rules as they stood on a day, and remembers which versions were read. */
export function policyReader(
  rules: PolicyBook | readonly PolicyValue[],
  today: Day,
  place: PolicyPlace = {},
): RememberingPolicyReader {
  const book = isRows(rules) ? policyBook(rules) : rules
  const read = new Set<string>()
  function content(key: string, day: Day, kind: 'number' | 'string' | 'boolean'): PolicyContent {
    const version = policyInForce(book, key, day, place)
    if (version === undefined) throw new PolicyMissing(key, day)
    const { value, number } = version
    if (typeof value !== kind) throw new TypeError(`the rule ${key} is a ${typeof value}, it was read as a ${kind}`)
    read.add(`${key}@${number}`)
    return value
  }
  return {
    number: (key, on = today) => content(key, on, 'number') as number,
    text: (key, on = today) => content(key, on, 'string') as string,
    flag: (key, on = today) => content(key, on, 'boolean') as boolean,
    used: () => [...read],
  }
}

function isRows(rules: PolicyBook | readonly PolicyValue[]): rules is readonly PolicyValue[] {
  return Array.isArray(rules)
}

function bookKey(key: string, scope: PolicyScope): string {
  return `${key}\n${scope}`
}

function scopesOf({ district, bankId }: PolicyPlace): readonly PolicyScope[] {
  return [
    ...(bankId === undefined ? [] : [`bank:${bankId}` as const]),
    ...(district === undefined ? [] : [`district:${district}` as const]),
    'city',
  ]
}
