-- Production: batches, their lines, and the custody of blanks (Articles 3, 6, 13, 14).

create table batch (
  batch_id uuid primary key,
  version integer not null check (version > 0),
  batch_number text not null,
  kind text not null check (kind in ('central', 'instant')),
  bank_id uuid not null,
  district text not null check (district ~ '^[0-9]{6}$'),
  office_id uuid,
  state text not null check (state in (
    'open', 'released', 'exported-to-bank', 'bank-returned', 'certified', 'exported-to-factory', 'factory-returned',
    'keys-replaced', 'shipped', 'reconciled', 'cancelled')),
  ordered integer not null check (ordered > 0),
  formed_by text not null,
  formed_at timestamptz not null,
  released_by text,
  certifier_id text,
  maker_id text,
  bank_return jsonb,
  certificate_result jsonb,
  factory_return jsonb,
  key_result jsonb,
  changed_at timestamptz not null,
  constraint batch_number_once unique (batch_number),
  constraint batch_two_persons check (released_by <> formed_by),
  constraint batch_instant check ((kind = 'instant') = (office_id is not null))
);
comment on table batch is 'Cards of one bank and one district that are made together. It concerns nobody in particular.';
comment on column batch.batch_number is 'First line of every file of the batch: day, district, five characters.';
comment on column batch.released_by is 'The second person; data leave the house only after the release (Article 14).';
comment on column batch.certifier_id is 'Organisation that was asked for the certificates; nobody else may answer.';
comment on column batch.maker_id is 'Organisation that makes the cards; nobody else may read the file or answer.';
comment on column batch.bank_return is 'Fingerprint of the file, good and failed lines: the same file gives the same answer (Article 13).';
create index batch_by_state on batch (state, batch_id);
comment on index batch_by_state is 'Worklists of the production manager.';
create index batch_by_bank on batch (bank_id, batch_id);
comment on index batch_by_bank is 'Worklist of a bank.';

create table batch_line (
  person_id uuid not null,
  line_id uuid not null,
  version integer not null check (version > 0),
  batch_id uuid not null,
  application_id uuid not null,
  card_id uuid not null,
  card_number text not null,
  sequence integer not null check (sequence > 0),
  state text not null check (state in (
    'created', 'has-account', 'no-account', 'account-mismatch', 'certified', 'certificate-failed', 'made',
    'making-failed', 'making-abnormal', 'finished', 'key-error', 'shipped', 'reworked', 'given-up', 'cancelled')),
  fail_stage text check (fail_stage in ('bank', 'certificate', 'making', 'key')),
  reason text check (octet_length(reason) <= 200),
  box_position text,
  attempt integer not null check (attempt > 0),
  changed_at timestamptz not null,
  primary key (person_id, line_id),
  constraint batch_line_card_once unique (person_id, card_id),
  constraint batch_line_failed check (
    state not in ('no-account', 'account-mismatch', 'certificate-failed', 'making-failed', 'making-abnormal', 'key-error')
    or (fail_stage is not null and reason is not null))
);
comment on table batch_line is 'One card of a batch. A line that failed stays, with stage and reason: a batch never hides one (Article 6).';
comment on column batch_line.state is 'National codes: 10 created, 20 has-account, 21 no-account, 22 account-mismatch, 30 made, 31 making-failed, 32 making-abnormal, 40 finished, 41 key-error, 60 shipped.';
comment on column batch_line.attempt is 'Which try for the application this line is.';
create index batch_line_of_batch on batch_line (batch_id, sequence);
comment on index batch_line_of_batch is 'The lines of a batch in their order.';

create table blank_stock (
  place_id text primary key,
  version integer not null check (version > 0),
  place_kind text not null check (place_kind in ('store', 'factory', 'outlet')),
  issued integer not null check (issued >= 0),
  good integer not null check (good >= 0),
  spoiled integer not null check (spoiled >= 0),
  returned integer not null check (returned >= 0),
  missing integer not null,
  on_hand integer not null,
  destroyed integer not null check (destroyed >= 0),
  destruction_count integer check (destruction_count > 0),
  destruction_proposed_by text,
  closed_on date,
  difference integer not null,
  counted_by text,
  changed_at timestamptz not null,
  constraint blank_stock_never_negative check (on_hand >= 0),
  constraint blank_stock_balance check (issued = good + spoiled + returned + missing + on_hand),
  constraint blank_stock_destroyed check (destroyed <= spoiled)
);
comment on table blank_stock is 'Blanks per outlet, factory and store: issued = good + spoiled + returned + missing + on hand (Article 13).';
comment on column blank_stock.returned is 'Handed on to another place, or back.';
comment on column blank_stock.missing is 'Differences of counts, settled by two persons; negative when blanks turned up.';
comment on column blank_stock.difference is 'Counted less expected at the last closing, as long as it is not settled.';

create table blank_transfer (
  transfer_id uuid primary key,
  version integer not null check (version > 0),
  from_place_id text not null,
  to_place_id text not null,
  to_place_kind text not null check (to_place_kind in ('store', 'factory', 'outlet')),
  offered integer not null check (offered > 0),
  offered_by text not null,
  received integer check (received >= 0),
  received_by text,
  difference integer not null,
  difference_reason text,
  changed_at timestamptz not null,
  constraint blank_transfer_signed_twice check (received_by <> offered_by and (received is null) = (received_by is null)),
  constraint blank_transfer_difference check (
    received is null or (difference = offered - received and (difference = 0) = (difference_reason is null)))
);
comment on table blank_transfer is 'Hand-overs of blanks, signed by giver and receiver; a difference is on record with its reason (Article 13).';
create index blank_transfer_from on blank_transfer (from_place_id, transfer_id);
comment on index blank_transfer_from is 'Hand-overs out of a place.';
create index blank_transfer_to on blank_transfer (to_place_id, transfer_id);
comment on index blank_transfer_to is 'Hand-overs into a place.';
