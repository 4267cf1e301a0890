-- owner: requests
-- 诉求台账: the town's clerk may bring a ledger along too, by importing it.

create policy load_by_clerk on request for insert to sanliang_app
  with check (town_id = (select actor_town()) and not about_officials and (select actor_roles()) && array['townClerk']);

-- Numbers that are taken, of cases that the one who imports may not read as well: those about officials.
create function taken_request_numbers(wanted text[]) returns setof text
language sql stable security definer set search_path = public, pg_temp as $$
  select number from request
  where town_id = actor_town() and number = any (wanted) and (actor_kind() = 'job' or actor_roles() && array['townClerk'])
$$;
revoke execute on function taken_request_numbers from public;
grant execute on function taken_request_numbers to sanliang_app;

create or replace function raise_request_counter(unit uuid, in_year integer, at_least integer) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into request_counter (town_id, unit_id, year, last)
  select actor_town(), unit, in_year, at_least where actor_kind() = 'job' or actor_roles() && array['townClerk']
  on conflict (town_id, unit_id, year) do update set last = greatest(request_counter.last, excluded.last)
$$;
