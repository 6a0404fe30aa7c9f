-- How long a challenge to a chip may be answered (Article 14).

insert into policy_value (policy_value_id, version, key, scope, value, unit, effective_from, effective_to,
  legal_reference, source, owner, verified, author, proposed_at, status, number, decided_at) values
  ('00000000-0000-8017-8c8a-24dbc5bc300b', 1, 'chip.challenge-lifetime', 'city', '60', 'seconds', '2022-10-01', null, 'Measures art. 14', '平台建议值 / proposed by the platform, no official text', 'card-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z');

insert into event (person_id, stream, stream_id, version, name, data, at, command_id, rules)
select '00000000-0000-0000-0000-000000000000', 'policy-value', policy_value_id::text, version, 'policy-value-adopted',
  jsonb_build_object('key', key, 'scope', scope, 'value', value, 'unit', unit, 'effectiveFrom', effective_from,
    'effectiveTo', effective_to, 'legalReference', legal_reference, 'source', source, 'owner', owner,
    'verified', verified, 'author', author, 'number', number),
  proposed_at, policy_value_id, '{}'
from policy_value
where key = 'chip.challenge-lifetime';
