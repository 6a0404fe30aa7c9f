import type { Person, SealedItems } from '@yika/core/holder/person.ts'
import type { Stored } from '../kernel/stream.ts'

type ColumnType = 'uuid' | 'text' | 'integer' | 'date' | 'timestamptz' | 'bytea' | 'text[]'

/** How one part of the state lies in its column; bytes travel as base64 text, lists joined by a comma. */
interface Column {
  readonly name: string
  readonly type: ColumnType
  readonly of: (person: Stored<Person>) => string | number | null
}

const column = (name: string, type: ColumnType, of: Column['of']): Column => ({ name, type, of })

export const personColumns: readonly Column[] = [
  column('person_id', 'uuid', (person) => person.personId),
  column('version', 'integer', (person) => person.version),
  column('kind', 'text', (person) => person.kind),
  column('sex', 'text', (person) => person.sex),
  column('birth_on', 'date', (person) => person.birthOn),
  column('ethnic_group', 'text', (person) => person.ethnicGroup),
  column('nationality', 'text', (person) => person.nationality),
  column('district', 'text', (person) => person.district),
  column('issuing_area', 'text', (person) => person.issuingArea),
  column('life_status', 'text', (person) => person.lifeStatus),
  column('death_on', 'date', (person) => person.death?.deathOn ?? null),
  column('death_reported_by', 'text', (person) => person.death?.reportedBy ?? null),
  column('death_reported_at', 'timestamptz', (person) => person.death?.reportedAt ?? null),
  column('death_confirmed_by', 'text', (person) => person.death?.confirmedBy ?? null),
  column('death_status_before', 'text', (person) => person.death?.statusBefore ?? null),
  column('key', 'bytea', (person) => person.key),
  column('name', 'bytea', (person) => person.sealed.name),
  column('ssn', 'bytea', (person) => person.sealed.ssn),
  column('identity_number', 'bytea', (person) => person.sealed.identityNumber),
  column('document_number', 'bytea', (person) => person.sealed.documentNumber),
  column('phone', 'bytea', (person) => person.sealed.phone),
  column('address', 'bytea', (person) => person.sealed.address),
  column('chip_name', 'bytea', (person) => person.sealed.chipName),
  column('number_indexes', 'text[]', (person) => person.index.numbers.join(',')),
  column('document_index', 'text', (person) => person.index.document),
  column('name_index', 'bytea', (person) => person.index.name),
  column('initials_index', 'bytea', (person) => person.index.initials),
  column('phone_index', 'bytea', (person) => person.index.phone),
  column('name_on_chip', 'text', (person) => person.nameOnChip),
  column('printed_changed_at', 'timestamptz', (person) => person.printedChange?.at ?? null),
  column('printed_changed', 'text[]', (person) => person.printedChange?.items.join(',') ?? null),
]

const names = personColumns.map(({ name }) => name).join(', ')

/** `select` list over a person row, under the alias that the statement gave it. */
export function personSelection(alias: string): string {
  return personColumns
    .map(({ name, type }) =>
      type === 'bytea' ? `translate(encode(${alias}.${name}, 'base64'), E'\\n', '') as ${name}` : `${alias}.${name}`,
    )
    .join(', ')
}

/** One statement for any number of persons: registered anew or changed. */
export const savePersonsStatement = `
  insert into person (${names})
  select ${personColumns.map(({ name, type }) => fromText(name, type)).join(', ')}
  from unnest(${personColumns.map(({ type }, at) => `$${at + 1}::${elementType(type)}[]`).join(', ')}) as t (${names})
  on conflict (person_id) do update set
    ${personColumns
      .filter(({ name }) => name !== 'person_id')
      .map(({ name }) => `${name} = excluded.${name}`)
      .join(', ')}`

function fromText(name: string, type: ColumnType): string {
  if (type === 'bytea') return `decode(${name}, 'base64')`
  return type === 'text[]' ? `string_to_array(${name}, ',')` : name
}

function elementType(type: ColumnType): string {
  return type === 'bytea' || type === 'text[]' ? 'text' : type
}

/** The row as the driver reads it. */
export interface PersonRow extends Omit<Stored<Person>, 'death' | 'sealed' | 'index' | 'printedChange'>, SealedItems {
  readonly deathOn: NonNullable<Person['death']>['deathOn']
  readonly deathReportedBy: string | null
  readonly deathReportedAt: NonNullable<Person['death']>['reportedAt'] | null
  readonly deathConfirmedBy: string | null
  readonly deathStatusBefore: NonNullable<Person['death']>['statusBefore'] | null
  readonly numberIndexes: readonly string[]
  readonly documentIndex: string | null
  readonly nameIndex: string
  readonly initialsIndex: string
  readonly phoneIndex: string | null
  readonly printedChangedAt: NonNullable<Person['printedChange']>['at'] | null
  readonly printedChanged: NonNullable<Person['printedChange']>['items'] | null
}

export function personOfRow(row: PersonRow): Stored<Person> {
  const { personId, version, kind, sex, birthOn, ethnicGroup, nationality, district, issuingArea, lifeStatus } = row
  const { name, ssn, identityNumber, documentNumber, phone, address, chipName } = row
  const { deathReportedAt: reportedAt, deathReportedBy: reportedBy, deathStatusBefore: statusBefore } = row
  return {
    personId,
    version,
    kind,
    sex,
    birthOn,
    ethnicGroup,
    nationality,
    district,
    issuingArea,
    lifeStatus,
    death:
      reportedAt === null || reportedBy === null || statusBefore === null
        ? null
        : { deathOn: row.deathOn, reportedBy, reportedAt, confirmedBy: row.deathConfirmedBy, statusBefore },
    key: row.key,
    sealed: { name, ssn, identityNumber, documentNumber, phone, address, chipName },
    index: {
      numbers: row.numberIndexes,
      document: row.documentIndex,
      name: row.nameIndex,
      initials: row.initialsIndex,
      phone: row.phoneIndex,
    },
    nameOnChip: row.nameOnChip,
    printedChange: row.printedChangedAt === null ? null : { at: row.printedChangedAt, items: row.printedChanged ?? [] },
  }
}
