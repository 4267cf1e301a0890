-- owner: votes
-- 表决权名册: who still has a vote, for the job that forgets people.

-- Lines of registers that hold, and those that ended after the day.
create function voter_ties(since date) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select person_id from voter
  where actor_kind() = 'job' and town_id = actor_town() and person_id is not null and (valid_to is null or valid_to > since)
$$;
revoke execute on function voter_ties from public;
grant execute on function voter_ties to sanliang_app;
