-- owner: ratings
-- 评星名单: whoever left the branch since the list was made leaves it too, while nobody has read it; one need not read where the member went.

create function leave_out_of_rating_cycle(wanted uuid, day date) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  delete from rating r using rating_cycle c
  where r.town_id = actor_town() and r.cycle_id = wanted and c.town_id = r.town_id and c.id = r.cycle_id and c.state = 'draft'
    and c.id = any ((select kept_cycles())::uuid[])
    and not exists (select from party_membership m where m.town_id = r.town_id and m.id = r.membership_id
      and m.body_id in (c.body_id, standing_body(c.body_id, day)) and (m.ended_on is null or m.ended_on > day))
$$;
revoke execute on function leave_out_of_rating_cycle from public;
grant execute on function leave_out_of_rating_cycle to sanliang_app;
