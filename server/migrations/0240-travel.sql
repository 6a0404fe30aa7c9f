-- Metro, bus and the purse (Article 5): the network, what gates have seen, the rides that follow from it, and purses that change their card.

create table travel_network (
  network_id uuid primary key,
  version integer not null check (version > 0),
  valid_from date not null,
  source text not null,
  stations jsonb not null,
  lines jsonb not null,
  published_by text not null,
  published_at timestamptz not null,
  constraint travel_network_day unique (valid_from)
);
comment on table travel_network is 'Stations and the metres between them, from a day on; fares follow the shortest way through it.';
comment on column travel_network.source is 'Where it comes from; a synthetic network says so.';

create table travel_tap (
  person_id uuid not null,
  tap_id uuid not null,
  version integer not null check (version = 1),
  card_id uuid not null,
  operator_id text not null,
  terminal_id text not null,
  sequence bigint not null check (sequence > 0),
  kind text not null check (kind in ('in', 'out', 'bus')),
  place text not null,
  metres integer check (metres >= 0),
  carrier text not null,
  proof_key text not null,
  proof_digest text not null,
  at timestamptz not null,
  clock_corrected_ms bigint not null,
  rider text,
  counts boolean not null,
  reason text,
  relation text not null check (relation in ('no-loss', 'before-loss', 'after-loss')),
  told_at timestamptz not null,
  primary key (person_id, tap_id),
  constraint travel_tap_metres check ((kind = 'bus') = (metres is not null)),
  constraint travel_tap_uncharged check (counts or reason is not null)
);
comment on table travel_tap is 'What gates and buses have seen of a card; told late and in any order, never changed (Articles 5, 14).';
comment on column travel_tap.at is 'When the card was there: the terminal''s clock with clock_corrected_ms added.';
comment on column travel_tap.counts is 'False: the holder is not charged, since the loss was reported or the card had ended.';
create index travel_tap_of_card on travel_tap (person_id, card_id, at);
comment on index travel_tap_of_card is 'The taps around a late one.';
create unique index travel_tap_proof on travel_tap (person_id, card_id, proof_key);
comment on index travel_tap_proof is 'A proof of a card counts once.';
create index travel_tap_entries on travel_tap (at) where kind = 'in' and counts;
comment on index travel_tap_entries is 'Entries whose exit never came.';
create index travel_tap_of_operator on travel_tap (operator_id, at);
comment on index travel_tap_of_operator is 'What an operator saw on a day.';

create table travel_tap_name (
  terminal_id text not null,
  sequence bigint not null,
  person_id uuid not null,
  tap_id uuid not null,
  primary key (terminal_id, sequence)
);
comment on table travel_tap_name is 'Which tap a terminal told under which number: told again, it is the same tap.';

create table ride (
  person_id uuid not null,
  ride_id uuid not null,
  version integer not null check (version > 0),
  card_id uuid not null,
  operator_id text not null,
  mode text not null check (mode in ('metro', 'airport', 'bus')),
  ride_end text not null check (ride_end in ('whole', 'same-station', 'repeated-entry', 'no-exit', 'no-entry', 'gone')),
  entry_tap_id uuid,
  exit_tap_id uuid,
  from_place text,
  to_place text,
  entered_at timestamptz,
  exited_at timestamptz,
  metres integer,
  counted_at timestamptz not null,
  month text not null,
  lines jsonb not null,
  fare bigint not null check (fare >= 0),
  charged_at timestamptz not null,
  primary key (person_id, ride_id),
  constraint ride_ends check (entry_tap_id is not null or exit_tap_id is not null)
);
comment on table ride is 'A ride and its fare line by line; a late tap may change it, the difference is a transfer of its own (Articles 5, 13).';
comment on column ride.ride_id is 'The tap that ended it, or the entry that had no exit.';
comment on column ride.month is 'The month whose discount it moves.';
create index ride_of_card on ride (person_id, card_id, counted_at);
comment on index ride_of_card is 'What was paid in a month before a ride.';
create index ride_of_entry on ride (person_id, entry_tap_id) where entry_tap_id is not null;
comment on index ride_of_entry is 'Whether an entry belongs to a ride.';
create index ride_of_operator on ride (operator_id, counted_at);
comment on index ride_of_operator is 'Totals of a day.';

create table travel_signal (
  person_id uuid not null,
  signal_id uuid not null,
  version integer not null check (version = 1),
  card_id uuid not null,
  first_tap_id uuid not null,
  second_tap_id uuid not null,
  from_place text not null,
  to_place text not null,
  metres integer not null,
  seconds integer not null,
  at timestamptz not null,
  noted_at timestamptz not null,
  primary key (person_id, signal_id)
);
comment on table travel_signal is 'One card in two places faster than anybody travels: for a human to look at, nothing is stopped (Article 14).';
create index travel_signal_latest on travel_signal (signal_id);
comment on index travel_signal_latest is 'The list, page by page.';

create table purse_case (
  person_id uuid not null,
  case_id uuid not null,
  version integer not null check (version > 0),
  card_id uuid not null,
  status text not null check (status in ('open', 'proposed', 'done')),
  settle_on date not null,
  way text check (way in ('new-card', 'refund')),
  amount bigint check (amount >= 0),
  to_card_id uuid,
  ticket_moved boolean not null,
  opened_at timestamptz not null,
  decided_by text,
  approved_by text,
  closed_at timestamptz,
  primary key (person_id, case_id),
  constraint purse_case_way check ((status = 'open') = (way is null)),
  constraint purse_case_done check ((status = 'done') = (closed_at is not null))
);
comment on table purse_case is 'What becomes of the purse and the annual ticket of a card that ended (Articles 5, 7).';
create unique index purse_case_open on purse_case (person_id, card_id) where status <> 'done';
comment on index purse_case_open is 'One open case for a card.';
create index purse_case_waiting on purse_case (case_id) where status <> 'done';
comment on index purse_case_waiting is 'Cases that wait, the oldest first.';

insert into policy_value (policy_value_id, version, key, scope, value, unit, effective_from, effective_to,
  legal_reference, source, owner, verified, author, proposed_at, status, number, decided_at) values
  ('00000000-0000-8017-8d5d-136895405e1b', 1, 'travel.fare-table', 'city', '"{\"metro\":{\"steps\":[{\"upToMetres\":6000,\"fen\":300},{\"upToMetres\":12000,\"fen\":400},{\"upToMetres\":22000,\"fen\":500},{\"upToMetres\":32000,\"fen\":600}],\"beyond\":{\"eachMetres\":20000,\"fen\":100}},\"airport\":{\"fen\":2500},\"bus\":{\"steps\":[{\"upToMetres\":10000,\"fen\":200}],\"beyond\":{\"eachMetres\":5000,\"fen\":100}},\"monthly\":[{\"fromFen\":0,\"percent\":100},{\"fromFen\":10000,\"percent\":80},{\"fromFen\":15000,\"percent\":50},{\"fromFen\":40000,\"percent\":100}],\"riders\":[{\"rider\":\"free\",\"mode\":\"metro\",\"percent\":0,\"condition\":{\"ticket\":\"free-metro\"}},{\"rider\":\"senior\",\"mode\":\"bus\",\"percent\":0,\"condition\":{\"all\":[{\"age\":{\"from\":60}},{\"any\":[{\"ground\":[\"elderly\"]},{\"ticket\":\"elderly-care\"}]}]}},{\"rider\":\"student\",\"mode\":\"bus\",\"percent\":25,\"condition\":{\"ground\":[\"education\"]}},{\"rider\":\"ordinary\",\"mode\":\"bus\",\"percent\":50,\"condition\":{\"all\":[]}}],\"overtime\":{\"afterMinutes\":240,\"fen\":300},\"oneEnd\":{\"fen\":300}}"', 'none', '2022-10-01', null, 'Measures art. 5', '2014年12月28日起票价的公开页面；单边进出站收费未经核实 / public pages on the fares since 2014-12-28; what one known end costs is not confirmed', 'transport-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-8f11-56ea80ef1f91', 1, 'travel.month-boundary', 'city', '"exit"', 'none', '2022-10-01', null, 'Measures art. 5', '平台建议值 / proposed by the platform, no official text', 'transport-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-8376-cc45482e684c', 1, 'travel.same-station-grace', 'city', '15', 'minutes', '2022-10-01', null, 'Measures art. 5', '平台建议值 / proposed by the platform, no official text', 'transport-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-87d2-b48d9b1d8a93', 1, 'travel.ride-longest', 'city', '24', 'hours', '2022-10-01', null, 'Measures art. 5', '平台建议值 / proposed by the platform, no official text', 'transport-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-836c-21bc63e89c8e', 1, 'travel.top-up.least', 'city', '1000', 'fen', '2022-10-01', null, 'Measures art. 5', '平台建议值 / proposed by the platform, no official text', 'transport-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-8832-55d47980605c', 1, 'travel.top-up.most', 'city', '50000', 'fen', '2022-10-01', null, 'Measures art. 5', '平台建议值 / proposed by the platform, no official text', 'transport-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-87e6-8d8b8eed58ae', 1, 'travel.purse.most', 'city', '100000', 'fen', '2022-10-01', null, 'Measures art. 5', '平台建议值 / proposed by the platform, no official text', 'transport-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-873c-8b86ba537407', 1, 'travel.debt.allowance', 'city', '0', 'fen', '2022-10-01', null, 'Measures art. 5', '平台建议值 / proposed by the platform, no official text', 'transport-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-8ce1-4435b7e66b7d', 1, 'travel.settle-days', 'city', '7', 'calendar-days', '2022-10-01', null, 'Measures art. 5', '平台建议值 / proposed by the platform, no official text', 'transport-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-84a1-3d0e13791439', 1, 'travel.transfer.second-person', 'city', '30000', 'fen', '2022-10-01', null, 'Measures art. 5', '平台建议值 / proposed by the platform, no official text', 'transport-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-8753-bcb3ffabc5b9', 1, 'park.annual-ticket.price', 'city', '10000', 'fen', '2022-10-01', null, 'Measures art. 5', '本市公开的办事指南 / public guide of this city', 'parks-office', true, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-8c46-4ca3249b2cc6', 1, 'park.annual-ticket.refund-days', 'city', '7', 'calendar-days', '2022-10-01', null, 'Measures art. 5', '平台建议值 / proposed by the platform, no official text', 'parks-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z');

insert into event (person_id, stream, stream_id, version, name, data, at, command_id, rules)
select '00000000-0000-0000-0000-000000000000', 'policy-value', policy_value_id::text, version, 'policy-value-adopted',
  jsonb_build_object('key', key, 'scope', scope, 'value', value, 'unit', unit, 'effectiveFrom', effective_from,
    'effectiveTo', effective_to, 'legalReference', legal_reference, 'source', source, 'owner', owner,
    'verified', verified, 'author', author, 'number', number),
  proposed_at, policy_value_id, '{}'
from policy_value
where key like 'travel.%' and key not like 'travel.impossible.%' or key like 'park.annual-ticket.%';
