-- One chip belongs to one card (Article 14): asked before a new card is believed.

create index card_by_chip on card (chip_identification_code) where chip_identification_code is not null;
comment on index card_by_chip is 'Whose chip it is: a chip that proves itself for a second card is none of it.';
