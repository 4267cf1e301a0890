-- owner: requests
-- 诉求: a resident's trouble, its owner, and its public answer.

-- Category tree with limits in working days, as data with owner and reason.
create table request_category (
  town_id integer not null references town,
  id uuid not null,
  parent_id uuid,
  code text not null check (code ~ '^[0-9]{2,6}$'),
  name text not null check (length(name) between 1 and 30),
  working_days integer not null check (working_days between 1 and 60),
  -- who keeps the line, and why the limit is what it is
  owner text not null,
  reason text not null,
  open boolean not null default true,
  primary key (town_id, id),
  unique (town_id, code),
  foreign key (town_id, parent_id) references request_category
);

-- Routing table: where a category's cases usually go. unit_id null: anywhere in the town.
create table request_route (
  town_id integer not null references town,
  id uuid not null,
  category_id uuid not null,
  unit_id uuid,
  body_id uuid not null,
  owner text not null,
  reason text not null,
  primary key (town_id, id),
  foreign key (town_id, category_id) references request_category,
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, body_id) references body
);

-- The running number of a village and year; see next_request_number.
create table request_counter (
  town_id integer not null,
  unit_id uuid not null,
  year integer not null,
  last integer not null,
  primary key (town_id, unit_id, year),
  foreign key (town_id, unit_id) references unit
);

-- Pairs of neighbouring characters: Chinese is found from two characters on. Immutable, for a generated column.
create function bigrams(text) returns text[] language sql immutable parallel safe strict as $$
  with t as (select regexp_replace(lower($1), '[\s[:punct:]，。！？、；：“”‘’（）《》【】—…·￥　]+', '', 'g') as text)
  select coalesce(array_agg(distinct substr(t.text, i, 2)), '{}') from t, generate_series(1, length(t.text) - 1) as i
$$;
create function bigram_vector(text) returns tsvector language sql immutable parallel safe strict
  as $$ select array_to_tsvector(bigrams($1)) $$;

create table request (
  town_id integer not null references town,
  id uuid not null,
  number text not null,
  -- keyed digest of the query code; the code itself is nowhere
  code_digest bytea not null,
  title text not null check (length(title) between 1 and 60),
  text text not null check (length(text) between 1 and 2000),
  near text not null check (length(near) <= 100),
  category_id uuid,
  -- where the trouble is
  unit_id uuid not null,
  -- who keeps the record and may read it with its scope: the place, or the town for a case about officials
  custody_unit_id uuid not null,
  -- the level that handles it now
  handler_unit_id uuid not null,
  assigned_body_id uuid,
  assigned_person_id uuid,
  -- units and bodies that ever handled it: none of them may confirm on the resident's behalf
  handled_by uuid[] not null default '{}',
  state text not null check (state in ('submitted', 'accepted', 'notAccepted', 'assigned', 'inProgress', 'paused', 'proposed',
    'rejectedByResident', 'solved', 'unanswered', 'returned', 'withdrawn', 'merged')),
  channel text not null check (channel in ('web', 'counter', 'phone', 'visit', 'hotline')),
  -- the number a hotline gave it
  outside_number text check (length(outside_number) <= 40),
  entered_by uuid,
  consent_basis text check (consent_basis in ('present', 'byPhone', 'atHome', 'hotlineRecord')),
  public_agreed boolean not null default false,
  public_line text check (length(public_line) between 2 and 80),
  about_officials boolean not null default false,
  -- sealed: only opened by a click with a reason, which the resident sees
  name_sealed bytea,
  phone_sealed bytea,
  address_sealed bytea,
  phone_index bytea,
  submitted_at timestamptz not null,
  -- when it reached the level that handles it now, and by when that level has to act
  level_since timestamptz not null,
  level_due_on date,
  -- the unit's clock as last computed from the event log (requests.rules.ts)
  clock_state text not null check (clock_state in ('running', 'paused', 'waiting', 'ended')),
  clock_limit integer not null,
  clock_used integer not null,
  due_on date,
  soon_on date,
  clock_estimated boolean not null default false,
  pause_until date,
  -- a proposal is answered by then, or the case is 未回应
  answer_due_on date,
  closed_at timestamptz,
  solved_by text check (solved_by in ('resident', 'onBehalf')),
  return_count integer not null default 0,
  joint_meeting_on date,
  reopened_count integer not null default 0 check (reopened_count between 0 and 1),
  merged_into uuid,
  -- what search reads: number, title, text and place with personal numbers starred out
  search_text text not null,
  search tsvector not null generated always as (bigram_vector(search_text)) stored,
  updated_at timestamptz not null,
  version integer not null default 1,
  primary key (town_id, id),
  unique (town_id, number),
  foreign key (town_id, category_id) references request_category,
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, custody_unit_id) references unit,
  foreign key (town_id, handler_unit_id) references unit,
  foreign key (town_id, assigned_body_id) references body,
  foreign key (town_id, assigned_person_id) references person,
  foreign key (town_id, entered_by) references person,
  foreign key (town_id, merged_into) references request,
  check ((state = 'merged') = (merged_into is not null)),
  check ((state = 'solved') = (solved_by is not null)),
  check (state <> 'paused' or pause_until is not null)
);
-- lists by due day: what has none stands last
create index request_due on request (town_id, (coalesce(due_on, 'infinity'::date)), id);
create index request_custody on request (town_id, custody_unit_id, due_on);
create index request_body on request (town_id, assigned_body_id, due_on) where assigned_body_id is not null;
create index request_person on request (town_id, assigned_person_id, due_on) where assigned_person_id is not null;
create index request_entered on request (town_id, entered_by, id) where entered_by is not null;
create index request_submitted on request (town_id, id desc);
create index request_unit on request (town_id, unit_id, id);
create index request_phone on request (town_id, phone_index) where phone_index is not null;
create index request_search on request using gin (search);
create index request_handled on request using gin (handled_by);
create index request_merged on request (town_id, merged_into) where merged_into is not null;
create index request_open on request (town_id, custody_unit_id, state, due_on) where clock_state <> 'ended';

-- Free text of the steps, apart from the event log so that it can be deleted and the log stays whole.
create table request_note (
  town_id integer not null,
  id uuid not null,
  request_id uuid not null,
  event_id uuid not null,
  text text not null check (length(text) between 1 and 2000),
  primary key (town_id, id),
  foreign key (town_id, request_id) references request,
  foreign key (town_id, event_id) references event
);
create index on request_note (town_id, request_id);

-- 抄送: people who may follow a case.
create table request_copy (
  town_id integer not null,
  request_id uuid not null,
  person_id uuid not null,
  primary key (town_id, request_id, person_id),
  foreign key (town_id, request_id) references request,
  foreign key (town_id, person_id) references person
);
create index on request_copy (town_id, person_id);

-- Photos, stored by digest. Without a request they wait for their form, for two hours.
create table photo_content (
  town_id integer not null references town,
  digest bytea not null,
  bytes bytea not null,
  primary key (town_id, digest)
);
create table request_photo (
  town_id integer not null,
  id uuid not null,
  request_id uuid,
  form_key bytea,
  digest bytea not null,
  width integer not null,
  height integer not null,
  added_at timestamptz not null,
  primary key (town_id, id),
  foreign key (town_id, request_id) references request,
  foreign key (town_id, digest) references photo_content,
  check ((request_id is null) = (form_key is not null))
);
create index on request_photo (town_id, request_id);
create index on request_photo (town_id, form_key) where form_key is not null;

create function copied_requests() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(request_id), '{}') from request_copy where town_id = actor_town() and person_id = actor_id() and actor_kind() = 'person'
$$;

-- By what a person may have handled a case: oneself and one's departments.
create function actor_handles() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select array_remove(actor_bodies() || actor_id(), null)
$$;

alter table request enable row level security;
create policy by_scope on request for select to sanliang_app using (
  town_id = (select actor_town()) and (select actor_kind()) = 'person' and (
    custody_unit_id = any ((select scope_units())::uuid[])
    or assigned_body_id = any ((select actor_bodies())::uuid[])
    or assigned_person_id = (select actor_id())
    -- who passed a case on may still read what became of it
    or handled_by && (select actor_handles())
    or id = any ((select copied_requests())::uuid[])));
create policy by_receipt on request for select to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'receipt' and id = (select actor_id()));
create policy by_job on request for select to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'job');
-- P8 (domain §32.2): authority over the tree does not open a case about officials.
create policy officials_apart on request as restrictive for select to sanliang_app using (
  not about_officials or (select actor_kind()) in ('receipt', 'job')
  or (select actor_roles()) && array['townDiscipline'] or assigned_person_id = (select actor_id()) or handled_by && (select actor_handles()));
create policy submit on request for insert to sanliang_app
  with check (town_id = (select actor_town()) and state = 'submitted' and (select actor_kind()) in ('public', 'person'));
create policy change on request for update to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) in ('person', 'receipt', 'job'))
  with check (town_id = (select actor_town()));
-- A ledger that a new town brings along is written by the job that sets it up, in the state it was in.
create policy load on request for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_kind()) = 'job' and not about_officials);
grant select, insert, update on request to sanliang_app;

-- Notes, photos, copies and events follow their case.
alter table request_note enable row level security;
create policy follows_case on request_note for select to sanliang_app
  using (exists (select from request r where r.town_id = request_note.town_id and r.id = request_note.request_id));
create policy append on request_note for insert to sanliang_app with check (town_id = (select actor_town()));
grant select, insert, delete on request_note to sanliang_app;

alter table request_copy enable row level security;
create policy follows_case on request_copy for select to sanliang_app
  using (exists (select from request r where r.town_id = request_copy.town_id and r.id = request_copy.request_id));
create policy append on request_copy for insert to sanliang_app with check (town_id = (select actor_town()) and (select actor_kind()) = 'person');
grant select, insert on request_copy to sanliang_app;

create policy request_events on event for select to sanliang_app
  using (subject_kind = 'request' and exists (select from request r where r.town_id = event.town_id and r.id = event.subject_id));

alter table request_photo enable row level security;
create policy follows_case on request_photo for select to sanliang_app
  using (request_id is not null and exists (select from request r where r.town_id = request_photo.town_id and r.id = request_photo.request_id));
-- A waiting photo is known to whoever holds its form's 128-bit key, and to the job that clears.
create policy waiting on request_photo to sanliang_app
  using (request_id is null and town_id = (select actor_town())
    and (form_key = decode(nullif(current_setting('sanliang.form', true), ''), 'hex') or (select actor_kind()) = 'job'))
  with check (town_id = (select actor_town()));
create policy append on request_photo for insert to sanliang_app with check (town_id = (select actor_town()));
grant select, insert, update, delete on request_photo to sanliang_app;

alter table photo_content enable row level security;
create policy follows_photo on photo_content for select to sanliang_app
  using (exists (select from request_photo p where p.town_id = photo_content.town_id and p.digest = photo_content.digest));
create policy append on photo_content for insert to sanliang_app with check (town_id = (select actor_town()));
create policy clear on photo_content for delete to sanliang_app using (town_id = (select actor_town()) and (select actor_kind()) = 'job');
grant select, insert, delete on photo_content to sanliang_app;

alter table request_category enable row level security;
alter table request_route enable row level security;
alter table request_counter enable row level security;
create policy own_town on request_category for select to sanliang_app using (town_id = (select actor_town()));
create policy own_town on request_route for select to sanliang_app using (town_id = (select actor_town()));
create policy write on request_category to sanliang_app
  using (town_id = (select actor_town()) and ((select actor_roles()) && array['townClerk', 'systemAdministrator'] or (select actor_kind()) = 'job'));
create policy write on request_route to sanliang_app
  using (town_id = (select actor_town()) and ((select actor_roles()) && array['townClerk', 'systemAdministrator'] or (select actor_kind()) = 'job'));
grant select, insert, update, delete on request_category, request_route to sanliang_app;

-- The next number of a village's year. Callers wait for each other only within one village.
create function next_request_number(unit uuid, in_year integer) returns integer
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into request_counter (town_id, unit_id, year, last) select actor_town(), unit, in_year, 1 where actor_town() is not null
  on conflict (town_id, unit_id, year) do update set last = request_counter.last + 1
  returning last
$$;

-- Running numbers go on after the highest that a ledger brought in.
create function raise_request_counter(unit uuid, in_year integer, at_least integer) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into request_counter (town_id, unit_id, year, last) select actor_town(), unit, in_year, at_least where actor_kind() = 'job'
  on conflict (town_id, unit_id, year) do update set last = greatest(request_counter.last, excluded.last)
$$;

-- The lowest unit of a path (town first) whose desk someone holds today: where a case enters.
create function lowest_handler(unit_path uuid[], roles text[]) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id from unnest(unit_path) with ordinality as p (id, depth)
  where exists (select from post join term on term.town_id = post.town_id and term.post_id = post.id
    where post.town_id = actor_town() and post.unit_id = p.id and post.role = any (roles) and term.valid @> actor_today()
      and (post.closed_on is null or post.closed_on > actor_today()))
  order by p.depth desc limit 1
$$;

-- The units whose posts have authority over a unit: from the town down to it, and after a merger those of
-- its successors. Today's path, or the last one of a unit that has closed.
create function authority_path(wanted uuid) returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive over (unit_id) as (
    select wanted
    union
    select us.successor_id from over
    join unit_succession us on us.town_id = actor_town() and us.predecessor_id = over.unit_id and us.effective_on <= actor_today()
  )
  select coalesce(array_agg(distinct p.id), array[wanted])
  from over, lateral (select path from unit_period up where up.town_id = actor_town() and up.unit_id = over.unit_id
    and lower(up.valid) <= actor_today() order by lower(up.valid) desc limit 1) as last_path, unnest(last_path.path) as p (id)
$$;

-- Gives a form's waiting photos to the case it became. The public cannot see the case afterwards, and an update
-- checks the new row against what the caller may see; so the owner does it, for whoever knows the form's key.
create function keep_photos(form bytea, request uuid) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  update request_photo p set request_id = keep_photos.request, form_key = null
  where p.town_id = actor_town() and p.form_key = form and p.request_id is null
    and exists (select from request r where r.town_id = p.town_id and r.id = keep_photos.request and r.state = 'submitted')
$$;

-- The cases merged into one, for telling their reporters: whoever moves the one may not be able to read the others.
create function merged_cases(target uuid) returns table (id uuid, unit_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.id, r.unit_id from request r where r.town_id = actor_town() and r.merged_into = target
$$;

-- The case behind a number and the digest of its code; null if they do not belong together.
create function find_receipt(wanted text, digest bytea) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select id from request where town_id = actor_town() and number = wanted and code_digest = digest
$$;

-- The lamp of a stored clock today; the same words as lampOf in requests.clock.rules.ts.
create function request_lamp(clock_state text, due_on date, soon_on date) returns text language sql stable parallel safe as $$
  select case when clock_state = 'ended' then 'done' when clock_state <> 'running' then clock_state
    when due_on < actor_today() then 'late' when soon_on <= actor_today() then 'soon' else 'ok' end
$$;

-- The filters of a list, written once for lists and search. A key that is not given filters nothing.
create function request_matches(r request, f jsonb) returns boolean language sql stable parallel safe as $$
  select (f->>'unitId' is null or r.unit_id in (select up.unit_id from unit_period up where up.town_id = r.town_id and up.path @> array[(f->>'unitId')::uuid]))
    and (f->>'state' is null or case f->>'state' when 'open' then r.clock_state <> 'ended' when 'closed' then r.clock_state = 'ended' else r.state = f->>'state' end)
    and (f->>'categoryId' is null or r.category_id in (select c.id from request_category c where c.town_id = r.town_id and (f->>'categoryId')::uuid in (c.id, c.parent_id)))
    and (f->>'lamp' is null or request_lamp(r.clock_state, r.due_on, r.soon_on) = f->>'lamp')
    and (f->>'from' is null or r.submitted_at >= (f->>'from')::timestamp at time zone 'Asia/Shanghai')
    and (f->>'to' is null or r.submitted_at < ((f->>'to')::date + 1)::timestamp at time zone 'Asia/Shanghai')
    and (f->>'handlerId' is null or (f->>'handlerId')::uuid in (r.assigned_person_id, r.assigned_body_id, r.handler_unit_id))
    and (f->>'jointMeeting' is distinct from 'true' or r.joint_meeting_on is not null)
$$;

-- Operators that are not leakproof cannot use an index under a policy (design D4), so search applies the policy's
-- scope itself and gives the ids of one page, to be joined back. The statement is planned anew each time: a rare
-- word is fetched from the GIN index, a common one is met soon enough on the way along the order of the list.
create function search_requests(wanted text, filters jsonb, sort text, after_value text, after_id uuid, page_size integer) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  query tsquery := (select string_agg(quote_literal(g), ' & ')::tsquery from unnest(bigrams(wanted)) as g);
  reached uuid[] := scope_units();
  -- who reads a small part of the town meets few matches along the order, whatever the planner hopes: index first
  everywhere boolean := cardinality(reached) * 2 > (select count(*) from unit where unit.town_id = actor_town());
  along text := case sort
    when 'newest' then 'and ($10 is null or r.id < $10) order by r.id desc'
    when 'number' then 'and ($10 is null or (r.number, r.id) > ($9, $10)) order by r.number, r.id'
    else 'and ($10 is null or (coalesce(r.due_on, ''infinity''), r.id) > (coalesce($9::date, ''infinity''), $10)) order by coalesce(r.due_on, ''infinity''), r.id' end;
begin
  if actor_kind() <> 'person' or query is null then return; end if;
  return query execute
    'with r as ' || case when everywhere then 'not ' else '' end || 'materialized (select r.id, r.number, r.due_on from request r where r.town_id = $1 and r.search @@ $2
      and (r.custody_unit_id = any ($3) or r.assigned_body_id = any ($4) or r.assigned_person_id = $6 or r.handled_by && $5 or r.id = any ($7))
      and (not r.about_officials or $8 or r.assigned_person_id = $6 or r.handled_by && $5)
      and request_matches(r, $11)) select r.id from r where true ' || along || ' limit $12'
    using actor_town(), query, reached, actor_bodies(), actor_handles(), actor_id(), copied_requests(),
      actor_roles() && array['townDiscipline'], after_value, after_id, filters, page_size;
end $$;

-- What anyone may know of a village's cases: counts, and the public line where the reporter agreed.
-- Cases about officials are not counted at the place.
create function public_requests(units uuid[], since date, until date)
returns table (id uuid, number text, state text, solved_by text, submitted_on date, closed_on date, category text, line text)
language sql stable security definer set search_path = public, pg_temp as $$
  select case when r.public_agreed and r.public_line is not null then r.id end,
    case when r.public_agreed and r.public_line is not null then r.number end,
    r.state, r.solved_by, (r.submitted_at at time zone 'Asia/Shanghai')::date, (r.closed_at at time zone 'Asia/Shanghai')::date, c.name,
    case when r.public_agreed then r.public_line end
  from request r left join request_category c on c.town_id = r.town_id and c.id = r.category_id
  where r.town_id = actor_town() and r.unit_id = any (units) and not r.about_officials and r.state <> 'merged'
    and (r.submitted_at at time zone 'Asia/Shanghai')::date between since and until
$$;

-- Cases on which the person did something in the last 90 days, newest first (已办).
create function acted_requests() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(subject_id order by last_at desc), '{}') from (
    select subject_id, max(at) as last_at from event
    where town_id = actor_town() and actor_person_id = actor_id() and actor_kind() = 'person' and subject_kind = 'request'
      and at > actor_today() - 90
    group by subject_id order by 2 desc limit 2000) as mine
$$;
