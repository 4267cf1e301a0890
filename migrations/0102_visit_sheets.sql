-- owner: visits
-- 走访表: a town's clerk brings the ledger in; once it is in, the town is told counts.

alter policy write_insert on visit with check (town_id = (select actor_town())
  and ((select actor_kind()) = 'job' or (select actor_roles()) && array['townClerk']
    or ((select actor_kind()) = 'person' and household_id in (select unnest((select visit_households()))))));

-- A household that deleted a record is not brought in by a ledger any more: the same file again would undo what it did.
alter table visit_rhythm add column no_ledger boolean not null default false;

-- Where households stood when, for whoever brings a ledger in.
create function visit_homes() returns table (code text, household_id uuid, unit_id uuid, valid_from date, valid_to date, no_ledger boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select h.code, h.id, p.unit_id, p.valid_from, p.valid_to, coalesce(r.no_ledger, false)
  from household h join household_period p on p.town_id = h.town_id and p.household_id = h.id
  left join visit_rhythm r on r.town_id = h.town_id and r.household_id = h.id
  where h.town_id = actor_town() and h.state <> 'enteredInError'
    and (actor_kind() = 'job' or actor_roles() && array['townClerk'] or h.id in (select unnest((select visit_households()))))
$$;
-- What is known of visits, so that a ledger comes in again unchanged.
create function visit_keys() returns table (household_id uuid, visited_on date, outcome text)
language sql stable security definer set search_path = public, pg_temp as $$
  select v.household_id, v.visited_on, v.outcome from visit v
  where v.town_id = actor_town() and v.outcome is not null
    and (actor_kind() = 'job' or actor_roles() && array['townClerk'] or v.household_id in (select unnest((select visit_households()))))
$$;
revoke execute on function visit_homes, visit_keys from public;
grant execute on function visit_homes, visit_keys to sanliang_app;
