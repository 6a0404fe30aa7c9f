-- Foreign keys of the uses of cards, after all tables.

alter table card_use add constraint card_use_card foreign key (person_id, card_id) references card (person_id, card_id);
