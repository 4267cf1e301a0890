-- owner: votes
-- 误记的投票: a mark that was entered in error is taken back while the vote is open, by who keeps the meeting and with the reason. What was
-- taken back stays in sight; once the vote is closed nothing is.

create table ballot_mark_taken_back (
  town_id integer not null,
  id uuid not null,
  ballot_id uuid not null,
  line_id uuid not null,
  manner text not null check (manner in ('inPerson', 'proxy')),
  reason text not null check (length(reason) between 2 and 200),
  taken_by uuid not null,
  taken_at timestamptz not null,
  primary key (town_id, id),
  foreign key (town_id, ballot_id) references ballot,
  foreign key (town_id, line_id) references voting_roll,
  foreign key (town_id, taken_by) references person
);
create index ballot_mark_taken_back_ballot on ballot_mark_taken_back (town_id, ballot_id, id);
create index ballot_mark_taken_back_line on ballot_mark_taken_back (town_id, line_id);
create index ballot_mark_taken_back_by on ballot_mark_taken_back (town_id, taken_by);
alter table ballot_mark_taken_back enable row level security;
create policy of_roll on ballot_mark_taken_back for select to sanliang_app
  using (exists (select from voting_roll r where r.town_id = ballot_mark_taken_back.town_id and r.id = ballot_mark_taken_back.line_id));
grant select on ballot_mark_taken_back to sanliang_app;

-- The only way a mark goes: into the list of those taken back. True if there was one, and the vote is open.
create function take_back_mark(ballot uuid, line uuid, id uuid, reason text, at timestamptz) returns boolean
language sql volatile security definer set search_path = public, pg_temp as $$
  with gone as (
    delete from ballot_mark m using ballot b
    where m.town_id = actor_town() and m.ballot_id = take_back_mark.ballot and m.line_id = take_back_mark.line
      and b.town_id = m.town_id and b.id = m.ballot_id and b.state = 'rollFixed'
      and b.unit_id = any (case when b.party then party_units() else assembly_keeper_units() end)
    returning m.town_id, m.ballot_id, m.line_id, m.manner),
  kept as (
    insert into ballot_mark_taken_back (town_id, id, ballot_id, line_id, manner, reason, taken_by, taken_at)
    select town_id, take_back_mark.id, ballot_id, line_id, manner, take_back_mark.reason, actor_id(), take_back_mark.at from gone
    returning 1)
  select exists (select from kept)
$$;
revoke all on function take_back_mark from public;
grant execute on function take_back_mark to sanliang_app;
