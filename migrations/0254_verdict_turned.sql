-- owner: decisions
-- 表决结果更正了: the state in which a matter shows whose result two people turned. The program reads it and never keeps it.

alter table decision drop constraint decision_state_check;
alter table decision add constraint decision_state_check check (state in (
  'draft', 'registered', 'branchProposed', 'boardConsulted', 'committeesConsulted', 'membersHeard', 'partyResearched',
  'membersReviewed', 'assemblyCalled', 'failedQuorum', 'resolved', 'rejected', 'disclosed', 'objected', 'returned',
  'implementing', 'resultDisclosed', 'closed', 'archived', 'annulled', 'correctionOrdered', 'verdictTurned'));
