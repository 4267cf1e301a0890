-- owner: households
-- 户: who lived there and where goes six months after it ended (domain §32.2, P1); the number and its days stay and are counted.

-- The day on which head, address and telephone of a home that left were deleted; null: they are there.
alter table household add column forgotten_on date,
  add check (forgotten_on is null or (state <> 'occupied' and phone_sealed is null and phone_index is null and code_digest is null));

-- Of a period that ended; of one that holds both are there.
alter table household_period alter column head_sealed drop not null, alter column address_sealed drop not null,
  add check ((head_sealed is null) = (address_sealed is null)),
  add check (valid_to is not null or head_sealed is not null);
create index household_period_kept on household_period (town_id, valid_to) where valid_to is not null and head_sealed is not null;
