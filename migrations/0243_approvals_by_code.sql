-- owner: signatures
-- 凭窗口码同意的: whoever gives a code knows it, and could approve in the member's place. An approval by a code says who gave it, and where that
-- office kept the minutes it does not count as the member's own.

alter table signature_approval
  add column code_from uuid,
  add column is_own boolean not null default true,
  add foreign key (town_id, code_from) references person,
  add check (how = 'code' or (code_from is null and is_own));
create index on signature_approval (town_id, code_from) where code_from is not null;

-- Did this person, or an office that the person worked in on the day, keep what was said and decided at the meeting? An office is a unit's, or a
-- department's or branch's; whoever stands in for a colleague works in the colleague's.
create function kept_minutes(wanted uuid, teller uuid, day date) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  with keeper as (
    select e.actor_person_id as person_id, (e.at at time zone 'Asia/Shanghai')::date as day from event e
    where e.town_id = actor_town() and e.subject_id = wanted and e.subject_kind = 'meeting' and e.actor_person_id is not null
      and e.name in ('meetings.hold', 'meetings.takeAttendance', 'meetings.writeMinutes', 'meetings.correct', 'signatures.setText')
  ), acting as (
    select person_id, day, false as is_teller from keeper
    union select teller, kept_minutes.day, true
    union select away.person_id, keeper.day, false from keeper
      join leave away on away.town_id = actor_town() and away.deputy_id = keeper.person_id and away.valid @> keeper.day
    union select away.person_id, kept_minutes.day, true from leave away
      where away.town_id = actor_town() and away.deputy_id = teller and away.valid @> kept_minutes.day
  ), desk as (
    select acting.is_teller, case when p.role <> 'departmentOfficer' then p.unit_id end as unit_id, p.body_id from acting
    join term t on t.town_id = actor_town() and t.person_id = acting.person_id and t.valid @> acting.day
    join post p on p.town_id = t.town_id and p.id = t.post_id
  )
  select exists (select from keeper where person_id = teller)
    or exists (select from desk mine join desk theirs on mine.unit_id = theirs.unit_id or mine.body_id = theirs.body_id
      where mine.is_teller and not theirs.is_teller)
$$;
revoke execute on function kept_minutes from public;
grant execute on function kept_minutes to sanliang_app;

-- A member who approved by such a code may still say it alone; what counts already stays as it is.
create policy write_update on signature_approval for update to sanliang_app
  using (town_id = (select actor_town()) and person_id = (select actor_id()) and (select actor_kind()) in ('person', 'subject') and not is_own)
  with check (town_id = (select actor_town()) and person_id = (select actor_id()));
grant update (approved_at, how, code_from, is_own) on signature_approval to sanliang_app;

-- Approvals that were there before: the code that the person used last, at most twelve hours earlier, as long as a pass lasts.
do $$
declare
  each integer;
begin
  perform set_config('sanliang.actor', 'job:signatures.tellCodes', true),
    set_config('sanliang.today', (now() at time zone 'Asia/Shanghai')::date::text, true);
  for each in select id from town loop
    perform set_config('sanliang.town', each::text, true);
    update signature_approval a set code_from = told.issued_by,
      is_own = not kept_minutes(a.meeting_id, told.issued_by, (told.issued_at at time zone 'Asia/Shanghai')::date)
    from (select distinct on (by_code.meeting_id, by_code.person_id, by_code.text_digest)
        by_code.meeting_id, by_code.person_id, by_code.text_digest, c.issued_by, c.issued_at
      from signature_approval by_code join subject_code c on c.town_id = each and c.person_id = by_code.person_id
        and c.used_at between by_code.approved_at - interval '12 hours' and by_code.approved_at
      where by_code.town_id = each and by_code.how = 'code'
      order by by_code.meeting_id, by_code.person_id, by_code.text_digest, c.used_at desc) told
    where a.town_id = each and a.meeting_id = told.meeting_id and a.person_id = told.person_id and a.text_digest = told.text_digest;
  end loop;
  perform set_config('sanliang.actor', '', true), set_config('sanliang.town', '', true), set_config('sanliang.today', '', true);
end $$;
