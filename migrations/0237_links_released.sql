-- owner: accounts
-- 邀请链接由另一个管理员放行: who asked for a link that waits, and who made and released those that were given out, for the audit.

alter table auth.account add column link_asked_by uuid, add column link_asked_at timestamptz,
  add check ((link_asked_by is null) = (link_asked_at is null));
alter table auth.link add column made_by uuid, add column released_by uuid;

-- Who else could release a link of this person's account: security administrators of today who have shown an authenticator app once. An account
-- that was disabled counts, and only another security administrator takes an app off, so that no one empties this list alone.
create function auth.has_releaser(p_town integer, p_person uuid, p_today date) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from auth.account a
    join term on term.town_id = a.town_id and term.person_id = a.person_id and term.valid @> p_today
    join post on post.town_id = term.town_id and post.id = term.post_id and post.role = 'securityAdministrator'
    where a.town_id = p_town and p_town = auth.town() and a.person_id <> p_person and a.code_confirmed_at is not null)
$$;
revoke execute on function auth.has_releaser(integer, uuid, date) from public;
grant execute on function auth.has_releaser(integer, uuid, date) to sanliang_auth;
