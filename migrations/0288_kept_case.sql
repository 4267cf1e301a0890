-- owner: requests
-- 并案后没解决: how the case stands that one's own was merged into. Its reporter may not read that case, and is asked all the same.

create function kept_case(wanted uuid) returns table (state text, closed_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select k.state, k.closed_at from request r join request k on k.town_id = r.town_id and k.id = r.merged_into
  where r.town_id = actor_town() and r.id = wanted and actor_kind() = 'receipt' and r.id = actor_id()
$$;
revoke execute on function kept_case from public;
grant execute on function kept_case to sanliang_app;
