-- Benefits that departments pay (Articles 2, 5): programmes as dated data, batches, and a row for each person's money.

create table benefit_programme (
  programme_id text primary key check (programme_id ~ '^[a-z][a-z0-9-]{1,59}$'),
  version integer not null check (version > 0),
  department text not null,
  name_zh text not null,
  name_en text not null,
  legal_basis text not null,
  valid_from date not null,
  valid_until date,
  payday smallint not null check (payday between 1 and 31),
  condition jsonb,
  most_fen bigint not null check (most_fen between 1 and 10000000000),
  verified boolean not null,
  status text not null check (status in ('proposed', 'in-force')),
  proposal jsonb,
  constraint benefit_programme_dates check (valid_until is null or valid_until >= valid_from),
  constraint benefit_programme_proposed check (status = 'in-force' or proposal is not null)
);
comment on table benefit_programme is 'What a department pays, to whom, on which basis; changed by two people (Articles 5, 17).';
comment on column benefit_programme.condition is 'Who is entitled, in the words of core/service/condition.ts; null when the department alone judges that.';
comment on column benefit_programme.proposal is 'New terms or an end that wait for a second person.';

create table benefit_batch (
  batch_id uuid primary key,
  version integer not null check (version > 0),
  programme_id text not null,
  department text not null,
  period text not null check (period ~ '^20[0-9]{2}-(0[1-9]|1[0-2])$'),
  reference text not null,
  declared_count integer not null check (declared_count > 0),
  declared_fen bigint not null check (declared_fen >= 0),
  status text not null check (status in ('open', 'closed', 'approved', 'released', 'cancelled')),
  opened_by text not null,
  opened_at timestamptz not null,
  closed_by text,
  approved_by text,
  pay_from timestamptz,
  constraint benefit_batch_reference unique (department, reference),
  constraint benefit_batch_two_people check (approved_by is null or (approved_by <> opened_by and approved_by <> closed_by)),
  constraint benefit_batch_approved check ((status in ('approved', 'released')) = (approved_by is not null) and (approved_by is null) = (pay_from is null))
);
comment on table benefit_batch is 'What a department pays of one programme for one month; its lines stand under the person.';
comment on column benefit_batch.reference is 'The department''s own number.';
comment on column benefit_batch.declared_fen is 'The control total: a batch that does not meet it pays nothing (Article 13).';
create index benefit_batch_running on benefit_batch (pay_from) where status = 'approved';
comment on index benefit_batch_running is 'Batches whose lines are being paid.';
create index benefit_batch_of_department on benefit_batch (department, batch_id);
comment on index benefit_batch_of_department is 'Batches of a department, page by page.';

create table benefit_chunk (
  batch_id uuid not null,
  chunk integer not null check (chunk > 0),
  version integer not null check (version > 0),
  lines integer not null check (lines > 0),
  fen bigint not null,
  digest bytea not null,
  primary key (batch_id, chunk)
);
comment on table benefit_chunk is 'Pieces of a batch that have arrived: the same piece again changes nothing.';
comment on column benefit_chunk.digest is 'Keyed hash of its content.';

create table benefit_line (
  person_id uuid not null,
  programme_id text not null,
  period text not null,
  batch_id uuid not null,
  line_number integer not null check (line_number > 0),
  version integer not null check (version > 0),
  amount bigint not null,
  note text,
  state text not null check (state in ('received', 'sent', 'paid', 'failed', 'returned')),
  result text,
  way text not null check (way in ('account', 'cash-voucher')),
  voucher_by text,
  tries smallint not null check (tries >= 0),
  bank_id uuid,
  card_id uuid,
  transfer_id uuid,
  changed_at timestamptz not null,
  primary key (person_id, programme_id, period, batch_id, line_number),
  constraint benefit_line_paid check ((state = 'paid') = (result is not distinct from 'paid')),
  constraint benefit_line_reason check (state not in ('failed', 'returned') or result is not null),
  constraint benefit_line_money check (state not in ('sent', 'paid') or transfer_id is not null)
) with (fillfactor = 70);
comment on table benefit_line is 'One person''s money of a batch; the nil UUID where nobody in the register has the number. No column that changes stands in an index, so that a new state is written beside the old one.';
comment on column benefit_line.note is 'A remark of the department, without personal data.';
comment on column benefit_line.result is 'What came of it, one for every line.';
comment on column benefit_line.voucher_by is 'Who let it be paid in cash; another natural person says that it was taken.';
comment on column benefit_line.card_id is 'Whose finance function is credited; the social function plays no part (Article 1).';
create index benefit_line_of_batch on benefit_line (batch_id, line_number);
comment on index benefit_line_of_batch is 'Lines of a batch in their order; that a number stands there once is kept under the lock of the batch.';

-- How often a benefit is tried (Article 5).

insert into policy_value (policy_value_id, version, key, scope, value, unit, effective_from, effective_to,
  legal_reference, source, owner, verified, author, proposed_at, status, number, decided_at) values
  ('00000000-0000-8017-8721-45f60c1667c2', 1, 'benefit.most-tries', 'city', '3', 'times', '2022-10-01', null, 'Measures art. 5', '平台建议值 / proposed by the platform, no official text', 'finance-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z');

insert into event (person_id, stream, stream_id, version, name, data, at, command_id, rules)
select '00000000-0000-0000-0000-000000000000', 'policy-value', policy_value_id::text, version, 'policy-value-adopted',
  jsonb_build_object('key', key, 'scope', scope, 'value', value, 'unit', unit, 'effectiveFrom', effective_from,
    'effectiveTo', effective_to, 'legalReference', legal_reference, 'source', source, 'owner', owner,
    'verified', verified, 'author', author, 'number', number),
  proposed_at, policy_value_id, '{}'
from policy_value
where key = 'benefit.most-tries';

-- What the departments of the city pay, as the platform brings it along: the events, and the rows that follow from them.

insert into event (person_id, stream, stream_id, version, name, data, at, command_id, rules)
select '00000000-0000-0000-0000-000000000000', 'benefit-programme', id, 1, 'programme-adopted', data::jsonb,
  '2022-10-01T00:00:00.000Z', '00000000-0000-0000-0000-000000000000', '{}'
from (values
  ('employee-pension', '{"department":"human-resources","name":{"zh":"企业职工基本养老金","en":"Pension of employees"},"legalBasis":"社会保险法 / Social Insurance Law art. 16","payday":15,"condition":{"ground":["employee-pension"]},"mostFen":5000000,"from":"2022-10-01","until":null,"verified":false}'),
  ('resident-pension', '{"department":"human-resources","name":{"zh":"城乡居民养老保险待遇","en":"Pension of residents"},"legalBasis":"社会保险法 / Social Insurance Law art. 21","payday":15,"condition":{"all":[{"ground":["resident-pension"]},{"age":{"from":60}}]},"mostFen":2000000,"from":"2022-10-01","until":null,"verified":false}'),
  ('unemployment-pay', '{"department":"human-resources","name":{"zh":"失业保险金","en":"Unemployment pay"},"legalBasis":"社会保险法 / Social Insurance Law art. 45","payday":10,"condition":{"ground":["unemployment"]},"mostFen":1000000,"from":"2022-10-01","until":null,"verified":false}'),
  ('work-injury', '{"department":"human-resources","name":{"zh":"工伤保险待遇","en":"Work injury benefits"},"legalBasis":"社会保险法 / Social Insurance Law art. 38","payday":20,"condition":{"ground":["work-injury"]},"mostFen":200000000,"from":"2022-10-01","until":null,"verified":false}'),
  ('old-age-allowance', '{"department":"civil-affairs","name":{"zh":"高龄津贴","en":"Old-age allowance"},"legalBasis":"老年人权益保障法 / Law on the Rights of the Elderly art. 33","payday":5,"condition":{"all":[{"age":{"from":80}},{"residence":"city"}]},"mostFen":10000,"from":"2022-10-01","until":null,"verified":true}'),
  ('disability-allowance', '{"department":"disabled-persons","name":{"zh":"残疾人两项补贴","en":"Allowances for disabled people"},"legalBasis":"国发〔2015〕52号","payday":10,"condition":{"ground":["disability"]},"mostFen":500000,"from":"2022-10-01","until":null,"verified":false}'),
  ('student-grant', '{"department":"education","name":{"zh":"学生资助","en":"Grants for students"},"legalBasis":"教育法 / Education Law art. 38","payday":10,"condition":{"ground":["education"]},"mostFen":1000000,"from":"2022-10-01","until":null,"verified":false}'),
  ('subsistence-allowance', '{"department":"civil-affairs","name":{"zh":"最低生活保障金","en":"Subsistence allowance"},"legalBasis":"社会救助暂行办法 art. 9","payday":10,"condition":{"residence":"city"},"mostFen":2000000,"from":"2022-10-01","until":null,"verified":false}'),
  ('heating-subsidy', '{"department":"human-resources","name":{"zh":"供暖补贴","en":"Heating subsidy"},"legalBasis":"Measures art. 5","payday":1,"condition":null,"mostFen":1000000,"from":"2022-10-01","until":null,"verified":false}')
) as t (id, data);

insert into benefit_programme (programme_id, version, department, name_zh, name_en, legal_basis, valid_from, valid_until,
  payday, condition, most_fen, verified, status)
select stream_id, 1, data->>'department', data->'name'->>'zh', data->'name'->>'en', data->>'legalBasis',
  (data->>'from')::date, (data->>'until')::date, (data->>'payday')::smallint, nullif(data->'condition', 'null'),
  (data->>'mostFen')::bigint, (data->>'verified')::boolean, 'in-force'
from event where stream = 'benefit-programme';
