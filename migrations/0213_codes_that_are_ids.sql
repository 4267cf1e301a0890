-- owner: people
-- 村（社区）导入: a person without a code is known by the id, as an export writes it; no other record may take that for its code.

create or replace function taken_person_codes(wanted text[]) returns setof text
language sql stable security definer set search_path = public, pg_temp as $$
  select code from (
    select external_code as code from person where town_id = actor_town() and external_code = any (wanted)
    union
    select id::text from person where town_id = actor_town() and id::text = any (wanted)
  ) as taken
  where actor_kind() = 'job' or actor_roles() && array['townClerk', 'systemAdministrator', 'villageSecretary', 'villageClerk']
$$;
