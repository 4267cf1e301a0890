-- owner: plans
-- 工作计划: a draft is changed by its office; one that was adopted only by a dated revision with a reason, and the old text stays.

-- The version keeps two who edit one plan apart.
alter table plan add adopted_on date, add version integer not null default 1 check (version >= 1);
-- Until now a plan was in force as soon as it was entered.
update plan set adopted_on = begins_on;

create table plan_revision (
  town_id integer not null,
  id uuid not null,
  plan_id uuid not null,
  revised_on date not null,
  revised_by uuid not null,
  reason text not null check (length(reason) between 2 and 200),
  -- the plan as it read until then: { name, from, to, aspects: [{ name, goals: [{ name, target, measure, dueOn, items }] }] }
  old jsonb not null,
  primary key (town_id, id),
  foreign key (town_id, plan_id) references plan,
  foreign key (town_id, revised_by) references person
);
create index on plan_revision (town_id, plan_id, id);

-- Positions change places within one transaction.
alter table plan_aspect drop constraint plan_aspect_town_id_plan_id_position_key,
  add constraint plan_aspect_position unique (town_id, plan_id, position) deferrable initially deferred;
alter table plan_goal drop constraint plan_goal_town_id_aspect_id_position_key,
  add constraint plan_goal_position unique (town_id, aspect_id, position) deferrable initially deferred;

-- What a town plans is public once it is adopted; a draft is its office's.
drop policy own_town on plan;
create policy adopted on plan for select to sanliang_app using (town_id = (select actor_town()) and adopted_on is not null);
create policy own_draft on plan for select to sanliang_app
  using (town_id = (select actor_town()) and (unit_id = any ((select scope_units())::uuid[]) or (select actor_kind()) = 'job'));
drop policy own_town on plan_aspect;
create policy follows_plan on plan_aspect for select to sanliang_app
  using (exists (select from plan p where p.town_id = plan_aspect.town_id and p.id = plan_aspect.plan_id));
drop policy own_town on plan_goal;
create policy follows_aspect on plan_goal for select to sanliang_app
  using (exists (select from plan_aspect a where a.town_id = plan_goal.town_id and a.id = plan_goal.aspect_id));
drop policy own_town on plan_item;
create policy follows_goal on plan_item for select to sanliang_app
  using (exists (select from plan_goal g where g.town_id = plan_item.town_id and g.id = plan_item.goal_id));
alter table plan_revision enable row level security;
create policy follows_plan on plan_revision for select to sanliang_app
  using (exists (select from plan p where p.town_id = plan_revision.town_id and p.id = plan_revision.plan_id));
create policy write_insert on plan_revision for insert to sanliang_app
  with check (town_id = (select actor_town()) and exists (select from plan p where p.town_id = plan_revision.town_id
    and p.id = plan_revision.plan_id and p.unit_id = any ((select scope_units())::uuid[])));

create policy write_update on plan for update to sanliang_app
  using (town_id = (select actor_town()) and unit_id = any ((select scope_units())::uuid[]));
-- An aspect and a goal are written by whoever may write their plan.
do $$
declare verb text;
begin
  foreach verb in array array['update', 'delete'] loop
    execute format('create policy write_%1$s on plan_aspect for %1$s to sanliang_app
      using (town_id = (select actor_town()) and exists (select from plan p where p.town_id = plan_aspect.town_id
        and p.id = plan_aspect.plan_id and p.unit_id = any ((select scope_units())::uuid[])))', verb);
    execute format('create policy write_%1$s on plan_goal for %1$s to sanliang_app
      using (town_id = (select actor_town()) and exists (select from plan_aspect a join plan p on p.town_id = a.town_id and p.id = a.plan_id
        where a.town_id = plan_goal.town_id and a.id = plan_goal.aspect_id and p.unit_id = any ((select scope_units())::uuid[])))', verb);
  end loop;
end $$;
-- An item goes with its draft; one that was adopted is done or dropped, never lost.
create policy write_delete on plan_item for delete to sanliang_app
  using (town_id = (select actor_town()) and exists (select from plan_goal g
    join plan_aspect a on a.town_id = g.town_id and a.id = g.aspect_id join plan p on p.town_id = a.town_id and p.id = a.plan_id
    where g.town_id = plan_item.town_id and g.id = plan_item.goal_id and p.adopted_on is null
      and p.unit_id = any ((select scope_units())::uuid[])));
grant update on plan to sanliang_app;
grant update, delete on plan_aspect, plan_goal to sanliang_app;
grant delete on plan_item to sanliang_app;
grant select, insert on plan_revision to sanliang_app;
