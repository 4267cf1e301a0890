-- owner: households
-- 户: homes by number, each with its grid and over time; what was done to them, and how it is taken back.

-- No list of people, no identity number, no relations, no status: a home is a number, a place and whom to ask for (domain §8).
create table household (
  town_id integer not null references town,
  id uuid not null,
  -- 户号: plain, sorts, and is the key of a workbook
  code text not null check (length(code) between 1 and 40),
  -- where it stands now, or stood last
  unit_id uuid not null,
  state text not null check (state in ('occupied', 'movedOut', 'merged', 'enteredInError')),
  merged_into uuid,
  occupied_from date not null,
  occupied_to date check (occupied_to >= occupied_from),
  -- sealed: only opened by a click with a reason, which the household sees
  phone_sealed bytea,
  phone_index bytea,
  -- how the household wants to be reached
  contact_preference text not null check (contact_preference in ('atHome', 'byPhone', 'none')),
  -- it asked for somebody who listens
  wants_contact_on date,
  -- keyed digest of the card's code; the code itself is nowhere
  code_digest bytea,
  card_issued_on date,
  version integer not null default 1 check (version >= 1),
  primary key (town_id, id),
  unique (town_id, code),
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, merged_into) references household,
  check ((state = 'occupied') = (occupied_to is null)),
  check ((state = 'merged') = (merged_into is not null)),
  check ((code_digest is null) = (card_issued_on is null))
);
create index household_unit on household (town_id, unit_id, code);
create index household_phone on household (town_id, phone_index) where phone_index is not null;
create index household_merged on household (town_id, merged_into) where merged_into is not null;

-- What was done to households: one row a verb. The event log tells it too; this says what taking back would undo.
create table household_change (
  town_id integer not null references town,
  id uuid not null,
  verb text not null check (verb in ('moveIn', 'moveOut', 'relocate', 'changeHead', 'split', 'merge', 'enterInError')),
  -- the household that the verb is about comes first
  household_ids uuid[] not null check (cardinality(household_ids) between 1 and 2),
  effective_on date not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  undone_at timestamptz,
  undone_by uuid,
  primary key (town_id, id),
  foreign key (town_id, recorded_by) references person,
  foreign key (town_id, undone_by) references person,
  check (undone_by is null or undone_at is not null)
);
create index household_change_of on household_change using gin (household_ids);

-- Head, grid and address over time. A period that was taken back is empty and stays.
create table household_period (
  town_id integer not null,
  id uuid not null,
  household_id uuid not null,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  unit_id uuid not null,
  head_sealed bytea not null,
  address_sealed bytea not null,
  opened_by uuid not null,
  closed_by uuid,
  primary key (town_id, id),
  foreign key (town_id, household_id) references household,
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, opened_by) references household_change,
  foreign key (town_id, closed_by) references household_change,
  check ((valid_to is null) = (closed_by is null))
);
create index household_period_of on household_period (town_id, household_id, valid_from);
create unique index household_period_open on household_period (town_id, household_id) where valid_to is null;
create index household_period_opened on household_period (town_id, opened_by);
create index household_period_closed on household_period (town_id, closed_by) where closed_by is not null;
create index household_period_unit on household_period (town_id, unit_id);

-- The household in whose name its card acts.
create function actor_household() returns uuid language sql stable parallel safe
  as $$ select case when split_part(current_setting('sanliang.actor', true), ':', 1) = 'household'
                    then split_part(current_setting('sanliang.actor', true), ':', 2)::uuid end $$;

-- The units over which the actor holds a post that opens homes (domain §32.2, P1): authority over the tree alone does not,
-- and the town's offices are told counts only.
create function household_units() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive reached (unit_id) as (
    select up.unit_id
    from actor_terms() held
    join unit_period up on up.town_id = actor_town() and up.path @> array[held.unit_id] and up.valid @> actor_today()
    where held.role in ('gridLeader', 'branchSecretary', 'villageClerk', 'villageSecretary')
    union
    select us.predecessor_id
    from reached
    join unit_succession us on us.town_id = actor_town() and us.successor_id = reached.unit_id and us.effective_on <= actor_today()
  )
  select coalesce(array_agg(unit_id), '{}') from reached
$$;

-- The household behind a number and the digest of its card's code; null if they do not belong together or nobody lives there now.
create function find_household_card(wanted text, digest bytea) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select id from household where town_id = actor_town() and code = wanted and code_digest = digest and state = 'occupied'
$$;

-- Is the number in use? Whoever moves a household in may not be able to read the one that has it.
create function household_code_taken(wanted text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from household where town_id = actor_town() and code = wanted)
$$;
-- The highest number of a stem such as 440605122220-01-01-: the next household of a grid is numbered after it.
create function last_household_code(stem text) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select max(code) from household where town_id = actor_town() and left(code, length(stem)) = stem
    and substr(code, length(stem) + 1) ~ '^[0-9]{4}$'
$$;
revoke execute on function household_units, find_household_card, household_code_taken, last_household_code from public;
grant execute on function household_units, find_household_card, household_code_taken, last_household_code to sanliang_app;
