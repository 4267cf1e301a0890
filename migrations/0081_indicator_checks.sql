-- owner: indicators
-- 指标对账: whether the parts of a number added up to the whole, when last proved. Shown beside the number.

create table indicator_check (
  town_id integer not null references town,
  indicator_id text not null,
  unit_id uuid not null,
  year integer not null,
  checked_on date not null,
  whole numeric(18, 1) not null,
  sum numeric(18, 1) not null,
  primary key (town_id, indicator_id, unit_id, year),
  foreign key (town_id, unit_id) references unit
);
alter table indicator_check enable row level security;
create policy own_town on indicator_check for select to sanliang_app using (town_id = (select actor_town()));
create policy prove on indicator_check to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'job')
  with check (town_id = (select actor_town()) and (select actor_kind()) = 'job');
grant select, insert, update, delete on indicator_check to sanliang_app;
