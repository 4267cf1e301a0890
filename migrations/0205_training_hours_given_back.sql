-- owner: trainings
-- 学时更正: when a session's hours are taken back, whoever was present in another at the same time is credited there; and of two at once one is counted.

-- Lines of a town without hours because of the session get what they earn now; returns how many hours' lines came back.
create function training_hours_without(town integer, wanted uuid) returns integer
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  line record;
  elsewhere uuid;
  returned integer := 0;
begin
  for line in
    select r.id, r.person_id, s.starts_at, s.ends_at, s.hours from training_roll r
    join training_session s on s.town_id = r.town_id and s.id = r.session_id and s.state = 'credited'
    where r.town_id = town and r.clash_id = wanted and r.person_id is not null
    order by s.id, r.id
  loop
    select other.id into elsewhere from training_roll twin
    join training_session other on other.town_id = twin.town_id and other.id = twin.session_id and other.state = 'credited'
      and other.starts_at < line.ends_at and line.starts_at < other.ends_at
    where twin.town_id = town and twin.person_id = line.person_id and twin.id <> line.id and twin.hours > 0
    order by other.id limit 1;
    update training_roll r set clash_id = elsewhere, hours = case when elsewhere is null then line.hours else 0 end
      where r.town_id = town and r.id = line.id;
    if elsewhere is null then returned := returned + 1; end if;
  end loop;
  return returned;
end $$;
-- The same by whoever took the hours back. They need not be able to read the other roll.
create function give_back_training_hours(wanted uuid) returns integer
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from training_session s where s.town_id = actor_town() and s.id = wanted
    and (actor_kind() = 'job' or s.unit_id = any ((select party_units())::uuid[]))) then
    raise exception 'nobody takes back the hours of another organiser';
  end if;
  return training_hours_without(actor_town(), wanted);
end $$;

-- Is the person on this line counted on another one at the same time, in a session for the same people? The one with hours counts, else
-- the one that was planned first. A reader who may not read the other line is told the same as everyone.
create function is_counted_elsewhere(line uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from training_roll r
    join training_session s on s.town_id = r.town_id and s.id = r.session_id
    join training_course c on c.town_id = s.town_id and c.id = s.course_id
    join training_roll twin on twin.town_id = r.town_id and twin.person_id = r.person_id and twin.id <> r.id
      and twin.attendance = 'present' and twin.clash_id is null
    join training_session other on other.town_id = twin.town_id and other.id = twin.session_id and other.state in ('held', 'credited')
      and other.starts_at < s.ends_at and s.starts_at < other.ends_at
    join training_course its on its.town_id = other.town_id and its.id = other.course_id and its.audience = c.audience
    where r.town_id = actor_town() and r.id = line
      and (twin.hours is not null, s.id) > (r.hours is not null, other.id))
$$;
revoke execute on function training_hours_without, give_back_training_hours, is_counted_elsewhere from public;
grant execute on function give_back_training_hours, is_counted_elsewhere to sanliang_app;

-- What was lost so far.
do $$
declare
  session record;
begin
  for session in
    select distinct r.town_id, r.clash_id from training_roll r where r.clash_id is not null and not exists (select from training_roll twin
      where twin.town_id = r.town_id and twin.session_id = r.clash_id and twin.person_id = r.person_id and twin.hours > 0)
  loop
    perform training_hours_without(session.town_id, session.clash_id);
  end loop;
end $$;
