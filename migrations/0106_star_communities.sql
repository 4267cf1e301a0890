-- owner: volunteering
-- 星级志愿服务社区: a village applies when its records meet the rule of the year, and the town decides; a title, never a place in an order.

-- What the records of a year must show, from a year on, and which document says so.
create table star_community_rule (
  town_id integer not null references town,
  id uuid not null,
  from_year integer not null check (from_year between 2000 and 2100),
  least_teams integer not null check (least_teams between 0 and 100),
  least_slots integer not null check (least_slots between 0 and 1000),
  least_volunteers integer not null check (least_volunteers between 0 and 100000),
  -- of ① and ② alone, disputes over
  least_minutes integer not null check (least_minutes between 0 and 10000000),
  source text not null check (length(source) between 4 and 200),
  primary key (town_id, id),
  unique (town_id, from_year)
);
create table star_community (
  town_id integer not null,
  id uuid not null,
  unit_id uuid not null,
  year integer not null check (year between 2000 and 2100),
  state text not null check (state in ('proposed', 'granted', 'declined')),
  -- the facts and the rule as they stood when the village applied
  rule_id uuid not null,
  teams integer not null check (teams >= 0),
  slots integer not null check (slots >= 0),
  volunteers integer not null check (volunteers >= 0),
  on_site integer not null check (on_site >= 0),
  organiser integer not null check (organiser >= 0),
  proposed_by uuid not null,
  proposed_on date not null,
  decided_by uuid check (decided_by <> proposed_by),
  decided_on date,
  -- the decision that grants it, or why not
  basis text check (length(basis) between 4 and 200),
  version integer not null default 1 check (version >= 1),
  primary key (town_id, id),
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, rule_id) references star_community_rule,
  foreign key (town_id, proposed_by) references person,
  foreign key (town_id, decided_by) references person,
  check ((state = 'proposed') = (decided_by is null)),
  check (num_nulls(decided_by, decided_on, basis) in (0, 3))
);
create unique index star_community_once on star_community (town_id, unit_id, year) where state <> 'declined';
create index star_community_proposed_by on star_community (town_id, proposed_by);
create index star_community_decided_by on star_community (town_id, decided_by);

alter table star_community_rule enable row level security;
alter table star_community enable row level security;
create policy own_town on star_community_rule for select to sanliang_app using (town_id = (select actor_town()));
create policy install on star_community_rule for insert to sanliang_app
  with check (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or (select actor_roles()) && array['townClerk']));
-- A title is for everyone to see; an application only for the village and the town.
create policy granted on star_community for select to sanliang_app using (town_id = (select actor_town()) and state = 'granted');
create policy organiser on star_community for select to sanliang_app
  using (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or unit_id = any ((select volunteer_units())::uuid[])));
create policy write_insert on star_community for insert to sanliang_app
  with check (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or unit_id = any ((select volunteer_units())::uuid[])));
create policy write_update on star_community for update to sanliang_app
  using (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or (select actor_roles()) && array['townClerk']));
grant select, insert on star_community_rule to sanliang_app;
grant select, insert, update on star_community to sanliang_app;
