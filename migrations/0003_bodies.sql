-- owner: bodies
-- 组织: Party organisations, self-government, the collective economy, and the town's departments.
-- Three lines of authority, never merged: a parent is always of the same line.

create table body (
  town_id integer not null references town,
  id uuid not null,
  line text not null check (line in ('party', 'selfGovernment', 'economy', 'department')),
  kind text not null check (
    (line = 'party' and kind in ('committee', 'generalBranch', 'branch', 'jointBranch', 'temporaryBranch'))
    or (line = 'selfGovernment' and kind in ('villagersCommittee', 'residentsCommittee', 'supervisionCommittee'))
    or (line = 'economy' and kind in ('association', 'cooperative'))
    or (line = 'department' and kind = 'department')),
  -- the key by which superiors' tables know it
  external_code text check (length(external_code) between 1 and 40),
  founded_on date not null,
  dissolved_on date check (dissolved_on > founded_on),
  primary key (town_id, id),
  unique (town_id, id, line)
);
create unique index body_external_code on body (town_id, external_code) where external_code is not null;

create table body_period (
  town_id integer not null,
  body_id uuid not null,
  line text not null,
  parent_id uuid,
  name text not null check (length(name) between 1 and 80),
  valid daterange not null check (not isempty(valid)),
  foreign key (town_id, body_id, line) references body (town_id, id, line),
  foreign key (town_id, parent_id, line) references body (town_id, id, line),
  exclude using gist (town_id with =, body_id with =, valid with &&)
);
create index on body_period (town_id, parent_id);

-- Which units a body covers, and since when. A department covers the town.
create table body_coverage (
  town_id integer not null,
  body_id uuid not null,
  unit_id uuid not null,
  valid daterange not null check (not isempty(valid)),
  foreign key (town_id, body_id) references body,
  foreign key (town_id, unit_id) references unit,
  exclude using gist (town_id with =, body_id with =, unit_id with =, valid with &&)
);
create index on body_coverage (town_id, unit_id);

alter table body enable row level security;
alter table body_period enable row level security;
alter table body_coverage enable row level security;
create policy own_town on body for select to sanliang_app using (town_id = (select actor_town()));
create policy own_town on body_period for select to sanliang_app using (town_id = (select actor_town()));
create policy own_town on body_coverage for select to sanliang_app using (town_id = (select actor_town()));
grant select, insert, update on body to sanliang_app;
grant select, insert, update, delete on body_period, body_coverage to sanliang_app;
