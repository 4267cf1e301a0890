-- owner: people
-- 交接: who takes over when a term ends. What lies open is asked of the features that own it, no longer read here.

alter table term add column successor_id uuid;
alter table term add foreign key (town_id, successor_id) references person;
create index on term (town_id, successor_id) where successor_id is not null;
drop function open_work_of(uuid, date);
