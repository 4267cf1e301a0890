-- owner: imports
-- 导入: a workbook that someone brought, what its trial said, and what became of it.

create table import (
  town_id integer not null references town,
  id uuid not null,
  person_id uuid not null,
  -- what the person's computer called the file
  file_name text not null check (length(file_name) <= 100),
  state text not null check (state in ('uploaded', 'checked', 'done', 'discarded')),
  -- for each sheet of the file: rows seen, left out, new, changed, known already
  sheets jsonb not null default '[]',
  error_count integer not null default 0 check (error_count >= 0),
  -- how far the run in hand has come; what is left of one that was interrupted
  progress jsonb,
  uploaded_at timestamptz not null,
  done_at timestamptz,
  -- file and errors hold what people wrote about people: sealed, and deleted from this moment on
  expires_at timestamptz not null,
  file_sealed bytea,
  errors_sealed bytea,
  primary key (town_id, id),
  foreign key (town_id, person_id) references person
);
create index on import (town_id, person_id, id desc);
create index on import (town_id, expires_at) where file_sealed is not null or errors_sealed is not null;

alter table import enable row level security;
-- What someone brought is theirs alone until it is in.
create policy own on import to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'person' and person_id = (select actor_id()));
create policy jobs_read on import for select to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'job');
create policy jobs_forget on import for update to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'job')
  with check (file_sealed is null and errors_sealed is null);
grant select, insert, update on import to sanliang_app;
