-- Whose key a factory's is: orders and transport keys are closed for it (Article 14).

create table factory_key (
  maker_id text primary key,
  version integer not null check (version > 0),
  key jsonb,
  set_by text,
  confirmed_by text,
  waiting jsonb,
  waiting_by text,
  changed_at timestamptz not null,
  constraint factory_key_two_persons check (confirmed_by <> set_by),
  constraint factory_key_whole check (
    (key is null) = (set_by is null) and (key is null) = (confirmed_by is null)
    and (waiting is null) = (waiting_by is null))
);
comment on table factory_key is 'Public keys of factories; a new one waits until a second person has confirmed it (Article 14).';
comment on column factory_key.key is 'The key in use: sm2 and x25519, hexadecimal; null until two persons have agreed on one.';
