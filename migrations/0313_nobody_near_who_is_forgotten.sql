-- owner: meetings
-- 应到名单: whose record was closed before the day is not offered, and is not taken for who has the same name today.

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
    and person.unit_id in (select near.unit_id from near) and (person.forgotten_on is null or person.forgotten_on > day)
$$;
