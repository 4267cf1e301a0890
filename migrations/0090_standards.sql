-- owner: standards
-- 制度和工作法: rules as versioned text, clause by clause, and which places have adopted a way of working.

create table standard (
  town_id integer not null references town,
  id uuid not null,
  -- a rule binds; a method is adopted place by place
  kind text not null check (kind in ('rule', 'method')),
  name text not null check (length(name) between 2 and 60),
  version integer not null default 1 check (version >= 1),
  primary key (town_id, id)
);
create unique index standard_name on standard (town_id, name);

-- An edition of the text. Without a day it is the one draft; with a day it is never changed again.
create table standard_edition (
  town_id integer not null,
  standard_id uuid not null,
  number integer not null check (number >= 1),
  -- who issued it and under what number, e.g. 西樵镇党委
  issuer text not null check (length(issuer) <= 60),
  -- [{ "text": …, "check": id of what enforces it, or null: 人工执行 }]
  clauses jsonb not null,
  in_force_on date,
  published_by uuid,
  published_at timestamptz,
  primary key (town_id, standard_id, number),
  foreign key (town_id, standard_id) references standard,
  foreign key (town_id, published_by) references person,
  check ((in_force_on is null) = (published_by is null) and (in_force_on is null) = (published_at is null))
);
create unique index standard_draft on standard_edition (town_id, standard_id) where in_force_on is null;

-- 推广: a place works by it, from a day on.
create table standard_adoption (
  town_id integer not null,
  id uuid not null,
  standard_id uuid not null,
  unit_id uuid not null,
  valid daterange not null check (not isempty(valid)),
  primary key (town_id, id),
  foreign key (town_id, standard_id) references standard,
  foreign key (town_id, unit_id) references unit,
  exclude using gist (town_id with =, standard_id with =, unit_id with =, valid with &&)
);
create index on standard_adoption (town_id, unit_id);

alter table standard enable row level security;
alter table standard_edition enable row level security;
alter table standard_adoption enable row level security;
create policy own_town on standard for select to sanliang_app using (town_id = (select actor_town()));
create policy own_town on standard_adoption for select to sanliang_app using (town_id = (select actor_town()));
-- What is in force is public; a draft is read by those who write it.
create policy in_force on standard_edition for select to sanliang_app
  using (town_id = (select actor_town()) and (in_force_on is not null or (select actor_roles()) && array['townClerk'] or (select actor_kind()) = 'job'));
create policy write on standard for insert to sanliang_app
  with check (town_id = (select actor_town()) and ((select actor_roles()) && array['townClerk'] or (select actor_kind()) = 'job'));
create policy change on standard for update to sanliang_app
  using (town_id = (select actor_town()) and ((select actor_roles()) && array['townClerk'] or (select actor_kind()) = 'job'));
create policy write on standard_edition for insert to sanliang_app
  with check (town_id = (select actor_town()) and ((select actor_roles()) && array['townClerk'] or (select actor_kind()) = 'job'));
create policy change on standard_edition for update to sanliang_app
  using (town_id = (select actor_town()) and in_force_on is null and ((select actor_roles()) && array['townClerk'] or (select actor_kind()) = 'job'))
  with check (town_id = (select actor_town()));
create policy write on standard_adoption for insert to sanliang_app
  with check (town_id = (select actor_town()) and ((select actor_roles()) && array['townClerk'] or (select actor_kind()) = 'job'));
create policy change on standard_adoption for update to sanliang_app
  using (town_id = (select actor_town()) and ((select actor_roles()) && array['townClerk'] or (select actor_kind()) = 'job'));
grant select, insert, update on standard, standard_edition, standard_adoption to sanliang_app;
