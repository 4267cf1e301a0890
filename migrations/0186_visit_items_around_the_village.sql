-- owner: visits
-- 走访里提的事: of an item that turned out to be about officials only the household itself, and the night, is told how it stands.
create or replace function visit_item_states(wanted uuid[]) returns table (visit_id uuid, request_id uuid, number text, is_over boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.visit_id, i.request_id, r.number, r.clock_state = 'ended' from visit_item i
  join visit v on v.town_id = i.town_id and v.id = i.visit_id
  join request r on r.town_id = i.town_id and r.id = i.request_id
  where i.town_id = actor_town() and i.visit_id = any (wanted)
    and (actor_kind() = 'job' or v.household_id in (select unnest((select visit_households()))))
    and (not r.about_officials or actor_kind() in ('job', 'household'))
$$;
