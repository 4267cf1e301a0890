-- owner: units
-- 组织单元的变更: who entered a period when, versions for two editors, keys for workbooks, work done by jobs.

alter table unit add column version integer not null default 1 check (version >= 1);
-- the key by which a workbook knows the unit
alter table unit add column external_code text check (length(external_code) between 1 and 40);
create unique index unit_external_code on unit (town_id, external_code) where external_code is not null;

-- The day on which the period was entered: an entry of today may still be corrected back to its first day.
alter table unit_period add column recorded_on date not null default actor_today();

-- Set-up and import work by name before anyone holds a post.
create policy jobs_insert on unit for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_kind()) = 'job');
create policy jobs_update on unit for update to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'job');
create policy jobs_write on unit_period to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'job');
create policy jobs_insert on unit_succession for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_kind()) = 'job');
