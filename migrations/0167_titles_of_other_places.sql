-- owner: signatures
-- 别处会议的名称: who brings a sheet that was used elsewhere is told when, and not what a Party organisation of another place met about.
create function title_of_signed(unit uuid, kind text, title text) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select case when kind in ('boardMeeting', 'assembly') or unit = any (signature_units()) or actor_kind() = 'job' then title else '别处的一次党组织会议' end
$$;
create or replace function brought_sheets() returns table (id uuid, meeting_id uuid, title text, held_on date, file_digest bytea, picture_digest bytea, similarity bytea)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, s.meeting_id, title_of_signed(m.unit_id, m.kind, m.title), (m.starts_at at time zone 'Asia/Shanghai')::date, s.file_digest, s.picture_digest,
    s.similarity
  from signature_sheet s join meeting m on m.town_id = s.town_id and m.id = s.meeting_id
  where s.town_id = actor_town() and s.file_digest is not null
    and (actor_kind() = 'job' or cardinality(signature_units()) > 0)
$$;
create or replace function meeting_of_code(wanted text) returns table (title text, held_on date)
language sql stable security definer set search_path = public, pg_temp as $$
  select title_of_signed(m.unit_id, m.kind, m.title), (m.starts_at at time zone 'Asia/Shanghai')::date from signature_meeting s
  join meeting m on m.town_id = s.town_id and m.id = s.meeting_id
  where s.town_id = actor_town() and s.code = wanted and cardinality(signature_units()) > 0
$$;
revoke execute on function title_of_signed from public;
