-- Foreign keys, after all tables: so the order of the chapters does not matter, and a distributed database can place the tables first.

-- bank
alter table outlet add constraint outlet_bank foreign key (bank_id) references bank (bank_id);

-- holder
alter table relation add constraint relation_person foreign key (person_id) references person (person_id);
alter table ground add constraint ground_person foreign key (person_id) references person (person_id);
alter table visit add constraint visit_person foreign key (person_id) references person (person_id);

-- card
alter table card add constraint card_person foreign key (person_id) references person (person_id);
alter table bank_notice add constraint bank_notice_card foreign key (person_id, card_id) references card (person_id, card_id);

-- application
alter table application add constraint application_person foreign key (person_id) references person (person_id);
alter table application add constraint application_bank foreign key (bank_id) references bank (bank_id);
alter table application add constraint application_outlet foreign key (outlet_id) references outlet (outlet_id);
alter table application add constraint application_ground foreign key (person_id, ground_id) references ground (person_id, ground_id);
alter table application add constraint application_photo foreign key (person_id, photo_id) references photo (person_id, photo_id);
alter table application add constraint application_replaces foreign key (person_id, replaces) references card (person_id, card_id);
alter table application add constraint application_group_of foreign key (group_id) references application_group (group_id);
alter table photo add constraint photo_person foreign key (person_id) references person (person_id);
alter table group_line add constraint group_line_person foreign key (person_id) references person (person_id);
alter table group_line add constraint group_line_group_of foreign key (group_id) references application_group (group_id);
alter table group_line add constraint group_line_application foreign key (person_id, application_id) references application (person_id, application_id);

-- production
alter table batch add constraint batch_bank foreign key (bank_id) references bank (bank_id);
alter table batch add constraint batch_outlet foreign key (office_id) references outlet (outlet_id);
alter table batch_line add constraint batch_line_person foreign key (person_id) references person (person_id);
alter table batch_line add constraint batch_line_batch foreign key (batch_id) references batch (batch_id);
alter table batch_line add constraint batch_line_card foreign key (person_id, card_id) references card (person_id, card_id);
alter table batch_line add constraint batch_line_application foreign key (person_id, application_id) references application (person_id, application_id);

-- distribution
alter table parcel add constraint parcel_bank foreign key (bank_id) references bank (bank_id);
alter table parcel add constraint parcel_outlet foreign key (office_id) references outlet (outlet_id);
alter table parcel_line add constraint parcel_line_person foreign key (person_id) references person (person_id);
alter table parcel_line add constraint parcel_line_parcel foreign key (parcel_id) references parcel (parcel_id);
alter table parcel_line add constraint parcel_line_card foreign key (person_id, card_id) references card (person_id, card_id);
alter table parcel_line add constraint parcel_line_application foreign key (person_id, application_id) references application (person_id, application_id);
alter table card_destruction add constraint card_destruction_card foreign key (person_id, card_id) references card (person_id, card_id);
