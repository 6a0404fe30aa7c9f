-- Medical settlement and fees (Articles 2, 5, 13): bills, what accumulates in a year, stays, claims by hand, the hospital catalogue.

create table medical_year (
  person_id uuid not null,
  year integer not null,
  version integer not null check (version > 0),
  accumulators jsonb not null,
  settlements integer not null check (settlements >= 0),
  primary key (person_id, year)
);
comment on table medical_year is 'What has accumulated for a holder in a calendar year, per kind of treatment, in fen.';
comment on column medical_year.version is 'A preview names it: when it moved, the preview is stale.';
comment on column medical_year.settlements is 'Bills of the year so far, the reversed ones, too: the next one takes the next position.';

create table medical_settlement (
  person_id uuid not null,
  settlement_id uuid not null,
  version integer not null check (version > 0),
  institution_id text not null,
  bill_number text not null,
  served_on date not null,
  year integer not null,
  position integer not null check (position > 0),
  route text not null check (route in ('network', 'late', 'by-hand')),
  emergency boolean not null,
  use_id uuid,
  stay_id uuid,
  lines jsonb not null,
  terms jsonb not null,
  split jsonb not null,
  status text not null check (status in ('settled', 'reversed')),
  transfer_id uuid,
  refunds integer not null,
  settled_at timestamptz not null,
  changed_at timestamptz not null,
  insurance text not null generated always as (terms ->> 'insurance') stored,
  treatment text not null generated always as (terms ->> 'treatment') stored,
  fund bigint not null generated always as ((split -> 'shares' ->> 'fund')::bigint) stored check (fund >= 0),
  large_amount bigint not null generated always as ((split -> 'shares' ->> 'largeAmount')::bigint) stored check (large_amount >= 0),
  account bigint not null generated always as ((split -> 'shares' ->> 'account')::bigint) stored check (account >= 0),
  own bigint not null generated always as ((split -> 'shares' ->> 'own')::bigint) stored check (own >= 0),
  primary key (person_id, settlement_id),
  constraint medical_settlement_card check ((route = 'by-hand') = (use_id is null))
);
comment on table medical_settlement is 'A bill, by whom each fen of it is borne, and everything by which that can be explained and told again (M2.6).';
comment on column medical_settlement.position is 'Order of settlement in the year of service: what accumulates does so in this order.';
comment on column medical_settlement.terms is 'Insurance, kind of person and institution, and the rows of the tables with their versions, as on the day of service.';
comment on column medical_settlement.use_id is 'The decision about the card that it rests on; a claim by hand has none (M1.3).';
create unique index medical_settlement_position on medical_settlement (person_id, year, position);
comment on index medical_settlement_position is 'One bill after another: the year of a holder has one order.';
create index medical_settlement_institution on medical_settlement (institution_id, served_on, settlement_id);
comment on index medical_settlement_institution is 'The bills of an institution, day by day.';
create index medical_settlement_day on medical_settlement using brin (served_on);
comment on index medical_settlement_day is 'Figures of a month.';

create table settlement_number (
  institution_id text not null,
  kind text not null check (kind in ('bill', 'admission', 'fee')),
  number text not null,
  person_id uuid not null,
  id uuid not null,
  primary key (institution_id, kind, number)
);
comment on table settlement_number is 'An institution''s number of a bill, an admission or a fee → person and row; a number counts once for good.';

create table hospital_stay (
  person_id uuid not null,
  stay_id uuid not null,
  version integer not null check (version > 0),
  institution_id text not null,
  admission_number text not null,
  admitted_on date not null,
  emergency boolean not null,
  referred boolean not null,
  use_id uuid not null,
  charges jsonb not null,
  status text not null check (status in ('open', 'settled')),
  discharged_on date,
  opened_at timestamptz not null,
  primary key (person_id, stay_id),
  constraint hospital_stay_discharged check ((status = 'settled') = (discharged_on is not null) and discharged_on >= admitted_on)
);
comment on table hospital_stay is 'From the card shown at admission to the bills of the periods of the stay.';
comment on column hospital_stay.charges is 'Charges so far, of one version of an item and one period together; each batch stands in the events.';
create unique index hospital_stay_open on hospital_stay (person_id, institution_id) where status = 'open';
comment on index hospital_stay_open is 'Nobody lies in one hospital twice.';

create table medical_claim (
  person_id uuid not null,
  claim_id uuid not null,
  version integer not null check (version > 0),
  institution_id text not null,
  bill_number text not null,
  served_on date not null,
  emergency boolean not null,
  district text not null,
  lines jsonb not null,
  terms jsonb not null,
  papers text not null,
  taken_by text not null,
  status text not null check (status in ('taken', 'approved', 'refused')),
  decided_by text,
  reason text,
  settlement_id uuid,
  taken_at timestamptz not null,
  primary key (person_id, claim_id),
  constraint medical_claim_second_person check (decided_by <> taken_by),
  constraint medical_claim_decided check ((status = 'taken') = (decided_by is null)),
  constraint medical_claim_settled check ((status = 'approved') = (settlement_id is not null)),
  constraint medical_claim_reason check ((status = 'refused') = (reason is not null))
);
comment on table medical_claim is 'A bill that the holder paid without the card, with its papers; a second person decides (M1.3).';
comment on column medical_claim.papers is 'Which papers were seen, by their numbers; sealed under the key of the person, as is the reason.';
create index medical_claim_by_status on medical_claim (status, claim_id);
comment on index medical_claim_by_status is 'The worklist of the second person.';

create table medical_item_list (
  list_id uuid primary key,
  version integer not null check (version > 0),
  items jsonb not null,
  status text not null check (status in ('proposed', 'approved', 'refused')),
  proposed_by text not null,
  proposed_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  reason text,
  constraint medical_item_list_two_persons check (status <> 'approved' or decided_by <> proposed_by),
  constraint medical_item_list_decided check ((status = 'proposed') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
  constraint medical_item_list_reason check ((status = 'refused') = (reason is not null))
);
comment on table medical_item_list is 'Versions of the hospital catalogue that one person proposes; a second one publishes them (Article 12).';

create table account_credit_list (
  credit_list_id uuid primary key,
  version integer not null check (version > 0),
  lines integer not null check (lines > 0),
  fen bigint not null check (fen > 0),
  digest bytea not null,
  status text not null check (status in ('proposed', 'approved')),
  proposed_by text not null,
  proposed_at timestamptz not null,
  approved_by text,
  approved_at timestamptz,
  constraint account_credit_list_two_persons check (approved_by <> proposed_by),
  constraint account_credit_list_approved check ((status = 'approved') = (approved_by is not null) and (approved_by is null) = (approved_at is null))
);
comment on table account_credit_list is 'Money for personal accounts: one person proposes a list, a second one sends the same list; then it is posted (M13.4).';
comment on column account_credit_list.digest is 'Keyed digest of the credits: the list itself, which names people, does not stay.';

create table medical_item (
  code text not null,
  valid_from date not null,
  version integer not null check (version = 1),
  kind text not null check (kind in ('drug', 'treatment', 'material')),
  name jsonb not null,
  class text not null check (class in ('A', 'B', 'C')),
  own_per_mille integer not null check (own_per_mille between 0 and 1000),
  ceiling bigint check (ceiling > 0),
  valid_until date,
  source text not null,
  primary key (code, valid_from),
  constraint medical_item_days check (valid_until >= valid_from),
  constraint medical_item_share check ((class = 'B') = (own_per_mille > 0))
);
comment on table medical_item is 'The hospital catalogue: versions of drugs, treatments and materials with what the insurance makes of them.';
comment on column medical_item.ceiling is 'The most that counts for one unit, in fen.';

create table fee (
  person_id uuid not null,
  fee_id uuid not null,
  version integer not null check (version > 0),
  institution_id text not null,
  fee_number text not null,
  kind text not null,
  amount bigint not null check (amount > 0),
  due_on date not null,
  rule text,
  verified boolean not null,
  state text not null check (state in ('open', 'paid', 'reversal-proposed', 'reversed', 'withdrawn')),
  paid_by text check (paid_by in ('citizen', 'counter')),
  transfer_id uuid,
  receipt_number text,
  paid_at timestamptz,
  reversal jsonb,
  charged_at timestamptz not null,
  primary key (person_id, fee_id),
  constraint fee_paid check (
    (state in ('paid', 'reversal-proposed', 'reversed')) = (transfer_id is not null)
    and (transfer_id is null) = (receipt_number is null) and (transfer_id is null) = (paid_at is null)),
  constraint fee_reversal check ((state in ('open', 'paid')) = (reversal is null))
);
comment on table fee is 'A bill of an institution for a holder, and its receipt (Articles 5, 12).';
comment on column fee.rule is 'The version of the rule that publishes the amount.';
comment on column fee.reversal is 'Why and by whom it was taken back, and who confirmed.';

insert into policy_value (policy_value_id, version, key, scope, value, unit, effective_from, effective_to,
  legal_reference, source, owner, verified, author, proposed_at, status, number, decided_at) values
  ('00000000-0000-8017-89ab-492c708200cc', 1, 'fee.contribution.resident-medical', 'city', '40000', 'fen', '2022-10-01', null, 'Social Insurance Law art. 25', '一般了解，未查阅正式文件 / general knowledge, no official text was read', 'medical-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-8133-6cc5bd5589e4', 1, 'fee.reversal-limit', 'city', '50000', 'fen', '2022-10-01', null, 'Measures art. 13', '平台建议值 / proposed by the platform, no official text', 'finance-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-8263-8860567ebbc6', 1, 'medical.employee.outpatient', 'city', '"{\"rows\":[{\"who\":[\"working\"],\"at\":[\"community\"],\"deductible\":{\"first\":180000,\"following\":180000},\"segments\":[{\"from\":0,\"to\":2000000,\"perMille\":900}],\"ceiling\":null,\"needsReferral\":false},{\"who\":[\"retired\"],\"at\":[\"community\"],\"deductible\":{\"first\":130000,\"following\":130000},\"segments\":[{\"from\":0,\"to\":2000000,\"perMille\":900}],\"ceiling\":null,\"needsReferral\":false},{\"who\":[\"retired-70\"],\"at\":[\"community\"],\"deductible\":{\"first\":130000,\"following\":130000},\"segments\":[{\"from\":0,\"to\":2000000,\"perMille\":900}],\"ceiling\":null,\"needsReferral\":false},{\"who\":[\"working\"],\"at\":[\"grade-1\",\"grade-2\",\"grade-3\",\"pharmacy\"],\"deductible\":{\"first\":180000,\"following\":180000},\"segments\":[{\"from\":0,\"to\":2000000,\"perMille\":700}],\"ceiling\":null,\"needsReferral\":false},{\"who\":[\"retired\"],\"at\":[\"grade-1\",\"grade-2\",\"grade-3\",\"pharmacy\"],\"deductible\":{\"first\":130000,\"following\":130000},\"segments\":[{\"from\":0,\"to\":2000000,\"perMille\":850}],\"ceiling\":null,\"needsReferral\":false},{\"who\":[\"retired-70\"],\"at\":[\"grade-1\",\"grade-2\",\"grade-3\",\"pharmacy\"],\"deductible\":{\"first\":130000,\"following\":130000},\"segments\":[{\"from\":0,\"to\":2000000,\"perMille\":900}],\"ceiling\":null,\"needsReferral\":false}]}"', 'none', '2022-10-01', null, 'Social Insurance Law art. 28', '一般了解，未查阅正式文件 / general knowledge, no official text was read', 'medical-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-8a5d-60d22975b70f', 1, 'medical.employee.inpatient', 'city', '"{\"rows\":[{\"who\":[\"working\"],\"at\":[\"grade-3\"],\"deductible\":{\"first\":130000,\"following\":65000},\"segments\":[{\"from\":0,\"to\":3000000,\"perMille\":850},{\"from\":3000000,\"to\":4000000,\"perMille\":900},{\"from\":4000000,\"to\":10000000,\"perMille\":950}],\"ceiling\":null,\"needsReferral\":false},{\"who\":[\"retired\",\"retired-70\"],\"at\":[\"grade-3\"],\"deductible\":{\"first\":130000,\"following\":65000},\"segments\":[{\"from\":0,\"to\":3000000,\"perMille\":910},{\"from\":3000000,\"to\":4000000,\"perMille\":940},{\"from\":4000000,\"to\":10000000,\"perMille\":970}],\"ceiling\":null,\"needsReferral\":false},{\"who\":[\"working\"],\"at\":[\"grade-2\"],\"deductible\":{\"first\":130000,\"following\":65000},\"segments\":[{\"from\":0,\"to\":3000000,\"perMille\":870},{\"from\":3000000,\"to\":4000000,\"perMille\":920},{\"from\":4000000,\"to\":10000000,\"perMille\":970}],\"ceiling\":null,\"needsReferral\":false},{\"who\":[\"retired\",\"retired-70\"],\"at\":[\"grade-2\"],\"deductible\":{\"first\":130000,\"following\":65000},\"segments\":[{\"from\":0,\"to\":3000000,\"perMille\":922},{\"from\":3000000,\"to\":4000000,\"perMille\":952},{\"from\":4000000,\"to\":10000000,\"perMille\":982}],\"ceiling\":null,\"needsReferral\":false},{\"who\":[\"working\"],\"at\":[\"community\",\"grade-1\",\"pharmacy\"],\"deductible\":{\"first\":130000,\"following\":65000},\"segments\":[{\"from\":0,\"to\":3000000,\"perMille\":900},{\"from\":3000000,\"to\":4000000,\"perMille\":950},{\"from\":4000000,\"to\":10000000,\"perMille\":970}],\"ceiling\":null,\"needsReferral\":false},{\"who\":[\"retired\",\"retired-70\"],\"at\":[\"community\",\"grade-1\",\"pharmacy\"],\"deductible\":{\"first\":130000,\"following\":65000},\"segments\":[{\"from\":0,\"to\":3000000,\"perMille\":940},{\"from\":3000000,\"to\":4000000,\"perMille\":970},{\"from\":4000000,\"to\":10000000,\"perMille\":982}],\"ceiling\":null,\"needsReferral\":false}]}"', 'none', '2022-10-01', null, 'Social Insurance Law art. 28', '一般了解，未查阅正式文件 / general knowledge, no official text was read', 'medical-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-8a0c-2d63d402e09c', 1, 'medical.large-amount.outpatient', 'city', '"{\"rows\":[]}"', 'none', '2022-10-01', '2022-12-31', 'Social Insurance Law art. 28', '一般了解，未查阅正式文件 / general knowledge, no official text was read', 'medical-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-8a0c-3063d402e5b5', 1, 'medical.large-amount.outpatient', 'city', '"{\"rows\":[{\"who\":[\"working\"],\"at\":[\"community\",\"grade-1\",\"grade-2\",\"grade-3\",\"pharmacy\"],\"deductible\":{\"first\":0,\"following\":0},\"segments\":[{\"from\":2000000,\"to\":null,\"perMille\":600}],\"ceiling\":null,\"needsReferral\":false},{\"who\":[\"retired\",\"retired-70\"],\"at\":[\"community\",\"grade-1\",\"grade-2\",\"grade-3\",\"pharmacy\"],\"deductible\":{\"first\":0,\"following\":0},\"segments\":[{\"from\":2000000,\"to\":null,\"perMille\":800}],\"ceiling\":null,\"needsReferral\":false}]}"', 'none', '2023-01-01', null, 'Social Insurance Law art. 28', '一般了解，未查阅正式文件 / general knowledge, no official text was read', 'medical-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 2, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-8b84-69d1b91a58e9', 1, 'medical.large-amount.inpatient', 'city', '"{\"rows\":[{\"who\":[\"working\"],\"at\":[\"community\",\"grade-1\",\"grade-2\",\"grade-3\",\"pharmacy\"],\"deductible\":{\"first\":0,\"following\":0},\"segments\":[{\"from\":10000000,\"to\":50000000,\"perMille\":850}],\"ceiling\":null,\"needsReferral\":false},{\"who\":[\"retired\",\"retired-70\"],\"at\":[\"community\",\"grade-1\",\"grade-2\",\"grade-3\",\"pharmacy\"],\"deductible\":{\"first\":0,\"following\":0},\"segments\":[{\"from\":10000000,\"to\":50000000,\"perMille\":900}],\"ceiling\":null,\"needsReferral\":false}]}"', 'none', '2022-10-01', null, 'Social Insurance Law art. 28', '一般了解，未查阅正式文件 / general knowledge, no official text was read', 'medical-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-8173-7079b2cb66ae', 1, 'medical.resident.outpatient', 'city', '"{\"rows\":[{\"who\":[\"adult\",\"minor\",\"student\"],\"at\":[\"community\",\"grade-1\",\"pharmacy\"],\"deductible\":{\"first\":10000,\"following\":10000},\"segments\":[{\"from\":0,\"to\":null,\"perMille\":550}],\"ceiling\":450000,\"needsReferral\":false},{\"who\":[\"adult\"],\"at\":[\"grade-2\",\"grade-3\"],\"deductible\":{\"first\":55000,\"following\":55000},\"segments\":[{\"from\":0,\"to\":null,\"perMille\":500}],\"ceiling\":450000,\"needsReferral\":true},{\"who\":[\"minor\",\"student\"],\"at\":[\"grade-2\",\"grade-3\"],\"deductible\":{\"first\":55000,\"following\":55000},\"segments\":[{\"from\":0,\"to\":null,\"perMille\":500}],\"ceiling\":450000,\"needsReferral\":false}]}"', 'none', '2022-10-01', null, 'Social Insurance Law art. 28', '一般了解，未查阅正式文件 / general knowledge, no official text was read', 'medical-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-8104-9cea06326bb7', 1, 'medical.resident.inpatient', 'city', '"{\"rows\":[{\"who\":[\"adult\"],\"at\":[\"community\",\"grade-1\",\"pharmacy\"],\"deductible\":{\"first\":30000,\"following\":30000},\"segments\":[{\"from\":0,\"to\":null,\"perMille\":800}],\"ceiling\":25000000,\"needsReferral\":false},{\"who\":[\"minor\",\"student\"],\"at\":[\"community\",\"grade-1\",\"pharmacy\"],\"deductible\":{\"first\":15000,\"following\":15000},\"segments\":[{\"from\":0,\"to\":null,\"perMille\":800}],\"ceiling\":25000000,\"needsReferral\":false},{\"who\":[\"adult\"],\"at\":[\"grade-2\"],\"deductible\":{\"first\":80000,\"following\":80000},\"segments\":[{\"from\":0,\"to\":null,\"perMille\":780}],\"ceiling\":25000000,\"needsReferral\":false},{\"who\":[\"minor\",\"student\"],\"at\":[\"grade-2\"],\"deductible\":{\"first\":40000,\"following\":40000},\"segments\":[{\"from\":0,\"to\":null,\"perMille\":780}],\"ceiling\":25000000,\"needsReferral\":false},{\"who\":[\"adult\"],\"at\":[\"grade-3\"],\"deductible\":{\"first\":130000,\"following\":130000},\"segments\":[{\"from\":0,\"to\":null,\"perMille\":750}],\"ceiling\":25000000,\"needsReferral\":false},{\"who\":[\"minor\",\"student\"],\"at\":[\"grade-3\"],\"deductible\":{\"first\":65000,\"following\":65000},\"segments\":[{\"from\":0,\"to\":null,\"perMille\":750}],\"ceiling\":25000000,\"needsReferral\":false}]}"', 'none', '2022-10-01', null, 'Social Insurance Law art. 28', '一般了解，未查阅正式文件 / general knowledge, no official text was read', 'medical-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-8fe3-b7eb9b0bae5b', 1, 'medical.account.in-scope-only', 'city', 'true', 'none', '2022-10-01', null, 'Social Insurance Law art. 28', '一般了解，未查阅正式文件 / general knowledge, no official text was read', 'medical-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-879e-40d48ace4fa2', 1, 'medical.retirement-age.men', 'city', '60', 'years-of-age', '2022-10-01', null, 'Social Insurance Law art. 28', '一般了解，未查阅正式文件 / general knowledge, no official text was read', 'medical-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-86d4-d5a50c846178', 1, 'medical.retirement-age.women', 'city', '55', 'years-of-age', '2022-10-01', null, 'Social Insurance Law art. 28', '一般了解，未查阅正式文件 / general knowledge, no official text was read', 'medical-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-8cfc-a2e502e83a81', 1, 'medical.retirement-age.earliest', 'city', '50', 'years-of-age', '2022-10-01', null, 'Social Insurance Law art. 28', '平台建议值 / proposed by the platform, no official text', 'medical-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-8881-22f525fc6661', 1, 'medical.preview-minutes', 'city', '15', 'minutes', '2022-10-01', null, 'Social Insurance Law art. 28', '平台建议值 / proposed by the platform, no official text', 'medical-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-8510-774b5d9b4d0d', 1, 'medical.decision-hours', 'city', '12', 'hours', '2022-10-01', null, 'Social Insurance Law art. 28', '平台建议值 / proposed by the platform, no official text', 'medical-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-8ec7-ca7d7089019d', 1, 'medical.late-days', 'city', '90', 'calendar-days', '2022-10-01', null, 'Social Insurance Law art. 28', '平台建议值 / proposed by the platform, no official text', 'medical-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-87c8-49ddd7e2c446', 1, 'medical.stay-period-days', 'city', '90', 'calendar-days', '2022-10-01', null, 'Social Insurance Law art. 28', '一般了解，未查阅正式文件 / general knowledge, no official text was read', 'medical-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-852a-c1264aeb0a52', 1, 'medical.bill-lines', 'city', '300', 'lines', '2022-10-01', null, 'Social Insurance Law art. 28', '平台建议值 / proposed by the platform, no official text', 'medical-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z');

insert into event (person_id, stream, stream_id, version, name, data, at, command_id, rules)
select '00000000-0000-0000-0000-000000000000', 'policy-value', policy_value_id::text, version, 'policy-value-adopted',
  jsonb_build_object('key', key, 'scope', scope, 'value', value, 'unit', unit, 'effectiveFrom', effective_from,
    'effectiveTo', effective_to, 'legalReference', legal_reference, 'source', source, 'owner', owner,
    'verified', verified, 'author', author, 'number', number),
  proposed_at, policy_value_id, '{}'
from policy_value
where key like 'medical.%' or key in ('fee.contribution.resident-medical', 'fee.reversal-limit');
