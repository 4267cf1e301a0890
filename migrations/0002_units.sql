-- owner: units
-- 组织单元: one tree of territory. A unit's id is for ever; its name, parent and path are periods.

create table unit (
  town_id integer not null references town,
  id uuid not null,
  kind text not null check (kind in ('town', 'community', 'village', 'cooperative', 'quarter', 'grid', 'householdGroup', 'zone')),
  -- 12-digit statistical code (DATA-01), an attribute and never a key
  code text check (code ~ '^[0-9]{12}$'),
  opened_on date not null,
  closed_on date check (closed_on > opened_on),
  primary key (town_id, id)
);
create index unit_code on unit (town_id, code) where code is not null;

create table unit_period (
  town_id integer not null,
  unit_id uuid not null,
  parent_id uuid,
  name text not null check (length(name) between 1 and 50),
  -- what stands before a case number and on tiles, e.g. 爱国
  short_name text not null check (length(short_name) between 1 and 10),
  valid daterange not null check (not isempty(valid)),
  -- from the town down to the unit itself
  path uuid[] not null check (path[array_upper(path, 1)] = unit_id),
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, parent_id) references unit,
  exclude using gist (town_id with =, unit_id with =, valid with &&)
);
create index unit_period_parent on unit_period (town_id, parent_id);
create index unit_period_path on unit_period using gin (path);

-- After a merger the successor's scope includes its predecessors' rows.
create table unit_succession (
  town_id integer not null,
  predecessor_id uuid not null,
  successor_id uuid not null check (successor_id <> predecessor_id),
  effective_on date not null,
  primary key (town_id, predecessor_id, successor_id),
  foreign key (town_id, predecessor_id) references unit,
  foreign key (town_id, successor_id) references unit
);

alter table unit enable row level security;
alter table unit_period enable row level security;
alter table unit_succession enable row level security;
-- The map of a town is public.
create policy own_town on unit for select to sanliang_app using (town_id = (select actor_town()));
create policy own_town on unit_period for select to sanliang_app using (town_id = (select actor_town()));
create policy own_town on unit_succession for select to sanliang_app using (town_id = (select actor_town()));
grant select, insert, update on unit to sanliang_app;
grant select, insert, update, delete on unit_period to sanliang_app;
grant select, insert on unit_succession to sanliang_app;
