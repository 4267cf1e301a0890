-- owner: people
-- 管理员岗位由安全管理员登记: who makes accounts does not also make administrators. The security administrator gives and takes their posts; the
-- audit administrator may end a security administrator's term, so that a town whose only one has gone is not left without.

drop policy write_insert on post;
drop policy write_update on post;
create policy write_insert on post for insert to sanliang_app
  with check (town_id = (select actor_town()) and ((select actor_kind()) = 'job'
    or (select actor_roles()) && array['townClerk', 'systemAdministrator']
    or ((select actor_roles()) && array['securityAdministrator'] and role in ('systemAdministrator', 'securityAdministrator', 'auditAdministrator'))
    or ((select actor_roles()) && array['villageSecretary', 'villageClerk'] and unit_id = any ((select scope_units())::uuid[]))));
create policy write_update on post for update to sanliang_app
  using (town_id = (select actor_town()) and ((select actor_kind()) = 'job'
    or (select actor_roles()) && array['townClerk', 'systemAdministrator']
    or ((select actor_roles()) && array['securityAdministrator', 'auditAdministrator']
      and role in ('systemAdministrator', 'securityAdministrator', 'auditAdministrator'))
    or ((select actor_roles()) && array['villageSecretary', 'villageClerk'] and unit_id = any ((select scope_units())::uuid[]))));

drop policy write_insert on term;
drop policy write_update on term;
create policy write_insert on term for insert to sanliang_app
  with check (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or (person_id <> (select actor_id())
    and ((select actor_roles()) && array['townClerk', 'systemAdministrator', 'villageSecretary', 'villageClerk']
      or ((select actor_roles()) && array['securityAdministrator'] and exists (select from post where post.town_id = term.town_id
        and post.id = term.post_id and post.role in ('systemAdministrator', 'securityAdministrator', 'auditAdministrator')))))));
create policy write_update on term for update to sanliang_app
  using (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or (person_id <> (select actor_id())
    and ((select actor_roles()) && array['townClerk', 'systemAdministrator', 'villageSecretary', 'villageClerk']
      or ((select actor_roles()) && array['securityAdministrator', 'auditAdministrator'] and exists (select from post
        where post.town_id = term.town_id and post.id = term.post_id
          and post.role in ('systemAdministrator', 'securityAdministrator', 'auditAdministrator')))))));
