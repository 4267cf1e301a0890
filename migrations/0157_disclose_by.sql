-- owner: decisions
-- 决议几天内公开: by when a resolution must be out, kept with the vote, in as many days as the town had settled by that day.

-- Null: no vote of an assembly, or it was lost. Seven days is what holds where the town settled nothing.
alter table decision_stage add disclose_by date check (disclose_by >= held_on);
update decision_stage set disclose_by = held_on + 7 where stage = 'assembly' and outcome = 'passed';
create index decision_stage_disclose_by on decision_stage (town_id, disclose_by) where disclose_by is not null;
