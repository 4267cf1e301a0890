-- owner: accounts
-- 统一登录: which account an identity of the town's OpenID Connect provider belongs to. Bound by its holder, never by a name.

create table auth.federated_identity (
  town_id integer not null,
  account_id uuid not null,
  issuer text not null,
  -- the provider's `sub`: the one claim that is stable and never given again (OpenID Connect Core 5.7)
  subject text not null check (length(subject) between 1 and 255),
  created_at timestamptz not null,
  primary key (town_id, issuer, subject),
  unique (town_id, account_id, issuer),
  foreign key (town_id, account_id) references auth.account
);
alter table auth.federated_identity enable row level security;
create policy own_town on auth.federated_identity to sanliang_auth using (town_id = (select auth.town()));
grant select, insert, update, delete on auth.federated_identity to sanliang_auth;
