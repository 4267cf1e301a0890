-- owner: people
-- 人走了，事还在: what lies open with somebody who has to do with its place no more, whichever way that came about. A term that is ended by
-- hand asks for a successor; a term that ran out long ago, a membership that ended and a thing given back to who had it before do not.

-- Had the person a post near the place, or a membership, at some time from `since` on, and has neither on the day? Who never had one was
-- chosen all the same, and keeps it.
create function has_left(who uuid, place uuid, since date, day date) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  with near as (
    select t.valid, p.closed_on from term t join post p on p.town_id = t.town_id and p.id = t.post_id
    where t.town_id = actor_town() and t.person_id = who
      and (p.unit_id = any (units_above(place, day)) or p.unit_id = any (units_below(place, day)))
  ), member as (
    select admitted_on, ended_on from party_membership where town_id = actor_town() and person_id = who
  )
  select actor_kind() = 'job'
    and not exists (select from near where valid @> day and (closed_on is null or closed_on > day))
    and not exists (select from member where admitted_on <= day and (ended_on is null or ended_on > day))
    and (exists (select from near where valid && daterange(least(since, day), day, '[]'))
      or exists (select from member where admitted_on <= day and ended_on > least(since, day)))
$$;

create function unowned_meeting_actions(day date) returns table (id uuid, unit_id uuid, meeting_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, m.unit_id, m.id from meeting_action a join meeting m on m.town_id = a.town_id and m.id = a.meeting_id
  where a.town_id = actor_town() and actor_kind() = 'job' and a.done_on is null
    and has_left(a.owner_id, m.unit_id, (m.starts_at at time zone 'Asia/Shanghai')::date, day)
  order by a.due_on, a.id
$$;

create function unowned_appraisal_items(day date) returns table (id uuid, unit_id uuid, report_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.id, i.unit_id, i.report_id from appraisal_item i
  join appraisal_round r on r.town_id = i.town_id and r.id = i.round_id
  where i.town_id = actor_town() and actor_kind() = 'job' and i.done_on is null and has_left(i.owner_id, i.unit_id, r.held_on, day)
  order by i.due_on, i.id
$$;
revoke execute on function has_left, unowned_meeting_actions, unowned_appraisal_items from public;
grant execute on function has_left, unowned_meeting_actions, unowned_appraisal_items to sanliang_app;
