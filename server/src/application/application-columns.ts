import type { Application } from '@yika/core/application/application.ts'
import type { Stored } from '../kernel/stream.ts'

type Type = 'uuid' | 'text' | 'integer' | 'timestamptz' | 'date' | 'jsonb'

interface Column {
  readonly name: string
  readonly type: Type
  readonly of: (application: Stored<Application>) => unknown
}

const camel = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
const column = (name: string, type: Type, of?: Column['of']): Column => ({
  name,
  type,
  of: of ?? ((application) => application[camel(name) as keyof Application]),
})

const columns: readonly Column[] = [
  column('person_id', 'uuid'),
  column('application_id', 'uuid'),
  column('version', 'integer'),
  column('status', 'text'),
  column('kind', 'text'),
  column('reason', 'text'),
  column('channel', 'text'),
  column('bank_id', 'uuid'),
  column('outlet_id', 'uuid'),
  column('delivery', 'text'),
  column('district', 'text'),
  column('ground_id', 'uuid'),
  column('applicant_as', 'text', ({ applicant }) => applicant.as),
  column('applicant_id', 'uuid', ({ applicant }) => applicant.personId),
  column('guardian_consent', 'text'),
  column('duty_shown', 'text'),
  column('group_id', 'uuid'),
  column('photo_id', 'uuid'),
  column('replaces', 'uuid'),
  column('card_id', 'uuid'),
  column('instant_outlet_id', 'uuid'),
  column('submitted_at', 'timestamptz'),
  column('accepted_at', 'timestamptz'),
  column('promise_rule', 'text', ({ promise }) => promise?.rule ?? null),
  column('promise_amount', 'integer', ({ promise }) => promise?.amount ?? null),
  column('promise_unit', 'text', ({ promise }) => promise?.unit ?? null),
  column('promised_on', 'date', ({ promise }) => promise?.promisedOn ?? null),
  column('new_promised_on', 'date'),
  column('warned_at', 'timestamptz'),
  column('trouble', 'jsonb', ({ trouble }) => (trouble === null ? null : JSON.stringify(trouble))),
  column('attempts', 'integer'),
  column('ready_at', 'timestamptz'),
  column('collected_at', 'timestamptz'),
  column('changed_at', 'timestamptz'),
]

/** `select` list of a table or alias that holds applications; `applicationOfRow` makes the state of what it gives. */
export function applicationSelection(table: string): string {
  return columns.map(({ name }) => `${table}.${name}`).join(', ')
}

export function applicationValues(applications: readonly Stored<Application>[]): readonly unknown[][] {
  return columns.map(({ of }) => applications.map(of))
}

/** JSON travels as text: an array of JSON values would be one JSON value. */
const typeOnWire = (type: Type): string => (type === 'jsonb' ? 'text' : type)

/**
 * One statement for any number of applications. Those that have ended are written first, so that `application_open` never
 * sees an ended one and its successor together.
 */
export const saveApplicationsStatement = `
  insert into application (${columns.map(({ name }) => name).join(', ')})
  select ${columns.map(({ name, type }) => (type === 'jsonb' ? `${name}::jsonb` : name)).join(', ')}
  from unnest(${columns.map(({ type }, at) => `$${at + 1}::${typeOnWire(type)}[]`).join(', ')})
    as t (${columns.map(({ name }) => name).join(', ')})
  order by status in ('submitted', 'correction-needed', 'accepted', 'in-production', 'ready')
  on conflict (person_id, application_id) do update set
    ${columns
      .filter(({ name }) => name !== 'person_id' && name !== 'application_id')
      .map(({ name }) => `${name} = excluded.${name}`)
      .join(', ')}`

export type ApplicationRow = Omit<Stored<Application>, 'applicant' | 'promise'> & {
  readonly applicantAs: Application['applicant']['as']
  readonly applicantId: string
  readonly promiseRule: string | null
  readonly promiseAmount: number
  readonly promiseUnit: NonNullable<Application['promise']>['unit']
  readonly promisedOn: NonNullable<Application['promise']>['promisedOn']
}

export function applicationOfRow(row: ApplicationRow): Stored<Application> {
  const { applicantAs, applicantId, promiseRule, promiseAmount, promiseUnit, promisedOn, ...rest } = row
  return {
    ...rest,
    applicant: { as: applicantAs, personId: applicantId },
    promise: promiseRule === null ? null : { rule: promiseRule, amount: promiseAmount, unit: promiseUnit, promisedOn },
  }
}
