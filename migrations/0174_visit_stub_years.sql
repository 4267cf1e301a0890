-- owner: visits
-- 入户走访: a household that deleted a record and is visited again in that year is still one household.
--
-- The years for which a stub stands for the household. Which stub it is stays unknown: the stub tells a grid and a day, this a year.
alter table visit_rhythm add column stub_years integer[] not null default '{}';
