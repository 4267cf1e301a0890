-- owner: accounts
-- 管理员的职务，输了动态口令才算: whoever asks says whether the session came by a link of the demonstration, and whether the token was made for an
-- administrator's work, with a code. Tokens of before carry no administrator's post any more.

alter table auth.access_token add column administrator boolean not null default false;

drop function auth.session_actor(bytea, timestamptz, date);
create function auth.session_actor(p_digest bytea, p_now timestamptz, p_today date)
returns table (town_id integer, person_id uuid, account_id uuid, session_id uuid, code_given_at timestamptz, demonstration boolean, posts jsonb)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  held auth.session;
  person uuid;
begin
  select * into held from auth.session s where s.digest = p_digest and s.stage = 'open'
    and s.ends_at > p_now and s.used_at + make_interval(secs => s.idle_seconds) > p_now;
  if not found then return; end if;
  select a.person_id into person from auth.account a
    where a.town_id = held.town_id and a.id = held.account_id and a.state = 'active';
  if not found then return; end if;
  if held.used_at < p_now - interval '1 minute' then
    update auth.session s set used_at = p_now where s.town_id = held.town_id and s.id = held.id and s.used_at < p_now - interval '1 minute';
  end if;
  return query select held.town_id, person, held.account_id, held.id, held.code_given_at, held.demonstration,
    auth.posts_of(held.town_id, person, p_today);
end $$;

drop function auth.token_actor(bytea, timestamptz, date);
create function auth.token_actor(p_digest bytea, p_now timestamptz, p_today date)
returns table (town_id integer, person_id uuid, account_id uuid, token_id uuid, scopes text[], administrator boolean, posts jsonb)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  return query select a.town_id, a.person_id, a.id, t.id, t.scopes, t.administrator, auth.posts_of(a.town_id, a.person_id, p_today)
    from auth.access_token t
    join auth.account a on a.town_id = t.town_id and a.id = t.account_id and a.state = 'active'
    where t.digest = p_digest and t.expires_at > p_now and t.revoked_at is null;
end $$;
revoke execute on function auth.session_actor, auth.token_actor from public;
grant execute on function auth.session_actor, auth.token_actor to sanliang_auth;
