-- owner: requests
-- 交接: cases that would lie open if a term ended, and giving them to a successor.

-- Cases given to the holder of the term at a place that no other desk of the holder's reaches on the day; and those on
-- the desk itself when nobody else sits there. Whoever keeps terms may not be able to read the cases, so the owner
-- counts them, and tells numbers only.
create function request_work_of(wanted uuid, day date, desks text[], officials_desks text[])
returns table (id uuid, number text, unit_id uuid, handler_unit_id uuid, assigned_person_id uuid, about_officials boolean)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not (actor_kind() = 'job' or actor_roles() && array['townClerk', 'systemAdministrator', 'villageSecretary', 'villageClerk']) then return; end if;
  return query
    with ending as (
      select t.id as term_id, t.person_id, p.unit_id, p.role from term t
      join post p on p.town_id = t.town_id and p.id = t.post_id
      where t.town_id = actor_town() and t.id = wanted
    ), other as (
      select p.unit_id, p.role from ending
      join term t on t.town_id = actor_town() and t.person_id = ending.person_id and t.id <> ending.term_id and t.valid @> day
      join post p on p.town_id = t.town_id and p.id = t.post_id and (p.closed_on is null or p.closed_on > day)
    ), staying as (
      select p.role from ending
      join post p on p.town_id = actor_town() and p.unit_id = ending.unit_id and (p.closed_on is null or p.closed_on > day)
      join term t on t.town_id = p.town_id and t.post_id = p.id and t.id <> ending.term_id and t.valid @> day
    )
    select r.id, r.number, r.unit_id, r.handler_unit_id, r.assigned_person_id, r.about_officials from ending
    join request r on r.town_id = actor_town() and r.clock_state <> 'ended' and r.assigned_body_id is null
    cross join lateral (select case when r.about_officials then officials_desks else desks end as roles) fit
    where (r.assigned_person_id = ending.person_id and r.handler_unit_id = any (units_below(ending.unit_id, day))
        and not exists (select from other where other.role = any (fit.roles) and r.handler_unit_id = any (units_below(other.unit_id, day))))
      or (r.assigned_person_id is null and r.handler_unit_id = ending.unit_id and ending.role = any (fit.roles)
        and not exists (select from staying where staying.role = any (fit.roles)))
    order by r.number;
end $$;

-- Gives them to the successor. A case that moved on meanwhile stays where it went.
create function hand_over_requests(wanted uuid, day date, desks text[], officials_desks text[], successor uuid, at timestamptz)
returns table (id uuid, unit_id uuid)
language sql volatile security definer set search_path = public, pg_temp as $$
  update request r set assigned_person_id = successor, version = r.version + 1, updated_at = at,
    handled_by = case when successor = any (r.handled_by) then r.handled_by else r.handled_by || successor end
  from request_work_of(wanted, day, desks, officials_desks) w
  where r.town_id = actor_town() and r.id = w.id and r.assigned_person_id is not distinct from w.assigned_person_id
    and r.handler_unit_id = w.handler_unit_id and r.assigned_body_id is null and r.clock_state <> 'ended'
  returning r.id, r.unit_id
$$;
revoke execute on function request_work_of, hand_over_requests from public;
grant execute on function request_work_of, hand_over_requests to sanliang_app;
