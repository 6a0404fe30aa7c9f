-- Who stands behind a role: bodies, staff accounts, systems (Article 6). None of these tables grows with people.

create table organisation (
  organisation_id text primary key,
  version integer not null,
  kind text not null
    check (kind in ('responsible-department', 'field-department', 'cooperating-regulator', 'district', 'other')),
  field jsonb not null,
  names jsonb not null check (jsonb_array_length(names) > 0),
  contact text not null,
  district text,
  valid_from date not null,
  valid_until date check (valid_until >= valid_from)
);
comment on table organisation is 'The bodies of Article 6 and those registered since.';
comment on column organisation.names is 'Dated names in order: bodies merge and are renamed, identifiers stay (M6.6).';
comment on column organisation.district is 'Area of jurisdiction; null for the whole city (M6.3).';

create table staff (
  staff_id uuid primary key,
  version integer not null,
  employee_number text not null,
  user_name text not null,
  role text not null,
  organisation_id text not null,
  bank_id text,
  office_id text,
  district text,
  employer_id text,
  status text not null check (status in ('active', 'dismissed')),
  generation integer not null,
  enrolment integer not null,
  enrol_by timestamptz not null,
  constraint staff_user_name unique (user_name)
);
comment on table staff is 'One account is one role of one natural person; a person with two roles has two accounts.';
comment on column staff.employee_number is 'Names the natural person across accounts.';
comment on column staff.generation is 'Counted up when role or sign-in change: sign-ins of an earlier number have ended.';
comment on column staff.enrolment is 'Counted up by each reset: credentials of an earlier number do not count.';
create unique index staff_one_administrator on staff (employee_number)
  where status = 'active' and role in ('security-administrator', 'system-administrator', 'auditor');
comment on index staff_one_administrator is 'GB/T 22239 8.1.5: the three administrators exclude each other for one natural person (M6.5).';
create index staff_of_person on staff (employee_number);
comment on index staff_of_person is 'Every sign-in and every rule of two persons asks for the other accounts of one natural person.';
create index staff_of_organisation on staff (organisation_id, staff_id);

create table system_client (
  client_id text primary key,
  version integer not null,
  name text not null,
  role text not null,
  organisation_id text not null,
  bank_id text,
  office_id text,
  district text,
  employer_id text,
  keys jsonb not null,
  status text not null check (status in ('active', 'retired'))
);
comment on table system_client is 'Systems of banks, factories and departments that sign in with a key of their own.';
comment on column system_client.keys is 'Public keys (RFC 7517); the private ones never leave the system.';
