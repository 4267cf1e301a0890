-- owner: units
-- 单位的范围: a unit with everything below it, and the predecessors of all of these.

-- The units that answer for `unit` on a day: itself, those below it, and those merged or split into
-- any of them by then, so that a list of a village after a merger holds its predecessors' rows too.
create function units_below(unit uuid, day date) returns uuid[]
language sql stable set search_path = public, pg_temp as $$
  with recursive reached (unit_id) as (
    select up.unit_id from unit_period up
    where up.town_id = (select actor_town()) and up.path @> array[unit] and up.valid @> day
    union
    select us.predecessor_id from reached
    join unit_succession us on us.town_id = (select actor_town()) and us.successor_id = reached.unit_id and us.effective_on <= day
  )
  select array_append(coalesce(array_agg(unit_id), '{}'), unit) from reached
$$;

-- The other direction: the units whose authority reaches `unit` on a day: itself, its successors, and
-- everything above these. x is in units_above(y) exactly when y is in units_below(x).
create function units_above(unit uuid, day date) returns uuid[]
language sql stable set search_path = public, pg_temp as $$
  with recursive standing (unit_id) as (
    select unit
    union
    select us.successor_id from standing
    join unit_succession us on us.town_id = (select actor_town()) and us.predecessor_id = standing.unit_id and us.effective_on <= day
  ), above (unit_id) as (
    select unnest(up.path) from standing
    join unit_period up on up.town_id = (select actor_town()) and up.unit_id = standing.unit_id and up.valid @> day
    union select unit
  )
  select array_agg(unit_id) from above
$$;
grant execute on function units_below(uuid, date), units_above(uuid, date) to sanliang_app;
