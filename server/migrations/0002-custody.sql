-- Which custody the sealed columns of this database need. It is compared at every start: beside a foreign custody nothing
-- would open, and everything new would be sealed under keys that do not fit the rest.

create table custody (
  fingerprint text primary key,
  recorded_at timestamptz not null
);
comment on table custody is 'The one custody that this database belongs to (Article 11); written at the first start.';
comment on column custody.fingerprint is 'Keyed hash under the root key: tells two custodies apart and nothing about the key.';
create unique index custody_only_one on custody ((true));
comment on index custody_only_one is 'One database, one custody.';

revoke update, delete, truncate on custody from yika_app;
