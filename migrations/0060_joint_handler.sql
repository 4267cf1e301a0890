-- owner: requests
-- Whom a joint meeting decided on (联席会议定的承办): while the case is with them nobody passes it on or sends it up. Ledgers bring meetings along.

alter table request
  -- null once they returned it for a new reason, or the list has it again
  add column joint_handler_id uuid,
  add check (joint_handler_id is null or joint_decided_on is not null);
update request r set joint_handler_id = (
  select coalesce(d.body_id, d.unit_id) from joint_decision d
  where d.town_id = r.town_id and d.request_id = r.id order by d.id desc limit 1)
where r.joint_decided_on is not null and r.state <> 'returned';

-- nobody recorded here what the program brings along with a ledger
alter table joint_meeting alter column recorded_by drop not null;
create policy load on joint_meeting for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_kind()) = 'job');
create policy load on joint_decision for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_kind()) = 'job');
