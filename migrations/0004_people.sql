-- owner: people
-- 人员与任职: people in as few fields as the work needs; posts; terms.

create table person (
  town_id integer not null references town,
  id uuid not null,
  name text not null check (length(name) between 1 and 50),
  -- pinyin of the name with surname readings (DATA-10)
  sort_key text not null,
  -- sealed (AES-256-GCM) and findable by its keyed digest only
  phone_sealed bytea,
  phone_index bytea,
  -- the unit whose office keeps the record
  unit_id uuid not null,
  -- the key by which a workbook knows the person
  external_code text check (length(external_code) between 1 and 40),
  created_at timestamptz not null,
  primary key (town_id, id),
  foreign key (town_id, unit_id) references unit
);
create index on person (town_id, unit_id, sort_key);
create index on person (town_id, phone_index) where phone_index is not null;
create unique index person_external_code on person (town_id, external_code) where external_code is not null;

-- Popolo: a post exists whether or not anyone holds it.
create table post (
  town_id integer not null references town,
  id uuid not null,
  role text not null check (role in ('townClerk', 'townLeader', 'townDiscipline', 'villageSecretary', 'villageClerk', 'supervisor',
    'branchSecretary', 'gridLeader', 'departmentOfficer', 'systemAdministrator', 'securityAdministrator', 'auditAdministrator', 'privacyOfficer')),
  title text not null check (length(title) between 1 and 40),
  unit_id uuid not null,
  body_id uuid,
  opened_on date not null,
  closed_on date check (closed_on > opened_on),
  primary key (town_id, id),
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, body_id) references body
);
create index on post (town_id, unit_id);

-- Who holds a post, from when to when (Popolo: membership).
create table term (
  town_id integer not null,
  id uuid not null,
  post_id uuid not null,
  person_id uuid not null,
  valid daterange not null check (not isempty(valid)),
  -- the member agreed that residents of the unit see the name as their contact (亮身份)
  shown_to_residents boolean not null default false,
  primary key (town_id, id),
  foreign key (town_id, post_id) references post,
  foreign key (town_id, person_id) references person,
  exclude using gist (town_id with =, post_id with =, person_id with =, valid with &&)
);
create index on term (town_id, person_id);
create index on term (town_id, post_id);

-- Leave names a deputy, who acts with the posts of the one on leave.
create table leave (
  town_id integer not null,
  id uuid not null,
  person_id uuid not null,
  deputy_id uuid not null check (deputy_id <> person_id),
  valid daterange not null check (not isempty(valid) and not upper_inf(valid)),
  primary key (town_id, id),
  foreign key (town_id, person_id) references person,
  foreign key (town_id, deputy_id) references person,
  exclude using gist (town_id with =, person_id with =, valid with &&)
);

-- Terms in force for the actor today, own or as a deputy.
create function actor_terms() returns table (post_id uuid, role text, unit_id uuid, body_id uuid, deputy_for uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select post.id, post.role, post.unit_id, post.body_id, case when term.person_id <> actor_id() then term.person_id end
  from term
  join post on post.town_id = term.town_id and post.id = term.post_id
  where actor_kind() = 'person' and term.town_id = actor_town() and term.valid @> actor_today()
    and (post.closed_on is null or post.closed_on > actor_today())
    and (term.person_id = actor_id()
      or exists (select from leave where leave.town_id = term.town_id and leave.person_id = term.person_id
                 and leave.deputy_id = actor_id() and leave.valid @> actor_today()))
$$;

-- The units one's posts reach today: below each post's unit, with the predecessors of all of them.
-- A department's officer and the three administrators reach no unit by their post: authority over the
-- tree is not theirs (design D4); what is assigned to a department is readable by assignment.
create function scope_units() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive reached (unit_id) as (
    select up.unit_id
    from actor_terms() held
    join unit_period up on up.town_id = actor_town() and up.path @> array[held.unit_id] and up.valid @> actor_today()
    where held.role not in ('departmentOfficer', 'systemAdministrator', 'securityAdministrator', 'auditAdministrator')
    union
    select us.predecessor_id
    from reached
    join unit_succession us on us.town_id = actor_town() and us.successor_id = reached.unit_id and us.effective_on <= actor_today()
  )
  select coalesce(array_agg(unit_id), '{}') from reached
$$;

create function actor_bodies() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct body_id) filter (where body_id is not null), '{}') from actor_terms()
$$;

create function actor_roles() returns text[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct role), '{}') from actor_terms()
$$;

-- The name of someone who holds or held a post: people in office are named on what they did (SEC 4.3).
create function holder_name(person uuid) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select person.name from person
  where person.town_id = actor_town() and person.id = holder_name.person
    and exists (select from term where term.town_id = person.town_id and term.person_id = person.id)
$$;

alter table person enable row level security;
alter table post enable row level security;
alter table term enable row level security;
alter table leave enable row level security;
create policy scope on person for select to sanliang_app
  using (town_id = (select actor_town()) and (unit_id = any ((select scope_units())::uuid[]) or id = (select actor_id())
    or (select actor_roles()) && array['systemAdministrator', 'securityAdministrator'] or (select actor_kind()) = 'job'));
create policy own_town on post for select to sanliang_app using (town_id = (select actor_town()));
create policy scope on term for select to sanliang_app
  using (town_id = (select actor_town()) and (shown_to_residents or person_id = (select actor_id())
    or (select actor_kind()) = 'job' or (select actor_kind()) = 'person'));
create policy scope on leave for select to sanliang_app
  using (town_id = (select actor_town()) and ((select actor_id()) in (person_id, deputy_id) or (select actor_kind()) = 'job'
    or exists (select from person where person.town_id = leave.town_id and person.id = leave.person_id)));
grant select, insert, update on person to sanliang_app;
grant select, insert, update on post to sanliang_app;
grant select, insert, update on term, leave to sanliang_app;
grant delete on leave to sanliang_app;

-- Writers: the town office, a village's own office below itself, and the administrators.
create policy write_insert on unit for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_roles()) && array['townClerk', 'systemAdministrator']);
create policy write_update on unit for update to sanliang_app
  using (town_id = (select actor_town()) and (select actor_roles()) && array['townClerk', 'systemAdministrator']);
create policy write on unit_period to sanliang_app
  using (town_id = (select actor_town()) and (select actor_roles()) && array['townClerk', 'systemAdministrator']);
create policy write on unit_succession for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_roles()) && array['townClerk', 'systemAdministrator']);
create policy write_insert on body for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_roles()) && array['townClerk', 'systemAdministrator']);
create policy write_update on body for update to sanliang_app
  using (town_id = (select actor_town()) and (select actor_roles()) && array['townClerk', 'systemAdministrator']);
create policy write on body_period to sanliang_app
  using (town_id = (select actor_town()) and (select actor_roles()) && array['townClerk', 'systemAdministrator']);
create policy write on body_coverage to sanliang_app
  using (town_id = (select actor_town()) and (select actor_roles()) && array['townClerk', 'systemAdministrator']);
create policy write_insert on person for insert to sanliang_app
  with check (town_id = (select actor_town()) and (unit_id = any ((select scope_units())::uuid[])
    or (select actor_roles()) && array['townClerk', 'systemAdministrator']));
create policy write_update on person for update to sanliang_app
  using (town_id = (select actor_town()) and (unit_id = any ((select scope_units())::uuid[])
    or (select actor_roles()) && array['townClerk', 'systemAdministrator']));
create policy write_insert on post for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_roles()) && array['townClerk', 'systemAdministrator']);
create policy write_update on post for update to sanliang_app
  using (town_id = (select actor_town()) and (select actor_roles()) && array['townClerk', 'systemAdministrator']);
create policy write_insert on term for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_kind()) = 'person');
create policy write_update on term for update to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'person');
create policy write on leave to sanliang_app
  using (town_id = (select actor_town()) and (person_id = (select actor_id()) or (select actor_roles()) && array['townClerk', 'systemAdministrator', 'villageSecretary']));
