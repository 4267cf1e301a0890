-- owner: thresholds
-- 表决门槛: what a town confirmed of the law's open numbers, and where it or a village is stricter. The law itself is in the program.

create table threshold_setting (
  town_id integer not null references town,
  id uuid not null,
  -- the law's rule, e.g. villagersAssembly.2026
  rule_key text not null check (length(rule_key) between 2 and 80),
  unit_id uuid not null,
  version integer not null default 1 check (version >= 1),
  primary key (town_id, id),
  unique (town_id, rule_key, unit_id),
  foreign key (town_id, unit_id) references unit
);

-- What one person proposed and another adopted. Without a day it is the one proposal; with a day it is never changed again.
create table threshold_edition (
  town_id integer not null,
  setting_id uuid not null,
  number integer not null check (number >= 1),
  -- { quorum, majority, noticeDays }, each null where the number stays as it is
  parts jsonb not null,
  -- the document that says so, e.g. 章程第十二条
  basis text not null check (length(basis) between 2 and 200),
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  in_force_on date,
  adopted_by uuid,
  adopted_at timestamptz,
  primary key (town_id, setting_id, number),
  foreign key (town_id, setting_id) references threshold_setting,
  foreign key (town_id, proposed_by) references person,
  foreign key (town_id, adopted_by) references person,
  check ((in_force_on is null) = (adopted_by is null) and (in_force_on is null) = (adopted_at is null)),
  check (adopted_by <> proposed_by)
);
create unique index threshold_proposal on threshold_edition (town_id, setting_id) where in_force_on is null;

alter table threshold_setting enable row level security;
alter table threshold_edition enable row level security;
-- What holds is public; a proposal is read where it was made and above.
create policy own_town on threshold_setting for select to sanliang_app using (town_id = (select actor_town()));
create policy in_force on threshold_edition for select to sanliang_app
  using (town_id = (select actor_town()) and (in_force_on is not null or exists (
    select from threshold_setting s where s.town_id = threshold_edition.town_id and s.id = threshold_edition.setting_id
      and s.unit_id = any ((select scope_units())::uuid[]))));
create policy write on threshold_setting for insert to sanliang_app
  with check (town_id = (select actor_town()) and unit_id = any ((select scope_units())::uuid[]));
create policy change on threshold_setting for update to sanliang_app
  using (town_id = (select actor_town()) and unit_id = any ((select scope_units())::uuid[]));
create policy write on threshold_edition for insert to sanliang_app
  with check (town_id = (select actor_town()) and exists (
    select from threshold_setting s where s.town_id = threshold_edition.town_id and s.id = threshold_edition.setting_id
      and s.unit_id = any ((select scope_units())::uuid[])));
create policy change on threshold_edition for update to sanliang_app
  using (town_id = (select actor_town()) and in_force_on is null and exists (
    select from threshold_setting s where s.town_id = threshold_edition.town_id and s.id = threshold_edition.setting_id
      and s.unit_id = any ((select scope_units())::uuid[])))
  with check (town_id = (select actor_town()));
grant select, insert, update on threshold_setting, threshold_edition to sanliang_app;
