-- owner: votes
-- 更正和中止: what two people say after the roll was fixed. A correction may concern the resolution's text as well as the votes; a
-- ballot of a meeting that broke off is cancelled with a reason. Neither takes anything away.

-- null: the text stays as it was
alter table ballot_correction add text text check (length(text) between 1 and 20000);

-- 中止: proposed by one, agreed to by another; the chair of the meeting is one of the two.
create table ballot_cancellation (
  town_id integer not null,
  id uuid not null,
  ballot_id uuid not null,
  reason text not null check (length(reason) between 2 and 200),
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  confirmed_by uuid check (confirmed_by <> proposed_by),
  confirmed_at timestamptz,
  primary key (town_id, id),
  unique (town_id, ballot_id),
  foreign key (town_id, ballot_id) references ballot,
  foreign key (town_id, proposed_by) references person,
  foreign key (town_id, confirmed_by) references person,
  check ((confirmed_by is null) = (confirmed_at is null))
);
create index ballot_cancellation_proposed_by on ballot_cancellation (town_id, proposed_by);
create index ballot_cancellation_confirmed_by on ballot_cancellation (town_id, confirmed_by) where confirmed_by is not null;

alter table ballot_cancellation enable row level security;
create policy of_ballot on ballot_cancellation for select to sanliang_app
  using (exists (select from ballot b where b.town_id = ballot_cancellation.town_id and b.id = ballot_cancellation.ballot_id)
    and (confirmed_by is not null or (select actor_kind()) = 'person'));
create policy write_insert on ballot_cancellation for insert to sanliang_app
  with check (confirmed_by is null and proposed_by = (select actor_id()) and exists (
    select from ballot b where b.town_id = ballot_cancellation.town_id and b.id = ballot_cancellation.ballot_id and b.state = 'rollFixed'
      and b.unit_id = any (case when b.party then (select party_units()) else (select assembly_keeper_units()) end)));
create policy write_update on ballot_cancellation for update to sanliang_app
  using (confirmed_by is null and exists (
    select from ballot b where b.town_id = ballot_cancellation.town_id and b.id = ballot_cancellation.ballot_id
      and b.unit_id = any (case when b.party then (select party_units()) else (select assembly_keeper_units()) end)))
  with check (town_id = (select actor_town()));
grant select, insert, update (confirmed_by, confirmed_at) on ballot_cancellation to sanliang_app;

-- What broke off after the roll was fixed is told to whoever is told a result.
create policy broken_off on ballot for select to sanliang_app
  using (town_id = (select actor_town()) and state = 'cancelled' and roll is not null and (not party or subject_kind <> 'meeting'));
-- Whoever chairs the meeting may be one of the two, whatever post they hold.
create policy chair_proposes on ballot_cancellation for insert to sanliang_app
  with check (confirmed_by is null and proposed_by = (select actor_id()) and exists (
    select from ballot b join meeting m on m.town_id = b.town_id and m.id = b.meeting_id
    where b.town_id = ballot_cancellation.town_id and b.id = ballot_cancellation.ballot_id and b.state = 'rollFixed'
      and m.chair_id = (select actor_id())));
create policy chair_agrees on ballot_cancellation for update to sanliang_app
  using (confirmed_by is null and exists (
    select from ballot b join meeting m on m.town_id = b.town_id and m.id = b.meeting_id
    where b.town_id = ballot_cancellation.town_id and b.id = ballot_cancellation.ballot_id and m.chair_id = (select actor_id())))
  with check (town_id = (select actor_town()));
create policy chair_breaks_off on ballot for update to sanliang_app
  using (state = 'rollFixed' and exists (select from meeting m where m.town_id = ballot.town_id and m.id = ballot.meeting_id
    and m.chair_id = (select actor_id())))
  with check (town_id = (select actor_town()));
