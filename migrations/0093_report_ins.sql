-- owner: commitments
-- 双报到: members in service elsewhere report to the village where they live; what the village tells the work unit is read by the person first.

create table report_in (
  town_id integer not null references town,
  id uuid not null,
  person_id uuid not null,
  -- the village or community reported to
  unit_id uuid not null,
  -- of the work unit its name, its branch and whom to reach there, and no more
  work_unit text not null default '' check (length(work_unit) <= 60),
  work_branch text not null default '' check (length(work_branch) <= 60),
  work_contact text not null default '' check (length(work_contact) <= 60),
  skills text not null default '' check (length(skills) <= 200),
  times text not null default '' check (length(times) <= 100),
  means text not null check (means in ('online', 'counter')),
  state text not null check (state in ('invited', 'reported', 'accepted', 'refused', 'inGrid', 'renewed', 'left', 'exempt')),
  begun_on date not null,
  reported_on date,
  accepted_on date,
  grid_unit_id uuid,
  renewed_on date,
  -- the first day on which it no longer holds: refused, left or exempt
  ended_on date,
  end_reason text check (length(end_reason) between 2 and 200),
  exempt_reason text check (exempt_reason in ('ill', 'retired')),
  -- where to go instead
  redirect_unit_id uuid,
  external_code text,
  primary key (town_id, id),
  unique (town_id, external_code),
  foreign key (town_id, person_id) references person,
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, grid_unit_id) references unit,
  foreign key (town_id, redirect_unit_id) references unit,
  check (state = 'invited' or reported_on is not null or state = 'exempt'),
  check (state not in ('accepted', 'inGrid', 'renewed') or accepted_on is not null),
  check (state not in ('inGrid', 'renewed') or grid_unit_id is not null),
  check ((state in ('refused', 'left', 'exempt')) = (ended_on is not null)),
  check ((state = 'exempt') = (exempt_reason is not null)),
  check (state not in ('refused', 'left') or end_reason is not null)
);
create unique index report_in_open on report_in (town_id, person_id) where ended_on is null;
create index report_in_unit on report_in (town_id, unit_id);

-- 半年反馈: reported or not, hours, a remark; sent when the person has read it, or ten working days after it was shown.
create table report_note (
  town_id integer not null,
  id uuid not null,
  report_in_id uuid not null,
  -- "2026-1" is January to June
  half text not null check (half ~ '^20[0-9]{2}-[12]$'),
  has_reported boolean not null,
  minutes integer not null check (minutes >= 0),
  remark text not null check (length(remark) between 2 and 200),
  state text not null check (state in ('shown', 'read', 'objected', 'sent')),
  shown_on date not null,
  person_remark text check (length(person_remark) <= 200),
  read_on date,
  sent_on date,
  version integer not null default 1 check (version >= 1),
  primary key (town_id, id),
  unique (town_id, report_in_id, half),
  foreign key (town_id, report_in_id) references report_in,
  check ((state = 'sent') = (sent_on is not null)),
  check (state <> 'objected' or person_remark is not null)
);

-- P2 as memberships are: the person, the Party line above the village, the town office.
alter table report_in enable row level security;
create policy own_town on report_in for select to sanliang_app using (town_id = (select actor_town()));
create policy sealed on report_in as restrictive for select to sanliang_app using (
  (select actor_kind()) = 'job' or person_id = (select actor_id()) or unit_id = any ((select membership_units())::uuid[]));
create policy write_insert on report_in for insert to sanliang_app with check (town_id = (select actor_town())
  and ((select actor_kind()) = 'job' or person_id = (select actor_id()) or unit_id = any ((select membership_units())::uuid[])));
create policy write_update on report_in for update to sanliang_app using (town_id = (select actor_town())
  and ((select actor_kind()) = 'job' or person_id = (select actor_id()) or unit_id = any ((select membership_units())::uuid[])));
grant select, insert, update on report_in to sanliang_app;

alter table report_note enable row level security;
create policy follows_report_in on report_note for select to sanliang_app using (town_id = (select actor_town())
  and exists (select from report_in r where r.town_id = report_note.town_id and r.id = report_note.report_in_id));
create policy write_insert on report_note for insert to sanliang_app with check (town_id = (select actor_town())
  and exists (select from report_in r where r.town_id = report_note.town_id and r.id = report_note.report_in_id
    and r.unit_id = any ((select membership_units())::uuid[])));
create policy write_update on report_note for update to sanliang_app using (town_id = (select actor_town())
  and exists (select from report_in r where r.town_id = report_note.town_id and r.id = report_note.report_in_id));
grant select, insert, update on report_note to sanliang_app;

create policy report_in_events on event for select to sanliang_app
  using (town_id = (select actor_town()) and subject_kind = 'reportIn'
    and exists (select from report_in r where r.town_id = event.town_id and r.id = event.subject_id));

-- Party bodies that stand for one of the units on the day: whose clerks keep the duty ledger there.
create function party_bodies_at(units uuid[], day date) returns uuid[]
language sql stable set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct bc.body_id), '{}') from body_coverage bc
  join body on body.town_id = bc.town_id and body.id = bc.body_id and body.line = 'party'
  where bc.town_id = (select actor_town()) and bc.unit_id = any (units) and bc.valid @> day
$$;
grant execute on function party_bodies_at(uuid[], date) to sanliang_app;
