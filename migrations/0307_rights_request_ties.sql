-- owner: rights
-- 个人信息权利: whose request is still to be answered, for the job that forgets people.

-- Open requests, and those closed after the day.
create function rights_request_ties(since date) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select person_id from rights_request
  where actor_kind() = 'job' and town_id = actor_town() and (closed_on is null or closed_on > since)
$$;
revoke execute on function rights_request_ties from public;
grant execute on function rights_request_ties to sanliang_app;
