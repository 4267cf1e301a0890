-- owner: people
-- Who acts and how far they reach (范围), found by index: the terms of the town were read through for every request, twice, and each row of
-- the units asked anew which day it is. Same answers, a third of the work (docs/performance.md).

-- Written so that PostgreSQL can put it into a query in place of a call.
create or replace function actor_town() returns integer language sql stable parallel safe
return case when coalesce(current_setting('sanliang.actor', true), '') <> '' then nullif(current_setting('sanliang.town', true), '')::integer end;

-- One's own terms and those of whom one stands in for; as 0143 says, one row for each body that a term answers for.
create or replace function actor_terms() returns table (post_id uuid, role text, unit_id uuid, body_id uuid, deputy_for uuid)
language plpgsql stable security definer rows 4 set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  me constant uuid := actor_id();
  town constant integer := actor_town();
  today constant date := actor_today();
  held_by uuid[];
begin
  if actor_kind() is distinct from 'person' then return; end if;
  held_by := me || array(select away.person_id from leave away where away.town_id = town and away.deputy_id = me and away.valid @> today);
  -- own terms first: which body answers today must not be asked of every secretary of the town
  return query
    with held as materialized (
      select p.id, p.role, p.unit_id, p.body_id, t.person_id from term t join post p on p.town_id = t.town_id and p.id = t.post_id
      where t.town_id = town and t.person_id = any (held_by) and t.valid @> today and (p.closed_on is null or p.closed_on > today)
    )
    select held.id, held.role, held.unit_id, answered.body_id, nullif(held.person_id, me)
    from held
    left join lateral unnest(case when held.body_id is not null then bodies_into(standing_body(held.body_id, today), today) end) as answered (body_id) on true
    where held.role <> 'branchSecretary' or held.body_id is null or standing_body(held.body_id, today) = held.body_id;
end $$;

-- Units, bodies and roles of the actor from one reading of the terms; kept as 0084 says.
create function reckon_scope() returns void
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  key constant text := scope_key();
  town constant integer := actor_town();
  today constant date := actor_today();
  roots uuid[];
  bodies uuid[];
  roles text[];
  reached uuid[] := '{}';
  before uuid[];
begin
  select array_agg(distinct held.unit_id)
      filter (where held.role not in ('departmentOfficer', 'systemAdministrator', 'securityAdministrator', 'auditAdministrator')),
    coalesce(array_agg(distinct held.body_id) filter (where held.body_id is not null), '{}'), coalesce(array_agg(distinct held.role), '{}')
    into roots, bodies, roles from actor_terms() held;
  if roots is not null then
    reached := array(select distinct up.unit_id from unit_period up where up.town_id = town and up.path && roots and up.valid @> today);
    before := reached;
    loop
      before := array(select distinct us.predecessor_id from unit_succession us
        where us.town_id = town and us.successor_id = any (before) and us.effective_on <= today and us.predecessor_id <> all (reached));
      exit when before = '{}';
      reached := reached || before;
    end loop;
  end if;
  perform set_config('sanliang.scope', key || reached::text, true), set_config('sanliang.bodies', key || bodies::text, true),
    set_config('sanliang.roles', key || roles::text, true);
end $$;

create or replace function scope_units() returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  key constant text := scope_key();
begin
  if starts_with(current_setting('sanliang.scope', true), key) is not true then perform reckon_scope(); end if;
  return substr(current_setting('sanliang.scope', true), length(key) + 1)::uuid[];
end $$;

create or replace function actor_bodies() returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  key constant text := scope_key();
begin
  if starts_with(current_setting('sanliang.bodies', true), key) is not true then perform reckon_scope(); end if;
  return substr(current_setting('sanliang.bodies', true), length(key) + 1)::uuid[];
end $$;

create or replace function actor_roles() returns text[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  key constant text := scope_key();
begin
  if starts_with(current_setting('sanliang.roles', true), key) is not true then perform reckon_scope(); end if;
  return substr(current_setting('sanliang.roles', true), length(key) + 1)::text[];
end $$;

drop function reckon_scope_units(), reckon_actor_bodies(), reckon_actor_roles();

-- What one's sign-in answers with: each path by its own index.
create or replace function auth.posts_of(p_town integer, p_person uuid, p_today date) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform set_config('sanliang.actor', 'person:' || p_person, true), set_config('sanliang.town', p_town::text, true),
    set_config('sanliang.today', p_today::text, true);
  return (select coalesce(jsonb_agg(jsonb_build_object('postId', held.post_id, 'role', held.role, 'unitId', held.unit_id,
      'path', coalesce((select up.path from unit_period up where up.town_id = p_town and up.unit_id = held.unit_id and up.valid @> p_today), array[held.unit_id]),
      'bodyId', held.body_id, 'deputyFor', held.deputy_for)
      order by held.role, held.post_id), '[]')
    from actor_terms() held);
end $$;

-- holder_name() for many people at once: those who hold or held a post.
create function holder_names(people uuid[]) returns table (id uuid, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select person.id, person.name from person
  where person.town_id = actor_town() and person.id = any (people)
    and exists (select from term where term.town_id = person.town_id and term.person_id = person.id)
$$;
revoke execute on function holder_names(uuid[]), reckon_scope() from public;
grant execute on function holder_names(uuid[]) to sanliang_app;

-- Names of units as they are today or were last, each with its village's or the town's own. Planned once a connection: the planner takes a
-- list for ten units, finds that dear, and plans anew for each list, ten times as long as the looking up takes.
create function unit_names(wanted uuid[]) returns table (id uuid, kind text, name text, village_id uuid, village_name text, village_short_name text)
language plpgsql stable set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  today constant date := actor_today();
begin
  return query
    select unit.id, unit.kind, up.name, village.unit_id, village.name, village.short_name
    from unit
    join lateral (select named.name, named.path from unit_period named
      where named.town_id = unit.town_id and named.unit_id = unit.id and lower(named.valid) <= today order by lower(named.valid) desc limit 1) up on true
    join lateral (select named.unit_id, named.name, named.short_name from unit_period named
      where named.town_id = unit.town_id and named.unit_id = coalesce(up.path[2], up.path[1]) and lower(named.valid) <= today
      order by lower(named.valid) desc limit 1) village on true
    where unit.town_id = actor_town() and unit.id = any (wanted);
end $$;
revoke execute on function unit_names(uuid[]) from public;
grant execute on function unit_names(uuid[]) to sanliang_app;
