-- owner: trainings
-- 培训名册按期去掉姓名: who was there goes ten years after a training; that somebody was there stays, and is counted as it was.

alter table training_session add column roll_forgotten_on date;
create index training_session_named on training_session (town_id, starts_at) where roll_forgotten_on is null;

alter table training_roll
  -- Settled when names at that time went: is the line counted, or its person on another one? null: asked of the lines each time.
  add column counted boolean,
  -- null: deleted after its time
  alter column name drop not null,
  drop constraint excused_says_why,
  drop constraint recorder_says_why,
  drop constraint training_roll_check3,
  add constraint excused_says_why check (attendance <> 'excused' or num_nonnulls(reason, reason_sealed) = 1 or name is null),
  add constraint recorder_says_why check (excluded <> 'byRecorder' or num_nonnulls(excluded_note, excluded_note_sealed) = 1 or name is null),
  add constraint hours_of_a_person check (hours is null or (attendance = 'present' and (person_id is not null or name is null))),
  add constraint forgotten_whole check (name is not null
    or num_nonnulls(person_id, reason, reason_sealed, excluded_note, excluded_note_sealed) = 0);
grant select (counted), update (counted) on training_roll to sanliang_app;

-- As before; of lines that are settled the one that is not counted takes nothing from another.
create or replace function lines_counted_elsewhere() returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  line record;
  counted_here uuid[] := '{}';
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
      and r.counted is not false
    join training_roll twin on twin.town_id = r.town_id and twin.session_id = at_once.other_id and twin.person_id = r.person_id
      and twin.attendance = 'present' and twin.clash_id is null and twin.counted is not false
    group by r.id, r.hours, r.session_id
    order by r.hours is null, r.session_id, r.id
  loop
    if line.twins && counted_here then elsewhere := elsewhere || line.id; else counted_here := counted_here || line.id; end if;
  end loop;
  return elsewhere;
end $$;
