-- owner: people
-- 人员与任职的变更: versions for two editors, nobody grants himself a post, open work, who read about whom.

alter table person add column version integer not null default 1 check (version >= 1);
create index on term (town_id, post_id, person_id);
create index on post (town_id, body_id) where body_id is not null;
create index on leave (town_id, deputy_id);

-- Offices that keep posts and terms: the town's, a village's within its own part of the tree, and the system
-- administrator, who has no part of it. The policy tables say which posts each of them may fill.
drop policy write_insert on post;
drop policy write_update on post;
create policy write_insert on post for insert to sanliang_app
  with check (town_id = (select actor_town()) and ((select actor_kind()) = 'job'
    or (select actor_roles()) && array['townClerk', 'systemAdministrator']
    or ((select actor_roles()) && array['villageSecretary', 'villageClerk'] and unit_id = any ((select scope_units())::uuid[]))));
create policy write_update on post for update to sanliang_app
  using (town_id = (select actor_town()) and ((select actor_kind()) = 'job'
    or (select actor_roles()) && array['townClerk', 'systemAdministrator']
    or ((select actor_roles()) && array['villageSecretary', 'villageClerk'] and unit_id = any ((select scope_units())::uuid[]))));

-- Nobody grants himself a post, and nobody lengthens a term of his own.
drop policy write_insert on term;
drop policy write_update on term;
create policy write_insert on term for insert to sanliang_app
  with check (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or (person_id <> (select actor_id())
    and (select actor_roles()) && array['townClerk', 'systemAdministrator', 'villageSecretary', 'villageClerk'])));
create policy write_update on term for update to sanliang_app
  using (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or (person_id <> (select actor_id())
    and (select actor_roles()) && array['townClerk', 'systemAdministrator', 'villageSecretary', 'villageClerk'])));

create policy jobs_insert on person for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_kind()) = 'job');
create policy jobs_update on person for update to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'job');

-- Everyone reads what was done about themselves: who opened their phone number, who gave them a post.
create policy about_me on event for select to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'person'
    and subject_kind = 'person' and subject_id = (select actor_id()));
-- The office of a unit reads the history of its places, people and posts.
create policy town_events on event for select to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'person'
    and subject_kind = any (array['unit', 'body', 'venue', 'person', 'post', 'term', 'leave'])
    and (unit_id = any ((select scope_units())::uuid[]) or (unit_id is null and (select actor_roles()) && array['townClerk'])));

-- Work that would lie open if the term ended: cases given to its holder at a place or department that the
-- term reaches and no other of the holder's terms on that day does. Numbers only, for those who keep terms.
create function open_work_of(wanted uuid, day date) returns table (kind text, id uuid, label text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not (actor_kind() = 'job' or actor_roles() && array['townClerk', 'systemAdministrator', 'villageSecretary', 'villageClerk']) then return; end if;
  return query
    with ending as (
      select t.id as term_id, t.person_id, p.unit_id, p.body_id, p.role from term t
      join post p on p.town_id = t.town_id and p.id = t.post_id
      where t.town_id = actor_town() and t.id = wanted
    ), other as (
      select p.unit_id, p.body_id, p.role from ending
      join term t on t.town_id = actor_town() and t.person_id = ending.person_id and t.id <> ending.term_id and t.valid @> day
      join post p on p.town_id = t.town_id and p.id = t.post_id and (p.closed_on is null or p.closed_on > day)
    )
    select 'request'::text, r.id, r.number from ending
    join request r on r.town_id = actor_town() and r.assigned_person_id = ending.person_id and r.clock_state <> 'ended'
    where (r.assigned_body_id = ending.body_id
        or (ending.role not in ('systemAdministrator', 'securityAdministrator', 'auditAdministrator')
          and r.handler_unit_id = any (units_below(ending.unit_id, day))))
      and not exists (select from other where r.assigned_body_id = other.body_id
        or (other.role not in ('departmentOfficer', 'systemAdministrator', 'securityAdministrator', 'auditAdministrator')
          and r.handler_unit_id = any (units_below(other.unit_id, day))))
    order by r.number;
end $$;
revoke execute on function open_work_of from public;
grant execute on function open_work_of to sanliang_app;
