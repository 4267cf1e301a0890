-- owner: requests
-- 关于干部，转镇纪委: a case whose reporter did not say that it is about officials goes around the village from now on, as one that said so.

-- Whoever sends it may not read it afterwards, and an update checks the new row against what its author may see; so the owner does it, for a
-- case that was just laid on the town's desk. Nobody who handled it or got a copy keeps it, and its duplicates, which tell the same, go too.
create function go_around_village(wanted uuid, at timestamptz) returns table (id uuid, unit_id uuid)
language sql volatile security definer set search_path = public, pg_temp as $$
  with gone as (
    select r.id, r.handler_unit_id as town_unit_id from request r
    join unit u on u.town_id = r.town_id and u.id = r.handler_unit_id and u.kind = 'town'
    where r.town_id = actor_town() and actor_kind() = 'person' and r.id = wanted and r.state = 'submitted' and not r.about_officials
  ), told as (
    select r.id, gone.town_unit_id from gone join request r on r.town_id = actor_town() and (r.id = gone.id or r.merged_into = gone.id)
  ), forgotten as (
    delete from request_copy c using told where c.town_id = actor_town() and c.request_id = told.id
  )
  update request r set about_officials = true, custody_unit_id = told.town_unit_id, handler_unit_id = told.town_unit_id, assigned_body_id = null,
    assigned_person_id = null, handled_by = '{}', updated_at = at, version = r.version + 1
  from told where r.town_id = actor_town() and r.id = told.id
  returning r.id, r.unit_id
$$;
revoke execute on function go_around_village from public;
grant execute on function go_around_village to sanliang_app;
