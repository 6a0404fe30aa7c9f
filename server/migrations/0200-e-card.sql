-- The card on a telephone (Articles 2, 9). Whether an e-card exists and works is read from the cards; here is what it has of its own.

create table e_card (
  person_id uuid primary key,
  version integer not null check (version > 0),
  pin_verifier bytea,
  pin_tries_left integer not null check (pin_tries_left >= 0),
  pin_locked_until timestamptz,
  reset_id uuid,
  reset_until timestamptz,
  code_id uuid,
  code_verifier bytea,
  code_until timestamptz,
  code_tries_left integer not null check (code_tries_left >= 0),
  constraint e_card_reset check (num_nulls(reset_id, reset_until) in (0, 2)),
  constraint e_card_code check (num_nulls(code_id, code_verifier, code_until) in (0, 3))
);
comment on table e_card is 'The PIN of the e-card of a person, which is not that of the card (Article 9).';
comment on column e_card.pin_verifier is 'A MAC under a key of the custodian: nothing here gives the PIN back.';
comment on column e_card.pin_locked_until is 'After too many wrong tries; the lock ends by itself.';
comment on column e_card.reset_id is 'A reset that a counter has opened for the holder.';
comment on column e_card.code_id is 'The open one-time code that went to the registered telephone.';

create table e_card_device (
  person_id uuid not null,
  device_id uuid not null,
  version integer not null check (version > 0),
  name bytea not null,
  key bytea not null check (length(key) = 64),
  bound_by text not null,
  bound_at timestamptz not null,
  valid_until timestamptz,
  unbound_at timestamptz,
  primary key (person_id, device_id)
);
comment on table e_card_device is 'Telephones to which e-cards are bound (Article 9).';
comment on column e_card_device.name is 'How the holder calls it, sealed.';
comment on column e_card_device.key is 'Its public key, x and y of the point on P-256; the private key never leaves the device.';
comment on column e_card_device.bound_by is 'The holder, or the guardian of a minor.';
comment on column e_card_device.valid_until is 'Until when it can show codes with what it was given last.';
create unique index e_card_device_key on e_card_device (person_id, key) where unbound_at is null;
comment on index e_card_device_key is 'One telephone is bound once.';

create table e_card_device_person (
  device_id uuid primary key,
  person_id uuid not null
);
comment on table e_card_device_person is 'Whose device it is: a scanned code names the device and nobody else.';

create table credential_offer (
  person_id uuid not null,
  offer_id uuid not null,
  version integer not null check (version > 0),
  offered_by text not null,
  until timestamptz not null,
  tries_left integer not null check (tries_left >= 0),
  redeemed_at timestamptz,
  token_until timestamptz,
  issued_at timestamptz,
  holder_key text,
  primary key (person_id, offer_id),
  constraint credential_offer_redeemed check ((redeemed_at is null) = (token_until is null)),
  constraint credential_offer_issued check ((issued_at is null) = (holder_key is null)),
  constraint credential_offer_order check (issued_at is null or redeemed_at is not null)
);
comment on table credential_offer is 'Offers of the verifiable credential to wallets (OpenID4VCI): how far each has come, so that its codes count once.';
comment on column credential_offer.holder_key is 'RFC 7638 thumbprint of the wallet''s key to which the credential is bound.';

insert into policy_value (policy_value_id, version, key, scope, value, unit, effective_from, effective_to,
  legal_reference, source, owner, verified, author, proposed_at, status, number, decided_at) values
  ('00000000-0000-8017-8702-6bf595336870', 1, 'e-card.pin-length', 'city', '6', 'digits', '2022-10-01', null, 'Measures art. 9', '平台建议值 / proposed by the platform, no official text', 'security-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-886b-aa8d3c49ac53', 1, 'e-card.pin-tries', 'city', '5', 'times', '2022-10-01', null, 'Measures art. 9', '平台建议值 / proposed by the platform, no official text', 'security-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-8ebe-ee1f3c4392bf', 1, 'e-card.pin-lock', 'city', '24', 'hours', '2022-10-01', null, 'Measures art. 9', '平台建议值 / proposed by the platform, no official text', 'security-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-8b16-4c55f015888b', 1, 'e-card.devices', 'city', '3', 'none', '2022-10-01', null, 'Measures art. 9', '平台建议值 / proposed by the platform, no official text', 'security-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-88e5-233e9a15e6c5', 1, 'e-card.clock-skew', 'city', '30', 'seconds', '2022-10-01', null, 'Measures art. 9', '平台建议值 / proposed by the platform, no official text', 'security-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-8063-1b0b7d4e1049', 1, 'e-card.offline-hours', 'city', '24', 'hours', '2022-10-01', null, 'Measures art. 9', '平台建议值 / proposed by the platform, no official text', 'security-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-82fb-1e96dd30394e', 1, 'e-card.offer-minutes', 'city', '10', 'minutes', '2022-10-01', null, 'Measures art. 2', '平台建议值 / proposed by the platform, no official text', 'security-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-8c3e-7dbd161f4a73', 1, 'e-card.credential-days', 'city', '30', 'calendar-days', '2022-10-01', null, 'Measures art. 2', '平台建议值 / proposed by the platform, no official text', 'security-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z');

insert into event (person_id, stream, stream_id, version, name, data, at, command_id, rules)
select '00000000-0000-0000-0000-000000000000', 'policy-value', policy_value_id::text, version, 'policy-value-adopted',
  jsonb_build_object('key', key, 'scope', scope, 'value', value, 'unit', unit, 'effectiveFrom', effective_from,
    'effectiveTo', effective_to, 'legalReference', legal_reference, 'source', source, 'owner', owner,
    'verified', verified, 'author', author, 'number', number),
  proposed_at, policy_value_id, '{}'
from policy_value
where key in ('e-card.pin-length', 'e-card.pin-tries', 'e-card.pin-lock', 'e-card.devices', 'e-card.clock-skew', 'e-card.offline-hours',
  'e-card.offer-minutes', 'e-card.credential-days');
