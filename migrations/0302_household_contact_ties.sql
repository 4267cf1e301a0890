-- owner: households
-- 联系户: whom households still reach, for the job that forgets people.

-- Contacts asked for or in force, and those that ended after the day.
create function household_contact_ties(since date) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select member_id from household_contact
  where actor_kind() = 'job' and town_id = actor_town() and (state in ('proposed', 'active') or ended_on > since)
$$;
revoke execute on function household_contact_ties from public;
grant execute on function household_contact_ties to sanliang_app;
