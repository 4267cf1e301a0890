-- owner: plates
-- 党员户挂牌: a plate at the door of a household with a full member, if everyone concerned agrees; nobody is asked why not.
--
-- Saying at the door who is a member needs a consent of its own (PIPL art. 25, 28), and it is taken back as easily as given. A plate
-- names the members that it is about; no list of the people of a household exists. No target, no share, no star.

create table plate (
  town_id integer not null references town,
  id uuid not null,
  household_id uuid not null,
  -- where the household stands, and the village that numbers the plate
  unit_id uuid not null,
  village_id uuid not null,
  state text not null check (state in ('offered', 'consented', 'issued', 'mounted', 'withdrawn', 'replaced', 'removed')),
  offered_on date not null,
  household_agreed_on date,
  household_agreed_how text check (household_agreed_how in ('card', 'onBehalf')),
  household_basis text check (household_basis in ('present', 'byPhone', 'atHome')),
  -- does the household agree that names stand on the page behind the QR?
  household_names boolean not null default false,
  -- who entered the household's word
  entered_by uuid,
  number text check (length(number) between 3 and 40),
  -- of the code in the QR; the code itself is nowhere
  code_digest bytea,
  issued_on date,
  mounted_on date check (mounted_on >= issued_on),
  -- the first day on which it is no longer valid
  ended_on date,
  withdrawn_by text check (withdrawn_by in ('household', 'member')),
  replace_reason text check (replace_reason in ('damaged', 'lost', 'renamed')),
  remove_reason text check (remove_reason in ('moved', 'left', 'expelled', 'withdrawn', 'error')),
  replaces uuid,
  version integer not null default 1 check (version >= 1),
  primary key (town_id, id),
  foreign key (town_id, household_id) references household,
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, village_id) references unit,
  foreign key (town_id, entered_by) references person,
  foreign key (town_id, replaces) references plate,
  unique (town_id, code_digest),
  check ((household_agreed_on is null) = (household_agreed_how is null)),
  check ((household_agreed_how = 'onBehalf') = (household_basis is not null)),
  -- without the household's word there is no plate
  check (state in ('offered', 'removed') or household_agreed_on is not null),
  check (state not in ('issued', 'mounted', 'withdrawn', 'replaced') or num_nulls(number, code_digest, issued_on) = 0),
  check (state <> 'mounted' or mounted_on is not null),
  check ((state in ('withdrawn', 'replaced', 'removed')) = (ended_on is not null)),
  check (state <> 'withdrawn' or withdrawn_by is not null),
  check ((state = 'replaced') = (replace_reason is not null)),
  check ((state = 'removed') = (remove_reason is not null))
);
create unique index plate_open on plate (town_id, household_id) where state in ('offered', 'consented', 'issued', 'mounted', 'withdrawn');
create unique index plate_number on plate (town_id, number) where state in ('issued', 'mounted', 'withdrawn');
create index plate_unit on plate (town_id, unit_id);
create index plate_village on plate (town_id, village_id);
create index plate_household on plate (town_id, household_id);

-- Whom the plate is about, each with a word of their own.
create table plate_member (
  town_id integer not null,
  id uuid not null,
  plate_id uuid not null,
  person_id uuid not null,
  agreed_on date,
  agreed_how text check (agreed_how in ('self', 'onBehalf')),
  basis text check (basis in ('present', 'byPhone', 'atHome')),
  names boolean not null default false,
  entered_by uuid,
  primary key (town_id, id),
  unique (town_id, plate_id, person_id),
  foreign key (town_id, plate_id) references plate,
  foreign key (town_id, person_id) references person,
  foreign key (town_id, entered_by) references person,
  check ((agreed_on is null) = (agreed_how is null)),
  check ((agreed_how = 'onBehalf') = (basis is not null))
);
create index plate_member_person on plate_member (town_id, person_id);

-- P2 (domain §32.2): the village's Party line and the branch; the town is told counts.
create function plate_units() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive reached (unit_id) as (
    select up.unit_id
    from actor_terms() held
    join unit_period up on up.town_id = actor_town() and up.path @> array[held.unit_id] and up.valid @> actor_today()
    where held.role in ('villageSecretary', 'branchSecretary')
      or (held.role = 'villageClerk' and exists (select from body where body.town_id = actor_town() and body.id = held.body_id and body.line = 'party'))
    union
    select us.predecessor_id
    from reached
    join unit_succession us on us.town_id = actor_town() and us.successor_id = reached.unit_id and us.effective_on <= actor_today()
  )
  select coalesce(array_agg(unit_id), '{}') from reached
$$;
-- Plates that name the actor.
create function own_plates() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(plate_id), '{}') from plate_member
  where town_id = actor_town() and person_id = actor_id() and actor_kind() in ('person', 'subject')
$$;
-- The names on plates, for whoever may read the plate: the household reads whom its plate is about.
create function plate_names(wanted uuid[]) returns table (plate_id uuid, person_id uuid, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.plate_id, m.person_id, person.name from plate_member m
  join plate p on p.town_id = m.town_id and p.id = m.plate_id
  join person on person.town_id = m.town_id and person.id = m.person_id
  where m.town_id = actor_town() and m.plate_id = any (wanted) and (actor_kind() = 'job' or p.household_id = actor_household()
    or p.unit_id = any ((select plate_units())::uuid[]) or p.id = any ((select own_plates())::uuid[]))
$$;
-- Does what the plate says still hold? The household lives there, and everyone named is a full member. For the functions below.
create function plate_holds(wanted uuid, day date) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from plate p join household h on h.town_id = p.town_id and h.id = p.household_id and h.state = 'occupied'
    where p.town_id = actor_town() and p.id = wanted and not exists (
      select from plate_member m where m.town_id = p.town_id and m.plate_id = p.id and not exists (
        select from party_membership pm where pm.town_id = m.town_id and pm.person_id = m.person_id and pm.full_on <= day
          and (pm.ended_on is null or pm.ended_on > day))))
$$;
-- Those of the keeper that say what no longer holds: a membership may have moved to where the keeper cannot read it.
create function lapsed_plates(day date) returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(p.id), '{}') from plate p where p.town_id = actor_town() and p.state in ('issued', 'mounted')
    and p.unit_id = any ((select plate_units())::uuid[]) and not plate_holds(p.id, day)
$$;
-- The page behind the QR: whether the plate is valid, and only what everyone agreed to. An unknown code finds nothing.
create function plate_behind(digest bytea, day date) returns table (valid boolean, village text, names text[])
language sql stable security definer set search_path = public, pg_temp as $$
  select shown.valid,
    case when shown.valid then (select up.name from unit_period up where up.town_id = p.town_id and up.unit_id = p.village_id and lower(up.valid) <= day
      order by lower(up.valid) desc limit 1) end,
    case when shown.valid and p.household_names and not exists (select from plate_member m where m.town_id = p.town_id and m.plate_id = p.id and not m.names)
      then (select array_agg(person.name order by person.sort_key collate "C", person.id) from plate_member m
        join person on person.town_id = m.town_id and person.id = m.person_id where m.town_id = p.town_id and m.plate_id = p.id) end
  from plate p cross join lateral (select p.state in ('issued', 'mounted') and plate_holds(p.id, day) as valid) shown
  where p.town_id = actor_town() and p.code_digest = digest
$$;
-- The highest number of a village's stem such as 爱国-: a branch's secretary numbers after plates that he may not read.
create function last_plate_number(stem text) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select max(number) from plate where town_id = actor_town() and left(number, length(stem)) = stem and substr(number, length(stem) + 1) ~ '^[0-9]{4,6}$'
$$;
-- Has the household a plate, or is one on its way? And is the number in use? Only whether.
create function has_plate(home uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from plate where town_id = actor_town() and household_id = home
    and state in ('offered', 'consented', 'issued', 'mounted', 'withdrawn'))
$$;
revoke execute on function plate_units, own_plates, plate_names, plate_holds, lapsed_plates, plate_behind, last_plate_number, has_plate from public;
grant execute on function plate_units, own_plates, plate_names, lapsed_plates, plate_behind, last_plate_number, has_plate to sanliang_app;

alter table plate enable row level security;
create policy own_town on plate for select to sanliang_app using (town_id = (select actor_town()));
create policy sealed on plate as restrictive for select to sanliang_app using (
  (select actor_kind()) = 'job' or household_id = (select actor_household())
  or unit_id = any ((select plate_units())::uuid[]) or id = any ((select own_plates())::uuid[]));
create policy write_insert on plate for insert to sanliang_app with check (town_id = (select actor_town())
  and ((select actor_kind()) = 'job' or unit_id = any ((select plate_units())::uuid[])));
create policy write_update on plate for update to sanliang_app using (town_id = (select actor_town())
  and ((select actor_kind()) = 'job' or household_id = (select actor_household())
    or unit_id = any ((select plate_units())::uuid[])
    or ((select actor_kind()) = 'person' and id = any ((select own_plates())::uuid[]))));
grant select, insert, update on plate to sanliang_app;

alter table plate_member enable row level security;
create policy follows_plate on plate_member for select to sanliang_app using (town_id = (select actor_town())
  and exists (select from plate p where p.town_id = plate_member.town_id and p.id = plate_member.plate_id));
create policy write_insert on plate_member for insert to sanliang_app with check (town_id = (select actor_town())
  and ((select actor_kind()) = 'job' or exists (select from plate p where p.town_id = plate_member.town_id and p.id = plate_member.plate_id
    and p.unit_id = any ((select plate_units())::uuid[]))));
create policy write_update on plate_member for update to sanliang_app using (town_id = (select actor_town())
  and ((select actor_kind()) = 'job' or ((select actor_kind()) = 'person' and person_id = (select actor_id()))
    or exists (select from plate p where p.town_id = plate_member.town_id and p.id = plate_member.plate_id
      and p.unit_id = any ((select plate_units())::uuid[]))));
grant select, insert, update on plate_member to sanliang_app;

create policy plate_events on event for select to sanliang_app
  using (town_id = (select actor_town()) and subject_kind = 'plate'
    and exists (select from plate p where p.town_id = event.town_id and p.id = event.subject_id));
