-- owner: people
-- 请假: whether a colleague is away, asked by someone who may not read the colleague's leave itself.

create function is_away(person uuid, days daterange) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select actor_kind() in ('person', 'job') and exists (select from leave
    where leave.town_id = actor_town() and leave.person_id = is_away.person and leave.valid && days)
$$;
revoke execute on function is_away from public;
grant execute on function is_away to sanliang_app;
