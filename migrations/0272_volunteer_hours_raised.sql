-- owner: volunteering
-- 异议后调高的时长: one person answers a dispute, so more hours than before are looked at by the organiser's organiser.

alter table volunteer_hours drop constraint volunteer_hours_flags_check;
alter table volunteer_hours add constraint volunteer_hours_flags_check
  check (flags <@ array['overTenHours', 'enteredLater', 'batch', 'stranger', 'ownHours', 'overCap', 'raised']);
