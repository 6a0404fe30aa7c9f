-- The card: one row per card, three axes and the PIN (Articles 2, 7, 9). Its history is in `event`, stream `card`.

create table card (
  person_id uuid not null,
  card_id uuid not null,
  version integer not null check (version > 0),
  card_number text,
  issuing_area text not null check (issuing_area ~ '^[0-9]{6}$'),
  generation smallint not null check (generation between 1 and 3),
  bank_id uuid,
  application_id uuid,
  replaces uuid,
  requested_at timestamptz not null,
  batch_id uuid,
  issued_on date,
  expires_on date,
  certificate_serial text,
  chip_identification_code text,
  atr text,
  bank_card_number bytea,
  physical text not null check (physical in (
    'applied', 'batched', 'account-opened', 'certified', 'personalised', 'keys-replaced', 'shipped', 'at-outlet',
    'collected', 'retired', 'spoiled', 'returned', 'missing', 'sealed', 'destroyed')),
  physical_since timestamptz not null,
  social text not null check (social in (
    'none', 'pending-enable', 'enabled', 'suspended-provisional', 'suspended-formal', 'locked', 'cancelled')),
  social_provisional_until timestamptz,
  social_lapse_warned_at timestamptz,
  social_lost_at timestamptz,
  social_loss_receipt_id uuid,
  cancel_reason text check (cancel_reason in (
    'death', 'moved-away', 'entitlement-ended', 'duplicate', 'superseded', 'holder-request', 'production-fault')),
  cancelled_at timestamptz,
  unlock_requested_by text,
  finance text not null check (finance in (
    'none', 'dormant', 'active', 'suspended-provisional', 'suspended-formal', 'closed')),
  finance_provisional_until timestamptz,
  finance_lapse_warned_at timestamptz,
  finance_lost_at timestamptz,
  finance_loss_receipt_id uuid,
  pin_state text not null check (pin_state in ('none', 'initial', 'set', 'locked')),
  pin_verifier bytea,
  pin_tries_left smallint not null check (pin_tries_left >= 0),
  pin_tries_on date,
  pin_expires_at timestamptz,
  pin_reset_id uuid,
  pin_reset_until timestamptz,
  enable_code_id uuid,
  enable_code_verifier bytea,
  enable_code_until timestamptz,
  enable_code_tries_left smallint not null check (enable_code_tries_left >= 0),
  primary key (person_id, card_id),
  constraint card_dates check (expires_on > issued_on),
  constraint card_provisional_social check ((social = 'suspended-provisional') = (social_provisional_until is not null)),
  constraint card_provisional_finance check (finance_provisional_until is null or finance = 'suspended-provisional'),
  constraint card_cancelled check (
    (social = 'cancelled') = (cancel_reason is not null) and (social = 'cancelled') = (cancelled_at is not null)),
  constraint card_pin check ((pin_state = 'none') = (pin_verifier is null))
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

create unique index card_live on card (person_id) where social in ('enabled', 'suspended-provisional');
comment on index card_live is 'At most one card per person works or will work again by itself (Article 2, Article 8).';
create index card_social_lapse on card (social_provisional_until) where social = 'suspended-provisional';
comment on index card_social_lapse is 'Provisional reports that lapse next.';
create index card_finance_lapse on card (finance_provisional_until) where finance_provisional_until is not null;
comment on index card_finance_lapse is 'Provisional reports of the financial function that lapse next.';

create table bank_notice (
  person_id uuid not null,
  notice_id uuid not null,
  version integer not null check (version > 0),
  bank_id uuid not null,
  card_id uuid not null,
  fact text not null check (fact in (
    'loss-reported', 'loss-confirmed', 'loss-released', 'loss-lapsed', 'card-superseded',
    'account-to-close')),
  at timestamptz not null,
  until timestamptz,
  acknowledged_at timestamptz,
  primary key (person_id, notice_id)
);
comment on table bank_notice is 'What the issuing bank has to know about its card (Article 7), written in the transaction of the fact itself.';
comment on column bank_notice.acknowledged_at is 'When the bank signed for it; until then it stands in the bank''s list.';
create index bank_notice_open on bank_notice (bank_id, notice_id) where acknowledged_at is null;
comment on index bank_notice_open is 'The list of one bank, the oldest first.';

create table card_number_range (
  range_id uuid primary key,
  version integer not null check (version > 0),
  issuing_area text not null,
  prefix text not null,
  first integer not null,
  count integer not null check (count > 0)
);
comment on table card_number_range is 'Runs of card numbers that the issuing area has opened (Article 3).';

create table card_number (
  card_number text primary key,
  issuing_area text not null,
  range_id uuid,
  state text not null check (state in ('initial', 'held', 'used', 'locked')),
  person_id uuid,
  card_id uuid,
  constraint card_number_owner check ((card_id is null) = (person_id is null) and (state in ('held', 'used')) <= (card_id is not null))
);
comment on table card_number is 'Look-up from card number to person and card, and the pool from which new cards are numbered: a number belongs to one card, for ever.';
comment on column card_number.state is 'initial: free; held: of a card being made; used: of a card that was made; locked: never to be used again.';
comment on column card_number.range_id is 'Null for numbers of imported cards.';
create index card_number_free on card_number (issuing_area, card_number) where state = 'initial';
comment on index card_number_free is 'The next free numbers.';
