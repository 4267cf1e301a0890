-- owner: duties
-- 工作清单: templates of duties, each with its basis; and the duties that they give each organisation in each period.

create table duty_template (
  town_id integer not null references town,
  id uuid not null,
  -- the unit whose office asks; it binds bodies or units below, itself included
  unit_id uuid not null,
  name text not null check (length(name) between 2 and 60),
  basis_name text not null check (length(basis_name) <= 80),
  basis_article text not null check (length(basis_article) <= 40),
  basis_issuer text not null check (length(basis_issuer) <= 40),
  frequency text not null check (frequency in ('monthly', 'quarterly', 'yearly', 'once')),
  binds text not null check (binds in ('bodies', 'units')),
  kinds text[] not null check (cardinality(kinds) <= 20),
  due_rule text not null check (due_rule in ('dayOfPeriod', 'workingDaysAfter')),
  due_count integer not null check (due_count between 1 and 366),
  -- the indicator whose rows fulfil it, and how many are enough
  fulfilled_by text check (fulfilled_by ~ '^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$'),
  least_rows integer not null default 1 check (least_rows between 1 and 100),
  -- [{ "name", "heldIn", "filledBy", "reason" }]: the fields asked, where the system holds each or who can fill it
  asks jsonb not null default '[]' check (jsonb_typeof(asks) = 'array'),
  minutes integer not null check (minutes between 0 and 10000),
  -- who cannot go on before it is done; reminders rise only then
  awaited_by text check (length(awaited_by) between 2 and 40),
  state text not null check (state in ('draft', 'issued', 'withdrawn')),
  from_on date not null,
  to_on date not null,
  issued_at timestamptz,
  issued_by uuid,
  version integer not null default 1 check (version >= 1),
  primary key (town_id, id),
  foreign key (town_id, unit_id) references unit,
  check (from_on <= to_on),
  check (state <> 'issued' or (issued_at is not null and fulfilled_by is not null and basis_name <> '' and basis_article <> '' and cardinality(kinds) > 0))
);
create index on duty_template (town_id, unit_id);

create table duty (
  town_id integer not null,
  id uuid not null,
  template_id uuid not null,
  -- the unit that is bound, or the highest unit that the bound body covers
  unit_id uuid not null,
  body_id uuid,
  period_from date not null,
  period_to date not null check (period_to >= period_from),
  due_on date not null,
  -- counted over a year whose holidays are not published
  due_estimated boolean not null default false,
  state text not null check (state in ('upcoming', 'due', 'done', 'overdue', 'waived')),
  -- the day of the record that fulfilled it, and the record
  done_on date,
  done_row uuid,
  waived_reason text check (length(waived_reason) between 2 and 200),
  waived_by uuid,
  version integer not null default 1 check (version >= 1),
  primary key (town_id, id),
  foreign key (town_id, template_id) references duty_template,
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, body_id) references body,
  check ((state = 'done') = (done_on is not null)),
  check ((state = 'done') = (done_row is not null)),
  check ((state = 'waived') = (waived_reason is not null and waived_by is not null))
);
create unique index duty_once on duty (town_id, template_id, coalesce(body_id, unit_id), period_from);
create index on duty (town_id, unit_id, period_from);
create index on duty (town_id, state, due_on);

alter table duty_template enable row level security;
alter table duty enable row level security;
-- What is asked of the villages, and what it costs them, is public; drafts are the office's own.
create policy issued on duty_template for select to sanliang_app
  using (town_id = (select actor_town()) and (state <> 'draft' or unit_id = any ((select scope_units())::uuid[])
    or (select actor_kind()) = 'job'));
create policy write_insert on duty_template for insert to sanliang_app
  with check (town_id = (select actor_town()) and (unit_id = any ((select scope_units())::uuid[]) or (select actor_kind()) = 'job'));
create policy write_update on duty_template for update to sanliang_app
  using (town_id = (select actor_town()) and (unit_id = any ((select scope_units())::uuid[]) or (select actor_kind()) = 'job'));
create policy scope on duty for select to sanliang_app
  using (town_id = (select actor_town()) and (unit_id = any ((select scope_units())::uuid[])
    or body_id = any ((select actor_bodies())::uuid[]) or (select actor_kind()) = 'job'));
create policy write_insert on duty for insert to sanliang_app
  with check (town_id = (select actor_town()) and (unit_id = any ((select scope_units())::uuid[]) or (select actor_kind()) = 'job'));
create policy write_update on duty for update to sanliang_app
  using (town_id = (select actor_town()) and (unit_id = any ((select scope_units())::uuid[]) or (select actor_kind()) = 'job'));
grant select, insert, update on duty_template, duty to sanliang_app;
