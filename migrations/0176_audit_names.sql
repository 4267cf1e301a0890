-- owner: accounts
-- 审计: whoever audits reads by number and name, not by id. Numbers, logins, and the names of units, organisations and holders of posts;
-- nothing of what a record says, and no resident's name.

create function audit_names(wanted uuid[]) returns table (id uuid, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  with asking as (select actor_town() as town_id where actor_roles() && array['auditAdministrator'])
  select r.id, r.number from asking join request r on r.town_id = asking.town_id and r.id = any (wanted)
  union all select c.id, c.serial from asking join volunteer_certificate c on c.town_id = asking.town_id and c.id = any (wanted) where c.serial is not null
  union all select p.id, p.number from asking join plate p on p.town_id = asking.town_id and p.id = any (wanted) where p.number is not null
  union all select a.id, a.login from asking join auth.account a on a.town_id = asking.town_id and a.id = any (wanted)
  union all select h.id, h.name from asking cross join holder_names(wanted) h
  union all (select distinct on (u.unit_id) u.unit_id, u.name from asking join unit_period u on u.town_id = asking.town_id and u.unit_id = any (wanted)
    where lower(u.valid) <= actor_today() order by u.unit_id, lower(u.valid) desc)
  union all (select distinct on (b.body_id) b.body_id, b.name from asking join body_period b on b.town_id = asking.town_id and b.body_id = any (wanted)
    where lower(b.valid) <= actor_today() order by b.body_id, lower(b.valid) desc)
$$;

-- Whom or what somebody means by a number, a login or a whole name.
create function audit_find(words text) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  with asking as (select actor_town() as town_id where actor_roles() && array['auditAdministrator'])
  select r.id from asking join request r on r.town_id = asking.town_id and r.number = words
  union all select c.id from asking join volunteer_certificate c on c.town_id = asking.town_id and c.serial = words
  union all select p.id from asking join plate p on p.town_id = asking.town_id and p.number = words
  union all select a.id from asking join auth.account a on a.town_id = asking.town_id and a.login = words
  union all select p.id from asking join person p on p.town_id = asking.town_id and p.name = words
    where exists (select from term t where t.town_id = p.town_id and t.person_id = p.id)
  union all select u.unit_id from asking join unit_period u on u.town_id = asking.town_id and words in (u.name, u.short_name)
  union all select b.body_id from asking join body_period b on b.town_id = asking.town_id and b.name = words
$$;
revoke execute on function audit_names(uuid[]), audit_find(text) from public;
grant execute on function audit_names(uuid[]), audit_find(text) to sanliang_app;
