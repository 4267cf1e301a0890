-- owner: volunteering
-- 志愿时长: hours in three grades, what bounds those entered later, disputes within seven days, corrections by two people.

-- What entering later is bounded by, from a day on, and which rule says so.
create table volunteer_cap (
  town_id integer not null references town,
  id uuid not null,
  from_on date not null,
  minutes_each integer not null check (minutes_each between 0 and 1440),
  minutes_monthly integer not null check (minutes_monthly between 0 and 10000),
  source text not null check (length(source) between 4 and 200),
  primary key (town_id, id),
  unique (town_id, from_on)
);

create table volunteer_hours (
  town_id integer not null,
  id uuid not null,
  slot_id uuid not null,
  -- null: entered for someone who had not signed up
  sign_up_id uuid,
  person_id uuid not null,
  name text not null check (length(name) between 1 and 50),
  sort_key text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  -- served, in whole minutes; what counts is in half hours
  minutes integer not null check (minutes between 0 and 1440),
  credited integer not null check (credited >= 0 and credited % 30 = 0),
  grade text not null check (grade in ('onSite', 'organiser', 'enteredLater')),
  state text not null check (state in ('pending', 'standing', 'refused')),
  entered_by uuid,
  entered_on date not null,
  -- why it was entered later; anyone may read it
  public_reason text check (length(public_reason) between 4 and 100),
  decided_by uuid,
  -- the day from which the person has seven days to dispute it
  posted_on date,
  flags text[] not null default '{}'
    check (flags <@ array['overTenHours', 'enteredLater', 'batch', 'stranger', 'ownHours', 'overCap']),
  checked_by uuid,
  check_note text check (length(check_note) between 2 and 200),
  primary key (town_id, id),
  foreign key (town_id, slot_id) references volunteer_slot,
  foreign key (town_id, sign_up_id) references volunteer_sign_up,
  foreign key (town_id, person_id) references person,
  foreign key (town_id, entered_by) references person,
  foreign key (town_id, decided_by) references person,
  foreign key (town_id, checked_by) references person,
  check ((grade = 'enteredLater') = (public_reason is not null)),
  check (grade = 'enteredLater' or state = 'standing'),
  -- the second approver is a second person
  check (decided_by is null or decided_by <> entered_by),
  check ((state = 'standing') = (posted_on is not null)),
  check ((checked_by is null) = (check_note is null)),
  -- nobody serves at two places at one time
  constraint volunteer_hours_one_place exclude using gist (town_id with =, person_id with =, tstzrange(starts_at, ends_at) with &&)
    where (state <> 'refused')
);
create index volunteer_hours_slot on volunteer_hours (town_id, slot_id);
create index volunteer_hours_person on volunteer_hours (town_id, person_id);
create index volunteer_hours_flagged on volunteer_hours (town_id, id) where flags <> '{}' and checked_by is null;

create table volunteer_dispute (
  town_id integer not null,
  id uuid not null,
  hours_id uuid not null,
  text text not null check (length(text) between 2 and 500),
  raised_at timestamptz not null,
  state text not null check (state in ('open', 'upheld', 'rejected')),
  answer text check (length(answer) between 2 and 500),
  answered_by uuid,
  primary key (town_id, id),
  foreign key (town_id, hours_id) references volunteer_hours,
  foreign key (town_id, answered_by) references person,
  check ((state = 'open') = (answer is null)),
  check ((state = 'open') = (answered_by is null))
);
create unique index volunteer_dispute_open on volunteer_dispute (town_id, hours_id) where state = 'open';

-- Old and new stand side by side for ever. After a dispute one person puts right; once locked, two.
create table volunteer_correction (
  town_id integer not null,
  id uuid not null,
  hours_id uuid not null,
  old_minutes integer not null,
  new_minutes integer not null check (new_minutes between 0 and 1440 and new_minutes <> old_minutes),
  reason text not null check (length(reason) between 2 and 200),
  dispute_id uuid,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  agreed_by uuid check (agreed_by <> decided_by),
  decided_by uuid,
  state text not null check (state in ('proposed', 'made', 'refused')),
  primary key (town_id, id),
  foreign key (town_id, hours_id) references volunteer_hours,
  foreign key (town_id, dispute_id) references volunteer_dispute,
  foreign key (town_id, proposed_by) references person,
  foreign key (town_id, agreed_by) references person,
  foreign key (town_id, decided_by) references person,
  check (state <> 'made' or (agreed_by is not null and decided_by is not null) or dispute_id is not null)
);
create unique index volunteer_correction_open on volunteer_correction (town_id, hours_id) where state = 'proposed';

-- What a person served on a day, and what was entered later in a month, wherever it was: numbers for the bounds, no records.
create function volunteer_totals(person uuid, day date) returns table (day_minutes integer, later_minutes integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(sum(minutes) filter (where served_on = day), 0)::int,
    coalesce(sum(credited) filter (where grade = 'enteredLater' and date_trunc('month', served_on) = date_trunc('month', day)), 0)::int
  from (select h.minutes, h.credited, h.grade, (h.starts_at at time zone 'Asia/Shanghai')::date as served_on from volunteer_hours h
    where h.town_id = actor_town() and h.person_id = person and h.state <> 'refused'
      and (actor_kind() = 'job' or cardinality(volunteer_units()) > 0 or cardinality(led_teams()) > 0)) served
$$;

-- Why hours of an activity were entered later, and how many: without a name, for anyone.
create function volunteer_later(activity uuid) returns table (served_on date, credited integer, reason text)
language sql stable security definer set search_path = public, pg_temp as $$
  select (h.starts_at at time zone 'Asia/Shanghai')::date, h.credited, h.public_reason from volunteer_hours h
  join volunteer_slot s on s.town_id = h.town_id and s.id = h.slot_id
  where h.town_id = actor_town() and s.activity_id = activity and h.grade = 'enteredLater' and h.state = 'standing'
  order by h.starts_at desc limit 20
$$;
revoke execute on function volunteer_totals, volunteer_later from public;
grant execute on function volunteer_totals, volunteer_later to sanliang_app;

alter table volunteer_cap enable row level security;
alter table volunteer_hours enable row level security;
alter table volunteer_dispute enable row level security;
alter table volunteer_correction enable row level security;
create policy own_town on volunteer_cap for select to sanliang_app using (town_id = (select actor_town()));
create policy install on volunteer_cap for insert to sanliang_app
  with check (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or (select actor_roles()) && array['townClerk']));
create policy own on volunteer_hours for select to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'person' and person_id = (select actor_id()));
create policy organiser on volunteer_hours for select to sanliang_app
  using (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or exists (select from volunteer_slot s where s.town_id = volunteer_hours.town_id
    and s.id = volunteer_hours.slot_id and (s.unit_id = any ((select volunteer_units())::uuid[]) or s.team_id = any ((select led_teams())::uuid[])))));
create policy home on volunteer_hours for select to sanliang_app
  using (town_id = (select actor_town()) and exists (select from person p where p.town_id = volunteer_hours.town_id
    and p.id = volunteer_hours.person_id and p.unit_id = any ((select volunteer_units())::uuid[])));
create policy write_insert on volunteer_hours for insert to sanliang_app
  with check (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or exists (select from volunteer_slot s where s.town_id = volunteer_hours.town_id
    and s.id = volunteer_hours.slot_id and (s.unit_id = any ((select volunteer_units())::uuid[]) or s.team_id = any ((select led_teams())::uuid[])))));
create policy write_update on volunteer_hours for update to sanliang_app
  using (town_id = (select actor_town()) and exists (select from volunteer_slot s where s.town_id = volunteer_hours.town_id
    and s.id = volunteer_hours.slot_id and (s.unit_id = any ((select volunteer_units())::uuid[]) or s.team_id = any ((select led_teams())::uuid[]))));
-- Whoever may read the hours may read what was said about them; the volunteer and the organiser write it.
create policy follows_hours on volunteer_dispute to sanliang_app
  using (town_id = (select actor_town()) and exists (select from volunteer_hours h where h.town_id = volunteer_dispute.town_id and h.id = volunteer_dispute.hours_id));
create policy follows_hours on volunteer_correction to sanliang_app
  using (town_id = (select actor_town()) and exists (select from volunteer_hours h where h.town_id = volunteer_correction.town_id and h.id = volunteer_correction.hours_id));
grant select, insert on volunteer_cap to sanliang_app;
grant select, insert, update on volunteer_hours, volunteer_dispute, volunteer_correction to sanliang_app;
