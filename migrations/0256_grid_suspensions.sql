-- owner: memberships
-- 暂停过的日子: a pause that is over stays, so that a day in it still counts as one. The one that runs stands in grid_assignment.
create table grid_suspension (
  town_id integer not null,
  id uuid not null,
  grid_id uuid not null,
  membership_id uuid not null,
  reason text not null check (reason in ('away', 'ill', 'other')),
  valid daterange not null check (not isempty(valid) and not upper_inf(valid)),
  primary key (town_id, id),
  foreign key (town_id, grid_id) references grid_assignment,
  foreign key (town_id, membership_id) references party_membership,
  exclude using gist (town_id with =, grid_id with =, valid with &&)
);
create index grid_suspension_membership on grid_suspension (town_id, membership_id);

alter table grid_suspension enable row level security;
create policy follows_membership on grid_suspension for select to sanliang_app using (town_id = (select actor_town())
  and exists (select from party_membership m where m.town_id = grid_suspension.town_id and m.id = grid_suspension.membership_id));
create policy write_insert on grid_suspension for insert to sanliang_app with check (town_id = (select actor_town())
  and exists (select from party_membership m where m.town_id = grid_suspension.town_id and m.id = grid_suspension.membership_id));
create policy kept_by_party on grid_suspension as restrictive for insert to sanliang_app with check ((select actor_kind()) = 'job'
  or cardinality((select membership_units())::uuid[]) + cardinality((select led_bodies())::uuid[]) > 0);
grant select, insert on grid_suspension to sanliang_app;

-- 不再是党员，也就不在格: who left or died before this stands in no grid any more, from the day on which the membership ended.
insert into grid_suspension (town_id, id, grid_id, membership_id, reason, valid)
select g.town_id, gen_random_uuid(), g.id, g.membership_id, g.suspend_reason, daterange(g.suspended_on, greatest(m.ended_on, lower(g.valid) + 1))
from grid_assignment g join party_membership m on m.town_id = g.town_id and m.id = g.membership_id
where m.ended_on is not null and g.state = 'suspended' and g.suspended_on < greatest(m.ended_on, lower(g.valid) + 1);

update grid_assignment g set state = 'left', valid = daterange(lower(g.valid), greatest(m.ended_on, lower(g.valid) + 1)),
  suspended_on = null, suspend_reason = null
from party_membership m
where m.town_id = g.town_id and m.id = g.membership_id and m.ended_on is not null and upper_inf(g.valid);
