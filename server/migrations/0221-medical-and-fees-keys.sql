-- Foreign keys of medical settlement and fees, after all tables.

alter table medical_year add constraint medical_year_person foreign key (person_id) references person (person_id);
alter table medical_settlement add constraint medical_settlement_person foreign key (person_id) references person (person_id);
alter table hospital_stay add constraint hospital_stay_person foreign key (person_id) references person (person_id);
alter table medical_claim add constraint medical_claim_person foreign key (person_id) references person (person_id);
alter table fee add constraint fee_person foreign key (person_id) references person (person_id);
