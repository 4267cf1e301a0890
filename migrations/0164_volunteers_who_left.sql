-- owner: volunteering
-- 收回登记: who leaves while excluded is not registered again when the exclusion ends; nor is a guardian's name kept until then.

-- The consent was taken back that day, and the row stands for the exclusion alone; null: registered.
alter table volunteer add column left_on date;

create or replace function withdraw_volunteer(at timestamptz, day date) returns integer
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare lists uuid[];
begin
  if actor_kind() not in ('person', 'subject') then raise exception 'nobody leaves for another'; end if;
  select coalesce(array_agg(distinct u.slot_id), '{}') into lists from volunteer_sign_up u
    where u.town_id = actor_town() and u.person_id = actor_id() and u.state = 'standing' and u.starts_at > at;
  perform from volunteer_slot s where s.town_id = actor_town() and s.id = any (lists) order by s.id for update;
  update volunteer_swap w set state = 'withdrawn' where w.town_id = actor_town() and w.from_person_id = actor_id() and w.state = 'offered';
  update volunteer_sign_up u set state = 'withdrawn', attendance = 'unrecorded', reason = null
    where u.town_id = actor_town() and u.person_id = actor_id() and u.state = 'standing' and u.slot_id = any (lists);
  update volunteer_slot s set state = 'open' where s.town_id = actor_town() and s.id = any (lists) and s.state = 'full'
    and (select count(*) from volunteer_sign_up u where u.town_id = s.town_id and u.slot_id = s.id and u.state = 'standing') < s.places;
  update volunteer v set skills = '', times = '', born_on = null, guardian_sealed = null, guardian_consented_on = null, left_on = day
    where v.town_id = actor_town() and v.person_id = actor_id() and v.banned_until > day;
  delete from volunteer v where v.town_id = actor_town() and v.person_id = actor_id() and (v.banned_until is null or v.banned_until <= day);
  return cardinality(lists);
end $$;

-- What is left of them goes with the last day of the exclusion.
create policy left_behind on volunteer for delete to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'job' and left_on is not null
    and (banned_until is null or banned_until <= (select actor_today())));
grant delete on volunteer to sanliang_app;
