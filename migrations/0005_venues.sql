-- owner: venues
-- 阵地: places for Party and community activity, and when each was in use.

create table venue (
  town_id integer not null references town,
  id uuid not null,
  kind text not null check (kind in ('townCentre', 'villageCentre', 'station', 'partyPark', 'park', 'redBase', 'redHouse', 'antiCrimeBase')),
  name text not null check (length(name) between 1 and 80),
  -- whose place it is
  unit_id uuid not null,
  -- the organisation that keeps it, if one does
  body_id uuid,
  address text not null check (length(address) <= 200),
  hours text not null check (length(hours) <= 200),
  phone text check (phone ~ '^[0-9]{10,12}$'),
  services text[] not null default '{}' check (cardinality(services) <= 30),
  status text not null check (status in ('planned', 'building', 'inUse', 'closed')),
  opened_on date,
  closed_on date,
  -- the key by which a workbook knows the place
  external_code text check (length(external_code) between 1 and 40),
  version integer not null default 1 check (version >= 1),
  primary key (town_id, id),
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, body_id) references body,
  check (closed_on > opened_on),
  check ((status = 'closed') = (closed_on is not null)),
  check (status <> 'inUse' or opened_on is not null)
);
create index on venue (town_id, unit_id);
create index on venue (town_id, name, id);
create unique index venue_external_code on venue (town_id, external_code) where external_code is not null;

alter table venue enable row level security;
-- Where one can go is public.
create policy own_town on venue for select to sanliang_app using (town_id = (select actor_town()));
create policy write_insert on venue for insert to sanliang_app
  with check (town_id = (select actor_town()) and (unit_id = any ((select scope_units())::uuid[])
    or (select actor_roles()) && array['townClerk', 'systemAdministrator'] or (select actor_kind()) = 'job'));
create policy write_update on venue for update to sanliang_app
  using (town_id = (select actor_town()) and (unit_id = any ((select scope_units())::uuid[])
    or (select actor_roles()) && array['townClerk', 'systemAdministrator'] or (select actor_kind()) = 'job'));
grant select, insert, update on venue to sanliang_app;
