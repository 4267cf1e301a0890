-- owner: decisions
-- 议事: who proposed a matter is told what became of it; for the job that forgets people.

-- Of drafts only those begun after the day.
create function decision_ties(since date) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select proposer_id from decision
  where actor_kind() = 'job' and town_id = actor_town() and proposer_id is not null and (ended_on is null or ended_on > since)
    and (state <> 'draft' or created_at >= since::timestamp at time zone 'Asia/Shanghai')
$$;
revoke execute on function decision_ties from public;
grant execute on function decision_ties to sanliang_app;
