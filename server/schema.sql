-- The schema after all migrations, drawn from the catalogues by schema-dump.ts. Do not edit: run it with --write.

create table account_credit_list (
  credit_list_id uuid not null,
  version integer not null,
  lines integer not null,
  fen bigint not null,
  digest bytea not null,
  status text not null,
  proposed_by text not null,
  proposed_at timestamp with time zone not null,
  approved_by text,
  approved_at timestamp with time zone,
  constraint account_credit_list_pkey PRIMARY KEY (credit_list_id),
  constraint account_credit_list_approved CHECK ((((status = 'approved'::text) = (approved_by IS NOT NULL)) AND ((approved_by IS NULL) = (approved_at IS NULL)))),
  constraint account_credit_list_fen_check CHECK ((fen > 0)),
  constraint account_credit_list_lines_check CHECK ((lines > 0)),
  constraint account_credit_list_status_check CHECK ((status = ANY (ARRAY['proposed'::text, 'approved'::text]))),
  constraint account_credit_list_two_persons CHECK ((approved_by <> proposed_by)),
  constraint account_credit_list_version_check CHECK ((version > 0))
);
comment on table account_credit_list is 'Money for personal accounts: one person proposes a list, a second one sends the same list; then it is posted (M13.4).';
comment on column account_credit_list.digest is 'Keyed digest of the credits: the list itself, which names people, does not stay.';
grant select, insert, update, delete on account_credit_list to yika_app;

create table agreement (
  agreement_id uuid not null,
  version integer not null,
  institution_id text not null,
  service_id text not null,
  personal jsonb not null,
  facts jsonb not null,
  legal_basis text not null,
  valid_from date not null,
  valid_until date,
  status text not null,
  proposed_by text not null,
  signed_by text,
  constraint agreement_pkey PRIMARY KEY (agreement_id),
  constraint agreement_check CHECK ((valid_until >= valid_from)),
  constraint agreement_status_check CHECK ((status = ANY (ARRAY['proposed'::text, 'in-force'::text, 'ended'::text]))),
  constraint agreement_version_check CHECK ((version > 0))
);
comment on table agreement is 'Which institution may use which service, and what it may be told (Articles 5, 10, 11).';
comment on column agreement.legal_basis is 'The law or contract on which it rests; for credit services a law.';
CREATE UNIQUE INDEX agreement_once ON agreement USING btree (institution_id, service_id) WHERE (status <> 'ended'::text);
comment on index agreement_once is 'One agreement of an institution for a service at a time; also: what may this institution ask for?';
grant select, insert, update, delete on agreement to yika_app;

create table application (
  person_id uuid not null,
  application_id uuid not null,
  version integer not null,
  status text not null,
  kind text not null,
  reason text not null,
  channel text not null,
  bank_id uuid not null,
  outlet_id uuid,
  delivery text not null,
  district text not null,
  ground_id uuid not null,
  applicant_as text not null,
  applicant_id uuid not null,
  guardian_consent text,
  duty_shown text,
  group_id uuid,
  photo_id uuid,
  replaces uuid,
  card_id uuid,
  instant_outlet_id uuid,
  submitted_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  promise_rule text,
  promise_amount integer,
  promise_unit text,
  promised_on date,
  new_promised_on date,
  warned_at timestamp with time zone,
  trouble jsonb,
  attempts integer not null,
  ready_at timestamp with time zone,
  collected_at timestamp with time zone,
  changed_at timestamp with time zone not null,
  constraint application_pkey PRIMARY KEY (person_id, application_id),
  constraint application_accepted_is_promised CHECK (((status <> ALL (ARRAY['accepted'::text, 'in-production'::text, 'ready'::text, 'collected'::text, 'closed'::text, 'failed'::text])) OR ((accepted_at IS NOT NULL) AND (promised_on IS NOT NULL)))),
  constraint application_applicant_as_check CHECK ((applicant_as = ANY (ARRAY['holder'::text, 'guardian'::text, 'proxy'::text, 'employer'::text]))),
  constraint application_attempts_check CHECK ((attempts >= 0)),
  constraint application_channel_check CHECK ((channel = ANY (ARRAY['online'::text, 'bank-counter'::text, 'district-point'::text, 'employer'::text, 'instant'::text]))),
  constraint application_delivery_check CHECK ((delivery = ANY (ARRAY['outlet'::text, 'post'::text, 'employer'::text]))),
  constraint application_first_issue_replaces_nothing CHECK (((kind = 'first-issue'::text) = (replaces IS NULL))),
  constraint application_in_production_has_card CHECK (((status <> ALL (ARRAY['in-production'::text, 'ready'::text])) OR (card_id IS NOT NULL))),
  constraint application_kind_check CHECK ((kind = ANY (ARRAY['first-issue'::text, 'reissue'::text, 'exchange'::text, 'renewal'::text]))),
  constraint application_promise_unit_check CHECK ((promise_unit = ANY (ARRAY['calendar-day'::text, 'working-day'::text, 'same-visit'::text]))),
  constraint application_promise_whole CHECK ((((promise_rule IS NULL) = (promised_on IS NULL)) AND ((promise_rule IS NULL) = (promise_amount IS NULL)) AND ((promise_rule IS NULL) = (promise_unit IS NULL)))),
  constraint application_reason_check CHECK ((reason = ANY (ARRAY['first'::text, 'loss'::text, 'damage'::text, 'printed-change'::text, 'bank-change'::text, 'warranty'::text, 'expiry'::text, 'generation-upgrade'::text]))),
  constraint application_status_check CHECK ((status = ANY (ARRAY['submitted'::text, 'correction-needed'::text, 'accepted'::text, 'in-production'::text, 'ready'::text, 'collected'::text, 'closed'::text, 'withdrawn'::text, 'refused'::text, 'failed'::text]))),
  constraint application_version_check CHECK ((version > 0))
);
comment on table application is 'One request for one card, from submission to collection (Articles 3, 7). Nothing in it is secret: names, numbers and addresses stay in the register.';
comment on column application.district is 'District or service area of the person when they applied (Article 3).';
comment on column application.ground_id is 'The ground of eligibility that carries it (Article 8).';
comment on column application.guardian_consent is 'Version of the consent text of the guardian, where the age asks for it (PIPL 31).';
comment on column application.duty_shown is 'Version of the text on personal use that the applicant was shown (Article 9).';
comment on column application.photo_id is 'Null below the age from which a photo is required (Article 4).';
comment on column application.promise_rule is 'The rule that made the promise, with its figure as it stood at acceptance (Articles 12, 17).';
comment on column application.new_promised_on is 'The date that was told after a broken promise.';
comment on column application.trouble is 'Stage, reason and remedy as codes with words in both languages, and an officer''s own words.';
CREATE INDEX application_accepted ON application USING btree (accepted_at) WHERE (accepted_at IS NOT NULL);
comment on index application_accepted is 'What was accepted in a time.';
CREATE INDEX application_made ON application USING btree (ready_at) WHERE (ready_at IS NOT NULL);
comment on index application_made is 'Cards that became ready in a time, with their promises.';
CREATE INDEX application_of_group ON application USING btree (group_id, person_id) WHERE (group_id IS NOT NULL);
CREATE UNIQUE INDEX application_open ON application USING btree (person_id) WHERE (status = ANY (ARRAY['submitted'::text, 'correction-needed'::text, 'accepted'::text, 'in-production'::text, 'ready'::text]));
comment on index application_open is 'One open application per person (Article 8).';
CREATE INDEX application_promised ON application USING btree (promised_on, application_id) WHERE ((ready_at IS NULL) AND (status = ANY (ARRAY['submitted'::text, 'correction-needed'::text, 'accepted'::text, 'in-production'::text, 'ready'::text])));
comment on index application_promised is 'Open promises by their day, for the watch (Article 12).';
CREATE INDEX application_refused ON application USING btree (changed_at) WHERE (status = 'refused'::text);
comment on index application_refused is 'What was refused in a time: a refused application changes no more.';
CREATE INDEX application_submitted ON application USING btree (submitted_at);
comment on index application_submitted is 'What was asked for in a time.';
CREATE INDEX application_to_review ON application USING btree (district, submitted_at, application_id) WHERE (status = 'submitted'::text);
comment on index application_to_review is 'The worklist of a district, oldest first.';
CREATE INDEX application_waiting ON application USING btree (accepted_at, application_id) WHERE (status = 'accepted'::text);
comment on index application_waiting is 'What production takes into its batches, oldest first.';
grant select, insert, update, delete on application to yika_app;

create table application_group (
  group_id uuid not null,
  version integer not null,
  employer_id text not null,
  kind text not null,
  bank_ids uuid[] not null,
  collection text not null,
  opens_on date not null,
  closes_on date not null,
  opened_by text not null,
  opened_at timestamp with time zone not null,
  lines_received integer not null,
  lines_unmatched integer not null,
  constraint application_group_pkey PRIMARY KEY (group_id),
  constraint application_group_bank_ids_check CHECK ((cardinality(bank_ids) > 0)),
  constraint application_group_check CHECK (((lines_unmatched >= 0) AND (lines_unmatched <= lines_received))),
  constraint application_group_check1 CHECK ((closes_on >= opens_on)),
  constraint application_group_collection_check CHECK ((collection = ANY (ARRAY['employer'::text, 'person'::text]))),
  constraint application_group_kind_check CHECK ((kind = ANY (ARRAY['employer'::text, 'school'::text]))),
  constraint application_group_lines_received_check CHECK ((lines_received >= 0)),
  constraint application_group_version_check CHECK ((version > 0))
);
comment on table application_group is 'Collective applications of employers and schools (Article 8): a catalogue that does not grow with people.';
comment on column application_group.bank_ids is 'The banks that the employer has named; at most as many as the rules allow.';
CREATE INDEX application_group_employer ON application_group USING btree (employer_id, opened_at);
grant select, insert, update, delete on application_group to yika_app;

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
CREATE INDEX audit_entry_in_time ON audit_entry USING btree (entry_id);
comment on index audit_entry_in_time is 'The log in the order of time.';
CREATE INDEX audit_entry_of_actor ON audit_entry USING btree (actor_id, entry_id);
comment on index audit_entry_of_actor is 'What one actor did and saw.';
CREATE INDEX audit_entry_refused ON audit_entry USING btree (organisation_id, entry_id) WHERE (outcome = 'refused'::text);
comment on index audit_entry_refused is 'What was refused to the staff of an organisation.';
grant select, insert on audit_entry to yika_app;

create table bank (
  bank_id uuid not null,
  version integer not null,
  cnaps text not null,
  name_zh text not null,
  name_en text not null,
  hotline text,
  admitted_on date not null,
  withdrawn_on date,
  service_terms jsonb not null,
  source text not null,
  constraint bank_pkey PRIMARY KEY (bank_id),
  constraint bank_cnaps UNIQUE (cnaps),
  constraint bank_check CHECK ((withdrawn_on >= admitted_on)),
  constraint bank_cnaps_check CHECK ((cnaps ~ '^[0-9]{12}$'::text)),
  constraint bank_service_terms_check CHECK ((jsonb_typeof(service_terms) = 'array'::text)),
  constraint bank_version_check CHECK ((version > 0))
);
comment on table bank is 'A cooperating bank in the published catalogue. One that leaves stays here: its cards keep working (M7.12).';
comment on column bank.cnaps is 'Code in the national payment system, with a valid check digit.';
comment on column bank.withdrawn_on is 'First day outside the catalogue; null while no end is set.';
comment on column bank.service_terms is 'Which of the ten services of Article 7 from which day on: [{from, services}], earliest first.';
comment on column bank.source is 'The notice that names the bank.';
grant select, insert, update, delete on bank to yika_app;

create table bank_notice (
  person_id uuid not null,
  notice_id uuid not null,
  version integer not null,
  bank_id uuid not null,
  card_id uuid not null,
  fact text not null,
  at timestamp with time zone not null,
  until timestamp with time zone,
  acknowledged_at timestamp with time zone,
  constraint bank_notice_pkey PRIMARY KEY (person_id, notice_id),
  constraint bank_notice_fact_check CHECK ((fact = ANY (ARRAY['loss-reported'::text, 'loss-confirmed'::text, 'loss-released'::text, 'loss-lapsed'::text, 'card-superseded'::text, 'account-to-close'::text]))),
  constraint bank_notice_version_check CHECK ((version > 0))
);
comment on table bank_notice is 'What the issuing bank has to know about its card (Article 7), written in the transaction of the fact itself.';
comment on column bank_notice.acknowledged_at is 'When the bank signed for it; until then it stands in the bank''s list.';
CREATE INDEX bank_notice_of_loss ON bank_notice USING btree (at) WHERE (fact = ANY (ARRAY['loss-reported'::text, 'loss-confirmed'::text]));
comment on index bank_notice_of_loss is 'From report to stop: losses of a time, whether their bank has signed or not.';
CREATE INDEX bank_notice_open ON bank_notice USING btree (bank_id, notice_id) WHERE (acknowledged_at IS NULL);
comment on index bank_notice_open is 'The list of one bank, the oldest first.';
grant select, insert, update, delete on bank_notice to yika_app;

create table batch (
  batch_id uuid not null,
  version integer not null,
  batch_number text not null,
  kind text not null,
  bank_id uuid not null,
  district text not null,
  office_id uuid,
  state text not null,
  ordered integer not null,
  formed_by text not null,
  formed_at timestamp with time zone not null,
  released_by text,
  certifier_id text,
  maker_id text,
  bank_return jsonb,
  certificate_result jsonb,
  factory_return jsonb,
  key_result jsonb,
  changed_at timestamp with time zone not null,
  constraint batch_pkey PRIMARY KEY (batch_id),
  constraint batch_number_once UNIQUE (batch_number),
  constraint batch_district_check CHECK ((district ~ '^[0-9]{6}$'::text)),
  constraint batch_instant CHECK (((kind = 'instant'::text) = (office_id IS NOT NULL))),
  constraint batch_kind_check CHECK ((kind = ANY (ARRAY['central'::text, 'instant'::text]))),
  constraint batch_ordered_check CHECK ((ordered > 0)),
  constraint batch_state_check CHECK ((state = ANY (ARRAY['open'::text, 'released'::text, 'exported-to-bank'::text, 'bank-returned'::text, 'certified'::text, 'exported-to-factory'::text, 'factory-returned'::text, 'keys-replaced'::text, 'shipped'::text, 'reconciled'::text, 'cancelled'::text]))),
  constraint batch_two_persons CHECK ((released_by <> formed_by)),
  constraint batch_version_check CHECK ((version > 0))
);
comment on table batch is 'Cards of one bank and one district that are made together. It concerns nobody in particular.';
comment on column batch.batch_number is 'First line of every file of the batch: day, district, five characters.';
comment on column batch.released_by is 'The second person; data leave the house only after the release (Article 14).';
comment on column batch.certifier_id is 'Organisation that was asked for the certificates; nobody else may answer.';
comment on column batch.maker_id is 'Organisation that makes the cards; nobody else may read the file or answer.';
comment on column batch.bank_return is 'Fingerprint of the file, good and failed lines: the same file gives the same answer (Article 13).';
CREATE INDEX batch_by_bank ON batch USING btree (bank_id, batch_id);
comment on index batch_by_bank is 'Worklist of a bank.';
CREATE INDEX batch_by_state ON batch USING btree (state, batch_id);
comment on index batch_by_state is 'Worklists of the production manager.';
grant select, insert, update, delete on batch to yika_app;

create table batch_line (
  person_id uuid not null,
  line_id uuid not null,
  version integer not null,
  batch_id uuid not null,
  application_id uuid not null,
  card_id uuid not null,
  card_number text not null,
  sequence integer not null,
  state text not null,
  fail_stage text,
  reason text,
  box_position text,
  attempt integer not null,
  changed_at timestamp with time zone not null,
  constraint batch_line_pkey PRIMARY KEY (person_id, line_id),
  constraint batch_line_card_once UNIQUE (person_id, card_id),
  constraint batch_line_attempt_check CHECK ((attempt > 0)),
  constraint batch_line_fail_stage_check CHECK ((fail_stage = ANY (ARRAY['bank'::text, 'certificate'::text, 'making'::text, 'key'::text]))),
  constraint batch_line_failed CHECK (((state <> ALL (ARRAY['no-account'::text, 'account-mismatch'::text, 'certificate-failed'::text, 'making-failed'::text, 'making-abnormal'::text, 'key-error'::text])) OR ((fail_stage IS NOT NULL) AND (reason IS NOT NULL)))),
  constraint batch_line_reason_check CHECK ((octet_length(reason) <= 200)),
  constraint batch_line_sequence_check CHECK ((sequence > 0)),
  constraint batch_line_state_check CHECK ((state = ANY (ARRAY['created'::text, 'has-account'::text, 'no-account'::text, 'account-mismatch'::text, 'certified'::text, 'certificate-failed'::text, 'made'::text, 'making-failed'::text, 'making-abnormal'::text, 'finished'::text, 'key-error'::text, 'shipped'::text, 'reworked'::text, 'given-up'::text, 'cancelled'::text]))),
  constraint batch_line_version_check CHECK ((version > 0))
);
comment on table batch_line is 'One card of a batch. A line that failed stays, with stage and reason: a batch never hides one (Article 6).';
comment on column batch_line.state is 'National codes: 10 created, 20 has-account, 21 no-account, 22 account-mismatch, 30 made, 31 making-failed, 32 making-abnormal, 40 finished, 41 key-error, 60 shipped.';
comment on column batch_line.attempt is 'Which try for the application this line is.';
CREATE INDEX batch_line_of_batch ON batch_line USING btree (batch_id, sequence);
comment on index batch_line_of_batch is 'The lines of a batch in their order.';
grant select, insert, update, delete on batch_line to yika_app;

create table benefit_batch (
  batch_id uuid not null,
  version integer not null,
  programme_id text not null,
  department text not null,
  period text not null,
  reference text not null,
  declared_count integer not null,
  declared_fen bigint not null,
  status text not null,
  opened_by text not null,
  opened_at timestamp with time zone not null,
  closed_by text,
  approved_by text,
  pay_from timestamp with time zone,
  constraint benefit_batch_pkey PRIMARY KEY (batch_id),
  constraint benefit_batch_reference UNIQUE (department, reference),
  constraint benefit_batch_approved CHECK ((((status = ANY (ARRAY['approved'::text, 'released'::text])) = (approved_by IS NOT NULL)) AND ((approved_by IS NULL) = (pay_from IS NULL)))),
  constraint benefit_batch_declared_count_check CHECK ((declared_count > 0)),
  constraint benefit_batch_declared_fen_check CHECK ((declared_fen >= 0)),
  constraint benefit_batch_period_check CHECK ((period ~ '^20[0-9]{2}-(0[1-9]|1[0-2])$'::text)),
  constraint benefit_batch_status_check CHECK ((status = ANY (ARRAY['open'::text, 'closed'::text, 'approved'::text, 'released'::text, 'cancelled'::text]))),
  constraint benefit_batch_two_people CHECK (((approved_by IS NULL) OR ((approved_by <> opened_by) AND (approved_by <> closed_by)))),
  constraint benefit_batch_version_check CHECK ((version > 0))
);
comment on table benefit_batch is 'What a department pays of one programme for one month; its lines stand under the person.';
comment on column benefit_batch.reference is 'The department''s own number.';
comment on column benefit_batch.declared_fen is 'The control total: a batch that does not meet it pays nothing (Article 13).';
CREATE INDEX benefit_batch_of_department ON benefit_batch USING btree (department, batch_id);
comment on index benefit_batch_of_department is 'Batches of a department, page by page.';
CREATE INDEX benefit_batch_running ON benefit_batch USING btree (pay_from) WHERE (status = 'approved'::text);
comment on index benefit_batch_running is 'Batches whose lines are being paid.';
grant select, insert, update, delete on benefit_batch to yika_app;

create table benefit_chunk (
  batch_id uuid not null,
  chunk integer not null,
  version integer not null,
  lines integer not null,
  fen bigint not null,
  digest bytea not null,
  constraint benefit_chunk_pkey PRIMARY KEY (batch_id, chunk),
  constraint benefit_chunk_chunk_check CHECK ((chunk > 0)),
  constraint benefit_chunk_lines_check CHECK ((lines > 0)),
  constraint benefit_chunk_version_check CHECK ((version > 0))
);
comment on table benefit_chunk is 'Pieces of a batch that have arrived: the same piece again changes nothing.';
comment on column benefit_chunk.digest is 'Keyed hash of its content.';
grant select, insert, update, delete on benefit_chunk to yika_app;

create table benefit_line (
  person_id uuid not null,
  programme_id text not null,
  period text not null,
  batch_id uuid not null,
  line_number integer not null,
  version integer not null,
  amount bigint not null,
  note text,
  state text not null,
  result text,
  way text not null,
  voucher_by text,
  tries smallint not null,
  bank_id uuid,
  card_id uuid,
  transfer_id uuid,
  changed_at timestamp with time zone not null,
  constraint benefit_line_pkey PRIMARY KEY (person_id, programme_id, period, batch_id, line_number),
  constraint benefit_line_line_number_check CHECK ((line_number > 0)),
  constraint benefit_line_money CHECK (((state <> ALL (ARRAY['sent'::text, 'paid'::text])) OR (transfer_id IS NOT NULL))),
  constraint benefit_line_paid CHECK (((state = 'paid'::text) = (NOT (result IS DISTINCT FROM 'paid'::text)))),
  constraint benefit_line_reason CHECK (((state <> ALL (ARRAY['failed'::text, 'returned'::text])) OR (result IS NOT NULL))),
  constraint benefit_line_state_check CHECK ((state = ANY (ARRAY['received'::text, 'sent'::text, 'paid'::text, 'failed'::text, 'returned'::text]))),
  constraint benefit_line_tries_check CHECK ((tries >= 0)),
  constraint benefit_line_version_check CHECK ((version > 0)),
  constraint benefit_line_way_check CHECK ((way = ANY (ARRAY['account'::text, 'cash-voucher'::text])))
);
comment on table benefit_line is 'One person''s money of a batch; the nil UUID where nobody in the register has the number. No column that changes stands in an index, so that a new state is written beside the old one.';
comment on column benefit_line.note is 'A remark of the department, without personal data.';
comment on column benefit_line.result is 'What came of it, one for every line.';
comment on column benefit_line.voucher_by is 'Who let it be paid in cash; another natural person says that it was taken.';
comment on column benefit_line.card_id is 'Whose finance function is credited; the social function plays no part (Article 1).';
CREATE INDEX benefit_line_of_batch ON benefit_line USING btree (batch_id, line_number);
comment on index benefit_line_of_batch is 'Lines of a batch in their order; that a number stands there once is kept under the lock of the batch.';
grant select, insert, update, delete on benefit_line to yika_app;

create table benefit_programme (
  programme_id text not null,
  version integer not null,
  department text not null,
  name_zh text not null,
  name_en text not null,
  legal_basis text not null,
  valid_from date not null,
  valid_until date,
  payday smallint not null,
  condition jsonb,
  most_fen bigint not null,
  verified boolean not null,
  status text not null,
  proposal jsonb,
  constraint benefit_programme_pkey PRIMARY KEY (programme_id),
  constraint benefit_programme_dates CHECK (((valid_until IS NULL) OR (valid_until >= valid_from))),
  constraint benefit_programme_most_fen_check CHECK (((most_fen >= 1) AND (most_fen <= '10000000000'::bigint))),
  constraint benefit_programme_payday_check CHECK (((payday >= 1) AND (payday <= 31))),
  constraint benefit_programme_programme_id_check CHECK ((programme_id ~ '^[a-z][a-z0-9-]{1,59}$'::text)),
  constraint benefit_programme_proposed CHECK (((status = 'in-force'::text) OR (proposal IS NOT NULL))),
  constraint benefit_programme_status_check CHECK ((status = ANY (ARRAY['proposed'::text, 'in-force'::text]))),
  constraint benefit_programme_version_check CHECK ((version > 0))
);
comment on table benefit_programme is 'What a department pays, to whom, on which basis; changed by two people (Articles 5, 17).';
comment on column benefit_programme.condition is 'Who is entitled, in the words of core/service/condition.ts; null when the department alone judges that.';
comment on column benefit_programme.proposal is 'New terms or an end that wait for a second person.';
grant select, insert, update, delete on benefit_programme to yika_app;

create table blank_stock (
  place_id text not null,
  version integer not null,
  place_kind text not null,
  issued integer not null,
  good integer not null,
  spoiled integer not null,
  returned integer not null,
  missing integer not null,
  on_hand integer not null,
  destroyed integer not null,
  destruction_count integer,
  destruction_proposed_by text,
  closed_on date,
  difference integer not null,
  counted_by text,
  changed_at timestamp with time zone not null,
  constraint blank_stock_pkey PRIMARY KEY (place_id),
  constraint blank_stock_balance CHECK ((issued = ((((good + spoiled) + returned) + missing) + on_hand))),
  constraint blank_stock_destroyed CHECK ((destroyed <= spoiled)),
  constraint blank_stock_destroyed_check CHECK ((destroyed >= 0)),
  constraint blank_stock_destruction_count_check CHECK ((destruction_count > 0)),
  constraint blank_stock_good_check CHECK ((good >= 0)),
  constraint blank_stock_issued_check CHECK ((issued >= 0)),
  constraint blank_stock_never_negative CHECK ((on_hand >= 0)),
  constraint blank_stock_place_kind_check CHECK ((place_kind = ANY (ARRAY['store'::text, 'factory'::text, 'outlet'::text]))),
  constraint blank_stock_returned_check CHECK ((returned >= 0)),
  constraint blank_stock_spoiled_check CHECK ((spoiled >= 0)),
  constraint blank_stock_version_check CHECK ((version > 0))
);
comment on table blank_stock is 'Blanks per outlet, factory and store: issued = good + spoiled + returned + missing + on hand (Article 13).';
comment on column blank_stock.returned is 'Handed on to another place, or back.';
comment on column blank_stock.missing is 'Differences of counts, settled by two persons; negative when blanks turned up.';
comment on column blank_stock.difference is 'Counted less expected at the last closing, as long as it is not settled.';
grant select, insert, update, delete on blank_stock to yika_app;

create table blank_transfer (
  transfer_id uuid not null,
  version integer not null,
  from_place_id text not null,
  to_place_id text not null,
  to_place_kind text not null,
  offered integer not null,
  offered_by text not null,
  received integer,
  received_by text,
  difference integer not null,
  difference_reason text,
  changed_at timestamp with time zone not null,
  constraint blank_transfer_pkey PRIMARY KEY (transfer_id),
  constraint blank_transfer_difference CHECK (((received IS NULL) OR ((difference = (offered - received)) AND ((difference = 0) = (difference_reason IS NULL))))),
  constraint blank_transfer_offered_check CHECK ((offered > 0)),
  constraint blank_transfer_received_check CHECK ((received >= 0)),
  constraint blank_transfer_signed_twice CHECK (((received_by <> offered_by) AND ((received IS NULL) = (received_by IS NULL)))),
  constraint blank_transfer_to_place_kind_check CHECK ((to_place_kind = ANY (ARRAY['store'::text, 'factory'::text, 'outlet'::text]))),
  constraint blank_transfer_version_check CHECK ((version > 0))
);
comment on table blank_transfer is 'Hand-overs of blanks, signed by giver and receiver; a difference is on record with its reason (Article 13).';
CREATE INDEX blank_transfer_from ON blank_transfer USING btree (from_place_id, transfer_id);
comment on index blank_transfer_from is 'Hand-overs out of a place.';
CREATE INDEX blank_transfer_to ON blank_transfer USING btree (to_place_id, transfer_id);
comment on index blank_transfer_to is 'Hand-overs into a place.';
grant select, insert, update, delete on blank_transfer to yika_app;

create table budget_change (
  change_id uuid not null,
  version integer not null,
  kind text not null,
  organisation_id text not null,
  amount bigint not null,
  bank_id text,
  reason text not null,
  status text not null,
  proposed_by text not null,
  proposed_at timestamp with time zone not null,
  decided_by text,
  decided_at timestamp with time zone,
  transfer_id uuid,
  constraint budget_change_pkey PRIMARY KEY (change_id),
  constraint budget_change_bank CHECK (((kind = 'top-up'::text) = (bank_id IS NOT NULL))),
  constraint budget_change_decided CHECK ((((status = 'proposed'::text) = (decided_at IS NULL)) AND ((status = 'proposed'::text) = (decided_by IS NULL)))),
  constraint budget_change_kind_check CHECK ((kind = ANY (ARRAY['top-up'::text, 'floor'::text]))),
  constraint budget_change_moved CHECK ((((kind = 'top-up'::text) AND (status = 'approved'::text)) = (transfer_id IS NOT NULL))),
  constraint budget_change_status_check CHECK ((status = ANY (ARRAY['proposed'::text, 'approved'::text, 'withdrawn'::text]))),
  constraint budget_change_two_persons CHECK (((status <> 'approved'::text) OR (decided_by <> proposed_by))),
  constraint budget_change_version_check CHECK ((version > 0))
);
comment on table budget_change is 'Money for the budget of a department, or the floor of it: one proposes, a second person approves (M13.4).';
comment on column budget_change.amount is 'Fen that come in, or the new floor.';
CREATE UNIQUE INDEX budget_change_open ON budget_change USING btree (organisation_id, kind) WHERE (status = 'proposed'::text);
comment on index budget_change_open is 'One open proposal of a kind for each department.';
grant select, insert, update on budget_change to yika_app;

create table card (
  person_id uuid not null,
  card_id uuid not null,
  version integer not null,
  card_number text,
  issuing_area text not null,
  generation smallint not null,
  bank_id uuid,
  application_id uuid,
  replaces uuid,
  requested_at timestamp with time zone not null,
  batch_id uuid,
  issued_on date,
  expires_on date,
  certificate_serial text,
  chip_identification_code text,
  atr text,
  bank_card_number bytea,
  physical text not null,
  physical_since timestamp with time zone not null,
  social text not null,
  social_provisional_until timestamp with time zone,
  social_lapse_warned_at timestamp with time zone,
  social_lost_at timestamp with time zone,
  social_loss_receipt_id uuid,
  cancel_reason text,
  cancelled_at timestamp with time zone,
  unlock_requested_by text,
  finance text not null,
  finance_provisional_until timestamp with time zone,
  finance_lapse_warned_at timestamp with time zone,
  finance_lost_at timestamp with time zone,
  finance_loss_receipt_id uuid,
  pin_state text not null,
  pin_verifier bytea,
  pin_tries_left smallint not null,
  pin_tries_on date,
  pin_expires_at timestamp with time zone,
  pin_reset_id uuid,
  pin_reset_until timestamp with time zone,
  enable_code_id uuid,
  enable_code_verifier bytea,
  enable_code_until timestamp with time zone,
  enable_code_tries_left smallint not null,
  chip_key_version smallint,
  chip_counter integer not null default 0,
  chip_proved_at timestamp with time zone,
  status_bits smallint not null generated always as (
CASE social
    WHEN 'enabled'::text THEN 0
    WHEN 'suspended-provisional'::text THEN 2
    WHEN 'locked'::text THEN 2
    WHEN 'none'::text THEN 3
    WHEN 'pending-enable'::text THEN 3
    ELSE 1
END) stored,
  status_shard integer,
  status_index integer,
  status_listed smallint,
  status_list_version integer,
  status_listed_at timestamp with time zone,
  status_version integer,
  constraint card_pkey PRIMARY KEY (person_id, card_id),
  constraint card_cancel_reason_check CHECK ((cancel_reason = ANY (ARRAY['death'::text, 'moved-away'::text, 'entitlement-ended'::text, 'duplicate'::text, 'superseded'::text, 'holder-request'::text, 'production-fault'::text]))),
  constraint card_cancelled CHECK ((((social = 'cancelled'::text) = (cancel_reason IS NOT NULL)) AND ((social = 'cancelled'::text) = (cancelled_at IS NOT NULL)))),
  constraint card_chip_counter_check CHECK ((chip_counter >= 0)),
  constraint card_chip_key_version_check CHECK ((chip_key_version > 0)),
  constraint card_dates CHECK ((expires_on > issued_on)),
  constraint card_enable_code_tries_left_check CHECK ((enable_code_tries_left >= 0)),
  constraint card_finance_check CHECK ((finance = ANY (ARRAY['none'::text, 'dormant'::text, 'active'::text, 'suspended-provisional'::text, 'suspended-formal'::text, 'closed'::text]))),
  constraint card_generation_check CHECK (((generation >= 1) AND (generation <= 3))),
  constraint card_issuing_area_check CHECK ((issuing_area ~ '^[0-9]{6}$'::text)),
  constraint card_physical_check CHECK ((physical = ANY (ARRAY['applied'::text, 'batched'::text, 'account-opened'::text, 'certified'::text, 'personalised'::text, 'keys-replaced'::text, 'shipped'::text, 'at-outlet'::text, 'collected'::text, 'retired'::text, 'spoiled'::text, 'returned'::text, 'missing'::text, 'sealed'::text, 'destroyed'::text]))),
  constraint card_pin CHECK (((pin_state = 'none'::text) = (pin_verifier IS NULL))),
  constraint card_pin_state_check CHECK ((pin_state = ANY (ARRAY['none'::text, 'initial'::text, 'set'::text, 'locked'::text]))),
  constraint card_pin_tries_left_check CHECK ((pin_tries_left >= 0)),
  constraint card_provisional_finance CHECK (((finance_provisional_until IS NULL) OR (finance = 'suspended-provisional'::text))),
  constraint card_provisional_social CHECK (((social = 'suspended-provisional'::text) = (social_provisional_until IS NOT NULL))),
  constraint card_social_check CHECK ((social = ANY (ARRAY['none'::text, 'pending-enable'::text, 'enabled'::text, 'suspended-provisional'::text, 'suspended-formal'::text, 'locked'::text, 'cancelled'::text]))),
  constraint card_status_index_check CHECK (((status_index >= 0) AND (status_index <= 1048575))),
  constraint card_status_listed_check CHECK (((status_listed >= 0) AND (status_listed <= 3))),
  constraint card_status_place CHECK ((num_nulls(status_shard, status_index, status_listed, status_list_version, status_listed_at, status_version) = ANY (ARRAY[0, 6]))),
  constraint card_version_check CHECK ((version > 0))
);
comment on table card is 'One card of one person. Two activations are two states: the social-security function and, apart from it, the financial one; old and new card of a person are alive side by side until the new one is enabled.';
comment on column card.bank_id is 'The issuing bank of the financial function; null for first-generation cards.';
comment on column card.requested_at is 'Decides which of two cards is older; imported cards: the day of issue (Article 18).';
comment on column card.bank_card_number is 'PAN, sealed under the person''s key.';
comment on column card.social_lost_at is 'From here on the holder does not answer for use of the card (Article 13).';
comment on column card.finance_provisional_until is 'Null while suspended: the bank suspended it by its own rules.';
comment on column card.pin_verifier is 'Keyed value that only the custodian can compute; the PIN is nowhere.';
comment on column card.pin_tries_left is 'Tries on the day pin_tries_on; committed before the answer.';
comment on column card.enable_code_verifier is 'Keyed value of the one-time code for enabling on line.';
comment on column card.chip_key_version is 'Version of the city''s master keys under which the chip speaks; null while it has none, or where the chip is not known here.';
comment on column card.chip_counter is 'The highest transaction counter that the chip has proved (M14.2).';
comment on column card.chip_proved_at is 'When the chip proved chip_counter: an answer to a later challenge must count higher (M14.2).';
comment on column card.status_bits is 'What the status list has to say of this card: the same function of social as in core/card/card-status.ts.';
comment on column card.status_shard is 'Which list, and status_index which place in it: drawn when the card is first listed, so that neighbours say nothing about when.';
comment on column card.status_listed is 'What the list says: it is behind for a few seconds, and never longer because the rows that differ are the work to do.';
comment on column card.status_list_version is 'The version of the list that said so first: who holds it or a later one knows (Article 13).';
comment on column card.status_version is 'Events of the stream card-listing; the card''s own version is not moved by being listed.';
CREATE INDEX card_at_outlet ON card USING btree (physical_since) WHERE (physical = 'at-outlet'::text);
comment on index card_at_outlet is 'Cards that lie at a counter: instant ones that were left, and ended ones that are to be sealed.';
CREATE INDEX card_by_chip ON card USING btree (chip_identification_code) WHERE (chip_identification_code IS NOT NULL);
comment on index card_by_chip is 'Whose chip it is: a chip that proves itself for a second card is none of it.';
CREATE INDEX card_finance_lapse ON card USING btree (finance_provisional_until) WHERE (finance_provisional_until IS NOT NULL);
comment on index card_finance_lapse is 'Provisional reports of the financial function that lapse next.';
CREATE UNIQUE INDEX card_live ON card USING btree (person_id) WHERE (social = ANY (ARRAY['enabled'::text, 'suspended-provisional'::text]));
comment on index card_live is 'At most one card per person works or will work again by itself (Article 2, Article 8).';
CREATE INDEX card_social_lapse ON card USING btree (social_provisional_until) WHERE (social = 'suspended-provisional'::text);
comment on index card_social_lapse is 'Provisional reports that lapse next.';
CREATE INDEX card_to_list ON card USING btree (person_id, card_id) WHERE (status_bits IS DISTINCT FROM status_listed);
comment on index card_to_list is 'Cards of which the list does not yet say what is: what the next publication takes.';
CREATE INDEX card_to_pack ON card USING btree (bank_id, person_id) WHERE (physical = 'keys-replaced'::text);
comment on index card_to_pack is 'Finished cards that lie on the packing table: a set that does not grow with history.';
grant select, insert, update, delete on card to yika_app;

create table card_application (
  person_id uuid not null,
  card_id uuid not null,
  service_id text not null,
  version integer not null,
  state text not null,
  state_since timestamp with time zone not null,
  valid_from date not null,
  valid_until date,
  loaded_by text,
  suspension_reason text,
  suspension_reference text,
  suspension_until date,
  constraint card_application_pkey PRIMARY KEY (person_id, card_id, service_id),
  constraint card_application_check CHECK ((valid_until >= valid_from)),
  constraint card_application_state_check CHECK ((state = ANY (ARRAY['loaded'::text, 'active'::text, 'suspended'::text, 'expired'::text, 'removed'::text]))),
  constraint card_application_suspension CHECK ((((state = 'suspended'::text) = (suspension_reason IS NOT NULL)) AND ((state = 'suspended'::text) = (suspension_reference IS NOT NULL)) AND ((state = 'suspended'::text) OR (suspension_until IS NULL)))),
  constraint card_application_version_check CHECK ((version > 0))
);
comment on table card_application is 'State of a service on a card, beside the state of the card (Article 5). An implicit service without a row is active.';
comment on column card_application.suspension_reference is 'The decision or case on which the suspension rests.';
CREATE INDEX card_application_running_out ON card_application USING btree (valid_until) WHERE ((valid_until IS NOT NULL) AND (state = ANY (ARRAY['loaded'::text, 'active'::text, 'suspended'::text])));
comment on index card_application_running_out is 'What the night''s sweep ends.';
CREATE INDEX card_application_suspended_until ON card_application USING btree (suspension_until) WHERE (suspension_until IS NOT NULL);
comment on index card_application_suspended_until is 'Suspensions whose last day has passed.';
grant select, insert, update, delete on card_application to yika_app;

create table card_destruction (
  person_id uuid not null,
  card_id uuid not null,
  version integer not null,
  reason text not null,
  proposed_by text not null,
  confirmed_by text,
  changed_at timestamp with time zone not null,
  constraint card_destruction_pkey PRIMARY KEY (person_id, card_id),
  constraint card_destruction_two_persons CHECK ((confirmed_by <> proposed_by)),
  constraint card_destruction_version_check CHECK ((version > 0))
);
comment on table card_destruction is 'The end of a piece of plastic before two persons (Article 14).';
grant select, insert, update, delete on card_destruction to yika_app;

create table card_number (
  card_number text not null,
  issuing_area text not null,
  range_id uuid,
  state text not null,
  person_id uuid,
  card_id uuid,
  constraint card_number_pkey PRIMARY KEY (card_number),
  constraint card_number_owner CHECK ((((card_id IS NULL) = (person_id IS NULL)) AND ((state = ANY (ARRAY['held'::text, 'used'::text])) <= (card_id IS NOT NULL)))),
  constraint card_number_state_check CHECK ((state = ANY (ARRAY['initial'::text, 'held'::text, 'used'::text, 'locked'::text])))
);
comment on table card_number is 'Look-up from card number to person and card, and the pool from which new cards are numbered: a number belongs to one card, for ever.';
comment on column card_number.range_id is 'Null for numbers of imported cards.';
comment on column card_number.state is 'initial: free; held: of a card being made; used: of a card that was made; locked: never to be used again.';
CREATE INDEX card_number_free ON card_number USING btree (issuing_area, card_number) WHERE (state = 'initial'::text);
comment on index card_number_free is 'The next free numbers.';
grant select, insert, update, delete on card_number to yika_app;

create table card_number_range (
  range_id uuid not null,
  version integer not null,
  issuing_area text not null,
  prefix text not null,
  first integer not null,
  count integer not null,
  constraint card_number_range_pkey PRIMARY KEY (range_id),
  constraint card_number_range_count_check CHECK ((count > 0)),
  constraint card_number_range_version_check CHECK ((version > 0))
);
comment on table card_number_range is 'Runs of card numbers that the issuing area has opened (Article 3).';
grant select, insert, update, delete on card_number_range to yika_app;

create table card_service (
  service_id text not null,
  version integer not null,
  field text not null,
  name jsonb not null,
  organisation_id text not null,
  carriers jsonb not null,
  actions jsonb not null,
  loading text not null,
  loaded_at jsonb not null,
  holds_days integer,
  condition jsonb not null,
  personal jsonb not null,
  facts jsonb not null,
  fee_key text,
  replaces_card jsonb,
  valid_from date not null,
  valid_until date,
  own_card jsonb,
  published_by text not null,
  constraint card_service_pkey PRIMARY KEY (service_id),
  constraint card_service_actions_check CHECK ((jsonb_array_length(actions) > 0)),
  constraint card_service_carriers_check CHECK ((jsonb_array_length(carriers) > 0)),
  constraint card_service_check CHECK ((valid_until >= valid_from)),
  constraint card_service_holds_days_check CHECK ((holds_days > 0)),
  constraint card_service_loaded_somewhere CHECK (((loading = 'explicit'::text) = (jsonb_array_length(loaded_at) > 0))),
  constraint card_service_loading_check CHECK ((loading = ANY (ARRAY['implicit'::text, 'explicit'::text]))),
  constraint card_service_version_check CHECK ((version > 0))
);
comment on table card_service is 'The catalogue of card applications (Article 5); entries are dated, never deleted.';
comment on column card_service.condition is 'Who is entitled, as data that is checked and explained.';
comment on column card_service.personal is 'The most that a decision for this service may tell of a person; agreements only narrow it.';
comment on column card_service.own_card is 'Why the service needs a card of its own and which carriers were considered; null when it needs none (Article 16).';
grant select, insert, update, delete on card_service to yika_app;

create table card_use (
  person_id uuid not null,
  use_id uuid not null,
  version integer not null,
  card_id uuid not null,
  service_id text not null,
  institution_id text not null,
  terminal_id text,
  carrier text not null,
  proof_key text not null,
  proof_digest text not null,
  counter bigint,
  compared_by text,
  used_at timestamp with time zone not null,
  told text not null,
  reason text,
  allowed boolean not null generated always as ((reason IS NULL)) stored,
  relation text not null,
  decided_at timestamp with time zone not null,
  constraint card_use_pkey PRIMARY KEY (person_id, use_id),
  constraint card_use_proof UNIQUE (person_id, card_id, proof_key),
  constraint card_use_carrier_check CHECK ((carrier = ANY (ARRAY['contact-chip'::text, 'contactless-chip'::text, 'e-card'::text, 'number'::text]))),
  constraint card_use_compared CHECK (((carrier = 'number'::text) = (compared_by IS NOT NULL))),
  constraint card_use_relation_check CHECK ((relation = ANY (ARRAY['no-loss'::text, 'before-loss'::text, 'after-loss'::text]))),
  constraint card_use_told_check CHECK ((told = ANY (ARRAY['online'::text, 'late'::text]))),
  constraint card_use_version_check CHECK ((version = 1))
);
comment on table card_use is 'Every use of a card that was asked for, with what was answered; never changed.';
comment on column card_use.terminal_id is 'Null when the institution''s own system asked.';
comment on column card_use.proof_key is 'The name of the proof: the counter of a chip, the name of a code. It counts once for a card.';
comment on column card_use.proof_digest is 'Of all that the proof covers: the same name with another digest comes from a second chip.';
comment on column card_use.compared_by is 'The member of staff of the institution who compared face and document.';
comment on column card_use.used_at is 'By the terminal''s clock, corrected where we know better; decided_at is ours.';
comment on column card_use.relation is 'To a report of loss, as it was known when this was answered.';
CREATE INDEX card_use_by_time ON card_use USING btree (person_id, used_at DESC, use_id DESC);
comment on index card_use_by_time is 'Where was my card used: the newest first; and around the instant of a loss.';
CREATE INDEX card_use_of_month ON card_use USING brin (decided_at);
comment on index card_use_of_month is 'Statistics of a month; rows come in the order of time.';
grant select, insert, update, delete on card_use to yika_app;

create table chip_key (
  chip_key_id text not null,
  version integer not null,
  suite text not null,
  key_version smallint not null,
  state text not null,
  reason text not null,
  proposed_by text not null,
  confirmed_by text,
  check_values jsonb,
  retire_reason text,
  destruction_proposed_by text,
  destruction_confirmed_by text,
  changed_at timestamp with time zone not null,
  constraint chip_key_pkey PRIMARY KEY (chip_key_id),
  constraint chip_key_version_once UNIQUE (suite, key_version),
  constraint chip_key_destruction_two_persons CHECK ((destruction_confirmed_by <> destruction_proposed_by)),
  constraint chip_key_key_version_check CHECK (((key_version >= 1) AND (key_version <= 255))),
  constraint chip_key_made CHECK (((check_values IS NOT NULL) = (state <> ALL (ARRAY['proposed'::text, 'withdrawn'::text, 'confirmed'::text])))),
  constraint chip_key_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'withdrawn'::text, 'confirmed'::text, 'active'::text, 'retired'::text, 'destruction-proposed'::text, 'destruction-confirmed'::text, 'destroyed'::text]))),
  constraint chip_key_suite_check CHECK ((suite = ANY (ARRAY['des'::text, 'sm'::text]))),
  constraint chip_key_two_persons CHECK ((confirmed_by <> proposed_by)),
  constraint chip_key_version_check CHECK ((version > 0))
);
comment on table chip_key is 'Versions of the master keys of the chips. The keys themselves lie in the custody and never here.';
comment on column chip_key.chip_key_id is 'Suite and version: sm-1.';
comment on column chip_key.key_version is 'The version byte of every key of the card.';
comment on column chip_key.check_values is 'First three bytes of the zero block under each master key: two custodians compare them, nobody learns a key.';
grant select, insert, update, delete on chip_key to yika_app;

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

create table credential_offer (
  person_id uuid not null,
  offer_id uuid not null,
  version integer not null,
  offered_by text not null,
  until timestamp with time zone not null,
  tries_left integer not null,
  redeemed_at timestamp with time zone,
  token_until timestamp with time zone,
  issued_at timestamp with time zone,
  holder_key text,
  constraint credential_offer_pkey PRIMARY KEY (person_id, offer_id),
  constraint credential_offer_issued CHECK (((issued_at IS NULL) = (holder_key IS NULL))),
  constraint credential_offer_order CHECK (((issued_at IS NULL) OR (redeemed_at IS NOT NULL))),
  constraint credential_offer_redeemed CHECK (((redeemed_at IS NULL) = (token_until IS NULL))),
  constraint credential_offer_tries_left_check CHECK ((tries_left >= 0)),
  constraint credential_offer_version_check CHECK ((version > 0))
);
comment on table credential_offer is 'Offers of the verifiable credential to wallets (OpenID4VCI): how far each has come, so that its codes count once.';
comment on column credential_offer.holder_key is 'RFC 7638 thumbprint of the wallet''s key to which the credential is bound.';
grant select, insert, update, delete on credential_offer to yika_app;

create table custody (
  fingerprint text not null,
  recorded_at timestamp with time zone not null,
  constraint custody_pkey PRIMARY KEY (fingerprint)
);
comment on table custody is 'The one custody that this database belongs to (Article 11); written at the first start.';
comment on column custody.fingerprint is 'Keyed hash under the root key: tells two custodies apart and nothing about the key.';
CREATE UNIQUE INDEX custody_only_one ON custody USING btree ((true));
comment on index custody_only_one is 'One database, one custody.';
grant select, insert on custody to yika_app;

create table data_correction (
  person_id uuid not null,
  correction_id uuid not null,
  version integer not null,
  item text not null,
  wanted bytea not null,
  why bytea not null,
  status text not null,
  requested_by text not null,
  requested_at timestamp with time zone not null,
  decided_by text,
  decided_at timestamp with time zone,
  source text,
  refusal_zh text,
  refusal_en text,
  constraint data_correction_pkey PRIMARY KEY (person_id, correction_id),
  constraint data_correction_decided CHECK ((((status = 'requested'::text) = (decided_at IS NULL)) AND ((status = 'requested'::text) = (decided_by IS NULL)))),
  constraint data_correction_refusal CHECK ((((status = 'refused'::text) = (refusal_zh IS NOT NULL)) AND ((status = 'refused'::text) = (refusal_en IS NOT NULL)))),
  constraint data_correction_source CHECK (((status = ANY (ARRAY['accepted'::text, 'corrected'::text])) = (source IS NOT NULL))),
  constraint data_correction_status_check CHECK ((status = ANY (ARRAY['requested'::text, 'accepted'::text, 'corrected'::text, 'refused'::text]))),
  constraint data_correction_version_check CHECK ((version > 0))
);
comment on table data_correction is 'A holder says that a recorded item is wrong; an officer decides, the register says (Articles 4, 7).';
comment on column data_correction.item is 'A name of the field list.';
comment on column data_correction.wanted is 'What the item should be, sealed; so is why.';
comment on column data_correction.source is 'Which record of which register bears the holder out.';
CREATE UNIQUE INDEX data_correction_open ON data_correction USING btree (person_id, item) WHERE (status = ANY (ARRAY['requested'::text, 'accepted'::text]));
comment on index data_correction_open is 'One open request for each item.';
CREATE INDEX data_correction_waiting ON data_correction USING btree (correction_id) WHERE (status = ANY (ARRAY['requested'::text, 'accepted'::text]));
comment on index data_correction_waiting is 'Requests that wait for a human, the oldest first.';
grant select, insert, update, delete on data_correction to yika_app;

create table e_card (
  person_id uuid not null,
  version integer not null,
  pin_verifier bytea,
  pin_tries_left integer not null,
  pin_locked_until timestamp with time zone,
  reset_id uuid,
  reset_until timestamp with time zone,
  code_id uuid,
  code_verifier bytea,
  code_until timestamp with time zone,
  code_tries_left integer not null,
  constraint e_card_pkey PRIMARY KEY (person_id),
  constraint e_card_code CHECK ((num_nulls(code_id, code_verifier, code_until) = ANY (ARRAY[0, 3]))),
  constraint e_card_code_tries_left_check CHECK ((code_tries_left >= 0)),
  constraint e_card_pin_tries_left_check CHECK ((pin_tries_left >= 0)),
  constraint e_card_reset CHECK ((num_nulls(reset_id, reset_until) = ANY (ARRAY[0, 2]))),
  constraint e_card_version_check CHECK ((version > 0))
);
comment on table e_card is 'The PIN of the e-card of a person, which is not that of the card (Article 9).';
comment on column e_card.pin_verifier is 'A MAC under a key of the custodian: nothing here gives the PIN back.';
comment on column e_card.pin_locked_until is 'After too many wrong tries; the lock ends by itself.';
comment on column e_card.reset_id is 'A reset that a counter has opened for the holder.';
comment on column e_card.code_id is 'The open one-time code that went to the registered telephone.';
grant select, insert, update, delete on e_card to yika_app;

create table e_card_device (
  person_id uuid not null,
  device_id uuid not null,
  version integer not null,
  name bytea not null,
  key bytea not null,
  bound_by text not null,
  bound_at timestamp with time zone not null,
  valid_until timestamp with time zone,
  unbound_at timestamp with time zone,
  constraint e_card_device_pkey PRIMARY KEY (person_id, device_id),
  constraint e_card_device_key_check CHECK ((length(key) = 64)),
  constraint e_card_device_version_check CHECK ((version > 0))
);
comment on table e_card_device is 'Telephones to which e-cards are bound (Article 9).';
comment on column e_card_device.name is 'How the holder calls it, sealed.';
comment on column e_card_device.key is 'Its public key, x and y of the point on P-256; the private key never leaves the device.';
comment on column e_card_device.bound_by is 'The holder, or the guardian of a minor.';
comment on column e_card_device.valid_until is 'Until when it can show codes with what it was given last.';
CREATE UNIQUE INDEX e_card_device_key ON e_card_device USING btree (person_id, key) WHERE (unbound_at IS NULL);
comment on index e_card_device_key is 'One telephone is bound once.';
grant select, insert, update, delete on e_card_device to yika_app;

create table e_card_device_person (
  device_id uuid not null,
  person_id uuid not null,
  constraint e_card_device_person_pkey PRIMARY KEY (device_id)
);
comment on table e_card_device_person is 'Whose device it is: a scanned code names the device and nobody else.';
grant select, insert, update, delete on e_card_device_person to yika_app;

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
CREATE INDEX event_counted ON event USING btree (name, at) WHERE (name = ANY (ARRAY['social-loss-reported'::text, 'social-loss-confirmed'::text, 'social-loss-released'::text, 'social-loss-lapsed'::text, 'finance-loss-reported'::text, 'finance-loss-confirmed'::text, 'finance-loss-released'::text, 'finance-loss-lapsed'::text, 'bank-returned'::text, 'line-failed'::text, 'batch-reconciled'::text]));
comment on index event_counted is 'The few kinds of events that are counted over a time; all others cost it nothing.';
grant select, insert on event to yika_app;

create table factory_key (
  maker_id text not null,
  version integer not null,
  key jsonb,
  set_by text,
  confirmed_by text,
  waiting jsonb,
  waiting_by text,
  changed_at timestamp with time zone not null,
  constraint factory_key_pkey PRIMARY KEY (maker_id),
  constraint factory_key_two_persons CHECK ((confirmed_by <> set_by)),
  constraint factory_key_version_check CHECK ((version > 0)),
  constraint factory_key_whole CHECK ((((key IS NULL) = (set_by IS NULL)) AND ((key IS NULL) = (confirmed_by IS NULL)) AND ((waiting IS NULL) = (waiting_by IS NULL))))
);
comment on table factory_key is 'Public keys of factories; a new one waits until a second person has confirmed it (Article 14).';
comment on column factory_key.key is 'The key in use: sm2 and x25519, hexadecimal; null until two persons have agreed on one.';
grant select, insert, update, delete on factory_key to yika_app;

create table fee (
  person_id uuid not null,
  fee_id uuid not null,
  version integer not null,
  institution_id text not null,
  fee_number text not null,
  kind text not null,
  amount bigint not null,
  due_on date not null,
  rule text,
  verified boolean not null,
  state text not null,
  paid_by text,
  transfer_id uuid,
  receipt_number text,
  paid_at timestamp with time zone,
  reversal jsonb,
  charged_at timestamp with time zone not null,
  constraint fee_pkey PRIMARY KEY (person_id, fee_id),
  constraint fee_amount_check CHECK ((amount > 0)),
  constraint fee_paid CHECK ((((state = ANY (ARRAY['paid'::text, 'reversal-proposed'::text, 'reversed'::text])) = (transfer_id IS NOT NULL)) AND ((transfer_id IS NULL) = (receipt_number IS NULL)) AND ((transfer_id IS NULL) = (paid_at IS NULL)))),
  constraint fee_paid_by_check CHECK ((paid_by = ANY (ARRAY['citizen'::text, 'counter'::text]))),
  constraint fee_reversal CHECK (((state = ANY (ARRAY['open'::text, 'paid'::text])) = (reversal IS NULL))),
  constraint fee_state_check CHECK ((state = ANY (ARRAY['open'::text, 'paid'::text, 'reversal-proposed'::text, 'reversed'::text, 'withdrawn'::text]))),
  constraint fee_version_check CHECK ((version > 0))
);
comment on table fee is 'A bill of an institution for a holder, and its receipt (Articles 5, 12).';
comment on column fee.rule is 'The version of the rule that publishes the amount.';
comment on column fee.reversal is 'Why and by whom it was taken back, and who confirmed.';
grant select, insert, update, delete on fee to yika_app;

create table ground (
  person_id uuid not null,
  ground_id uuid not null,
  version integer not null,
  kind text not null,
  since date not null,
  evidence text not null,
  vouched_by text not null,
  recorded_at timestamp with time zone not null,
  status text not null,
  ended_on date,
  end_reason text,
  ended_by text,
  constraint ground_pkey PRIMARY KEY (person_id, ground_id),
  constraint ground_end CHECK (((status = 'held'::text) = (ended_on IS NULL))),
  constraint ground_status_check CHECK ((status = ANY (ARRAY['held'::text, 'under-review'::text, 'ended'::text]))),
  constraint ground_version_check CHECK ((version > 0))
);
comment on table ground is 'What entitles a person to a card, with its proof and the department that vouches (Article 8).';
comment on column ground.evidence is 'Number of the record or certificate at that department; no copy of it.';
CREATE UNIQUE INDEX ground_once ON ground USING btree (person_id, kind) WHERE (status <> 'ended'::text);
comment on index ground_once is 'Each ground is recorded once at a time.';
CREATE INDEX ground_under_review ON ground USING btree (ground_id) WHERE (status = 'under-review'::text);
comment on index ground_under_review is 'Reviews that wait for a human.';
grant select, insert, update, delete on ground to yika_app;

create table group_line (
  person_id uuid not null,
  group_id uuid not null,
  version integer not null,
  "position" integer,
  bank_id uuid,
  outlet_id uuid,
  status text not null,
  application_id uuid,
  refusal jsonb,
  changed_at timestamp with time zone not null,
  constraint group_line_pkey PRIMARY KEY (person_id, group_id),
  constraint group_line_check CHECK (((status <> 'applied'::text) OR (application_id IS NOT NULL))),
  constraint group_line_check1 CHECK (((status = 'refused'::text) = (refusal IS NOT NULL))),
  constraint group_line_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'applied'::text, 'refused'::text, 'opted-out'::text]))),
  constraint group_line_version_check CHECK ((version > 0))
);
comment on table group_line is 'One person in a collective application, with the outcome of the line (Article 8).';
comment on column group_line."position" is 'Position in the employer''s list; null for a person who opted out before the list came.';
comment on column group_line.refusal is 'Code and detail of the refusal, the same as anybody else would get.';
CREATE INDEX group_line_group ON group_line USING btree (group_id, "position", person_id);
grant select, insert, update, delete on group_line to yika_app;

create table holder_migration (
  migration_id uuid not null,
  version integer not null,
  service_id text not null,
  reference text not null,
  institution_id text,
  organisation_id text not null,
  lines_received integer not null,
  balance_received bigint not null,
  status text not null,
  opened_by text not null,
  opened_at timestamp with time zone not null,
  closed_by text,
  closed_at timestamp with time zone,
  approved_by text,
  approved_at timestamp with time zone,
  constraint holder_migration_pkey PRIMARY KEY (migration_id),
  constraint holder_migration_reference UNIQUE (service_id, reference),
  constraint holder_migration_approved CHECK (((status = 'approved'::text) = (approved_by IS NOT NULL))),
  constraint holder_migration_lines_received_check CHECK ((lines_received >= 0)),
  constraint holder_migration_status_check CHECK ((status = ANY (ARRAY['open'::text, 'closed'::text, 'approved'::text]))),
  constraint holder_migration_two_persons CHECK (((approved_by <> closed_by) AND (approved_by <> opened_by))),
  constraint holder_migration_version_check CHECK ((version > 0))
);
comment on table holder_migration is 'A batch of holders of an old card whose rights and money move onto the social security card (Article 16).';
comment on column holder_migration.reference is 'The department''s own name of the file: the same file opens one batch.';
comment on column holder_migration.institution_id is 'Who holds the money of the old cards; null when they carry none.';
comment on column holder_migration.balance_received is 'Sum of the lines as they came, in fen, wrong ones too: what the department''s own total is compared with.';
comment on column holder_migration.approved_by is 'A second person: no money of the old cards moves before.';
grant select, insert, update, delete on holder_migration to yika_app;

create table hospital_stay (
  person_id uuid not null,
  stay_id uuid not null,
  version integer not null,
  institution_id text not null,
  admission_number text not null,
  admitted_on date not null,
  emergency boolean not null,
  referred boolean not null,
  use_id uuid not null,
  charges jsonb not null,
  status text not null,
  discharged_on date,
  opened_at timestamp with time zone not null,
  constraint hospital_stay_pkey PRIMARY KEY (person_id, stay_id),
  constraint hospital_stay_discharged CHECK ((((status = 'settled'::text) = (discharged_on IS NOT NULL)) AND (discharged_on >= admitted_on))),
  constraint hospital_stay_status_check CHECK ((status = ANY (ARRAY['open'::text, 'settled'::text]))),
  constraint hospital_stay_version_check CHECK ((version > 0))
);
comment on table hospital_stay is 'From the card shown at admission to the bills of the periods of the stay.';
comment on column hospital_stay.charges is 'Charges so far, of one version of an item and one period together; each batch stands in the events.';
CREATE UNIQUE INDEX hospital_stay_open ON hospital_stay USING btree (person_id, institution_id) WHERE (status = 'open'::text);
comment on index hospital_stay_open is 'Nobody lies in one hospital twice.';
grant select, insert, update, delete on hospital_stay to yika_app;

create table institution (
  institution_id text not null,
  version integer not null,
  kind text not null,
  organisation_id text not null,
  name jsonb not null,
  district text not null,
  grade integer,
  community boolean not null,
  valid_from date not null,
  valid_until date,
  constraint institution_pkey PRIMARY KEY (institution_id),
  constraint institution_check CHECK ((valid_until >= valid_from)),
  constraint institution_grade_check CHECK (((grade >= 1) AND (grade <= 3))),
  constraint institution_version_check CHECK ((version > 0))
);
comment on table institution is 'Who serves holders with the card: hospitals, operators, parks, libraries, offices.';
comment on column institution.organisation_id is 'The body of Article 6 that supervises it.';
comment on column institution.grade is 'Grade of a hospital; other rates of insurance hold for each.';
grant select, insert, update, delete on institution to yika_app;

create table integration (
  service_id text not null,
  version integer not null,
  old_card jsonb not null,
  no_own_card_from date not null,
  old_rights_until date not null,
  status text not null,
  announced_by text not null,
  signed_by text,
  constraint integration_pkey PRIMARY KEY (service_id),
  constraint integration_check CHECK ((old_rights_until >= no_own_card_from)),
  constraint integration_status_check CHECK ((status = ANY (ARRAY['announced'::text, 'in-force'::text]))),
  constraint integration_version_check CHECK ((version > 0))
);
comment on table integration is 'Services that moved onto the social security card: from when no card of their own is issued (Article 16).';
comment on column integration.old_rights_until is 'The last day on which the old card keeps its rights.';
grant select, insert, update, delete on integration to yika_app;

create table interpretation (
  interpretation_id uuid not null,
  version integer not null,
  article smallint not null,
  question jsonb not null,
  answer jsonb not null,
  policy_keys text[] not null,
  source text not null,
  published_on date not null,
  withdrawn_on date,
  withdrawn_because text,
  constraint interpretation_pkey PRIMARY KEY (interpretation_id),
  constraint interpretation_article_check CHECK (((article >= 1) AND (article <= 18))),
  constraint interpretation_check CHECK ((withdrawn_on >= published_on)),
  constraint interpretation_check1 CHECK (((withdrawn_because IS NULL) = (withdrawn_on IS NULL))),
  constraint interpretation_version_check CHECK ((version > 0))
);
comment on table interpretation is 'How the department reads an article: question, answer, date, and the rules that follow (M17.3).';
comment on column interpretation.question is '{zh, en}, like the answer.';
comment on column interpretation.policy_keys is 'Rules in which the answer takes effect.';
comment on column interpretation.withdrawn_on is 'From this day on it counts no more; it stays readable.';
grant select, insert, update, delete on interpretation to yika_app;

create table ledger_balance (
  person_id uuid not null,
  account text collate "C" not null,
  posted bigint not null,
  pending_out bigint not null,
  pending_in bigint not null,
  floor bigint,
  constraint ledger_balance_pkey PRIMARY KEY (person_id, account),
  constraint ledger_balance_floor CHECK (((floor IS NULL) OR ((posted - pending_out) >= floor))),
  constraint ledger_balance_guarded CHECK (((floor IS NOT NULL) OR (split_part(account, '/'::text, 1) <> ALL (ARRAY['purse'::text, 'medical-account'::text, 'budget'::text]))))
);
comment on table ledger_balance is 'What each account holds: the sum of its legs, and what is promised. Changed additively with the legs, nowhere else.';
comment on column ledger_balance.person_id is 'Whose account it is, or the nil UUID.';
comment on column ledger_balance.floor is 'The lowest value that posted minus pending_out may have; null where the account takes every posting.';
grant select, insert, update on ledger_balance to yika_app;

create table ledger_day (
  day date not null,
  version integer not null,
  status text not null,
  closed_at timestamp with time zone not null,
  counted_at timestamp with time zone,
  constraint ledger_day_pkey PRIMARY KEY (day),
  constraint ledger_day_counted CHECK (((status = 'counted'::text) = (counted_at IS NOT NULL))),
  constraint ledger_day_status_check CHECK ((status = ANY (ARRAY['closed'::text, 'counted'::text]))),
  constraint ledger_day_version_check CHECK ((version > 0))
);
comment on table ledger_day is 'Days of the books that are closed: what comes later is booked on the next open day and keeps its own.';
grant select, insert, update on ledger_day to yika_app;

create table ledger_day_kind (
  day date not null,
  kind text not null,
  debits bigint not null,
  credits bigint not null,
  closing bigint not null,
  constraint ledger_day_kind_pkey PRIMARY KEY (day, kind)
);
comment on table ledger_day_kind is 'The same per kind of account for the whole city: the trial balance of a closed day. The closings of a day sum to zero.';
grant select, insert on ledger_day_kind to yika_app;

create table ledger_day_total (
  person_id uuid not null,
  account text collate "C" not null,
  day date not null,
  debits bigint not null,
  credits bigint not null,
  closing bigint not null,
  constraint ledger_day_total_pkey PRIMARY KEY (person_id, account, day),
  constraint ledger_day_total_credits_check CHECK ((credits >= 0)),
  constraint ledger_day_total_debits_check CHECK ((debits >= 0))
);
comment on table ledger_day_total is 'What moved on an account on a closed day and what it held at its end, so that a statement does not grow with history.';
grant select, insert on ledger_day_total to yika_app;

create table ledger_leg (
  person_id uuid not null,
  transfer_id uuid not null,
  leg smallint not null,
  booked_on date not null,
  debit_person_id uuid not null,
  debit text not null,
  credit_person_id uuid not null,
  credit text not null,
  amount bigint not null,
  purpose text not null,
  constraint ledger_leg_pkey PRIMARY KEY (person_id, transfer_id, leg),
  constraint ledger_leg_amount_check CHECK (((amount > 0) AND (amount <= '10000000000'::bigint))),
  constraint ledger_leg_leg_check CHECK ((leg > 0)),
  constraint ledger_leg_one_person CHECK ((((debit_person_id = person_id) OR (debit_person_id = '00000000-0000-0000-0000-000000000000'::uuid)) AND ((credit_person_id = person_id) OR (credit_person_id = '00000000-0000-0000-0000-000000000000'::uuid)))),
  constraint ledger_leg_two_accounts CHECK (((debit_person_id <> credit_person_id) OR (debit <> credit)))
);
comment on table ledger_leg is 'One amount from one account to another: both of its entries, so that they sum to zero by their form.';
comment on column ledger_leg.debit is 'Kind and owner of the account, kind/owner; its person or the nil UUID stands before it.';
comment on column ledger_leg.purpose is 'A short code that a statement explains.';
CREATE INDEX ledger_leg_booked ON ledger_leg USING brin (booked_on);
comment on index ledger_leg_booked is 'The legs of one day, for its close: rows are added in the order of days.';
CREATE INDEX ledger_leg_credit ON ledger_leg USING btree (credit_person_id, credit, booked_on, transfer_id, leg);
CREATE INDEX ledger_leg_debit ON ledger_leg USING btree (debit_person_id, debit, booked_on, transfer_id, leg);
comment on index ledger_leg_debit is 'Statements of an account, page by page; its twin has the other side.';
grant select, insert on ledger_leg to yika_app;

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
  constraint ledger_reference_pkey PRIMARY KEY (partner, reference),
  constraint ledger_reference_bank CHECK (((bank IS NULL) = (bank_amount IS NULL)))
);
comment on table ledger_reference is 'The number of a partner for a transfer: it posts once, whoever asks, and is what three parties compare every day (M13.4).';
comment on column ledger_reference.business_day is 'The day on which the partner has it: the transfer''s own, or the day on which a promise happened.';
comment on column ledger_reference.amount is 'What the transfer moved on the accounts of the partner: credits minus debits; zero where it has no part.';
comment on column ledger_reference.bank is 'The bank through whose clearing account it moved, where that is another than the partner.';
CREATE INDEX ledger_reference_day ON ledger_reference USING btree (partner, business_day, reference);
comment on index ledger_reference_day is 'What we say of a day, in the order of the file.';
grant select, insert on ledger_reference to yika_app;

create table ledger_transfer (
  person_id uuid not null,
  transfer_id uuid not null,
  version integer not null,
  kind text not null,
  status text not null,
  business_day date not null,
  booked_on date,
  partner text,
  partner_reference text,
  cause text not null,
  reverses uuid,
  reversal_number integer,
  promised jsonb,
  made_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  constraint ledger_transfer_pkey PRIMARY KEY (person_id, transfer_id),
  constraint ledger_transfer_booked CHECK ((((status = 'posted'::text) = (booked_on IS NOT NULL)) AND (booked_on >= business_day))),
  constraint ledger_transfer_closed CHECK (((status = 'pending'::text) = (closed_at IS NULL))),
  constraint ledger_transfer_partner CHECK (((partner IS NULL) = (partner_reference IS NULL))),
  constraint ledger_transfer_promised CHECK (((status = 'posted'::text) OR (promised IS NOT NULL))),
  constraint ledger_transfer_reversal_number_check CHECK ((reversal_number > 0)),
  constraint ledger_transfer_reverses CHECK (((reverses IS NULL) = (reversal_number IS NULL))),
  constraint ledger_transfer_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'posted'::text, 'voided'::text]))),
  constraint ledger_transfer_version_check CHECK ((version > 0))
);
comment on table ledger_transfer is 'Money that moves together: all legs or none (Article 13). A posted one is taken back only by another.';
comment on column ledger_transfer.person_id is 'The holder whose accounts have a part in it, or the nil UUID.';
comment on column ledger_transfer.business_day is 'The day on which it counts for those who made it.';
comment on column ledger_transfer.booked_on is 'The day of the books: the same, the day on which a promise happened, or the first open day where that one was closed already.';
comment on column ledger_transfer.partner is 'With whom it is reconciled.';
comment on column ledger_transfer.promised is 'The legs of what was promised before it was posted or voided; legs of ledger_leg are money that moved.';
CREATE INDEX ledger_transfer_late ON ledger_transfer USING btree (partner, business_day, closed_at) WHERE ((booked_on > business_day) AND (promised IS NULL));
comment on index ledger_transfer_late is 'What came after the close of its day: the comparison of that day is made again.';
CREATE UNIQUE INDEX ledger_transfer_reversal ON ledger_transfer USING btree (person_id, reverses, reversal_number) WHERE (reverses IS NOT NULL);
comment on index ledger_transfer_reversal is 'Two reversals that raced cannot both be the first.';
grant select, insert on ledger_transfer to yika_app;

create table medical_claim (
  person_id uuid not null,
  claim_id uuid not null,
  version integer not null,
  institution_id text not null,
  bill_number text not null,
  served_on date not null,
  emergency boolean not null,
  district text not null,
  lines jsonb not null,
  terms jsonb not null,
  papers text not null,
  taken_by text not null,
  status text not null,
  decided_by text,
  reason text,
  settlement_id uuid,
  taken_at timestamp with time zone not null,
  constraint medical_claim_pkey PRIMARY KEY (person_id, claim_id),
  constraint medical_claim_decided CHECK (((status = 'taken'::text) = (decided_by IS NULL))),
  constraint medical_claim_reason CHECK (((status = 'refused'::text) = (reason IS NOT NULL))),
  constraint medical_claim_second_person CHECK ((decided_by <> taken_by)),
  constraint medical_claim_settled CHECK (((status = 'approved'::text) = (settlement_id IS NOT NULL))),
  constraint medical_claim_status_check CHECK ((status = ANY (ARRAY['taken'::text, 'approved'::text, 'refused'::text]))),
  constraint medical_claim_version_check CHECK ((version > 0))
);
comment on table medical_claim is 'A bill that the holder paid without the card, with its papers; a second person decides (M1.3).';
comment on column medical_claim.papers is 'Which papers were seen, by their numbers; sealed under the key of the person, as is the reason.';
CREATE INDEX medical_claim_by_status ON medical_claim USING btree (status, claim_id);
comment on index medical_claim_by_status is 'The worklist of the second person.';
grant select, insert, update, delete on medical_claim to yika_app;

create table medical_item (
  code text not null,
  valid_from date not null,
  version integer not null,
  kind text not null,
  name jsonb not null,
  class text not null,
  own_per_mille integer not null,
  ceiling bigint,
  valid_until date,
  source text not null,
  constraint medical_item_pkey PRIMARY KEY (code, valid_from),
  constraint medical_item_ceiling_check CHECK ((ceiling > 0)),
  constraint medical_item_class_check CHECK ((class = ANY (ARRAY['A'::text, 'B'::text, 'C'::text]))),
  constraint medical_item_days CHECK ((valid_until >= valid_from)),
  constraint medical_item_kind_check CHECK ((kind = ANY (ARRAY['drug'::text, 'treatment'::text, 'material'::text]))),
  constraint medical_item_own_per_mille_check CHECK (((own_per_mille >= 0) AND (own_per_mille <= 1000))),
  constraint medical_item_share CHECK (((class = 'B'::text) = (own_per_mille > 0))),
  constraint medical_item_version_check CHECK ((version = 1))
);
comment on table medical_item is 'The hospital catalogue: versions of drugs, treatments and materials with what the insurance makes of them.';
comment on column medical_item.ceiling is 'The most that counts for one unit, in fen.';
grant select, insert, update, delete on medical_item to yika_app;

create table medical_item_list (
  list_id uuid not null,
  version integer not null,
  items jsonb not null,
  status text not null,
  proposed_by text not null,
  proposed_at timestamp with time zone not null,
  decided_by text,
  decided_at timestamp with time zone,
  reason text,
  constraint medical_item_list_pkey PRIMARY KEY (list_id),
  constraint medical_item_list_decided CHECK ((((status = 'proposed'::text) = (decided_by IS NULL)) AND ((decided_by IS NULL) = (decided_at IS NULL)))),
  constraint medical_item_list_reason CHECK (((status = 'refused'::text) = (reason IS NOT NULL))),
  constraint medical_item_list_status_check CHECK ((status = ANY (ARRAY['proposed'::text, 'approved'::text, 'refused'::text]))),
  constraint medical_item_list_two_persons CHECK (((status <> 'approved'::text) OR (decided_by <> proposed_by))),
  constraint medical_item_list_version_check CHECK ((version > 0))
);
comment on table medical_item_list is 'Versions of the hospital catalogue that one person proposes; a second one publishes them (Article 12).';
grant select, insert, update, delete on medical_item_list to yika_app;

create table medical_settlement (
  person_id uuid not null,
  settlement_id uuid not null,
  version integer not null,
  institution_id text not null,
  bill_number text not null,
  served_on date not null,
  year integer not null,
  "position" integer not null,
  route text not null,
  emergency boolean not null,
  use_id uuid,
  stay_id uuid,
  lines jsonb not null,
  terms jsonb not null,
  split jsonb not null,
  status text not null,
  transfer_id uuid,
  refunds integer not null,
  settled_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  insurance text not null generated always as ((terms ->> 'insurance'::text)) stored,
  treatment text not null generated always as ((terms ->> 'treatment'::text)) stored,
  fund bigint not null generated always as ((((split -> 'shares'::text) ->> 'fund'::text))::bigint) stored,
  large_amount bigint not null generated always as ((((split -> 'shares'::text) ->> 'largeAmount'::text))::bigint) stored,
  account bigint not null generated always as ((((split -> 'shares'::text) ->> 'account'::text))::bigint) stored,
  own bigint not null generated always as ((((split -> 'shares'::text) ->> 'own'::text))::bigint) stored,
  constraint medical_settlement_pkey PRIMARY KEY (person_id, settlement_id),
  constraint medical_settlement_account_check CHECK ((account >= 0)),
  constraint medical_settlement_card CHECK (((route = 'by-hand'::text) = (use_id IS NULL))),
  constraint medical_settlement_fund_check CHECK ((fund >= 0)),
  constraint medical_settlement_large_amount_check CHECK ((large_amount >= 0)),
  constraint medical_settlement_own_check CHECK ((own >= 0)),
  constraint medical_settlement_position_check CHECK (("position" > 0)),
  constraint medical_settlement_route_check CHECK ((route = ANY (ARRAY['network'::text, 'late'::text, 'by-hand'::text]))),
  constraint medical_settlement_status_check CHECK ((status = ANY (ARRAY['settled'::text, 'reversed'::text]))),
  constraint medical_settlement_version_check CHECK ((version > 0))
);
comment on table medical_settlement is 'A bill, by whom each fen of it is borne, and everything by which that can be explained and told again (M2.6).';
comment on column medical_settlement."position" is 'Order of settlement in the year of service: what accumulates does so in this order.';
comment on column medical_settlement.use_id is 'The decision about the card that it rests on; a claim by hand has none (M1.3).';
comment on column medical_settlement.terms is 'Insurance, kind of person and institution, and the rows of the tables with their versions, as on the day of service.';
CREATE INDEX medical_settlement_day ON medical_settlement USING brin (served_on);
comment on index medical_settlement_day is 'Figures of a month.';
CREATE INDEX medical_settlement_institution ON medical_settlement USING btree (institution_id, served_on, settlement_id);
comment on index medical_settlement_institution is 'The bills of an institution, day by day.';
CREATE UNIQUE INDEX medical_settlement_position ON medical_settlement USING btree (person_id, year, "position");
comment on index medical_settlement_position is 'One bill after another: the year of a holder has one order.';
grant select, insert, update, delete on medical_settlement to yika_app;

create table medical_year (
  person_id uuid not null,
  year integer not null,
  version integer not null,
  accumulators jsonb not null,
  settlements integer not null,
  constraint medical_year_pkey PRIMARY KEY (person_id, year),
  constraint medical_year_settlements_check CHECK ((settlements >= 0)),
  constraint medical_year_version_check CHECK ((version > 0))
);
comment on table medical_year is 'What has accumulated for a holder in a calendar year, per kind of treatment, in fen.';
comment on column medical_year.version is 'A preview names it: when it moved, the preview is stale.';
comment on column medical_year.settlements is 'Bills of the year so far, the reversed ones, too: the next one takes the next position.';
grant select, insert, update, delete on medical_year to yika_app;

create table message_outbox (
  person_id uuid not null,
  message_id uuid not null,
  at timestamp with time zone not null,
  use text not null,
  recipient text not null,
  sealed bytea not null,
  constraint message_outbox_pkey PRIMARY KEY (person_id, message_id)
);
comment on table message_outbox is 'Messages to persons, for the agent that hands them to the telephone network.';
comment on column message_outbox.recipient is 'Masked; the number and the text are in the sealed part.';
CREATE INDEX message_outbox_at ON message_outbox USING btree (at);
grant select, insert, update, delete on message_outbox to yika_app;

create table migration (
  name text not null,
  checksum text not null,
  at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (name)
);
comment on table migration is 'Which migration files have run, and with which content.';
comment on column migration.checksum is 'SHA-256 of the file.';
grant select on migration to yika_app;

create table migration_line (
  person_id uuid not null,
  migration_id uuid not null,
  "position" integer not null,
  version integer not null,
  service_id text not null,
  old_card_index bytea not null,
  content_digest bytea not null,
  valid_from date not null,
  valid_until date,
  balance_fen bigint not null,
  status text not null,
  refusal text,
  card_id uuid,
  transfer_id uuid,
  changed_at timestamp with time zone not null,
  constraint migration_line_pkey PRIMARY KEY (person_id, migration_id, "position"),
  constraint migration_line_card CHECK (((status = ANY (ARRAY['migrated'::text, 'balance-waits'::text])) = (card_id IS NOT NULL))),
  constraint migration_line_position_check CHECK (("position" > 0)),
  constraint migration_line_status_check CHECK ((status = ANY (ARRAY['migrated'::text, 'balance-waits'::text, 'no-card-yet'::text, 'person-unknown'::text, 'duplicate'::text, 'balance-invalid'::text, 'refused'::text]))),
  constraint migration_line_version_check CHECK ((version > 0))
);
comment on table migration_line is 'One holder of an old card in a batch, and what became of it; lines without a known person stand under the nil UUID.';
comment on column migration_line.old_card_index is 'Blind index of the number of the old card.';
comment on column migration_line.content_digest is 'Keyed digest of the line: the same line again changes nothing.';
comment on column migration_line.transfer_id is 'The transfer that carried the balance; null when there was none.';
CREATE INDEX migration_line_of_batch ON migration_line USING btree (migration_id, "position");
comment on index migration_line_of_batch is 'The rows of a batch in the order of the file.';
CREATE INDEX migration_line_of_old_card ON migration_line USING btree (service_id, old_card_index);
comment on index migration_line_of_old_card is 'Has this old card been moved already?';
CREATE INDEX migration_line_waiting ON migration_line USING btree (person_id, migration_id, "position") WHERE (status = 'no-card-yet'::text);
comment on index migration_line_waiting is 'Holders who wait for their card; the old one keeps its rights.';
grant select, insert, update, delete on migration_line to yika_app;

create table organisation (
  organisation_id text not null,
  version integer not null,
  kind text not null,
  field jsonb not null,
  names jsonb not null,
  contact text not null,
  district text,
  valid_from date not null,
  valid_until date,
  constraint organisation_pkey PRIMARY KEY (organisation_id),
  constraint organisation_check CHECK ((valid_until >= valid_from)),
  constraint organisation_kind_check CHECK ((kind = ANY (ARRAY['responsible-department'::text, 'field-department'::text, 'cooperating-regulator'::text, 'district'::text, 'other'::text]))),
  constraint organisation_names_check CHECK ((jsonb_array_length(names) > 0))
);
comment on table organisation is 'The bodies of Article 6 and those registered since.';
comment on column organisation.names is 'Dated names in order: bodies merge and are renamed, identifiers stay (M6.6).';
comment on column organisation.district is 'Area of jurisdiction; null for the whole city (M6.3).';
grant select, insert, update, delete on organisation to yika_app;

create table outlet (
  outlet_id uuid not null,
  version integer not null,
  bank_id uuid not null,
  name_zh text not null,
  name_en text,
  district text not null,
  address text not null,
  longitude double precision not null,
  latitude double precision not null,
  phone text,
  instant_issue boolean not null,
  opening_hours jsonb not null,
  accessibility text[] not null,
  opened_on date not null,
  closed_on date,
  constraint outlet_pkey PRIMARY KEY (outlet_id),
  constraint outlet_check CHECK ((closed_on >= opened_on)),
  constraint outlet_latitude_check CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
  constraint outlet_longitude_check CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
  constraint outlet_opening_hours_check CHECK ((jsonb_typeof(opening_hours) = 'array'::text)),
  constraint outlet_version_check CHECK ((version > 0))
);
comment on table outlet is 'An outlet of a cooperating bank at which cards are handled (M7.14).';
comment on column outlet.district is 'GB/T 2260 code, or the code of a service area (M3.4).';
comment on column outlet.instant_issue is '即时制卡: the card is made and handed over in one visit.';
comment on column outlet.opening_hours is '[{weekday 1 to 7, from, to}] in the time of the city.';
comment on column outlet.closed_on is 'First day without service; null while no end is set.';
CREATE INDEX outlet_in_district ON outlet USING btree (district, outlet_id);
comment on index outlet_in_district is 'The list of a district, page by page.';
CREATE INDEX outlet_of_bank ON outlet USING btree (bank_id, outlet_id);
comment on index outlet_of_bank is 'The list of a bank, page by page.';
grant select, insert, update, delete on outlet to yika_app;

create table parcel (
  parcel_id uuid not null,
  version integer not null,
  kind text not null,
  bank_id uuid not null,
  office_id uuid,
  employer_id text,
  state text not null,
  listed integer not null,
  missing integer not null,
  formed_by text not null,
  dispatched_by text,
  consignment text,
  received_by text,
  changed_at timestamp with time zone not null,
  constraint parcel_pkey PRIMARY KEY (parcel_id),
  constraint parcel_check CHECK (((missing >= 0) AND (missing <= listed))),
  constraint parcel_kind_check CHECK ((kind = ANY (ARRAY['outlet'::text, 'post'::text, 'employer'::text]))),
  constraint parcel_listed_check CHECK ((listed > 0)),
  constraint parcel_place CHECK ((((kind = 'outlet'::text) = (office_id IS NOT NULL)) AND ((kind = 'employer'::text) = (employer_id IS NOT NULL)))),
  constraint parcel_signed CHECK ((((state <> 'formed'::text) = (dispatched_by IS NOT NULL)) AND ((state = 'received'::text) = (received_by IS NOT NULL)))),
  constraint parcel_state_check CHECK ((state = ANY (ARRAY['formed'::text, 'dispatched'::text, 'received'::text]))),
  constraint parcel_two_persons CHECK ((received_by <> dispatched_by)),
  constraint parcel_version_check CHECK ((version > 0))
);
comment on table parcel is 'One box of cards on its way, signed for by giver and receiver (Article 13).';
CREATE INDEX parcel_by_employer ON parcel USING btree (employer_id, parcel_id) WHERE (employer_id IS NOT NULL);
comment on index parcel_by_employer is 'Parcels for an employer.';
CREATE INDEX parcel_by_office ON parcel USING btree (office_id, parcel_id) WHERE (office_id IS NOT NULL);
comment on index parcel_by_office is 'Parcels for an outlet.';
CREATE INDEX parcel_by_state ON parcel USING btree (state, parcel_id);
comment on index parcel_by_state is 'Parcels that wait for the next signature.';
grant select, insert, update, delete on parcel to yika_app;

create table parcel_line (
  person_id uuid not null,
  parcel_line_id uuid not null,
  version integer not null,
  parcel_id uuid,
  card_id uuid not null,
  card_number text not null,
  application_id uuid not null,
  kind text not null,
  bank_id uuid not null,
  office_id uuid,
  employer_id text,
  "position" integer not null,
  state text not null,
  waiting_since timestamp with time zone,
  reminders integer not null,
  duty_notice_version text,
  visit_id uuid,
  changed_at timestamp with time zone not null,
  constraint parcel_line_pkey PRIMARY KEY (person_id, parcel_line_id),
  constraint parcel_line_card_once UNIQUE (person_id, card_id),
  constraint parcel_line_duty CHECK (((state = 'collected'::text) = (duty_notice_version IS NOT NULL))),
  constraint parcel_line_kind_check CHECK ((kind = ANY (ARRAY['outlet'::text, 'post'::text, 'employer'::text]))),
  constraint parcel_line_position_check CHECK (("position" > 0)),
  constraint parcel_line_reminders_check CHECK ((reminders >= 0)),
  constraint parcel_line_state_check CHECK ((state = ANY (ARRAY['packed'::text, 'under-way'::text, 'waiting'::text, 'missing'::text, 'found'::text, 'collected'::text, 'sealed'::text]))),
  constraint parcel_line_travelled CHECK (((parcel_id IS NOT NULL) OR ((kind = 'outlet'::text) AND (office_id IS NOT NULL)))),
  constraint parcel_line_version_check CHECK ((version > 0)),
  constraint parcel_line_waiting CHECK (((state <> 'waiting'::text) OR (waiting_since IS NOT NULL)))
);
comment on table parcel_line is 'One card in the hands of distribution, from the packing table to its holder.';
comment on column parcel_line.parcel_id is 'Null for an instant card that was left lying: it never travelled.';
comment on column parcel_line.office_id is 'Where the card waits: the outlet of the parcel, or the one that took it back.';
comment on column parcel_line.duty_notice_version is 'The text on personal use that was shown when the card changed hands (Article 9).';
CREATE INDEX parcel_line_at_office ON parcel_line USING btree (office_id, state, person_id, parcel_line_id);
comment on index parcel_line_at_office is 'What waits, is missing or was sealed at an outlet.';
CREATE INDEX parcel_line_of_parcel ON parcel_line USING btree (parcel_id, "position");
comment on index parcel_line_of_parcel is 'The list that lies in the box.';
CREATE INDEX parcel_line_waiting_since ON parcel_line USING btree (waiting_since) WHERE (state = 'waiting'::text);
comment on index parcel_line_waiting_since is 'Who is to be reminded, and what is to be sealed.';
grant select, insert, update, delete on parcel_line to yika_app;

create table passkey (
  person_id uuid not null,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  made_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint passkey_pkey PRIMARY KEY (person_id, credential_id)
);
comment on table passkey is 'Passkeys (WebAuthn) that citizens registered while signed in.';
comment on column passkey.counter is 'Signatures counted by the authenticator; a number that goes back shows a copy.';
grant select, insert, update, delete on passkey to yika_app;

create table person (
  person_id uuid not null,
  version integer not null,
  kind text not null,
  sex text not null,
  birth_on date not null,
  ethnic_group text not null,
  nationality text not null,
  district text not null,
  issuing_area text not null,
  life_status text not null,
  death_on date,
  death_reported_by text,
  death_reported_at timestamp with time zone,
  death_confirmed_by text,
  death_status_before text,
  key bytea not null,
  name bytea not null,
  ssn bytea not null,
  identity_number bytea not null,
  document_number bytea,
  phone bytea,
  address bytea,
  chip_name bytea,
  number_indexes text[] not null,
  document_index text,
  name_index bytea not null,
  initials_index bytea not null,
  phone_index bytea,
  name_on_chip text not null,
  printed_changed_at timestamp with time zone,
  printed_changed text[],
  constraint person_pkey PRIMARY KEY (person_id),
  constraint person_death CHECK ((((life_status = ANY (ARRAY['death-reported'::text, 'deceased'::text])) = (death_reported_at IS NOT NULL)) AND ((life_status = 'deceased'::text) = (death_confirmed_by IS NOT NULL)) AND ((death_confirmed_by IS NULL) OR (death_confirmed_by <> death_reported_by)))),
  constraint person_death_status_before_check CHECK ((death_status_before = ANY (ARRAY['alive'::text, 'moved-away'::text]))),
  constraint person_issuing_area_check CHECK ((issuing_area ~ '^[0-9]{6}$'::text)),
  constraint person_kind_check CHECK ((kind = ANY (ARRAY['citizen'::text, 'hong-kong-macao-taiwan'::text, 'permanent-resident'::text, 'foreigner'::text]))),
  constraint person_life_status_check CHECK ((life_status = ANY (ARRAY['alive'::text, 'death-reported'::text, 'deceased'::text, 'moved-away'::text]))),
  constraint person_name_on_chip_check CHECK ((name_on_chip = ANY (ARRAY['fits'::text, 'extended'::text, 'needs-clerk'::text]))),
  constraint person_printed_change CHECK (((printed_changed_at IS NULL) = (printed_changed IS NULL))),
  constraint person_sex_check CHECK ((sex = ANY (ARRAY['0'::text, '1'::text, '2'::text, '9'::text]))),
  constraint person_version_check CHECK ((version > 0))
);
comment on table person is 'One entry of the register of residents. The row is the lock of everything that belongs to the person.';
comment on column person.district is 'GB/T 2260, or the code of a service area (Article 3).';
comment on column person.death_confirmed_by is 'A human, and not the one who reported (Article 10).';
comment on column person.key is 'The person''s own data key, wrapped by the custodian: destroy it and the sealed items are gone.';
comment on column person.ssn is 'Social security number, sealed; so are the six columns after it.';
comment on column person.chip_name is 'The form a clerk has set for chip and face when the name does not fit (Article 4).';
comment on column person.number_indexes is 'Keyed hashes of every number that identifies, base64; the same as in person_index.';
comment on column person.name_index is 'First eight bytes of the keyed hash of the name without blanks and dots.';
comment on column person.initials_index is 'The same of the initials of its pinyin.';
comment on column person.phone_index is 'The same of the telephone number.';
comment on column person.printed_changed_at is 'A card made before this instant has to be exchanged (Article 4).';
CREATE INDEX person_by_initials ON person USING btree (initials_index, person_id);
comment on index person_by_initials is 'Search by the initials of the pinyin, page by page.';
CREATE INDEX person_by_name ON person USING btree (name_index, person_id);
comment on index person_by_name is 'Search by name, page by page.';
CREATE INDEX person_reported_dead ON person USING btree (person_id) WHERE (life_status = 'death-reported'::text);
comment on index person_reported_dead is 'Reports of death that wait for a human.';
grant select, insert, update, delete on person to yika_app;

create table person_index (
  kind text not null,
  idx bytea not null,
  person_id uuid not null,
  constraint person_index_pkey PRIMARY KEY (kind, idx),
  constraint person_index_kind_check CHECK ((kind = ANY (ARRAY['number'::text, 'document'::text])))
);
comment on table person_index is 'Look-up from a number to the person: its key is the rule that nobody is registered twice (Article 8).';
comment on column person_index.idx is 'Keyed hash; without the custodian no number can be read from it or tried against it.';
grant select, insert, update, delete on person_index to yika_app;

create table photo (
  person_id uuid not null,
  photo_id uuid not null,
  version integer not null,
  original_blob text not null,
  original_bytes integer not null,
  card_blob text not null,
  card_bytes integer not null,
  chip_blob text not null,
  chip_bytes integer not null,
  perceptual_hash text not null,
  measures jsonb not null,
  added_at timestamp with time zone not null,
  constraint photo_pkey PRIMARY KEY (person_id, photo_id),
  constraint photo_card_bytes_check CHECK ((card_bytes > 0)),
  constraint photo_chip_bytes_check CHECK ((chip_bytes > 0)),
  constraint photo_original_bytes_check CHECK ((original_bytes > 0)),
  constraint photo_perceptual_hash_check CHECK ((perceptual_hash ~ '^[0-9a-f]{16}$'::text)),
  constraint photo_version_check CHECK ((version > 0))
);
comment on table photo is 'Accepted photos (Article 4). The pictures lie in the blob store, sealed under the person''s key.';
comment on column photo.perceptual_hash is 'Hash of the look of the picture, 64 bits: for the rule that one photo does not serve two persons.';
comment on column photo.measures is 'What was measured, so that the acceptance can be replayed.';
CREATE INDEX photo_hash ON photo USING btree (perceptual_hash);
grant select, insert, update, delete on photo to yika_app;

create table policy_value (
  policy_value_id uuid not null,
  version integer not null,
  key text not null,
  scope text not null,
  value jsonb not null,
  unit text not null,
  effective_from date not null,
  effective_to date,
  legal_reference text not null,
  source text not null,
  owner text not null,
  verified boolean not null,
  author text not null,
  proposed_at timestamp with time zone not null,
  status text not null,
  number integer,
  decided_by text,
  decided_at timestamp with time zone,
  reason text,
  constraint policy_value_pkey PRIMARY KEY (policy_value_id),
  constraint policy_value_number UNIQUE (key, number),
  constraint policy_value_check CHECK ((effective_to >= effective_from)),
  constraint policy_value_decided CHECK (((status = 'proposed'::text) = (decided_at IS NULL))),
  constraint policy_value_not_before_measures CHECK (((legal_reference !~~ 'Measures%'::text) OR (effective_from >= '2022-10-01'::date))),
  constraint policy_value_number_check CHECK ((number > 0)),
  constraint policy_value_numbered CHECK (((status = 'approved'::text) = (number IS NOT NULL))),
  constraint policy_value_scope_check CHECK (((scope = 'city'::text) OR (scope ~~ 'district:%'::text) OR (scope ~~ 'bank:%'::text))),
  constraint policy_value_status_check CHECK ((status = ANY (ARRAY['proposed'::text, 'approved'::text, 'withdrawn'::text]))),
  constraint policy_value_two_persons CHECK (((status <> 'approved'::text) OR (decided_by IS DISTINCT FROM author))),
  constraint policy_value_value_check CHECK ((jsonb_typeof(value) = ANY (ARRAY['number'::text, 'string'::text, 'boolean'::text]))),
  constraint policy_value_version_check CHECK ((version > 0))
);
comment on table policy_value is 'One version of one figure or text of the rules (Article 17). On a day the approved version that began last counts.';
comment on column policy_value.scope is 'city, district:<code> or bank:<id>; the narrowest that fits counts.';
comment on column policy_value.effective_to is 'Last day in force; null while it holds until a later version begins.';
comment on column policy_value.verified is 'An official text of this city says so; otherwise pages print it as a provisional value (M17.6).';
comment on column policy_value.number is 'Versions of a key are numbered as they are approved; decisions keep key@number (M17.4).';
comment on column policy_value.decided_by is 'Who approved or withdrew it; never its author. Null for values that came with the platform.';
CREATE UNIQUE INDEX policy_value_one_start ON policy_value USING btree (key, scope, effective_from) WHERE (status = 'approved'::text);
comment on index policy_value_one_start is 'No two versions begin on one day; as the latest begun counts, two can never be in force at once.';
CREATE INDEX policy_value_open ON policy_value USING btree (effective_from) WHERE (status = 'proposed'::text);
comment on index policy_value_open is 'Proposals that wait for a second person.';
grant select, insert, update, delete on policy_value to yika_app;

create table purse_case (
  person_id uuid not null,
  case_id uuid not null,
  version integer not null,
  card_id uuid not null,
  status text not null,
  settle_on date not null,
  way text,
  amount bigint,
  to_card_id uuid,
  ticket_moved boolean not null,
  opened_at timestamp with time zone not null,
  decided_by text,
  approved_by text,
  closed_at timestamp with time zone,
  constraint purse_case_pkey PRIMARY KEY (person_id, case_id),
  constraint purse_case_amount_check CHECK ((amount >= 0)),
  constraint purse_case_done CHECK (((status = 'done'::text) = (closed_at IS NOT NULL))),
  constraint purse_case_status_check CHECK ((status = ANY (ARRAY['open'::text, 'proposed'::text, 'done'::text]))),
  constraint purse_case_version_check CHECK ((version > 0)),
  constraint purse_case_way CHECK (((status = 'open'::text) = (way IS NULL))),
  constraint purse_case_way_check CHECK ((way = ANY (ARRAY['new-card'::text, 'refund'::text])))
);
comment on table purse_case is 'What becomes of the purse and the annual ticket of a card that ended (Articles 5, 7).';
CREATE UNIQUE INDEX purse_case_open ON purse_case USING btree (person_id, card_id) WHERE (status <> 'done'::text);
comment on index purse_case_open is 'One open case for a card.';
CREATE INDEX purse_case_waiting ON purse_case USING btree (case_id) WHERE (status <> 'done'::text);
comment on index purse_case_waiting is 'Cases that wait, the oldest first.';
grant select, insert, update, delete on purse_case to yika_app;

create table reconciliation_day (
  partner text not null,
  day date not null,
  version integer not null,
  status text not null,
  missing text[] not null,
  ours_count integer not null,
  ours_net bigint not null,
  theirs_count integer not null,
  theirs_net bigint not null,
  compared_at timestamp with time zone not null,
  constraint reconciliation_day_pkey PRIMARY KEY (partner, day),
  constraint reconciliation_day_missing CHECK (((status = 'waiting'::text) = (cardinality(missing) > 0))),
  constraint reconciliation_day_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'compared'::text]))),
  constraint reconciliation_day_version_check CHECK ((version > 0))
);
comment on table reconciliation_day is 'A partner''s day: whose files are missing, and what the lists say.';
CREATE INDEX reconciliation_day_by_day ON reconciliation_day USING btree (day, partner);
comment on index reconciliation_day_by_day is 'The grid of days and partners, page by page.';
grant select, insert, update on reconciliation_day to yika_app;

create table reconciliation_exception (
  exception_id uuid not null,
  version integer not null,
  partner text not null,
  day date not null,
  reference text not null,
  kind text not null,
  ours bigint,
  theirs bigint,
  bank text,
  ours_at_bank bigint,
  bank_says bigint,
  status text not null,
  found_at timestamp with time zone not null,
  proposed_by text,
  proposed_at timestamp with time zone,
  reason text,
  correct boolean not null,
  closed_by text,
  closed_at timestamp with time zone,
  transfer_id uuid,
  corrected bigint not null,
  corrected_at_bank bigint not null,
  constraint reconciliation_exception_pkey PRIMARY KEY (exception_id),
  constraint reconciliation_exception_moved CHECK (((status <> 'closed'::text) OR (correct = (transfer_id IS NOT NULL)))),
  constraint reconciliation_exception_over CHECK (((status = ANY (ARRAY['closed'::text, 'vanished'::text])) = (closed_at IS NOT NULL))),
  constraint reconciliation_exception_proposed CHECK (((status <> ALL (ARRAY['proposed'::text, 'closed'::text])) OR ((proposed_by IS NOT NULL) AND (reason IS NOT NULL)))),
  constraint reconciliation_exception_status_check CHECK ((status = ANY (ARRAY['open'::text, 'proposed'::text, 'closed'::text, 'vanished'::text]))),
  constraint reconciliation_exception_two_persons CHECK (((status <> 'closed'::text) OR ((closed_by IS NOT NULL) AND (closed_by <> proposed_by)))),
  constraint reconciliation_exception_version_check CHECK ((version > 0))
);
comment on table reconciliation_exception is 'A number on which the lists of a day disagree, until two natural persons have closed it (M13.4).';
comment on column reconciliation_exception.corrected is 'Fen that corrections have moved on the account of the partner; corrected_at_bank the same at the bank between.';
CREATE INDEX reconciliation_exception_by_status ON reconciliation_exception USING btree (status, exception_id);
comment on index reconciliation_exception_by_status is 'The worklist, the oldest first.';
CREATE UNIQUE INDEX reconciliation_exception_once ON reconciliation_exception USING btree (partner, day, reference);
CREATE INDEX reconciliation_exception_open ON reconciliation_exception USING btree (partner, day) WHERE (status = ANY (ARRAY['open'::text, 'proposed'::text]));
comment on index reconciliation_exception_open is 'What keeps a day from being balanced.';
grant select, insert, update on reconciliation_exception to yika_app;

create table reconciliation_file (
  source text not null,
  day date not null,
  version integer not null,
  digest text not null,
  count integer not null,
  total bigint not null,
  content text not null,
  received_by text not null,
  received_at timestamp with time zone not null,
  constraint reconciliation_file_pkey PRIMARY KEY (source, day),
  constraint reconciliation_file_count_check CHECK ((count >= 0)),
  constraint reconciliation_file_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
  constraint reconciliation_file_total_check CHECK ((total >= 0)),
  constraint reconciliation_file_version_check CHECK ((version > 0))
);
comment on table reconciliation_file is 'The file of a day as a partner or a bank sent it: one each, kept as evidence.';
comment on column reconciliation_file.digest is 'SHA-256 of its bytes: the same file again gets the same answer.';
comment on column reconciliation_file.content is 'Its text, gzip, base64.';
grant select, insert on reconciliation_file to yika_app;

create table reconciliation_line (
  partner text not null,
  day date not null,
  reference text not null,
  source text not null,
  amount bigint not null,
  constraint reconciliation_line_pkey PRIMARY KEY (partner, day, reference, source),
  constraint reconciliation_line_amount_check CHECK ((amount <> 0))
);
comment on table reconciliation_line is 'The lines of these files: whom a line is about, its number, and who says so.';
comment on column reconciliation_line.amount is 'Fen: positive on the credit side of the account in our books.';
grant select, insert on reconciliation_line to yika_app;

create table relation (
  person_id uuid not null,
  relation_id uuid not null,
  version integer not null,
  helper_id uuid not null,
  kind text not null,
  kinship text,
  scope text[] not null,
  since timestamp with time zone not null,
  ends_on date not null,
  consent_version text,
  ended_at timestamp with time zone,
  end_reason text,
  constraint relation_pkey PRIMARY KEY (person_id, relation_id),
  constraint relation_end CHECK (((ended_at IS NULL) = (end_reason IS NULL))),
  constraint relation_end_reason_check CHECK ((end_reason = ANY (ARRAY['revoked'::text, 'ended'::text, 'lapsed'::text, 'death'::text]))),
  constraint relation_kind_check CHECK ((kind = ANY (ARRAY['guardian'::text, 'proxy'::text]))),
  constraint relation_kinship CHECK (((kind = 'proxy'::text) = (kinship IS NOT NULL))),
  constraint relation_kinship_check CHECK ((kinship = ANY (ARRAY['elder'::text, 'child'::text, 'spouse'::text, 'other'::text]))),
  constraint relation_not_with_self CHECK ((helper_id <> person_id)),
  constraint relation_version_check CHECK ((version > 0))
);
comment on table relation is 'Help without lending the card: a guardian or a proxy, with a scope and an end (Article 9).';
comment on column relation.ends_on is 'The first day without force: coming of age, or the end of the proxy.';
comment on column relation.consent_version is 'Version of the consent that the guardian of a child has signed.';
CREATE UNIQUE INDEX relation_in_force ON relation USING btree (person_id, helper_id, kind) WHERE (ended_at IS NULL);
comment on index relation_in_force is 'One open relation of a kind between two people.';
CREATE INDEX relation_of_helper ON relation USING btree (helper_id) WHERE (ended_at IS NULL);
comment on index relation_of_helper is 'Whom a person helps.';
grant select, insert, update, delete on relation to yika_app;

create table ride (
  person_id uuid not null,
  ride_id uuid not null,
  version integer not null,
  card_id uuid not null,
  operator_id text not null,
  mode text not null,
  ride_end text not null,
  entry_tap_id uuid,
  exit_tap_id uuid,
  from_place text,
  to_place text,
  entered_at timestamp with time zone,
  exited_at timestamp with time zone,
  metres integer,
  counted_at timestamp with time zone not null,
  month text not null,
  lines jsonb not null,
  fare bigint not null,
  charged_at timestamp with time zone not null,
  constraint ride_pkey PRIMARY KEY (person_id, ride_id),
  constraint ride_ends CHECK (((entry_tap_id IS NOT NULL) OR (exit_tap_id IS NOT NULL))),
  constraint ride_fare_check CHECK ((fare >= 0)),
  constraint ride_mode_check CHECK ((mode = ANY (ARRAY['metro'::text, 'airport'::text, 'bus'::text]))),
  constraint ride_ride_end_check CHECK ((ride_end = ANY (ARRAY['whole'::text, 'same-station'::text, 'repeated-entry'::text, 'no-exit'::text, 'no-entry'::text, 'gone'::text]))),
  constraint ride_version_check CHECK ((version > 0))
);
comment on table ride is 'A ride and its fare line by line; a late tap may change it, the difference is a transfer of its own (Articles 5, 13).';
comment on column ride.ride_id is 'The tap that ended it, or the entry that had no exit.';
comment on column ride.month is 'The month whose discount it moves.';
CREATE INDEX ride_of_card ON ride USING btree (person_id, card_id, counted_at);
comment on index ride_of_card is 'What was paid in a month before a ride.';
CREATE INDEX ride_of_entry ON ride USING btree (person_id, entry_tap_id) WHERE (entry_tap_id IS NOT NULL);
comment on index ride_of_entry is 'Whether an entry belongs to a ride.';
CREATE INDEX ride_of_operator ON ride USING btree (operator_id, counted_at);
comment on index ride_of_operator is 'Totals of a day.';
grant select, insert, update, delete on ride to yika_app;

create table sanction (
  person_id uuid not null,
  sanction_id uuid not null,
  version integer not null,
  card_id uuid,
  service_id text not null,
  reference text not null,
  until date not null,
  status text not null,
  proposed_by text not null,
  proposed_at timestamp with time zone not null,
  approved_by text,
  constraint sanction_pkey PRIMARY KEY (person_id, sanction_id),
  constraint sanction_status_check CHECK ((status = ANY (ARRAY['proposed'::text, 'in-force'::text, 'ended'::text]))),
  constraint sanction_version_check CHECK ((version > 0))
);
comment on table sanction is 'A penalty of the medical insurance that suspends settlement by card for a time; two officers decide.';
comment on column sanction.card_id is 'The card on which it was entered when it was approved; it follows the person onto the next one.';
comment on column sanction.reference is 'Number of the penalty decision.';
CREATE UNIQUE INDEX sanction_open ON sanction USING btree (person_id, service_id) WHERE (status <> 'ended'::text);
comment on index sanction_open is 'One penalty at a time.';
CREATE INDEX sanction_waiting ON sanction USING btree (sanction_id) WHERE (status = 'proposed'::text);
comment on index sanction_waiting is 'What waits for the second officer, the oldest first.';
grant select, insert, update, delete on sanction to yika_app;

create table service_rating (
  person_id uuid not null,
  rating_id uuid not null,
  version integer not null,
  operation text not null,
  chapter text not null,
  score integer not null,
  words bytea,
  office_id text,
  district text not null,
  rated_on date not null,
  rated_at timestamp with time zone not null,
  constraint service_rating_pkey PRIMARY KEY (person_id, rating_id),
  constraint service_rating_score_check CHECK (((score >= 1) AND (score <= 5))),
  constraint service_rating_version_check CHECK ((version > 0))
);
comment on table service_rating is 'How a holder found a service, one to five, with words if they like (Article 12).';
comment on column service_rating.words is 'In the holder''s own words, sealed.';
comment on column service_rating.office_id is 'The office that served; null for what was done on line.';
CREATE INDEX service_rating_by_day ON service_rating USING btree (rated_on, chapter);
comment on index service_rating_by_day is 'Counts and averages of a month.';
CREATE UNIQUE INDEX service_rating_once ON service_rating USING btree (person_id, operation, rated_on);
comment on index service_rating_once is 'One judgement of a service a day.';
CREATE INDEX service_rating_with_words ON service_rating USING btree (rating_id) WHERE (words IS NOT NULL);
comment on index service_rating_with_words is 'What was said, page by page.';
grant select, insert, update, delete on service_rating to yika_app;

create table settlement_number (
  institution_id text not null,
  kind text not null,
  number text not null,
  person_id uuid not null,
  id uuid not null,
  constraint settlement_number_pkey PRIMARY KEY (institution_id, kind, number),
  constraint settlement_number_kind_check CHECK ((kind = ANY (ARRAY['bill'::text, 'admission'::text, 'fee'::text])))
);
comment on table settlement_number is 'An institution''s number of a bill, an admission or a fee → person and row; a number counts once for good.';
grant select, insert, update, delete on settlement_number to yika_app;

create table sign_in_code (
  key bytea not null,
  person_id uuid,
  verifier bytea not null,
  tries_left integer not null,
  expires_at timestamp with time zone not null,
  constraint sign_in_code_pkey PRIMARY KEY (key),
  constraint sign_in_code_tries_left_check CHECK ((tries_left >= 0))
);
comment on table sign_in_code is 'One-time codes, each bound to one request to sign in (its keyed index is the key).';
comment on column sign_in_code.person_id is 'Null where nobody has the number that was entered: the answer is the same.';
CREATE INDEX sign_in_code_expiry ON sign_in_code USING btree (expires_at);
grant select, insert, update, delete on sign_in_code to yika_app;

create table sign_in_key (
  name text not null,
  sealed bytea not null,
  made_at timestamp with time zone not null,
  constraint sign_in_key_pkey PRIMARY KEY (name)
);
comment on table sign_in_key is 'Keys that sign identity tokens and cookies, sealed under the custodian''s key; shared by all processes.';
grant select, insert, update, delete on sign_in_key to yika_app;

create table sign_in_record (
  key bytea not null,
  grant_key bytea,
  uid_key bytea,
  sealed bytea not null,
  consumed_at timestamp with time zone,
  expires_at timestamp with time zone not null,
  account_key bytea,
  constraint sign_in_record_pkey PRIMARY KEY (key)
);
comment on table sign_in_record is 'Sessions, codes, tokens and grants of the OpenID provider.';
comment on column sign_in_record.key is 'Keyed index of kind and identifier: the token itself is not stored.';
comment on column sign_in_record.account_key is 'Keyed index of the account; null where nobody has signed in yet.';
CREATE INDEX sign_in_record_account ON sign_in_record USING btree (account_key) WHERE (account_key IS NOT NULL);
CREATE INDEX sign_in_record_expiry ON sign_in_record USING btree (expires_at);
CREATE INDEX sign_in_record_grant ON sign_in_record USING btree (grant_key) WHERE (grant_key IS NOT NULL);
CREATE INDEX sign_in_record_uid ON sign_in_record USING btree (uid_key) WHERE (uid_key IS NOT NULL);
grant select, insert, update, delete on sign_in_record to yika_app;

create table sign_in_try (
  key bytea not null,
  tries integer not null,
  since timestamp with time zone not null,
  constraint sign_in_try_pkey PRIMARY KEY (key)
);
comment on table sign_in_try is 'Tries per account, number and address within a window; keyed index of whom they concern.';
CREATE INDEX sign_in_try_since ON sign_in_try USING btree (since);
grant select, insert, update, delete on sign_in_try to yika_app;

create table staff (
  staff_id uuid not null,
  version integer not null,
  employee_number text not null,
  user_name text not null,
  role text not null,
  organisation_id text not null,
  bank_id text,
  office_id text,
  district text,
  employer_id text,
  status text not null,
  generation integer not null,
  enrolment integer not null,
  enrol_by timestamp with time zone not null,
  constraint staff_pkey PRIMARY KEY (staff_id),
  constraint staff_user_name UNIQUE (user_name),
  constraint staff_status_check CHECK ((status = ANY (ARRAY['active'::text, 'dismissed'::text])))
);
comment on table staff is 'One account is one role of one natural person; a person with two roles has two accounts.';
comment on column staff.employee_number is 'Names the natural person across accounts.';
comment on column staff.generation is 'Counted up when role or sign-in change: sign-ins of an earlier number have ended.';
comment on column staff.enrolment is 'Counted up by each reset: credentials of an earlier number do not count.';
CREATE INDEX staff_of_organisation ON staff USING btree (organisation_id, staff_id);
CREATE INDEX staff_of_person ON staff USING btree (employee_number);
comment on index staff_of_person is 'Every sign-in and every rule of two persons asks for the other accounts of one natural person.';
CREATE UNIQUE INDEX staff_one_administrator ON staff USING btree (employee_number) WHERE ((status = 'active'::text) AND (role = ANY (ARRAY['security-administrator'::text, 'system-administrator'::text, 'auditor'::text])));
comment on index staff_one_administrator is 'GB/T 22239 8.1.5: the three administrators exclude each other for one natural person (M6.5).';
grant select, insert, update, delete on staff to yika_app;

create table staff_credential (
  staff_id uuid not null,
  enrolment integer not null,
  password_hash text not null,
  totp_secret bytea not null,
  totp_step bigint not null,
  confirmed boolean not null,
  changed_at timestamp with time zone not null,
  constraint staff_credential_pkey PRIMARY KEY (staff_id)
);
comment on table staff_credential is 'Password and authenticator of a staff account, set by the person alone.';
comment on column staff_credential.enrolment is 'Counts only while it equals the account''s: a reset ends it.';
comment on column staff_credential.totp_step is 'Last time step whose code was taken: no code is taken twice (RFC 6238 5.2).';
comment on column staff_credential.confirmed is 'Whether a first code has shown that the authenticator holds the secret.';
grant select, insert, update, delete on staff_credential to yika_app;

create table status_list (
  shard integer not null,
  version integer not null,
  seed bytea not null,
  cards integer not null,
  published_at timestamp with time zone not null,
  constraint status_list_pkey PRIMARY KEY (shard),
  constraint status_list_cards_check CHECK (((cards >= 0) AND (cards <= 1048576))),
  constraint status_list_shard_check CHECK ((shard >= 0)),
  constraint status_list_version_check CHECK ((version > 0))
);
comment on table status_list is 'One status list for each 2^20 cards. What changed in each version is in its events; the bits are their fold.';
comment on column status_list.seed is 'From it follows the order in which places are given out.';
comment on column status_list.cards is 'Places given out.';
grant select, insert, update, delete on status_list to yika_app;

create table status_list_fold (
  shard integer not null,
  version integer not null,
  bits bytea not null,
  constraint status_list_fold_pkey PRIMARY KEY (shard),
  constraint status_list_fold_version_check CHECK ((version > 0))
);
comment on table status_list_fold is 'The bits of a list at some earlier version, so that a process that starts reads few events. Can be deleted at any time.';
grant select, insert, update, delete on status_list_fold to yika_app;

create table system_client (
  client_id text not null,
  version integer not null,
  name text not null,
  role text not null,
  organisation_id text not null,
  bank_id text,
  office_id text,
  district text,
  employer_id text,
  keys jsonb not null,
  status text not null,
  constraint system_client_pkey PRIMARY KEY (client_id),
  constraint system_client_status_check CHECK ((status = ANY (ARRAY['active'::text, 'retired'::text])))
);
comment on table system_client is 'Systems of banks, factories and departments that sign in with a key of their own.';
comment on column system_client.keys is 'Public keys (RFC 7517); the private ones never leave the system.';
grant select, insert, update, delete on system_client to yika_app;

create table terminal (
  terminal_id text not null,
  version integer not null,
  institution_id text not null,
  kind text not null,
  services text[] not null,
  place text not null,
  district text not null,
  keys jsonb not null,
  offline boolean not null,
  status text not null,
  registered_on date not null,
  seen_at timestamp with time zone,
  health text,
  reader text,
  software text,
  waiting integer not null,
  clock_off_ms bigint,
  lists jsonb not null,
  suspended_by text,
  constraint terminal_pkey PRIMARY KEY (terminal_id),
  constraint terminal_health_check CHECK ((health = ANY (ARRAY['ok'::text, 'degraded'::text, 'failing'::text]))),
  constraint terminal_kind_check CHECK ((kind = ANY (ARRAY['hospital'::text, 'pharmacy'::text, 'gate'::text, 'bus'::text, 'park'::text, 'library'::text, 'counter'::text, 'kiosk'::text]))),
  constraint terminal_reader_check CHECK ((reader = ANY (ARRAY['ok'::text, 'fault'::text, 'absent'::text]))),
  constraint terminal_seen CHECK ((num_nulls(seen_at, health, reader, software, clock_off_ms) = ANY (ARRAY[0, 5]))),
  constraint terminal_status_check CHECK ((status = ANY (ARRAY['active'::text, 'suspended'::text, 'retired'::text]))),
  constraint terminal_suspended CHECK (((status = 'suspended'::text) = (suspended_by IS NOT NULL))),
  constraint terminal_suspended_by_check CHECK ((suspended_by = ANY (ARRAY['institution'::text, 'office'::text]))),
  constraint terminal_version_check CHECK ((version > 0)),
  constraint terminal_waiting_check CHECK ((waiting >= 0))
);
comment on table terminal is 'Devices at which cards are used. Each signs in with a key of its own, as the system client of the same name.';
comment on column terminal.clock_off_ms is 'Its clock minus ours at its last report.';
comment on column terminal.lists is 'Which version of which status list it holds, and since when: its acknowledgements (Article 9).';
comment on column terminal.suspended_by is 'Whose word lets it serve again: what the office has suspended, its institution does not resume.';
CREATE INDEX terminal_of_institution ON terminal USING btree (institution_id, terminal_id);
comment on index terminal_of_institution is 'The devices of one institution, page by page.';
grant select, insert, update, delete on terminal to yika_app;

create table travel_network (
  network_id uuid not null,
  version integer not null,
  valid_from date not null,
  source text not null,
  stations jsonb not null,
  lines jsonb not null,
  published_by text not null,
  published_at timestamp with time zone not null,
  constraint travel_network_pkey PRIMARY KEY (network_id),
  constraint travel_network_day UNIQUE (valid_from),
  constraint travel_network_version_check CHECK ((version > 0))
);
comment on table travel_network is 'Stations and the metres between them, from a day on; fares follow the shortest way through it.';
comment on column travel_network.source is 'Where it comes from; a synthetic network says so.';
grant select, insert, update, delete on travel_network to yika_app;

create table travel_signal (
  person_id uuid not null,
  signal_id uuid not null,
  version integer not null,
  card_id uuid not null,
  first_tap_id uuid not null,
  second_tap_id uuid not null,
  from_place text not null,
  to_place text not null,
  metres integer not null,
  seconds integer not null,
  at timestamp with time zone not null,
  noted_at timestamp with time zone not null,
  constraint travel_signal_pkey PRIMARY KEY (person_id, signal_id),
  constraint travel_signal_version_check CHECK ((version = 1))
);
comment on table travel_signal is 'One card in two places faster than anybody travels: for a human to look at, nothing is stopped (Article 14).';
CREATE INDEX travel_signal_latest ON travel_signal USING btree (signal_id);
comment on index travel_signal_latest is 'The list, page by page.';
grant select, insert, update, delete on travel_signal to yika_app;

create table travel_tap (
  person_id uuid not null,
  tap_id uuid not null,
  version integer not null,
  card_id uuid not null,
  operator_id text not null,
  terminal_id text not null,
  sequence bigint not null,
  kind text not null,
  place text not null,
  metres integer,
  carrier text not null,
  proof_key text not null,
  proof_digest text not null,
  at timestamp with time zone not null,
  clock_corrected_ms bigint not null,
  rider text,
  counts boolean not null,
  reason text,
  relation text not null,
  told_at timestamp with time zone not null,
  constraint travel_tap_pkey PRIMARY KEY (person_id, tap_id),
  constraint travel_tap_kind_check CHECK ((kind = ANY (ARRAY['in'::text, 'out'::text, 'bus'::text]))),
  constraint travel_tap_metres CHECK (((kind = 'bus'::text) = (metres IS NOT NULL))),
  constraint travel_tap_metres_check CHECK ((metres >= 0)),
  constraint travel_tap_relation_check CHECK ((relation = ANY (ARRAY['no-loss'::text, 'before-loss'::text, 'after-loss'::text]))),
  constraint travel_tap_sequence_check CHECK ((sequence > 0)),
  constraint travel_tap_uncharged CHECK ((counts OR (reason IS NOT NULL))),
  constraint travel_tap_version_check CHECK ((version = 1))
);
comment on table travel_tap is 'What gates and buses have seen of a card; told late and in any order, never changed (Articles 5, 14).';
comment on column travel_tap.at is 'When the card was there: the terminal''s clock with clock_corrected_ms added.';
comment on column travel_tap.counts is 'False: the holder is not charged, since the loss was reported or the card had ended.';
CREATE INDEX travel_tap_entries ON travel_tap USING btree (at) WHERE ((kind = 'in'::text) AND counts);
comment on index travel_tap_entries is 'Entries whose exit never came.';
CREATE INDEX travel_tap_of_card ON travel_tap USING btree (person_id, card_id, at);
comment on index travel_tap_of_card is 'The taps around a late one.';
CREATE INDEX travel_tap_of_operator ON travel_tap USING btree (operator_id, at);
comment on index travel_tap_of_operator is 'What an operator saw on a day.';
CREATE UNIQUE INDEX travel_tap_proof ON travel_tap USING btree (person_id, card_id, proof_key);
comment on index travel_tap_proof is 'A proof of a card counts once.';
grant select, insert, update, delete on travel_tap to yika_app;

create table travel_tap_name (
  terminal_id text not null,
  sequence bigint not null,
  person_id uuid not null,
  tap_id uuid not null,
  constraint travel_tap_name_pkey PRIMARY KEY (terminal_id, sequence)
);
comment on table travel_tap_name is 'Which tap a terminal told under which number: told again, it is the same tap.';
grant select, insert, update, delete on travel_tap_name to yika_app;

create table visit (
  person_id uuid not null,
  visit_id uuid not null,
  version integer not null,
  office_id text not null,
  presenter text not null,
  presenter_id uuid not null,
  scope text[],
  document_type text not null,
  opened_by text not null,
  opened_at timestamp with time zone not null,
  until timestamp with time zone not null,
  closed_at timestamp with time zone,
  constraint visit_pkey PRIMARY KEY (person_id, visit_id),
  constraint visit_holder CHECK (((presenter = 'holder'::text) = (presenter_id = person_id))),
  constraint visit_presenter_check CHECK ((presenter = ANY (ARRAY['holder'::text, 'guardian'::text, 'proxy'::text]))),
  constraint visit_scope CHECK (((presenter = 'proxy'::text) = (scope IS NOT NULL))),
  constraint visit_version_check CHECK ((version > 0))
);
comment on table visit is 'A proven presence at a counter: while it is open, the office may act for the person (Articles 7, 11).';
comment on column visit.presenter_id is 'Who stood at the counter with their own document.';
grant select, insert, update, delete on visit to yika_app;

alter table agreement add constraint agreement_institution FOREIGN KEY (institution_id) REFERENCES institution(institution_id);

alter table agreement add constraint agreement_service FOREIGN KEY (service_id) REFERENCES card_service(service_id);

alter table application add constraint application_bank FOREIGN KEY (bank_id) REFERENCES bank(bank_id);

alter table application add constraint application_ground FOREIGN KEY (person_id, ground_id) REFERENCES ground(person_id, ground_id);

alter table application add constraint application_group_of FOREIGN KEY (group_id) REFERENCES application_group(group_id);

alter table application add constraint application_outlet FOREIGN KEY (outlet_id) REFERENCES outlet(outlet_id);

alter table application add constraint application_person FOREIGN KEY (person_id) REFERENCES person(person_id);

alter table application add constraint application_photo FOREIGN KEY (person_id, photo_id) REFERENCES photo(person_id, photo_id);

alter table application add constraint application_replaces FOREIGN KEY (person_id, replaces) REFERENCES card(person_id, card_id);

alter table bank_notice add constraint bank_notice_card FOREIGN KEY (person_id, card_id) REFERENCES card(person_id, card_id);

alter table batch add constraint batch_bank FOREIGN KEY (bank_id) REFERENCES bank(bank_id);

alter table batch add constraint batch_outlet FOREIGN KEY (office_id) REFERENCES outlet(outlet_id);

alter table batch_line add constraint batch_line_application FOREIGN KEY (person_id, application_id) REFERENCES application(person_id, application_id);

alter table batch_line add constraint batch_line_batch FOREIGN KEY (batch_id) REFERENCES batch(batch_id);

alter table batch_line add constraint batch_line_card FOREIGN KEY (person_id, card_id) REFERENCES card(person_id, card_id);

alter table batch_line add constraint batch_line_person FOREIGN KEY (person_id) REFERENCES person(person_id);

alter table benefit_batch add constraint benefit_batch_programme FOREIGN KEY (programme_id) REFERENCES benefit_programme(programme_id);

alter table benefit_chunk add constraint benefit_chunk_batch FOREIGN KEY (batch_id) REFERENCES benefit_batch(batch_id);

alter table benefit_line add constraint benefit_line_batch FOREIGN KEY (batch_id) REFERENCES benefit_batch(batch_id);

alter table card add constraint card_person FOREIGN KEY (person_id) REFERENCES person(person_id);

alter table card_application add constraint card_application_card FOREIGN KEY (person_id, card_id) REFERENCES card(person_id, card_id);

alter table card_application add constraint card_application_service FOREIGN KEY (service_id) REFERENCES card_service(service_id);

alter table card_destruction add constraint card_destruction_card FOREIGN KEY (person_id, card_id) REFERENCES card(person_id, card_id);

alter table card_service add constraint card_service_organisation FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id);

alter table card_use add constraint card_use_card FOREIGN KEY (person_id, card_id) REFERENCES card(person_id, card_id);

alter table credential_offer add constraint credential_offer_person FOREIGN KEY (person_id) REFERENCES person(person_id);

alter table data_correction add constraint data_correction_person FOREIGN KEY (person_id) REFERENCES person(person_id);

alter table e_card add constraint e_card_person FOREIGN KEY (person_id) REFERENCES person(person_id);

alter table e_card_device add constraint e_card_device_holder FOREIGN KEY (person_id) REFERENCES person(person_id);

alter table fee add constraint fee_person FOREIGN KEY (person_id) REFERENCES person(person_id);

alter table ground add constraint ground_person FOREIGN KEY (person_id) REFERENCES person(person_id);

alter table group_line add constraint group_line_application FOREIGN KEY (person_id, application_id) REFERENCES application(person_id, application_id);

alter table group_line add constraint group_line_group_of FOREIGN KEY (group_id) REFERENCES application_group(group_id);

alter table group_line add constraint group_line_person FOREIGN KEY (person_id) REFERENCES person(person_id);

alter table holder_migration add constraint holder_migration_institution FOREIGN KEY (institution_id) REFERENCES institution(institution_id);

alter table holder_migration add constraint holder_migration_service FOREIGN KEY (service_id) REFERENCES card_service(service_id);

alter table hospital_stay add constraint hospital_stay_person FOREIGN KEY (person_id) REFERENCES person(person_id);

alter table institution add constraint institution_organisation FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id);

alter table integration add constraint integration_service FOREIGN KEY (service_id) REFERENCES card_service(service_id);

alter table ledger_leg add constraint ledger_leg_transfer FOREIGN KEY (person_id, transfer_id) REFERENCES ledger_transfer(person_id, transfer_id);

alter table ledger_transfer add constraint ledger_transfer_original FOREIGN KEY (person_id, reverses) REFERENCES ledger_transfer(person_id, transfer_id);

alter table medical_claim add constraint medical_claim_person FOREIGN KEY (person_id) REFERENCES person(person_id);

alter table medical_settlement add constraint medical_settlement_person FOREIGN KEY (person_id) REFERENCES person(person_id);

alter table medical_year add constraint medical_year_person FOREIGN KEY (person_id) REFERENCES person(person_id);

alter table migration_line add constraint migration_line_batch FOREIGN KEY (migration_id) REFERENCES holder_migration(migration_id);

alter table outlet add constraint outlet_bank FOREIGN KEY (bank_id) REFERENCES bank(bank_id);

alter table parcel add constraint parcel_bank FOREIGN KEY (bank_id) REFERENCES bank(bank_id);

alter table parcel add constraint parcel_outlet FOREIGN KEY (office_id) REFERENCES outlet(outlet_id);

alter table parcel_line add constraint parcel_line_application FOREIGN KEY (person_id, application_id) REFERENCES application(person_id, application_id);

alter table parcel_line add constraint parcel_line_card FOREIGN KEY (person_id, card_id) REFERENCES card(person_id, card_id);

alter table parcel_line add constraint parcel_line_parcel FOREIGN KEY (parcel_id) REFERENCES parcel(parcel_id);

alter table parcel_line add constraint parcel_line_person FOREIGN KEY (person_id) REFERENCES person(person_id);

alter table photo add constraint photo_person FOREIGN KEY (person_id) REFERENCES person(person_id);

alter table purse_case add constraint purse_case_person FOREIGN KEY (person_id) REFERENCES person(person_id);

alter table relation add constraint relation_person FOREIGN KEY (person_id) REFERENCES person(person_id);

alter table ride add constraint ride_person FOREIGN KEY (person_id) REFERENCES person(person_id);

alter table sanction add constraint sanction_person FOREIGN KEY (person_id) REFERENCES person(person_id);

alter table sanction add constraint sanction_service FOREIGN KEY (service_id) REFERENCES card_service(service_id);

alter table service_rating add constraint service_rating_person FOREIGN KEY (person_id) REFERENCES person(person_id);

alter table travel_signal add constraint travel_signal_person FOREIGN KEY (person_id) REFERENCES person(person_id);

alter table travel_tap add constraint travel_tap_person FOREIGN KEY (person_id) REFERENCES person(person_id);

alter table visit add constraint visit_person FOREIGN KEY (person_id) REFERENCES person(person_id);
