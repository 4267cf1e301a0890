-- owner: mobilisations
-- 动员: what a town may do for a time when there is danger, by a decision with a number and a last day; its temporary branches; its roster.
--
-- Whatever says who stood where is gone when it is over (PIPL art. 13(4), 19, 47): a shift keeps its place, its day and a random
-- token for each who stood there, so that people can still be counted, and nobody found.

create table mobilisation (
  town_id integer not null references town,
  id uuid not null,
  title text not null check (length(title) between 2 and 60),
  task text not null check (length(task) between 2 and 500),
  starts_on date not null,
  -- the first day on which it no longer holds; at most 30 days after the decision that set it
  ends_on date not null check (ends_on > starts_on),
  -- when the roster was cleared of people
  purged_at timestamptz,
  external_code text check (length(external_code) between 1 and 40),
  version integer not null default 1 check (version >= 1),
  primary key (town_id, id)
);
create unique index mobilisation_external_code on mobilisation (town_id, external_code) where external_code is not null;

-- Each decision about it, never overwritten: it begins, it goes on, it ends before its time.
create table mobilisation_decision (
  town_id integer not null,
  id uuid not null,
  mobilisation_id uuid not null,
  kind text not null check (kind in ('declare', 'extend', 'end')),
  -- 文号 of the town's formal decision
  number text not null check (length(number) between 2 and 40),
  decided_on date not null,
  -- null: brought along from before
  decided_by uuid,
  entered_by uuid,
  ends_on date not null,
  primary key (town_id, id),
  foreign key (town_id, mobilisation_id) references mobilisation,
  foreign key (town_id, decided_by) references person,
  foreign key (town_id, entered_by) references person
);
create index on mobilisation_decision (town_id, mobilisation_id);

-- 临时党支部: membership is not transferred to it, and it dissolves by itself (支部工作条例; domain §21). The organisation itself is a body.
create table temporary_branch (
  town_id integer not null references town,
  id uuid not null,
  mobilisation_id uuid,
  unit_id uuid not null,
  parent_id uuid not null,
  name text not null check (length(name) between 2 and 80),
  task text not null check (length(task) between 2 and 500),
  proposed_by uuid not null,
  proposed_on date not null,
  proposed_end_on date not null check (proposed_end_on > proposed_on),
  -- the superior committee's answer
  approved boolean,
  number text check (length(number) between 2 and 40),
  decided_on date,
  decided_by uuid,
  entered_by uuid,
  reason text check (length(reason) between 2 and 200),
  body_id uuid,
  founded_on date,
  ends_on date check (ends_on > founded_on),
  extensions integer not null default 0 check (extensions >= 0),
  version integer not null default 1 check (version >= 1),
  primary key (town_id, id),
  foreign key (town_id, mobilisation_id) references mobilisation,
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, parent_id) references body,
  foreign key (town_id, body_id) references body,
  foreign key (town_id, proposed_by) references person,
  foreign key (town_id, decided_by) references person,
  foreign key (town_id, entered_by) references person,
  check ((approved is null) = (decided_on is null)),
  check (approved is distinct from true or num_nulls(number, body_id, founded_on, ends_on) = 0),
  check (approved is distinct from false or reason is not null),
  -- proposer and sole approver are two (domain §2.2)
  check (entered_by <> proposed_by and decided_by <> proposed_by)
);
create index on temporary_branch (town_id, unit_id);
create index on temporary_branch (town_id, mobilisation_id) where mobilisation_id is not null;

-- Its committee is appointed, never elected.
create table temporary_branch_seat (
  town_id integer not null,
  id uuid not null,
  branch_id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('secretary', 'deputy', 'member')),
  valid daterange not null check (not isempty(valid)),
  primary key (town_id, id),
  foreign key (town_id, branch_id) references temporary_branch,
  foreign key (town_id, person_id) references person,
  exclude using gist (town_id with =, branch_id with =, person_id with =, valid with &&)
);
create unique index one_secretary on temporary_branch_seat (town_id, branch_id) where role = 'secretary' and upper_inf(valid);

-- 值守班次: a place and hours.
create table mobilisation_shift (
  town_id integer not null,
  id uuid not null,
  mobilisation_id uuid not null,
  unit_id uuid not null,
  place text not null check (length(place) between 2 and 60),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at and ends_at <= starts_at + interval '24 hours'),
  needed integer not null check (needed between 1 and 200),
  primary key (town_id, id),
  foreign key (town_id, mobilisation_id) references mobilisation,
  foreign key (town_id, unit_id) references unit
);
create index on mobilisation_shift (town_id, mobilisation_id, starts_at);
create index on mobilisation_shift (town_id, unit_id);

-- 值守名单: who stands there. After the purge the token is all that is left of a person; it is one's own within one mobilisation.
create table mobilisation_roster (
  town_id integer not null,
  id uuid not null,
  shift_id uuid not null,
  mobilisation_id uuid not null,
  unit_id uuid not null,
  person_id uuid,
  token uuid not null,
  state text not null check (state in ('planned', 'confirmed', 'withdrawn')),
  -- was the person a Party member on that day; known when the shift is confirmed
  is_member boolean,
  confirmed_by uuid,
  hours tstzrange not null,
  primary key (town_id, id),
  foreign key (town_id, shift_id) references mobilisation_shift,
  foreign key (town_id, mobilisation_id) references mobilisation,
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, person_id) references person,
  foreign key (town_id, confirmed_by) references person,
  check ((state = 'confirmed') = (is_member is not null)),
  -- nobody confirms himself
  check (confirmed_by <> person_id),
  unique (town_id, shift_id, token),
  -- and nobody stands at two places at once
  constraint one_place_at_a_time exclude using gist (town_id with =, person_id with =, hours with &&) where (state <> 'withdrawn')
);
create index on mobilisation_roster (town_id, mobilisation_id, token);
create index on mobilisation_roster (town_id, person_id) where person_id is not null;

-- Membership is sealed; a roster asks only whether.
create function was_member(person uuid, day date) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from party_membership m where m.town_id = actor_town() and m.person_id = person and m.admitted_on <= day
    and (m.ended_on is null or m.ended_on > day))
$$;
-- The token of a person within a mobilisation, by whoever may enter the roster; null if there is none yet.
create function roster_token(mobilisation uuid, person uuid) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select r.token from mobilisation_roster r where r.town_id = actor_town() and r.mobilisation_id = mobilisation and r.person_id = person limit 1
$$;
-- Does the person stand anywhere in the town in these hours? Only whether; callers of the same person wait for each other.
create function stands_elsewhere(person uuid, hours tstzrange) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('roster ' || person::text, actor_town()));
  return exists (select from mobilisation_roster r where r.town_id = actor_town() and r.person_id = person and r.state <> 'withdrawn' and r.hours && stands_elsewhere.hours);
end $$;
-- Branches in whose committee the actor sits or sat. A policy that asked the seats would ask itself.
create function own_temporary_branches() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(s.branch_id), '{}') from temporary_branch_seat s where s.town_id = actor_town() and s.person_id = actor_id()
$$;
revoke execute on function own_temporary_branches, was_member, roster_token, stands_elsewhere from public;
grant execute on function own_temporary_branches, was_member, roster_token, stands_elsewhere to sanliang_app;

do $$
declare part text;
begin
  foreach part in array array['mobilisation', 'mobilisation_decision', 'temporary_branch', 'temporary_branch_seat', 'mobilisation_shift', 'mobilisation_roster'] loop
    execute format('alter table %I enable row level security', part);
  end loop;
  -- What is in force and where branches and posts are, staff may know.
  foreach part in array array['mobilisation', 'mobilisation_decision', 'temporary_branch', 'temporary_branch_seat', 'mobilisation_shift'] loop
    execute format('create policy for_staff on %I for select to sanliang_app
      using (town_id = (select actor_town()) and (select actor_kind()) in (''person'', ''job''))', part);
  end loop;
  foreach part in array array['mobilisation', 'mobilisation_decision'] loop
    execute format('create policy write_insert on %I for insert to sanliang_app with check (town_id = (select actor_town())
      and ((select actor_roles()) && array[''townClerk''] or (select actor_kind()) = ''job''))', part);
    execute format('create policy write_update on %I for update to sanliang_app using (town_id = (select actor_town())
      and ((select actor_roles()) && array[''townClerk''] or (select actor_kind()) = ''job''))', part);
  end loop;
  foreach part in array array['temporary_branch', 'mobilisation_shift', 'mobilisation_roster'] loop
    execute format('create policy write_insert on %I for insert to sanliang_app with check (town_id = (select actor_town())
      and (unit_id = any ((select scope_units())::uuid[]) or (select actor_kind()) = ''job''))', part);
    execute format('create policy write_update on %I for update to sanliang_app using (town_id = (select actor_town())
      and (unit_id = any ((select scope_units())::uuid[]) or (select actor_kind()) = ''job''))', part);
  end loop;
end $$;
-- One may take oneself off.
create policy take_off on mobilisation_roster for update to sanliang_app
  using (town_id = (select actor_town()) and person_id = (select actor_id()) and (select actor_kind()) = 'person') with check (state = 'withdrawn');
-- Whoever asks what is kept about them reads their own, with the place and the branch.
create policy about_oneself on mobilisation_shift for select to sanliang_app using (town_id = (select actor_town()) and (select actor_kind()) = 'subject'
  and exists (select from mobilisation_roster r where r.town_id = mobilisation_shift.town_id and r.shift_id = mobilisation_shift.id and r.person_id = (select actor_id())));
create policy about_oneself on temporary_branch_seat for select to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'subject' and person_id = (select actor_id()));
create policy about_oneself on temporary_branch for select to sanliang_app using (town_id = (select actor_town()) and (select actor_kind()) = 'subject'
  and id = any ((select own_temporary_branches())::uuid[]));
create policy write_seats on temporary_branch_seat for insert to sanliang_app with check (town_id = (select actor_town())
  and exists (select from temporary_branch b where b.town_id = temporary_branch_seat.town_id and b.id = branch_id and b.unit_id = any ((select scope_units())::uuid[])));
create policy end_seats on temporary_branch_seat for update to sanliang_app using (town_id = (select actor_town())
  and exists (select from temporary_branch b where b.town_id = temporary_branch_seat.town_id and b.id = branch_id and b.unit_id = any ((select scope_units())::uuid[])));
-- A seat that began today and ends today never was.
create policy undo_seats on temporary_branch_seat for delete to sanliang_app using (town_id = (select actor_town())
  and exists (select from temporary_branch b where b.town_id = temporary_branch_seat.town_id and b.id = branch_id and b.unit_id = any ((select scope_units())::uuid[])));
grant delete on temporary_branch_seat to sanliang_app;
-- Who stands where is read by the offices it happens in, by oneself, and by nobody when it is over.
create policy by_scope on mobilisation_roster for select to sanliang_app using (town_id = (select actor_town())
  and (unit_id = any ((select scope_units())::uuid[]) or person_id = (select actor_id()) or (select actor_kind()) = 'job'));
grant select, insert, update on mobilisation, mobilisation_decision, temporary_branch, temporary_branch_seat, mobilisation_shift, mobilisation_roster to sanliang_app;

create policy purge on mobilisation_roster for delete to sanliang_app using (town_id = (select actor_town()) and (select actor_kind()) = 'job');
grant delete on mobilisation_roster to sanliang_app;

create policy mobilisation_events on event for select to sanliang_app
  using (town_id = (select actor_town()) and subject_kind in ('mobilisation', 'temporaryBranch') and (select actor_kind()) = 'person');
