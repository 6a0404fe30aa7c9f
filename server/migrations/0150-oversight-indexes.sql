-- Figures and the audit log are read over bounded times: each of these indexes leads straight to the window, so that a
-- read costs what happened in it and not what has happened since the beginning (Articles 1, 11).

create index application_submitted on application (submitted_at);
comment on index application_submitted is 'What was asked for in a time.';
create index application_accepted on application (accepted_at) where accepted_at is not null;
comment on index application_accepted is 'What was accepted in a time.';
create index application_refused on application (changed_at) where status = 'refused';
comment on index application_refused is 'What was refused in a time: a refused application changes no more.';
create index application_made on application (ready_at) where ready_at is not null;
comment on index application_made is 'Cards that became ready in a time, with their promises.';

create index bank_notice_of_loss on bank_notice (at) where fact in ('loss-reported', 'loss-confirmed');
comment on index bank_notice_of_loss is 'From report to stop: losses of a time, whether their bank has signed or not.';

create index event_counted on event (name, at) where name in (
  'social-loss-reported', 'social-loss-confirmed', 'social-loss-released', 'social-loss-lapsed',
  'finance-loss-reported', 'finance-loss-confirmed', 'finance-loss-released', 'finance-loss-lapsed',
  'bank-returned', 'line-failed', 'batch-reconciled');
comment on index event_counted is 'The few kinds of events that are counted over a time; all others cost it nothing.';

-- An entry's identifier begins with its instant to the millisecond (UUIDv7), so its order is that of time and a window is
-- a range of identifiers; the key (person_id, entry_id) serves one person in the same way. New entries go to the right edge.
create index audit_entry_in_time on audit_entry (entry_id);
comment on index audit_entry_in_time is 'The log in the order of time.';
create index audit_entry_of_actor on audit_entry (actor_id, entry_id);
comment on index audit_entry_of_actor is 'What one actor did and saw.';
create index audit_entry_refused on audit_entry (organisation_id, entry_id) where outcome = 'refused';
comment on index audit_entry_refused is 'What was refused to the staff of an organisation.';
