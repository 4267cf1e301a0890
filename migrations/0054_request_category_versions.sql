-- owner: requests
-- 类别的版本: a category's limit and route hold from a day on, with who adopted them, why, and by what paper.

create table request_category_version (
  town_id integer not null references town,
  id uuid not null,
  category_id uuid not null,
  -- what a new town starts with has no first day
  valid daterange not null check (not isempty(valid)),
  working_days integer not null check (working_days between 1 and 60),
  -- where its cases usually go: a department, a unit's desk, or nowhere in particular
  route_body_id uuid,
  route_unit_id uuid,
  reason text check (length(reason) between 2 and 200),
  -- the paper that says so, e.g. 西办〔2026〕8号
  source text check (length(source) between 2 and 80),
  -- nobody: proposed, to be adopted by the town
  adopted_by uuid,
  adopted_at timestamptz,
  primary key (town_id, id),
  foreign key (town_id, category_id) references request_category,
  foreign key (town_id, route_body_id) references body,
  foreign key (town_id, route_unit_id) references unit,
  foreign key (town_id, adopted_by) references person,
  exclude using gist (town_id with =, category_id with =, valid with &&),
  check (num_nonnulls(route_body_id, route_unit_id) <= 1),
  check ((adopted_by is null) = (adopted_at is null)),
  check (adopted_by is null or (reason is not null and source is not null))
);

insert into request_category_version (town_id, id, category_id, valid, working_days, route_body_id, reason)
select c.town_id, gen_random_uuid(), c.id,
  daterange(null, case when not c.open then (now() at time zone 'Asia/Shanghai')::date end), c.working_days,
  (select r.body_id from request_route r where r.town_id = c.town_id and r.category_id = c.id and r.unit_id is null order by r.id limit 1),
  case when c.reason <> '建议值，待镇里确认后采用' and length(c.reason) between 2 and 200 then c.reason end
from request_category c;

drop table request_route;
alter table request_category
  drop column working_days,
  drop column owner,
  drop column reason,
  drop column open,
  add column version integer not null default 1 check (version >= 1),
  -- a category is retired on the day on which its last version ends
  add column retired_by uuid,
  add column retired_at timestamptz,
  add column retired_reason text check (length(retired_reason) between 2 and 200),
  add column retired_source text check (length(retired_source) between 2 and 80),
  add foreign key (town_id, retired_by) references person,
  add check (num_nonnulls(retired_by, retired_at, retired_reason, retired_source) in (0, 4));

-- Nothing of it is ever deleted: cases point at it.
revoke delete on request_category from sanliang_app;
drop policy write on request_category;
create policy write_insert on request_category for insert to sanliang_app
  with check (town_id = (select actor_town()) and ((select actor_roles()) && array['townClerk', 'systemAdministrator'] or (select actor_kind()) = 'job'));
create policy write_update on request_category for update to sanliang_app
  using (town_id = (select actor_town()) and (select actor_roles()) && array['townClerk', 'systemAdministrator']);

alter table request_category_version enable row level security;
create policy own_town on request_category_version for select to sanliang_app using (town_id = (select actor_town()));
create policy write_insert on request_category_version for insert to sanliang_app
  with check (town_id = (select actor_town()) and ((select actor_roles()) && array['townClerk', 'systemAdministrator'] or (select actor_kind()) = 'job'));
-- The last version can be ended, and a proposal adopted; what was adopted and has ended stands as it is.
create policy write_update on request_category_version for update to sanliang_app
  using (town_id = (select actor_town()) and (upper_inf(valid) or adopted_by is null)
    and ((select actor_roles()) && array['townClerk', 'systemAdministrator'] or (select actor_kind()) = 'job'))
  with check (town_id = (select actor_town()));
grant select, insert on request_category_version to sanliang_app;
grant update (valid, route_body_id, reason, source, adopted_by, adopted_at) on request_category_version to sanliang_app;
