-- The catalogue of what a card opens, who may ask for it, and how each service stands on each card (Articles 2, 5, 16).

create table card_service (
  service_id text primary key,
  version integer not null check (version > 0),
  field text not null,
  name jsonb not null,
  organisation_id text not null,
  carriers jsonb not null check (jsonb_array_length(carriers) > 0),
  actions jsonb not null check (jsonb_array_length(actions) > 0),
  loading text not null check (loading in ('implicit', 'explicit')),
  loaded_at jsonb not null,
  holds_days integer check (holds_days > 0),
  condition jsonb not null,
  personal jsonb not null,
  facts jsonb not null,
  fee_key text,
  replaces_card jsonb,
  valid_from date not null,
  valid_until date check (valid_until >= valid_from),
  own_card jsonb,
  published_by text not null,
  constraint card_service_loaded_somewhere check ((loading = 'explicit') = (jsonb_array_length(loaded_at) > 0))
);
comment on table card_service is 'The catalogue of card applications (Article 5); entries are dated, never deleted.';
comment on column card_service.condition is 'Who is entitled, as data that is checked and explained.';
comment on column card_service.personal is 'The most that a decision for this service may tell of a person; agreements only narrow it.';
comment on column card_service.own_card is 'Why the service needs a card of its own and which carriers were considered; null when it needs none (Article 16).';

create table institution (
  institution_id text primary key,
  version integer not null check (version > 0),
  kind text not null,
  organisation_id text not null,
  name jsonb not null,
  district text not null,
  grade integer check (grade between 1 and 3),
  community boolean not null,
  valid_from date not null,
  valid_until date check (valid_until >= valid_from)
);
comment on table institution is 'Who serves holders with the card: hospitals, operators, parks, libraries, offices.';
comment on column institution.organisation_id is 'The body of Article 6 that supervises it.';
comment on column institution.grade is 'Grade of a hospital; other rates of insurance hold for each.';

create table agreement (
  agreement_id uuid primary key,
  version integer not null check (version > 0),
  institution_id text not null,
  service_id text not null,
  personal jsonb not null,
  facts jsonb not null,
  legal_basis text not null,
  valid_from date not null,
  valid_until date check (valid_until >= valid_from),
  status text not null check (status in ('proposed', 'in-force', 'ended')),
  proposed_by text not null,
  signed_by text
);
comment on table agreement is 'Which institution may use which service, and what it may be told (Articles 5, 10, 11).';
comment on column agreement.legal_basis is 'The law or contract on which it rests; for credit services a law.';
create unique index agreement_once on agreement (institution_id, service_id) where status <> 'ended';
comment on index agreement_once is 'One agreement of an institution for a service at a time; also: what may this institution ask for?';

create table card_application (
  person_id uuid not null,
  card_id uuid not null,
  service_id text not null,
  version integer not null check (version > 0),
  state text not null check (state in ('loaded', 'active', 'suspended', 'expired', 'removed')),
  state_since timestamptz not null,
  valid_from date not null,
  valid_until date check (valid_until >= valid_from),
  loaded_by text,
  suspension_reason text,
  suspension_reference text,
  suspension_until date,
  primary key (person_id, card_id, service_id),
  constraint card_application_suspension check (
    (state = 'suspended') = (suspension_reason is not null) and (state = 'suspended') = (suspension_reference is not null)
    and (state = 'suspended' or suspension_until is null))
);
comment on table card_application is 'State of a service on a card, beside the state of the card (Article 5). An implicit service without a row is active.';
comment on column card_application.suspension_reference is 'The decision or case on which the suspension rests.';
create index card_application_running_out on card_application (valid_until)
  where valid_until is not null and state in ('loaded', 'active', 'suspended');
comment on index card_application_running_out is 'What the night''s sweep ends.';
create index card_application_suspended_until on card_application (suspension_until) where suspension_until is not null;
comment on index card_application_suspended_until is 'Suspensions whose last day has passed.';

create table sanction (
  person_id uuid not null,
  sanction_id uuid not null,
  version integer not null check (version > 0),
  card_id uuid,
  service_id text not null,
  reference text not null,
  until date not null,
  status text not null check (status in ('proposed', 'in-force', 'ended')),
  proposed_by text not null,
  proposed_at timestamptz not null,
  approved_by text,
  primary key (person_id, sanction_id)
);
comment on table sanction is 'A penalty of the medical insurance that suspends settlement by card for a time; two officers decide.';
comment on column sanction.card_id is 'The card on which it was entered when it was approved; it follows the person onto the next one.';
comment on column sanction.reference is 'Number of the penalty decision.';
create unique index sanction_open on sanction (person_id, service_id) where status <> 'ended';
comment on index sanction_open is 'One penalty at a time.';
create index sanction_waiting on sanction (sanction_id) where status = 'proposed';
comment on index sanction_waiting is 'What waits for the second officer, the oldest first.';

create table integration (
  service_id text primary key,
  version integer not null check (version > 0),
  old_card jsonb not null,
  no_own_card_from date not null,
  old_rights_until date not null check (old_rights_until >= no_own_card_from),
  status text not null check (status in ('announced', 'in-force')),
  announced_by text not null,
  signed_by text
);
comment on table integration is 'Services that moved onto the social security card: from when no card of their own is issued (Article 16).';
comment on column integration.old_rights_until is 'The last day on which the old card keeps its rights.';

create table holder_migration (
  migration_id uuid primary key,
  version integer not null check (version > 0),
  service_id text not null,
  reference text not null,
  institution_id text,
  organisation_id text not null,
  lines_received integer not null check (lines_received >= 0),
  balance_received bigint not null,
  status text not null check (status in ('open', 'closed', 'approved')),
  opened_by text not null,
  opened_at timestamptz not null,
  closed_by text,
  closed_at timestamptz,
  approved_by text,
  approved_at timestamptz,
  constraint holder_migration_two_persons check (approved_by <> closed_by and approved_by <> opened_by),
  constraint holder_migration_approved check ((status = 'approved') = (approved_by is not null)),
  constraint holder_migration_reference unique (service_id, reference)
);
comment on table holder_migration is 'A batch of holders of an old card whose rights and money move onto the social security card (Article 16).';
comment on column holder_migration.reference is 'The department''s own name of the file: the same file opens one batch.';
comment on column holder_migration.institution_id is 'Who holds the money of the old cards; null when they carry none.';
comment on column holder_migration.approved_by is 'A second person: no money of the old cards moves before.';
comment on column holder_migration.balance_received is 'Sum of the lines as they came, in fen, wrong ones too: what the department''s own total is compared with.';

create table migration_line (
  person_id uuid not null,
  migration_id uuid not null,
  position integer not null check (position > 0),
  version integer not null check (version > 0),
  service_id text not null,
  old_card_index bytea not null,
  content_digest bytea not null,
  valid_from date not null,
  valid_until date,
  balance_fen bigint not null,
  status text not null check (status in ('migrated', 'balance-waits', 'no-card-yet', 'person-unknown', 'duplicate', 'balance-invalid', 'refused')),
  refusal text,
  card_id uuid,
  transfer_id uuid,
  changed_at timestamptz not null,
  primary key (person_id, migration_id, position),
  constraint migration_line_card check ((status in ('migrated', 'balance-waits')) = (card_id is not null))
);
comment on table migration_line is 'One holder of an old card in a batch, and what became of it; lines without a known person stand under the nil UUID.';
comment on column migration_line.old_card_index is 'Blind index of the number of the old card.';
comment on column migration_line.content_digest is 'Keyed digest of the line: the same line again changes nothing.';
comment on column migration_line.transfer_id is 'The transfer that carried the balance; null when there was none.';
create index migration_line_of_batch on migration_line (migration_id, position);
comment on index migration_line_of_batch is 'The rows of a batch in the order of the file.';
create index migration_line_of_old_card on migration_line (service_id, old_card_index);
comment on index migration_line_of_old_card is 'Has this old card been moved already?';
create index migration_line_waiting on migration_line (person_id, migration_id, position) where status = 'no-card-yet';
comment on index migration_line_waiting is 'Holders who wait for their card; the old one keeps its rights.';
