-- owner: disclosures
-- 公示公开: notices, written and checked, published by a second person in versions that never change.

create table notice (
  town_id integer not null references town,
  id uuid not null,
  -- whose affair it is: the village, the cooperative, the town
  unit_id uuid not null,
  type text not null check (type in ('decision', 'result', 'general', 'finance', 'special', 'voterList', 'memberAdmission', 'appointment', 'hardship', 'volunteerRecord')),
  -- what is disclosed; notices of one subject belong together
  subject_kind text not null check (subject_kind ~ '^[a-z][A-Za-z]{1,30}$'),
  subject_id text not null check (subject_id ~ '^[A-Za-z0-9/-]{1,80}$'),
  state text not null check (state in ('draft', 'checked', 'published', 'concluded', 'withdrawn')),
  -- how far a correction has come, while the version before it stands
  correction text check (correction in ('draft', 'checked')),
  -- of the newest published version; 0: none yet
  number integer not null default 0 check (number >= 0),
  -- the least that law, list or whoever drafted it demands; a village may only lengthen it
  least_days integer not null check (least_days between 1 and 365),
  -- by when the second disclosure is owed (实施结果公开)
  result_due_on date,
  -- 公示结果: what was objected to and what became of it
  result text check (length(result) between 4 and 1000),
  result_on date,
  result_by uuid,
  withdrawn_on date,
  -- on which day a list of persons has served its purpose (PIPL 47)
  purpose_ends_on date,
  unpublished_on date,
  unpublish_reason text check (length(unpublish_reason) between 4 and 200),
  created_at timestamptz not null,
  version integer not null default 1 check (version >= 1),
  primary key (town_id, id),
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, result_by) references person,
  check (state not in ('published', 'concluded') or number >= 1),
  check (correction is null or state = 'published'),
  check ((state = 'concluded') = (result is not null)),
  check (num_nulls(result, result_on, result_by) in (0, 3)),
  check ((state = 'withdrawn') = (withdrawn_on is not null)),
  check ((unpublished_on is null) = (unpublish_reason is null))
);
create index notice_unit on notice (town_id, unit_id, id);
create index notice_subject on notice (town_id, subject_kind, subject_id);
create index notice_result_due on notice (town_id, result_due_on) where result_due_on is not null;

-- What is being written, for the office alone; after publication the ground of the next version.
create table notice_work (
  town_id integer not null,
  notice_id uuid not null,
  -- what disclosures.shapes.contract.ts calls NoticeFields
  content jsonb not null,
  -- whom it concerns, and their kin: they neither publish it nor decide objections to it
  near uuid[] not null default '{}',
  -- attachments of a version before that the next one leaves out
  dropped uuid[] not null default '{}',
  -- why a correction is made
  reason text check (length(reason) between 4 and 200),
  -- null: by the program, from a matter
  drafted_by uuid,
  submitted_by uuid,
  primary key (town_id, notice_id),
  foreign key (town_id, notice_id) references notice,
  foreign key (town_id, drafted_by) references person,
  foreign key (town_id, submitted_by) references person
);

create table notice_version (
  town_id integer not null,
  notice_id uuid not null,
  number integer not null check (number >= 1),
  title text not null check (length(title) between 4 and 80),
  days integer not null check (days between 1 and 365),
  day_unit text not null check (day_unit in ('day', 'workingDay')),
  published_on date not null,
  published_at timestamptz not null,
  published_by uuid not null,
  submitted_by uuid not null,
  reason text check (length(reason) between 4 and 200),
  record_entry_id uuid not null,
  primary key (town_id, notice_id, number),
  foreign key (town_id, notice_id) references notice,
  foreign key (town_id, published_by) references person,
  foreign key (town_id, submitted_by) references person,
  foreign key (town_id, record_entry_id) references record_entry,
  -- two people
  check (published_by <> submitted_by),
  check ((number > 1) = (reason is not null))
);

-- Apart, so that a list of persons can be taken down while everyone still sees that there was one.
create table notice_content (
  town_id integer not null,
  notice_id uuid not null,
  number integer not null,
  content jsonb not null,
  primary key (town_id, notice_id, number),
  foreign key (town_id, notice_id, number) references notice_version
);

create table notice_file (
  town_id integer not null,
  id uuid not null,
  notice_id uuid not null,
  name text not null check (length(name) between 1 and 100),
  media_type text not null,
  bytes bytea not null check (length(bytes) between 1 and 10485760),
  digest bytea not null check (length(digest) = 32),
  added_by uuid not null,
  added_at timestamptz not null,
  -- it belongs to a published version and stays
  published boolean not null default false,
  primary key (town_id, id),
  foreign key (town_id, notice_id) references notice,
  foreign key (town_id, added_by) references person
);
create index notice_file_notice on notice_file (town_id, notice_id);

-- A finding of the gate that is published all the same, with the assessment of its effect (PIPL 55, 56). Nothing deletes it.
create table notice_finding (
  town_id integer not null,
  notice_id uuid not null,
  -- SHA-256 of place, kind and words: other words are another finding
  digest bytea not null check (length(digest) = 32),
  place text not null,
  -- never a number of an identity card or a bank card
  kind text not null check (kind in ('phone', 'address', 'unread')),
  masked text not null,
  purpose text not null check (length(purpose) between 4 and 500),
  effect text not null check (length(effect) between 4 and 500),
  measures text not null check (length(measures) between 4 and 500),
  accepted_by uuid not null,
  accepted_on date not null,
  -- three years at least (PIPL 56)
  keep_until date not null check (keep_until >= accepted_on + 1095),
  primary key (town_id, notice_id, digest),
  foreign key (town_id, notice_id) references notice,
  foreign key (town_id, accepted_by) references person
);

alter table notice enable row level security;
alter table notice_work enable row level security;
alter table notice_version enable row level security;
alter table notice_content enable row level security;
alter table notice_file enable row level security;
alter table notice_finding enable row level security;
-- What was published is everyone's; what is being written is read where it is written and above.
create policy published on notice for select to sanliang_app
  using (town_id = (select actor_town()) and (number > 0 or unit_id = any ((select scope_units())::uuid[]) or (select actor_kind()) = 'job'));
create policy write on notice for insert to sanliang_app
  with check (town_id = (select actor_town()) and state = 'draft' and (unit_id = any ((select scope_units())::uuid[]) or (select actor_kind()) = 'job'));
create policy change on notice for update to sanliang_app
  using (town_id = (select actor_town()) and (unit_id = any ((select scope_units())::uuid[]) or (select actor_kind()) = 'job'))
  with check (town_id = (select actor_town()));
create policy of_notice on notice_work to sanliang_app
  using (exists (select from notice n where n.town_id = notice_work.town_id and n.id = notice_work.notice_id
    and (n.unit_id = any ((select scope_units())::uuid[]) or (select actor_kind()) = 'job')));
create policy of_notice on notice_version for select to sanliang_app
  using (exists (select from notice n where n.town_id = notice_version.town_id and n.id = notice_version.notice_id));
create policy publish on notice_version for insert to sanliang_app
  with check (exists (select from notice n where n.town_id = notice_version.town_id and n.id = notice_version.notice_id
    and (n.unit_id = any ((select scope_units())::uuid[]) or (select actor_kind()) = 'job')));
-- The archive stays where it belongs when the public no longer sees the list.
create policy of_notice on notice_content for select to sanliang_app
  using (exists (select from notice n where n.town_id = notice_content.town_id and n.id = notice_content.notice_id
    and (n.unpublished_on is null or n.unit_id = any ((select scope_units())::uuid[]) or (select actor_kind()) = 'job')));
create policy publish on notice_content for insert to sanliang_app
  with check (exists (select from notice n where n.town_id = notice_content.town_id and n.id = notice_content.notice_id
    and (n.unit_id = any ((select scope_units())::uuid[]) or (select actor_kind()) = 'job')));
create policy of_notice on notice_file for select to sanliang_app
  using (exists (select from notice n where n.town_id = notice_file.town_id and n.id = notice_file.notice_id
    and (published and n.unpublished_on is null or n.unit_id = any ((select scope_units())::uuid[]) or (select actor_kind()) = 'job')));
create policy add on notice_file for insert to sanliang_app
  with check (not published and exists (select from notice n where n.town_id = notice_file.town_id and n.id = notice_file.notice_id
    and n.unit_id = any ((select scope_units())::uuid[])));
create policy publish on notice_file for update to sanliang_app
  using (not published and exists (select from notice n where n.town_id = notice_file.town_id and n.id = notice_file.notice_id
    and n.unit_id = any ((select scope_units())::uuid[])))
  with check (town_id = (select actor_town()));
create policy remove on notice_file for delete to sanliang_app
  using (not published and exists (select from notice n where n.town_id = notice_file.town_id and n.id = notice_file.notice_id
    and n.unit_id = any ((select scope_units())::uuid[])));
create policy of_notice on notice_finding for select to sanliang_app
  using (exists (select from notice n where n.town_id = notice_finding.town_id and n.id = notice_finding.notice_id
    and (n.unit_id = any ((select scope_units())::uuid[]) or (select actor_kind()) = 'job')));
create policy accept on notice_finding for insert to sanliang_app
  with check (exists (select from notice n where n.town_id = notice_finding.town_id and n.id = notice_finding.notice_id
    and n.unit_id = any ((select scope_units())::uuid[])));
grant select, insert, update on notice, notice_work to sanliang_app;
grant select, insert on notice_version, notice_content, notice_finding to sanliang_app;
grant select, insert, delete on notice_file to sanliang_app;
grant update (published) on notice_file to sanliang_app;
