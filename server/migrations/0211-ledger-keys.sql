-- Foreign keys of the ledger, after all tables. Rows that belong to nobody carry the nil UUID, so no key leads to person.

alter table ledger_leg add constraint ledger_leg_transfer foreign key (person_id, transfer_id) references ledger_transfer (person_id, transfer_id);
alter table ledger_transfer add constraint ledger_transfer_original foreign key (person_id, reverses) references ledger_transfer (person_id, transfer_id);
