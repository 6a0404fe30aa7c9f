-- Foreign keys of what holders say, after all tables.

alter table data_correction add constraint data_correction_person foreign key (person_id) references person (person_id);
alter table service_rating add constraint service_rating_person foreign key (person_id) references person (person_id);
