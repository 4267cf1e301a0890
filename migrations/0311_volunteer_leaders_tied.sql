-- owner: volunteering
-- 志愿队长: who leads a team is reached through it, registered or not.

create or replace function volunteer_ties(since date) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select person_id from volunteer where actor_kind() = 'job' and town_id = actor_town() and left_on is null
  union all
  select person_id from volunteer_sign_up
  where actor_kind() = 'job' and town_id = actor_town() and state = 'standing' and ends_at >= since::timestamp at time zone 'Asia/Shanghai'
  union all
  select leader_id from volunteer_team
  where actor_kind() = 'job' and town_id = actor_town() and leader_id is not null and (closed_on is null or closed_on > since)
$$;
