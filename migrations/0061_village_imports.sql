-- owner: people
-- 村（社区）导入: a village's office may not read its neighbours' people, and must not take their codes.

create function taken_person_codes(wanted text[]) returns setof text
language sql stable security definer set search_path = public, pg_temp as $$
  select external_code from person
  where town_id = actor_town() and external_code = any (wanted)
    and (actor_kind() = 'job' or actor_roles() && array['townClerk', 'systemAdministrator', 'villageSecretary', 'villageClerk'])
$$;
revoke execute on function taken_person_codes from public;
grant execute on function taken_person_codes to sanliang_app;
