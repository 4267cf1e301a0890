-- owner: people
-- The scope of an actor, once a transaction (范围只算一次): every policy of every statement asked for it anew, 27 times in the eight requests
-- of a case's life, a third of PostgreSQL's work (docs/performance.md). It is kept in a setting of the transaction, under the actor, town and
-- day that it is of: another actor in the same transaction has another scope. A setting proves no less than sanliang.actor does: whoever can
-- write one can write both. Where nothing is kept, the scope is reckoned: forgetting shows nothing, as before.

-- The policies hold these functions by their number, so the names stay and the bodies move.
create function reckon_scope_units() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive reached (unit_id) as (
    select up.unit_id
    from actor_terms() held
    join unit_period up on up.town_id = actor_town() and up.path @> array[held.unit_id] and up.valid @> actor_today()
    where held.role not in ('departmentOfficer', 'systemAdministrator', 'securityAdministrator', 'auditAdministrator')
    union
    select us.predecessor_id
    from reached
    join unit_succession us on us.town_id = actor_town() and us.successor_id = reached.unit_id and us.effective_on <= actor_today()
  )
  select coalesce(array_agg(unit_id), '{}') from reached
$$;

create function reckon_actor_bodies() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct body_id) filter (where body_id is not null), '{}') from actor_terms()
$$;

create function reckon_actor_roles() returns text[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct role), '{}') from actor_terms()
$$;

-- Whose scope, and as of when. Ends in a sign that no part holds.
create function scope_key() returns text language sql stable parallel safe
return coalesce(current_setting('sanliang.actor', true), '') || ' ' || coalesce(current_setting('sanliang.town', true), '') || ' '
  || coalesce(current_setting('sanliang.today', true), '') || ' ';

create or replace function scope_units() returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  key constant text := scope_key();
  kept constant text := current_setting('sanliang.scope', true);
  reckoned uuid[];
begin
  if starts_with(kept, key) then return substr(kept, length(key) + 1)::uuid[]; end if;
  reckoned := reckon_scope_units();
  perform set_config('sanliang.scope', key || reckoned::text, true);
  return reckoned;
end $$;

create or replace function actor_bodies() returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  key constant text := scope_key();
  kept constant text := current_setting('sanliang.bodies', true);
  reckoned uuid[];
begin
  if starts_with(kept, key) then return substr(kept, length(key) + 1)::uuid[]; end if;
  reckoned := reckon_actor_bodies();
  perform set_config('sanliang.bodies', key || reckoned::text, true);
  return reckoned;
end $$;

create or replace function actor_roles() returns text[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  key constant text := scope_key();
  kept constant text := current_setting('sanliang.roles', true);
  reckoned text[];
begin
  if starts_with(kept, key) then return substr(kept, length(key) + 1)::text[]; end if;
  reckoned := reckon_actor_roles();
  perform set_config('sanliang.roles', key || reckoned::text, true);
  return reckoned;
end $$;

-- Whoever changes what a scope is made of sees the change at once.
create function forget_scope() returns trigger language plpgsql as $$
begin
  perform set_config('sanliang.scope', '', true), set_config('sanliang.bodies', '', true), set_config('sanliang.roles', '', true);
  return null;
end $$;
create trigger forget_scope after insert or update or delete on term for each statement execute function forget_scope();
create trigger forget_scope after insert or update or delete on post for each statement execute function forget_scope();
create trigger forget_scope after insert or update or delete on leave for each statement execute function forget_scope();
create trigger forget_scope after insert or update or delete on unit_period for each statement execute function forget_scope();
create trigger forget_scope after insert or update or delete on unit_succession for each statement execute function forget_scope();
