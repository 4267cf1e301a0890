-- owner: meetings
-- 理事会、村居委会和成员、村民会议: meetings of bodies that are no Party organisations. Party meetings stay sealed as they were; an
-- assembly's roll is for the staff of its unit and its supervisors, not for whoever stands on it and not for the town's leaders.

alter table meeting drop constraint meeting_kind_check;
alter table meeting add constraint meeting_kind_check check (kind in ('generalMeeting', 'committeeMeeting', 'groupMeeting', 'lecture',
  'themeDay', 'organisationLife', 'packActivity', 'boardMeeting', 'assembly'));
-- Since when the roll stands for a vote: nothing on it changes any more.
alter table meeting add roll_fixed_at timestamptz;

-- The units over which the actor holds one of the posts, with the predecessors of all of them.
create function units_of_posts(wanted text[]) returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive reached (unit_id) as (
    select up.unit_id
    from actor_terms() held
    join unit_period up on up.town_id = actor_town() and up.path @> array[held.unit_id] and up.valid @> actor_today()
    where held.role = any (wanted)
    union
    select us.predecessor_id
    from reached
    join unit_succession us on us.town_id = actor_town() and us.successor_id = reached.unit_id and us.effective_on <= actor_today()
  )
  select coalesce(array_agg(unit_id), '{}') from reached
$$;
-- Who reads what happened at boards and assemblies, and who keeps them.
create function assembly_units() returns uuid[] language sql stable as $$
  select units_of_posts(array['townClerk', 'villageSecretary', 'villageClerk', 'branchSecretary', 'cooperativeDirector', 'supervisor'])
$$;
create function assembly_keeper_units() returns uuid[] language sql stable as $$
  select units_of_posts(array['townClerk', 'villageSecretary', 'villageClerk', 'cooperativeDirector'])
$$;
revoke execute on function units_of_posts, assembly_units, assembly_keeper_units from public;
grant execute on function units_of_posts, assembly_units, assembly_keeper_units to sanliang_app;

drop policy write_insert on meeting;
drop policy write_update on meeting;
create policy write_insert on meeting for insert to sanliang_app
  with check (town_id = (select actor_town()) and ((select actor_kind()) = 'job'
    or kind not in ('assembly', 'boardMeeting') and unit_id = any ((select party_units())::uuid[])
    or kind in ('assembly', 'boardMeeting') and unit_id = any ((select assembly_keeper_units())::uuid[])));
create policy write_update on meeting for update to sanliang_app
  using (town_id = (select actor_town()) and ((select actor_kind()) = 'job'
    or kind not in ('assembly', 'boardMeeting') and unit_id = any ((select party_units())::uuid[])
    or kind in ('assembly', 'boardMeeting') and unit_id = any ((select assembly_keeper_units())::uuid[])));

do $$
declare
  part text;
  -- who is open to what stands under the meeting, and who writes it
  opened constant text := 'exists (select from meeting m where m.town_id = %1$I.town_id and m.id = %1$I.meeting_id
    and (m.kind not in (''assembly'', ''boardMeeting'') and m.unit_id = any ((select party_units())::uuid[])
      or m.kind in (''assembly'', ''boardMeeting'') and m.unit_id = any ((select assembly_units())::uuid[])))';
  kept constant text := 'town_id = (select actor_town()) and ((select actor_kind()) = ''job''
    or exists (select from meeting m where m.town_id = %1$I.town_id and m.id = %1$I.meeting_id
    and (m.kind not in (''assembly'', ''boardMeeting'') and m.unit_id = any ((select party_units())::uuid[])
      or m.kind in (''assembly'', ''boardMeeting'') and m.unit_id = any ((select assembly_keeper_units())::uuid[]))))';
  unfixed constant text := ' and not exists (select from meeting m where m.town_id = %1$I.town_id and m.id = %1$I.meeting_id
    and m.roll_fixed_at is not null)';
begin
  foreach part in array array['meeting_agenda', 'meeting_roll', 'meeting_minutes', 'meeting_action'] loop
    execute format('drop policy sealed on %I', part);
    execute format('create policy sealed on %1$I as restrictive for select to sanliang_app using ((select actor_kind()) = ''job'' or '
      || case part
        when 'meeting_roll' then '((select actor_kind()) in (''subject'', ''person'') and person_id = (select actor_id()))
          or (meeting_id = any ((select attended_meetings())::uuid[]) and exists (select from meeting m
            where m.town_id = meeting_roll.town_id and m.id = meeting_roll.meeting_id and m.kind not in (''assembly'', ''boardMeeting''))) or '
        when 'meeting_action' then 'meeting_id = any ((select attended_meetings())::uuid[]) or owner_id = (select actor_id()) or '
        else 'meeting_id = any ((select attended_meetings())::uuid[]) or ' end
      || opened || ')', part);
    execute format('drop policy write_insert on %I', part);
    execute format('create policy write_insert on %1$I for insert to sanliang_app with check (' || kept
      || case part when 'meeting_roll' then unfixed else '' end || ')', part);
  end loop;
  drop policy write_update on meeting_roll;
  execute format('create policy write_update on %1$I for update to sanliang_app using (' || kept || unfixed || ')', 'meeting_roll');
  drop policy write_delete on meeting_agenda;
  execute format('create policy write_delete on %1$I for delete to sanliang_app using (' || kept || ')', 'meeting_agenda');
  drop policy write_update on meeting_action;
  execute format('create policy write_update on %1$I for update to sanliang_app using (owner_id = (select actor_id()) or ' || kept || ')',
    'meeting_action');
end $$;

create or replace function people_near(place uuid, day date) returns table (id uuid, name text, sort_key text, unit_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  with near as (
    select unnest(units_below(place, day)) as unit_id
    union
    select above.unit_id from unnest(units_above(place, day)) as above (unit_id)
    join unit u on u.town_id = actor_town() and u.id = above.unit_id and u.kind <> 'town'
  )
  select person.id, person.name, person.sort_key, person.unit_id from person
  where person.town_id = actor_town() and (actor_kind() = 'job' or place = any ((select party_units())::uuid[])
      or place = any ((select assembly_keeper_units())::uuid[]))
    and person.unit_id in (select near.unit_id from near)
$$;
create or replace function unit_is_gone(person uuid, day date) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select (actor_kind() = 'job' or cardinality(party_units()) > 0 or cardinality(assembly_keeper_units()) > 0) and exists (
    select from person p join unit u on u.town_id = p.town_id and u.id = p.unit_id
    where p.town_id = actor_town() and p.id = unit_is_gone.person and u.closed_on <= day)
$$;
create or replace function meeting_names(wanted uuid) returns table (id uuid, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select person.id, person.name from meeting m
  join lateral (
    select unnest(array[m.chair_id, m.recorder_id]) as person_id
    union select written_by from meeting_minutes where town_id = m.town_id and meeting_id = m.id
    union select unnest(array[owner_id, accepted_by]) from meeting_action where town_id = m.town_id and meeting_id = m.id
  ) named on true
  join person on person.town_id = m.town_id and person.id = named.person_id
  where m.town_id = actor_town() and m.id = wanted and actor_kind() = 'person'
    and (m.unit_id = any (case when m.kind in ('assembly', 'boardMeeting') then assembly_units() else party_units() end)
      or m.id = any (attended_meetings()) or m.id = any (owed_meetings()))
$$;
