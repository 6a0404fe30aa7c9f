-- Foreign keys of travel, after all tables.

alter table travel_tap add constraint travel_tap_person foreign key (person_id) references person (person_id);
alter table ride add constraint ride_person foreign key (person_id) references person (person_id);
alter table travel_signal add constraint travel_signal_person foreign key (person_id) references person (person_id);
alter table purse_case add constraint purse_case_person foreign key (person_id) references person (person_id);
