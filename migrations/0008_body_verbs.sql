-- owner: bodies
-- 组织的变更: versions for two editors, who entered a period when, an end for what is temporary, work done by jobs.

alter table body add column version integer not null default 1 check (version >= 1);
-- A temporary branch ends with its task (domain §21).
alter table body add constraint temporary_ends check (kind <> 'temporaryBranch' or dissolved_on is not null);
-- The day on which the period was entered: an entry of today may still be corrected back to its first day.
alter table body_period add column recorded_on date not null default actor_today();
alter table body_coverage add column recorded_on date not null default actor_today();
create index on body (town_id, line, kind);

-- Import works by name before anyone holds a post.
create policy jobs_insert on body for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_kind()) = 'job');
create policy jobs_update on body for update to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'job');
create policy jobs_write on body_period to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'job');
create policy jobs_write on body_coverage to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'job');
