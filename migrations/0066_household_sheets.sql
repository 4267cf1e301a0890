-- owner: households
-- 户和联系户的表: a town's clerk brings the ledger in; once it is in, the town is told counts.

alter policy write_insert on household
  with check (town_id = (select actor_town()) and (unit_id = any ((select household_units())::uuid[]) or (select actor_kind()) = 'job'
    or (select actor_roles()) && array['townClerk']));

-- The numbers that are known, and which households somebody keeps in touch with: all that a ledger needs to come in again unchanged.
create function household_keys() returns table (code text, id uuid, occupied boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select h.code, h.id, h.state = 'occupied' from household h
  where h.town_id = actor_town() and (actor_kind() = 'job' or actor_roles() && array['townClerk'] or h.unit_id = any (household_units()))
$$;
create function household_contact_keys() returns table (household_id uuid, member_id uuid, started_on date, ended_on date)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.household_id, c.member_id, c.started_on, c.ended_on from household_contact c
  join household h on h.town_id = c.town_id and h.id = c.household_id
  where c.town_id = actor_town() and c.state in ('proposed', 'active', 'ended')
    and (actor_kind() = 'job' or actor_roles() && array['townClerk'] or h.unit_id = any (household_units()))
$$;
revoke execute on function household_keys, household_contact_keys from public;
grant execute on function household_keys, household_contact_keys to sanliang_app;
