-- owner: commitments
-- 领岗履职和微心愿: posts that members take up, wishes that they fulfil, and hours of duty, which are never hours of a volunteer.

-- 岗位目录: the defaults stand in the program; the town adopts the ones that it wants.
create table service_post_kind (
  town_id integer not null references town,
  code text not null check (code ~ '^[a-zA-Z]{3,30}$'),
  name text not null check (length(name) between 2 and 20),
  class text not null check (class in ('develop', 'supervise', 'maintain', 'promote')),
  duties text not null check (length(duties) between 2 and 100),
  adopted_on date not null,
  primary key (town_id, code),
  unique (town_id, name)
);

-- 设岗: so many places of a kind in a unit.
create table service_post (
  town_id integer not null references town,
  id uuid not null,
  unit_id uuid not null,
  kind_code text not null,
  headcount integer not null check (headcount between 1 and 50),
  conditions text not null default '' check (length(conditions) <= 100),
  opened_on date not null,
  closed_on date check (closed_on >= opened_on),
  external_code text,
  primary key (town_id, id),
  unique (town_id, external_code),
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, kind_code) references service_post_kind
);
create unique index service_post_open on service_post (town_id, unit_id, kind_code) where closed_on is null;

-- 认岗、定岗、明岗、履岗、评岗 of one person.
create table post_holding (
  town_id integer not null,
  id uuid not null,
  post_id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  applied_by text not null check (applied_by in ('self', 'recommended')),
  -- 照顾: for the old and the ill, an honorary or light post
  light boolean not null default false,
  state text not null check (state in ('applied', 'decided', 'published', 'serving', 'evaluated', 'declined', 'changed', 'ended')),
  applied_on date not null,
  decided_on date,
  -- the branch meeting that decided; null for what was brought along from before
  meeting_id uuid,
  published_on date,
  serving_from date,
  ended_on date,
  end_reason text check (length(end_reason) between 2 and 200),
  primary key (town_id, id),
  foreign key (town_id, post_id) references service_post,
  foreign key (town_id, person_id) references person,
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, meeting_id) references meeting,
  check (state in ('applied', 'declined', 'ended') or decided_on is not null),
  check (state not in ('published', 'serving', 'evaluated') or published_on is not null),
  check (state not in ('serving', 'evaluated') or serving_from is not null),
  check ((state in ('declined', 'changed', 'ended')) = (ended_on is not null))
);
create unique index post_holding_open on post_holding (town_id, post_id, person_id) where ended_on is null;
create index post_holding_person on post_holding (town_id, person_id);
create index post_holding_unit on post_holding (town_id, unit_id);

-- 履岗记录: one line, no photograph.
create table post_log (
  town_id integer not null,
  id uuid not null,
  holding_id uuid not null,
  done_on date not null,
  what text not null check (length(what) between 2 and 60 and what !~ '[\r\n]'),
  outcome text not null default '' check (length(outcome) <= 60),
  primary key (town_id, id),
  foreign key (town_id, holding_id) references post_holding
);
create index post_log_holding on post_log (town_id, holding_id);

-- 评岗 of a year: what the holder says, what the panel says, what the masses remark.
create table post_review (
  town_id integer not null,
  holding_id uuid not null,
  year integer not null check (year between 2000 and 2100),
  own_text text check (length(own_text) between 2 and 300),
  grade text check (grade in ('good', 'ok', 'poor', 'changed')),
  masses_remark text check (length(masses_remark) <= 200),
  primary key (town_id, holding_id, year),
  foreign key (town_id, holding_id) references post_holding
);

-- 免领岗: old or ill; there is nothing to prove.
create table post_exemption (
  town_id integer not null,
  id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  reason text not null check (reason in ('elderly', 'ill', 'other')),
  begun_on date not null,
  ended_on date check (ended_on >= begun_on),
  primary key (town_id, id),
  foreign key (town_id, person_id) references person,
  foreign key (town_id, unit_id) references unit
);
create unique index post_exemption_open on post_exemption (town_id, person_id) where ended_on is null;

-- 微心愿: what is wished, never by whom; for whom it is lies sealed.
create table wish (
  town_id integer not null references town,
  id uuid not null,
  unit_id uuid not null,
  text text not null check (length(text) between 4 and 60),
  -- gone once the wish is filed
  whom_sealed bytea,
  posted_by uuid,
  posted_on date not null,
  expires_on date not null check (expires_on > posted_on),
  state text not null check (state in ('posted', 'claimed', 'doing', 'delivered', 'confirmed', 'closed', 'expired', 'withdrawn')),
  claimed_by uuid,
  delivered_on date,
  closed_on date,
  external_code text,
  primary key (town_id, id),
  unique (town_id, external_code),
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, posted_by) references person,
  foreign key (town_id, claimed_by) references person,
  check ((claimed_by is not null) = (state in ('claimed', 'doing', 'delivered', 'confirmed', 'closed'))),
  check (state not in ('delivered', 'confirmed', 'closed') or delivered_on is not null),
  check ((closed_on is not null) = (state in ('closed', 'expired', 'withdrawn'))),
  check (closed_on is null or whom_sealed is null)
);
create index wish_unit on wish (town_id, unit_id, state);

-- 履职时数: confirmed by the organiser, never by oneself.
create table service_entry (
  town_id integer not null,
  id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  report_in_id uuid,
  holding_id uuid,
  wish_id uuid,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at and ends_at <= starts_at + interval '12 hours'),
  activity text not null check (length(activity) between 2 and 60),
  state text not null check (state in ('entered', 'confirmed', 'refused')),
  confirmed_by uuid,
  refuse_reason text check (length(refuse_reason) between 2 and 100),
  primary key (town_id, id),
  foreign key (town_id, person_id) references person,
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, report_in_id) references report_in,
  foreign key (town_id, holding_id) references post_holding,
  foreign key (town_id, wish_id) references wish,
  foreign key (town_id, confirmed_by) references person,
  check (num_nonnulls(report_in_id, holding_id, wish_id) = 1),
  check ((state = 'confirmed') = (confirmed_by is not null)),
  check ((state = 'refused') = (refuse_reason is not null)),
  check (confirmed_by is distinct from person_id or confirmed_by is null)
);
create index service_entry_person on service_entry (town_id, person_id, starts_at);
create index service_entry_unit on service_entry (town_id, unit_id);

alter table service_post_kind enable row level security;
create policy own_town on service_post_kind for select to sanliang_app using (town_id = (select actor_town()));
create policy write_insert on service_post_kind for insert to sanliang_app with check (town_id = (select actor_town())
  and (select actor_kind()) in ('person', 'job'));
grant select, insert on service_post_kind to sanliang_app;

alter table service_post enable row level security;
create policy own_town on service_post for select to sanliang_app using (town_id = (select actor_town())
  and (select actor_kind()) in ('person', 'job'));
create policy write_insert on service_post for insert to sanliang_app with check (town_id = (select actor_town())
  and ((select actor_kind()) = 'job' or unit_id = any ((select membership_units())::uuid[])));
create policy write_update on service_post for update to sanliang_app using (town_id = (select actor_town())
  and ((select actor_kind()) = 'job' or unit_id = any ((select membership_units())::uuid[])));
grant select, insert, update on service_post to sanliang_app;

-- P2 as memberships are. A member writes of oneself; the Party line keeps the rest.
do $$
declare part text;
begin
  foreach part in array array['post_holding', 'post_exemption', 'service_entry'] loop
    execute format('alter table %I enable row level security', part);
    execute format('create policy own_town on %I for select to sanliang_app using (town_id = (select actor_town()))', part);
    execute format('create policy sealed on %I as restrictive for select to sanliang_app using ((select actor_kind()) = ''job''
      or person_id = (select actor_id()) or unit_id = any ((select membership_units())::uuid[]))', part);
    execute format('create policy write_insert on %I for insert to sanliang_app with check (town_id = (select actor_town())
      and ((select actor_kind()) = ''job'' or person_id = (select actor_id()) or unit_id = any ((select membership_units())::uuid[])))', part);
    execute format('create policy write_update on %I for update to sanliang_app using (town_id = (select actor_town())
      and ((select actor_kind()) = ''job'' or person_id = (select actor_id()) or unit_id = any ((select membership_units())::uuid[])))', part);
    execute format('grant select, insert, update on %I to sanliang_app', part);
  end loop;
  foreach part in array array['post_log', 'post_review'] loop
    execute format('alter table %I enable row level security', part);
    execute format('create policy follows_holding on %1$I for select to sanliang_app using (town_id = (select actor_town())
      and exists (select from post_holding h where h.town_id = %1$I.town_id and h.id = %1$I.holding_id))', part);
    execute format('create policy write_insert on %1$I for insert to sanliang_app with check (town_id = (select actor_town())
      and exists (select from post_holding h where h.town_id = %1$I.town_id and h.id = %1$I.holding_id))', part);
    execute format('create policy write_update on %1$I for update to sanliang_app using (town_id = (select actor_town())
      and exists (select from post_holding h where h.town_id = %1$I.town_id and h.id = %1$I.holding_id))', part);
    execute format('grant select, insert, update on %I to sanliang_app', part);
  end loop;
end $$;

-- Open wishes are for everyone; one that is taken up is for who took it and for the village.
alter table wish enable row level security;
create policy open_to_all on wish for select to sanliang_app using (town_id = (select actor_town()) and state = 'posted');
create policy near on wish for select to sanliang_app using (town_id = (select actor_town())
  and ((select actor_kind()) = 'job' or claimed_by = (select actor_id()) or unit_id = any ((select scope_units())::uuid[])));
create policy write_insert on wish for insert to sanliang_app with check (town_id = (select actor_town())
  and ((select actor_kind()) = 'job' or unit_id = any ((select scope_units())::uuid[])));
create policy write_update on wish for update to sanliang_app
  using (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or unit_id = any ((select scope_units())::uuid[])
    or claimed_by = (select actor_id()) or ((select actor_kind()) = 'person' and state = 'posted')))
  with check (town_id = (select actor_town()));
grant select, insert, update on wish to sanliang_app;

create policy commitment_events on event for select to sanliang_app
  using (town_id = (select actor_town()) and ((subject_kind = 'postHolding'
      and exists (select from post_holding h where h.town_id = event.town_id and h.id = event.subject_id))
    or (subject_kind = 'serviceEntry' and exists (select from service_entry e where e.town_id = event.town_id and e.id = event.subject_id))));

-- How many people hold a post: for whoever looks for one; who they are stays sealed.
create function post_places_taken(wanted uuid[]) returns table (post_id uuid, taken integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select h.post_id, count(*)::integer from post_holding h
  where h.town_id = actor_town() and h.post_id = any (wanted) and h.state in ('decided', 'published', 'serving', 'evaluated')
  group by h.post_id
$$;
-- Names of those whose duties one may read: they need not live where they serve.
create function commitment_names(wanted uuid[]) returns table (id uuid, name text, sort_key text)
language sql stable security definer set search_path = public, pg_temp as $$
  select person.id, person.name, person.sort_key from person
  where person.town_id = actor_town() and person.id = any (wanted) and (actor_kind() = 'job' or person.id = actor_id()
    or exists (select from report_in r where r.town_id = person.town_id and r.person_id = person.id
      and r.unit_id = any ((select membership_units())::uuid[]))
    or exists (select from post_holding h where h.town_id = person.town_id and h.person_id = person.id
      and h.unit_id = any ((select membership_units())::uuid[]))
    or exists (select from service_entry e where e.town_id = person.town_id and e.person_id = person.id
      and e.unit_id = any ((select membership_units())::uuid[]))
    or exists (select from wish w where w.town_id = person.town_id and w.claimed_by = person.id
      and w.unit_id = any ((select scope_units())::uuid[])))
$$;
-- Does a text of a village name someone of it? Only yes or no comes back.
create function names_someone(wanted text, unit uuid, day date) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from person join unit_period up on up.town_id = person.town_id and up.unit_id = person.unit_id and up.valid @> day
    where person.town_id = actor_town() and up.path @> array[unit] and length(person.name) >= 2 and position(person.name in wanted) > 0)
$$;
revoke execute on function post_places_taken, commitment_names, names_someone from public;
grant execute on function post_places_taken, commitment_names, names_someone to sanliang_app;
