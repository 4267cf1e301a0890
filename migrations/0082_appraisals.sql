-- owner: appraisals
-- 述职评议: rounds, the report of each village's secretary with its frozen figures, the voices of the groups, and what is to be put right.

create table appraisal_round (
  town_id integer not null references town,
  id uuid not null,
  -- the year reported on, and the day of the meeting
  year integer not null check (year between 1990 and 2100),
  held_on date not null,
  title text not null check (length(title) between 2 and 60),
  opened_at timestamptz not null,
  -- null: a workbook
  opened_by uuid,
  -- the key by which a workbook knows the round
  external_code text check (length(external_code) between 1 and 40),
  primary key (town_id, id),
  foreign key (town_id, opened_by) references person
);
create unique index appraisal_round_external_code on appraisal_round (town_id, external_code) where external_code is not null;
create index on appraisal_round (town_id, year);

-- Villages whose post of secretary nobody holds on the day: in sight, and without a report.
create table appraisal_vacancy (
  town_id integer not null,
  round_id uuid not null,
  unit_id uuid not null,
  primary key (town_id, round_id, unit_id),
  foreign key (town_id, round_id) references appraisal_round,
  foreign key (town_id, unit_id) references unit
);

create table appraisal_report (
  town_id integer not null,
  id uuid not null,
  round_id uuid not null,
  unit_id uuid not null,
  -- who holds the post of secretary on the day of the meeting
  presenter_id uuid not null,
  state text not null check (state in ('scheduled', 'drafted', 'presented', 'commented', 'fedBack', 'rectifying', 'verified')),
  achieved text not null default '' check (length(achieved) <= 5000),
  lacking text not null default '' check (length(lacking) <= 5000),
  next_steps text not null default '' check (length(next_steps) <= 5000),
  -- own problems, in the presenter's order
  own_problems text[] not null default '{}' check (cardinality(own_problems) <= 10),
  presented_at timestamptz,
  -- 一述一评: the one comment
  leader_id uuid,
  comment text check (length(comment) between 2 and 2000),
  -- the grade that the town committee chose; the tallies stand beside it and are not added up
  grade text check (grade in ('good', 'fairlyGood', 'average', 'poor')),
  decided_on date,
  letter text check (length(letter) between 2 and 5000),
  letter_on date,
  closed_on date,
  version integer not null default 1 check (version >= 1),
  primary key (town_id, id),
  unique (town_id, round_id, unit_id),
  foreign key (town_id, round_id) references appraisal_round,
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, presenter_id) references person,
  foreign key (town_id, leader_id) references person,
  check ((leader_id is null) = (comment is null)),
  check ((grade is null) = (decided_on is null)),
  check ((letter is null) = (letter_on is null)),
  check ((state in ('scheduled', 'drafted')) = (presented_at is null)),
  check (state in ('scheduled', 'drafted', 'presented') or comment is not null),
  check (state not in ('fedBack', 'rectifying', 'verified') or (letter is not null and grade is not null)),
  check ((state = 'verified') = (closed_on is not null))
);
create index on appraisal_report (town_id, unit_id);
create index on appraisal_report (town_id, presenter_id);

-- The figures of the report as they were when it was presented. Rows are added and read, never changed.
create table appraisal_figure (
  town_id integer not null,
  report_id uuid not null,
  position integer not null check (position >= 1),
  indicator_id text not null check (indicator_id ~ '^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$'),
  indicator_version integer not null,
  from_day date not null,
  to_day date not null,
  as_of date not null,
  value numeric(18, 1),
  shown text not null,
  row_count integer not null,
  -- of all records, and of the units that the question covered
  digest bytea not null,
  unit_digest bytea not null,
  primary key (town_id, report_id, position),
  foreign key (town_id, report_id) references appraisal_report
);

-- How many of a group gave which grade. Who gave what is kept nowhere, and there is no column for a sum.
create table appraisal_tally (
  town_id integer not null,
  report_id uuid not null,
  voters text not null check (voters in ('leaders', 'peers', 'members', 'residents')),
  eligible integer not null check (eligible between 0 and 100000),
  good integer not null check (good >= 0),
  fairly_good integer not null check (fairly_good >= 0),
  average integer not null check (average >= 0),
  poor integer not null check (poor >= 0),
  primary key (town_id, report_id, voters),
  foreign key (town_id, report_id) references appraisal_report,
  check (good + fairly_good + average + poor <= eligible)
);

-- 整改: what is to be put right by whom until when; verified by another person.
create table appraisal_item (
  town_id integer not null,
  id uuid not null,
  report_id uuid not null,
  -- of the report: its owner may be someone to whom the report is closed
  round_id uuid not null,
  unit_id uuid not null,
  problem text not null check (length(problem) between 2 and 200),
  measure text not null check (length(measure) between 2 and 500),
  owner_id uuid not null,
  due_on date not null,
  done_on date,
  result text check (length(result) between 2 and 500),
  verified_by uuid check (verified_by <> owner_id),
  verified_on date,
  -- why it was opened again, the last time
  returned_reason text check (length(returned_reason) between 2 and 200),
  primary key (town_id, id),
  foreign key (town_id, report_id) references appraisal_report,
  foreign key (town_id, round_id) references appraisal_round,
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, owner_id) references person,
  foreign key (town_id, verified_by) references person,
  check (done_on is null or result is not null),
  check ((verified_on is null) = (verified_by is null)),
  check (verified_on is null or done_on is not null)
);
create index on appraisal_item (town_id, report_id, id);
create index appraisal_item_open on appraisal_item (town_id, owner_id, due_on) where done_on is null;
create index appraisal_item_unverified on appraisal_item (town_id, report_id) where verified_on is null;

-- The units over which the actor holds a post that hears these reports: the town's committee and discipline, and the village's own office.
create function appraisal_units() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive reached (unit_id) as (
    select up.unit_id
    from actor_terms() held
    join unit_period up on up.town_id = actor_town() and up.path @> array[held.unit_id] and up.valid @> actor_today()
    where held.role in ('townClerk', 'townLeader', 'townDiscipline', 'villageSecretary', 'villageClerk')
    union
    select us.predecessor_id
    from reached
    join unit_succession us on us.town_id = actor_town() and us.successor_id = reached.unit_id and us.effective_on <= actor_today()
  )
  select coalesce(array_agg(unit_id), '{}') from reached
$$;

-- Items that would lie open if the term ended: their owner keeps no other post above, in or below the village on the day. Whoever
-- keeps terms may not be able to read the reports, so that names of villages are all that is told.
create function appraisal_work_of(wanted uuid, day date) returns table (id uuid, unit_id uuid, report_id uuid)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not (actor_kind() = 'job' or actor_roles() && array['townClerk', 'systemAdministrator', 'villageSecretary', 'villageClerk']) then return; end if;
  return query
    select i.id, i.unit_id, i.report_id from term t
    join appraisal_item i on i.town_id = t.town_id and i.owner_id = t.person_id and i.done_on is null
    where t.town_id = actor_town() and t.id = wanted and not exists (
      select from term o join post p on p.town_id = o.town_id and p.id = o.post_id
      where o.town_id = t.town_id and o.person_id = t.person_id and o.id <> t.id and o.valid @> day
        and (p.closed_on is null or p.closed_on > day)
        and (p.unit_id = any (units_above(i.unit_id, day)) or p.unit_id = any (units_below(i.unit_id, day))))
    order by i.due_on, i.id;
end $$;

-- Gives them to the successor. What was done meanwhile stays with who did it.
create function hand_over_appraisals(wanted uuid, day date, successor uuid) returns table (id uuid, unit_id uuid, report_id uuid)
language sql volatile security definer set search_path = public, pg_temp as $$
  update appraisal_item i set owner_id = successor
  from appraisal_work_of(wanted, day) w
  where i.town_id = actor_town() and i.id = w.id and i.done_on is null
  returning i.id, w.unit_id, w.report_id
$$;
revoke execute on function appraisal_units, appraisal_work_of, hand_over_appraisals from public;
grant execute on function appraisal_units, appraisal_work_of, hand_over_appraisals to sanliang_app;

-- That a meeting is called is known to the staff; what was reported is the village's own and the town committee's.
alter table appraisal_round enable row level security;
create policy staff on appraisal_round for select to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) in ('person', 'job'));
create policy open on appraisal_round for insert to sanliang_app
  with check (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or (select actor_roles()) && array['townClerk']));
grant select, insert on appraisal_round to sanliang_app;

alter table appraisal_vacancy enable row level security;
create policy by_scope on appraisal_vacancy for select to sanliang_app
  using (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or unit_id = any ((select appraisal_units())::uuid[])));
create policy open on appraisal_vacancy for insert to sanliang_app
  with check (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or (select actor_roles()) && array['townClerk']));
create policy fill on appraisal_vacancy for delete to sanliang_app
  using (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or (select actor_roles()) && array['townClerk']));
grant select, insert, delete on appraisal_vacancy to sanliang_app;

alter table appraisal_report enable row level security;
create policy by_scope on appraisal_report for select to sanliang_app
  using (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or unit_id = any ((select appraisal_units())::uuid[])
    or presenter_id = (select actor_id())));
create policy write_insert on appraisal_report for insert to sanliang_app
  with check (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or (select actor_roles()) && array['townClerk']));
-- The presenter writes; the town's office and its leaders do the rest.
create policy write_update on appraisal_report for update to sanliang_app
  using (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or presenter_id = (select actor_id())
    or (select actor_roles()) && array['townClerk', 'townLeader']));
grant select, insert, update on appraisal_report to sanliang_app;

do $$
declare part text;
begin
  foreach part in array array['appraisal_figure', 'appraisal_tally'] loop
    execute format('alter table %I enable row level security', part);
    execute format('create policy follows_report on %1$I for select to sanliang_app
      using (exists (select from appraisal_report r where r.town_id = %1$I.town_id and r.id = %1$I.report_id))', part);
    execute format('create policy write_insert on %1$I for insert to sanliang_app with check (town_id = (select actor_town())
      and ((select actor_kind()) = ''job'' or (select actor_roles()) && array[''townClerk'']))', part);
  end loop;
end $$;
-- Only with the report put back: it was entered for the wrong village.
create policy put_back on appraisal_figure for delete to sanliang_app
  using (town_id = (select actor_town()) and (select actor_roles()) && array['townClerk']);
create policy write_delete on appraisal_tally for delete to sanliang_app
  using (town_id = (select actor_town()) and (select actor_roles()) && array['townClerk']);
-- To its owner the item is open, the report is not.
alter table appraisal_item enable row level security;
create policy by_scope on appraisal_item for select to sanliang_app
  using (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or owner_id = (select actor_id())
    or unit_id = any ((select appraisal_units())::uuid[])));
create policy write_insert on appraisal_item for insert to sanliang_app
  with check (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or (select actor_roles()) && array['townClerk']));
-- The owner says that it is done; another verifies.
create policy write_update on appraisal_item for update to sanliang_app
  using (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or owner_id = (select actor_id())
    or (select actor_roles()) && array['townClerk', 'townLeader']));
grant select, insert, delete on appraisal_figure, appraisal_tally to sanliang_app;
grant select, insert, update on appraisal_item to sanliang_app;

create policy appraisal_events on event for select to sanliang_app
  using (subject_kind = 'appraisal' and exists (select from appraisal_report r where r.town_id = event.town_id and r.id = event.subject_id));
