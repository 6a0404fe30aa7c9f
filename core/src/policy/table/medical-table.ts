/** Who is insured how, as the tables of the medical insurance tell people apart. */
export const insuredKinds = ['working', 'retired', 'retired-70', 'adult', 'minor', 'student'] as const
export type InsuredKind = (typeof insuredKinds)[number]

/** Where care is given, as the tables tell institutions apart. */
export const careLevels = ['community', 'grade-1', 'grade-2', 'grade-3', 'pharmacy'] as const
export type CareLevel = (typeof careLevels)[number]

/** One step of the amount accumulated in the year, in fen, and the share that the fund pays in it. */
export interface MedicalSegment {
  readonly from: number
  /** Null without an end. */
  readonly to: number | null
  readonly perMille: number
}

export interface MedicalRow {
  readonly who: readonly InsuredKind[]
  readonly at: readonly CareLevel[]
  /** Outpatient: of the year, `first` alone counts. Inpatient: of the first admission of the year and of each following one. */
  readonly deductible: { readonly first: number; readonly following: number }
  /** Ascending, without overlap; what lies in no segment is not paid. */
  readonly segments: readonly MedicalSegment[]
  /** The most that is paid in a year, in fen. */
  readonly ceiling: number | null
  /** Paid only on referral, or in an emergency. */
  readonly needsReferral: boolean
}

/** The value of a rule like `medical.employee.outpatient`: a row for each kind of person at each kind of institution. */
export interface MedicalTable {
  readonly rows: readonly MedicalRow[]
}

const read = new Map<string, MedicalTable>()
const remembered = 64

/** Reads a table; throws a RangeError that names what is wrong. A value in force has passed this before it was approved. */
export function medicalTable(text: string): MedicalTable {
  const known = read.get(text)
  if (known !== undefined) return known
  const table = checkedTable(text)
  if (read.size >= remembered) read.clear()
  read.set(text, table)
  return table
}

/** The row for this person at this institution; undefined when the table does not pay there. */
export function medicalRow({ rows }: MedicalTable, who: InsuredKind, at: CareLevel): MedicalRow | undefined {
  return rows.find((row) => row.who.includes(who) && row.at.includes(at))
}

function checkedTable(text: string): MedicalTable {
  const rows = fieldsOf(parseJson(text), 'table', ['rows'])['rows']
  if (!Array.isArray(rows)) throw new RangeError('rows: not a list')
  const table = { rows: rows.map((row, position) => checkedRow(row, `row ${position + 1}`)) }
  const places = table.rows.flatMap(({ who, at }) => who.flatMap((kind) => at.map((level) => `${kind} at ${level}`)))
  const twice = places.find((place, position) => places.indexOf(place) !== position)
  if (twice !== undefined) throw new RangeError(`${twice} stands in two rows`)
  return table
}

function checkedRow(value: unknown, where: string): MedicalRow {
  const row = fieldsOf(value, where, ['who', 'at', 'deductible', 'segments', 'ceiling', 'needsReferral'])
  const { who, at, deductible, segments, ceiling, needsReferral } = row
  const { first, following } = fieldsOf(deductible, `${where}, deductible`, ['first', 'following'])
  if (!Array.isArray(segments) || segments.length === 0) throw new RangeError(`${where}: no segments`)
  if (typeof needsReferral !== 'boolean') throw new RangeError(`${where}, needsReferral: not yes or no`)
  const checked = segments.map((segment, position) => checkedSegment(segment, `${where}, segment ${position + 1}`))
  checked.forEach(({ from }, position) => {
    const before = checked[position - 1]
    if (before !== undefined && (before.to === null || from < before.to))
      throw new RangeError(`${where}, segment ${position + 1}: begins before the one above ends`)
  })
  return {
    who: wordsOf(who, insuredKinds, `${where}, who`),
    at: wordsOf(at, careLevels, `${where}, at`),
    deductible: {
      first: fen(first, `${where}, first deductible`),
      following: fen(following, `${where}, following deductible`),
    },
    segments: checked,
    ceiling: ceiling === null ? null : fen(ceiling, `${where}, ceiling`),
    needsReferral,
  }
}

function checkedSegment(value: unknown, where: string): MedicalSegment {
  const { from, to, perMille } = fieldsOf(value, where, ['from', 'to', 'perMille'])
  const segment = {
    from: fen(from, where),
    to: to === null ? null : fen(to, where),
    perMille: whole(perMille, 1000, where),
  }
  if (segment.to !== null && segment.to <= segment.from) throw new RangeError(`${where}: ends before it begins`)
  return segment
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new RangeError('not JSON')
  }
}

function fieldsOf(value: unknown, where: string, names: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new RangeError(`${where}: not understood`)
  const found = Object.keys(value)
  const wrong = [...found, ...names].find((name) => !found.includes(name) || !names.includes(name))
  if (wrong !== undefined) throw new RangeError(`${where}: ${wrong} is missing or not known`)
  return value as Record<string, unknown>
}

function wordsOf<Word extends string>(value: unknown, words: readonly Word[], where: string): readonly Word[] {
  if (!Array.isArray(value) || value.length === 0) throw new RangeError(`${where}: nobody`)
  const unknown = value.find((word) => !words.includes(word))
  if (unknown !== undefined) throw new RangeError(`${where}: ${String(unknown)} is not known`)
  return value
}

const mostFen = 10_000_000_000
const fen = (value: unknown, where: string) => whole(value, mostFen, where)

function whole(value: unknown, most: number, where: string): number {
  if (!Number.isSafeInteger(value) || Number(value) < 0 || Number(value) > most)
    throw new RangeError(`${where}: ${String(value)} is not a whole number from 0 to ${most}`)
  return Number(value)
}
