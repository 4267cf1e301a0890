-- owner: votes
-- 撤回没有定的更正和中止: what waits for a second person may be taken back by who proposed it, or refused; otherwise a wrong one would stand in
-- the way of the right one for ever. What two people have confirmed is never taken away. The log keeps that it was there.
create policy drop_open on ballot_correction for delete to sanliang_app using (confirmed_by is null and exists (
  select from ballot b where b.town_id = ballot_correction.town_id and b.id = ballot_correction.ballot_id
    and b.unit_id = any (case when b.party then (select party_units()) else (select assembly_keeper_units()) end)));
create policy drop_open on ballot_cancellation for delete to sanliang_app using (confirmed_by is null and exists (
  select from ballot b join meeting m on m.town_id = b.town_id and m.id = b.meeting_id
  where b.town_id = ballot_cancellation.town_id and b.id = ballot_cancellation.ballot_id
    and (m.chair_id = (select actor_id())
      or b.unit_id = any (case when b.party then (select party_units()) else (select assembly_keeper_units()) end))));
grant delete on ballot_correction, ballot_cancellation to sanliang_app;
