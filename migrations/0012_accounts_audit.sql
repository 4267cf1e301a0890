-- owner: accounts
-- 审计: the audit administrator reads the town's event log, and nothing else of the town.

create policy audit_read on event for select to sanliang_app
  using (town_id = (select actor_town()) and (select actor_roles()) && array['auditAdministrator']);
