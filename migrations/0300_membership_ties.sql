-- owner: memberships
-- 党籍: with whom the Party still has to do, for the job that forgets people.

-- Members, and those whose membership ended after the day.
create function membership_ties(since date) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select person_id from party_membership
  where actor_kind() = 'job' and town_id = actor_town() and (ended_on is null or ended_on > since)
$$;
revoke execute on function membership_ties from public;
grant execute on function membership_ties to sanliang_app;
