-- owner: plates
-- 挂牌表: a town's clerk brings the ledger in; once it is in, the town is told counts.

alter policy write_insert on plate with check (town_id = (select actor_town())
  and ((select actor_kind()) = 'job' or unit_id = any ((select plate_units())::uuid[]) or (select actor_roles()) && array['townClerk']));
alter policy write_insert on plate_member with check (town_id = (select actor_town())
  and ((select actor_kind()) = 'job' or (select actor_roles()) && array['townClerk']
    or exists (select from plate p where p.town_id = plate_member.town_id and p.id = plate_member.plate_id
      and p.unit_id = any ((select plate_units())::uuid[]))));

-- What is known of plates, so that a ledger comes in again unchanged.
create function plate_keys() returns table (household_id uuid, person_id uuid, number text, state text, agreed_on date, mounted_on date)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.household_id, m.person_id, p.number, p.state, p.household_agreed_on, p.mounted_on
  from plate p join plate_member m on m.town_id = p.town_id and m.plate_id = p.id
  where p.town_id = actor_town() and p.state in ('offered', 'consented', 'issued', 'mounted', 'withdrawn')
    and (actor_kind() = 'job' or actor_roles() && array['townClerk'] or p.unit_id = any (plate_units()))
$$;
-- Where the households of a ledger stand, for whoever brings it in.
create function plate_homes(day date) returns table (code text, id uuid, unit_id uuid, village_id uuid, occupied_from date)
language sql stable security definer set search_path = public, pg_temp as $$
  select h.code, h.id, h.unit_id, village.id, h.occupied_from from household h
  join unit_period up on up.town_id = h.town_id and up.unit_id = h.unit_id and up.valid @> day
  join unit village on village.town_id = h.town_id and village.id = any (up.path) and village.kind in ('village', 'community')
  where h.town_id = actor_town() and h.state = 'occupied'
    and (actor_kind() = 'job' or actor_roles() && array['townClerk'] or h.unit_id = any (plate_units()))
$$;
revoke execute on function plate_keys, plate_homes from public;
grant execute on function plate_keys, plate_homes to sanliang_app;
