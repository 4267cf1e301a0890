-- owner: meetings
-- 会议定下的事的交接: what somebody still had to do from meetings when a term ends, and who gets it.

-- What lies open with the holder of a term, unless another post of theirs on the day has to do with the meeting's unit. Whoever ends the
-- term may not be able to read the meeting: ids and the unit, no titles.
create function meeting_work_of(wanted uuid, day date) returns table (id uuid, unit_id uuid, meeting_id uuid)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not (actor_kind() = 'job' or actor_roles() && array['townClerk', 'systemAdministrator', 'villageSecretary', 'villageClerk']) then return; end if;
  return query
    select a.id, m.unit_id, m.id from term t
    join meeting_action a on a.town_id = t.town_id and a.owner_id = t.person_id and a.done_on is null
    join meeting m on m.town_id = a.town_id and m.id = a.meeting_id
    where t.town_id = actor_town() and t.id = wanted and not exists (
      select from term o join post p on p.town_id = o.town_id and p.id = o.post_id
      where o.town_id = t.town_id and o.person_id = t.person_id and o.id <> t.id and o.valid @> day
        and (p.closed_on is null or p.closed_on > day)
        and (p.unit_id = any (units_above(m.unit_id, day)) or p.unit_id = any (units_below(m.unit_id, day))))
    order by a.due_on, a.id;
end $$;

-- Gives them to the successor. What was done meanwhile stays with who did it.
create function hand_over_meeting_actions(wanted uuid, day date, successor uuid) returns table (id uuid, unit_id uuid, meeting_id uuid)
language sql volatile security definer set search_path = public, pg_temp as $$
  update meeting_action a set owner_id = successor
  from meeting_work_of(wanted, day) w
  where a.town_id = actor_town() and a.id = w.id and a.done_on is null
  returning a.id, w.unit_id, w.meeting_id
$$;
revoke execute on function meeting_work_of, hand_over_meeting_actions from public;
grant execute on function meeting_work_of, hand_over_meeting_actions to sanliang_app;
