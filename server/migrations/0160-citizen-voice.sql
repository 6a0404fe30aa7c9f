-- What holders say about what is recorded of them (Article 4) and how they were served (Article 12).

create table data_correction (
  person_id uuid not null,
  correction_id uuid not null,
  version integer not null check (version > 0),
  item text not null,
  wanted bytea not null,
  why bytea not null,
  status text not null check (status in ('requested', 'accepted', 'corrected', 'refused')),
  requested_by text not null,
  requested_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  source text,
  refusal_zh text,
  refusal_en text,
  primary key (person_id, correction_id),
  constraint data_correction_decided check (
    (status = 'requested') = (decided_at is null) and (status = 'requested') = (decided_by is null)),
  constraint data_correction_source check ((status in ('accepted', 'corrected')) = (source is not null)),
  constraint data_correction_refusal check (
    (status = 'refused') = (refusal_zh is not null) and (status = 'refused') = (refusal_en is not null)),
  constraint data_correction_person foreign key (person_id) references person (person_id)
);
comment on table data_correction is 'A holder says that a recorded item is wrong; an officer decides, the register says (Articles 4, 7).';
comment on column data_correction.item is 'A name of the field list.';
comment on column data_correction.wanted is 'What the item should be, sealed; so is why.';
comment on column data_correction.source is 'Which record of which register bears the holder out.';
create unique index data_correction_open on data_correction (person_id, item) where status in ('requested', 'accepted');
comment on index data_correction_open is 'One open request for each item.';
create index data_correction_waiting on data_correction (correction_id) where status in ('requested', 'accepted');
comment on index data_correction_waiting is 'Requests that wait for a human, the oldest first.';

create table service_rating (
  person_id uuid not null,
  rating_id uuid not null,
  version integer not null check (version > 0),
  operation text not null,
  chapter text not null,
  score integer not null check (score between 1 and 5),
  words bytea,
  office_id text,
  district text not null,
  rated_on date not null,
  rated_at timestamptz not null,
  primary key (person_id, rating_id),
  constraint service_rating_person foreign key (person_id) references person (person_id)
);
comment on table service_rating is 'How a holder found a service, one to five, with words if they like (Article 12).';
comment on column service_rating.words is 'In the holder''s own words, sealed.';
comment on column service_rating.office_id is 'The office that served; null for what was done on line.';
create unique index service_rating_once on service_rating (person_id, operation, rated_on);
comment on index service_rating_once is 'One judgement of a service a day.';
create index service_rating_by_day on service_rating (rated_on, chapter);
comment on index service_rating_by_day is 'Counts and averages of a month.';
create index service_rating_with_words on service_rating (rating_id) where words is not null;
comment on index service_rating_with_words is 'What was said, page by page.';
