-- The chip of the card: which keys it has, and the counter that betrays a copy (Article 14).

alter table card add column chip_key_version smallint check (chip_key_version > 0);
alter table card add column chip_counter integer not null default 0 check (chip_counter >= 0);
comment on column card.chip_key_version is 'Version of the city''s master keys under which the chip speaks; null while it has none, or where the chip is not known here.';
comment on column card.chip_counter is 'The highest transaction counter that the chip has proved (M14.2).';
