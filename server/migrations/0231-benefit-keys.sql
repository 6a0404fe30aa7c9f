-- Foreign keys of benefits, after all tables.

alter table benefit_batch add constraint benefit_batch_programme foreign key (programme_id) references benefit_programme (programme_id);
alter table benefit_chunk add constraint benefit_chunk_batch foreign key (batch_id) references benefit_batch (batch_id);
alter table benefit_line add constraint benefit_line_batch foreign key (batch_id) references benefit_batch (batch_id);
