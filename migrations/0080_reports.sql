-- owner: reports
-- 年度报告: which villages are told of, and what was frozen. Nothing here is ever a number that someone typed.

-- 村居特写: the figures of which village the year's report tells, in order.
create table report_close_up (
  town_id integer not null references town,
  year integer not null check (year between 1990 and 2100),
  position integer not null check (position >= 1),
  unit_id uuid not null,
  figure_id text not null check (figure_id ~ '^V[0-9]{2}$'),
  primary key (town_id, year, position),
  unique (town_id, year, unit_id, figure_id),
  foreign key (town_id, unit_id) references unit
);

-- 定稿: an edition of a year's report. Rows are added and read, never changed: no grant allows it.
create table report_edition (
  town_id integer not null references town,
  id uuid not null,
  year integer not null check (year between 1990 and 2100),
  edition integer not null check (edition >= 1),
  as_of date not null,
  frozen_at timestamptz not null,
  frozen_by uuid not null,
  -- why there is another edition; none for the first
  reason text check (length(reason) between 2 and 200),
  primary key (town_id, id),
  unique (town_id, year, edition),
  foreign key (town_id, frozen_by) references person,
  check ((edition = 1) = (reason is null))
);

-- One number of an edition: by which definition, of what, and a digest of every record behind it.
create table report_figure (
  town_id integer not null,
  edition_id uuid not null,
  position integer not null,
  figure_id text not null,
  part integer not null,
  -- null: the town keeps no such records yet (尚无记录)
  indicator_id text,
  indicator_version integer,
  unit_id uuid not null,
  from_day date not null,
  to_day date not null,
  as_of date not null,
  value numeric(18, 1),
  row_count integer not null,
  -- of all records, and of the units that the question covered
  digest bytea not null,
  unit_digest bytea not null,
  -- record id → digest of what counts of it, so that a later difference can be named
  records jsonb not null,
  primary key (town_id, edition_id, position, part),
  foreign key (town_id, edition_id) references report_edition,
  foreign key (town_id, unit_id) references unit
);

alter table report_close_up enable row level security;
alter table report_edition enable row level security;
alter table report_figure enable row level security;
create policy own_town on report_close_up for select to sanliang_app using (town_id = (select actor_town()));
create policy own_town on report_edition for select to sanliang_app using (town_id = (select actor_town()));
create policy own_town on report_figure for select to sanliang_app using (town_id = (select actor_town()));
create policy choose on report_close_up to sanliang_app
  using (town_id = (select actor_town()) and ((select actor_roles()) && array['townClerk'] or (select actor_kind()) = 'job'))
  with check (town_id = (select actor_town()) and ((select actor_roles()) && array['townClerk'] or (select actor_kind()) = 'job'));
create policy keep on report_edition for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_roles()) && array['townClerk'] and frozen_by = (select actor_id()));
create policy keep on report_figure for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_roles()) && array['townClerk']);
grant select, insert, update, delete on report_close_up to sanliang_app;
grant select, insert on report_edition, report_figure to sanliang_app;
