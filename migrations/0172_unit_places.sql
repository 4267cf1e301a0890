-- owner: units
-- 单位的归处: where every unit that ever stood belongs on a day, each in one place, so that what is counted by place adds up to the whole.

-- While it stands, it is its path of the day. Once it is gone, it is that of the one unit that it went into whole. What was split went whole
-- into none of its parts: it stays where it last stood and its records with it, while each unit that lay below goes by a path of its own.
-- Planned once a connection: the planning takes as long as reading the places of a town.
create function unit_places(day date) returns table (unit_id uuid, path uuid[])
language plpgsql stable set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  return query with recursive last_period as materialized (
    select distinct on (up.unit_id) up.unit_id, up.parent_id, up.path, up.valid @> day as stands
    from unit_period up where up.town_id = (select actor_town()) and lower(up.valid) <= day
    order by up.unit_id, lower(up.valid) desc
  ), heir as (
    select us.predecessor_id, (array_agg(us.successor_id))[1] as id from unit_succession us
    where us.town_id = (select actor_town()) and us.effective_on <= day
    group by us.predecessor_id having count(*) = 1
  ), gone as materialized (
    select lp.unit_id, coalesce(heir.id, lp.parent_id) as goes_by, heir.id is null as stays
    from last_period lp left join heir on heir.predecessor_id = lp.unit_id where not lp.stands
  ), placed (unit_id, path) as (
    select lp.unit_id, lp.path from last_period lp where lp.stands
    union all
    select gone.unit_id, case when gone.stays then placed.path || gone.unit_id else placed.path end
    from placed join gone on gone.goes_by = placed.unit_id
  )
  select placed.unit_id, placed.path from placed;
end $$;
grant execute on function unit_places(date) to sanliang_app;
