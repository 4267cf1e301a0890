-- owner: people
-- 本人的任职: only the actor's own terms, and of those they stand in for, are asked which body answers today. Written as one condition among
-- others that was asked of every secretary of the town, 12 ms each time that a scope was reckoned.

create or replace function actor_terms() returns table (post_id uuid, role text, unit_id uuid, body_id uuid, deputy_for uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  with holder (person_id) as (
    select actor_id() union
    select leave.person_id from leave where leave.town_id = actor_town() and leave.deputy_id = actor_id() and leave.valid @> actor_today()
  ), held as materialized (
    select post.id, post.role, post.unit_id, post.body_id, term.person_id
    from holder
    join term on term.town_id = actor_town() and term.person_id = holder.person_id and term.valid @> actor_today()
    join post on post.town_id = term.town_id and post.id = term.post_id and (post.closed_on is null or post.closed_on > actor_today())
    where actor_kind() = 'person'
  )
  select held.id, held.role, held.unit_id, answered.body_id, case when held.person_id <> actor_id() then held.person_id end
  from held
  left join lateral (select unnest(bodies_into(standing_body(held.body_id, actor_today()), actor_today())) as body_id) answered
    on held.body_id is not null
  where held.role <> 'branchSecretary' or held.body_id is null or standing_body(held.body_id, actor_today()) = held.body_id
$$;
