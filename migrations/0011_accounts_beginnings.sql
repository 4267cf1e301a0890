-- owner: accounts
-- 三员分立 and 首次启动: one person is never two of the three administrators; and how the first of them comes to be.

-- A term of one of the three administrators refuses to overlap a term of another of them, own posts only: a deputy is
-- refused by the rule that names deputies.
create function refuse_second_administrator() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  wanted text;
begin
  select role into wanted from post where town_id = new.town_id and id = new.post_id;
  if wanted not in ('systemAdministrator', 'securityAdministrator', 'auditAdministrator') then return new; end if;
  -- two terms of one person begun at once stand in line
  perform pg_advisory_xact_lock(hashtextextended('administrator ' || new.person_id, 0));
  if exists (select from term join post on post.town_id = term.town_id and post.id = term.post_id
             where term.town_id = new.town_id and term.person_id = new.person_id and term.id <> new.id and term.valid && new.valid
               and post.role in ('systemAdministrator', 'securityAdministrator', 'auditAdministrator') and post.role <> wanted) then
    raise exception 'one person holds two of the three administrators' using errcode = 'check_violation', constraint = 'three_administrators_apart';
  end if;
  return new;
end $$;
create trigger three_administrators_apart before insert or update of person_id, post_id, valid on term
  for each row execute function refuse_second_administrator();

-- Does anyone with an account hold the post of system administrator today?
create function auth.has_system_administrator(p_town integer, p_today date) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from auth.account a
    join term on term.town_id = a.town_id and term.person_id = a.person_id and term.valid @> p_today
    join post on post.town_id = term.town_id and post.id = term.post_id and post.role = 'systemAdministrator'
    where a.town_id = p_town and a.state <> 'disabled')
$$;

-- The first system administrator of a town: person, post, term and account at once, and the town's own unit if the town has
-- no map yet. Nobody is signed in then, so no policy could allow it; it refuses as soon as there is one.
create function auth.found_administrator(p_town integer, p_today date, p_now timestamptz, p_name text, p_sort_key text,
  p_login text, p_hash text, p_person uuid, p_post uuid, p_term uuid, p_account uuid, p_unit uuid)
returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  root uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('first administrator of ' || p_town, 0));
  if p_town is distinct from auth.town() or auth.has_system_administrator(p_town, p_today) then
    raise exception 'the town has a system administrator';
  end if;
  select id into root from unit where town_id = p_town and kind = 'town' and opened_on <= p_today and (closed_on is null or closed_on > p_today);
  if root is null then
    root := p_unit;
    insert into unit (town_id, id, kind, code, opened_on) select p_town, root, 'town', code, p_today from town where id = p_town;
    insert into unit_period (town_id, unit_id, parent_id, name, short_name, valid, path)
      select p_town, root, null, name, left(name, 10), daterange(p_today, null), array[root] from town where id = p_town;
  end if;
  insert into person (town_id, id, name, sort_key, unit_id, created_at) values (p_town, p_person, p_name, p_sort_key, root, p_now);
  insert into post (town_id, id, role, title, unit_id, opened_on) values (p_town, p_post, 'systemAdministrator', '系统管理员', root, p_today);
  insert into term (town_id, id, post_id, person_id, valid) values (p_town, p_term, p_post, p_person, daterange(p_today, null));
  insert into auth.account (town_id, id, person_id, login, state, password_hash, password_changed_at, created_at)
    values (p_town, p_account, p_person, p_login, 'active', p_hash, p_now, p_now);
end $$;

revoke execute on function auth.has_system_administrator, auth.found_administrator from public;
grant execute on function auth.has_system_administrator, auth.found_administrator to sanliang_auth;

-- Guesses that matter no more are deleted by their age, whoever they were at.
create index guess_at on auth.guess (at);
