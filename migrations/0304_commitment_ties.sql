-- owner: commitments
-- 报到和岗位: who still serves, for the job that forgets people.

-- Report-ins and posts in force, and those that ended after the day.
create function commitment_ties(since date) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select person_id from report_in where actor_kind() = 'job' and town_id = actor_town() and (ended_on is null or ended_on > since)
  union all
  select person_id from post_holding where actor_kind() = 'job' and town_id = actor_town() and (ended_on is null or ended_on > since)
$$;
revoke execute on function commitment_ties from public;
grant execute on function commitment_ties to sanliang_app;
