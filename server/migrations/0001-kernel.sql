-- The kernel's own tables. Everything that a command leaves behind is written here in the transaction of its effect.
-- A row that belongs to nobody carries the nil UUID as person_id, so that person_id leads every key.

create table event (
  person_id uuid not null,
  stream text not null,
  stream_id text not null,
  version integer not null check (version > 0),
  name text not null,
  data jsonb not null,
  at timestamptz not null,
  command_id uuid not null,
  rules text[] not null,
  primary key (person_id, stream, stream_id, version)
);
comment on table event is 'What has happened, in order per aggregate. The state row is the truth; folding these rows gives the same state.';
comment on column event.person_id is 'The holder concerned, or the nil UUID.';
comment on column event.version is 'Position in the aggregate: 1, 2, 3 …; the key refuses a lost update.';
comment on column event.command_id is 'The command that caused it; the audit row carries the same identifier.';
comment on column event.rules is 'Which version of which rule the decision read, key@version (Article 17).';

create table command_answer (
  actor_id text not null,
  key text not null,
  fingerprint bytea not null,
  outcome jsonb not null,
  command_id uuid not null,
  at timestamptz not null,
  primary key (actor_id, key)
);
comment on table command_answer is 'Idempotency: the answer of each command under the key its client made. Same key, same input: same answer (Article 13).';
comment on column command_answer.fingerprint is 'Keyed hash of operation and input: a PIN in an input cannot be guessed from it.';
create index command_answer_at on command_answer (at);
comment on index command_answer_at is 'Answers are forgotten after the policy period.';

create table audit_entry (
  person_id uuid not null,
  entry_id uuid not null,
  at timestamptz not null,
  actor_id text not null,
  actor_role text not null,
  organisation_id text not null,
  office_id text,
  operation text not null,
  article smallint not null check (article between 1 and 18),
  outcome text not null check (outcome in ('accepted', 'refused', 'read')),
  refusal text,
  purpose text,
  legal_basis text,
  case_id text,
  fields text[] not null,
  command_id uuid not null,
  primary key (person_id, entry_id)
);
comment on table audit_entry is 'Who did or saw what, on whose data, for which purpose (Article 11). One row for every command, refused ones too, and one per person for every read, committed before the answer leaves.';
comment on column audit_entry.fields is 'Personal fields in the answer; a field that left unmasked is written with a trailing exclamation mark.';
comment on column audit_entry.command_id is 'The command, or the read, of which this is the trace.';

revoke update, delete, truncate on event, audit_entry from yika_app;
