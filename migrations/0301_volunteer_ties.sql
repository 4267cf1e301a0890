-- owner: volunteering
-- 志愿者: with whom volunteering still has to do, for the job that forgets people.

-- The registered, and those who stood on a list whose time ended after the day.
create function volunteer_ties(since date) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select person_id from volunteer where actor_kind() = 'job' and town_id = actor_town() and left_on is null
  union all
  select person_id from volunteer_sign_up
  where actor_kind() = 'job' and town_id = actor_town() and state = 'standing' and ends_at >= since::timestamp at time zone 'Asia/Shanghai'
$$;
revoke execute on function volunteer_ties from public;
grant execute on function volunteer_ties to sanliang_app;
