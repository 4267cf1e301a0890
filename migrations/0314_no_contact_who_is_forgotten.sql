-- owner: households
-- 联系人: whose record was closed is asked for nothing any more.

create or replace function contact_people(place uuid, day date) returns table (id uuid, name text, sort_key text, households integer, is_exempt boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  with near as (
    select unnest(units_below(place, day)) as unit_id
    union
    select above.unit_id from unnest(units_above(place, day)) as above (unit_id)
    join unit u on u.town_id = actor_town() and u.id = above.unit_id and u.kind <> 'town'
  )
  select person.id, person.name, person.sort_key,
    (select count(*)::integer from household_contact c where c.town_id = person.town_id and c.member_id = person.id and c.state = 'active'),
    exists (select from contact_exemption e where e.town_id = person.town_id and e.person_id = person.id
      and e.valid_from <= day and (e.valid_to is null or e.valid_to > day))
  from person
  where person.town_id = actor_town() and (actor_kind() = 'job' or place = any ((select household_units())::uuid[]))
    and person.unit_id in (select near.unit_id from near) and person.forgotten_on is null
$$;
