import assert from 'node:assert/strict'
import { after, suite, test } from 'node:test'
import { type ApplicationStatus, openStatuses } from '@yika/core/application/application.ts'
import type { Social } from '@yika/core/card/card.ts'
import { isLive } from '@yika/core/card/older-cards.ts'
import { connect, type Database } from '../src/kernel/database/database.ts'
import { migrationsDirectory, migrationsIn } from '../src/kernel/database/migrate.ts'
import { newId } from '../src/kernel/identifier.ts'
import { testDatabase } from './test-database.ts'

/** Key → person: a statement that does not know the person yet asks here first, and nowhere else. */
const lookUps: Readonly<Record<string, string>> = {
  person_index: 'blind index of a number → person',
  card_number: 'card number → person and card; free numbers belong to nobody',
  ledger_reference: 'a partner’s number → person and transfer',
  e_card_device_person: 'the device that a scanned code names → person',
  travel_tap_name: 'terminal and its number → person and tap',
  settlement_number: 'an institution’s number of a bill, an admission or a fee → person and row',
  sign_in_code: 'the request to sign in → person, if the number was somebody’s; rows live for minutes',
}

/** Tables that do not grow with people: what exists once for the city, an organisation, a batch, a box. */
const catalogues: Readonly<Record<string, string>> = {
  policy_value: 'figures of the rules',
  interpretation: 'readings of the rules',
  bank: 'cooperative banks',
  outlet: 'their outlets',
  organisation: 'the bodies of Article 6',
  application_group: 'collective applications; their lines stand under the person',
  card_number_range: 'ranges that fill the pool of numbers',
  batch: 'batches; their lines stand under the person',
  benefit_programme: 'what departments pay',
  benefit_batch: 'batches of payments; their lines stand under the person',
  benefit_chunk: 'pieces of such a batch that have arrived',
  parcel: 'boxes; their lines stand under the person',
  blank_stock: 'blanks per place',
  blank_transfer: 'hand-overs of blanks',
  factory_key: 'public keys of factories',
  medical_item: 'the hospital catalogue',
  medical_item_list: 'proposals for it',
  account_credit_list: 'lists of credits that two persons send; who is credited stands in the ledger',
  chip_key: 'versions of the master keys of the chips',
  card_service: 'the catalogue of services',
  institution: 'who serves with the card',
  agreement: 'an institution’s contract for a service',
  integration: 'services whose own card has ended',
  holder_migration: 'batches of holders of an old card; their lines stand under the person',
  ledger_day: 'closed days of the books',
  ledger_day_kind: 'the trial balance of each closed day',
  budget_change: 'money and floors of the budgets of departments',
  reconciliation_file: 'a file a day from each partner',
  reconciliation_line: 'their lines: numbers of transfers, nobody’s name',
  reconciliation_day: 'days of partners',
  reconciliation_exception: 'numbers on which lists differ',
  status_list: 'one for each 2^20 cards',
  status_list_fold: 'the same',
  terminal: 'devices at which cards are used',
  travel_network: 'stations and the metres between them, from a day on',
}

/** Tables of the house itself: keyed by who asked, who works here, or which session it is. */
const ofTheHouse: Readonly<Record<string, string>> = {
  migration: 'files that have run',
  custody: 'the one custody of the database',
  command_answer: 'answers under the client’s key; forgotten after the policy period',
  staff: 'accounts of staff',
  staff_credential: 'their passwords and authenticators',
  system_client: 'systems that sign in by key',
  sign_in_key: 'keys of the provider',
  sign_in_record: 'sessions and tokens, until they expire',
  sign_in_try: 'tries per window, until they expire',
}

const withoutPerson = { ...lookUps, ...catalogues, ...ofTheHouse }

/** Numbers of a sequence have holes and no order across processes: no table needs one. */
const sequences: readonly string[] = []

const { ownerUrl } = await testDatabase({ after })
const owner = connect(ownerUrl, { connections: 1 })
after(() => owner.end())

/** Problems are sentences, so that a failing test says which table breaks which rule. */
type Problems = Promise<string[]>

async function problems(db: Database, query: string): Problems {
  const rows = await db.unsafe<{ problem: string }[]>(query)
  return rows.map(({ problem }) => problem)
}

const tables = `select c.oid, c.relname as name, exists (
    select from pg_attribute a where a.attrelid = c.oid and a.attname = 'person_id' and a.attnotnull
      and a.atttypid = 'uuid'::regtype) as has_person
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`

/** Tables that may have keys without a person, as an SQL list. */
const exempt = Object.keys(withoutPerson)
  .map((name) => `'${name}'`)
  .join(', ')

const withoutPrimaryKey = (db: Database): Problems =>
  problems(
    db,
    `select name || ' has no primary key' as problem from (${tables}) t
     where not exists (select from pg_constraint k where k.conrelid = t.oid and k.contype = 'p') order by name`,
  )

const keysWithoutPerson = (db: Database): Problems =>
  problems(
    db,
    `select format('%s: the key %s does not begin with person_id', t.name, i.indexrelid::regclass) as problem
     from (${tables}) t join pg_index i on i.indrelid = t.oid
     where i.indisunique and t.name not in (${exempt}) and not exists (
       select from pg_attribute a where a.attrelid = t.oid and a.attnum = i.indkey[0] and a.attname = 'person_id')
     union all
     select name || ' has no person_id and is not listed' from (${tables}) t
     where not has_person and name not in (${exempt})
     order by 1`,
  )

/** Between tables of people a reference stays with one person; nothing that does not grow with people refers to one. */
const referencesAcrossPersons = (db: Database): Problems =>
  problems(
    db,
    `select format('%s: %s does not stay with one person', k.conrelid::regclass, k.conname) as problem
     from pg_constraint k
     where k.contype = 'f' and k.connamespace = 'public'::regnamespace
       and k.confrelid::regclass::text not in (${exempt})
       and not (
         k.conrelid::regclass::text not in (${exempt})
         and exists (select from pg_attribute a where a.attrelid = k.conrelid and a.attnum = k.conkey[1] and a.attname = 'person_id')
         and exists (select from pg_attribute a where a.attrelid = k.confrelid and a.attnum = k.confkey[1] and a.attname = 'person_id'))
     order by 1`,
  )

const triggers = (db: Database): Problems =>
  problems(
    db,
    `select format('%s has the trigger %s', tgrelid::regclass, tgname) as problem
     from pg_trigger where not tgisinternal
       and tgrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace) order by 1`,
  )

const countedNumbers = (db: Database): Problems =>
  problems(
    db,
    `select format('the sequence %s is not listed', relname) as problem from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'S'
       and relname <> all ('{${sequences.join(',')}}'::text[]) order by 1`,
  )

const withoutComment = (db: Database): Problems =>
  problems(
    db,
    `select name || ' has no comment' as problem from (${tables}) t
     where coalesce(obj_description(oid, 'pg_class'), '') = '' order by name`,
  )

/** A catalogue, table or column right of the application's role on evidence beyond adding and reading. */
const rightsOnEvidence = (db: Database): Problems =>
  problems(
    db,
    `select format('yika_app may %s %s', lower(privilege), name) as problem
     from unnest('{event,audit_entry}'::text[]) as name,
       unnest('{INSERT,SELECT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER,MAINTAIN}'::text[]) as privilege
     where case when privilege in ('INSERT', 'SELECT', 'UPDATE', 'REFERENCES')
       then has_any_column_privilege('yika_app', name, privilege)
       else has_table_privilege('yika_app', name, privilege) end
     order by 1`,
  )

suite('the schema, read from the catalogue of the migrated database', () => {
  test('every table has a primary key', async () => assert.deepEqual(await withoutPrimaryKey(owner), []))

  test('person_id leads every key of a table that grows with people', async () =>
    assert.deepEqual(await keysWithoutPerson(owner), []))

  test('a foreign key stays with one person', async () => assert.deepEqual(await referencesAcrossPersons(owner), []))

  test('no trigger', async () => assert.deepEqual(await triggers(owner), []))

  test('no number is counted by the database', async () => assert.deepEqual(await countedNumbers(owner), []))

  test('every table says what it is for', async () => assert.deepEqual(await withoutComment(owner), []))

  test('every exception still names a table', async () => {
    const names = (await owner.unsafe<{ name: string }[]>(tables)).map(({ name }) => name)
    assert.deepEqual(
      Object.keys(withoutPerson).filter((name) => !names.includes(name)),
      [],
    )
  })

  test('M11.8: the application can add to events and audit entries, and read them, nothing else', async () => {
    assert.deepEqual(await rightsOnEvidence(owner), [
      'yika_app may insert audit_entry',
      'yika_app may insert event',
      'yika_app may select audit_entry',
      'yika_app may select event',
    ])
    const [owned] = await owner<{ owned: number }[]>`
      select count(*) as owned from pg_class where relowner = 'yika_app'::regrole and relnamespace = 'public'::regnamespace`
    assert.equal(owned?.owned, 0)
  })

  test('a file that makes tables makes no foreign key: the keys come when all tables stand', () => {
    const mixed = migrationsIn(migrationsDirectory)
      .map(({ name, sql }) => ({ name, sql: sql.replace(/--.*$/gm, '').replace(/'(?:[^']|'')*'/g, "''") }))
      .filter(({ sql }) => /create table/i.test(sql) && /\breferences\b/i.test(sql))
    assert.deepEqual(
      mixed.map(({ name }) => name),
      [],
    )
  })
})

test('each of these rules finds the table that breaks it', async (t) => {
  const scratch = await testDatabase(t)
  const db = connect(scratch.ownerUrl, { connections: 1 })
  t.after(() => db.end())
  await db.unsafe(`
    create table allowance (allowance_id bigint generated always as identity, person_id uuid not null, card_id uuid not null);
    create unique index allowance_once on allowance (card_id, person_id);
    alter table card add constraint card_own unique (card_id);
    alter table allowance add constraint allowance_card foreign key (card_id) references card (card_id);
    create table season (season_id uuid primary key);
    create function stop() returns trigger language plpgsql as 'begin return null; end';
    create trigger season_stop before insert on season for each row execute function stop();
    grant update (data) on event to yika_app; grant delete on audit_entry to yika_app`)
  assert.deepEqual(await withoutPrimaryKey(db), ['allowance has no primary key'])
  assert.deepEqual(await keysWithoutPerson(db), [
    'allowance: the key allowance_once does not begin with person_id',
    'card: the key card_own does not begin with person_id',
    'season has no person_id and is not listed',
    'season: the key season_pkey does not begin with person_id',
  ])
  assert.deepEqual(await referencesAcrossPersons(db), ['allowance: allowance_card does not stay with one person'])
  assert.deepEqual(await triggers(db), ['season has the trigger season_stop'])
  assert.deepEqual(await countedNumbers(db), ['the sequence allowance_allowance_id_seq is not listed'])
  assert.deepEqual(await withoutComment(db), ['allowance has no comment', 'season has no comment'])
  const rights = await rightsOnEvidence(db)
  assert.ok(rights.includes('yika_app may update event') && rights.includes('yika_app may delete audit_entry'))
})

suite('rules that the database itself keeps', () => {
  const socials = {
    none: {},
    'pending-enable': {},
    enabled: {},
    'suspended-provisional': { social_provisional_until: '2026-12-01T00:00:00Z' },
    'suspended-formal': {},
    locked: {},
    cancelled: { cancel_reason: 'superseded', cancelled_at: '2026-11-23T00:00:00Z' },
  } satisfies Record<Social, object>

  const statuses = {
    submitted: {},
    'correction-needed': {},
    accepted: {},
    'in-production': { card_id: newId(0) },
    ready: { card_id: newId(0) },
    collected: {},
    closed: {},
    withdrawn: {},
    refused: {},
    failed: {},
  } satisfies Record<ApplicationStatus, object>

  /** Writes rows as a careless program would: whatever stands in the way is the database's own doing. */
  async function inserted(table: 'card' | 'application', rows: readonly object[]): Promise<string> {
    const undone = new Error('undone')
    let refusal = 'written'
    try {
      await owner.begin(async (tx) => {
        // Neither the person nor the bank is there: this is about the keys of the table alone.
        await tx`set local session_replication_role = replica`
        for (const row of rows)
          await tx`
            insert into ${tx(table)} (${tx(Object.keys(row))}) select ${tx(Object.keys(row))}
            from json_populate_record(null::${tx(table)}, ${JSON.stringify(row)}::text::json)`
        throw undone
      })
    } catch (error) {
      if (error !== undone) refusal = (error as { constraint_name?: string }).constraint_name ?? String(error)
    }
    return refusal
  }

  const personId = newId(0)
  const at = '2026-11-23T00:00:00Z'
  const day = '2026-11-23'

  const card = (social: Social, person = personId) => ({
    ...{ person_id: person, card_id: newId(0), version: 1, issuing_area: '110000', generation: 3, requested_at: at },
    ...{ physical: 'collected', physical_since: at, finance: 'none', pin_state: 'none', pin_tries_left: 0 },
    ...{ enable_code_tries_left: 0, chip_counter: 0, social, ...socials[social] },
  })

  const application = (status: ApplicationStatus, person = personId) => ({
    ...{ person_id: person, application_id: newId(0), version: 1, kind: 'first-issue', reason: 'first', status },
    ...{ channel: 'online', bank_id: newId(0), delivery: 'outlet', district: '110101', ground_id: newId(0) },
    ...{ applicant_as: 'holder', applicant_id: person, submitted_at: at, accepted_at: at, attempts: 0, changed_at: at },
    ...{ promise_rule: 'r@1', promise_amount: 1, promise_unit: 'working-day', promised_on: day, ...statuses[status] },
  })

  test('M8.5: one live card per person, whatever state the other is in', async () => {
    for (const social of Object.keys(socials) as Social[]) {
      const expected = isLive({ social }) ? 'card_live' : 'written'
      assert.equal(await inserted('card', [card(social), card('enabled')]), expected, social)
      assert.equal(await inserted('card', [card(social), card('enabled', newId(0))]), 'written', social)
    }
  })

  test('M8.5: one open application per person, in every pair of open states', async () => {
    const open: readonly string[] = openStatuses
    for (const status of Object.keys(statuses) as ApplicationStatus[]) {
      const expected = open.includes(status) ? 'application_open' : 'written'
      assert.equal(await inserted('application', [application(status), application('submitted')]), expected, status)
      const stranger = application('submitted', newId(0))
      assert.equal(await inserted('application', [application(status), stranger]), 'written', status)
    }
  })
})
