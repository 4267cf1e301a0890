-- owner: units
-- 单位名下的数: the units whose records a unit's number counts on a day: those that have their place in it or below it, and itself.

-- Each unit has one place, so the numbers of units side by side never hold one record twice, and with the parent's own they make the whole.
-- Asked of a unit that went into another, it is that unit alone: what it had is counted at its successor.
create function units_counted(unit uuid, day date) returns uuid[]
language sql stable set search_path = public, pg_temp as $$
  select array_append(coalesce(array_agg(place.unit_id) filter (where place.unit_id <> unit), '{}'), unit)
  from unit_places(day) place where place.path @> array[unit]
$$;
grant execute on function units_counted(uuid, date) to sanliang_app;
