-- owner: ratings
-- 评议的答复人: of a branch that went into another, the other's secretary answers; the cycle stays where it was opened.

create or replace function rating_answerers(cycle uuid) returns table (person_id uuid, rank integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct term.person_id, case when post.role = 'branchSecretary' then 1 else 2 end
  from rating_cycle c
  join unit_period here on here.town_id = c.town_id and here.unit_id = c.unit_id and here.valid @> actor_today()
  join post on post.town_id = c.town_id and (post.closed_on is null or post.closed_on > actor_today())
    and post.role in ('villageSecretary', 'branchSecretary')
    and (post.unit_id = any (here.path) or post.body_id = standing_body(c.body_id, actor_today()))
  join term on term.town_id = post.town_id and term.post_id = post.id and term.valid @> actor_today()
  where c.town_id = actor_town() and c.id = cycle and (c.id = any ((select kept_cycles())::uuid[]) or c.id = any ((select my_rating_cycles())::uuid[]))
  order by 2, 1
$$;
