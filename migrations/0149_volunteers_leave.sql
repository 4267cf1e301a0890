-- owner: volunteering
-- 收回登记: a volunteer takes the consent back, signed in or with a one-time code, as easily as it was given.

-- Ends what the caller signed up for and has not begun, and forgets the registration. An exclusion stays until its last day, or leaving
-- would end it. Hours that were served stay: they are the record of what took place. Returns how many lists the caller left.
create function withdraw_volunteer(at timestamptz, day date) returns integer
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
  update volunteer v set skills = '', times = '' where v.town_id = actor_town() and v.person_id = actor_id() and v.banned_until > day;
  delete from volunteer v where v.town_id = actor_town() and v.person_id = actor_id() and (v.banned_until is null or v.banned_until <= day);
  return cardinality(lists);
end $$;
revoke execute on function withdraw_volunteer from public;
grant execute on function withdraw_volunteer to sanliang_app;
