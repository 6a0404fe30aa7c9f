-- Signing in: credentials, sessions and tokens, one-time codes, passkeys, messages. What proves an identity lies here only
-- hashed, sealed or as a keyed index: a dump of these tables opens no session.

create table staff_credential (
  staff_id uuid primary key,
  enrolment integer not null,
  password_hash text not null,
  totp_secret bytea not null,
  totp_step bigint not null,
  confirmed boolean not null,
  changed_at timestamptz not null
);
comment on table staff_credential is 'Password and authenticator of a staff account, set by the person alone.';
comment on column staff_credential.enrolment is 'Counts only while it equals the account''s: a reset ends it.';
comment on column staff_credential.totp_step is 'Last time step whose code was taken: no code is taken twice (RFC 6238 5.2).';
comment on column staff_credential.confirmed is 'Whether a first code has shown that the authenticator holds the secret.';

create table sign_in_record (
  key bytea primary key,
  grant_key bytea,
  uid_key bytea,
  sealed bytea not null,
  consumed_at timestamptz,
  expires_at timestamptz not null
);
comment on table sign_in_record is 'Sessions, codes, tokens and grants of the OpenID provider.';
comment on column sign_in_record.key is 'Keyed index of kind and identifier: the token itself is not stored.';
create index sign_in_record_grant on sign_in_record (grant_key) where grant_key is not null;
create index sign_in_record_uid on sign_in_record (uid_key) where uid_key is not null;
create index sign_in_record_expiry on sign_in_record (expires_at);

create table sign_in_key (
  name text primary key,
  sealed bytea not null,
  made_at timestamptz not null
);
comment on table sign_in_key is 'Keys that sign identity tokens and cookies, sealed under the custodian''s key; shared by all processes.';

create table sign_in_try (
  key bytea primary key,
  tries integer not null,
  since timestamptz not null
);
comment on table sign_in_try is 'Tries per account, number and address within a window; keyed index of whom they concern.';
create index sign_in_try_since on sign_in_try (since);

create table sign_in_code (
  key bytea primary key,
  person_id uuid,
  verifier bytea not null,
  tries_left integer not null check (tries_left >= 0),
  expires_at timestamptz not null
);
comment on table sign_in_code is 'One-time codes, each bound to one request to sign in (its keyed index is the key).';
comment on column sign_in_code.person_id is 'Null where nobody has the number that was entered: the answer is the same.';
create index sign_in_code_expiry on sign_in_code (expires_at);

create table passkey (
  person_id uuid not null,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  made_at timestamptz not null,
  used_at timestamptz,
  primary key (person_id, credential_id)
);
comment on table passkey is 'Passkeys (WebAuthn) that citizens registered while signed in.';
comment on column passkey.counter is 'Signatures counted by the authenticator; a number that goes back shows a copy.';

create table message_outbox (
  person_id uuid not null,
  message_id uuid not null,
  at timestamptz not null,
  use text not null,
  recipient text not null,
  sealed bytea not null,
  primary key (person_id, message_id)
);
comment on table message_outbox is 'Messages to persons, for the agent that hands them to the telephone network.';
comment on column message_outbox.recipient is 'Masked; the number and the text are in the sealed part.';
create index message_outbox_at on message_outbox (at);
