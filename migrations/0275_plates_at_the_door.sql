-- owner: plates
-- 牌挂在哪家门口: a plate made for one door is not valid at another, and the card names a member only once that member has agreed.

create or replace function plate_holds(wanted uuid, day date) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from plate p join household h on h.town_id = p.town_id and h.id = p.household_id and h.state = 'occupied'
    where p.town_id = actor_town() and p.id = wanted
    -- not since it was made, nor found out since
    and not exists (
      select from household_period moved join household_change c on c.town_id = moved.town_id and c.id = moved.opened_by
      where moved.town_id = p.town_id and moved.household_id = p.household_id and c.verb = 'relocate' and c.undone_at is null
        and moved.valid_from <= day
        and greatest(moved.valid_from, (c.recorded_at at time zone 'Asia/Shanghai')::date) >= p.issued_on)
    and not exists (
      select from plate_member m where m.town_id = p.town_id and m.plate_id = p.id and not exists (
        select from party_membership pm where pm.town_id = m.town_id and pm.person_id = m.person_id and pm.full_on <= day
          and (pm.ended_on is null or pm.ended_on > day))))
$$;

create or replace function plate_names(wanted uuid[]) returns table (plate_id uuid, person_id uuid, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.plate_id, m.person_id, person.name from plate_member m
  join plate p on p.town_id = m.town_id and p.id = m.plate_id
  join person on person.town_id = m.town_id and person.id = m.person_id
  where m.town_id = actor_town() and m.plate_id = any (wanted)
    and (actor_kind() = 'job' or (p.household_id = actor_household() and m.agreed_on is not null)
      or p.unit_id = any ((select plate_units())::uuid[]) or p.id = any ((select own_plates())::uuid[]))
$$;
