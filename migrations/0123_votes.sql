-- owner: votes
-- 表决会议: who is eligible, the roll of one meeting, who has cast a vote, and how many votes there were for each side. Never who
-- voted for what: no table joins a voter and a choice.

-- 表决权名册: the eligible of one body, for each way in which it meets. A Party branch's own members come from their memberships.
create table voter (
  town_id integer not null references town,
  id uuid not null,
  -- the place that the body stands for, for scope
  unit_id uuid not null,
  body_id uuid not null,
  deciding_body text not null check (deciding_body in ('villagersAssembly', 'villagerRepresentatives', 'villagersGroup',
    'villageElectors', 'residentsAssembly', 'residentRepresentatives', 'collectiveMembers', 'collectiveRepresentatives',
    'collectiveBoard', 'branchCommittee')),
  -- 名册编号: the key of a workbook
  code text not null check (length(code) between 1 and 40),
  -- where they are known by name elsewhere
  person_id uuid,
  household_id uuid,
  name text not null check (length(name) between 1 and 50),
  sort_key text not null,
  -- 户号, or whatever the body calls a household; for proxies and for counting by household
  household_key text not null check (length(household_key) <= 40),
  -- 户代表
  represents boolean not null,
  standing text not null check (standing in ('voter', 'probationary', 'onProbation', 'incapable')),
  standing_reason text check (length(standing_reason) between 2 and 100),
  valid_from date not null,
  -- the first day on which the line no longer holds
  valid_to date check (valid_to >= valid_from),
  version integer not null default 1 check (version >= 1),
  primary key (town_id, id),
  unique (town_id, body_id, deciding_body, code),
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, body_id) references body,
  foreign key (town_id, person_id) references person,
  foreign key (town_id, household_id) references household,
  check ((standing = 'voter') = (standing_reason is null))
);
create index voter_unit on voter (town_id, unit_id);
create index voter_person on voter (town_id, person_id) where person_id is not null;
create index voter_household on voter (town_id, household_id) where household_id is not null;

-- What makes a meeting one that votes.
create table voting_meeting (
  town_id integer not null references town,
  meeting_id uuid not null,
  deciding_body text not null check (deciding_body in ('villagersAssembly', 'villagerRepresentatives', 'villagersGroup',
    'villageElectors', 'residentsAssembly', 'residentRepresentatives', 'collectiveMembers', 'collectiveRepresentatives',
    'collectiveBoard', 'branchMeeting', 'membersReview', 'branchCommittee')),
  route text not null check (route in ('voters', 'households', 'groups')),
  -- how many others one person may stand in for; the charter says it
  most_proxies integer not null check (most_proxies between 0 and 3),
  -- what was wrong with the notice of a meeting that was entered after it was held
  notice_fault text check (length(notice_fault) between 2 and 200),
  roll_drawn_at timestamptz,
  roll_fixed_at timestamptz,
  roll_fixed_by uuid,
  primary key (town_id, meeting_id),
  foreign key (town_id, meeting_id) references meeting,
  foreign key (town_id, roll_fixed_by) references person,
  check (num_nonnulls(roll_fixed_at, roll_fixed_by) in (0, 2))
);
create index voting_meeting_fixed_by on voting_meeting (town_id, roll_fixed_by) where roll_fixed_by is not null;

-- 表决名册 of one meeting, drawn from the register on its day; unchangeable once it is fixed.
create table voting_roll (
  town_id integer not null,
  id uuid not null,
  meeting_id uuid not null,
  -- the line on the meeting's own roll, where attendance is taken
  entry_id uuid not null,
  -- the line of the register; null: a Party member
  voter_id uuid,
  person_id uuid,
  name text not null check (length(name) between 1 and 50),
  household_key text not null check (length(household_key) <= 40),
  standing text not null check (standing in ('voter', 'probationary', 'onProbation', 'incapable')),
  -- 不计入应到会: one of five reasons, by a decision of the branch
  left_out text check (left_out in ('cannotExpress', 'abroad', 'servingSentence', 'bedridden', 'relationNotMoved')),
  left_out_decision text check (length(left_out_decision) between 2 and 100),
  -- 委托: who stands in, on the same roll, by a paper of a day
  holder_id uuid check (holder_id <> id),
  proxy_relation text check (length(proxy_relation) between 1 and 20),
  proxy_on date,
  -- as it was when the roll was fixed, in person or by a proxy
  present boolean,
  primary key (town_id, id),
  unique (town_id, meeting_id, entry_id),
  foreign key (town_id, meeting_id) references voting_meeting,
  foreign key (town_id, entry_id) references meeting_roll,
  foreign key (town_id, voter_id) references voter,
  foreign key (town_id, person_id) references person,
  foreign key (town_id, holder_id) references voting_roll,
  check ((left_out is null) = (left_out_decision is null)),
  check (num_nonnulls(holder_id, proxy_relation, proxy_on) in (0, 3))
);
create index voting_roll_entry on voting_roll (town_id, entry_id);
create index voting_roll_voter on voting_roll (town_id, voter_id) where voter_id is not null;
create index voting_roll_person on voting_roll (town_id, person_id) where person_id is not null;
create index voting_roll_holder on voting_roll (town_id, holder_id) where holder_id is not null;

-- One matter put to the vote.
create table ballot (
  town_id integer not null,
  id uuid not null,
  meeting_id uuid not null,
  -- of the meeting, for scope
  unit_id uuid not null,
  -- a vote of a Party organisation
  party boolean not null,
  number integer not null check (number >= 1),
  -- what is decided: a thing of another feature, or the meeting itself
  subject_kind text not null check (subject_kind ~ '^[a-z][A-Za-z]{0,39}$'),
  subject_id text not null check (length(subject_id) between 1 and 60),
  title text not null check (length(title) between 2 and 80),
  text text not null check (length(text) between 1 and 20000),
  legal_matter text not null check (legal_matter in ('ordinary', 'charter', 'membership', 'landContracting', 'homestead',
    'incomeShares', 'landCompensation', 'mergerOrDivision', 'nonMemberBenefit', 'election', 'recall')),
  own_interests boolean not null,
  state text not null check (state in ('tabled', 'rollFixed', 'closed', 'cancelled')),
  -- { route, all, eligible, present, recused } and the rule of the day of the vote, since the roll was fixed
  roll jsonb,
  rule jsonb,
  method text check (method in ('hands', 'secret')),
  votes_for integer check (votes_for >= 0),
  votes_against integer check (votes_against >= 0),
  votes_abstain integer check (votes_abstain >= 0),
  -- { verdict, words, needed }
  outcome jsonb,
  closed_at timestamptz,
  closed_by uuid,
  cancel_reason text check (length(cancel_reason) between 2 and 200),
  primary key (town_id, id),
  unique (town_id, meeting_id, number),
  foreign key (town_id, meeting_id) references voting_meeting,
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, closed_by) references person,
  check ((state in ('rollFixed', 'closed')) = (roll is not null) or state = 'cancelled'),
  check ((roll is null) = (rule is null)),
  check (num_nonnulls(method, votes_for, votes_against, votes_abstain, outcome, closed_at, closed_by)
    = case state when 'closed' then 7 else 0 end),
  check ((state = 'cancelled') = (cancel_reason is not null))
);
create index ballot_subject on ballot (town_id, subject_kind, subject_id, id);
create index ballot_unit on ballot (town_id, unit_id);
create index ballot_closed_by on ballot (town_id, closed_by) where closed_by is not null;

-- Who has cast a vote, and in which manner. Nothing else.
create table ballot_mark (
  town_id integer not null,
  ballot_id uuid not null,
  line_id uuid not null,
  manner text not null check (manner in ('inPerson', 'proxy')),
  primary key (town_id, ballot_id, line_id),
  foreign key (town_id, ballot_id) references ballot,
  foreign key (town_id, line_id) references voting_roll
);
create index ballot_mark_line on ballot_mark (town_id, line_id);

-- 回避: stays in every number that the law sets at all members.
create table recusal (
  town_id integer not null,
  ballot_id uuid not null,
  line_id uuid not null,
  reason text not null check (length(reason) between 2 and 200),
  primary key (town_id, ballot_id, line_id),
  foreign key (town_id, ballot_id) references ballot,
  foreign key (town_id, line_id) references voting_roll
);
create index recusal_line on recusal (town_id, line_id);

-- 利益申报: asked of everyone on the board before a matter is tabled.
create table interest_declaration (
  town_id integer not null,
  subject_kind text not null check (subject_kind ~ '^[a-z][A-Za-z]{0,39}$'),
  subject_id text not null check (length(subject_id) between 1 and 60),
  voter_id uuid not null,
  concerned boolean not null,
  words text not null check (length(words) <= 200),
  declared_on date not null,
  entered_by uuid not null,
  primary key (town_id, subject_kind, subject_id, voter_id),
  foreign key (town_id, voter_id) references voter,
  foreign key (town_id, entered_by) references person,
  check (not concerned or length(words) >= 2)
);
create index interest_declaration_voter on interest_declaration (town_id, voter_id);
create index interest_declaration_entered_by on interest_declaration (town_id, entered_by);

-- 列席: speaks and has no vote; what they said, and what was answered.
create table vote_observer (
  town_id integer not null,
  id uuid not null,
  meeting_id uuid not null,
  name text not null check (length(name) between 1 and 50),
  capacity text not null check (length(capacity) between 2 and 40),
  opinion text check (length(opinion) between 1 and 1000),
  reply text check (length(reply) between 1 and 1000),
  primary key (town_id, id),
  foreign key (town_id, meeting_id) references voting_meeting,
  check (reply is null or opinion is not null)
);
create index vote_observer_meeting on vote_observer (town_id, meeting_id, id);

-- 更正: what should have been written, by one, agreed to by another. The ballot stays as it was closed.
create table ballot_correction (
  town_id integer not null,
  id uuid not null,
  ballot_id uuid not null,
  reason text not null check (length(reason) between 2 and 200),
  votes_for integer not null check (votes_for >= 0),
  votes_against integer not null check (votes_against >= 0),
  votes_abstain integer not null check (votes_abstain >= 0),
  outcome jsonb not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  confirmed_by uuid check (confirmed_by <> proposed_by),
  confirmed_at timestamptz,
  primary key (town_id, id),
  foreign key (town_id, ballot_id) references ballot,
  foreign key (town_id, proposed_by) references person,
  foreign key (town_id, confirmed_by) references person,
  check ((confirmed_by is null) = (confirmed_at is null))
);
create unique index ballot_correction_open on ballot_correction (town_id, ballot_id) where confirmed_by is null;
create index ballot_correction_ballot on ballot_correction (town_id, ballot_id, id);
create index ballot_correction_proposed_by on ballot_correction (town_id, proposed_by);
create index ballot_correction_confirmed_by on ballot_correction (town_id, confirmed_by) where confirmed_by is not null;

alter table voter enable row level security;
alter table interest_declaration enable row level security;
-- The register of a Party committee is Party life.
create policy opened on voter for select to sanliang_app using (town_id = (select actor_town()) and (
  (select actor_kind()) = 'job' or ((select actor_kind()) in ('subject', 'person') and person_id = (select actor_id()))
  or unit_id = any (case deciding_body when 'branchCommittee' then (select party_units()) else (select assembly_units()) end)));
create policy write_insert on voter for insert to sanliang_app with check (town_id = (select actor_town()) and (
  (select actor_kind()) = 'job'
  or unit_id = any (case deciding_body when 'branchCommittee' then (select party_units()) else (select assembly_keeper_units()) end)));
create policy write_update on voter for update to sanliang_app using (town_id = (select actor_town()) and (
  (select actor_kind()) = 'job'
  or unit_id = any (case deciding_body when 'branchCommittee' then (select party_units()) else (select assembly_keeper_units()) end)));
create policy follows_voter on interest_declaration for select to sanliang_app
  using (exists (select from voter v where v.town_id = interest_declaration.town_id and v.id = interest_declaration.voter_id));
create policy write_insert on interest_declaration for insert to sanliang_app
  with check (exists (select from voter v where v.town_id = interest_declaration.town_id and v.id = interest_declaration.voter_id
    and v.unit_id = any ((select assembly_keeper_units())::uuid[])));
grant select, insert, update on voter to sanliang_app;
grant select, insert on interest_declaration to sanliang_app;

do $$
declare
  part text;
  kept constant text := 'exists (select from meeting m where m.town_id = %1$I.town_id and m.id = %1$I.meeting_id
    and (m.kind not in (''assembly'', ''boardMeeting'') and m.unit_id = any ((select party_units())::uuid[])
      or m.kind in (''assembly'', ''boardMeeting'') and m.unit_id = any ((select assembly_keeper_units())::uuid[])))';
begin
  foreach part in array array['voting_meeting', 'voting_roll', 'ballot', 'vote_observer', 'ballot_mark', 'recusal', 'ballot_correction'] loop
    execute format('alter table %I enable row level security', part);
  end loop;
  foreach part in array array['voting_meeting', 'voting_roll', 'ballot', 'vote_observer'] loop
    execute format('create policy write_insert on %1$I for insert to sanliang_app with check (town_id = (select actor_town()) and '
      || kept || ')', part);
  end loop;
  execute format('create policy write_update on %1$I for update to sanliang_app using (roll_fixed_at is null and ' || kept || ')
    with check (town_id = (select actor_town()))', 'voting_meeting');
  execute format('create policy write_update on %1$I for update to sanliang_app using (' || kept || ' and exists (select from voting_meeting v
    where v.town_id = %1$I.town_id and v.meeting_id = %1$I.meeting_id and v.roll_fixed_at is null))', 'voting_roll');
  -- What was closed or called off stays as it is.
  execute format('create policy write_update on %1$I for update to sanliang_app using (state in (''tabled'', ''rollFixed'') and ' || kept || ')
    with check (town_id = (select actor_town()))', 'ballot');
  execute format('create policy write_update on %1$I for update to sanliang_app using (' || kept || ')', 'vote_observer');
end $$;

-- That a meeting votes, and by which rule, is known to whoever knows of the meeting.
create policy follows_meeting on voting_meeting for select to sanliang_app
  using (exists (select from meeting m where m.town_id = voting_meeting.town_id and m.id = voting_meeting.meeting_id));
-- The names follow the meeting's own roll, and what was said its minutes.
create policy follows_roll on voting_roll for select to sanliang_app using (
  ((select actor_kind()) in ('subject', 'person') and town_id = (select actor_town()) and person_id = (select actor_id()))
  or exists (select from meeting_roll r where r.town_id = voting_roll.town_id and r.id = voting_roll.entry_id));
create policy opened on vote_observer for select to sanliang_app using (exists (
  select from meeting m where m.town_id = vote_observer.town_id and m.id = vote_observer.meeting_id
    and ((select actor_kind()) = 'job' or m.unit_id = any (case when m.kind in ('assembly', 'boardMeeting') then (select assembly_units())
      else (select party_units()) end))));
-- Numbers without names: a Party organisation's own vote is for the organisation; what it was asked about by a public procedure, and
-- every other vote, for whoever has the unit in scope, and once closed for everyone.
create policy by_scope on ballot for select to sanliang_app using (town_id = (select actor_town()) and (
  (select actor_kind()) = 'job'
  or unit_id = any ((select party_units())::uuid[])
  or ((not party or subject_kind <> 'meeting') and (state = 'closed' or unit_id = any ((select scope_units())::uuid[])))
  or meeting_id = any ((select attended_meetings())::uuid[])));

create policy of_roll on ballot_mark for select to sanliang_app
  using (exists (select from voting_roll r where r.town_id = ballot_mark.town_id and r.id = ballot_mark.line_id));
create policy of_roll on recusal for select to sanliang_app
  using (exists (select from voting_roll r where r.town_id = recusal.town_id and r.id = recusal.line_id));
create policy of_ballot on ballot_correction for select to sanliang_app
  using (exists (select from ballot b where b.town_id = ballot_correction.town_id and b.id = ballot_correction.ballot_id)
    and (confirmed_by is not null or (select actor_kind()) = 'person'));
-- A mark only while the vote is open; a recusal only before the roll is fixed. None is ever taken away.
create policy write_insert on ballot_mark for insert to sanliang_app with check (exists (
  select from ballot b join voting_roll r on r.town_id = b.town_id and r.meeting_id = b.meeting_id
  where b.town_id = ballot_mark.town_id and b.id = ballot_mark.ballot_id and b.state = 'rollFixed' and r.id = ballot_mark.line_id
    and r.standing = 'voter' and r.present
    and not exists (select from recusal out where out.town_id = b.town_id and out.ballot_id = b.id and out.line_id = r.id)
    and b.unit_id = any (case when b.party then (select party_units()) else (select assembly_keeper_units()) end)));
create policy write_insert on recusal for insert to sanliang_app with check (exists (
  select from ballot b join voting_roll r on r.town_id = b.town_id and r.meeting_id = b.meeting_id
  where b.town_id = recusal.town_id and b.id = recusal.ballot_id and b.state = 'tabled' and r.id = recusal.line_id
    and b.unit_id = any (case when b.party then (select party_units()) else (select assembly_keeper_units()) end)));
create policy write_insert on ballot_correction for insert to sanliang_app with check (confirmed_by is null and exists (
  select from ballot b where b.town_id = ballot_correction.town_id and b.id = ballot_correction.ballot_id and b.state = 'closed'
    and b.unit_id = any (case when b.party then (select party_units()) else (select assembly_keeper_units()) end)));
create policy write_update on ballot_correction for update to sanliang_app using (confirmed_by is null and exists (
  select from ballot b where b.town_id = ballot_correction.town_id and b.id = ballot_correction.ballot_id
    and b.unit_id = any (case when b.party then (select party_units()) else (select assembly_keeper_units()) end)))
  with check (town_id = (select actor_town()));

grant select, insert, update on voting_meeting, voting_roll, ballot to sanliang_app;
grant select, insert, update (opinion, reply) on vote_observer to sanliang_app;
grant select, insert, update (confirmed_by, confirmed_at) on ballot_correction to sanliang_app;
grant select, insert on ballot_mark, recusal to sanliang_app;

-- Title, day and persons of voting meetings, for those who read a result and not the meeting. A Party meeting's persons are not told.
create function voting_meeting_heads(wanted uuid[])
returns table (id uuid, title text, starts_at timestamptz, chair_name text, recorder_name text, unit_id uuid, deciding_body text, route text)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.id, m.title, m.starts_at, case when told.open then chair.name end, case when told.open then recorder.name end, m.unit_id,
    v.deciding_body, v.route
  from voting_meeting v join meeting m on m.town_id = v.town_id and m.id = v.meeting_id
  left join person chair on chair.town_id = m.town_id and chair.id = m.chair_id
  left join person recorder on recorder.town_id = m.town_id and recorder.id = m.recorder_id
  cross join lateral (select m.kind in ('assembly', 'boardMeeting') or actor_kind() = 'job' or m.unit_id = any (party_units()) as open) told
  where v.town_id = actor_town() and m.id = any (wanted)
$$;
revoke execute on function voting_meeting_heads from public;
grant execute on function voting_meeting_heads to sanliang_app;

create policy vote_events on event for select to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'person' and (
    (subject_kind = 'voter' and exists (select from voter v where v.town_id = event.town_id and v.id = event.subject_id))
    or (subject_kind = 'ballot' and exists (select from ballot b where b.town_id = event.town_id and b.id = event.subject_id))
    or (subject_kind = 'votingMeeting'
      and exists (select from voting_meeting m where m.town_id = event.town_id and m.meeting_id = event.subject_id))));
