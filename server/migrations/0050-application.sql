-- Applying for a card (Articles 3, 7, 8): applications, photos, collective applications and their lines.

create table application (
  person_id uuid not null,
  application_id uuid not null,
  version integer not null check (version > 0),
  status text not null check (status in (
    'submitted', 'correction-needed', 'accepted', 'in-production', 'ready', 'collected', 'closed', 'withdrawn', 'refused',
    'failed')),
  kind text not null check (kind in ('first-issue', 'reissue', 'exchange', 'renewal')),
  reason text not null check (reason in (
    'first', 'loss', 'damage', 'printed-change', 'bank-change', 'warranty', 'expiry', 'generation-upgrade')),
  channel text not null check (channel in ('online', 'bank-counter', 'district-point', 'employer', 'instant')),
  bank_id uuid not null,
  outlet_id uuid,
  delivery text not null check (delivery in ('outlet', 'post', 'employer')),
  district text not null,
  ground_id uuid not null,
  applicant_as text not null check (applicant_as in ('holder', 'guardian', 'proxy', 'employer')),
  applicant_id uuid not null,
  guardian_consent text,
  duty_shown text,
  group_id uuid,
  photo_id uuid,
  replaces uuid,
  card_id uuid,
  instant_outlet_id uuid,
  submitted_at timestamptz not null,
  accepted_at timestamptz,
  promise_rule text,
  promise_amount integer,
  promise_unit text check (promise_unit in ('calendar-day', 'working-day', 'same-visit')),
  promised_on date,
  new_promised_on date,
  warned_at timestamptz,
  trouble jsonb,
  attempts integer not null check (attempts >= 0),
  ready_at timestamptz,
  collected_at timestamptz,
  changed_at timestamptz not null,
  primary key (person_id, application_id),
  constraint application_first_issue_replaces_nothing check ((kind = 'first-issue') = (replaces is null)),
  constraint application_promise_whole check (
    (promise_rule is null) = (promised_on is null) and (promise_rule is null) = (promise_amount is null)
    and (promise_rule is null) = (promise_unit is null)),
  constraint application_accepted_is_promised check (
    status not in ('accepted', 'in-production', 'ready', 'collected', 'closed', 'failed')
    or (accepted_at is not null and promised_on is not null)),
  constraint application_in_production_has_card check (status not in ('in-production', 'ready') or card_id is not null)
);
comment on table application is 'One request for one card, from submission to collection (Articles 3, 7). Nothing in it is secret: names, numbers and addresses stay in the register.';
comment on column application.district is 'District or service area of the person when they applied (Article 3).';
comment on column application.ground_id is 'The ground of eligibility that carries it (Article 8).';
comment on column application.guardian_consent is 'Version of the consent text of the guardian, where the age asks for it (PIPL 31).';
comment on column application.duty_shown is 'Version of the text on personal use that the applicant was shown (Article 9).';
comment on column application.photo_id is 'Null below the age from which a photo is required (Article 4).';
comment on column application.promise_rule is 'The rule that made the promise, with its figure as it stood at acceptance (Articles 12, 17).';
comment on column application.new_promised_on is 'The date that was told after a broken promise.';
comment on column application.trouble is 'Stage, reason and remedy as codes with words in both languages, and an officer''s own words.';

-- Article 8: one person has one open application, also when two hundred arrive in the same instant.
create unique index application_open on application (person_id)
  where status in ('submitted', 'correction-needed', 'accepted', 'in-production', 'ready');
comment on index application_open is 'One open application per person (Article 8).';
create index application_to_review on application (district, submitted_at, application_id) where status = 'submitted';
comment on index application_to_review is 'The worklist of a district, oldest first.';
create index application_waiting on application (accepted_at, application_id) where status = 'accepted';
comment on index application_waiting is 'What production takes into its batches, oldest first.';
create index application_promised on application (promised_on, application_id)
  where ready_at is null and status in ('submitted', 'correction-needed', 'accepted', 'in-production', 'ready');
comment on index application_promised is 'Open promises by their day, for the watch (Article 12).';
create index application_of_group on application (group_id, person_id) where group_id is not null;

create table photo (
  person_id uuid not null,
  photo_id uuid not null,
  version integer not null check (version > 0),
  original_blob text not null,
  original_bytes integer not null check (original_bytes > 0),
  card_blob text not null,
  card_bytes integer not null check (card_bytes > 0),
  chip_blob text not null,
  chip_bytes integer not null check (chip_bytes > 0),
  perceptual_hash text not null check (perceptual_hash ~ '^[0-9a-f]{16}$'),
  measures jsonb not null,
  added_at timestamptz not null,
  primary key (person_id, photo_id)
);
comment on table photo is 'Accepted photos (Article 4). The pictures lie in the blob store, sealed under the person''s key.';
comment on column photo.perceptual_hash is 'Hash of the look of the picture, 64 bits: for the rule that one photo does not serve two persons.';
comment on column photo.measures is 'What was measured, so that the acceptance can be replayed.';
create index photo_hash on photo (perceptual_hash);

create table application_group (
  group_id uuid primary key,
  version integer not null check (version > 0),
  employer_id text not null,
  kind text not null check (kind in ('employer', 'school')),
  bank_ids uuid[] not null check (cardinality(bank_ids) > 0),
  collection text not null check (collection in ('employer', 'person')),
  opens_on date not null,
  closes_on date not null,
  opened_by text not null,
  opened_at timestamptz not null,
  lines_received integer not null check (lines_received >= 0),
  lines_unmatched integer not null check (lines_unmatched between 0 and lines_received),
  check (closes_on >= opens_on)
);
comment on table application_group is 'Collective applications of employers and schools (Article 8): a catalogue that does not grow with people.';
comment on column application_group.bank_ids is 'The banks that the employer has named; at most as many as the rules allow.';
create index application_group_employer on application_group (employer_id, opened_at);

create table group_line (
  person_id uuid not null,
  group_id uuid not null,
  version integer not null check (version > 0),
  position integer,
  bank_id uuid,
  outlet_id uuid,
  status text not null check (status in ('waiting', 'applied', 'refused', 'opted-out')),
  application_id uuid,
  refusal jsonb,
  changed_at timestamptz not null,
  primary key (person_id, group_id),
  check (status <> 'applied' or application_id is not null),
  check ((status = 'refused') = (refusal is not null))
);
comment on table group_line is 'One person in a collective application, with the outcome of the line (Article 8).';
comment on column group_line.position is 'Position in the employer''s list; null for a person who opted out before the list came.';
comment on column group_line.refusal is 'Code and detail of the refusal, the same as anybody else would get.';
create index group_line_group on group_line (group_id, position, person_id);
