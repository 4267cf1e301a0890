-- owner: meetings
-- 组织生活: meetings of Party organisations, who was there, what was said, and who does what by when.

-- An activity pack (活动包) such as 六个一: the town names its items, and nobody else does.
create table activity_pack (
  town_id integer not null references town,
  id uuid not null,
  name text not null check (length(name) between 1 and 30),
  size integer not null check (size between 1 and 20),
  primary key (town_id, id),
  unique (town_id, name)
);
create table activity_item (
  town_id integer not null,
  id uuid not null,
  pack_id uuid not null,
  position integer not null check (position >= 1),
  name text not null check (length(name) between 2 and 20),
  primary key (town_id, id),
  unique (town_id, pack_id, position),
  unique (town_id, pack_id, name),
  foreign key (town_id, pack_id) references activity_pack
);

create table meeting (
  town_id integer not null references town,
  id uuid not null,
  -- whose meeting it is
  body_id uuid not null,
  -- the unit that the body stands for, for scope and for counting
  unit_id uuid not null,
  kind text not null check (kind in ('generalMeeting', 'committeeMeeting', 'groupMeeting', 'lecture', 'themeDay', 'organisationLife',
    'packActivity')),
  item_id uuid,
  title text not null check (length(title) between 2 and 60),
  starts_at timestamptz not null,
  ends_at timestamptz check (ends_at > starts_at),
  place text not null check (length(place) <= 100),
  venue_id uuid,
  chair_id uuid,
  recorder_id uuid,
  notice_channel text check (notice_channel in ('board', 'phone', 'message', 'inPerson')),
  notice_on date,
  state text not null check (state in ('planned', 'held', 'minuted', 'cancelled')),
  cancel_reason text check (length(cancel_reason) between 2 and 200),
  -- when the minutes were first written
  minuted_at timestamptz,
  -- the key by which a workbook knows the meeting
  external_code text check (length(external_code) between 1 and 40),
  version integer not null default 1 check (version >= 1),
  -- the roll has a version of its own: one may take it while another writes
  roll_version integer not null default 1 check (roll_version >= 1),
  primary key (town_id, id),
  foreign key (town_id, body_id) references body,
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, item_id) references activity_item,
  foreign key (town_id, venue_id) references venue,
  foreign key (town_id, chair_id) references person,
  foreign key (town_id, recorder_id) references person,
  check ((kind = 'packActivity') = (item_id is not null)),
  check ((notice_channel is null) = (notice_on is null)),
  check ((state = 'cancelled') = (cancel_reason is not null)),
  check ((state = 'minuted') = (minuted_at is not null)),
  check (minuted_at >= starts_at)
);
create index meeting_by_time on meeting (town_id, starts_at desc, id desc);
create index meeting_unit on meeting (town_id, unit_id, starts_at desc);
create index meeting_body on meeting (town_id, body_id, starts_at desc);
create index meeting_chair on meeting (town_id, chair_id) where chair_id is not null;
create index meeting_recorder on meeting (town_id, recorder_id) where recorder_id is not null;
create unique index meeting_external_code on meeting (town_id, external_code) where external_code is not null;

create table meeting_agenda (
  town_id integer not null,
  meeting_id uuid not null,
  position integer not null check (position >= 1),
  kind text not null check (kind in ('ordinary', 'firstTopic', 'actionReview')),
  title text not null check (length(title) between 2 and 80),
  -- [{ title, issuedBy, issuedOn }]
  documents jsonb not null default '[]',
  discussion text not null default '' check (length(discussion) <= 2000),
  primary key (town_id, meeting_id, position),
  foreign key (town_id, meeting_id) references meeting,
  -- 第一议题 is the first
  check (kind <> 'firstTopic' or position = 1)
);

create table meeting_roll (
  town_id integer not null,
  id uuid not null,
  meeting_id uuid not null,
  position integer not null,
  -- null: a name that nobody was found for; it stays until someone says who it is
  person_id uuid,
  name text not null check (length(name) between 1 and 50),
  sort_key text not null,
  part text not null check (part in ('attendee', 'observer')),
  attendance text not null check (attendance in ('unrecorded', 'present', 'excused', 'absent')),
  reason text check (length(reason) between 1 and 100),
  -- stays on the roll and in sight, but is not counted
  excluded text check (excluded in ('movedAway', 'unitClosed', 'termEnded', 'byRecorder')),
  excluded_note text check (length(excluded_note) between 1 and 100),
  primary key (town_id, id),
  foreign key (town_id, meeting_id) references meeting,
  foreign key (town_id, person_id) references person,
  check (attendance <> 'excused' or reason is not null),
  check (excluded is null or attendance = 'unrecorded'),
  check (excluded <> 'byRecorder' or excluded_note is not null)
);
create unique index meeting_roll_once on meeting_roll (town_id, meeting_id, person_id) where person_id is not null;
create index meeting_roll_meeting on meeting_roll (town_id, meeting_id, position);
create index meeting_roll_person on meeting_roll (town_id, person_id) where person_id is not null;

-- Minutes as first written and as corrected; nothing is overwritten.
create table meeting_minutes (
  town_id integer not null,
  id uuid not null,
  meeting_id uuid not null,
  text text not null check (length(text) between 1 and 5000),
  written_by uuid,
  written_at timestamptz not null,
  -- why it was corrected; null: the first text
  reason text check (length(reason) between 2 and 200),
  primary key (town_id, id),
  foreign key (town_id, meeting_id) references meeting,
  foreign key (town_id, written_by) references person
);
create index on meeting_minutes (town_id, meeting_id, id);

create table meeting_action (
  town_id integer not null,
  id uuid not null,
  meeting_id uuid not null,
  title text not null check (length(title) between 2 and 100),
  owner_id uuid not null,
  due_on date not null,
  done_on date,
  result text check (length(result) between 2 and 500),
  accepted_by uuid check (accepted_by <> owner_id),
  accepted_on date,
  primary key (town_id, id),
  foreign key (town_id, meeting_id) references meeting,
  foreign key (town_id, owner_id) references person,
  foreign key (town_id, accepted_by) references person,
  check (done_on is null or result is not null),
  check ((accepted_on is null) = (accepted_by is null)),
  check (accepted_on is null or done_on is not null)
);
create index on meeting_action (town_id, meeting_id, id);
create index meeting_action_open on meeting_action (town_id, owner_id, due_on) where done_on is null;
create index meeting_action_unaccepted on meeting_action (town_id, meeting_id) where accepted_on is null;

-- The units over which the actor holds a post that opens Party life (domain §32.2, P2): authority over the tree alone does not.
create function party_units() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive reached (unit_id) as (
    select up.unit_id
    from actor_terms() held
    join unit_period up on up.town_id = actor_town() and up.path @> array[held.unit_id] and up.valid @> actor_today()
    where held.role in ('townClerk', 'townLeader', 'villageSecretary', 'villageClerk', 'branchSecretary')
    union
    select us.predecessor_id
    from reached
    join unit_succession us on us.town_id = actor_town() and us.successor_id = reached.unit_id and us.effective_on <= actor_today()
  )
  select coalesce(array_agg(unit_id), '{}') from reached
$$;

-- Meetings on whose roll the actor stands, or which the actor chairs or records.
create function attended_meetings() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(id), '{}') from (
    select meeting_id as id from meeting_roll where town_id = actor_town() and person_id = actor_id() and excluded is null
    union select id from meeting where town_id = actor_town() and actor_id() in (chair_id, recorder_id)
  ) mine where actor_kind() = 'person'
$$;

-- Meetings that gave the actor something to do.
create function owed_meetings() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct meeting_id), '{}') from meeting_action
  where town_id = actor_town() and owner_id = actor_id() and actor_kind() = 'person'
$$;

-- People who may stand on a roll of the unit: kept there, below it, or in the offices above it up to the village.
-- Names only, for those who keep Party life there: a branch's members are mostly kept by the village.
create function people_near(place uuid, day date) returns table (id uuid, name text, sort_key text, unit_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  with near as (
    select unnest(units_below(place, day)) as unit_id
    union
    select above.unit_id from unnest(units_above(place, day)) as above (unit_id)
    join unit u on u.town_id = actor_town() and u.id = above.unit_id and u.kind <> 'town'
  )
  select person.id, person.name, person.sort_key, person.unit_id from person
  where person.town_id = actor_town() and (actor_kind() = 'job' or place = any ((select party_units())::uuid[]))
    and person.unit_id in (select near.unit_id from near)
$$;

-- Did the unit that kept the person's record close by the day? Asked about someone whose record one may no longer read.
create function unit_is_gone(person uuid, day date) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select (actor_kind() = 'job' or cardinality(party_units()) > 0) and exists (
    select from person p join unit u on u.town_id = p.town_id and u.id = p.unit_id
    where p.town_id = actor_town() and p.id = unit_is_gone.person and u.closed_on <= day)
$$;

-- Names of those whom a meeting's record names, for whoever may read the meeting.
create function meeting_names(wanted uuid) returns table (id uuid, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select person.id, person.name from meeting m
  join lateral (
    select unnest(array[m.chair_id, m.recorder_id]) as person_id
    union select written_by from meeting_minutes where town_id = m.town_id and meeting_id = m.id
    union select unnest(array[owner_id, accepted_by]) from meeting_action where town_id = m.town_id and meeting_id = m.id
  ) named on true
  join person on person.town_id = m.town_id and person.id = named.person_id
  where m.town_id = actor_town() and m.id = wanted and actor_kind() = 'person'
    and (m.unit_id = any (party_units()) or m.id = any (attended_meetings()) or m.id = any (owed_meetings()))
$$;
revoke execute on function party_units, attended_meetings, owed_meetings, people_near, unit_is_gone, meeting_names from public;
grant execute on function party_units, attended_meetings, owed_meetings, people_near, unit_is_gone, meeting_names to sanliang_app;

alter table activity_pack enable row level security;
alter table activity_item enable row level security;
create policy own_town on activity_pack for select to sanliang_app using (town_id = (select actor_town()));
create policy own_town on activity_item for select to sanliang_app using (town_id = (select actor_town()));
create policy install on activity_pack for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_kind()) = 'job');
create policy name_item on activity_item for insert to sanliang_app
  with check (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or (select actor_roles()) && array['townClerk']));
grant select, insert on activity_pack, activity_item to sanliang_app;

-- That a meeting was held is known to whoever has the unit in scope; what happened in it is not.
alter table meeting enable row level security;
create policy by_scope on meeting for select to sanliang_app using (
  town_id = (select actor_town()) and (select actor_kind()) = 'person' and (
    unit_id = any ((select scope_units())::uuid[])
    or id = any ((select attended_meetings())::uuid[])
    or id = any ((select owed_meetings())::uuid[])));
create policy by_job on meeting for select to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'job');
create policy write_insert on meeting for insert to sanliang_app
  with check (town_id = (select actor_town()) and (unit_id = any ((select party_units())::uuid[]) or (select actor_kind()) = 'job'));
create policy write_update on meeting for update to sanliang_app
  using (town_id = (select actor_town()) and (unit_id = any ((select party_units())::uuid[]) or (select actor_kind()) = 'job'));
grant select, insert, update on meeting to sanliang_app;

-- Agenda, roll, minutes and actions follow their meeting, and are sealed besides: they tell who is a member of what.
do $$
declare part text;
begin
  foreach part in array array['meeting_agenda', 'meeting_roll', 'meeting_minutes', 'meeting_action'] loop
    execute format('alter table %I enable row level security', part);
    execute format('create policy follows_meeting on %1$I for select to sanliang_app
      using (exists (select from meeting m where m.town_id = %1$I.town_id and m.id = %1$I.meeting_id))', part);
    execute format('create policy sealed on %1$I as restrictive for select to sanliang_app using (
      (select actor_kind()) = ''job''
      or meeting_id = any ((select attended_meetings())::uuid[])
      %2$s
      or exists (select from meeting m where m.town_id = %1$I.town_id and m.id = %1$I.meeting_id
        and m.unit_id = any ((select party_units())::uuid[])))', part,
      case part when 'meeting_action' then 'or owner_id = (select actor_id())' else '' end);
    execute format('create policy write_insert on %1$I for insert to sanliang_app with check (town_id = (select actor_town())
      and ((select actor_kind()) = ''job'' or exists (select from meeting m where m.town_id = %1$I.town_id and m.id = %1$I.meeting_id
        and m.unit_id = any ((select party_units())::uuid[]))))', part);
  end loop;
end $$;
create policy write_update on meeting_roll for update to sanliang_app
  using (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or exists (select from meeting m
    where m.town_id = meeting_roll.town_id and m.id = meeting_roll.meeting_id and m.unit_id = any ((select party_units())::uuid[]))));
-- The agenda is written anew as a whole.
create policy write_delete on meeting_agenda for delete to sanliang_app
  using (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or exists (select from meeting m
    where m.town_id = meeting_agenda.town_id and m.id = meeting_agenda.meeting_id and m.unit_id = any ((select party_units())::uuid[]))));
-- The owner says that it is done; who keeps the meeting accepts.
create policy write_update on meeting_action for update to sanliang_app
  using (town_id = (select actor_town()) and (owner_id = (select actor_id()) or exists (select from meeting m
    where m.town_id = meeting_action.town_id and m.id = meeting_action.meeting_id and m.unit_id = any ((select party_units())::uuid[]))));
grant select, insert on meeting_minutes to sanliang_app;
grant select, insert, update on meeting_roll, meeting_action to sanliang_app;
grant select, insert, delete on meeting_agenda to sanliang_app;

create policy meeting_events on event for select to sanliang_app
  using (subject_kind = 'meeting' and exists (select from meeting m where m.town_id = event.town_id and m.id = event.subject_id));
