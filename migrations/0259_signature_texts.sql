-- owner: signatures
-- 以前的文字: what was put to sign before the text as it stands, by number, so that an approval of it can be read with its words.
create table signature_text (
  town_id integer not null,
  meeting_id uuid not null,
  -- the version of signature_meeting at which it stood
  number integer not null check (number >= 1),
  text_sealed bytea not null,
  text_digest bytea not null check (length(text_digest) = 32),
  -- until when it was the one to sign
  replaced_at timestamptz not null,
  primary key (town_id, meeting_id, number),
  foreign key (town_id, meeting_id) references signature_meeting
);

alter table signature_text enable row level security;
create policy follows_meeting on signature_text for select to sanliang_app using (exists (
  select from signature_meeting s where s.town_id = signature_text.town_id and s.meeting_id = signature_text.meeting_id));
create policy write_insert on signature_text for insert to sanliang_app with check (town_id = (select actor_town()) and exists (
  select from signature_meeting s where s.town_id = signature_text.town_id and s.meeting_id = signature_text.meeting_id
    and s.unit_id = any ((select signature_units())::uuid[])));
grant select, insert on signature_text to sanliang_app;
