-- owner: households
-- 户的变动: those of a home are found by index. `&&` is not leakproof: under the policy every page of a home read all changes of the town.

-- Ids alone; which of them the reader may see, the policy of the table says as before.
create function household_changes_of(wanted uuid[]) returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(ch.id), '{}') from household_change ch where ch.town_id = actor_town() and ch.household_ids && wanted
$$;
revoke execute on function household_changes_of from public;
grant execute on function household_changes_of to sanliang_app;
