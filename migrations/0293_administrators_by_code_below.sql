-- owner: people
-- 三员凭口令 in the database too: an administrator's post opens rows only where its holder gave a one-time code.
--
-- Since 0236 the policies of the application leave such a post out where no code was given, but the policies of the tables still counted it: a
-- list that leans on them alone showed the whole log to a program that had been left running. The application says in a setting of the
-- transaction whether these posts count; unsaid, they do not.

create function administers() returns boolean language sql stable parallel safe
return coalesce(current_setting('sanliang.administers', true), '') = 'yes';

-- As 0260 says, but for the posts of administrators.
create or replace function actor_terms() returns table (post_id uuid, role text, unit_id uuid, body_id uuid, deputy_for uuid)
language plpgsql stable security definer rows 4 set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  me constant uuid := actor_id();
  town constant integer := actor_town();
  today constant date := actor_today();
  all_count constant boolean := administers();
  held_by uuid[];
begin
  if actor_kind() is distinct from 'person' then return; end if;
  held_by := array(select away.person_id from leave away where away.town_id = town and away.deputy_id = me and away.valid @> today);
  if held_by <> '{}' and not exists (select from term t join post p on p.town_id = t.town_id and p.id = t.post_id
    where t.town_id = town and t.person_id = me and t.valid @> today and (p.closed_on is null or p.closed_on > today)) then return; end if;
  held_by := me || held_by;
  -- own terms first: which body answers today must not be asked of every secretary of the town
  return query
    with held as materialized (
      select p.id, p.role, p.unit_id, p.body_id, t.person_id from term t join post p on p.town_id = t.town_id and p.id = t.post_id
      where t.town_id = town and t.person_id = any (held_by) and t.valid @> today and (p.closed_on is null or p.closed_on > today)
        and (all_count or p.role not in ('systemAdministrator', 'securityAdministrator', 'auditAdministrator'))
    )
    select held.id, held.role, held.unit_id, answered.body_id, nullif(held.person_id, me)
    from held
    left join lateral unnest(case when held.body_id is not null then bodies_into(standing_body(held.body_id, today), today) end) as answered (body_id) on true
    where held.role <> 'branchSecretary' or held.body_id is null or standing_body(held.body_id, today) = held.body_id;
end $$;

-- Whose scope, as of when, and with which posts. Ends in a sign that no part holds.
create or replace function scope_key() returns text language sql stable parallel safe
return coalesce(current_setting('sanliang.actor', true), '') || ' ' || coalesce(current_setting('sanliang.town', true), '') || ' '
  || coalesce(current_setting('sanliang.today', true), '') || ' ' || coalesce(current_setting('sanliang.administers', true), '') || ' ';

-- Signing in asks for every post: which of them count is decided from what was shown.
create or replace function auth.posts_of(p_town integer, p_person uuid, p_today date) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform set_config('sanliang.actor', 'person:' || p_person, true), set_config('sanliang.town', p_town::text, true),
    set_config('sanliang.today', p_today::text, true), set_config('sanliang.administers', 'yes', true);
  return (select coalesce(jsonb_agg(jsonb_build_object('postId', held.post_id, 'role', held.role, 'unitId', held.unit_id,
      'path', coalesce((select up.path from unit_period up where up.town_id = p_town and up.unit_id = held.unit_id and up.valid @> p_today), array[held.unit_id]),
      'bodyId', held.body_id, 'deputyFor', held.deputy_for)
      order by held.role, held.post_id), '[]')
    from actor_terms() held);
end $$;
