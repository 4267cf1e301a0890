-- owner: matters
-- 重要事权清单: versions of the town's list and of what a village adds or makes stricter, each entry with its procedure.

create table matter_list (
  town_id integer not null references town,
  id uuid not null,
  -- the town, or the village or community whose own entries these are
  unit_id uuid not null,
  number integer not null check (number >= 1),
  state text not null check (state in ('draft', 'consulted', 'adopted', 'filed', 'inForce', 'superseded')),
  -- from the seeded defaults, which somebody must adopt before they mean anything
  seeded boolean not null default false,
  in_force_on date,
  -- the first day on which the next one holds
  superseded_on date,
  version integer not null default 1 check (version >= 1),
  primary key (town_id, id),
  unique (town_id, unit_id, number),
  foreign key (town_id, unit_id) references unit,
  check ((state in ('inForce', 'superseded')) = (in_force_on is not null)),
  check ((state = 'superseded') = (superseded_on is not null)),
  check (superseded_on >= in_force_on)
);
create unique index matter_list_in_force on matter_list (town_id, unit_id) where state = 'inForce';
create unique index matter_list_open on matter_list (town_id, unit_id) where state in ('draft', 'consulted', 'adopted', 'filed');

-- What was reached on which day, by which document; a step back to the draft takes the step away.
create table matter_list_step (
  town_id integer not null,
  list_id uuid not null,
  state text not null check (state in ('consulted', 'adopted', 'filed', 'inForce')),
  reached_on date not null,
  -- e.g. 第三次村民代表会议决议
  document text not null check (length(document) between 2 and 100),
  -- null: loaded with the town
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (town_id, list_id, state),
  foreign key (town_id, list_id) references matter_list,
  foreign key (town_id, recorded_by) references person
);

create table matter_entry (
  town_id integer not null,
  list_id uuid not null,
  code text not null check (code ~ '^[A-Z][0-9]{1,3}$'),
  -- what matters.contract.ts calls MatterFields
  content jsonb not null,
  primary key (town_id, list_id, code),
  foreign key (town_id, list_id) references matter_list
);

alter table matter_list enable row level security;
alter table matter_list_step enable row level security;
alter table matter_entry enable row level security;
-- What holds or held is public; what is on its way is read where it was made and above.
create policy in_force on matter_list for select to sanliang_app
  using (town_id = (select actor_town()) and (state in ('inForce', 'superseded') or unit_id = any ((select scope_units())::uuid[])
    or (select actor_kind()) = 'job'));
create policy of_list on matter_list_step for select to sanliang_app
  using (exists (select from matter_list l where l.town_id = matter_list_step.town_id and l.id = matter_list_step.list_id));
create policy of_list on matter_entry for select to sanliang_app
  using (exists (select from matter_list l where l.town_id = matter_entry.town_id and l.id = matter_entry.list_id));
create policy write on matter_list for insert to sanliang_app
  with check (town_id = (select actor_town()) and (unit_id = any ((select scope_units())::uuid[]) or (select actor_kind()) = 'job'));
create policy change on matter_list for update to sanliang_app
  using (town_id = (select actor_town()) and state <> 'superseded'
    and (unit_id = any ((select scope_units())::uuid[]) or (select actor_kind()) = 'job'))
  with check (town_id = (select actor_town()));
create policy write on matter_list_step for insert to sanliang_app
  with check (exists (select from matter_list l where l.town_id = matter_list_step.town_id and l.id = matter_list_step.list_id
    and (l.unit_id = any ((select scope_units())::uuid[]) or (select actor_kind()) = 'job')));
create policy back on matter_list_step for delete to sanliang_app
  using (exists (select from matter_list l where l.town_id = matter_list_step.town_id and l.id = matter_list_step.list_id
    and l.state in ('draft', 'consulted', 'adopted', 'filed') and l.unit_id = any ((select scope_units())::uuid[])));
-- Only a draft is written; what came into force stays as it was, because matters run by it.
create policy write on matter_entry for insert to sanliang_app
  with check (exists (select from matter_list l where l.town_id = matter_entry.town_id and l.id = matter_entry.list_id and l.state = 'draft'
    and (l.unit_id = any ((select scope_units())::uuid[]) or (select actor_kind()) = 'job')));
create policy change on matter_entry for update to sanliang_app
  using (exists (select from matter_list l where l.town_id = matter_entry.town_id and l.id = matter_entry.list_id and l.state = 'draft'
    and (l.unit_id = any ((select scope_units())::uuid[]) or (select actor_kind()) = 'job')));
create policy remove on matter_entry for delete to sanliang_app
  using (exists (select from matter_list l where l.town_id = matter_entry.town_id and l.id = matter_entry.list_id and l.state = 'draft'
    and l.unit_id = any ((select scope_units())::uuid[])));
grant select, insert, update on matter_list to sanliang_app;
grant select, insert, delete on matter_list_step to sanliang_app;
grant select, insert, update, delete on matter_entry to sanliang_app;
