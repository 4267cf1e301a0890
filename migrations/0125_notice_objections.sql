-- owner: disclosures
-- 异议: anyone may object, named or not; while one is open the notice's clock stands still. Two decide, the supervisors and the town.

create table notice_objection (
  town_id integer not null,
  id uuid not null,
  notice_id uuid not null,
  number integer not null check (number >= 1),
  -- the version that was objected to
  version_number integer not null,
  channel text not null check (channel in ('phone', 'paper', 'counter', 'form')),
  received_on date not null,
  -- later than it was received: entered late (迟录)
  entered_on date not null check (entered_on >= received_on),
  -- null: by the objector, on the public page
  entered_by uuid,
  state text not null check (state in ('open', 'dismissed', 'upheld')),
  decided_on date check (decided_on >= received_on),
  -- what the two say of it in public
  reason text check (length(reason) between 4 and 1000),
  primary key (town_id, id),
  unique (town_id, notice_id, number),
  foreign key (town_id, notice_id) references notice,
  foreign key (town_id, notice_id, version_number) references notice_version,
  foreign key (town_id, entered_by) references person,
  check ((channel = 'form') = (entered_by is null)),
  check ((state = 'open') = (decided_on is null)),
  check ((state = 'open') = (reason is null))
);

-- What was said and by whom, for those who decide and those who entered it.
create table notice_objection_words (
  town_id integer not null,
  objection_id uuid not null,
  text_sealed bytea not null,
  -- null: anonymous
  name_sealed bytea,
  phone_sealed bytea,
  primary key (town_id, objection_id),
  foreign key (town_id, objection_id) references notice_objection
);

-- One word of each side; where they differ either may think again, and what was said before stays.
create table notice_opinion (
  town_id integer not null,
  id uuid not null,
  objection_id uuid not null,
  side text not null check (side in ('supervisor', 'town')),
  outcome text not null check (outcome in ('dismissed', 'upheld')),
  reason text not null check (length(reason) between 4 and 400),
  given_by uuid not null,
  given_at timestamptz not null,
  primary key (town_id, id),
  foreign key (town_id, objection_id) references notice_objection,
  foreign key (town_id, given_by) references person
);
create index notice_opinion_objection on notice_opinion (town_id, objection_id);

alter table notice_objection enable row level security;
alter table notice_objection_words enable row level security;
alter table notice_opinion enable row level security;
create policy of_notice on notice_objection for select to sanliang_app
  using (exists (select from notice n where n.town_id = notice_objection.town_id and n.id = notice_objection.notice_id));
create policy object on notice_objection for insert to sanliang_app
  with check (state = 'open' and exists (select from notice n where n.town_id = notice_objection.town_id and n.id = notice_objection.notice_id
    and n.state = 'published' and ((select actor_kind()) <> 'public' or channel = 'form')));
create policy decide on notice_objection for update to sanliang_app
  using (state = 'open' and exists (select from notice n where n.town_id = notice_objection.town_id and n.id = notice_objection.notice_id
    and n.unit_id = any ((select scope_units())::uuid[])))
  with check (town_id = (select actor_town()));
create policy deciders on notice_objection_words for select to sanliang_app
  using (town_id = (select actor_town()) and exists (
    select from notice_objection o join notice n on n.town_id = o.town_id and n.id = o.notice_id
    where o.town_id = notice_objection_words.town_id and o.id = notice_objection_words.objection_id
      and n.unit_id = any ((select scope_units())::uuid[])
      and ((select actor_roles()) && array['supervisor', 'townDiscipline', 'townClerk', 'townLeader'] or o.entered_by = (select actor_id()))));
create policy object on notice_objection_words for insert to sanliang_app with check (town_id = (select actor_town()));
create policy of_objection on notice_opinion for select to sanliang_app
  using (town_id = (select actor_town()) and exists (
    select from notice_objection o join notice n on n.town_id = o.town_id and n.id = o.notice_id
    where o.town_id = notice_opinion.town_id and o.id = notice_opinion.objection_id and n.unit_id = any ((select scope_units())::uuid[])));
create policy give on notice_opinion for insert to sanliang_app
  with check (town_id = (select actor_town()) and given_by = (select actor_id()) and exists (
    select from notice_objection o join notice n on n.town_id = o.town_id and n.id = o.notice_id
    where o.town_id = notice_opinion.town_id and o.id = notice_opinion.objection_id and o.state = 'open'
      and n.unit_id = any ((select scope_units())::uuid[])));
grant select, insert on notice_objection, notice_objection_words, notice_opinion to sanliang_app;
grant update (state, decided_on, reason) on notice_objection to sanliang_app;
