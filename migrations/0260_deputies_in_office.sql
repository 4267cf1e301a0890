-- owner: people
-- 代理: who stands in for a colleague on leave acts for as long as the own office lasts, and not a day longer.
--
-- A leave may be longer than the deputy's last term. The deputy who had been dismissed kept every power of the person on leave.

create or replace function actor_terms() returns table (post_id uuid, role text, unit_id uuid, body_id uuid, deputy_for uuid)
language plpgsql stable security definer rows 4 set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  me constant uuid := actor_id();
  town constant integer := actor_town();
  today constant date := actor_today();
  held_by uuid[];
begin
  if actor_kind() is distinct from 'person' then return; end if;
  held_by := array(select away.person_id from leave away where away.town_id = town and away.deputy_id = me and away.valid @> today);
  if held_by <> '{}' and not exists (select from term t join post p on p.town_id = t.town_id and p.id = t.post_id
    where t.town_id = town and t.person_id = me and t.valid @> today and (p.closed_on is null or p.closed_on > today)) then return; end if;
  held_by := me || held_by;
  -- own terms first: which body answers today must not be asked of every secretary of the town
  return query
    with held as materialized (
      select p.id, p.role, p.unit_id, p.body_id, t.person_id from term t join post p on p.town_id = t.town_id and p.id = t.post_id
      where t.town_id = town and t.person_id = any (held_by) and t.valid @> today and (p.closed_on is null or p.closed_on > today)
    )
    select held.id, held.role, held.unit_id, answered.body_id, nullif(held.person_id, me)
    from held
    left join lateral unnest(case when held.body_id is not null then bodies_into(standing_body(held.body_id, today), today) end) as answered (body_id) on true
    where held.role <> 'branchSecretary' or held.body_id is null or standing_body(held.body_id, today) = held.body_id;
end $$;

-- A leave whose deputy's office ends goes to the deputy's successor: by whoever may end the deputy's term, or in the night after its last day.
alter policy write on leave
  using (town_id = (select actor_town()) and (person_id = (select actor_id()) or (select actor_kind()) = 'job'
    or (select actor_roles()) && array['townClerk', 'systemAdministrator', 'villageSecretary', 'villageClerk']));
