-- owner: mobilisations
-- 值守和班子里的人: whether there is such a person at all. Danger asks people of other villages too, whom the office may not read.

create function is_person_known(wanted uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from person p where p.town_id = actor_town() and p.id = wanted)
$$;
revoke execute on function is_person_known from public;
grant execute on function is_person_known to sanliang_app;
