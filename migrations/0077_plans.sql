-- owner: plans
-- 工作计划: plan, its aspects, their goals, and the items by which a goal is worked off.

create table plan (
  town_id integer not null references town,
  id uuid not null,
  unit_id uuid not null,
  name text not null check (length(name) between 2 and 80),
  begins_on date not null,
  ends_on date not null check (ends_on >= begins_on),
  primary key (town_id, id),
  foreign key (town_id, unit_id) references unit
);
create index on plan (town_id, begins_on);

create table plan_aspect (
  town_id integer not null,
  id uuid not null,
  plan_id uuid not null,
  position integer not null check (position between 1 and 50),
  name text not null check (length(name) between 2 and 40),
  primary key (town_id, id),
  unique (town_id, plan_id, position),
  foreign key (town_id, plan_id) references plan
);

create table plan_goal (
  town_id integer not null,
  id uuid not null,
  aspect_id uuid not null,
  position integer not null check (position between 1 and 50),
  name text not null check (length(name) between 2 and 120),
  -- how much of what; null: a goal without a number
  target integer check (target between 1 and 100000000),
  measure text not null default '' check (length(measure) <= 10),
  -- where its course is read: an indicator, a list of duties, its own items, or the places of a selection
  indicator text check (indicator ~ '^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$'),
  template_id uuid,
  selection text check (selection in ('modelCentre', 'starStation')),
  -- the figure of the yearly report that it stands under
  figure text check (figure ~ '^[TVP][0-9]{2}$'),
  due_on date,
  primary key (town_id, id),
  unique (town_id, aspect_id, position),
  foreign key (town_id, aspect_id) references plan_aspect,
  foreign key (town_id, template_id) references duty_template,
  check (selection is null or target is not null)
);

create table plan_item (
  town_id integer not null,
  id uuid not null,
  goal_id uuid not null,
  name text not null check (length(name) between 2 and 120),
  unit_id uuid not null,
  body_id uuid,
  venue_id uuid,
  due_on date not null,
  done_on date,
  accepted_by uuid,
  -- no longer to be done, and why
  dropped_on date,
  dropped_reason text check (length(dropped_reason) between 2 and 200),
  version integer not null default 1 check (version >= 1),
  primary key (town_id, id),
  foreign key (town_id, goal_id) references plan_goal,
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, body_id) references body,
  foreign key (town_id, venue_id) references venue,
  check ((done_on is null) = (accepted_by is null)),
  check ((dropped_on is null) = (dropped_reason is null)),
  check (done_on is null or dropped_on is null)
);
create unique index plan_item_venue on plan_item (town_id, goal_id, venue_id) where venue_id is not null;
create index on plan_item (town_id, goal_id);
create index on plan_item (town_id, unit_id, due_on) where done_on is null and dropped_on is null;

alter table plan enable row level security;
alter table plan_aspect enable row level security;
alter table plan_goal enable row level security;
alter table plan_item enable row level security;
-- What a town plans is public.
create policy own_town on plan for select to sanliang_app using (town_id = (select actor_town()));
create policy own_town on plan_aspect for select to sanliang_app using (town_id = (select actor_town()));
create policy own_town on plan_goal for select to sanliang_app using (town_id = (select actor_town()));
create policy own_town on plan_item for select to sanliang_app using (town_id = (select actor_town()));
create policy write_insert on plan for insert to sanliang_app
  with check (town_id = (select actor_town()) and (unit_id = any ((select scope_units())::uuid[]) or (select actor_kind()) = 'job'));
create policy write_insert on plan_aspect for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_kind()) in ('person', 'job'));
create policy write_insert on plan_goal for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_kind()) in ('person', 'job'));
create policy write_insert on plan_item for insert to sanliang_app
  with check (town_id = (select actor_town()) and (unit_id = any ((select scope_units())::uuid[]) or (select actor_kind()) = 'job'));
create policy write_update on plan_item for update to sanliang_app
  using (town_id = (select actor_town()) and (unit_id = any ((select scope_units())::uuid[]) or (select actor_kind()) = 'job'));
grant select, insert on plan, plan_aspect, plan_goal to sanliang_app;
grant select, insert, update on plan_item to sanliang_app;
