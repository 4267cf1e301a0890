-- owner: trainings
-- 学时更正: which lines are counted on another one is asked once a statement. Asked line by line, the attendances of a year took minutes.

-- Lines whose person is counted on another one at the same time, in a session for the same people. The one with hours counts, else the one
-- that was planned first. A reader who may not read the other line is told the same as everyone. Sessions at one time are few, and come first.
create function lines_counted_elsewhere() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  with at_once as materialized (
    select s.id, other.id as other_id from training_session s
    join training_course c on c.town_id = s.town_id and c.id = s.course_id
    join training_session other on other.town_id = s.town_id and other.id <> s.id and other.state in ('held', 'credited')
      and other.starts_at < s.ends_at and s.starts_at < other.ends_at
    join training_course its on its.town_id = other.town_id and its.id = other.course_id and its.audience = c.audience
    where s.town_id = actor_town() and s.state in ('held', 'credited')
  )
  select coalesce(array_agg(distinct r.id), '{}') from at_once
  join training_roll r on r.town_id = actor_town() and r.session_id = at_once.id and r.attendance = 'present' and r.clash_id is null
  join training_roll twin on twin.town_id = r.town_id and twin.session_id = at_once.other_id and twin.person_id = r.person_id
    and twin.attendance = 'present' and twin.clash_id is null
  where (twin.hours is not null, at_once.id) > (r.hours is not null, at_once.other_id)
$$;
drop function is_counted_elsewhere(uuid);
revoke execute on function lines_counted_elsewhere from public;
grant execute on function lines_counted_elsewhere to sanliang_app;
