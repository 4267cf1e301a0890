-- owner: decisions
-- 四议两公开: a matter of the list on its way from the proposal to the archive. What was once done is never rewritten.

create table decision (
  town_id integer not null references town,
  id uuid not null,
  -- the village, the community or the cooperative whose matter it is
  unit_id uuid not null,
  line text not null check (line in ('village', 'collective')),
  -- the entry it began under, kept whatever list comes after
  list_id uuid not null,
  code text not null,
  -- as the entry has it; lists of people (members, people, welfare) are not shown to everybody
  category text not null check (length(category) between 1 and 20),
  amount_fen bigint check (amount_fen > 0),
  proposer_kind text not null check (proposer_kind in ('resident', 'representative', 'member', 'body')),
  -- null: a body proposed it
  proposer_id uuid,
  -- the name of the body that proposed it
  proposing_body text check (length(proposing_body) between 2 and 60),
  state text not null check (state in (
    'draft', 'registered', 'branchProposed', 'boardConsulted', 'committeesConsulted', 'membersHeard', 'partyResearched',
    'membersReviewed', 'assemblyCalled', 'failedQuorum', 'resolved', 'rejected', 'disclosed', 'objected', 'returned',
    'implementing', 'resultDisclosed', 'closed', 'archived', 'annulled', 'correctionOrdered')),
  -- grows whenever the matter is sent back; only what this round did counts
  round integer not null default 1 check (round >= 1),
  -- the first step of this round; null: all of them
  from_stage text,
  text_number integer not null default 1 check (text_number >= 1),
  -- the day of its first registration: by it one sees under which generation of rules it began
  begun_on date,
  -- when the result must be disclosed; said at the resolution
  result_due_on date,
  urgent_reason text check (length(urgent_reason) between 4 and 500),
  urgent_document text check (length(urgent_document) between 2 and 100),
  urgent_asked_by uuid,
  urgent_signed_by uuid,
  ratify_by date,
  ratified_on date,
  created_by uuid not null,
  created_at timestamptz not null,
  version integer not null default 1 check (version >= 1),
  primary key (town_id, id),
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, list_id, code) references matter_entry (town_id, list_id, code),
  foreign key (town_id, proposer_id) references person,
  foreign key (town_id, urgent_asked_by) references person,
  foreign key (town_id, urgent_signed_by) references person,
  foreign key (town_id, created_by) references person,
  check ((proposer_kind = 'body') = (proposing_body is not null)),
  check ((proposer_kind = 'body') = (proposer_id is null)),
  check (state = 'draft' or begun_on is not null),
  check (num_nulls(urgent_reason, urgent_document, urgent_asked_by) in (0, 3)),
  -- two different people sign
  check (urgent_signed_by <> urgent_asked_by),
  check ((urgent_signed_by is null) = (ratify_by is null)),
  check (ratified_on is null or ratify_by is not null)
);
create index on decision (town_id, unit_id, id);

-- Each text by its number, never changed: a vote names the text that it was about.
create table decision_text (
  town_id integer not null,
  decision_id uuid not null,
  number integer not null check (number >= 1),
  title text not null check (length(title) between 2 and 80),
  body text not null check (length(body) between 10 and 5000),
  -- SHA-256 of the body, hex
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (town_id, decision_id, number),
  foreign key (town_id, decision_id) references decision,
  foreign key (town_id, written_by) references person
);

-- What each step came to, in the order in which it was entered.
create table decision_stage (
  town_id integer not null,
  id uuid not null,
  decision_id uuid not null,
  round integer not null check (round >= 1),
  stage text not null,
  text_number integer not null,
  held_on date not null,
  -- null where nobody sits: a proposal, a disclosure
  chair_id uuid,
  recorder_id uuid,
  outcome text not null check (outcome in (
    'registered', 'passed', 'notPassed', 'noQuorum', 'returned', 'support', 'withChanges', 'reconsider', 'oppose', 'published',
    'withdrawn', 'refused', 'urgent', 'ratified', 'upheld', 'implementing', 'closed', 'archived')),
  -- quorum and majority in words; null where nothing was counted
  verdict text check (length(verdict) between 2 and 1000),
  dissent text not null default '' check (length(dissent) <= 1000),
  document text not null default '' check (length(document) <= 200),
  reason text not null default '' check (length(reason) <= 1000),
  ballot_id uuid,
  notice_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (town_id, id),
  foreign key (town_id, decision_id) references decision,
  foreign key (town_id, decision_id, text_number) references decision_text (town_id, decision_id, number),
  foreign key (town_id, chair_id) references person,
  foreign key (town_id, recorder_id) references person,
  foreign key (town_id, recorded_by) references person
);
create index on decision_stage (town_id, decision_id, id);
-- one ballot answers for one step
create unique index on decision_stage (town_id, ballot_id) where ballot_id is not null;

-- Ballots and notices of a step: which belong to it, beside those of other rounds.
create table decision_link (
  town_id integer not null,
  decision_id uuid not null,
  target_id uuid not null,
  kind text not null check (kind in ('ballot', 'notice')),
  round integer not null check (round >= 1),
  stage text not null,
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (town_id, target_id),
  foreign key (town_id, decision_id) references decision,
  foreign key (town_id, made_by) references person
);
create index on decision_link (town_id, decision_id);

-- A court or the town annuls a decision or has it corrected (村民委员会组织法 art. 27, 36; 农村集体经济组织法 art. 57).
create table decision_order (
  town_id integer not null,
  id uuid not null,
  decision_id uuid not null,
  kind text not null check (kind in ('annulled', 'correctionOrdered')),
  authority text not null check (authority in ('court', 'town')),
  ordered_on date not null,
  document text not null check (length(document) between 2 and 100),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (town_id, id),
  foreign key (town_id, decision_id) references decision,
  foreign key (town_id, recorded_by) references person
);
create index on decision_order (town_id, decision_id);

alter table decision enable row level security;
alter table decision_text enable row level security;
alter table decision_stage enable row level security;
alter table decision_link enable row level security;
alter table decision_order enable row level security;
-- From its registration on a matter is public; a draft is read where it is written and above.
create policy registered on decision for select to sanliang_app
  using (town_id = (select actor_town()) and (state <> 'draft' or begun_on is not null or unit_id = any ((select scope_units())::uuid[])
    or (select actor_kind()) = 'job'));
create policy write on decision for insert to sanliang_app
  with check (town_id = (select actor_town()) and unit_id = any ((select scope_units())::uuid[]) and state = 'draft');
create policy change on decision for update to sanliang_app
  using (town_id = (select actor_town()) and unit_id = any ((select scope_units())::uuid[]))
  with check (town_id = (select actor_town()));

-- A text is public once it was registered. One that names people in need or up for a post is read by the office and the
-- supervisors alone.
create policy of_decision on decision_text for select to sanliang_app
  using (exists (select from decision d where d.town_id = decision_text.town_id and d.id = decision_text.decision_id
    and (d.unit_id = any ((select scope_units())::uuid[]) or (select actor_kind()) = 'job'
      or d.category not in ('members', 'people', 'welfare') and exists (select from decision_stage s where s.town_id = d.town_id
        and s.decision_id = d.id and s.text_number = decision_text.number and s.outcome = 'registered'))));
create policy of_decision on decision_stage for select to sanliang_app
  using (exists (select from decision d where d.town_id = decision_stage.town_id and d.id = decision_stage.decision_id));
create policy of_decision on decision_link for select to sanliang_app
  using (exists (select from decision d where d.town_id = decision_link.town_id and d.id = decision_link.decision_id));
create policy of_decision on decision_order for select to sanliang_app
  using (exists (select from decision d where d.town_id = decision_order.town_id and d.id = decision_order.decision_id));

create policy write on decision_text for insert to sanliang_app
  with check (exists (select from decision d where d.town_id = decision_text.town_id and d.id = decision_text.decision_id
    and d.state = 'draft' and d.unit_id = any ((select scope_units())::uuid[])));
create policy write on decision_stage for insert to sanliang_app
  with check (exists (select from decision d where d.town_id = decision_stage.town_id and d.id = decision_stage.decision_id
    and d.unit_id = any ((select scope_units())::uuid[])));
create policy write on decision_link for insert to sanliang_app
  with check (exists (select from decision d where d.town_id = decision_link.town_id and d.id = decision_link.decision_id
    and d.unit_id = any ((select scope_units())::uuid[])));
create policy write on decision_order for insert to sanliang_app
  with check (exists (select from decision d where d.town_id = decision_order.town_id and d.id = decision_order.decision_id
    and d.unit_id = any ((select scope_units())::uuid[])));
grant select, insert, update on decision to sanliang_app;
grant select, insert on decision_text, decision_stage, decision_link, decision_order to sanliang_app;

-- The title alone, which everybody may read even where the text is kept.
create function decision_title(decision uuid, number integer) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select t.title from decision_text t where t.town_id = actor_town() and t.decision_id = decision_title.decision and t.number = decision_title.number
$$;
revoke all on function decision_title from public;
grant execute on function decision_title to sanliang_app;
-- And its digest, which says nothing of the text.
create function decision_text_digest(decision uuid, number integer) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select t.digest from decision_text t
  where t.town_id = actor_town() and t.decision_id = decision_text_digest.decision and t.number = decision_text_digest.number
$$;
revoke all on function decision_text_digest from public;
grant execute on function decision_text_digest to sanliang_app;
