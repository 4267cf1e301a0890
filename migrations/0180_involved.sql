-- owner: requests
-- 经手: who took part in handling a case – people, and the desks, departments and committees through which they acted. None of them confirms on the
-- resident's behalf or gives the query code anew. Apart from handled_by: who is named there may read the case for good, as a desk's clerk may not.

alter table request add column involved uuid[] not null default '{}';

-- The units and bodies that are one with these today: what they went into, and what else went into that. By this a clerk of a village that
-- others were merged into stands for what they did.
create function one_with(ids uuid[]) returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  town constant integer := actor_town();
  today constant date := actor_today();
  found_ids uuid[] := ids;
  fresh uuid[] := ids;
begin
  while fresh <> '{}' loop
    fresh := array(
      select successor_id from unit_succession where town_id = town and predecessor_id = any (fresh) and effective_on <= today and successor_id <> all (found_ids)
      union select successor_id from body_succession where town_id = town and predecessor_id = any (fresh) and effective_on <= today and successor_id <> all (found_ids));
    found_ids := found_ids || fresh;
  end loop;
  fresh := found_ids;
  while fresh <> '{}' loop
    fresh := array(
      select predecessor_id from unit_succession where town_id = town and successor_id = any (fresh) and effective_on <= today and predecessor_id <> all (found_ids)
      union select predecessor_id from body_succession where town_id = town and successor_id = any (fresh) and effective_on <= today and predecessor_id <> all (found_ids));
    found_ids := found_ids || fresh;
  end loop;
  return found_ids;
end $$;

-- Who took part, as far as a log can tell: for cases that were there before, and for those that a ledger brings along. Each step from the
-- acceptance on names a person; the posts held on that day, those of a colleague on leave included, tell the desks and bodies.
create function involved_by_log(wanted uuid[]) returns table (id uuid, involved uuid[])
language sql stable security definer set search_path = public, pg_temp as $$
  with begun as (
    select e.subject_id, min(e.at) as at from event e
    where e.town_id = actor_town() and e.subject_kind = 'request' and e.name in ('requests.accept', 'requests.decide', 'requests.decideAnswer')
      and (wanted is null or e.subject_id = any (wanted))
    group by e.subject_id
  ), step as (
    select distinct begun.subject_id, e.actor_person_id as person_id, (e.at at time zone 'Asia/Shanghai')::date as day from begun
    join event e on e.town_id = actor_town() and e.subject_kind = 'request' and e.subject_id = begun.subject_id and e.at >= begun.at
    where e.actor_person_id is not null and e.name in ('requests.accept', 'requests.assign', 'requests.passOn', 'requests.take', 'requests.giveBack',
      'requests.climb', 'requests.pause', 'requests.resume', 'requests.propose', 'requests.decide', 'requests.decideAnswer')
  ), acting as (
    select person_id, day, person_id as holder_id from (select distinct person_id, day from step) own
    union
    select away.deputy_id, own.day, away.person_id from (select distinct person_id, day from step) own
    join leave away on away.town_id = actor_town() and away.deputy_id = own.person_id and away.valid @> own.day
  ), held as (
    select acting.person_id, acting.day, p.role, p.unit_id, p.body_id from acting
    join term t on t.town_id = actor_town() and t.person_id = acting.holder_id and t.valid @> acting.day
    join post p on p.town_id = t.town_id and p.id = t.post_id
  )
  select r.id, array(
    select unnest(r.handled_by)
    union select step.person_id from step where step.subject_id = r.id
    union select held.unit_id from step join held using (person_id, day) where step.subject_id = r.id
      and held.role <> 'departmentOfficer' and (held.role = 'townDiscipline') = r.about_officials
    union select held.body_id from step join held using (person_id, day) where step.subject_id = r.id and held.body_id is not null)
  from begun join request r on r.town_id = actor_town() and r.id = begun.subject_id
  where actor_kind() = 'job'
$$;
revoke execute on function one_with(uuid[]), involved_by_log(uuid[]) from public;
grant execute on function one_with(uuid[]), involved_by_log(uuid[]) to sanliang_app;

do $$
declare
  each integer;
begin
  perform set_config('sanliang.actor', 'job:requests.involve', true);
  for each in select id from town loop
    perform set_config('sanliang.town', each::text, true);
    update request r set involved = told.involved from involved_by_log(null) told where r.town_id = each and r.id = told.id;
  end loop;
  perform set_config('sanliang.actor', '', true), set_config('sanliang.town', '', true);
end $$;
