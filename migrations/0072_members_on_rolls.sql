-- owner: meetings
-- 名册取自党籍: an exclusion carried over from the membership, and who is probationary: attends and speaks, does not vote.

alter table meeting_roll drop constraint meeting_roll_excluded_check;
alter table meeting_roll add constraint meeting_roll_excluded_check
  check (excluded in ('movedAway', 'unitClosed', 'termEnded', 'byRecorder', 'byRule'));
alter table meeting_roll add constraint meeting_roll_rule_check check (excluded <> 'byRule' or excluded_note is not null);
alter table meeting_roll add column probationary boolean not null default false;

-- The bearer of a one-time code reads the lines about himself (个人信息权利), and the meetings and trainings they stand under.
create function my_roll_meetings() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(meeting_id), '{}') from meeting_roll
  where town_id = actor_town() and person_id = actor_id() and actor_kind() = 'subject'
$$;
create function my_owed_meetings() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct meeting_id), '{}') from meeting_action
  where town_id = actor_town() and owner_id = actor_id() and actor_kind() = 'subject'
$$;
revoke execute on function my_roll_meetings, my_owed_meetings from public;
grant execute on function my_roll_meetings, my_owed_meetings to sanliang_app;
create policy by_subject on meeting for select to sanliang_app using (town_id = (select actor_town()) and (select actor_kind()) = 'subject'
  and (id = any ((select my_roll_meetings())::uuid[]) or id = any ((select my_owed_meetings())::uuid[])));
-- The sealing of rolls, widened by the one line about oneself.
drop policy sealed on meeting_roll;
create policy sealed on meeting_roll as restrictive for select to sanliang_app using (
  (select actor_kind()) = 'job'
  or ((select actor_kind()) = 'subject' and person_id = (select actor_id()))
  or meeting_id = any ((select attended_meetings())::uuid[])
  or exists (select from meeting m where m.town_id = meeting_roll.town_id and m.id = meeting_roll.meeting_id
    and m.unit_id = any ((select party_units())::uuid[])));
create policy by_subject on training_roll for select to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'subject' and person_id = (select actor_id()));
create policy by_subject on training_session for select to sanliang_app using (town_id = (select actor_town())
  and (select actor_kind()) = 'subject');
create policy by_subject on training_course for select to sanliang_app using (town_id = (select actor_town())
  and (select actor_kind()) = 'subject');
