-- owner: plans
-- 评选的名额: each place of a selection is an item of its own, so that it is counted, given to somebody or dropped for itself.

-- Until now the target alone said how many, and the report counted what was typed. A goal of more than 500 keeps to what is listed.
insert into plan_item (town_id, id, goal_id, name, unit_id, due_on)
select g.town_id, gen_random_uuid(), g.id,
  case g.selection when 'modelCentre' then '示范党群服务中心' else '星级站点' end || '名额' || lpad(n::text, length(g.target::text), '0'),
  p.unit_id, coalesce(g.due_on, p.ends_on)
from plan_goal g
join plan_aspect a on a.town_id = g.town_id and a.id = g.aspect_id
join plan p on p.town_id = a.town_id and p.id = a.plan_id
cross join lateral generate_series(1, g.target) n
where g.selection is not null and g.target <= 500
  and not exists (select from plan_item i where i.town_id = g.town_id and i.goal_id = g.id);
