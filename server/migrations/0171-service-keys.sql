-- Foreign keys of the catalogue and of services on cards, after all tables.

alter table card_service add constraint card_service_organisation
  foreign key (organisation_id) references organisation (organisation_id);
alter table institution add constraint institution_organisation
  foreign key (organisation_id) references organisation (organisation_id);
alter table agreement add constraint agreement_institution foreign key (institution_id) references institution (institution_id);
alter table agreement add constraint agreement_service foreign key (service_id) references card_service (service_id);
alter table card_application add constraint card_application_card
  foreign key (person_id, card_id) references card (person_id, card_id);
alter table card_application add constraint card_application_service
  foreign key (service_id) references card_service (service_id);
alter table sanction add constraint sanction_person foreign key (person_id) references person (person_id);
alter table sanction add constraint sanction_service foreign key (service_id) references card_service (service_id);
alter table integration add constraint integration_service foreign key (service_id) references card_service (service_id);
alter table holder_migration add constraint holder_migration_service
  foreign key (service_id) references card_service (service_id);
alter table holder_migration add constraint holder_migration_institution
  foreign key (institution_id) references institution (institution_id);
alter table migration_line add constraint migration_line_batch
  foreign key (migration_id) references holder_migration (migration_id);
