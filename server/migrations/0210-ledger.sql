-- Money, entered twice (Article 13): transfers, their legs, what each account holds, and days that are closed.

create table ledger_transfer (
  person_id uuid not null,
  transfer_id uuid not null,
  version integer not null check (version > 0),
  kind text not null,
  status text not null check (status in ('pending', 'posted', 'voided')),
  business_day date not null,
  booked_on date,
  partner text,
  partner_reference text,
  cause text not null,
  reverses uuid,
  reversal_number integer check (reversal_number > 0),
  promised jsonb,
  made_at timestamptz not null,
  closed_at timestamptz,
  primary key (person_id, transfer_id),
  constraint ledger_transfer_booked check ((status = 'posted') = (booked_on is not null) and booked_on >= business_day),
  constraint ledger_transfer_closed check ((status = 'pending') = (closed_at is null)),
  constraint ledger_transfer_promised check (status = 'posted' or promised is not null),
  constraint ledger_transfer_partner check ((partner is null) = (partner_reference is null)),
  constraint ledger_transfer_reverses check ((reverses is null) = (reversal_number is null))
);
comment on table ledger_transfer is 'Money that moves together: all legs or none (Article 13). A posted one is taken back only by another.';
comment on column ledger_transfer.person_id is 'The holder whose accounts have a part in it, or the nil UUID.';
comment on column ledger_transfer.business_day is 'The day on which it counts for those who made it.';
comment on column ledger_transfer.booked_on is 'The day of the books: the same, the day on which a promise happened, or the first open day where that one was closed already.';
comment on column ledger_transfer.partner is 'With whom it is reconciled.';
comment on column ledger_transfer.promised is 'The legs of what was promised before it was posted or voided; legs of ledger_leg are money that moved.';
create unique index ledger_transfer_reversal on ledger_transfer (person_id, reverses, reversal_number) where reverses is not null;
comment on index ledger_transfer_reversal is 'Two reversals that raced cannot both be the first.';
create index ledger_transfer_late on ledger_transfer (partner, business_day, closed_at)
  where booked_on > business_day and promised is null;
comment on index ledger_transfer_late is 'What came after the close of its day: the comparison of that day is made again.';

create table ledger_leg (
  person_id uuid not null,
  transfer_id uuid not null,
  leg smallint not null check (leg > 0),
  booked_on date not null,
  debit_person_id uuid not null,
  debit text not null,
  credit_person_id uuid not null,
  credit text not null,
  amount bigint not null check (amount > 0 and amount <= 10000000000),
  purpose text not null,
  primary key (person_id, transfer_id, leg),
  constraint ledger_leg_two_accounts check ((debit_person_id, debit) <> (credit_person_id, credit)),
  constraint ledger_leg_one_person check (
    debit_person_id in (person_id, '00000000-0000-0000-0000-000000000000')
    and credit_person_id in (person_id, '00000000-0000-0000-0000-000000000000'))
);
comment on table ledger_leg is 'One amount from one account to another: both of its entries, so that they sum to zero by their form.';
comment on column ledger_leg.debit is 'Kind and owner of the account, kind/owner; its person or the nil UUID stands before it.';
comment on column ledger_leg.purpose is 'A short code that a statement explains.';
create index ledger_leg_debit on ledger_leg (debit_person_id, debit, booked_on, transfer_id, leg);
create index ledger_leg_credit on ledger_leg (credit_person_id, credit, booked_on, transfer_id, leg);
comment on index ledger_leg_debit is 'Statements of an account, page by page; its twin has the other side.';
create index ledger_leg_booked on ledger_leg using brin (booked_on);
comment on index ledger_leg_booked is 'The legs of one day, for its close: rows are added in the order of days.';

create table ledger_reference (
  partner text not null,
  reference text not null,
  person_id uuid not null,
  transfer_id uuid not null,
  business_day date not null,
  posted boolean not null,
  amount bigint not null,
  bank text,
  bank_amount bigint,
  primary key (partner, reference),
  constraint ledger_reference_bank check ((bank is null) = (bank_amount is null))
);
comment on table ledger_reference is 'The number of a partner for a transfer: it posts once, whoever asks, and is what three parties compare every day (M13.4).';
comment on column ledger_reference.business_day is 'The day on which the partner has it: the transfer''s own, or the day on which a promise happened.';
comment on column ledger_reference.amount is 'What the transfer moved on the accounts of the partner: credits minus debits; zero where it has no part.';
comment on column ledger_reference.bank is 'The bank through whose clearing account it moved, where that is another than the partner.';
create index ledger_reference_day on ledger_reference (partner, business_day, reference);
comment on index ledger_reference_day is 'What we say of a day, in the order of the file.';

create table ledger_balance (
  person_id uuid not null,
  account text collate "C" not null,
  posted bigint not null,
  pending_out bigint not null,
  pending_in bigint not null,
  floor bigint,
  primary key (person_id, account),
  constraint ledger_balance_floor check (floor is null or posted - pending_out >= floor),
  constraint ledger_balance_guarded check (floor is not null or split_part(account, '/', 1) not in ('purse', 'medical-account', 'budget'))
);
comment on table ledger_balance is 'What each account holds: the sum of its legs, and what is promised. Changed additively with the legs, nowhere else.';
comment on column ledger_balance.person_id is 'Whose account it is, or the nil UUID.';
comment on column ledger_balance.floor is 'The lowest value that posted minus pending_out may have; null where the account takes every posting.';

create table ledger_day (
  day date primary key,
  version integer not null check (version > 0),
  status text not null check (status in ('closed', 'counted')),
  closed_at timestamptz not null,
  counted_at timestamptz,
  constraint ledger_day_counted check ((status = 'counted') = (counted_at is not null))
);
comment on table ledger_day is 'Days of the books that are closed: what comes later is booked on the next open day and keeps its own.';

create table ledger_day_total (
  person_id uuid not null,
  account text collate "C" not null,
  day date not null,
  debits bigint not null check (debits >= 0),
  credits bigint not null check (credits >= 0),
  closing bigint not null,
  primary key (person_id, account, day)
);
comment on table ledger_day_total is 'What moved on an account on a closed day and what it held at its end, so that a statement does not grow with history.';

create table ledger_day_kind (
  day date not null,
  kind text not null,
  debits bigint not null,
  credits bigint not null,
  closing bigint not null,
  primary key (day, kind)
);
comment on table ledger_day_kind is 'The same per kind of account for the whole city: the trial balance of a closed day. The closings of a day sum to zero.';

create table budget_change (
  change_id uuid primary key,
  version integer not null check (version > 0),
  kind text not null check (kind in ('top-up', 'floor')),
  organisation_id text not null,
  amount bigint not null,
  bank_id text,
  reason text not null,
  status text not null check (status in ('proposed', 'approved', 'withdrawn')),
  proposed_by text not null,
  proposed_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  transfer_id uuid,
  constraint budget_change_decided check ((status = 'proposed') = (decided_at is null) and (status = 'proposed') = (decided_by is null)),
  constraint budget_change_two_persons check (status <> 'approved' or decided_by <> proposed_by),
  constraint budget_change_bank check ((kind = 'top-up') = (bank_id is not null)),
  constraint budget_change_moved check ((kind = 'top-up' and status = 'approved') = (transfer_id is not null))
);
comment on table budget_change is 'Money for the budget of a department, or the floor of it: one proposes, a second person approves (M13.4).';
comment on column budget_change.amount is 'Fen that come in, or the new floor.';
create unique index budget_change_open on budget_change (organisation_id, kind) where status = 'proposed';
comment on index budget_change_open is 'One open proposal of a kind for each department.';

-- What was written stays: the application adds legs, and ends what was promised.
revoke update, delete, truncate on ledger_leg, ledger_day_total, ledger_day_kind from yika_app;
revoke update, delete, truncate on ledger_transfer, ledger_reference from yika_app;
grant update (version, status, booked_on, closed_at) on ledger_transfer to yika_app;
grant update (posted, business_day) on ledger_reference to yika_app;
revoke delete, truncate on ledger_balance, ledger_day, budget_change from yika_app;
alter table ledger_transfer enable row level security;
create policy ledger_transfer_read on ledger_transfer for select to yika_app using (true);
create policy ledger_transfer_add on ledger_transfer for insert to yika_app with check (true);
create policy ledger_transfer_end on ledger_transfer for update to yika_app using (status = 'pending') with check (status in ('posted', 'voided'));

insert into policy_value (policy_value_id, version, key, scope, value, unit, effective_from, effective_to,
  legal_reference, source, owner, verified, author, proposed_at, status, number, decided_at) values
  ('00000000-0000-8017-8570-619a6405cb5a', 1, 'ledger.most-per-transfer', 'city', '100000000000', 'fen', '2022-10-01', null, 'Measures art. 13', '平台建议值 / proposed by the platform, no official text', 'finance-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z'),
  ('00000000-0000-8017-83ab-eee5aec9b419', 1, 'reconciliation.close-within', 'city', '5', 'calendar-days', '2022-10-01', null, 'Measures art. 13', '平台建议值 / proposed by the platform, no official text', 'finance-office', false, 'platform', '2022-10-01T00:00:00.000Z', 'approved', 1, '2022-10-01T00:00:00.000Z');

insert into event (person_id, stream, stream_id, version, name, data, at, command_id, rules)
select '00000000-0000-0000-0000-000000000000', 'policy-value', policy_value_id::text, version, 'policy-value-adopted',
  jsonb_build_object('key', key, 'scope', scope, 'value', value, 'unit', unit, 'effectiveFrom', effective_from,
    'effectiveTo', effective_to, 'legalReference', legal_reference, 'source', source, 'owner', owner,
    'verified', verified, 'author', author, 'number', number),
  proposed_at, policy_value_id, '{}'
from policy_value
where key in ('ledger.most-per-transfer', 'reconciliation.close-within');
