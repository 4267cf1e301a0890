-- owner: commitments
-- 免领岗、领岗跟着党员走: who keeps a member reads and lifts the exemption wherever it was granted, and counts the post wherever it is held.

alter policy sealed on post_exemption using ((select actor_kind()) = 'job' or person_id = (select actor_id())
  or person_id in (select m.person_id from party_membership m
    where m.town_id = (select actor_town()) and (m.ended_on is null or m.ended_on > (select actor_today()))));
alter policy write_update on post_exemption using (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or person_id = (select actor_id())
  or person_id in (select m.person_id from party_membership m
    where m.town_id = (select actor_town()) and (m.ended_on is null or m.ended_on > (select actor_today())))));

-- Which of the members whom one may read hold a post or have asked for one; where it is stays sealed.
create function members_with_post() returns table (person_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct h.person_id from post_holding h
  join party_membership m on m.town_id = h.town_id and m.person_id = h.person_id and (m.ended_on is null or m.ended_on > actor_today())
  where h.town_id = actor_town() and h.ended_on is null and (actor_kind() = 'job' or m.person_id = actor_id()
    or m.unit_id = any ((select membership_units())::uuid[]) or m.body_id = any ((select led_bodies())::uuid[]))
$$;
revoke execute on function members_with_post from public;
grant execute on function members_with_post to sanliang_app;
