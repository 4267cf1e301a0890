-- owner: people
-- 按期删除前先说: the office sees a month ahead whose telephone will go, and can enter the relation that nobody entered.

-- The day from which the record is forgotten, unless a relation is entered before; null: nothing ended.
alter table person add column forget_on date;
create index person_forget_on on person (town_id, forget_on) where forget_on is not null;
