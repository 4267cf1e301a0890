-- owner: ratings
-- 评星定级: versions of the rules, a branch's cycle of a year, each member's rating with its facts, and what members contest.

-- 评定规则: data, in versions; adopted by a decision that is named, and never changed after.
create table rating_rule_set (
  town_id integer not null references town,
  id uuid not null,
  title text not null check (length(title) between 2 and 40),
  -- the first year that it rates
  from_year integer not null check (from_year between 2000 and 2100),
  state text not null check (state in ('draft', 'adopted')),
  -- { name, article, issuer }
  basis jsonb not null,
  -- [{ key, weight, rules: [{ source, text, share, full }] }]
  dimensions jsonb not null,
  -- the least points of ★1 … ★5
  bands jsonb not null,
  decision text check (length(decision) between 2 and 80),
  adopted_by uuid,
  adopted_on date,
  version integer not null default 1 check (version >= 1),
  primary key (town_id, id),
  foreign key (town_id, adopted_by) references person,
  check ((state = 'adopted') = (adopted_on is not null)),
  check ((state = 'adopted') = (adopted_by is not null)),
  check ((state = 'adopted') = (decision is not null))
);
create index rating_rule_set_year on rating_rule_set (town_id, from_year, adopted_on);

create table rating_cycle (
  town_id integer not null references town,
  id uuid not null,
  body_id uuid not null,
  -- what the branch stands for
  unit_id uuid not null,
  year integer not null check (year between 2000 and 2100),
  rule_set_id uuid not null,
  state text not null check (state in ('draft', 'selfCheck', 'branchReview', 'shownInBranch', 'objections', 'confirmed', 'notified', 'appeal',
    'archived')),
  self_check_until date,
  -- where members see the list: told at a general meeting, or put up in the branch's own room
  shown_where text check (shown_where in ('generalMeeting', 'branchRoom')),
  shown_on date,
  -- the last day on which it is shown; moves on while the clock pauses
  shown_until date,
  paused_on date check (paused_on >= shown_on),
  confirmed_on date,
  notified_on date check (notified_on >= confirmed_on),
  appeal_until date,
  archived_on date,
  -- 原始分 are reckoned from facts; both are gone after two cycles
  scores_deleted_on date,
  version integer not null default 1 check (version >= 1),
  primary key (town_id, id),
  unique (town_id, body_id, year),
  foreign key (town_id, body_id) references body,
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, rule_set_id) references rating_rule_set,
  check ((shown_on is null) = (shown_until is null)),
  check ((shown_on is null) = (shown_where is null)),
  check ((state = 'objections') = (paused_on is not null)),
  check ((state in ('confirmed', 'notified', 'appeal', 'archived')) = (confirmed_on is not null)),
  check ((state = 'archived') = (archived_on is not null))
);
create index rating_cycle_unit on rating_cycle (town_id, unit_id);

create table rating (
  town_id integer not null,
  id uuid not null,
  cycle_id uuid not null,
  membership_id uuid not null,
  person_id uuid not null,
  -- 不评: not rated, which is not a zero
  exempt text check (exempt in ('elderly', 'ill', 'pregnant', 'away')),
  -- what the rules propose; a person decides
  proposed integer check (proposed between 0 and 5),
  star integer check (star between 0 and 5),
  reason text check (length(reason) between 2 and 200),
  veto_decision text check (length(veto_decision) between 2 and 60),
  decided_by uuid check (decided_by <> person_id),
  decided_on date,
  -- 降星: the second person
  second_by uuid check (second_by <> person_id and second_by <> decided_by),
  awaits_second boolean not null default false,
  -- the member wants a person's own judgement with its reason (个人信息保护法 §24)
  human_asked_on date,
  version integer not null default 1 check (version >= 1),
  primary key (town_id, id),
  unique (town_id, cycle_id, membership_id),
  foreign key (town_id, cycle_id) references rating_cycle,
  foreign key (town_id, membership_id) references party_membership,
  foreign key (town_id, person_id) references person,
  foreign key (town_id, decided_by) references person,
  foreign key (town_id, second_by) references person,
  check ((star is null) = (decided_by is null)),
  check ((star is null) = (decided_on is null)),
  check (exempt is null or (star is null and proposed is null)),
  check (veto_decision is null or star = 0),
  check (not awaits_second or star is not null)
);
create index rating_person on rating (town_id, person_id);

-- A fact of the rating and the record that it was taken from; points are reckoned from facts, and gone with them.
create table rating_fact (
  town_id integer not null,
  id uuid not null,
  rating_id uuid not null,
  source text not null,
  -- null: entered on a member's objection
  record_id uuid,
  title text not null check (length(title) between 1 and 80),
  day date not null,
  -- what counts of it, out of what
  amount numeric(6, 2) not null check (amount >= 0),
  due numeric(6, 2) not null check (due >= 0),
  excused boolean not null default false,
  -- as it was before an objection was upheld
  amount_before numeric(6, 2),
  -- who entered the record; null: nobody knows, e.g. a workbook
  entered_by uuid,
  primary key (town_id, id),
  foreign key (town_id, rating_id) references rating,
  foreign key (town_id, entered_by) references person
);
create index rating_fact_rating on rating_fact (town_id, rating_id, day);

create table rating_contest (
  town_id integer not null,
  id uuid not null,
  rating_id uuid not null,
  -- null: something that was done is missing, or the star itself is appealed against
  fact_id uuid,
  kind text not null check (kind in ('wrong', 'missing', 'appeal')),
  source text,
  text text not null check (length(text) between 2 and 300),
  raised_on date not null,
  due_on date not null,
  due_estimated boolean not null,
  answerer_id uuid not null,
  state text not null check (state in ('open', 'upheld', 'rejected')),
  answer text check (length(answer) between 2 and 300),
  answered_by uuid,
  answered_on date check (answered_on >= raised_on),
  primary key (town_id, id),
  foreign key (town_id, rating_id) references rating,
  foreign key (town_id, fact_id) references rating_fact,
  foreign key (town_id, answerer_id) references person,
  foreign key (town_id, answered_by) references person,
  check ((kind = 'wrong') = (fact_id is not null)),
  check ((kind = 'missing') = (source is not null)),
  check ((state = 'open') = (answer is null)),
  check ((state = 'open') = (answered_by is null)),
  check ((state = 'open') = (answered_on is null))
);
create index rating_contest_rating on rating_contest (town_id, rating_id);
create index rating_contest_open on rating_contest (town_id, answerer_id) where state = 'open';
create unique index rating_contest_once on rating_contest (town_id, fact_id) where state = 'open' and fact_id is not null;

-- P2, and narrower than membership: the secretaries of the branch and of the village. The town office reads counts only.
create function rating_units() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive reached (unit_id) as (
    select up.unit_id
    from actor_terms() held
    join unit_period up on up.town_id = actor_town() and up.path @> array[held.unit_id] and up.valid @> actor_today()
    where held.role in ('villageSecretary', 'branchSecretary')
    union
    select us.predecessor_id
    from reached
    join unit_succession us on us.town_id = actor_town() and us.successor_id = reached.unit_id and us.effective_on <= actor_today()
  )
  select coalesce(array_agg(unit_id), '{}') from reached
$$;
-- Cycles in which the actor is rated.
create function my_rating_cycles() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(cycle_id), '{}') from rating where town_id = actor_town() and person_id = actor_id()
    and actor_kind() in ('person', 'subject')
$$;
create function kept_cycles() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(id), '{}') from rating_cycle where town_id = actor_town()
    and (unit_id = any ((select rating_units())::uuid[]) or body_id = any ((select led_bodies())::uuid[]))
$$;
-- How many are rated, of each village, by code; whoever may not read ratings learns nothing else.
create function rating_counts(wanted integer)
returns table (unit_id uuid, unit_code text, rated bigint, exempt bigint, undecided bigint, open_contests bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select u.id, u.code, count(*) filter (where r.star is not null and not r.awaits_second), count(*) filter (where r.exempt is not null),
    count(*) filter (where r.exempt is null and (r.star is null or r.awaits_second)),
    coalesce(sum((select count(*) from rating_contest t where t.town_id = r.town_id and t.rating_id = r.id and t.state = 'open')), 0)::bigint
  from rating_cycle c join rating r on r.town_id = c.town_id and r.cycle_id = c.id
  join unit_period here on here.town_id = c.town_id and here.unit_id = c.unit_id and here.valid @> actor_today()
  join unit u on u.town_id = c.town_id and u.id = any (here.path) and u.kind in ('village', 'community')
  where c.town_id = actor_town() and c.year = wanted and u.id = any ((select scope_units())::uuid[])
    and (select actor_roles()) && array['townClerk', 'villageSecretary']
  group by u.id, u.code order by u.code, u.id
$$;
-- The names of those whom one may read a rating of, and of who decided and answered.
create function rating_names(wanted uuid[]) returns table (id uuid, name text, sort_key text)
language sql stable security definer set search_path = public, pg_temp as $$
  select person.id, person.name, person.sort_key from person where person.town_id = actor_town() and person.id in (
    select unnest(array[r.person_id, r.decided_by, r.second_by]) from rating r where r.town_id = actor_town() and r.id = any (wanted)
      and (actor_kind() = 'job' or r.person_id = actor_id() or r.cycle_id = any ((select kept_cycles())::uuid[]))
    union
    select unnest(array[t.answerer_id, t.answered_by]) from rating_contest t
    join rating r on r.town_id = t.town_id and r.id = t.rating_id
    where t.town_id = actor_town() and r.id = any (wanted)
      and (actor_kind() = 'job' or r.person_id = actor_id() or r.cycle_id = any ((select kept_cycles())::uuid[])))
$$;
-- Who may answer for the branch today: its secretaries first, then the village's. The member may not read terms of others.
create function rating_answerers(cycle uuid) returns table (person_id uuid, rank integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct term.person_id, case when post.role = 'branchSecretary' then 1 else 2 end
  from rating_cycle c
  join unit_period here on here.town_id = c.town_id and here.unit_id = c.unit_id and here.valid @> actor_today()
  join post on post.town_id = c.town_id and (post.closed_on is null or post.closed_on > actor_today())
    and post.role in ('villageSecretary', 'branchSecretary') and (post.unit_id = any (here.path) or post.body_id = c.body_id)
  join term on term.town_id = post.town_id and term.post_id = post.id and term.valid @> actor_today()
  where c.town_id = actor_town() and c.id = cycle and (c.id = any ((select kept_cycles())::uuid[]) or c.id = any ((select my_rating_cycles())::uuid[]))
  order by 2, 1
$$;
-- The two things that a member changes, and nothing besides: the objection stops the clock of what is shown; an appeal opens the cycle again.
create function interrupt_rating_cycle(wanted uuid, day date) returns text
language sql volatile security definer set search_path = public, pg_temp as $$
  update rating_cycle set version = version + 1,
    state = case state when 'shownInBranch' then 'objections' when 'notified' then 'appeal' else state end,
    paused_on = case state when 'shownInBranch' then day else paused_on end
  where town_id = actor_town() and id = wanted and id = any ((select my_rating_cycles())::uuid[])
    and state in ('shownInBranch', 'objections', 'notified', 'appeal')
  returning state
$$;
create function ask_for_human(wanted uuid, day date) returns boolean
language sql volatile security definer set search_path = public, pg_temp as $$
  update rating set human_asked_on = day, version = version + 1
  where town_id = actor_town() and id = wanted and person_id = actor_id() and human_asked_on is null
  returning true
$$;
-- 来源 meetings.attendance: required meetings of the branch's line that were held, and whether the member was there.
-- Whoever gathers need not read the meetings of the village.
create function rating_attendance(cycle uuid)
returns table (rating_id uuid, record_id uuid, title text, day date, amount numeric, due numeric, excused boolean, entered_by uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.id, m.id, m.title, (m.starts_at at time zone 'Asia/Shanghai')::date, case when l.attendance = 'present' then 1 else 0 end,
    case when l.attendance = 'excused' then 0 else 1 end, l.attendance = 'excused',
    coalesce((select e.actor_person_id from event e where e.town_id = m.town_id and e.subject_kind = 'meeting' and e.subject_id = m.id
      and e.name = 'meetings.takeAttendance' order by e.id desc limit 1), m.recorder_id)
  from rating_cycle c join rating r on r.town_id = c.town_id and r.cycle_id = c.id
  join meeting_roll l on l.town_id = r.town_id and l.person_id = r.person_id and l.part = 'attendee' and l.excluded is null
    and l.attendance <> 'unrecorded'
  join meeting m on m.town_id = l.town_id and m.id = l.meeting_id and m.state in ('held', 'minuted')
    and m.kind in ('generalMeeting', 'groupMeeting', 'lecture', 'themeDay', 'organisationLife')
    and extract(year from m.starts_at at time zone 'Asia/Shanghai') = c.year
  where c.town_id = actor_town() and c.id = cycle and c.id = any ((select kept_cycles())::uuid[])
$$;
-- 来源 trainings.hours: hours that an organiser's roll credited.
create function rating_training(cycle uuid)
returns table (rating_id uuid, record_id uuid, title text, day date, amount numeric, due numeric, excused boolean, entered_by uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.id, s.id, k.title, (s.starts_at at time zone 'Asia/Shanghai')::date, l.hours, l.hours, false, s.credited_by
  from rating_cycle c join rating r on r.town_id = c.town_id and r.cycle_id = c.id
  join training_roll l on l.town_id = r.town_id and l.person_id = r.person_id and l.hours > 0
  join training_session s on s.town_id = l.town_id and s.id = l.session_id and s.state = 'credited'
    and extract(year from s.starts_at at time zone 'Asia/Shanghai') = c.year
  join training_course k on k.town_id = s.town_id and k.id = s.course_id
  where c.town_id = actor_town() and c.id = cycle and c.id = any ((select kept_cycles())::uuid[])
$$;
revoke execute on function rating_units, my_rating_cycles, kept_cycles, rating_counts, rating_names, rating_answerers, rating_attendance,
  rating_training, interrupt_rating_cycle, ask_for_human from public;
grant execute on function rating_units, my_rating_cycles, kept_cycles, rating_counts, rating_names, rating_answerers, rating_attendance,
  rating_training, interrupt_rating_cycle, ask_for_human to sanliang_app;

alter table rating_rule_set enable row level security;
create policy own_town on rating_rule_set for select to sanliang_app using (town_id = (select actor_town()));
create policy by_office on rating_rule_set for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_roles()) && array['townClerk', 'townLeader']);
create policy edit_by_office on rating_rule_set for update to sanliang_app
  using (town_id = (select actor_town()) and (select actor_roles()) && array['townClerk', 'townLeader']);
grant select, insert, update on rating_rule_set to sanliang_app;

alter table rating_cycle enable row level security;
create policy own_town on rating_cycle for select to sanliang_app using (town_id = (select actor_town()));
create policy sealed on rating_cycle as restrictive for select to sanliang_app using ((select actor_kind()) = 'job'
  or id = any ((select kept_cycles())::uuid[]) or id = any ((select my_rating_cycles())::uuid[])
  or unit_id = any ((select rating_units())::uuid[]) or body_id = any ((select led_bodies())::uuid[]));
create policy write_insert on rating_cycle for insert to sanliang_app with check (town_id = (select actor_town())
  and (unit_id = any ((select rating_units())::uuid[]) or body_id = any ((select led_bodies())::uuid[])));
create policy write_update on rating_cycle for update to sanliang_app using (town_id = (select actor_town())
  and ((select actor_kind()) = 'job' or id = any ((select kept_cycles())::uuid[])));
grant select, insert, update on rating_cycle to sanliang_app;

alter table rating enable row level security;
create policy own_town on rating for select to sanliang_app using (town_id = (select actor_town()));
create policy sealed on rating as restrictive for select to sanliang_app using ((select actor_kind()) = 'job'
  or person_id = (select actor_id()) or cycle_id = any ((select kept_cycles())::uuid[]));
create policy write_insert on rating for insert to sanliang_app
  with check (town_id = (select actor_town()) and cycle_id = any ((select kept_cycles())::uuid[]));
create policy write_update on rating for update to sanliang_app using (town_id = (select actor_town())
  and ((select actor_kind()) = 'job' or cycle_id = any ((select kept_cycles())::uuid[])));
grant select, insert, update on rating to sanliang_app;

-- What hangs on a rating is as sealed as it is: a policy's subselect sees what the reader sees.
alter table rating_fact enable row level security;
create policy follows_rating on rating_fact for select to sanliang_app using (town_id = (select actor_town())
  and exists (select from rating r where r.town_id = rating_fact.town_id and r.id = rating_fact.rating_id));
create policy write_insert on rating_fact for insert to sanliang_app with check (town_id = (select actor_town())
  and exists (select from rating r where r.town_id = rating_fact.town_id and r.id = rating_fact.rating_id
    and r.cycle_id = any ((select kept_cycles())::uuid[])));
create policy write_update on rating_fact for update to sanliang_app using (town_id = (select actor_town())
  and exists (select from rating r where r.town_id = rating_fact.town_id and r.id = rating_fact.rating_id
    and r.cycle_id = any ((select kept_cycles())::uuid[])));
create policy write_delete on rating_fact for delete to sanliang_app using (town_id = (select actor_town())
  and ((select actor_kind()) = 'job' or exists (select from rating r where r.town_id = rating_fact.town_id and r.id = rating_fact.rating_id
    and r.cycle_id = any ((select kept_cycles())::uuid[]))));
grant select, insert, update, delete on rating_fact to sanliang_app;

alter table rating_contest enable row level security;
create policy follows_rating on rating_contest for select to sanliang_app using (town_id = (select actor_town())
  and exists (select from rating r where r.town_id = rating_contest.town_id and r.id = rating_contest.rating_id));
create policy contest_own on rating_contest for insert to sanliang_app with check (town_id = (select actor_town())
  and exists (select from rating r where r.town_id = rating_contest.town_id and r.id = rating_contest.rating_id
    and r.person_id = (select actor_id())));
create policy answer on rating_contest for update to sanliang_app using (town_id = (select actor_town())
  and exists (select from rating r where r.town_id = rating_contest.town_id and r.id = rating_contest.rating_id
    and r.cycle_id = any ((select kept_cycles())::uuid[])));
create policy forget on rating_contest for delete to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'job');
grant select, insert, update, delete on rating_contest to sanliang_app;

create policy rating_events on event for select to sanliang_app
  using (town_id = (select actor_town()) and subject_kind = 'rating'
    and exists (select from rating r where r.town_id = event.town_id and r.id = event.subject_id));
