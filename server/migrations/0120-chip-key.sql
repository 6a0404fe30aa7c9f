-- The master keys of the chips and the ceremony that makes and ends them (Article 14); when a chip last proved itself.

create table chip_key (
  chip_key_id text primary key,
  version integer not null check (version > 0),
  suite text not null check (suite in ('des', 'sm')),
  key_version smallint not null check (key_version between 1 and 255),
  state text not null check (state in (
    'proposed', 'withdrawn', 'confirmed', 'active', 'retired', 'destruction-proposed', 'destruction-confirmed', 'destroyed')),
  reason text not null,
  proposed_by text not null,
  confirmed_by text,
  check_values jsonb,
  retire_reason text,
  destruction_proposed_by text,
  destruction_confirmed_by text,
  changed_at timestamptz not null,
  constraint chip_key_version_once unique (suite, key_version),
  constraint chip_key_two_persons check (confirmed_by <> proposed_by),
  constraint chip_key_destruction_two_persons check (destruction_confirmed_by <> destruction_proposed_by),
  constraint chip_key_made check ((check_values is not null) = (state not in ('proposed', 'withdrawn', 'confirmed')))
);
comment on table chip_key is 'Versions of the master keys of the chips. The keys themselves lie in the custody and never here.';
comment on column chip_key.chip_key_id is 'Suite and version: sm-1.';
comment on column chip_key.key_version is 'The version byte of every key of the card.';
comment on column chip_key.check_values is 'First three bytes of the zero block under each master key: two custodians compare them, nobody learns a key.';

alter table card add column chip_proved_at timestamptz;
comment on column card.chip_proved_at is 'When the chip proved chip_counter: an answer to a later challenge must count higher (M14.2).';
