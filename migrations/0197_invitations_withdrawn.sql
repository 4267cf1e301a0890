-- owner: commitments
-- 撤回邀请: an invitation that nobody took up is withdrawn by who keeps the village, or by a report to another.

alter table report_in
  drop constraint report_in_state_check,
  drop constraint report_in_check,
  drop constraint report_in_check3,
  add constraint report_in_state_check
    check (state in ('invited', 'reported', 'accepted', 'refused', 'inGrid', 'renewed', 'left', 'exempt', 'withdrawn')),
  add constraint report_in_reported_check check (state in ('invited', 'exempt', 'withdrawn') or reported_on is not null),
  add constraint report_in_ended_check check ((state in ('refused', 'left', 'exempt', 'withdrawn')) = (ended_on is not null));

-- Whoever reports, or takes the report at the counter, need not read the invitation of another village; which one it was goes into the log.
create function withdraw_invitations_elsewhere(person uuid, reported_to uuid, day date) returns table (id uuid, unit_id uuid)
language sql volatile security definer set search_path = public, pg_temp as $$
  update report_in r set state = 'withdrawn', ended_on = day
  where r.town_id = actor_town() and r.person_id = person and r.unit_id <> reported_to and r.state = 'invited'
    and (person = actor_id() or reported_to = any ((select membership_units())::uuid[]))
  returning r.id, r.unit_id
$$;
revoke execute on function withdraw_invitations_elsewhere from public;
grant execute on function withdraw_invitations_elsewhere to sanliang_app;
