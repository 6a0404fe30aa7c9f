-- Distribution: parcels, the cards in them, and the end of cards that nobody may use any more (Articles 3, 9, 13, 14).

create table parcel (
  parcel_id uuid primary key,
  version integer not null check (version > 0),
  kind text not null check (kind in ('outlet', 'post', 'employer')),
  bank_id uuid not null,
  office_id uuid,
  employer_id text,
  state text not null check (state in ('formed', 'dispatched', 'received')),
  listed integer not null check (listed > 0),
  missing integer not null check (missing between 0 and listed),
  formed_by text not null,
  dispatched_by text,
  consignment text,
  received_by text,
  changed_at timestamptz not null,
  constraint parcel_place check (
    (kind = 'outlet') = (office_id is not null) and (kind = 'employer') = (employer_id is not null)),
  constraint parcel_signed check (
    (state <> 'formed') = (dispatched_by is not null) and (state = 'received') = (received_by is not null)),
  constraint parcel_two_persons check (received_by <> dispatched_by)
);
comment on table parcel is 'One box of cards on its way, signed for by giver and receiver (Article 13).';
create index parcel_by_state on parcel (state, parcel_id);
comment on index parcel_by_state is 'Parcels that wait for the next signature.';
create index parcel_by_office on parcel (office_id, parcel_id) where office_id is not null;
comment on index parcel_by_office is 'Parcels for an outlet.';
create index parcel_by_employer on parcel (employer_id, parcel_id) where employer_id is not null;
comment on index parcel_by_employer is 'Parcels for an employer.';

create table parcel_line (
  person_id uuid not null,
  parcel_line_id uuid not null,
  version integer not null check (version > 0),
  parcel_id uuid,
  card_id uuid not null,
  card_number text not null,
  application_id uuid not null,
  kind text not null check (kind in ('outlet', 'post', 'employer')),
  bank_id uuid not null,
  office_id uuid,
  employer_id text,
  position integer not null check (position > 0),
  state text not null check (state in (
    'packed', 'under-way', 'waiting', 'missing', 'found', 'collected', 'sealed')),
  waiting_since timestamptz,
  reminders integer not null check (reminders >= 0),
  duty_notice_version text,
  visit_id uuid,
  changed_at timestamptz not null,
  primary key (person_id, parcel_line_id),
  constraint parcel_line_card_once unique (person_id, card_id),
  constraint parcel_line_waiting check (state <> 'waiting' or waiting_since is not null),
  constraint parcel_line_travelled check (parcel_id is not null or (kind = 'outlet' and office_id is not null)),
  constraint parcel_line_duty check ((state = 'collected') = (duty_notice_version is not null))
);
comment on table parcel_line is 'One card in the hands of distribution, from the packing table to its holder.';
comment on column parcel_line.parcel_id is 'Null for an instant card that was left lying: it never travelled.';
comment on column parcel_line.office_id is 'Where the card waits: the outlet of the parcel, or the one that took it back.';
comment on column parcel_line.duty_notice_version is 'The text on personal use that was shown when the card changed hands (Article 9).';
create index parcel_line_of_parcel on parcel_line (parcel_id, position);
comment on index parcel_line_of_parcel is 'The list that lies in the box.';
create index parcel_line_at_office on parcel_line (office_id, state, person_id, parcel_line_id);
comment on index parcel_line_at_office is 'What waits, is missing or was sealed at an outlet.';
create index parcel_line_waiting_since on parcel_line (waiting_since) where state = 'waiting';
comment on index parcel_line_waiting_since is 'Who is to be reminded, and what is to be sealed.';

create table card_destruction (
  person_id uuid not null,
  card_id uuid not null,
  version integer not null check (version > 0),
  reason text not null,
  proposed_by text not null,
  confirmed_by text,
  changed_at timestamptz not null,
  primary key (person_id, card_id),
  constraint card_destruction_two_persons check (confirmed_by <> proposed_by)
);
comment on table card_destruction is 'The end of a piece of plastic before two persons (Article 14).';

create index card_to_pack on card (bank_id, person_id) where physical = 'keys-replaced';
comment on index card_to_pack is 'Finished cards that lie on the packing table: a set that does not grow with history.';
create index card_at_outlet on card (physical_since) where physical = 'at-outlet';
comment on index card_at_outlet is 'Cards that lie at a counter: instant ones that were left, and ended ones that are to be sealed.';
