-- owner: votes
-- 并入的名册: who stood on the register of a body that went into another is eligible there, and its office reads and keeps those lines too.

-- Bodies that went, with their records, into one that covers the units today.
create function bodies_into_those_of(units uuid[]) returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive gone (body_id) as (
    select s.predecessor_id from body_succession s
    join body_coverage bc on bc.town_id = s.town_id and bc.body_id = s.successor_id and bc.valid @> actor_today() and bc.unit_id = any (units)
    where s.town_id = actor_town() and s.takes_records and s.effective_on <= actor_today()
    union
    select s.predecessor_id from gone
    join body_succession s on s.town_id = actor_town() and s.successor_id = gone.body_id and s.takes_records and s.effective_on <= actor_today()
  )
  select coalesce(array_agg(body_id), '{}') from gone
$$;
revoke execute on function bodies_into_those_of(uuid[]) from public;
grant execute on function bodies_into_those_of(uuid[]) to sanliang_app;

create policy opened_by_heir on voter for select to sanliang_app using (town_id = (select actor_town())
  and deciding_body <> 'branchCommittee' and body_id = any ((select bodies_into_those_of((select assembly_units())))::uuid[]));
create policy write_update_by_heir on voter for update to sanliang_app using (town_id = (select actor_town())
  and deciding_body <> 'branchCommittee' and body_id = any ((select bodies_into_those_of((select assembly_keeper_units())))::uuid[]));
