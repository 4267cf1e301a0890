-- owner: guard
-- 拦下的要求不列出个人信息: a title with personal data is left out of the public list, or taken off it by the privacy officer; a repeat is one line.

-- null: not listed, with the reasons kept in the words of the bans
alter table refused_demand alter column title drop not null;
grant update (title, findings, refused_on, yearly_minutes) on refused_demand to sanliang_app;
create policy repeat on refused_demand for update to sanliang_app
  using (town_id = (select actor_town()) and unit_id = any ((select scope_units())::uuid[]));
create policy withhold on refused_demand for update to sanliang_app
  using (town_id = (select actor_town()) and (select actor_roles()) && array['privacyOfficer']);

-- What was refused several times for the same reasons stands once, on its last day.
delete from refused_demand r using refused_demand later
where later.town_id = r.town_id and later.unit_id = r.unit_id and later.kind = r.kind and later.title = r.title
  and later.findings = r.findings and (later.refused_on, later.id) > (r.refused_on, r.id);
