-- owner: accounts
-- 为什么要重新登录: why a session ended, for whoever still carries its token. Of no account and no person: what is kept tells nobody who was
-- signed in, or when, and goes after three days.

create table auth.session_end (
  town_id integer not null,
  -- of the session's last token
  digest bytea not null,
  -- unfinished: it was never opened; replaced: by a sign-in on another machine of its kind; owner: from another of one's own machines
  why text not null check (why in ('idle', 'longest', 'unfinished', 'replaced', 'owner', 'password', 'administrator')),
  forget_at timestamptz not null,
  primary key (town_id, digest)
);
create index on auth.session_end (forget_at);
alter table auth.session_end enable row level security;
create policy own_town on auth.session_end to sanliang_auth using (town_id = (select auth.town()));
grant select, insert, update, delete on auth.session_end to sanliang_auth;
