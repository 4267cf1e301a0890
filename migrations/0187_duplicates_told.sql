-- owner: requests
-- 并案: the reporter of a duplicate is told of the case that is kept, whatever becomes of it, and goes on alone where it is not handled.

alter table request_call drop constraint request_call_about_check;
alter table request_call add constraint request_call_about_check
  check (about in ('accepted', 'notAccepted', 'proposed', 'unanswered', 'merged', 'mergedProposed', 'separated'));

-- A duplicate of a duplicate is one of the case that is kept: told of that one from now on.
do $$
begin
  loop
    update request r set merged_into = kept.merged_into from request kept
    where kept.town_id = r.town_id and kept.id = r.merged_into and kept.merged_into is not null;
    exit when not found;
  end loop;
end $$;

drop function merged_cases(uuid);
-- The cases merged into one, for telling their reporters: whoever moves the one may not be able to read the others.
create function merged_cases(target uuid) returns table (id uuid, unit_id uuid, handler_unit_id uuid, phone_sealed bytea)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.id, r.unit_id, r.handler_unit_id, r.phone_sealed from request r where r.town_id = actor_town() and r.merged_into = target order by r.id
$$;

-- What was merged into a case that is merged itself goes along.
create function repoint_merged_cases(kept uuid, at timestamptz) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  update request r set merged_into = k.merged_into, updated_at = at, version = r.version + 1 from request k
  where k.town_id = actor_town() and k.id = kept and k.merged_into is not null and r.town_id = k.town_id and r.merged_into = kept
$$;

-- A duplicate of a case that is withdrawn or not accepted goes back to its desk, with a clock of its own.
create function separate_case(wanted uuid, at timestamptz, clock_limit integer, due_on date, soon_on date, clock_estimated boolean, level_due_on date) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  update request r set state = 'submitted', merged_into = null, closed_at = null, assigned_body_id = null, assigned_person_id = null, pause_until = null,
    clock_state = 'running', clock_limit = separate_case.clock_limit, clock_used = 0, due_on = separate_case.due_on, soon_on = separate_case.soon_on,
    clock_estimated = separate_case.clock_estimated, level_since = at, level_due_on = separate_case.level_due_on, updated_at = at, version = r.version + 1
  from request k where r.town_id = actor_town() and r.id = wanted and k.town_id = r.town_id and k.id = r.merged_into and k.state in ('withdrawn', 'notAccepted')
$$;
revoke execute on function merged_cases, repoint_merged_cases, separate_case from public;
grant execute on function merged_cases, repoint_merged_cases, separate_case to sanliang_app;
