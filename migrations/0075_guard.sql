-- owner: guard
-- 形式主义防线: demands on the villages that were refused, with what was asked and why it was refused.

-- Who asked is not here: the event log knows, for those who audit. What and why is for everyone.
create table refused_demand (
  town_id integer not null references town,
  id uuid not null,
  kind text not null check (kind in ('duty', 'checklist', 'rating')),
  title text not null check (length(title) between 1 and 80),
  -- the unit whose office asked
  unit_id uuid not null,
  refused_on date not null,
  -- [{ "ban", "rule", "detail", "source": { "name", "article" } }]
  findings jsonb not null check (jsonb_typeof(findings) = 'array' and jsonb_array_length(findings) > 0),
  -- what it would have cost those who had to answer
  yearly_minutes bigint not null check (yearly_minutes >= 0),
  primary key (town_id, id),
  foreign key (town_id, unit_id) references unit
);
create index on refused_demand (town_id, refused_on desc, id);

alter table refused_demand enable row level security;
create policy own_town on refused_demand for select to sanliang_app using (town_id = (select actor_town()));
create policy keep on refused_demand for insert to sanliang_app
  with check (town_id = (select actor_town()) and unit_id = any ((select scope_units())::uuid[]));
grant select, insert on refused_demand to sanliang_app;
