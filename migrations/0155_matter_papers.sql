-- owner: decisions
-- 清单要求的材料、镇里先看、上交易平台: what the entry of a matter asks for before the vote and before it is carried out.

-- The town's answer and the listing on the trading platform are steps of their own in the record; what nobody ever wrote goes.
alter table decision_stage drop constraint decision_stage_outcome_check;
alter table decision_stage add constraint decision_stage_outcome_check check (outcome in (
  'registered', 'passed', 'notPassed', 'noQuorum', 'returned', 'support', 'withChanges', 'reconsider', 'oppose',
  'withdrawn', 'refused', 'urgent', 'upheld', 'listed', 'implementing', 'closed', 'archived'));
-- Name and digest of each paper that lay before those who decided; null: the entry asks for none, or nobody decided here.
alter table decision_stage add attachments text check (length(attachments) between 1 and 4000);

-- A paper that the entry asks for. Several may make up one: the pages of a contract as photos.
create table decision_file (
  town_id integer not null,
  id uuid not null,
  decision_id uuid not null,
  -- which of the entry's attachments it is
  attachment text not null check (length(attachment) between 2 and 40),
  name text not null check (length(name) between 1 and 100),
  media_type text not null check (media_type in ('application/pdf', 'image/jpeg',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')),
  -- drafts of contracts among them, and lists of names
  bytes_sealed bytea not null,
  size integer not null check (size between 1 and 10485760),
  -- SHA-256 of the bytes before they were sealed
  digest bytea not null check (length(digest) = 32),
  added_by uuid not null,
  added_at timestamptz not null,
  primary key (town_id, id),
  foreign key (town_id, decision_id) references decision,
  foreign key (town_id, added_by) references person
);
create index decision_file_decision on decision_file (town_id, decision_id, id);
create index decision_file_added_by on decision_file (town_id, added_by);

alter table decision_file enable row level security;
-- The office, the supervisors and those above open it; everybody else reads that it is there.
create policy of_decision on decision_file for select to sanliang_app
  using (exists (select from decision d where d.town_id = decision_file.town_id and d.id = decision_file.decision_id
    and (d.unit_id = any ((select scope_units())::uuid[]) or (select actor_kind()) = 'job')));
create policy write_insert on decision_file for insert to sanliang_app
  with check (town_id = (select actor_town()) and added_by = (select actor_id()) and exists (
    select from decision d where d.town_id = decision_file.town_id and d.id = decision_file.decision_id and d.ended_on is null
      and d.unit_id = any ((select scope_units())::uuid[])));
-- What lay before a vote stays.
create policy write_delete on decision_file for delete to sanliang_app
  using (town_id = (select actor_town()) and exists (
    select from decision d where d.town_id = decision_file.town_id and d.id = decision_file.decision_id and d.ended_on is null
      and d.unit_id = any ((select scope_units())::uuid[])
      and not exists (select from decision_stage s where s.town_id = d.town_id and s.decision_id = d.id and s.attachments is not null
        and s.recorded_at >= decision_file.added_at)));
grant select, insert, delete on decision_file to sanliang_app;

-- For everybody: that each is there, since when, and its digest, which says nothing of what stands in it.
create function decision_files_shown(decision uuid) returns table (id uuid, attachment text, digest text, added_by uuid, added_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select f.id, f.attachment, encode(f.digest, 'hex'), f.added_by, f.added_at from decision_file f
  where f.town_id = actor_town() and f.decision_id = decision_files_shown.decision order by f.id
$$;
-- In which of these posts somebody stood on a day, the first of the list: who enters what for a matter is no secret.
create function role_held(person uuid, roles text[], day date) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select post.role from term t join post on post.town_id = t.town_id and post.id = t.post_id
  where t.town_id = actor_town() and t.person_id = role_held.person and t.valid @> role_held.day and post.role = any (role_held.roles)
  order by array_position(role_held.roles, post.role) limit 1
$$;
revoke all on function decision_files_shown, role_held from public;
grant execute on function decision_files_shown, role_held to sanliang_app;
