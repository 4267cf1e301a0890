-- owner: ratings
-- 评星: a member who objects or asks for a person's judgement waits for what the secretaries are doing, and they for the member.

create function lock_own_rating_cycle(wanted uuid) returns boolean
language sql volatile security definer set search_path = public, pg_temp as $$
  select true from rating_cycle where town_id = actor_town() and id = wanted and id = any ((select my_rating_cycles())::uuid[]) for update
$$;
revoke execute on function lock_own_rating_cycle from public;
grant execute on function lock_own_rating_cycle to sanliang_app;

-- Once the star is decided, it is contested, not asked for.
create or replace function ask_for_human(wanted uuid, day date) returns boolean
language sql volatile security definer set search_path = public, pg_temp as $$
  update rating set human_asked_on = day, version = version + 1
  where town_id = actor_town() and id = wanted and person_id = actor_id() and human_asked_on is null and decided_by is null and exempt is null
    and exists (select from rating_cycle c where c.town_id = rating.town_id and c.id = rating.cycle_id and c.state in ('selfCheck', 'branchReview'))
  returning true
$$;
