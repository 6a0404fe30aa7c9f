-- Foreign keys of the e-card, after all tables.

alter table e_card add constraint e_card_person foreign key (person_id) references person (person_id);
alter table e_card_device add constraint e_card_device_holder foreign key (person_id) references person (person_id);
alter table credential_offer add constraint credential_offer_person foreign key (person_id) references person (person_id);
