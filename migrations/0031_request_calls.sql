-- owner: requests
-- 要打的电话: whom to tell. The default gateway is a person with a telephone; nobody is called in the quiet hours.

create table request_call (
  town_id integer not null,
  id uuid not null,
  request_id uuid not null,
  -- what there is to tell
  about text not null check (about in ('accepted', 'notAccepted', 'proposed', 'unanswered')),
  -- not before: quiet hours and holidays are over (UX-B8)
  due_at timestamptz not null,
  done_at timestamptz,
  done_by uuid,
  outcome text check (outcome in ('reached', 'notReached', 'declined')),
  primary key (town_id, id),
  foreign key (town_id, request_id) references request,
  foreign key (town_id, done_by) references person,
  check ((done_at is null) = (outcome is null))
);
create index on request_call (town_id, request_id);
create index request_call_open on request_call (town_id, due_at) where done_at is null;
alter table request_call enable row level security;
create policy follows_case on request_call to sanliang_app
  using (town_id = (select actor_town()) and exists (select from request r where r.town_id = request_call.town_id and r.id = request_call.request_id))
  with check (town_id = (select actor_town()));
grant select, insert, update on request_call to sanliang_app;
