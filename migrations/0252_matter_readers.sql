-- owner: decisions
-- 谁看写到个人的事: a matter that names people in need or up for a post is read, in its own words, by those whose work it is: the office,
-- the supervisors, the branch's secretary who asks the members, and those of the town who look at it or order otherwise. A post
-- that merely stands somewhere in the tree opens nothing.

create function matter_units() returns uuid[] language sql stable as $$
  select units_of_posts(array['villageSecretary', 'villageClerk', 'cooperativeDirector', 'supervisor', 'branchSecretary', 'townClerk',
    'townLeader', 'townDiscipline'])
$$;
revoke all on function matter_units from public;
grant execute on function matter_units to sanliang_app;

drop policy of_decision on decision_text;
create policy of_decision on decision_text for select to sanliang_app
  using (exists (select from decision d where d.town_id = decision_text.town_id and d.id = decision_text.decision_id
    and ((select actor_kind()) = 'job' or d.unit_id = any ((select matter_units())::uuid[])
      or d.category not in ('members', 'people', 'welfare') and (d.unit_id = any ((select scope_units())::uuid[])
        or exists (select from decision_stage s where s.town_id = d.town_id
          and s.decision_id = d.id and s.text_number = decision_text.number and s.outcome = 'registered')))));

drop policy of_decision on decision_file;
create policy of_decision on decision_file for select to sanliang_app
  using (exists (select from decision d where d.town_id = decision_file.town_id and d.id = decision_file.decision_id
    and ((select actor_kind()) = 'job' or d.unit_id = any ((select matter_units())::uuid[]))));

-- Who says what of their own interest is for those who ask it, and for the person.
drop policy own_and_office on decision_declaration;
create policy own_and_office on decision_declaration for select to sanliang_app
  using (town_id = (select actor_town()) and (person_id = (select actor_id()) or exists (select from decision d
    where d.town_id = decision_declaration.town_id and d.id = decision_declaration.decision_id
      and d.unit_id = any ((select matter_units())::uuid[]))));

-- Reasons and dissent of such a matter name the same people as its text.
create function reads_matter(decision uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from decision d where d.town_id = actor_town() and d.id = reads_matter.decision
    and ((select actor_kind()) = 'job' or d.category not in ('members', 'people', 'welfare')
      or d.unit_id = any ((select matter_units())::uuid[])))
$$;
revoke all on function reads_matter from public;
grant execute on function reads_matter to sanliang_app;
