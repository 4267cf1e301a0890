-- owner: plates
-- 户牌: whom a plate still names, for the job that forgets people.

-- Members of plates that are being made or hang, and of those that came down after the day.
create function plate_ties(since date) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select m.person_id from plate_member m join plate p on p.town_id = m.town_id and p.id = m.plate_id
  where actor_kind() = 'job' and m.town_id = actor_town() and (p.ended_on is null or p.ended_on > since)
$$;
revoke execute on function plate_ties from public;
grant execute on function plate_ties to sanliang_app;
