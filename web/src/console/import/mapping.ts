import { type Column, columnOf, type Heading } from '@yika/core/holder/import/column.ts'
import { residentColumns } from '@yika/core/holder/import/resident-line.ts'

/** Guardians are helped by two persons who are both registered: that is another import. */
const others: readonly string[] = ['guardianNumber', 'guardianName', 'consentVersion']

/** The columns that this import fills. */
export const wizardColumns: readonly Column[] = residentColumns.filter(({ name }) => !others.includes(name))

/** For each column of the file the column it fills; an empty text leaves it out. */
export type Mapping = readonly string[]

/** Headings that are known in either language are taken at their word, each column once. */
export function guessMapping(heading: readonly string[]): Mapping {
  const taken = new Set<string>()
  return heading.map((cell) => {
    const name = columnOf(wizardColumns, cell)?.name
    if (name === undefined || taken.has(name)) return ''
    taken.add(name)
    return name
  })
}

export interface MappingFaults {
  readonly missing: readonly Column[]
  readonly doubled: readonly Column[]
}

export function mappingFaults(mapping: Mapping): MappingFaults {
  return {
    missing: wizardColumns.filter(({ name, required }) => required === true && !mapping.includes(name)),
    doubled: wizardColumns.filter(({ name }) => mapping.filter((one) => one === name).length > 1),
  }
}

/** The heading as core reads lines by it, and which cells of a row it wants. */
export function headingOf(
  heading: readonly string[],
  mapping: Mapping,
): { heading: Heading; places: readonly number[] } {
  const places = mapping.flatMap((name, place) => (name === '' ? [] : [place]))
  const columns = places.flatMap((place) => wizardColumns.filter(({ name }) => name === mapping[place]))
  const written = new Map(columns.map(({ name }, at) => [name, heading[places[at] ?? 0] ?? name]))
  return { heading: { columns, written }, places }
}
