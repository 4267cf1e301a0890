-- owner: mobilisations
-- 动员: who is on a roster or leads a temporary branch, for the job that forgets people.

-- A roster is deleted in the night in which its mobilisation ends.
create function mobilisation_ties(since date) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select person_id from mobilisation_roster where actor_kind() = 'job' and town_id = actor_town() and person_id is not null
  union all
  select person_id from temporary_branch_seat
  where actor_kind() = 'job' and town_id = actor_town() and (upper_inf(valid) or upper(valid) > since)
$$;
revoke execute on function mobilisation_ties from public;
grant execute on function mobilisation_ties to sanliang_app;
