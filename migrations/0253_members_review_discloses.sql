-- owner: decisions
-- 党员大会定的事几天内公开: what the members' review decides, where no assembly follows it, is owed its disclosure as well. Seven days is
-- what holds where the town settled nothing.

update decision_stage s set disclose_by = s.held_on + 7
from decision d join matter_entry e on e.town_id = d.town_id and e.list_id = d.list_id and e.code = d.code
where d.town_id = s.town_id and d.id = s.decision_id and s.stage = 'membersReview' and s.outcome = 'passed' and s.disclose_by is null
  and e.content -> 'stages' ? 'decisionDisclosure' and not e.content -> 'stages' ? 'assembly';
