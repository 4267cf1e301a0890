-- owner: commitments
-- 明岗: residents read which posts there are and how many places are free; a holder's name only while the holder wants it shown.

-- The day on which the holder agreed that residents read the name; null: not shown. Source: PIPL 25, withdrawn as easily.
alter table post_holding add column shown_on date;

-- A post says what is to be done and names nobody.
alter policy own_town on service_post using (town_id = (select actor_town()));

-- Who serves on the posts and lets residents read the name, while a member.
create function shown_post_holders(wanted uuid[], day date) returns table (post_id uuid, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select h.post_id, person.name from post_holding h
  join person on person.town_id = h.town_id and person.id = h.person_id
  where h.town_id = actor_town() and h.post_id = any (wanted) and h.state in ('serving', 'evaluated') and h.shown_on <= day
    and exists (select from party_membership m where m.town_id = h.town_id and m.person_id = h.person_id
      and (m.ended_on is null or m.ended_on > day))
  order by h.post_id, person.sort_key collate "C", person.id
$$;
revoke execute on function shown_post_holders from public;
grant execute on function shown_post_holders to sanliang_app;
