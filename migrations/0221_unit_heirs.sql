-- owner: units
-- 接续的单位: a unit itself and whichever its records went to by a day, without those above it or below: who may go on with what it began.

create function unit_heirs(unit uuid, day date) returns uuid[]
language sql stable set search_path = public, pg_temp as $$
  with recursive heir (unit_id) as (
    select unit
    union
    select us.successor_id from heir
    join unit_succession us on us.town_id = (select actor_town()) and us.predecessor_id = heir.unit_id and us.effective_on <= day
  )
  select array_agg(unit_id) from heir
$$;
grant execute on function unit_heirs(uuid, date) to sanliang_app;
