-- owner: decisions
-- 每一步的天数、在办的事: the days that numbers ask of every matter, kept with it instead of looked for anew.

-- The latest day of the steps before it; null: it is the first.
alter table decision_stage add previous_on date;
update decision_stage s set previous_on = (select max(b.held_on) from decision_stage b
  where b.town_id = s.town_id and b.decision_id = s.decision_id and b.id < s.id);

-- On which day it was closed, voted down or annulled; the archive changes nothing of it.
alter table decision add ended_on date;
update decision d set ended_on = coalesce((select max(o.ordered_on) from decision_order o
    where o.town_id = d.town_id and o.decision_id = d.id and o.kind = 'annulled'),
  (select max(s.held_on) from decision_stage s where s.town_id = d.town_id and s.decision_id = d.id and s.stage <> 'archive'))
  where state in ('rejected', 'closed', 'archived', 'annulled');
alter table decision add check ((state in ('rejected', 'closed', 'archived', 'annulled')) = (ended_on is not null));
create index decision_open on decision (town_id, unit_id) where ended_on is null;
create index decision_ended on decision (town_id, ended_on);
