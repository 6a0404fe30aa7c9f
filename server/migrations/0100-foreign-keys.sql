-- Foreign keys, after all tables: so the order of the chapters does not matter, and a distributed database can place the tables first.

-- bank
alter table outlet add constraint outlet_bank foreign key (bank_id) references bank (bank_id);

-- holder
alter table relation add constraint relation_person foreign key (person_id) references person (person_id);
alter table ground add constraint ground_person foreign key (person_id) references person (person_id);
alter table visit add constraint visit_person foreign key (person_id) references person (person_id);

-- card
alter table card add constraint card_person foreign key (person_id) references person (person_id);
