-- What those know who work without the network (Article 9), and the devices at which cards are used (Articles 5, 12).

alter table card
  add column status_bits smallint not null generated always as (
    case social
      when 'enabled' then 0
      when 'suspended-provisional' then 2
      when 'locked' then 2
      when 'none' then 3
      when 'pending-enable' then 3
      else 1
    end) stored,
  add column status_shard integer,
  add column status_index integer check (status_index between 0 and 1048575),
  add column status_listed smallint check (status_listed between 0 and 3),
  add column status_list_version integer,
  add column status_listed_at timestamptz,
  add column status_version integer,
  add constraint card_status_place check (
    num_nulls(status_shard, status_index, status_listed, status_list_version, status_listed_at, status_version) in (0, 6));
comment on column card.status_bits is 'What the status list has to say of this card: the same function of social as in core/card/card-status.ts.';
comment on column card.status_shard is 'Which list, and status_index which place in it: drawn when the card is first listed, so that neighbours say nothing about when.';
comment on column card.status_listed is 'What the list says: it is behind for a few seconds, and never longer because the rows that differ are the work to do.';
comment on column card.status_list_version is 'The version of the list that said so first: who holds it or a later one knows (Article 13).';
comment on column card.status_version is 'Events of the stream card-listing; the card''s own version is not moved by being listed.';
create index card_to_list on card (person_id, card_id) where status_bits is distinct from status_listed;
comment on index card_to_list is 'Cards of which the list does not yet say what is: what the next publication takes.';

create table status_list (
  shard integer primary key check (shard >= 0),
  version integer not null check (version > 0),
  seed bytea not null,
  cards integer not null check (cards between 0 and 1048576),
  published_at timestamptz not null
);
comment on table status_list is 'One status list for each 2^20 cards. What changed in each version is in its events; the bits are their fold.';
comment on column status_list.seed is 'From it follows the order in which places are given out.';
comment on column status_list.cards is 'Places given out.';

create table status_list_fold (
  shard integer primary key,
  version integer not null check (version > 0),
  bits bytea not null
);
comment on table status_list_fold is 'The bits of a list at some earlier version, so that a process that starts reads few events. Can be deleted at any time.';
alter table status_list_fold alter column bits set storage external;

create table terminal (
  terminal_id text primary key,
  version integer not null check (version > 0),
  institution_id text not null,
  kind text not null check (kind in ('hospital', 'pharmacy', 'gate', 'bus', 'park', 'library', 'counter', 'kiosk')),
  services text[] not null,
  place text not null,
  district text not null,
  keys jsonb not null,
  offline boolean not null,
  status text not null check (status in ('active', 'suspended', 'retired')),
  registered_on date not null,
  seen_at timestamptz,
  health text check (health in ('ok', 'degraded', 'failing')),
  reader text check (reader in ('ok', 'fault', 'absent')),
  software text,
  waiting integer not null check (waiting >= 0),
  clock_off_ms bigint,
  lists jsonb not null,
  suspended_by text check (suspended_by in ('institution', 'office')),
  constraint terminal_suspended check ((status = 'suspended') = (suspended_by is not null)),
  constraint terminal_seen check (num_nulls(seen_at, health, reader, software, clock_off_ms) in (0, 5))
);
comment on table terminal is 'Devices at which cards are used. Each signs in with a key of its own, as the system client of the same name.';
comment on column terminal.clock_off_ms is 'Its clock minus ours at its last report.';
comment on column terminal.suspended_by is 'Whose word lets it serve again: what the office has suspended, its institution does not resume.';
comment on column terminal.lists is 'Which version of which status list it holds, and since when: its acknowledgements (Article 9).';
create index terminal_of_institution on terminal (institution_id, terminal_id);
comment on index terminal_of_institution is 'The devices of one institution, page by page.';

insert into policy_value (policy_value_id, version, key, scope, value, unit, effective_from, effective_to,
  legal_reference, source, owner, verified, author, proposed_at, status, number, decided_at) values
  ('00000000-0000-8017-8986-e28adace6ca0', 1, 'status-list.publish-seconds', 'city', '5', 'seconds', '2022-10-01', null, 'Measures art. 9', '平台建议值 / proposed by the platform, no official text', 'card-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-8dab-84b8b692c280', 1, 'terminal.silent-after', 'city', '15', 'minutes', '2022-10-01', null, 'Measures art. 12', '平台建议值 / proposed by the platform, no official text', 'card-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-8e3f-a1ade2833bc2', 1, 'terminal.clock-off', 'city', '60', 'seconds', '2022-10-01', null, 'Measures art. 9', '平台建议值 / proposed by the platform, no official text', 'security-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-859e-0ab3d1f577ef', 1, 'terminal.waiting-most', 'city', '1000', 'lines', '2022-10-01', null, 'Measures art. 12', '平台建议值 / proposed by the platform, no official text', 'card-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z');

insert into event (person_id, stream, stream_id, version, name, data, at, command_id, rules)
select '00000000-0000-0000-0000-000000000000', 'policy-value', policy_value_id::text, version, 'policy-value-adopted',
  jsonb_build_object('key', key, 'scope', scope, 'value', value, 'unit', unit, 'effectiveFrom', effective_from,
    'effectiveTo', effective_to, 'legalReference', legal_reference, 'source', source, 'owner', owner,
    'verified', verified, 'author', author, 'number', number),
  proposed_at, policy_value_id, '{}'
from policy_value
where key in ('status-list.publish-seconds', 'terminal.silent-after', 'terminal.clock-off', 'terminal.waiting-most');
