-- owner: accounts
-- 账号: goes with the person whom it signed in.

-- An account that was opened or used after the day; that there is one is no relation by itself.
create function account_ties(since date) returns setof uuid
language sql stable security definer set search_path = public, auth, pg_temp as $$
  select a.person_id from auth.account a
  where actor_kind() = 'job' and a.town_id = actor_town()
    and (a.created_at >= since::timestamp at time zone 'Asia/Shanghai'
      or exists (select from event e where e.town_id = a.town_id and e.actor_person_id = a.person_id
        and e.at >= since::timestamp at time zone 'Asia/Shanghai'))
$$;

-- Removes the account of a person who was forgotten, with all that hangs on it. The application's role removes no other.
create function remove_forgotten_account(person uuid) returns void
language plpgsql volatile security definer set search_path = public, auth, pg_temp as $$
declare gone uuid;
begin
  if actor_kind() <> 'job' then raise exception 'only the night removes an account'; end if;
  select a.id into gone from auth.account a join public.person p on p.town_id = a.town_id and p.id = a.person_id
    where a.town_id = actor_town() and a.person_id = remove_forgotten_account.person and p.forgotten_on is not null;
  if gone is null then return; end if;
  delete from auth.access_token where town_id = actor_town() and account_id = gone;
  delete from auth.browser where town_id = actor_town() and account_id = gone;
  delete from auth.federated_identity where town_id = actor_town() and account_id = gone;
  delete from auth.link where town_id = actor_town() and account_id = gone;
  delete from auth.recovery_code where town_id = actor_town() and account_id = gone;
  delete from auth.session where town_id = actor_town() and account_id = gone;
  delete from auth.account where town_id = actor_town() and id = gone;
end $$;
revoke execute on function account_ties, remove_forgotten_account from public;
grant execute on function account_ties, remove_forgotten_account to sanliang_app;
