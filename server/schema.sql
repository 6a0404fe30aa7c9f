-- The schema after all migrations, drawn from the catalogues by schema-dump.ts. Do not edit: run it with --write.

create table audit_entry (
  person_id uuid not null,
  entry_id uuid not null,
  at timestamp with time zone not null,
  actor_id text not null,
  actor_role text not null,
  organisation_id text not null,
  office_id text,
  operation text not null,
  article smallint not null,
  outcome text not null,
  refusal text,
  purpose text,
  legal_basis text,
  case_id text,
  fields text[] not null,
  command_id uuid not null,
  constraint audit_entry_pkey PRIMARY KEY (person_id, entry_id),
  constraint audit_entry_article_check CHECK (((article >= 1) AND (article <= 18))),
  constraint audit_entry_outcome_check CHECK ((outcome = ANY (ARRAY['accepted'::text, 'refused'::text, 'read'::text])))
);
comment on table audit_entry is 'Who did or saw what, on whose data, for which purpose (Article 11). One row for every command, refused ones too, and one per person for every read, committed before the answer leaves.';
comment on column audit_entry.fields is 'Personal fields in the answer; a field that left unmasked is written with a trailing exclamation mark.';
comment on column audit_entry.command_id is 'The command, or the read, of which this is the trace.';
grant select, insert on audit_entry to yika_app;

create table command_answer (
  actor_id text not null,
  key text not null,
  fingerprint bytea not null,
  outcome jsonb not null,
  command_id uuid not null,
  at timestamp with time zone not null,
  constraint command_answer_pkey PRIMARY KEY (actor_id, key)
);
comment on table command_answer is 'Idempotency: the answer of each command under the key its client made. Same key, same input: same answer (Article 13).';
comment on column command_answer.fingerprint is 'Keyed hash of operation and input: a PIN in an input cannot be guessed from it.';
CREATE INDEX command_answer_at ON command_answer USING btree (at);
comment on index command_answer_at is 'Answers are forgotten after the policy period.';
grant select, insert, update, delete on command_answer to yika_app;

create table event (
  person_id uuid not null,
  stream text not null,
  stream_id text not null,
  version integer not null,
  name text not null,
  data jsonb not null,
  at timestamp with time zone not null,
  command_id uuid not null,
  rules text[] not null,
  constraint event_pkey PRIMARY KEY (person_id, stream, stream_id, version),
  constraint event_version_check CHECK ((version > 0))
);
comment on table event is 'What has happened, in order per aggregate. The state row is the truth; folding these rows gives the same state.';
comment on column event.person_id is 'The holder concerned, or the nil UUID.';
comment on column event.version is 'Position in the aggregate: 1, 2, 3 …; the key refuses a lost update.';
comment on column event.command_id is 'The command that caused it; the audit row carries the same identifier.';
comment on column event.rules is 'Which version of which rule the decision read, key@version (Article 17).';
grant select, insert on event to yika_app;

create table migration (
  name text not null,
  checksum text not null,
  at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (name)
);
comment on table migration is 'Which migration files have run, and with which content.';
comment on column migration.checksum is 'SHA-256 of the file.';
grant select on migration to yika_app;
