-- owner: platform
-- 平台: towns, who is acting, the event log, the calendar, idempotency.

create extension if not exists btree_gist;

create table town (
  id integer primary key,
  code text not null unique check (code ~ '^[0-9]{12}$'),
  name text not null,
  created_at timestamptz not null
);

-- In whose name this transaction runs. Set once a transaction by the application with
-- set_config(…, true); nothing set reads as nobody, and nobody sees nothing.
create function actor_setting() returns text language sql stable parallel safe
  as $$ select coalesce(current_setting('sanliang.actor', true), '') $$;
create function actor_kind() returns text language sql stable parallel safe
  as $$ select split_part(current_setting('sanliang.actor', true), ':', 1) $$;
create function actor_id() returns uuid language sql stable parallel safe
  as $$ select case when split_part(current_setting('sanliang.actor', true), ':', 1) in ('person', 'receipt')
                    then split_part(current_setting('sanliang.actor', true), ':', 2)::uuid end $$;
create function actor_town() returns integer language sql stable parallel safe
  as $$ select nullif(current_setting('sanliang.town', true), '')::integer
        where coalesce(current_setting('sanliang.actor', true), '') <> '' $$;
-- The application's clock, so that "today" in a policy is the same day as in the rules.
create function actor_today() returns date language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('sanliang.today', true), '')::date, (now() at time zone 'Asia/Shanghai')::date) $$;

alter table town enable row level security;
create policy own_town on town for select to sanliang_app using (id = (select actor_town()));
grant select on town to sanliang_app;

-- One row per change, in the change's own transaction. Ids, states and field names; never personal text.
create table event (
  town_id integer not null references town,
  id uuid not null,
  name text not null check (name ~ '^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$'),
  subject_kind text not null check (subject_kind ~ '^[a-z][A-Za-z]*$'),
  subject_id uuid not null,
  -- where it happened, for reading by scope; null: the town's own affairs
  unit_id uuid,
  actor text not null,
  actor_person_id uuid,
  at timestamptz not null,
  details jsonb not null default '{}',
  primary key (town_id, id)
);
create index event_subject on event (town_id, subject_id, id);
create index event_actor on event (town_id, actor_person_id, at desc) where actor_person_id is not null;
create index event_at on event (town_id, at);
alter table event enable row level security;
create policy append on event for insert to sanliang_app
  with check (town_id = (select actor_town()) and actor = (select actor_setting()));
create policy own_acts on event for select to sanliang_app
  using (town_id = (select actor_town()) and actor_person_id = (select actor_id()) and (select actor_kind()) = 'person');
create policy jobs_read on event for select to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'job');
grant select, insert on event to sanliang_app;

-- Working days (DATA-14). A year without a row in holiday_year is counted Monday to Friday and marked as an estimate.
create table holiday_year (
  year integer primary key check (year between 1990 and 2100),
  source text not null
);
create table holiday (
  day date primary key,
  kind text not null check (kind in ('off', 'work')),
  name text not null,
  year integer not null references holiday_year on delete cascade
);
grant select, insert, update, delete on holiday_year, holiday to sanliang_app;

-- Repeating a request that creates: same key and body, same answer, for 24 hours.
create table idempotency (
  town_id integer not null references town,
  scope text not null,
  key text not null check (length(key) between 8 and 128),
  body_digest bytea not null,
  answer bytea,
  expires_at timestamptz not null,
  primary key (town_id, scope, key)
);
create index on idempotency (expires_at);
alter table idempotency enable row level security;
create policy own_keys on idempotency to sanliang_app
  using (town_id = (select actor_town()) and (scope = (select actor_setting()) or (select actor_kind()) = 'job'))
  with check (town_id = (select actor_town()) and scope = (select actor_setting()));
grant select, insert, update, delete on idempotency to sanliang_app;
