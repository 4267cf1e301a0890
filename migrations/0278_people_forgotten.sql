-- owner: people
-- 人员: what is kept to reach a person goes six months after the last relation ended (domain §32.2, P1); the record itself, once nothing
-- that is kept for longer names it.

-- The day on which the telephone was deleted and the record closed, so that minutes, rolls and terms still tell a name; null: it is in use.
alter table person add column forgotten_on date,
  add check (forgotten_on is null or (phone_sealed is null and phone_index is null));
create index person_forgotten on person (town_id, id) where forgotten_on is not null;

-- In office, or out of it after the day.
create function term_ties(since date) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select person_id from term where actor_kind() = 'job' and town_id = actor_town() and (upper_inf(valid) or upper(valid) > since)
$$;

-- Those of the people whom no record names, whichever table it stands in: also one that is made after this.
create function unnamed_people(wanted uuid[]) returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  place record;
  unnamed uuid[] := wanted;
begin
  if actor_kind() <> 'job' then return '{}'; end if;
  for place in
    select c.conrelid::regclass as named_in, quote_ident(a.attname) as named_by
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey) and a.attname <> 'town_id'
    where c.contype = 'f' and c.confrelid = 'person'::regclass
    -- where most are named is looked first, and few are left for the rest
    order by a.attname <> 'person_id', c.conrelid::regclass::text, a.attname
  loop
    execute format('select coalesce(array_agg(p), ''{}'') from unnest($1) p where not exists (select from %s n where n.town_id = $2 and n.%s = p)',
      place.named_in, place.named_by) into unnamed using unnamed, actor_town();
    exit when cardinality(unnamed) = 0;
  end loop;
  return unnamed;
end $$;

revoke execute on function term_ties, unnamed_people from public;
grant execute on function term_ties, unnamed_people to sanliang_app;

create policy forgotten on person for delete to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'job' and forgotten_on is not null);
grant delete on person to sanliang_app;
