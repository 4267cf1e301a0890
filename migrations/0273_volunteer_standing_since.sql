-- owner: volunteering
-- 暂停从哪天起: who posts hours asks whether somebody was excluded when they served.

drop function volunteer_standing(uuid[]);
create function volunteer_standing(people uuid[])
returns table (person_id uuid, born_on date, guardian_consented_on date, banned_from date, banned_until date)
language sql stable security definer set search_path = public, pg_temp as $$
  select v.person_id, v.born_on, v.guardian_consented_on, v.banned_from, v.banned_until from volunteer v
  where v.town_id = actor_town() and v.person_id = any (people) and (v.person_id = actor_id() or actor_kind() = 'job'
    or cardinality(volunteer_units()) > 0 or cardinality(led_teams()) > 0
    or (actor_kind() = 'person' and exists (select from volunteer_swap o where o.town_id = v.town_id and o.from_person_id = v.person_id and o.state = 'offered')))
$$;
revoke execute on function volunteer_standing from public;
grant execute on function volunteer_standing to sanliang_app;
