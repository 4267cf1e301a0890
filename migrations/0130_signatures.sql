-- owner: signatures
-- 签名核对: the text that a meeting signs, who approved exactly this text, and sheets of paper signatures that are used once.

-- What is signed at a meeting. The code stands in print on its sheets; it is no secret.
create table signature_meeting (
  town_id integer not null references town,
  meeting_id uuid not null,
  -- where the meeting's body stands, for scope
  unit_id uuid not null,
  code text not null check (code ~ '^[ACDEFHJKLMNPRTVWXY]{6}$'),
  text_sealed bytea not null,
  -- SHA-256 of the text in UTF-8
  text_digest bytea not null check (length(text_digest) = 32),
  version integer not null default 1 check (version >= 1),
  primary key (town_id, meeting_id),
  unique (town_id, code),
  foreign key (town_id, meeting_id) references meeting,
  foreign key (town_id, unit_id) references unit
);
create index on signature_meeting (town_id, unit_id);

-- Who approved which text. An approval of an older text stays and no longer counts.
create table signature_approval (
  town_id integer not null,
  meeting_id uuid not null,
  person_id uuid not null,
  text_digest bytea not null check (length(text_digest) = 32),
  approved_at timestamptz not null,
  how text not null check (how in ('signedIn', 'code')),
  primary key (town_id, meeting_id, person_id, text_digest),
  foreign key (town_id, meeting_id) references signature_meeting,
  foreign key (town_id, person_id) references person
);
create index on signature_approval (town_id, person_id);

-- A sheet as it was photographed, without what the camera wrote into the file.
create table signature_sheet (
  town_id integer not null,
  id uuid not null,
  meeting_id uuid not null,
  unit_id uuid not null,
  state text not null check (state in ('accepted', 'underComparison', 'refused')),
  -- why it was refused, or what must be compared: in words
  reason text check (length(reason) between 2 and 200),
  brought_by uuid not null,
  brought_at timestamptz not null,
  -- SHA-256 of the bytes as they came, and of the picture in them. Null: refused on arrival, so that it can come again where it belongs
  file_digest bytea check (length(file_digest) = 32),
  picture_digest bytea check (length(picture_digest) = 32),
  picture_sealed bytea,
  -- 256 bits of what it looks like
  similarity bytea check (length(similarity) = 32),
  resembles uuid,
  differing_bits integer check (differing_bits between 0 and 256),
  primary key (town_id, id),
  unique (town_id, file_digest),
  unique (town_id, picture_digest),
  foreign key (town_id, meeting_id) references signature_meeting,
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, brought_by) references person,
  foreign key (town_id, resembles) references signature_sheet,
  check (num_nulls(file_digest, picture_digest, picture_sealed, similarity) in (0, 4)),
  check (state = 'refused' or file_digest is not null),
  check (state = 'accepted' or reason is not null),
  check (state <> 'underComparison' or resembles is not null),
  check ((resembles is null) = (differing_bits is null))
);
create index on signature_sheet (town_id, meeting_id, id);
create index on signature_sheet (town_id, unit_id);
create index on signature_sheet (town_id, brought_by);
create index on signature_sheet (town_id, resembles) where resembles is not null;

-- What each of those who compared two sheets saw.
create table signature_comparison (
  town_id integer not null,
  sheet_id uuid not null,
  person_id uuid not null,
  verdict text not null check (verdict in ('same', 'different')),
  compared_at timestamptz not null,
  primary key (town_id, sheet_id, person_id),
  foreign key (town_id, sheet_id) references signature_sheet,
  foreign key (town_id, person_id) references person
);
create index on signature_comparison (town_id, person_id);

-- Where the actor keeps or supervises what meetings sign.
create function signature_units() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive reached (unit_id) as (
    select up.unit_id
    from actor_terms() held
    join unit_period up on up.town_id = actor_town() and up.path @> array[held.unit_id] and up.valid @> actor_today()
    where held.role in ('townClerk', 'villageSecretary', 'villageClerk', 'branchSecretary', 'cooperativeDirector', 'supervisor')
    union
    select us.predecessor_id
    from reached
    join unit_succession us on us.town_id = actor_town() and us.successor_id = reached.unit_id and us.effective_on <= actor_today()
  )
  select coalesce(array_agg(unit_id), '{}') from reached
$$;
-- Meetings on whose roll the actor stands as one who takes part, signed in or with a one-time code.
create function signing_meetings() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(meeting_id), '{}') from meeting_roll
  where town_id = actor_town() and person_id = actor_id() and actor_kind() in ('person', 'subject') and part = 'attendee' and excluded is null
$$;
-- Who takes part in a meeting, for those who keep what it signs.
create function signers_of(wanted uuid) returns table (person_id uuid, name text, "position" integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.person_id, r.name, r.position from meeting_roll r join meeting m on m.town_id = r.town_id and m.id = r.meeting_id
  where r.town_id = actor_town() and r.meeting_id = wanted and r.part = 'attendee' and r.excluded is null
    and (actor_kind() = 'job' or m.unit_id = any ((select signature_units())::uuid[]))
$$;
-- Sheets are compared with all of the town: last term's may come back in another village. Of those that one may not read, only
-- where they were brought in, and what is needed to find them.
create function brought_sheets() returns table (id uuid, meeting_id uuid, title text, held_on date, file_digest bytea, picture_digest bytea, similarity bytea)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, s.meeting_id, m.title, (m.starts_at at time zone 'Asia/Shanghai')::date, s.file_digest, s.picture_digest, s.similarity
  from signature_sheet s join meeting m on m.town_id = s.town_id and m.id = s.meeting_id
  where s.town_id = actor_town() and s.file_digest is not null
    and (actor_kind() = 'job' or cardinality(signature_units()) > 0)
$$;
-- Which meeting a code belongs to, for whoever types in another's.
create function meeting_of_code(wanted text) returns table (title text, held_on date)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.title, (m.starts_at at time zone 'Asia/Shanghai')::date from signature_meeting s
  join meeting m on m.town_id = s.town_id and m.id = s.meeting_id
  where s.town_id = actor_town() and s.code = wanted and cardinality(signature_units()) > 0
$$;
-- Earlier sheets that one is asked to hold beside a sheet of one's own.
create function sheets_to_compare() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(resembles), '{}') from signature_sheet
  where town_id = actor_town() and resembles is not null and unit_id = any ((select signature_units())::uuid[])
$$;
revoke execute on function signature_units, signing_meetings, signers_of, brought_sheets, meeting_of_code, sheets_to_compare from public;
grant execute on function signature_units, signing_meetings, signers_of, brought_sheets, meeting_of_code, sheets_to_compare to sanliang_app;

alter table signature_meeting enable row level security;
create policy by_reach on signature_meeting for select to sanliang_app using (town_id = (select actor_town()) and (
  (select actor_kind()) = 'job' or unit_id = any ((select signature_units())::uuid[]) or meeting_id = any ((select signing_meetings())::uuid[])));
create policy write_insert on signature_meeting for insert to sanliang_app
  with check (town_id = (select actor_town()) and unit_id = any ((select signature_units())::uuid[]));
create policy write_update on signature_meeting for update to sanliang_app
  using (town_id = (select actor_town()) and unit_id = any ((select signature_units())::uuid[]));
grant select, insert, update on signature_meeting to sanliang_app;

alter table signature_approval enable row level security;
create policy by_reach on signature_approval for select to sanliang_app using (town_id = (select actor_town()) and (
  (select actor_kind()) = 'job' or (person_id = (select actor_id()) and (select actor_kind()) in ('person', 'subject'))
  or exists (select from signature_meeting s where s.town_id = signature_approval.town_id and s.meeting_id = signature_approval.meeting_id
    and s.unit_id = any ((select signature_units())::uuid[]))));
-- For oneself alone, and only the text that stands now.
create policy write_insert on signature_approval for insert to sanliang_app with check (town_id = (select actor_town())
  and person_id = (select actor_id()) and (select actor_kind()) in ('person', 'subject') and meeting_id = any ((select signing_meetings())::uuid[])
  and exists (select from signature_meeting s where s.town_id = signature_approval.town_id and s.meeting_id = signature_approval.meeting_id
    and s.text_digest = signature_approval.text_digest));
grant select, insert on signature_approval to sanliang_app;

alter table signature_sheet enable row level security;
create policy by_reach on signature_sheet for select to sanliang_app using (town_id = (select actor_town()) and (
  (select actor_kind()) = 'job' or unit_id = any ((select signature_units())::uuid[]) or id = any ((select sheets_to_compare())::uuid[])));
create policy write_insert on signature_sheet for insert to sanliang_app
  with check (town_id = (select actor_town()) and brought_by = (select actor_id()) and unit_id = any ((select signature_units())::uuid[]));
create policy write_update on signature_sheet for update to sanliang_app
  using (town_id = (select actor_town()) and unit_id = any ((select signature_units())::uuid[]));
grant select, insert on signature_sheet to sanliang_app;
grant update (state) on signature_sheet to sanliang_app;

alter table signature_comparison enable row level security;
create policy follows_sheet on signature_comparison for select to sanliang_app using (town_id = (select actor_town())
  and exists (select from signature_sheet s where s.town_id = signature_comparison.town_id and s.id = signature_comparison.sheet_id));
create policy own_word on signature_comparison for insert to sanliang_app with check (town_id = (select actor_town())
  and person_id = (select actor_id()) and exists (select from signature_sheet s where s.town_id = signature_comparison.town_id
    and s.id = signature_comparison.sheet_id and s.state = 'underComparison' and s.brought_by <> (select actor_id())
    and s.unit_id = any ((select signature_units())::uuid[])));
grant select, insert on signature_comparison to sanliang_app;
