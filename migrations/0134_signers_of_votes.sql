-- owner: signatures
-- 签名的人: where the meeting votes, those with a vote on its fixed roll; everywhere else, and until it is fixed, the meeting's own roll.

create or replace function signing_meetings() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(own.meeting_id), '{}') from (
    select r.meeting_id from meeting_roll r
    where r.town_id = actor_town() and r.person_id = actor_id() and r.part = 'attendee' and r.excluded is null
      and not exists (select from voting_meeting v where v.town_id = r.town_id and v.meeting_id = r.meeting_id and v.roll_fixed_at is not null)
    union
    select r.meeting_id from voting_roll r
    join voting_meeting v on v.town_id = r.town_id and v.meeting_id = r.meeting_id and v.roll_fixed_at is not null
    where r.town_id = actor_town() and r.person_id = actor_id() and r.standing = 'voter' and r.left_out is null
  ) own where actor_kind() in ('person', 'subject')
$$;
create or replace function signers_of(wanted uuid) returns table (person_id uuid, name text, "position" integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.person_id, s.name, s.position from (
    select r.person_id, r.name, r.position from meeting_roll r
    where r.town_id = actor_town() and r.meeting_id = wanted and r.part = 'attendee' and r.excluded is null
      and not exists (select from voting_meeting v where v.town_id = r.town_id and v.meeting_id = r.meeting_id and v.roll_fixed_at is not null)
    union all
    select r.person_id, r.name, e.position from voting_roll r
    join voting_meeting v on v.town_id = r.town_id and v.meeting_id = r.meeting_id and v.roll_fixed_at is not null
    join meeting_roll e on e.town_id = r.town_id and e.id = r.entry_id
    where r.town_id = actor_town() and r.meeting_id = wanted and r.standing = 'voter' and r.left_out is null
  ) s join meeting m on m.town_id = actor_town() and m.id = wanted
  where actor_kind() = 'job' or m.unit_id = any ((select signature_units())::uuid[])
$$;
