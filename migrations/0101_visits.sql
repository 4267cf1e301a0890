-- owner: visits
-- 入户走访: who listened at which door on which day, and what came of it. Nothing about anybody's views, belief, petitions or household.
--
-- As sealed as the homes (P1, P3): the place's own staff, the member who keeps in touch, and the household itself; the town is told
-- counts. No place, no hour, no picture, no signature (domain §8).

create table visit (
  town_id integer not null references town,
  id uuid not null,
  household_id uuid not null,
  -- where the household stood then
  unit_id uuid not null,
  state text not null check (state in ('planned', 'attempted', 'declined', 'done', 'itemsRaised', 'allFollowed', 'closed')),
  -- why this household: which rule planned it, and for which day
  rule text not null check (rule in ('asked', 'monthly', 'again', 'newcomer', 'halfYear', 'unplanned')),
  planned_for date,
  -- who was there; unknown in what was brought along from paper
  person_id uuid,
  visited_on date,
  way text check (way in ('atHome', 'byPhone')),
  outcome text check (outcome in ('met', 'nobodyHome', 'declined')),
  topics text[] not null default '{}' check (topics <@ array['publicService', 'environment', 'safety', 'policy', 'hardship', 'idea']),
  -- sealed, and forgotten 12 months after the visit is closed
  note_sealed bytea,
  needs_follow_up boolean not null default false,
  -- the household agreed to be contacted again about it
  may_contact boolean not null default false,
  closed_on date check (closed_on >= visited_on),
  version integer not null default 1 check (version >= 1),
  primary key (town_id, id),
  foreign key (town_id, household_id) references household,
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, person_id) references person,
  check ((state = 'planned') = (outcome is null)),
  check ((outcome is null) = (visited_on is null)),
  check ((outcome is null) = (way is null)),
  check ((state = 'attempted') = (outcome is not distinct from 'nobodyHome')),
  check ((state = 'declined') = (outcome is not distinct from 'declined')),
  check ((state = 'closed') = (closed_on is not null)),
  -- whoever does not want to talk is asked nothing and has nothing written down
  check (outcome = 'met' or (topics = '{}' and note_sealed is null and not needs_follow_up and not may_contact))
);
create unique index visit_open on visit (town_id, household_id) where state in ('planned', 'attempted');
create index visit_household on visit (town_id, household_id, visited_on);
create index visit_unit on visit (town_id, unit_id, visited_on);
create index visit_person on visit (town_id, person_id) where person_id is not null;
create index visit_unsettled on visit (town_id, state) where state in ('done', 'itemsRaised', 'allFollowed');
create index visit_note on visit (town_id, closed_on) where note_sealed is not null;

-- An item raised at the door: a case of its own.
create table visit_item (
  town_id integer not null,
  id uuid not null,
  visit_id uuid not null,
  request_id uuid not null,
  primary key (town_id, id),
  unique (town_id, request_id),
  foreign key (town_id, visit_id) references visit on delete cascade,
  foreign key (town_id, request_id) references request
);
create index visit_item_of on visit_item (town_id, visit_id);

-- Commands that were carried out, by the id that the sender gave them: the same one again does nothing again.
create table visit_command (
  town_id integer not null references town,
  id uuid not null,
  -- null: the record was deleted since
  visit_id uuid,
  -- keyed digest of who sent what
  digest bytea not null,
  done_on date not null,
  primary key (town_id, id),
  foreign key (town_id, visit_id) references visit on delete set null (visit_id)
);
create index visit_command_of on visit_command (town_id, visit_id) where visit_id is not null;
create index visit_command_done on visit_command (town_id, done_on);

-- What is left of a record that its household deleted: that there was one, on a day, in a grid. It counts and says nothing else.
create table visit_stub (
  town_id integer not null references town,
  id uuid not null,
  unit_id uuid not null,
  visited_on date not null,
  primary key (town_id, id),
  foreign key (town_id, unit_id) references unit
);
create index visit_stub_unit on visit_stub (town_id, unit_id, visited_on);

-- How often a household wants somebody at the door, by its own word.
create table visit_rhythm (
  town_id integer not null references town,
  household_id uuid not null,
  -- every month, by its own wish
  monthly_since date,
  -- asks for a visit now
  asked_on date,
  -- nobody comes by rule before this day: it declined, or deleted its record
  not_before date,
  primary key (town_id, household_id),
  foreign key (town_id, household_id) references household
);

-- Households whose visits the actor may read: of the own grid or village, kept in touch with, or one's own by its card.
create function visit_households() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select case when actor_kind() = 'person' then
    (select coalesce(array_agg(h.id), '{}') from household h
      where h.town_id = actor_town() and h.unit_id in (select unnest((select household_units()))))
      || (select coalesce(array_agg(c.household_id), '{}') from household_contact c
        where c.town_id = actor_town() and c.member_id = actor_id() and c.state = 'active')
  when actor_kind() = 'household' then array[actor_household()] else '{}' end
$$;
-- How the items of visits stand, for whoever may read the visit: a contact member need not be able to read the case.
create function visit_item_states(wanted uuid[]) returns table (visit_id uuid, request_id uuid, number text, is_over boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.visit_id, i.request_id, r.number, r.clock_state = 'ended' from visit_item i
  join visit v on v.town_id = i.town_id and v.id = i.visit_id
  join request r on r.town_id = i.town_id and r.id = i.request_id
  where i.town_id = actor_town() and i.visit_id = any (wanted)
    and (actor_kind() = 'job' or v.household_id in (select unnest((select visit_households()))))
$$;
-- What the actor did as a visitor, for the page about oneself: days and places, no household.
create function own_visits() returns table (visited_on date, outcome text, unit_name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select v.visited_on, v.outcome, (select up.name from unit_period up where up.town_id = v.town_id and up.unit_id = v.unit_id
    and lower(up.valid) <= v.visited_on order by lower(up.valid) desc limit 1)
  from visit v where v.town_id = actor_town() and v.person_id = actor_id() and actor_kind() in ('person', 'subject') and v.outcome is not null
  order by v.visited_on, v.id
$$;
revoke execute on function visit_households, visit_item_states, own_visits from public;
grant execute on function visit_households, visit_item_states, own_visits to sanliang_app;

alter table visit enable row level security;
create policy own_town on visit for select to sanliang_app using (town_id = (select actor_town()));
create policy sealed on visit as restrictive for select to sanliang_app using (
  (select actor_kind()) = 'job' or household_id in (select unnest((select visit_households()))));
create policy write_insert on visit for insert to sanliang_app with check (town_id = (select actor_town())
  and ((select actor_kind()) = 'job'
    or ((select actor_kind()) = 'person' and household_id in (select unnest((select visit_households()))))));
create policy write_update on visit for update to sanliang_app using (town_id = (select actor_town())
  and ((select actor_kind()) = 'job'
    or ((select actor_kind()) = 'person' and household_id in (select unnest((select visit_households()))))));
create policy write_delete on visit for delete to sanliang_app using (town_id = (select actor_town())
  and ((select actor_kind()) = 'job' or household_id in (select unnest((select visit_households())))));
grant select, insert, update, delete on visit to sanliang_app;

alter table visit_item enable row level security;
create policy follows_visit on visit_item for select to sanliang_app using (town_id = (select actor_town())
  and exists (select from visit v where v.town_id = visit_item.town_id and v.id = visit_item.visit_id));
create policy write_insert on visit_item for insert to sanliang_app with check (town_id = (select actor_town())
  and (select actor_kind()) = 'person'
  and exists (select from visit v where v.town_id = visit_item.town_id and v.id = visit_item.visit_id));
grant select, insert on visit_item to sanliang_app;

-- Holds nothing that tells of anybody: an id that its sender made, and a keyed digest.
alter table visit_command enable row level security;
create policy own_town on visit_command for select to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) in ('person', 'job'));
create policy write_insert on visit_command for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_kind()) = 'person');
create policy write_update on visit_command for update to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'person');
create policy clear on visit_command for delete to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'job');
grant select, insert, update, delete on visit_command to sanliang_app;

alter table visit_stub enable row level security;
create policy by_scope on visit_stub for select to sanliang_app using (town_id = (select actor_town())
  and ((select actor_kind()) = 'job' or unit_id = any ((select household_units())::uuid[])));
create policy write_insert on visit_stub for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_kind()) = 'household');
grant select, insert on visit_stub to sanliang_app;

alter table visit_rhythm enable row level security;
create policy by_household on visit_rhythm for select to sanliang_app using (town_id = (select actor_town())
  and ((select actor_kind()) = 'job' or household_id in (select unnest((select visit_households())))));
create policy write_insert on visit_rhythm for insert to sanliang_app with check (town_id = (select actor_town())
  and household_id in (select unnest((select visit_households()))));
create policy write_update on visit_rhythm for update to sanliang_app using (town_id = (select actor_town())
  and household_id in (select unnest((select visit_households()))));
grant select, insert, update on visit_rhythm to sanliang_app;

create policy visit_events on event for select to sanliang_app
  using (town_id = (select actor_town()) and subject_kind = 'visit'
    and exists (select from visit v where v.town_id = event.town_id and v.id = event.subject_id));
