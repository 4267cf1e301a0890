-- owner: requests
-- 联席会议: what a joint meeting decides about cases that nobody would keep.

alter table request
  -- the day of the meeting that decided it last; the case is on the list while it has none
  add column joint_decided_on date,
  add check (joint_decided_on is null or joint_meeting_on is not null);
-- the list of the meeting
create index request_joint on request (town_id, joint_meeting_on) where joint_meeting_on is not null and joint_decided_on is null;

create table joint_meeting (
  town_id integer not null references town,
  id uuid not null,
  held_on date not null,
  -- who was present: departments, villages and communities
  body_ids uuid[] not null default '{}',
  unit_ids uuid[] not null default '{}',
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (town_id, id),
  foreign key (town_id, recorded_by) references person,
  check (cardinality(body_ids) + cardinality(unit_ids) between 1 and 40)
);
create index on joint_meeting (town_id, held_on);

create table joint_decision (
  town_id integer not null,
  id uuid not null,
  meeting_id uuid not null,
  request_id uuid not null,
  -- one handler, several of whom one leads, or an answer with no handler
  kind text not null check (kind in ('handler', 'split', 'answer')),
  body_id uuid,
  unit_id uuid,
  with_body_ids uuid[] not null default '{}',
  decided_by uuid not null,
  primary key (town_id, id),
  unique (town_id, meeting_id, request_id),
  foreign key (town_id, meeting_id) references joint_meeting,
  foreign key (town_id, request_id) references request,
  foreign key (town_id, body_id) references body,
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, decided_by) references person,
  check (num_nonnulls(body_id, unit_id) = case kind when 'answer' then 0 else 1 end),
  check ((kind = 'split') = (cardinality(with_body_ids) > 0))
);
create index on joint_decision (town_id, request_id);

alter table joint_meeting enable row level security;
alter table joint_decision enable row level security;
-- A meeting is known through its decisions, and a decision follows its case.
create policy follows_case on joint_decision for select to sanliang_app
  using (exists (select from request r where r.town_id = joint_decision.town_id and r.id = joint_decision.request_id));
create policy follows_decision on joint_meeting for select to sanliang_app
  using (town_id = (select actor_town()) and (recorded_by = (select actor_id())
    or exists (select from joint_decision d where d.town_id = joint_meeting.town_id and d.meeting_id = joint_meeting.id)));
create policy record on joint_meeting for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_roles()) && array['townClerk', 'townDiscipline']);
create policy record on joint_decision for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_roles()) && array['townClerk', 'townDiscipline']
    and exists (select from request r where r.town_id = joint_decision.town_id and r.id = joint_decision.request_id));
grant select, insert on joint_meeting, joint_decision to sanliang_app;
