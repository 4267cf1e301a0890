-- owner: decisions
-- 首议意见、居民意见、回避: what members and residents think of a matter, and whose own interest is touched.

-- What became of the branch's opinion.
create table decision_adoption (
  town_id integer not null,
  stage_id uuid not null,
  adoption text not null check (adoption in ('adopted', 'partly', 'notAdopted')),
  reason text not null check (length(reason) between 4 and 1000),
  answered_on date not null,
  answered_by uuid not null,
  answered_at timestamptz not null,
  primary key (town_id, stage_id),
  foreign key (town_id, stage_id) references decision_stage,
  foreign key (town_id, answered_by) references person
);

-- What a resident thinks of it: no name, no account.
create table decision_comment (
  town_id integer not null,
  id uuid not null,
  decision_id uuid not null,
  content text not null check (length(content) between 4 and 500),
  sent_at timestamptz not null,
  reply_by date not null,
  reply text check (length(reply) between 4 and 1000),
  replied_by uuid,
  replied_at timestamptz,
  primary key (town_id, id),
  foreign key (town_id, decision_id) references decision,
  foreign key (town_id, replied_by) references person,
  check (num_nulls(reply, replied_by, replied_at) in (0, 3))
);
create index on decision_comment (town_id, decision_id, id);

-- Asked of everyone who proposes, watches, presides or keeps the minutes, once for each capacity.
create table decision_declaration (
  town_id integer not null,
  id uuid not null,
  decision_id uuid not null,
  person_id uuid not null,
  -- 'proposal', 'supervision', or the step in which the person takes part
  capacity text not null check (length(capacity) between 3 and 40),
  interest text not null check (interest in ('none', 'own', 'spouse', 'parentOrChild', 'sibling', 'other')),
  -- of a supervisor: whose near kin, the proposer's
  kin_of uuid,
  recused boolean not null,
  declared_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (town_id, id),
  foreign key (town_id, decision_id) references decision,
  foreign key (town_id, person_id) references person,
  foreign key (town_id, kin_of) references person,
  foreign key (town_id, recorded_by) references person,
  check (interest <> 'none' or not recused)
);
create index on decision_declaration (town_id, decision_id, person_id, id);

-- Another watches over this matter instead of a supervisor who stands too near.
create table decision_replacement (
  town_id integer not null,
  decision_id uuid not null,
  supervisor_id uuid not null,
  document text not null check (length(document) between 2 and 100),
  replaced_by uuid not null,
  replaced_at timestamptz not null,
  primary key (town_id, decision_id, supervisor_id),
  foreign key (town_id, decision_id) references decision,
  foreign key (town_id, supervisor_id) references person,
  foreign key (town_id, replaced_by) references person
);

alter table decision_adoption enable row level security;
alter table decision_comment enable row level security;
alter table decision_declaration enable row level security;
alter table decision_replacement enable row level security;
create policy of_stage on decision_adoption for select to sanliang_app
  using (exists (select from decision_stage s where s.town_id = decision_adoption.town_id and s.id = decision_adoption.stage_id));
create policy write on decision_adoption for insert to sanliang_app
  with check (exists (select from decision_stage s join decision d on d.town_id = s.town_id and d.id = s.decision_id
    where s.town_id = decision_adoption.town_id and s.id = decision_adoption.stage_id and d.unit_id = any ((select scope_units())::uuid[])));

-- An answered opinion is public together with its answer; until then the office alone reads it.
create policy answered on decision_comment for select to sanliang_app
  using (exists (select from decision d where d.town_id = decision_comment.town_id and d.id = decision_comment.decision_id
    and (decision_comment.replied_at is not null or d.unit_id = any ((select scope_units())::uuid[]) or (select actor_kind()) = 'job')));
create policy send on decision_comment for insert to sanliang_app
  with check (reply is null and exists (select from decision d where d.town_id = decision_comment.town_id and d.id = decision_comment.decision_id
    and d.state <> 'draft'));
create policy answer on decision_comment for update to sanliang_app
  using (exists (select from decision d where d.town_id = decision_comment.town_id and d.id = decision_comment.decision_id
    and d.unit_id = any ((select scope_units())::uuid[])));

create policy own_and_office on decision_declaration for select to sanliang_app
  using (town_id = (select actor_town()) and (person_id = (select actor_id()) or exists (select from decision d
    where d.town_id = decision_declaration.town_id and d.id = decision_declaration.decision_id
      and d.unit_id = any ((select scope_units())::uuid[]))));
create policy write on decision_declaration for insert to sanliang_app
  with check (exists (select from decision d where d.town_id = decision_declaration.town_id and d.id = decision_declaration.decision_id
    and d.unit_id = any ((select scope_units())::uuid[])));
create policy of_decision on decision_replacement for select to sanliang_app
  using (exists (select from decision d where d.town_id = decision_replacement.town_id and d.id = decision_replacement.decision_id));
create policy write on decision_replacement for insert to sanliang_app
  with check (exists (select from decision d where d.town_id = decision_replacement.town_id and d.id = decision_replacement.decision_id
    and d.unit_id = any ((select scope_units())::uuid[])));
grant select, insert on decision_adoption, decision_declaration, decision_replacement to sanliang_app;
grant select, insert on decision_comment to sanliang_app;
grant update (reply, replied_by, replied_at) on decision_comment to sanliang_app;

-- When the answers that are still owed are due, for everybody: no text.
create function decision_comments_waiting(decision uuid) returns table (reply_by date)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.reply_by from decision_comment c
  where c.town_id = actor_town() and c.decision_id = decision_comments_waiting.decision and c.replied_at is null order by c.reply_by
$$;
-- How many recused themselves in each capacity, for everybody: no names.
create function decision_recusals(decision uuid) returns table (capacity text, people integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select latest.capacity, count(*)::integer from (
    select distinct on (d.person_id, d.capacity) d.capacity, d.recused from decision_declaration d
    where d.town_id = actor_town() and d.decision_id = decision_recusals.decision order by d.person_id, d.capacity, d.id desc
  ) latest where latest.recused group by latest.capacity order by latest.capacity
$$;
-- The supervisors of a village on a day, because who watches over a matter is no secret.
create function supervisors_of(village uuid, day date) returns table (person_id uuid, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct p.id, p.name from term t
    join post on post.town_id = t.town_id and post.id = t.post_id and post.role = 'supervisor' and post.unit_id = supervisors_of.village
    join person p on p.town_id = t.town_id and p.id = t.person_id
  where t.town_id = actor_town() and t.valid @> supervisors_of.day order by p.id
$$;
revoke all on function decision_comments_waiting, decision_recusals, supervisors_of from public;
grant execute on function decision_comments_waiting, decision_recusals, supervisors_of to sanliang_app;
