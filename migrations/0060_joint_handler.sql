-- owner: requests
-- Whom a joint meeting decided on (联席会议定的承办): while the case is with them nobody passes it on or sends it up.

alter table request
  -- null once they returned it for a new reason, or the list has it again
  add column joint_handler_id uuid,
  add check (joint_handler_id is null or joint_decided_on is not null);
update request r set joint_handler_id = (
  select coalesce(d.body_id, d.unit_id) from joint_decision d
  where d.town_id = r.town_id and d.request_id = r.id order by d.id desc limit 1)
where r.joint_decided_on is not null and r.state <> 'returned';
