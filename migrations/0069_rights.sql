-- owner: rights
-- 个人信息权利: one-time codes that open what is kept about a person, and what the person asks for.

-- The bearer of a one-time code acts as the subject of the data: the person, without any post.
create or replace function actor_id() returns uuid language sql stable parallel safe
  as $$ select case when split_part(current_setting('sanliang.actor', true), ':', 1) in ('person', 'receipt', 'subject')
                    then split_part(current_setting('sanliang.actor', true), ':', 2)::uuid end $$;

create table subject_code (
  town_id integer not null references town,
  id uuid not null,
  person_id uuid not null,
  -- keyed digest; the code itself is nowhere
  digest bytea not null,
  issued_by uuid not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > issued_at),
  used_at timestamptz,
  primary key (town_id, id),
  unique (town_id, digest),
  foreign key (town_id, person_id) references person,
  foreign key (town_id, issued_by) references person,
  check (issued_by <> person_id)
);
create table rights_request (
  town_id integer not null references town,
  id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('access', 'correction', 'objection', 'deletion', 'explanation')),
  text text not null check (length(text) between 2 and 500),
  state text not null check (state in ('received', 'identityChecked', 'located', 'answered', 'refused', 'closed')),
  outcome text check (outcome in ('access', 'corrected', 'deleted', 'restricted', 'explained', 'refused')),
  answer text check (length(answer) between 2 and 500),
  -- how to go on against a refusal
  appeal text check (length(appeal) between 2 and 200),
  received_at timestamptz not null,
  due_on date not null,
  due_estimated boolean not null,
  version integer not null default 1 check (version >= 1),
  primary key (town_id, id),
  foreign key (town_id, person_id) references person,
  check ((outcome is null) = (answer is null)),
  check (state not in ('answered', 'refused', 'closed') or outcome is not null),
  check ((outcome = 'refused') = (appeal is not null))
);
create index on rights_request (town_id, state, due_on);
create index on rights_request (town_id, person_id);
create index on subject_code (town_id, person_id);

alter table subject_code enable row level security;
alter table rights_request enable row level security;
create policy own on subject_code for select to sanliang_app using (town_id = (select actor_town())
  and (person_id = (select actor_id()) or ((select actor_kind()) = 'person' and issued_by = (select actor_id())) or (select actor_kind()) = 'job'));
create policy issue on subject_code for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_kind()) = 'person' and issued_by = (select actor_id()));
grant select, insert on subject_code to sanliang_app;
create policy own on rights_request for select to sanliang_app using (town_id = (select actor_town())
  and ((select actor_kind()) in ('person', 'subject') and person_id = (select actor_id())
    or (select actor_roles()) && array['privacyOfficer', 'townClerk'] or (select actor_kind()) = 'job'));
create policy ask on rights_request for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_kind()) in ('person', 'subject') and person_id = (select actor_id()) and state = 'received');
create policy work on rights_request for update to sanliang_app
  using (town_id = (select actor_town()) and (select actor_roles()) && array['privacyOfficer', 'townClerk']);
grant select, insert, update on rights_request to sanliang_app;

-- Uses a code up: once, and before it expires. Answers whose it is.
create function use_subject_code(wanted bytea, at timestamptz) returns uuid
language sql volatile security definer set search_path = public, pg_temp as $$
  update subject_code set used_at = at where town_id = actor_town() and digest = wanted and used_at is null and expires_at > at returning person_id
$$;
-- What was done about the person, for the person: who looked, who gave a code, what became of a request.
create policy about_subject on event for select to sanliang_app using (town_id = (select actor_town())
  and (select actor_kind()) = 'subject' and subject_kind = 'person' and subject_id = (select actor_id()));
-- Cases that stand under the person's name as the one who handles, entered or follows them; numbers, never the resident.
create function cases_in_my_name() returns table (number text, state text)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.number, r.state from request r where r.town_id = actor_town() and actor_kind() in ('person', 'subject')
    and (actor_id() in (r.assigned_person_id, r.entered_by)
      or exists (select from request_copy c where c.town_id = r.town_id and c.request_id = r.id and c.person_id = actor_id())) and not r.about_officials order by r.number limit 500
$$;
-- 撤回亮身份的同意: as easy as giving it (PIPL 15). Everyone may hide the own name from residents, nobody may show it so.
create function hide_my_name() returns integer
language sql volatile security definer set search_path = public, pg_temp as $$
  with hidden as (update term set shown_to_residents = false where town_id = actor_town() and person_id = actor_id()
    and actor_kind() in ('person', 'subject') and shown_to_residents returning id)
  select count(*)::integer from hidden
$$;
revoke execute on function use_subject_code, cases_in_my_name, hide_my_name from public;
grant execute on function use_subject_code, cases_in_my_name, hide_my_name to sanliang_app;
