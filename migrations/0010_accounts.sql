-- owner: accounts
-- 账号: ways to sign in, in a schema of their own that only the sign-in role reads.
-- The application's role has no right here; the sign-in role has none anywhere else.

create schema auth;
grant usage on schema auth to sanliang_auth;

create function auth.town() returns integer language sql stable parallel safe
  as $$ select nullif(current_setting('sanliang.town', true), '')::integer $$;

-- A person's one way to sign in. Most residents have none and need none.
create table auth.account (
  town_id integer not null references town,
  id uuid not null,
  person_id uuid not null,
  login text not null check (login ~ '^[a-z0-9][a-z0-9._-]{2,39}$'),
  state text not null check (state in ('invited', 'active', 'disabled')),
  -- argon2id as a PHC string; null: signs in by link only
  password_hash text,
  password_changed_at timestamptz,
  -- base32 secret of the authenticator app, sealed; unconfirmed until a first code was right
  code_secret_sealed bytea,
  code_confirmed_at timestamptz,
  -- the 30-second step of the last code taken: a code is spent once
  code_last_step bigint,
  created_at timestamptz not null,
  primary key (town_id, id),
  unique (town_id, login),
  unique (town_id, person_id),
  foreign key (town_id, person_id) references person,
  check ((password_hash is null) = (password_changed_at is null)),
  check (code_secret_sealed is not null or code_confirmed_at is null)
);

-- No column tells how often or how long someone was signed in (UX-B1); rows go when the session ends.
create table auth.session (
  town_id integer not null,
  id uuid not null,
  account_id uuid not null,
  digest bytea not null unique,
  stage text not null check (stage in ('secondFactor', 'enrolment', 'password', 'open')),
  kind text not null check (kind in ('desktop', 'mobile')),
  -- signed in by a link of the demonstration
  demonstration boolean not null,
  started_at timestamptz not null,
  used_at timestamptz not null,
  idle_seconds integer not null check (idle_seconds > 0),
  ends_at timestamptz not null,
  code_given_at timestamptz,
  primary key (town_id, id),
  foreign key (town_id, account_id) references auth.account
);
create index on auth.session (town_id, account_id);
create index on auth.session (ends_at);

-- A browser that signed in before. Its guesses are counted apart, so that a stranger's do not keep its owner out.
create table auth.browser (
  town_id integer not null,
  account_id uuid not null,
  digest bytea not null,
  expires_at timestamptz not null,
  primary key (town_id, account_id, digest),
  foreign key (town_id, account_id) references auth.account
);
create index on auth.browser (expires_at);

-- Guesses that were wrong, or are being checked. `about` is a keyed digest of what was guessed at: a login that
-- does not exist is counted like one that does.
create table auth.guess (
  town_id integer not null references town,
  id uuid not null,
  about bytea not null,
  known_browser boolean not null,
  at timestamptz not null,
  primary key (town_id, id)
);
create index on auth.guess (town_id, about, at);

create table auth.recovery_code (
  town_id integer not null,
  account_id uuid not null,
  digest bytea not null,
  used_at timestamptz,
  primary key (town_id, account_id, digest),
  foreign key (town_id, account_id) references auth.account
);

-- One-time links. A set-up link belongs to no account: it makes the town's first one.
create table auth.link (
  town_id integer not null references town,
  id uuid not null,
  purpose text not null check (purpose in ('setUp', 'invitation', 'demonstration')),
  account_id uuid,
  digest bytea not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (town_id, id),
  foreign key (town_id, account_id) references auth.account,
  check ((account_id is null) = (purpose = 'setUp'))
);
create index on auth.link (town_id, account_id);

create table auth.access_token (
  town_id integer not null,
  id uuid not null,
  account_id uuid not null,
  digest bytea not null unique,
  label text not null check (length(label) between 1 and 60),
  scopes text[] not null check (cardinality(scopes) between 1 and 40),
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  revoked_at timestamptz,
  primary key (town_id, id),
  foreign key (town_id, account_id) references auth.account
);
create index on auth.access_token (town_id, account_id);

alter table auth.account enable row level security;
alter table auth.session enable row level security;
alter table auth.browser enable row level security;
alter table auth.guess enable row level security;
alter table auth.recovery_code enable row level security;
alter table auth.link enable row level security;
alter table auth.access_token enable row level security;
create policy own_town on auth.account to sanliang_auth using (town_id = (select auth.town()));
create policy own_town on auth.session to sanliang_auth using (town_id = (select auth.town()));
create policy own_town on auth.browser to sanliang_auth using (town_id = (select auth.town()));
create policy own_town on auth.guess to sanliang_auth using (town_id = (select auth.town()));
create policy own_town on auth.recovery_code to sanliang_auth using (town_id = (select auth.town()));
create policy own_town on auth.link to sanliang_auth using (town_id = (select auth.town()));
create policy own_town on auth.access_token to sanliang_auth using (town_id = (select auth.town()));
grant select, insert, update on auth.account, auth.link, auth.access_token to sanliang_auth;
grant select, insert, update, delete on auth.session, auth.browser, auth.guess, auth.recovery_code to sanliang_auth;

-- The posts a person holds today, own or as a deputy, each with the path of its unit: what actor_terms() answers to that person.
create function auth.posts_of(p_town integer, p_person uuid, p_today date) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform set_config('sanliang.actor', 'person:' || p_person, true), set_config('sanliang.town', p_town::text, true),
    set_config('sanliang.today', p_today::text, true);
  return (select coalesce(jsonb_agg(jsonb_build_object('postId', held.post_id, 'role', held.role, 'unitId', held.unit_id,
      'path', coalesce(up.path, array[held.unit_id]), 'bodyId', held.body_id, 'deputyFor', held.deputy_for)
      order by held.role, held.post_id), '[]')
    from actor_terms() held
    left join unit_period up on up.town_id = p_town and up.unit_id = held.unit_id and up.valid @> p_today);
end $$;

-- Who holds this session's token: one question for each request. Marks the session as used, once a minute at most.
create function auth.session_actor(p_digest bytea, p_now timestamptz, p_today date)
returns table (town_id integer, person_id uuid, account_id uuid, session_id uuid, code_given_at timestamptz, posts jsonb)
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
  return query select held.town_id, person, held.account_id, held.id, held.code_given_at, auth.posts_of(held.town_id, person, p_today);
end $$;

-- Who holds this access token, and what it may call.
create function auth.token_actor(p_digest bytea, p_now timestamptz, p_today date)
returns table (town_id integer, person_id uuid, account_id uuid, token_id uuid, scopes text[], posts jsonb)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  return query select a.town_id, a.person_id, a.id, t.id, t.scopes, auth.posts_of(a.town_id, a.person_id, p_today)
    from auth.access_token t
    join auth.account a on a.town_id = t.town_id and a.id = t.account_id and a.state = 'active'
    where t.digest = p_digest and t.expires_at > p_now and t.revoked_at is null;
end $$;

-- An event of this feature, in the transaction that changed the sign-in tables.
create function auth.record(p_town integer, p_id uuid, p_name text, p_account uuid, p_actor text, p_person uuid, p_at timestamptz, p_details jsonb)
returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if p_name !~ '^accounts\.[a-zA-Z]+$' or p_town is distinct from auth.town() then raise exception 'not an event of accounts'; end if;
  insert into event (town_id, id, name, subject_kind, subject_id, actor, actor_person_id, at, details)
    values (p_town, p_id, p_name, 'account', p_account, p_actor, p_person, p_at, p_details);
end $$;

revoke execute on function auth.posts_of, auth.session_actor, auth.token_actor, auth.record from public;
grant execute on function auth.posts_of, auth.session_actor, auth.token_actor, auth.record to sanliang_auth;
