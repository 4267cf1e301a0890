-- owner: volunteering
-- 志愿时长的清单: who may read hours is asked of the slots and of the people that one keeps, once a statement, not of each row.

-- Slots that the actor organises, and people whom the actor's offices keep.
create function volunteer_slots_kept() returns setof uuid
language sql stable security definer set search_path = public, pg_temp rows 3000 as $$
  select s.id from volunteer_slot s where s.town_id = actor_town()
    and (s.unit_id = any ((select volunteer_units())::uuid[]) or s.team_id = any ((select led_teams())::uuid[]))
$$;
create function volunteer_people_kept() returns setof uuid
language sql stable security definer set search_path = public, pg_temp rows 3000 as $$
  select p.id from person p where p.town_id = actor_town() and p.unit_id = any ((select volunteer_units())::uuid[])
$$;
revoke execute on function volunteer_slots_kept, volunteer_people_kept from public;
grant execute on function volunteer_slots_kept, volunteer_people_kept to sanliang_app;

alter policy organiser on volunteer_hours using (town_id = (select actor_town())
  and ((select actor_kind()) = 'job' or slot_id in (select volunteer_slots_kept())));
alter policy home on volunteer_hours using (town_id = (select actor_town()) and person_id in (select volunteer_people_kept()));

-- The order of the list.
create index volunteer_hours_latest on volunteer_hours (town_id, starts_at desc, id desc);
