-- owner: venues
-- 改造提升: a place that is rebuilt stood before, and its past is asked from its days, not from the status of today.

-- When it was taken out of use to be rebuilt, without end while it still is.
alter table venue add column out_of_use datemultirange not null default '{}';

-- What was rebuilt so far is in the log.
with told as (
  select e.town_id, e.subject_id, (e.at at time zone 'Asia/Shanghai')::date as day, e.details ->> 'status' as status,
    lag(e.details ->> 'status') over (partition by e.town_id, e.subject_id order by e.id) as before, e.id
  from event e where e.name in ('venues.create', 'venues.edit')
), began as (
  select t.town_id, t.subject_id, t.day as since,
    (select min(later.day) from told later where later.town_id = t.town_id and later.subject_id = t.subject_id and later.id > t.id
      and later.status <> 'building') as until
  from told t where t.status = 'building' and t.before = 'inUse'
)
update venue v set out_of_use = spans.days from (
  select town_id, subject_id, range_agg(daterange(since, until)) as days from began where until is null or until > since group by 1, 2
) spans
where spans.town_id = v.town_id and spans.subject_id = v.id;
-- The log ends open where a place was closed, or came into use by an import.
update venue set out_of_use = out_of_use - datemultirange(daterange(coalesce(closed_on, (now() at time zone 'Asia/Shanghai')::date), null))
where status <> 'building' and upper_inf(out_of_use);

-- Was it ever in use? What is planned or built for the first time only names the day on which it should open.
create function venue_opened(v venue) returns boolean
language sql immutable as $$ select v.opened_on is not null and (v.status in ('inUse', 'closed') or upper_inf(v.out_of_use)) $$;

create function venue_in_use(v venue, day date) returns boolean
language sql immutable as $$
  select venue_opened(v) and v.opened_on <= day and (v.closed_on is null or v.closed_on > day) and not v.out_of_use @> day
$$;

-- What becomes of the days out of use when a place takes another status on a day: rebuilding begins, or is over.
create function venue_out_of_use(v venue, next text, day date) returns datemultirange
language sql immutable as $$
  select case when v.status = 'inUse' and next = 'building' then v.out_of_use + datemultirange(daterange(day, null))
    when v.status = 'building' and next <> 'building' then v.out_of_use - datemultirange(daterange(day, null))
    else v.out_of_use end
$$;
