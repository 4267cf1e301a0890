-- owner: votes
-- 会议附件: papers and photos that belong to a meeting that votes, or to one matter of it. None is ever asked for.

create table voting_file (
  town_id integer not null,
  id uuid not null,
  meeting_id uuid not null,
  -- the matter that it belongs to; null: the whole meeting
  ballot_id uuid,
  name text not null check (length(name) between 1 and 100),
  media_type text not null check (media_type in ('application/pdf', 'image/jpeg',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')),
  -- sheets of names among them, and papers of Party life
  bytes_sealed bytea not null,
  size integer not null check (size between 1 and 10485760),
  -- SHA-256 of the bytes before they were sealed
  digest bytea not null check (length(digest) = 32),
  added_by uuid not null,
  added_at timestamptz not null,
  primary key (town_id, id),
  foreign key (town_id, meeting_id) references voting_meeting,
  foreign key (town_id, ballot_id) references ballot,
  foreign key (town_id, added_by) references person
);
create index voting_file_meeting on voting_file (town_id, meeting_id, id);
create index voting_file_ballot on voting_file (town_id, ballot_id) where ballot_id is not null;
create index voting_file_added_by on voting_file (town_id, added_by);

alter table voting_file enable row level security;
-- Whoever may read the roll of the meeting and its minutes.
create policy opened on voting_file for select to sanliang_app using (exists (
  select from meeting m where m.town_id = voting_file.town_id and m.id = voting_file.meeting_id
    and ((select actor_kind()) = 'job' or case when m.kind in ('assembly', 'boardMeeting') then m.unit_id = any ((select assembly_units())::uuid[])
      else m.unit_id = any ((select party_units())::uuid[]) or m.id = any ((select attended_meetings())::uuid[]) end)));
create policy write_insert on voting_file for insert to sanliang_app
  with check (town_id = (select actor_town()) and added_by = (select actor_id()) and exists (
    select from meeting m where m.town_id = voting_file.town_id and m.id = voting_file.meeting_id and m.state <> 'cancelled'
      and m.unit_id = any (case when m.kind in ('assembly', 'boardMeeting') then (select assembly_keeper_units()) else (select party_units()) end)));
-- Once the minutes are written, what they list stays.
create policy write_delete on voting_file for delete to sanliang_app
  using (town_id = (select actor_town()) and exists (
    select from meeting m where m.town_id = voting_file.town_id and m.id = voting_file.meeting_id and m.state in ('planned', 'held')
      and m.unit_id = any (case when m.kind in ('assembly', 'boardMeeting') then (select assembly_keeper_units()) else (select party_units()) end)));
grant select, insert, delete on voting_file to sanliang_app;
