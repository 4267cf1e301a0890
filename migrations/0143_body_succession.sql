-- owner: bodies
-- 组织的合并和拆分: which body goes on for which, as unit_succession says it of units. Records stay with the body they were made for;
-- from the day on the body that goes on answers for them.

create table body_succession (
  town_id integer not null references town,
  predecessor_id uuid not null,
  successor_id uuid not null check (successor_id <> predecessor_id),
  effective_on date not null,
  -- of several parts exactly one takes what is not divided: members, posts, cases, venues
  takes_records boolean not null,
  primary key (town_id, predecessor_id, successor_id),
  foreign key (town_id, predecessor_id) references body,
  foreign key (town_id, successor_id) references body
);
create unique index body_succession_heir on body_succession (town_id, predecessor_id) where takes_records;
create index body_succession_successor on body_succession (town_id, successor_id);
alter table body_succession enable row level security;
create policy own_town on body_succession for select to sanliang_app using (town_id = (select actor_town()));
create policy write on body_succession for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_roles()) && array['townClerk', 'systemAdministrator']);
grant select, insert on body_succession to sanliang_app;

-- The body that answers for one on a day: itself, or where its records went by then. Lists ask it of each row, so most answers are short;
-- as the owner, for under a policy no index is used against what a function of ours says.
create function standing_body(wanted uuid, day date) returns uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  town constant integer := actor_town();
  heir uuid;
begin
  loop
    if wanted is null then return null; end if;
    select s.successor_id into heir from body_succession s
      where s.town_id = town and s.predecessor_id = wanted and s.takes_records and s.effective_on <= day;
    if not found then return wanted; end if;
    wanted := heir;
  end loop;
end $$;
-- What a body is called: the one that answers for it on a day, by its last name until another day. The names of bodies are public.
create function standing_body_name(wanted uuid, day date, named_by date) returns text
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  town constant integer := actor_town();
  heir constant uuid := standing_body(wanted, day);
begin
  return (select bp.name from body_period bp where bp.town_id = town and bp.body_id = heir and lower(bp.valid) <= named_by
    order by lower(bp.valid) desc limit 1);
end $$;
-- A body with all those whose records went to it by the day.
create function bodies_into(wanted uuid, day date) returns uuid[]
language sql stable set search_path = public, pg_temp as $$
  with recursive into_it (at) as (
    select wanted where wanted is not null
    union
    select s.predecessor_id from into_it join body_succession s
      on s.town_id = (select actor_town()) and s.successor_id = into_it.at and s.takes_records and s.effective_on <= day
  )
  select coalesce(array_agg(at), '{}') from into_it
$$;
revoke execute on function standing_body(uuid, date), standing_body_name(uuid, date, date) from public;
grant execute on function standing_body(uuid, date), standing_body_name(uuid, date, date), bodies_into(uuid, date) to sanliang_app;

-- A term answers for the body of its post as it stands today and for those that went into it: one row for each of them. Staff go along with
-- their body; its secretary does not, for a branch has one.
create or replace function actor_terms() returns table (post_id uuid, role text, unit_id uuid, body_id uuid, deputy_for uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select post.id, post.role, post.unit_id, answered.body_id, case when term.person_id <> actor_id() then term.person_id end
  from term
  join post on post.town_id = term.town_id and post.id = term.post_id
  left join lateral (select unnest(bodies_into(standing_body(post.body_id, actor_today()), actor_today())) as body_id) answered
    on post.body_id is not null
  where actor_kind() = 'person' and term.town_id = actor_town() and term.valid @> actor_today()
    and (post.closed_on is null or post.closed_on > actor_today())
    and (post.role <> 'branchSecretary' or post.body_id is null or standing_body(post.body_id, actor_today()) = post.body_id)
    and (term.person_id = actor_id()
      or exists (select from leave where leave.town_id = term.town_id and leave.person_id = term.person_id
                 and leave.deputy_id = actor_id() and leave.valid @> actor_today()))
$$;
create trigger forget_scope after insert or update or delete on body_succession for each statement execute function forget_scope();
