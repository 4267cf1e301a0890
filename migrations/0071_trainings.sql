-- owner: trainings
-- 培训: courses and their sessions at the Party school and the teaching points, rolls, and hours credited by the organiser's roll.

create table training_course (
  town_id integer not null references town,
  id uuid not null,
  -- who organises it
  unit_id uuid not null,
  title text not null check (length(title) between 2 and 60),
  audience text not null check (audience in ('secretaries', 'committees', 'members', 'activists', 'volunteers')),
  -- 集中培训: secretaries need at least one a year
  concentrated boolean not null default false,
  primary key (town_id, id),
  unique (town_id, unit_id, title),
  foreign key (town_id, unit_id) references unit
);

create table training_session (
  town_id integer not null references town,
  id uuid not null,
  course_id uuid not null,
  unit_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  place_kind text not null check (place_kind in ('partySchool', 'teachingPoint', 'elsewhere')),
  place text not null check (length(place) <= 100),
  teacher text not null check (length(teacher) <= 50),
  length text not null check (length in ('fullDay', 'halfDay', 'byHour')),
  -- what each person present is credited with
  hours integer not null check (hours between 1 and 8),
  state text not null check (state in ('planned', 'held', 'credited', 'cancelled')),
  cancel_reason text check (length(cancel_reason) between 2 and 200),
  credited_by uuid,
  external_code text check (length(external_code) between 1 and 40),
  version integer not null default 1 check (version >= 1),
  roll_version integer not null default 1 check (roll_version >= 1),
  primary key (town_id, id),
  foreign key (town_id, course_id) references training_course,
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, credited_by) references person,
  check (length <> 'fullDay' or hours = 8),
  check (length <> 'halfDay' or hours = 4),
  check ((state = 'cancelled') = (cancel_reason is not null))
);
create index training_session_by_time on training_session (town_id, starts_at desc, id desc);
create index training_session_course on training_session (town_id, course_id);
create index training_session_unit on training_session (town_id, unit_id, starts_at desc);
create unique index training_session_external_code on training_session (town_id, external_code) where external_code is not null;

create table training_roll (
  town_id integer not null,
  id uuid not null,
  session_id uuid not null,
  position integer not null,
  -- null: a name that nobody was found for; it earns no hours until someone says who it is
  person_id uuid,
  name text not null check (length(name) between 1 and 50),
  sort_key text not null,
  attendance text not null check (attendance in ('unrecorded', 'present', 'excused', 'absent')),
  reason text check (length(reason) between 1 and 100),
  excluded text check (excluded in ('movedAway', 'unitClosed', 'termEnded', 'byRecorder')),
  excluded_note text check (length(excluded_note) between 1 and 100),
  -- null: not credited yet; 0: present, but credited elsewhere at the same time
  hours integer check (hours between 0 and 8),
  -- the other session at the same time in which the person is credited
  clash_id uuid,
  primary key (town_id, id),
  foreign key (town_id, session_id) references training_session,
  foreign key (town_id, person_id) references person,
  foreign key (town_id, clash_id) references training_session,
  check (attendance <> 'excused' or reason is not null),
  check (excluded is null or attendance = 'unrecorded'),
  check (excluded <> 'byRecorder' or excluded_note is not null),
  check (hours is null or (attendance = 'present' and person_id is not null)),
  check (clash_id is null or hours = 0)
);
create unique index training_roll_once on training_roll (town_id, session_id, person_id) where person_id is not null;
create index training_roll_session on training_roll (town_id, session_id, position);
create index training_roll_person on training_roll (town_id, person_id) where person_id is not null;

-- Who of a session's roll is present in another session at the same time, and whether the other one is credited.
-- The organiser need not be able to read the other roll.
create function training_clashes(wanted uuid) returns table (entry_id uuid, session_id uuid, title text, credited boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (r.id) r.id, other.id, course.title, twin.hours > 0
  from training_session s
  join training_roll r on r.town_id = s.town_id and r.session_id = s.id and r.attendance = 'present' and r.person_id is not null
  join training_roll twin on twin.town_id = s.town_id and twin.person_id = r.person_id and twin.session_id <> s.id and twin.attendance = 'present'
  join training_session other on other.town_id = s.town_id and other.id = twin.session_id and other.state <> 'cancelled'
    and other.starts_at < s.ends_at and s.starts_at < other.ends_at
  join training_course course on course.town_id = other.town_id and course.id = other.course_id
  where s.town_id = actor_town() and s.id = wanted
    and (actor_kind() = 'job' or s.unit_id = any ((select party_units())::uuid[]))
  order by r.id, coalesce(twin.hours, 0) desc, other.id
$$;
revoke execute on function training_clashes from public;
grant execute on function training_clashes to sanliang_app;

alter table training_course enable row level security;
alter table training_session enable row level security;
alter table training_roll enable row level security;
-- What is taught when and where is no secret among the staff; who attends is.
create policy staff on training_course for select to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) in ('person', 'job'));
create policy staff on training_session for select to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) in ('person', 'job'));
create policy write_insert on training_course for insert to sanliang_app
  with check (town_id = (select actor_town()) and (unit_id = any ((select party_units())::uuid[]) or (select actor_kind()) = 'job'));
create policy write_insert on training_session for insert to sanliang_app
  with check (town_id = (select actor_town()) and (unit_id = any ((select party_units())::uuid[]) or (select actor_kind()) = 'job'));
create policy write_update on training_session for update to sanliang_app
  using (town_id = (select actor_town()) and (unit_id = any ((select party_units())::uuid[]) or (select actor_kind()) = 'job'));
-- The organiser, the person, and the Party organisation that keeps the person.
create policy organiser on training_roll for select to sanliang_app
  using (town_id = (select actor_town()) and exists (select from training_session s where s.town_id = training_roll.town_id
    and s.id = training_roll.session_id and s.unit_id = any ((select party_units())::uuid[])));
create policy own on training_roll for select to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'person' and person_id = (select actor_id()));
create policy home on training_roll for select to sanliang_app
  using (town_id = (select actor_town()) and exists (select from person p where p.town_id = training_roll.town_id
    and p.id = training_roll.person_id and p.unit_id = any ((select party_units())::uuid[])));
create policy by_job on training_roll for select to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'job');
create policy write_insert on training_roll for insert to sanliang_app
  with check (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or exists (select from training_session s
    where s.town_id = training_roll.town_id and s.id = training_roll.session_id and s.unit_id = any ((select party_units())::uuid[]))));
create policy write_update on training_roll for update to sanliang_app
  using (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or exists (select from training_session s
    where s.town_id = training_roll.town_id and s.id = training_roll.session_id and s.unit_id = any ((select party_units())::uuid[]))));
grant select, insert on training_course to sanliang_app;
grant select, insert, update on training_session, training_roll to sanliang_app;

create policy training_events on event for select to sanliang_app
  using (subject_kind in ('training', 'trainingCourse') and unit_id = any ((select party_units())::uuid[]));
