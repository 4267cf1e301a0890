-- owner: volunteering
-- 志愿西樵: volunteers, teams, activities with their slots, and who signed up in which order.

-- A person who agreed to be recorded. Whoever said that they are grown up has no day of birth here.
create table volunteer (
  town_id integer not null references town,
  person_id uuid not null,
  consented_on date not null,
  -- null: by the volunteer; otherwise who entered it at the counter (代为登记)
  entered_by uuid,
  skills text not null check (length(skills) <= 200),
  times text not null check (length(times) <= 200),
  born_on date,
  guardian_sealed bytea,
  guardian_consented_on date,
  banned_from date,
  banned_until date,
  ban_reason text check (length(ban_reason) between 2 and 200),
  banned_by uuid,
  primary key (town_id, person_id),
  foreign key (town_id, person_id) references person,
  foreign key (town_id, entered_by) references person,
  foreign key (town_id, banned_by) references person,
  check ((guardian_sealed is null) = (guardian_consented_on is null)),
  check ((banned_until is null) = (banned_from is null)),
  check (banned_until is null or (banned_until > banned_from and ban_reason is not null))
);

create table volunteer_team (
  town_id integer not null references town,
  id uuid not null,
  unit_id uuid not null,
  name text not null check (length(name) between 2 and 40),
  leader_id uuid,
  founded_on date,
  closed_on date,
  external_code text check (length(external_code) between 1 and 40),
  version integer not null default 1 check (version >= 1),
  primary key (town_id, id),
  unique (town_id, unit_id, name),
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, leader_id) references person
);
create unique index volunteer_team_code on volunteer_team (town_id, external_code) where external_code is not null;

create table volunteer_activity (
  town_id integer not null references town,
  id uuid not null,
  unit_id uuid not null,
  -- null: the unit's own office organises it
  team_id uuid,
  title text not null check (length(title) between 2 and 40),
  about text not null check (length(about) <= 500),
  venue_id uuid,
  place text not null check (length(place) between 2 and 100),
  contact_name text not null check (length(contact_name) between 1 and 50),
  contact_phone text not null check (length(contact_phone) between 5 and 20),
  needs text not null check (length(needs) <= 200),
  -- a grown-up has no day of birth here, so no activity asks for more
  min_age integer not null check (min_age between 0 and 18),
  risky boolean not null,
  insurance_number text check (length(insurance_number) between 4 and 40),
  checked_at timestamptz,
  checked_by uuid,
  opened_at timestamptz,
  version integer not null default 1 check (version >= 1),
  primary key (town_id, id),
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, team_id) references volunteer_team,
  foreign key (town_id, venue_id) references venue,
  foreign key (town_id, checked_by) references person,
  check (opened_at is null or not risky or insurance_number is not null)
);
create index on volunteer_activity (town_id, unit_id);

create table volunteer_slot (
  town_id integer not null,
  id uuid not null,
  activity_id uuid not null,
  unit_id uuid not null,
  team_id uuid,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  places integer not null check (places between 1 and 500),
  state text not null check (state in ('draft', 'checked', 'open', 'full', 'running', 'finished', 'hoursPosted', 'disputeWindow', 'locked',
    'corrected', 'cancelled')),
  cancel_reason text check (length(cancel_reason) between 2 and 200),
  -- the slot that stands in for a cancelled one; the order of the sign-ups went along
  moved_to uuid,
  posted_on date,
  posted_by uuid,
  external_code text check (length(external_code) between 1 and 40),
  roll_version integer not null default 1 check (roll_version >= 1),
  primary key (town_id, id),
  foreign key (town_id, activity_id) references volunteer_activity,
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, team_id) references volunteer_team,
  foreign key (town_id, moved_to) references volunteer_slot,
  foreign key (town_id, posted_by) references person,
  check ((state = 'cancelled') = (cancel_reason is not null)),
  check ((state in ('hoursPosted', 'disputeWindow', 'locked', 'corrected')) = (posted_on is not null))
);
create index volunteer_slot_activity on volunteer_slot (town_id, activity_id, starts_at);
create index volunteer_slot_time on volunteer_slot (town_id, starts_at, id);
create index volunteer_slot_unsettled on volunteer_slot (town_id, state)
  where state in ('open', 'full', 'running', 'hoursPosted', 'disputeWindow');
create unique index volunteer_slot_code on volunteer_slot (town_id, external_code) where external_code is not null;

-- The first `places` that stand have a place, the rest wait: nothing is rewritten when someone steps back.
create table volunteer_sign_up (
  town_id integer not null,
  id uuid not null,
  slot_id uuid not null,
  person_id uuid not null,
  name text not null check (length(name) between 1 and 50),
  sort_key text not null,
  position integer not null check (position >= 1),
  -- those of the slot, here once more for the constraint
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  state text not null check (state in ('standing', 'withdrawn', 'moved', 'swapped')),
  entered_at timestamptz not null,
  -- null: by the volunteer
  entered_by uuid,
  attendance text not null default 'unrecorded' check (attendance in ('unrecorded', 'present', 'excused', 'absent')),
  reason text check (length(reason) between 1 and 100),
  volunteer_confirmed_at timestamptz,
  organiser_confirmed_at timestamptz,
  organiser_confirmed_by uuid,
  primary key (town_id, id),
  foreign key (town_id, slot_id) references volunteer_slot,
  foreign key (town_id, person_id) references person,
  foreign key (town_id, entered_by) references person,
  foreign key (town_id, organiser_confirmed_by) references person,
  check (attendance <> 'excused' or reason is not null),
  check (attendance = 'unrecorded' or state = 'standing'),
  -- nobody is at two places at one time
  constraint volunteer_sign_up_one_place exclude using gist (town_id with =, person_id with =, tstzrange(starts_at, ends_at) with &&)
    where (state = 'standing')
);
create index volunteer_sign_up_slot on volunteer_sign_up (town_id, slot_id, position);
create unique index volunteer_sign_up_order on volunteer_sign_up (town_id, slot_id, position) where state = 'standing';

-- One volunteer gives a place away by a code, told in person; whoever brings it takes the place (换人).
create table volunteer_swap (
  town_id integer not null,
  id uuid not null,
  sign_up_id uuid not null,
  from_person_id uuid not null,
  -- the slot asked for in return; null: nothing
  wanted_slot_id uuid,
  code_digest bytea not null,
  to_person_id uuid,
  state text not null check (state in ('offered', 'done', 'withdrawn')),
  offered_at timestamptz not null,
  primary key (town_id, id),
  foreign key (town_id, sign_up_id) references volunteer_sign_up,
  foreign key (town_id, from_person_id) references person,
  foreign key (town_id, wanted_slot_id) references volunteer_slot,
  foreign key (town_id, to_person_id) references person,
  check ((state = 'done') = (to_person_id is not null))
);
create index on volunteer_swap (town_id, sign_up_id);
create unique index volunteer_swap_code on volunteer_swap (town_id, code_digest) where state = 'offered';

-- Whom the organiser tells that a slot is off or moved; nobody is called in the quiet hours.
create table volunteer_call (
  town_id integer not null,
  id uuid not null,
  sign_up_id uuid not null,
  slot_id uuid not null,
  about text not null check (about in ('cancelled', 'moved', 'movedAndBusy')),
  due_at timestamptz not null,
  done_at timestamptz,
  done_by uuid,
  primary key (town_id, id),
  foreign key (town_id, sign_up_id) references volunteer_sign_up,
  foreign key (town_id, slot_id) references volunteer_slot,
  foreign key (town_id, done_by) references person
);
create index on volunteer_call (town_id, slot_id);

-- The units whose volunteering the actor's posts organise.
create function volunteer_units() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive reached (unit_id) as (
    select up.unit_id
    from actor_terms() held
    join unit_period up on up.town_id = actor_town() and up.path @> array[held.unit_id] and up.valid @> actor_today()
    where held.role in ('townClerk', 'villageSecretary', 'villageClerk', 'branchSecretary')
    union
    select us.predecessor_id
    from reached
    join unit_succession us on us.town_id = actor_town() and us.successor_id = reached.unit_id and us.effective_on <= actor_today()
  )
  select coalesce(array_agg(unit_id), '{}') from reached
$$;

-- The teams that the actor leads, with or without a post.
create function led_teams() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(id), '{}') from volunteer_team
  where actor_kind() = 'person' and town_id = actor_town() and leader_id = actor_id() and (closed_on is null or closed_on > actor_today())
$$;

-- How many stand on each slot's list: a count for anyone, never a name.
create function volunteer_counts(slots uuid[]) returns table (slot_id uuid, standing integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select u.slot_id, count(*)::int from volunteer_sign_up u
  where u.town_id = actor_town() and u.slot_id = any (slots) and u.state = 'standing' group by u.slot_id
$$;

-- Where each of the sign-ups stands on its list, from 1.
create function volunteer_places(sign_ups uuid[]) returns table (sign_up_id uuid, place integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select mine.id, (select count(*) from volunteer_sign_up other where other.town_id = mine.town_id and other.slot_id = mine.slot_id
    and other.state = 'standing' and other.position <= mine.position)::int
  from volunteer_sign_up mine where mine.town_id = actor_town() and mine.id = any (sign_ups) and mine.state = 'standing'
    and actor_kind() in ('person', 'job')
$$;

-- Locks a slot for whoever signs up or steps back, who may not change it otherwise, and says how far its list has got.
create function lock_volunteer_slot(wanted uuid) returns table (last integer, standing integer)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if actor_kind() not in ('person', 'job') then raise exception 'a volunteer slot is locked by people and jobs'; end if;
  perform from volunteer_slot s where s.town_id = actor_town() and s.id = wanted for update;
  return query select coalesce(max(u.position), 0)::int, count(*) filter (where u.state = 'standing')::int
    from volunteer_sign_up u where u.town_id = actor_town() and u.slot_id = wanted;
end $$;

-- Open or full, as the list says.
create function settle_volunteer_slot(wanted uuid) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  update volunteer_slot s set state = case when (select count(*) from volunteer_sign_up u where u.town_id = s.town_id and u.slot_id = s.id
      and u.state = 'standing') >= s.places then 'full' else 'open' end
  where s.town_id = actor_town() and s.id = wanted and s.state in ('open', 'full') and actor_kind() in ('person', 'job')
$$;

-- What decides whether a person may serve: for the person, for organisers, and for whoever takes a place that the person offers.
create function volunteer_standing(people uuid[]) returns table (person_id uuid, born_on date, guardian_consented_on date, banned_until date)
language sql stable security definer set search_path = public, pg_temp as $$
  select v.person_id, v.born_on, v.guardian_consented_on, v.banned_until from volunteer v
  where v.town_id = actor_town() and v.person_id = any (people) and (v.person_id = actor_id() or actor_kind() = 'job'
    or cardinality(volunteer_units()) > 0 or cardinality(led_teams()) > 0
    or (actor_kind() = 'person' and exists (select from volunteer_swap o where o.town_id = v.town_id and o.from_person_id = v.person_id and o.state = 'offered')))
$$;

-- Of the people, those who stand on a list at that time already, here or anywhere; a person asks about oneself, organisers about all.
create function volunteers_busy(people uuid[], since timestamptz, until timestamptz, apart_from uuid[]) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct u.person_id from volunteer_sign_up u
  where u.town_id = actor_town() and u.person_id = any (people) and u.state = 'standing' and tstzrange(u.starts_at, u.ends_at) && tstzrange(since, until) and u.id <> all (apart_from)
    and (u.person_id = actor_id() or actor_kind() = 'job' or cardinality(volunteer_units()) > 0 or cardinality(led_teams()) > 0
      or exists (select from volunteer_swap o where o.town_id = u.town_id and o.from_person_id = u.person_id and o.state = 'offered'))
$$;

-- The offer behind a code, for whoever brings it.
create function find_volunteer_swap(digest bytea) returns table (id uuid, sign_up_id uuid, slot_id uuid, from_person_id uuid, wanted_slot_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, o.sign_up_id, u.slot_id, o.from_person_id, o.wanted_slot_id from volunteer_swap o
  join volunteer_sign_up u on u.town_id = o.town_id and u.id = o.sign_up_id and u.state = 'standing'
  where o.town_id = actor_town() and o.code_digest = digest and o.state = 'offered' and actor_kind() = 'person'
$$;

-- The place changes hands, and the one asked for in return: each takes the other's position. The action has asked all rules before.
create function complete_volunteer_swap(wanted uuid, given uuid, ids uuid[], at timestamptz) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  o volunteer_swap; mine volunteer_sign_up; theirs volunteer_sign_up; taker person; giver person;
begin
  select * into strict o from volunteer_swap where town_id = actor_town() and id = wanted and state = 'offered' for update;
  select * into strict theirs from volunteer_sign_up where town_id = o.town_id and id = o.sign_up_id and state = 'standing' for update;
  select * into strict taker from person where town_id = o.town_id and id = actor_id();
  select * into strict giver from person where town_id = o.town_id and id = o.from_person_id;
  update volunteer_swap set state = 'done', to_person_id = taker.id where town_id = o.town_id and id = o.id;
  update volunteer_sign_up set state = 'swapped' where town_id = o.town_id and id = theirs.id;
  if given is not null then
    select * into strict mine from volunteer_sign_up where town_id = o.town_id and id = given and person_id = taker.id and state = 'standing'
      and slot_id = o.wanted_slot_id for update;
    update volunteer_sign_up set state = 'swapped' where town_id = o.town_id and id = mine.id;
    insert into volunteer_sign_up (town_id, id, slot_id, person_id, name, sort_key, position, starts_at, ends_at, state, entered_at)
      values (o.town_id, ids[2], mine.slot_id, giver.id, giver.name, giver.sort_key, mine.position, mine.starts_at, mine.ends_at, 'standing', at);
  elsif o.wanted_slot_id is not null then
    raise exception 'the offer asks for a place in return';
  end if;
  insert into volunteer_sign_up (town_id, id, slot_id, person_id, name, sort_key, position, starts_at, ends_at, state, entered_at)
    values (o.town_id, ids[1], theirs.slot_id, taker.id, taker.name, taker.sort_key, theirs.position, theirs.starts_at, theirs.ends_at, 'standing', at);
end $$;
revoke execute on function volunteer_units, led_teams, volunteer_counts, volunteer_places, lock_volunteer_slot, settle_volunteer_slot,
  volunteer_standing, volunteers_busy, find_volunteer_swap, complete_volunteer_swap from public;
grant execute on function volunteer_units, led_teams, volunteer_counts, volunteer_places, lock_volunteer_slot, settle_volunteer_slot,
  volunteer_standing, volunteers_busy, find_volunteer_swap, complete_volunteer_swap to sanliang_app;

alter table volunteer enable row level security;
alter table volunteer_team enable row level security;
alter table volunteer_activity enable row level security;
alter table volunteer_slot enable row level security;
alter table volunteer_sign_up enable row level security;
alter table volunteer_swap enable row level security;
alter table volunteer_call enable row level security;

-- A volunteer is known to oneself and to the office that keeps the person's record.
create policy own on volunteer for select to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'person' and person_id = (select actor_id()));
create policy home on volunteer for select to sanliang_app
  using (town_id = (select actor_town()) and exists (select from person p where p.town_id = volunteer.town_id and p.id = volunteer.person_id
    and p.unit_id = any ((select volunteer_units())::uuid[])));
create policy by_job on volunteer for select to sanliang_app using (town_id = (select actor_town()) and (select actor_kind()) = 'job');
create policy write_insert on volunteer for insert to sanliang_app
  with check (town_id = (select actor_town()) and (((select actor_kind()) = 'person' and person_id = (select actor_id())) or (select actor_kind()) = 'job'
    or exists (select from person p where p.town_id = volunteer.town_id and p.id = volunteer.person_id
      and p.unit_id = any ((select volunteer_units())::uuid[]))));
create policy write_update on volunteer for update to sanliang_app
  using (town_id = (select actor_town()) and (((select actor_kind()) = 'person' and person_id = (select actor_id()))
    or exists (select from person p where p.town_id = volunteer.town_id and p.id = volunteer.person_id
      and p.unit_id = any ((select volunteer_units())::uuid[]))));

-- Which teams there are, and what is open to all, is for everyone to read; drafts are the organiser's own.
create policy own_town on volunteer_team for select to sanliang_app using (town_id = (select actor_town()));
create policy write_insert on volunteer_team for insert to sanliang_app
  with check (town_id = (select actor_town()) and (unit_id = any ((select volunteer_units())::uuid[]) or (select actor_kind()) = 'job'));
create policy write_update on volunteer_team for update to sanliang_app
  using (town_id = (select actor_town()) and (unit_id = any ((select volunteer_units())::uuid[]) or (select actor_kind()) = 'job'));
create policy opened on volunteer_activity for select to sanliang_app
  using (town_id = (select actor_town()) and (opened_at is not null or unit_id = any ((select volunteer_units())::uuid[])
    or team_id = any ((select led_teams())::uuid[]) or (select actor_kind()) = 'job'));
create policy write_insert on volunteer_activity for insert to sanliang_app
  with check (town_id = (select actor_town()) and (unit_id = any ((select volunteer_units())::uuid[])
    or team_id = any ((select led_teams())::uuid[]) or (select actor_kind()) = 'job'));
create policy write_update on volunteer_activity for update to sanliang_app
  using (town_id = (select actor_town()) and (unit_id = any ((select volunteer_units())::uuid[]) or team_id = any ((select led_teams())::uuid[])));
create policy opened on volunteer_slot for select to sanliang_app
  using (town_id = (select actor_town()) and (state not in ('draft', 'checked') or unit_id = any ((select volunteer_units())::uuid[])
    or team_id = any ((select led_teams())::uuid[]) or (select actor_kind()) = 'job'));
create policy write_insert on volunteer_slot for insert to sanliang_app
  with check (town_id = (select actor_town()) and (unit_id = any ((select volunteer_units())::uuid[])
    or team_id = any ((select led_teams())::uuid[]) or (select actor_kind()) = 'job'));
create policy write_update on volunteer_slot for update to sanliang_app
  using (town_id = (select actor_town()) and (unit_id = any ((select volunteer_units())::uuid[])
    or team_id = any ((select led_teams())::uuid[]) or (select actor_kind()) = 'job'));

-- A list is for its organiser; volunteers read themselves.
create policy own on volunteer_sign_up for select to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'person' and person_id = (select actor_id()));
create policy organiser on volunteer_sign_up for select to sanliang_app
  using (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or exists (select from volunteer_slot s where s.town_id = volunteer_sign_up.town_id
    and s.id = volunteer_sign_up.slot_id and (s.unit_id = any ((select volunteer_units())::uuid[]) or s.team_id = any ((select led_teams())::uuid[])))));
-- At the counter (代为登记): the office that keeps the person, wherever the activity is.
create policy home on volunteer_sign_up for select to sanliang_app
  using (town_id = (select actor_town()) and exists (select from person p where p.town_id = volunteer_sign_up.town_id
    and p.id = volunteer_sign_up.person_id and p.unit_id = any ((select volunteer_units())::uuid[])));
create policy write_home on volunteer_sign_up for insert to sanliang_app
  with check (town_id = (select actor_town()) and exists (select from person p where p.town_id = volunteer_sign_up.town_id
    and p.id = volunteer_sign_up.person_id and p.unit_id = any ((select volunteer_units())::uuid[])));
create policy update_home on volunteer_sign_up for update to sanliang_app
  using (town_id = (select actor_town()) and exists (select from person p where p.town_id = volunteer_sign_up.town_id
    and p.id = volunteer_sign_up.person_id and p.unit_id = any ((select volunteer_units())::uuid[])));
create policy write_insert on volunteer_sign_up for insert to sanliang_app
  with check (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or ((select actor_kind()) = 'person' and person_id = (select actor_id()))
    or exists (select from volunteer_slot s where s.town_id = volunteer_sign_up.town_id
      and s.id = volunteer_sign_up.slot_id and (s.unit_id = any ((select volunteer_units())::uuid[]) or s.team_id = any ((select led_teams())::uuid[])))));
create policy write_update on volunteer_sign_up for update to sanliang_app
  using (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or ((select actor_kind()) = 'person' and person_id = (select actor_id()))
    or exists (select from volunteer_slot s where s.town_id = volunteer_sign_up.town_id
      and s.id = volunteer_sign_up.slot_id and (s.unit_id = any ((select volunteer_units())::uuid[]) or s.team_id = any ((select led_teams())::uuid[])))));
create policy own on volunteer_swap to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'person' and from_person_id = (select actor_id()));
create policy follows_slot on volunteer_call to sanliang_app
  using (town_id = (select actor_town()) and exists (select from volunteer_slot s where s.town_id = volunteer_call.town_id
    and s.id = volunteer_call.slot_id and (s.unit_id = any ((select volunteer_units())::uuid[]) or s.team_id = any ((select led_teams())::uuid[]))));
grant select, insert, update on volunteer, volunteer_team, volunteer_activity, volunteer_slot, volunteer_sign_up, volunteer_swap, volunteer_call
  to sanliang_app;

create policy volunteering_events on event for select to sanliang_app
  using (subject_kind in ('volunteer', 'volunteerTeam', 'volunteerActivity', 'volunteerSlot', 'volunteerHours')
    and unit_id = any ((select volunteer_units())::uuid[]));
