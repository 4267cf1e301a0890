-- owner: thresholds
-- 天数: days that no law fixes and the town settles, e.g. until an emergency is ratified; one proposes, another adopts, from a day on.

create table period_edition (
  town_id integer not null references town,
  -- as thresholds.periods.rules.ts names it, e.g. ratification
  period_key text not null check (length(period_key) between 2 and 40),
  number integer not null check (number >= 1),
  days integer not null check (days between 1 and 365),
  -- the document that says so
  basis text not null check (length(basis) between 2 and 200),
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  in_force_on date,
  adopted_by uuid,
  adopted_at timestamptz,
  version integer not null default 1 check (version >= 1),
  primary key (town_id, period_key, number),
  foreign key (town_id, proposed_by) references person,
  foreign key (town_id, adopted_by) references person,
  check (num_nulls(in_force_on, adopted_by, adopted_at) in (0, 3)),
  check (adopted_by <> proposed_by)
);
create unique index period_proposal on period_edition (town_id, period_key) where in_force_on is null;

alter table period_edition enable row level security;
create policy in_force on period_edition for select to sanliang_app
  using (town_id = (select actor_town()) and (in_force_on is not null or (select actor_roles()) && array['townClerk', 'townLeader']));
create policy propose on period_edition for insert to sanliang_app
  with check (town_id = (select actor_town()) and in_force_on is null and (select actor_roles()) && array['townClerk']);
create policy change on period_edition for update to sanliang_app
  using (town_id = (select actor_town()) and in_force_on is null and (select actor_roles()) && array['townClerk', 'townLeader'])
  with check (town_id = (select actor_town()));
grant select, insert, update on period_edition to sanliang_app;
