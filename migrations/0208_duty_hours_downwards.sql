-- owner: ratings
-- 值守时长的算法: to a tenth of an hour, downwards, as everywhere else (commitments.rules.ts): nobody is credited with what was not served.

create or replace function rating_duty_hours(cycle uuid)
returns table (rating_id uuid, record_id uuid, title text, day date, amount numeric, due numeric, excused boolean, entered_by uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.id, e.id, e.activity, (e.starts_at at time zone 'Asia/Shanghai')::date,
    case e.state when 'confirmed' then served.hours else 0 end, served.hours, false,
    coalesce(e.confirmed_by, (select done.actor_person_id from event done where done.town_id = e.town_id and done.subject_kind = 'serviceEntry'
      and done.subject_id = e.id and done.name = 'commitments.refuseHours' order by done.id desc limit 1))
  from rating_cycle c join rating r on r.town_id = c.town_id and r.cycle_id = c.id
  join service_entry e on e.town_id = r.town_id and e.person_id = r.person_id and e.state in ('confirmed', 'refused')
    and extract(year from e.starts_at at time zone 'Asia/Shanghai') = c.year
  cross join lateral (select trunc(extract(epoch from e.ends_at - e.starts_at) / 3600, 1) as hours) served
  where c.town_id = actor_town() and c.id = cycle and c.id = any ((select kept_cycles())::uuid[])
$$;
