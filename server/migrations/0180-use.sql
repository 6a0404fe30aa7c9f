-- Every answer to the question whether a card opens a service (Articles 2, 5, 9, 14).

create table card_use (
  person_id uuid not null,
  use_id uuid not null,
  version integer not null check (version = 1),
  card_id uuid not null,
  service_id text not null,
  institution_id text not null,
  terminal_id text,
  carrier text not null check (carrier in ('contact-chip', 'contactless-chip', 'e-card', 'number')),
  proof_key text not null,
  proof_digest text not null,
  counter bigint,
  compared_by text,
  used_at timestamptz not null,
  told text not null check (told in ('online', 'late')),
  reason text,
  allowed boolean not null generated always as (reason is null) stored,
  relation text not null check (relation in ('no-loss', 'before-loss', 'after-loss')),
  decided_at timestamptz not null,
  primary key (person_id, use_id),
  constraint card_use_proof unique (person_id, card_id, proof_key),
  constraint card_use_compared check ((carrier = 'number') = (compared_by is not null))
);
comment on table card_use is 'Every use of a card that was asked for, with what was answered; never changed.';
comment on column card_use.terminal_id is 'Null when the institution''s own system asked.';
comment on column card_use.proof_key is 'The name of the proof: the counter of a chip, the name of a code. It counts once for a card.';
comment on column card_use.proof_digest is 'Of all that the proof covers: the same name with another digest comes from a second chip.';
comment on column card_use.compared_by is 'The member of staff of the institution who compared face and document.';
comment on column card_use.used_at is 'By the terminal''s clock, corrected where we know better; decided_at is ours.';
comment on column card_use.relation is 'To a report of loss, as it was known when this was answered.';
comment on constraint card_use_proof on card_use is 'A proof counts once, whatever races.';
create index card_use_by_time on card_use (person_id, used_at desc, use_id desc);
comment on index card_use_by_time is 'Where was my card used: the newest first; and around the instant of a loss.';
create index card_use_of_month on card_use using brin (decided_at);
comment on index card_use_of_month is 'Statistics of a month; rows come in the order of time.';

insert into policy_value (policy_value_id, version, key, scope, value, unit, effective_from, effective_to,
  legal_reference, source, owner, verified, author, proposed_at, status, number, decided_at) values
  ('00000000-0000-8017-8938-2a68e0fe661a', 1, 'use.clock-skew', 'city', '60', 'seconds', '2022-10-01', null, 'Measures art. 9', '平台建议值 / proposed by the platform, no official text', 'security-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-8ea0-a2b96ba4abd5', 1, 'use.late-days', 'city', '30', 'calendar-days', '2022-10-01', null, 'Measures art. 9', '平台建议值 / proposed by the platform, no official text', 'card-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z');

insert into event (person_id, stream, stream_id, version, name, data, at, command_id, rules)
select '00000000-0000-0000-0000-000000000000', 'policy-value', policy_value_id::text, version, 'policy-value-adopted',
  jsonb_build_object('key', key, 'scope', scope, 'value', value, 'unit', unit, 'effectiveFrom', effective_from,
    'effectiveTo', effective_to, 'legalReference', legal_reference, 'source', source, 'owner', owner,
    'verified', verified, 'author', author, 'number', number),
  proposed_at, policy_value_id, '{}'
from policy_value
where key in ('use.clock-skew', 'use.late-days');
