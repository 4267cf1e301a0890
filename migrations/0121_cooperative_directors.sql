-- owner: people
-- 经济社社长: whoever drafts, calls and carries out for a cooperative. Reaches the cooperative, and nothing of Party life.

alter table post drop constraint post_role_check;
alter table post add constraint post_role_check check (role in ('townClerk', 'townLeader', 'townDiscipline', 'villageSecretary',
  'villageClerk', 'supervisor', 'branchSecretary', 'cooperativeDirector', 'gridLeader', 'departmentOfficer', 'systemAdministrator',
  'securityAdministrator', 'auditAdministrator', 'privacyOfficer'));
