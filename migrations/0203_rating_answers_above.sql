-- owner: ratings
-- 上一级答复: where every secretary entered the fact, decided the star or seconded it, a leader of the town answers, and reads that one sheet.

create or replace function rating_answerers(cycle uuid) returns table (person_id uuid, rank integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct term.person_id, case post.role when 'branchSecretary' then 1 when 'villageSecretary' then 2 else 3 end
  from rating_cycle c
  join unit_period here on here.town_id = c.town_id and here.unit_id = c.unit_id and here.valid @> actor_today()
  join post on post.town_id = c.town_id and (post.closed_on is null or post.closed_on > actor_today())
    and post.role in ('villageSecretary', 'branchSecretary', 'townLeader')
    and (post.unit_id = any (here.path) or post.body_id = standing_body(c.body_id, actor_today()))
  join term on term.town_id = post.town_id and term.post_id = post.id and term.valid @> actor_today()
  where c.town_id = actor_town() and c.id = cycle and (c.id = any ((select kept_cycles())::uuid[]) or c.id = any ((select my_rating_cycles())::uuid[]))
  order by 2, 1
$$;

-- Sheets with a question to the actor, who leads the town: those, and no other of their cycles.
create function ratings_to_answer() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct rating_id), '{}') from rating_contest
  where town_id = actor_town() and answerer_id = actor_id() and actor_kind() = 'person' and (select actor_roles()) && array['townLeader']
$$;
create function cycles_to_answer() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct cycle_id), '{}') from rating where town_id = actor_town() and id = any ((select ratings_to_answer())::uuid[])
$$;
-- What keeps a cycle from going on, for whoever answers in it: of sheets that one may not read, how many.
create function rating_cycle_left(cycle uuid) returns table (open_contests integer, undecided integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(sum((select count(*) from rating_contest t where t.town_id = r.town_id and t.rating_id = r.id and t.state = 'open')), 0)::integer,
    (count(*) filter (where r.exempt is null and (r.star is null or r.awaits_second)))::integer
  from rating r where r.town_id = actor_town() and r.cycle_id = cycle
    and (cycle = any ((select kept_cycles())::uuid[]) or cycle = any ((select cycles_to_answer())::uuid[]))
$$;
create or replace function rating_names(wanted uuid[]) returns table (id uuid, name text, sort_key text)
language sql stable security definer set search_path = public, pg_temp as $$
  with readable as (
    select r.* from rating r where r.town_id = actor_town() and r.id = any (wanted)
      and (actor_kind() = 'job' or r.person_id = actor_id() or r.cycle_id = any ((select kept_cycles())::uuid[])
        or r.id = any ((select ratings_to_answer())::uuid[])))
  select person.id, person.name, person.sort_key from person where person.town_id = actor_town() and person.id in (
    select unnest(array[r.person_id, r.decided_by, r.second_by]) from readable r
    union
    select unnest(array[t.answerer_id, t.answered_by]) from rating_contest t join readable r on r.town_id = t.town_id and r.id = t.rating_id)
$$;
revoke execute on function ratings_to_answer, cycles_to_answer, rating_cycle_left from public;
grant execute on function ratings_to_answer, cycles_to_answer, rating_cycle_left to sanliang_app;

alter policy sealed on rating_cycle using ((select actor_kind()) = 'job'
  or id = any ((select kept_cycles())::uuid[]) or id = any ((select my_rating_cycles())::uuid[]) or id = any ((select cycles_to_answer())::uuid[])
  or unit_id = any ((select rating_units())::uuid[]) or body_id = any ((select led_bodies())::uuid[]));
alter policy write_update on rating_cycle using (town_id = (select actor_town()) and ((select actor_kind()) = 'job'
  or id = any ((select kept_cycles())::uuid[]) or id = any ((select cycles_to_answer())::uuid[])));
alter policy sealed on rating using ((select actor_kind()) = 'job' or person_id = (select actor_id())
  or cycle_id = any ((select kept_cycles())::uuid[]) or id = any ((select ratings_to_answer())::uuid[]));
alter policy write_update on rating using (town_id = (select actor_town()) and ((select actor_kind()) = 'job'
  or cycle_id = any ((select kept_cycles())::uuid[]) or id = any ((select ratings_to_answer())::uuid[])));
alter policy write_insert on rating_fact with check (town_id = (select actor_town())
  and exists (select from rating r where r.town_id = rating_fact.town_id and r.id = rating_fact.rating_id
    and (r.cycle_id = any ((select kept_cycles())::uuid[]) or r.id = any ((select ratings_to_answer())::uuid[]))));
alter policy write_update on rating_fact using (town_id = (select actor_town())
  and exists (select from rating r where r.town_id = rating_fact.town_id and r.id = rating_fact.rating_id
    and (r.cycle_id = any ((select kept_cycles())::uuid[]) or r.id = any ((select ratings_to_answer())::uuid[]))));
alter policy answer on rating_contest using (town_id = (select actor_town())
  and exists (select from rating r where r.town_id = rating_contest.town_id and r.id = rating_contest.rating_id
    and (r.cycle_id = any ((select kept_cycles())::uuid[]) or r.id = any ((select ratings_to_answer())::uuid[]))));
