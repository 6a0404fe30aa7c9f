-- Signing out everywhere: what was signed in is found by its account, without opening anything.

alter table sign_in_record add column account_key bytea;
comment on column sign_in_record.account_key is 'Keyed index of the account; null where nobody has signed in yet.';
create index sign_in_record_account on sign_in_record (account_key) where account_key is not null;
