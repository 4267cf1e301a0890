-- owner: ratings
-- 评星的事实来源: hours of duty that an organiser confirmed, hours of a volunteer of grades ① and ②, and what the masses said of a post.
-- As the first two sources: whoever gathers need not read the records of others.

-- 来源 commitments.hours: duty of a post, of one who reported, of a wish. A refused line was due and counts nothing; what still waits says nothing.
create function rating_duty_hours(cycle uuid)
returns table (rating_id uuid, record_id uuid, title text, day date, amount numeric, due numeric, excused boolean, entered_by uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.id, e.id, e.activity, (e.starts_at at time zone 'Asia/Shanghai')::date,
    case e.state when 'confirmed' then served.hours else 0 end, served.hours, false,
    coalesce(e.confirmed_by, (select done.actor_person_id from event done where done.town_id = e.town_id and done.subject_kind = 'serviceEntry'
      and done.subject_id = e.id and done.name = 'commitments.refuseHours' order by done.id desc limit 1))
  from rating_cycle c join rating r on r.town_id = c.town_id and r.cycle_id = c.id
  join service_entry e on e.town_id = r.town_id and e.person_id = r.person_id and e.state in ('confirmed', 'refused')
    and extract(year from e.starts_at at time zone 'Asia/Shanghai') = c.year
  cross join lateral (select round(extract(epoch from e.ends_at - e.starts_at) / 3600, 1) as hours) served
  where c.town_id = actor_town() and c.id = cycle and c.id = any ((select kept_cycles())::uuid[])
$$;

-- 来源 volunteering.hours: what stands, confirmed on the spot or by the organiser. Entered later (③) counts for no star.
-- The record is the slot, where the console shows it.
create function rating_volunteer_hours(cycle uuid)
returns table (rating_id uuid, record_id uuid, title text, day date, amount numeric, due numeric, excused boolean, entered_by uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.id, s.id, left(a.title, 70) || case h.grade when 'onSite' then '①' else '②' end,
    (h.starts_at at time zone 'Asia/Shanghai')::date, round(h.credited / 60.0, 1), round(h.credited / 60.0, 1), false,
    coalesce(h.decided_by, h.entered_by)
  from rating_cycle c join rating r on r.town_id = c.town_id and r.cycle_id = c.id
  join volunteer_hours h on h.town_id = r.town_id and h.person_id = r.person_id and h.state = 'standing' and h.credited > 0
    and h.grade in ('onSite', 'organiser') and extract(year from h.starts_at at time zone 'Asia/Shanghai') = c.year
  join volunteer_slot s on s.town_id = h.town_id and s.id = h.slot_id and s.state in ('locked', 'corrected')
  join volunteer_activity a on a.town_id = s.town_id and a.id = s.activity_id
  where c.town_id = actor_town() and c.id = cycle and c.id = any ((select kept_cycles())::uuid[])
$$;

-- 来源 commitments.reviews: the review of a post at which the masses were heard. Who changes to another post is not judged by the old one.
create function rating_masses_view(cycle uuid)
returns table (rating_id uuid, record_id uuid, title text, day date, amount numeric, due numeric, excused boolean, entered_by uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.id, h.id, k.name || '评岗，听了群众意见', coalesce((told.at at time zone 'Asia/Shanghai')::date, make_date(c.year, 12, 31)),
    case v.grade when 'poor' then 0 else 1 end, 1, false, told.actor_person_id
  from rating_cycle c join rating r on r.town_id = c.town_id and r.cycle_id = c.id
  join post_holding h on h.town_id = r.town_id and h.person_id = r.person_id
  join service_post p on p.town_id = h.town_id and p.id = h.post_id
  join service_post_kind k on k.town_id = p.town_id and k.code = p.kind_code
  join post_review v on v.town_id = h.town_id and v.holding_id = h.id and v.year = c.year and v.grade in ('good', 'ok', 'poor')
    and length(trim(v.masses_remark)) > 0
  left join lateral (select e.at, e.actor_person_id from event e where e.town_id = h.town_id and e.subject_kind = 'postHolding'
    and e.subject_id = h.id and e.name = 'commitments.evaluateHolding' order by e.id desc limit 1) told on true
  where c.town_id = actor_town() and c.id = cycle and c.id = any ((select kept_cycles())::uuid[])
$$;
revoke execute on function rating_duty_hours, rating_volunteer_hours, rating_masses_view from public;
grant execute on function rating_duty_hours, rating_volunteer_hours, rating_masses_view to sanliang_app;
