-- owner: trainings
-- 学时更正: of three trainings of which each overlaps only the next, the first and the last are counted. A line is counted elsewhere when one at
-- the same time *is counted*; the middle one, which is not, takes nothing from the last.

create or replace function lines_counted_elsewhere() returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  line record;
  counted uuid[] := '{}';
  elsewhere uuid[] := '{}';
begin
  -- Lines with another one of the person at the same time, in a session for the same people; sessions at one time are few, and come first.
  -- In their order: the one with hours counts, else the one that was planned first.
  for line in
    with at_once as materialized (
      select s.id, other.id as other_id from training_session s
      join training_course c on c.town_id = s.town_id and c.id = s.course_id
      join training_session other on other.town_id = s.town_id and other.id <> s.id and other.state in ('held', 'credited')
        and other.starts_at < s.ends_at and s.starts_at < other.ends_at
      join training_course its on its.town_id = other.town_id and its.id = other.course_id and its.audience = c.audience
      where s.town_id = actor_town() and s.state in ('held', 'credited')
    )
    select r.id, array_agg(twin.id) as twins from at_once
    join training_roll r on r.town_id = actor_town() and r.session_id = at_once.id and r.attendance = 'present' and r.clash_id is null
    join training_roll twin on twin.town_id = r.town_id and twin.session_id = at_once.other_id and twin.person_id = r.person_id
      and twin.attendance = 'present' and twin.clash_id is null
    group by r.id, r.hours, r.session_id
    order by r.hours is null, r.session_id, r.id
  loop
    if line.twins && counted then elsewhere := elsewhere || line.id; else counted := counted || line.id; end if;
  end loop;
  return elsewhere;
end $$;
