-- The register of residents: who may hold a card (Articles 4, 8), who helps whom (Article 9), who is at which counter
-- (Articles 7, 11). Personal items are sealed; what is found is found by keyed hashes.

create table person (
  person_id uuid primary key,
  version integer not null check (version > 0),
  kind text not null check (kind in ('citizen', 'hong-kong-macao-taiwan', 'permanent-resident', 'foreigner')),
  sex text not null check (sex in ('0', '1', '2', '9')),
  birth_on date not null,
  ethnic_group text not null,
  nationality text not null,
  district text not null,
  issuing_area text not null check (issuing_area ~ '^[0-9]{6}$'),
  life_status text not null check (life_status in ('alive', 'death-reported', 'deceased', 'moved-away')),
  death_on date,
  death_reported_by text,
  death_reported_at timestamptz,
  death_confirmed_by text,
  death_status_before text check (death_status_before in ('alive', 'moved-away')),
  key bytea not null,
  name bytea not null,
  ssn bytea not null,
  identity_number bytea not null,
  document_number bytea,
  phone bytea,
  address bytea,
  chip_name bytea,
  number_indexes text[] not null,
  document_index text,
  name_index bytea not null,
  initials_index bytea not null,
  phone_index bytea,
  name_on_chip text not null check (name_on_chip in ('fits', 'extended', 'needs-clerk')),
  printed_changed_at timestamptz,
  printed_changed text[],
  constraint person_death check (
    (life_status in ('death-reported', 'deceased')) = (death_reported_at is not null)
    and (life_status = 'deceased') = (death_confirmed_by is not null)
    and (death_confirmed_by is null or death_confirmed_by <> death_reported_by)),
  constraint person_printed_change check ((printed_changed_at is null) = (printed_changed is null))
);
comment on table person is 'One entry of the register of residents. The row is the lock of everything that belongs to the person.';
comment on column person.district is 'GB/T 2260, or the code of a service area (Article 3).';
comment on column person.death_confirmed_by is 'A human, and not the one who reported (Article 10).';
comment on column person.key is 'The person''s own data key, wrapped by the custodian: destroy it and the sealed items are gone.';
comment on column person.ssn is 'Social security number, sealed; so are the six columns after it.';
comment on column person.chip_name is 'The form a clerk has set for chip and face when the name does not fit (Article 4).';
comment on column person.number_indexes is 'Keyed hashes of every number that identifies, base64; the same as in person_index.';
comment on column person.name_index is 'First eight bytes of the keyed hash of the name without blanks and dots.';
comment on column person.initials_index is 'The same of the initials of its pinyin.';
comment on column person.phone_index is 'The same of the telephone number.';
comment on column person.printed_changed_at is 'A card made before this instant has to be exchanged (Article 4).';
create index person_by_name on person (name_index, person_id);
comment on index person_by_name is 'Search by name, page by page.';
create index person_by_initials on person (initials_index, person_id);
comment on index person_by_initials is 'Search by the initials of the pinyin, page by page.';
create index person_reported_dead on person (person_id) where life_status = 'death-reported';
comment on index person_reported_dead is 'Reports of death that wait for a human.';

create table person_index (
  kind text not null check (kind in ('number', 'document')),
  idx bytea not null,
  person_id uuid not null,
  primary key (kind, idx)
);
comment on table person_index is 'Look-up from a number to the person: its key is the rule that nobody is registered twice (Article 8).';
comment on column person_index.idx is 'Keyed hash; without the custodian no number can be read from it or tried against it.';

create table relation (
  person_id uuid not null,
  relation_id uuid not null,
  version integer not null check (version > 0),
  helper_id uuid not null,
  kind text not null check (kind in ('guardian', 'proxy')),
  kinship text check (kinship in ('elder', 'child', 'spouse', 'other')),
  scope text[] not null,
  since timestamptz not null,
  ends_on date not null,
  consent_version text,
  ended_at timestamptz,
  end_reason text check (end_reason in ('revoked', 'ended', 'lapsed', 'death')),
  primary key (person_id, relation_id),
  constraint relation_not_with_self check (helper_id <> person_id),
  constraint relation_end check ((ended_at is null) = (end_reason is null)),
  constraint relation_kinship check ((kind = 'proxy') = (kinship is not null))
);
comment on table relation is 'Help without lending the card: a guardian or a proxy, with a scope and an end (Article 9).';
comment on column relation.ends_on is 'The first day without force: coming of age, or the end of the proxy.';
comment on column relation.consent_version is 'Version of the consent that the guardian of a child has signed.';
create unique index relation_in_force on relation (person_id, helper_id, kind) where ended_at is null;
comment on index relation_in_force is 'One open relation of a kind between two people.';
create index relation_of_helper on relation (helper_id) where ended_at is null;
comment on index relation_of_helper is 'Whom a person helps.';

create table ground (
  person_id uuid not null,
  ground_id uuid not null,
  version integer not null check (version > 0),
  kind text not null,
  since date not null,
  evidence text not null,
  vouched_by text not null,
  recorded_at timestamptz not null,
  status text not null check (status in ('held', 'under-review', 'ended')),
  ended_on date,
  end_reason text,
  ended_by text,
  primary key (person_id, ground_id),
  constraint ground_end check ((status = 'held') = (ended_on is null))
);
comment on table ground is 'What entitles a person to a card, with its proof and the department that vouches (Article 8).';
comment on column ground.evidence is 'Number of the record or certificate at that department; no copy of it.';
create unique index ground_once on ground (person_id, kind) where status <> 'ended';
comment on index ground_once is 'Each ground is recorded once at a time.';
create index ground_under_review on ground (ground_id) where status = 'under-review';
comment on index ground_under_review is 'Reviews that wait for a human.';

create table visit (
  person_id uuid not null,
  visit_id uuid not null,
  version integer not null check (version > 0),
  office_id text not null,
  presenter text not null check (presenter in ('holder', 'guardian', 'proxy')),
  presenter_id uuid not null,
  scope text[],
  document_type text not null,
  opened_by text not null,
  opened_at timestamptz not null,
  until timestamptz not null,
  closed_at timestamptz,
  primary key (person_id, visit_id),
  constraint visit_scope check ((presenter = 'proxy') = (scope is not null)),
  constraint visit_holder check ((presenter = 'holder') = (presenter_id = person_id))
);
comment on table visit is 'A proven presence at a counter: while it is open, the office may act for the person (Articles 7, 11).';
comment on column visit.presenter_id is 'Who stood at the counter with their own document.';
