-- owner: mobilisations
-- 临时党支部的决定: each decision about a branch is kept, as those about a mobilisation are: it is founded, it is not, it goes on.

create table temporary_branch_decision (
  town_id integer not null,
  id uuid not null,
  branch_id uuid not null,
  kind text not null check (kind in ('approve', 'decline', 'extend')),
  -- 文号; who says no may do so without one
  number text check (length(number) between 2 and 40),
  decided_on date not null,
  decided_by uuid,
  entered_by uuid,
  -- the last day that it gave; null: none, or not kept at the time
  ends_on date,
  primary key (town_id, id),
  foreign key (town_id, branch_id) references temporary_branch,
  foreign key (town_id, decided_by) references person,
  foreign key (town_id, entered_by) references person,
  check (kind = 'decline' or number is not null)
);
create index on temporary_branch_decision (town_id, branch_id);

alter table temporary_branch_decision enable row level security;
create policy for_staff on temporary_branch_decision for select to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) in ('person', 'job'));
create policy write_insert on temporary_branch_decision for insert to sanliang_app with check (town_id = (select actor_town())
  and ((select actor_kind()) = 'job' or exists (select from temporary_branch b where b.town_id = temporary_branch_decision.town_id
    and b.id = branch_id and b.unit_id = any ((select scope_units())::uuid[]))));
grant select, insert on temporary_branch_decision to sanliang_app;

-- The first answer of each stood on the branch itself. Which last day it gave is known unless the branch was extended since; the
-- decisions that extended it were not kept.
insert into temporary_branch_decision (town_id, id, branch_id, kind, number, decided_on, decided_by, entered_by, ends_on)
  select town_id, id, id, case when approved then 'approve' else 'decline' end, number, decided_on, decided_by, entered_by,
    case when extensions = 0 then ends_on end
  from temporary_branch where approved is not null;
