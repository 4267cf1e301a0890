-- owner: meetings
-- 会议交办: who still has something to do, for the job that forgets people.

-- What a meeting gave out and nobody accepted yet.
create function meeting_action_ties(since date) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select owner_id from meeting_action where actor_kind() = 'job' and town_id = actor_town() and accepted_on is null
$$;
revoke execute on function meeting_action_ties from public;
grant execute on function meeting_action_ties to sanliang_app;
