import {
  type CardApplication,
  type CardApplicationEvent,
  cardApplicationId,
  evolveCardApplication,
} from '@yika/core/service/card-application.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import type { Stored, Stream } from '../kernel/stream.ts'

type ApplicationRow = Omit<Stored<CardApplication>, 'suspension'> & {
  readonly suspensionReason: NonNullable<CardApplication['suspension']>['reason'] | null
  readonly suspensionReference: string
  readonly suspensionUntil: NonNullable<CardApplication['suspension']>['until']
}

function applicationOf({
  suspensionReason: reason,
  suspensionReference: reference,
  suspensionUntil: until,
  ...row
}: ApplicationRow): Stored<CardApplication> {
  return { ...row, suspension: reason === null ? null : { reason, reference, until } }
}

/** What stands on all cards of these persons, by `cardApplicationId`; one read by the key of the person. */
export async function applicationsOfPersons(
  db: Database | Transaction,
  personIds: readonly string[],
): Promise<Map<string, Stored<CardApplication>>> {
  const rows = await db<ApplicationRow[]>`
    select person_id, card_id, service_id, version, state, state_since, valid_from as "from", valid_until as until,
      loaded_by, suspension_reason, suspension_reference, suspension_until
    from card_application where person_id = any(${[...new Set(personIds)]}::uuid[])`
  return new Map(rows.map((row) => [cardApplicationId(row), applicationOf(row)]))
}

export const cardApplicationStream: Stream<CardApplication, CardApplicationEvent> = {
  name: 'card-application',
  evolve: evolveCardApplication,
  async save(tx, states) {
    await tx`
      insert into card_application (person_id, card_id, service_id, version, state, state_since, valid_from, valid_until,
        loaded_by, suspension_reason, suspension_reference, suspension_until)
      select * from unnest(
        ${states.map((state) => state.personId)}::uuid[],
        ${states.map((state) => state.cardId)}::uuid[],
        ${states.map((state) => state.serviceId)}::text[],
        ${states.map((state) => state.version)}::integer[],
        ${states.map((state) => state.state)}::text[],
        ${states.map((state) => state.stateSince)}::timestamptz[],
        ${states.map((state) => state.from)}::date[],
        ${states.map((state) => state.until)}::date[],
        ${states.map((state) => state.loadedBy)}::text[],
        ${states.map((state) => state.suspension?.reason ?? null)}::text[],
        ${states.map((state) => state.suspension?.reference ?? null)}::text[],
        ${states.map((state) => state.suspension?.until ?? null)}::date[])
      on conflict (person_id, card_id, service_id) do update set version = excluded.version, state = excluded.state,
        state_since = excluded.state_since, valid_from = excluded.valid_from, valid_until = excluded.valid_until,
        loaded_by = excluded.loaded_by, suspension_reason = excluded.suspension_reason,
        suspension_reference = excluded.suspension_reference, suspension_until = excluded.suspension_until`
  },
}

/** A service on a card, as a sweep names it. */
export interface ApplicationKey {
  readonly personId: string
  readonly cardId: string
  readonly serviceId: string
}

const nil = '00000000-0000-0000-0000-000000000000'
export const beforeAllApplications: ApplicationKey = { personId: nil, cardId: nil, serviceId: '' }

/** What has run out, or whose suspension has, in the order of the keys. */
export async function applicationsRunOut(
  db: Database,
  on: string,
  after: ApplicationKey,
  most: number,
): Promise<readonly ApplicationKey[]> {
  const behind = db`(person_id, card_id, service_id) > (${after.personId}::uuid, ${after.cardId}::uuid, ${after.serviceId})`
  return db<ApplicationKey[]>`
    (select person_id, card_id, service_id from card_application
      where valid_until < ${on} and state in ('loaded', 'active', 'suspended') and ${behind}
      order by person_id, card_id, service_id limit ${most})
    union
    (select person_id, card_id, service_id from card_application
      where suspension_until < ${on} and ${behind}
      order by person_id, card_id, service_id limit ${most})
    order by person_id, card_id, service_id limit ${most}`
}
