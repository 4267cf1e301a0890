-- owner: memberships
-- 党籍和入格: who is a member of which branch since when, who does not count in 应到会 and why, and which grid a member stands in.

create table party_membership (
  town_id integer not null references town,
  id uuid not null,
  person_id uuid not null,
  -- where the membership is kept now: the branch, and the unit that the branch stands for; a branch outside the town is null
  body_id uuid,
  unit_id uuid not null,
  kind text not null check (kind in ('withoutPost', 'holdsPost', 'inServiceElsewhere', 'retired', 'away')),
  admitted_on date not null,
  -- 转正: null while probationary
  full_on date check (full_on > admitted_on),
  -- the first day on which it no longer holds
  ended_on date check (ended_on > admitted_on),
  end_reason text check (end_reason in ('withdrew', 'removed', 'stopped', 'expelled', 'movedOut', 'died')),
  version integer not null default 1 check (version >= 1),
  primary key (town_id, id),
  foreign key (town_id, person_id) references person,
  foreign key (town_id, body_id) references body,
  foreign key (town_id, unit_id) references unit,
  check ((ended_on is null) = (end_reason is null)),
  check (body_id is not null or kind = 'inServiceElsewhere'),
  exclude using gist (town_id with =, person_id with =, daterange(admitted_on, ended_on) with &&)
);
create index party_membership_unit on party_membership (town_id, unit_id);
create index party_membership_body on party_membership (town_id, body_id);
create index party_membership_person on party_membership (town_id, person_id);

-- Branch and kind as they were: one period holds on each day of a membership.
create table membership_period (
  town_id integer not null,
  id uuid not null,
  membership_id uuid not null,
  body_id uuid,
  unit_id uuid not null,
  kind text not null check (kind in ('withoutPost', 'holdsPost', 'inServiceElsewhere', 'retired', 'away')),
  valid daterange not null check (not isempty(valid)),
  primary key (town_id, id),
  foreign key (town_id, membership_id) references party_membership,
  foreign key (town_id, body_id) references body,
  foreign key (town_id, unit_id) references unit,
  check (body_id is not null or kind = 'inServiceElsewhere'),
  exclude using gist (town_id with =, membership_id with =, valid with &&)
);
create index membership_period_body on membership_period (town_id, body_id);

-- 转接组织关系: from branch to branch; until it is done the member stays where he is.
create table membership_transfer (
  town_id integer not null,
  id uuid not null,
  membership_id uuid not null,
  from_body_id uuid,
  from_unit_id uuid not null,
  to_body_id uuid not null,
  to_unit_id uuid not null,
  begun_on date not null,
  state text not null check (state in ('inProgress', 'completed', 'cancelled')),
  effective_on date check (effective_on >= begun_on),
  primary key (town_id, id),
  foreign key (town_id, membership_id) references party_membership,
  foreign key (town_id, from_body_id) references body,
  foreign key (town_id, from_unit_id) references unit,
  foreign key (town_id, to_body_id) references body,
  foreign key (town_id, to_unit_id) references unit,
  check ((state = 'completed') = (effective_on is not null)),
  check (from_body_id is distinct from to_body_id)
);
create unique index membership_transfer_open on membership_transfer (town_id, membership_id) where state = 'inProgress';

-- 不计入应到会: one of the five categories of the rules of election, from–to.
create table membership_exclusion (
  town_id integer not null,
  id uuid not null,
  membership_id uuid not null,
  reason text not null check (reason in ('cannotExpress', 'abroad', 'servingSentence', 'bedridden', 'relationNotMoved')),
  valid daterange not null check (not isempty(valid)),
  primary key (town_id, id),
  foreign key (town_id, membership_id) references party_membership,
  exclude using gist (town_id with =, membership_id with =, valid with &&)
);

-- 入格: a member stands in one home grid, and serves in others.
create table grid_assignment (
  town_id integer not null,
  id uuid not null,
  membership_id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  kind text not null check (kind in ('home', 'service')),
  state text not null check (state in ('assigned', 'active', 'suspended', 'left')),
  valid daterange not null check (not isempty(valid)),
  -- since when the member takes part; null: assigned, not begun
  active_on date,
  suspended_on date,
  suspend_reason text check (suspend_reason in ('away', 'ill', 'other')),
  primary key (town_id, id),
  foreign key (town_id, membership_id) references party_membership,
  foreign key (town_id, person_id) references person,
  foreign key (town_id, unit_id) references unit,
  check ((state = 'suspended') = (suspended_on is not null)),
  check ((state = 'suspended') = (suspend_reason is not null)),
  check ((state = 'left') = not upper_inf(valid)),
  check (state <> 'active' or active_on is not null),
  exclude using gist (town_id with =, membership_id with =, unit_id with =, kind with =, valid with &&),
  constraint one_home_grid exclude using gist (town_id with =, person_id with =, valid with &&) where (kind = 'home')
);
create index grid_assignment_unit on grid_assignment (town_id, unit_id);
create index grid_assignment_membership on grid_assignment (town_id, membership_id);

-- P2 (domain §32.2): the units whose memberships a post opens. A village's clerk serves the Party line by the body of the post.
create function membership_units() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive reached (unit_id) as (
    select up.unit_id
    from actor_terms() held
    join unit_period up on up.town_id = actor_town() and up.path @> array[held.unit_id] and up.valid @> actor_today()
    where held.role in ('townClerk', 'villageSecretary', 'branchSecretary')
      or (held.role = 'villageClerk' and exists (select from body where body.town_id = actor_town() and body.id = held.body_id and body.line = 'party'))
    union
    select us.predecessor_id
    from reached
    join unit_succession us on us.town_id = actor_town() and us.successor_id = reached.unit_id and us.effective_on <= actor_today()
  )
  select coalesce(array_agg(unit_id), '{}') from reached
$$;
-- Branches that the actor leads; those of offices and firms cover no unit.
create function led_bodies() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct body_id), '{}') from actor_terms() where role = 'branchSecretary' and body_id is not null
$$;
-- Memberships on the way to a branch of the actor: who is to receive a member may read who it is.
create function arriving_memberships() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(t.membership_id), '{}') from membership_transfer t where t.town_id = actor_town() and t.state = 'inProgress'
    and (t.to_unit_id = any ((select membership_units())::uuid[]) or t.to_body_id = any ((select led_bodies())::uuid[]))
$$;
-- The names of members, for whoever may read the membership: a member need not live where the branch stands.
create function member_names(wanted uuid[]) returns table (id uuid, name text, sort_key text)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.id, person.name, person.sort_key from party_membership m join person on person.town_id = m.town_id and person.id = m.person_id
  where m.town_id = actor_town() and m.id = any (wanted) and (actor_kind() = 'job' or m.person_id = actor_id()
    or m.unit_id = any ((select membership_units())::uuid[]) or m.body_id = any ((select led_bodies())::uuid[])
    or m.id = any ((select arriving_memberships())::uuid[]))
$$;
revoke execute on function membership_units, led_bodies, arriving_memberships, member_names from public;
grant execute on function membership_units, led_bodies, arriving_memberships, member_names to sanliang_app;

alter table party_membership enable row level security;
create policy own_town on party_membership for select to sanliang_app using (town_id = (select actor_town()));
create policy sealed on party_membership as restrictive for select to sanliang_app using (
  (select actor_kind()) = 'job' or person_id = (select actor_id())
  or unit_id = any ((select membership_units())::uuid[]) or body_id = any ((select led_bodies())::uuid[])
  or id = any ((select arriving_memberships())::uuid[]));
create policy write_insert on party_membership for insert to sanliang_app with check (town_id = (select actor_town())
  and ((select actor_kind()) = 'job' or unit_id = any ((select membership_units())::uuid[]) or body_id = any ((select led_bodies())::uuid[])));
create policy write_update on party_membership for update to sanliang_app
  using (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or unit_id = any ((select membership_units())::uuid[])
    or body_id = any ((select led_bodies())::uuid[]) or id = any ((select arriving_memberships())::uuid[])))
  with check (town_id = (select actor_town()));
grant select, insert, update on party_membership to sanliang_app;

-- Whatever hangs on a membership is as sealed as it is: a policy's subselect sees what the reader sees.
do $$
declare part text;
begin
  foreach part in array array['membership_period', 'membership_transfer', 'membership_exclusion', 'grid_assignment'] loop
    execute format('alter table %I enable row level security', part);
    execute format('create policy follows_membership on %1$I for select to sanliang_app using (town_id = (select actor_town())
      and exists (select from party_membership m where m.town_id = %1$I.town_id and m.id = %1$I.membership_id))', part);
    execute format('create policy write_insert on %1$I for insert to sanliang_app with check (town_id = (select actor_town())
      and exists (select from party_membership m where m.town_id = %1$I.town_id and m.id = %1$I.membership_id))', part);
    execute format('create policy write_update on %1$I for update to sanliang_app using (town_id = (select actor_town())
      and exists (select from party_membership m where m.town_id = %1$I.town_id and m.id = %1$I.membership_id))', part);
    execute format('grant select, insert, update on %I to sanliang_app', part);
  end loop;
end $$;
-- The member reads what is kept; the organisation keeps it.
do $$
declare part text;
begin
  foreach part in array array['membership_period', 'membership_transfer', 'membership_exclusion', 'grid_assignment'] loop
    execute format('create policy kept_by_party on %1$I as restrictive for insert to sanliang_app with check ((select actor_kind()) = ''job''
      or cardinality((select membership_units())::uuid[]) + cardinality((select led_bodies())::uuid[]) > 0)', part);
    execute format('create policy changed_by_party on %1$I as restrictive for update to sanliang_app using ((select actor_kind()) = ''job''
      or cardinality((select membership_units())::uuid[]) + cardinality((select led_bodies())::uuid[]) > 0)', part);
  end loop;
end $$;

create policy membership_events on event for select to sanliang_app
  using (town_id = (select actor_town()) and subject_kind = 'membership'
    and exists (select from party_membership m where m.town_id = event.town_id and m.id = event.subject_id));

-- The unit that a Party body stands for on a day: what it covers, or what the next body above it covers.
create function party_home_of(wanted uuid, day date) returns uuid
language sql stable set search_path = public, pg_temp as $$
  with recursive above (at, depth) as (
    select wanted, 0
    union all
    select bp.parent_id, above.depth + 1 from above
    join body_period bp on bp.town_id = (select actor_town()) and bp.body_id = above.at and bp.valid @> day
    where bp.parent_id is not null
  )
  select up.unit_id from above
  join body_coverage bc on bc.town_id = (select actor_town()) and bc.body_id = above.at and bc.valid @> day
  join unit_period up on up.town_id = bc.town_id and up.unit_id = bc.unit_id and up.valid @> day
  order by above.depth, cardinality(up.path), up.unit_id limit 1
$$;
-- A Party body with all above it.
create function party_line_of(wanted uuid, day date) returns uuid[]
language sql stable set search_path = public, pg_temp as $$
  with recursive above (at) as (
    select wanted where wanted is not null
    union
    select bp.parent_id from above
    join body_period bp on bp.town_id = (select actor_town()) and bp.body_id = above.at and bp.valid @> day
    where bp.parent_id is not null
  )
  select coalesce(array_agg(at), '{}') from above
$$;
grant execute on function party_home_of(uuid, date), party_line_of(uuid, date) to sanliang_app;
