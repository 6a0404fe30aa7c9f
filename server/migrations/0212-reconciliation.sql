-- Three lists of a day: ours, the partner's, the bank's (Article 13). Numbers of transfers only; nothing here says whose they are.

create table reconciliation_file (
  source text not null,
  day date not null,
  version integer not null check (version > 0),
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  count integer not null check (count >= 0),
  total bigint not null check (total >= 0),
  content text not null,
  received_by text not null,
  received_at timestamptz not null,
  primary key (source, day)
);
comment on table reconciliation_file is 'The file of a day as a partner or a bank sent it: one each, kept as evidence.';
comment on column reconciliation_file.digest is 'SHA-256 of its bytes: the same file again gets the same answer.';
comment on column reconciliation_file.content is 'Its text, gzip, base64.';

create table reconciliation_line (
  partner text not null,
  day date not null,
  reference text not null,
  source text not null,
  amount bigint not null check (amount <> 0),
  primary key (partner, day, reference, source)
);
comment on table reconciliation_line is 'The lines of these files: whom a line is about, its number, and who says so.';
comment on column reconciliation_line.amount is 'Fen: positive on the credit side of the account in our books.';

create table reconciliation_day (
  partner text not null,
  day date not null,
  version integer not null check (version > 0),
  status text not null check (status in ('waiting', 'compared')),
  missing text[] not null,
  ours_count integer not null,
  ours_net bigint not null,
  theirs_count integer not null,
  theirs_net bigint not null,
  compared_at timestamptz not null,
  primary key (partner, day),
  constraint reconciliation_day_missing check ((status = 'waiting') = (cardinality(missing) > 0))
);
comment on table reconciliation_day is 'A partner''s day: whose files are missing, and what the lists say.';
create index reconciliation_day_by_day on reconciliation_day (day, partner);
comment on index reconciliation_day_by_day is 'The grid of days and partners, page by page.';

create table reconciliation_exception (
  exception_id uuid primary key,
  version integer not null check (version > 0),
  partner text not null,
  day date not null,
  reference text not null,
  kind text not null,
  ours bigint,
  theirs bigint,
  bank text,
  ours_at_bank bigint,
  bank_says bigint,
  status text not null check (status in ('open', 'proposed', 'closed', 'vanished')),
  found_at timestamptz not null,
  proposed_by text,
  proposed_at timestamptz,
  reason text,
  correct boolean not null,
  closed_by text,
  closed_at timestamptz,
  transfer_id uuid,
  corrected bigint not null,
  corrected_at_bank bigint not null,
  constraint reconciliation_exception_proposed check (status not in ('proposed', 'closed') or (proposed_by is not null and reason is not null)),
  constraint reconciliation_exception_two_persons check (status <> 'closed' or (closed_by is not null and closed_by <> proposed_by)),
  constraint reconciliation_exception_over check ((status in ('closed', 'vanished')) = (closed_at is not null)),
  constraint reconciliation_exception_moved check (status <> 'closed' or correct = (transfer_id is not null))
);
comment on table reconciliation_exception is 'A number on which the lists of a day disagree, until two natural persons have closed it (M13.4).';
comment on column reconciliation_exception.corrected is 'Fen that corrections have moved on the account of the partner; corrected_at_bank the same at the bank between.';
create unique index reconciliation_exception_once on reconciliation_exception (partner, day, reference);
create index reconciliation_exception_open on reconciliation_exception (partner, day) where status in ('open', 'proposed');
comment on index reconciliation_exception_open is 'What keeps a day from being balanced.';
create index reconciliation_exception_by_status on reconciliation_exception (status, exception_id);
comment on index reconciliation_exception_by_status is 'The worklist, the oldest first.';

revoke update, delete, truncate on reconciliation_file, reconciliation_line from yika_app;
revoke delete, truncate on reconciliation_day, reconciliation_exception from yika_app;
