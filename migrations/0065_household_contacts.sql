-- owner: households
-- 联系户: a member keeps in touch with a household when both chose it.

create table household_contact (
  town_id integer not null references town,
  id uuid not null,
  household_id uuid not null,
  member_id uuid not null,
  state text not null check (state in ('proposed', 'active', 'declined', 'ended')),
  proposed_by text not null check (proposed_by in ('member', 'household', 'village')),
  proposed_on date not null,
  member_agreed_on date,
  member_agreed_how text check (member_agreed_how in ('self', 'onBehalf')),
  household_agreed_on date,
  household_agreed_how text check (household_agreed_how in ('card', 'onBehalf')),
  -- how someone agreed for whom another entered it
  consent_basis text check (consent_basis in ('present', 'byPhone', 'atHome')),
  entered_by uuid,
  -- the member agreed that the household reads the name
  name_shown boolean not null default false,
  started_on date,
  ended_on date,
  end_reason text check (end_reason in ('movedOut', 'merged', 'enteredInError', 'memberLeft', 'memberExempt', 'memberAsked', 'householdAsked',
    'consentWithdrawn', 'other')),
  -- the verb that ended it: taking it back begins the contact again
  ended_by_change uuid,
  version integer not null default 1 check (version >= 1),
  primary key (town_id, id),
  foreign key (town_id, household_id) references household,
  foreign key (town_id, member_id) references person,
  foreign key (town_id, entered_by) references person,
  foreign key (town_id, ended_by_change) references household_change,
  check ((member_agreed_on is null) = (member_agreed_how is null)),
  check ((household_agreed_on is null) = (household_agreed_how is null)),
  -- two-way choice: without both there is no contact
  check (state <> 'active' or (member_agreed_on is not null and household_agreed_on is not null and started_on is not null)),
  check ((state in ('declined', 'ended')) = (ended_on is not null)),
  check ((state = 'ended') = (end_reason is not null))
);
create unique index household_contact_open on household_contact (town_id, household_id) where state in ('proposed', 'active');
create index household_contact_of on household_contact (town_id, household_id, id);
create index household_contact_member on household_contact (town_id, member_id) where state in ('proposed', 'active');
create index household_contact_ended on household_contact (town_id, ended_by_change) where ended_by_change is not null;

-- Who need not be asked to keep in touch with households, and why.
create table contact_exemption (
  town_id integer not null references town,
  id uuid not null,
  person_id uuid not null,
  reason text not null check (reason in ('aged', 'ill', 'away', 'other')),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  recorded_by uuid,
  primary key (town_id, id),
  foreign key (town_id, person_id) references person,
  foreign key (town_id, recorded_by) references person
);
create unique index contact_exemption_open on contact_exemption (town_id, person_id) where valid_to is null;
create index contact_exemption_person on contact_exemption (town_id, person_id);

-- How many households a member keeps in touch with, as the town set it; none set: the numbers of households.contacts.rules.ts.
create table contact_limit (
  town_id integer not null references town,
  least integer not null check (least between 0 and 100),
  most integer not null check (most between 1 and 100 and most >= least),
  source text not null check (length(source) between 2 and 100),
  version integer not null default 1 check (version >= 1),
  primary key (town_id)
);

-- Households that the actor keeps in touch with, or is asked to.
create function contacted_households() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(household_id), '{}') from household_contact
  where town_id = actor_town() and member_id = actor_id() and state in ('proposed', 'active') and actor_kind() = 'person'
$$;

-- People who may be asked to keep in touch with a household of the unit: kept there, below it, or in the offices above it up to
-- the village. Names only, for those who keep the households there.
create function contact_people(place uuid, day date) returns table (id uuid, name text, sort_key text, households integer, is_exempt boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  with near as (
    select unnest(units_below(place, day)) as unit_id
    union
    select above.unit_id from unnest(units_above(place, day)) as above (unit_id)
    join unit u on u.town_id = actor_town() and u.id = above.unit_id and u.kind <> 'town'
  )
  select person.id, person.name, person.sort_key,
    (select count(*)::integer from household_contact c where c.town_id = person.town_id and c.member_id = person.id and c.state = 'active'),
    exists (select from contact_exemption e where e.town_id = person.town_id and e.person_id = person.id
      and e.valid_from <= day and (e.valid_to is null or e.valid_to > day))
  from person
  where person.town_id = actor_town() and (actor_kind() = 'job' or place = any ((select household_units())::uuid[]))
    and person.unit_id in (select near.unit_id from near)
$$;

-- How many households a person keeps in touch with, wherever they are; asked before one more begins.
create function contacts_of(member uuid) returns integer
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::integer from household_contact where town_id = actor_town() and member_id = contacts_of.member and state = 'active'
$$;

-- The member's name for the household that the contact is of: only with the member's consent.
create function contact_name(contact uuid) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select person.name from household_contact c
  join person on person.town_id = c.town_id and person.id = c.member_id
  where c.town_id = actor_town() and c.id = contact
    and (actor_kind() = 'household' and c.household_id = actor_household() and c.name_shown
      or actor_kind() = 'person' and (c.member_id = actor_id()
        or exists (select from household h where h.town_id = c.town_id and h.id = c.household_id and h.unit_id = any (household_units()))))
$$;
revoke execute on function contacted_households, contact_people, contacts_of, contact_name from public;
grant execute on function contacted_households, contact_people, contacts_of, contact_name to sanliang_app;

alter table household enable row level security;
create policy by_scope on household for select to sanliang_app using (
  town_id = (select actor_town()) and (select actor_kind()) = 'person'
  and (unit_id = any ((select scope_units())::uuid[]) or id = any ((select contacted_households())::uuid[])));
create policy by_card on household for select to sanliang_app
  using (town_id = (select actor_town()) and id = (select actor_household()));
create policy by_job on household for select to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'job');
create policy sealed on household as restrictive for select to sanliang_app using (
  (select actor_kind()) in ('job', 'household') or unit_id = any ((select household_units())::uuid[])
  or id = any ((select contacted_households())::uuid[]));
create policy write_insert on household for insert to sanliang_app
  with check (town_id = (select actor_town()) and (unit_id = any ((select household_units())::uuid[]) or (select actor_kind()) = 'job'));
create policy write_update on household for update to sanliang_app
  using (town_id = (select actor_town()) and (unit_id = any ((select household_units())::uuid[]) or id = (select actor_household())
    or (select actor_kind()) = 'job'));
grant select, insert, update on household to sanliang_app;

-- What was done and how it stood follow their household.
alter table household_change enable row level security;
create policy follows_household on household_change for select to sanliang_app using (town_id = (select actor_town())
  and exists (select from household h where h.town_id = household_change.town_id and h.id = any (household_change.household_ids)));
create policy append on household_change for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_kind()) in ('person', 'job'));
create policy undo on household_change for update to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'person');
grant select, insert, update on household_change to sanliang_app;

alter table household_period enable row level security;
create policy follows_household on household_period for select to sanliang_app
  using (exists (select from household h where h.town_id = household_period.town_id and h.id = household_period.household_id));
create policy append on household_period for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_kind()) in ('person', 'job'));
create policy change on household_period for update to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) in ('person', 'job'));
grant select, insert, update on household_period to sanliang_app;

alter table household_contact enable row level security;
create policy follows_household on household_contact for select to sanliang_app
  using (exists (select from household h where h.town_id = household_contact.town_id and h.id = household_contact.household_id));
create policy own on household_contact for select to sanliang_app
  using (town_id = (select actor_town()) and member_id = (select actor_id()) and (select actor_kind()) = 'person');
create policy write_insert on household_contact for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_kind()) in ('person', 'job'));
create policy write_update on household_contact for update to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) in ('person', 'household', 'job'));
grant select, insert, update on household_contact to sanliang_app;

alter table contact_exemption enable row level security;
create policy by_scope on contact_exemption for select to sanliang_app using (
  town_id = (select actor_town()) and ((select actor_kind()) = 'job' or person_id = (select actor_id()) or exists (
    select from person p where p.town_id = contact_exemption.town_id and p.id = contact_exemption.person_id
      and p.unit_id = any ((select household_units())::uuid[]))));
create policy write_insert on contact_exemption for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_kind()) = 'person');
create policy write_update on contact_exemption for update to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'person');
grant select, insert, update on contact_exemption to sanliang_app;

alter table contact_limit enable row level security;
create policy own_town on contact_limit for select to sanliang_app using (town_id = (select actor_town()));
create policy write_insert on contact_limit for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_roles()) && array['townClerk']);
create policy write_update on contact_limit for update to sanliang_app
  using (town_id = (select actor_town()) and (select actor_roles()) && array['townClerk']);
grant select, insert, update on contact_limit to sanliang_app;

create policy household_events on event for select to sanliang_app
  using (subject_kind = 'household' and exists (select from household h where h.town_id = event.town_id and h.id = event.subject_id));
