-- owner: volunteering
-- 手机验证码报名: a registered volunteer signs up with a code that a message service sent to the telephone on record. No account is needed.

-- Nobody reads codes but their owner: the rest goes through the functions below. Gone in the night after.
create table volunteer_code (
  town_id integer not null,
  id uuid not null,
  slot_id uuid not null,
  person_id uuid not null,
  digest bytea not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > sent_at),
  misses integer not null default 0 check (misses between 0 and 5),
  used_at timestamptz,
  primary key (town_id, id),
  foreign key (town_id, slot_id) references volunteer_slot,
  foreign key (town_id, person_id) references person
);
create index on volunteer_code (town_id, person_id, sent_at);
create index on volunteer_code (town_id, expires_at);
alter table volunteer_code enable row level security;
create policy own on volunteer_code for select to sanliang_app using (town_id = (select actor_town())
  and ((select actor_kind()) = 'job' or ((select actor_kind()) in ('person', 'subject') and person_id = (select actor_id()))));
create policy purge on volunteer_code for delete to sanliang_app using (town_id = (select actor_town()) and (select actor_kind()) = 'job');
grant select, delete on volunteer_code to sanliang_app;

-- Writes a code down for the one volunteer of that name and telephone, three an hour at most. False: there is nobody to send it to,
-- and the caller never tells.
create function begin_volunteer_code(wanted_name text, wanted_phone bytea, slot uuid, code uuid, code_digest bytea, at timestamptz, until timestamptz)
  returns boolean language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare owners uuid[];
begin
  select array_agg(p.id) into owners from person p join volunteer v on v.town_id = p.town_id and v.person_id = p.id
  where p.town_id = actor_town() and p.phone_index = wanted_phone and p.name = wanted_name;
  if cardinality(owners) is distinct from 1 then return false; end if;
  perform pg_advisory_xact_lock(hashtextextended('volunteer code ' || owners[1], actor_town()));
  if (select count(*) from volunteer_code c where c.town_id = actor_town() and c.person_id = owners[1] and c.sent_at > at - interval '1 hour') >= 3
    then return false; end if;
  insert into volunteer_code (town_id, id, slot_id, person_id, digest, sent_at, expires_at)
    values (actor_town(), code, slot, owners[1], code_digest, at, until);
  return true;
end $$;

-- Locks the slot of a code that is right and says whose it is and how far the list has got; nothing where it is wrong, spent or late.
create function open_volunteer_code(code uuid, slot uuid, code_digest bytea, at timestamptz)
  returns table (person_id uuid, name text, sort_key text, born_on date, guardian_consented_on date, banned_until date, last integer)
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update volunteer_code c set used_at = at where c.town_id = actor_town() and c.id = code and c.slot_id = slot and c.digest = code_digest and c.used_at is null
    and c.expires_at > at and c.misses < 5;
  if not found then return; end if;
  perform from volunteer_slot s where s.town_id = actor_town() and s.id = slot for update;
  return query select p.id, p.name, p.sort_key, v.born_on, v.guardian_consented_on, v.banned_until,
      (select coalesce(max(u.position), 0)::int from volunteer_sign_up u where u.town_id = p.town_id and u.slot_id = slot)
    from volunteer_code c join person p on p.town_id = c.town_id and p.id = c.person_id
    join volunteer v on v.town_id = p.town_id and v.person_id = p.id
    where c.town_id = actor_town() and c.id = code;
end $$;

-- A wrong try is remembered, whatever becomes of the call: after five the code is spent.
create function miss_volunteer_code(code uuid) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  update volunteer_code set misses = misses + 1 where town_id = actor_town() and id = code and misses < 5
$$;

-- Puts the owner of the code on its list, in the transaction that opened it. Returns the place, or null: somewhere else at that time.
create function sign_up_by_code(code uuid, sign_up uuid, wanted integer, at timestamptz) returns integer
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  insert into volunteer_sign_up (town_id, id, slot_id, person_id, name, sort_key, position, starts_at, ends_at, state, entered_at)
    select c.town_id, sign_up, s.id, p.id, p.name, p.sort_key, wanted, s.starts_at, s.ends_at, 'standing', at
    from volunteer_code c join volunteer_slot s on s.town_id = c.town_id and s.id = c.slot_id
    join person p on p.town_id = c.town_id and p.id = c.person_id
    where c.town_id = actor_town() and c.id = code and c.used_at = at
  on conflict do nothing;
  if not found then return null; end if;
  update volunteer_slot s set state = case when (select count(*) from volunteer_sign_up u where u.town_id = s.town_id and u.slot_id = s.id
      and u.state = 'standing') >= s.places then 'full' else 'open' end
  from volunteer_code c where c.town_id = actor_town() and c.id = code and s.town_id = c.town_id and s.id = c.slot_id and s.state in ('open', 'full');
  return (select count(*)::int from volunteer_sign_up u join volunteer_sign_up own on own.town_id = u.town_id and own.id = sign_up
    where u.town_id = actor_town() and u.slot_id = own.slot_id and u.state = 'standing' and u.position <= own.position);
end $$;
revoke execute on function begin_volunteer_code, open_volunteer_code, miss_volunteer_code, sign_up_by_code from public;
grant execute on function begin_volunteer_code, open_volunteer_code, miss_volunteer_code, sign_up_by_code to sanliang_app;
