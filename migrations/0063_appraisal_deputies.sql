-- owner: appraisals
-- 述职评议: who stands in for a secretary on leave writes the report in the secretary's name.

-- The text alone, of a report that is not yet presented and that nobody saved since it was read. Only by someone who acts today with the
-- post of the presenter. False: none of this. A function, because the policy that lets a presenter write knows the presenter alone;
-- its body is read when it is called, after the table is there.
create function write_appraisal_as_deputy(report uuid, expected integer, achieved_text text, lacking_text text, next_text text, problems text[])
returns boolean language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update appraisal_report r
  set achieved = achieved_text, lacking = lacking_text, next_steps = next_text, own_problems = problems, state = 'drafted', version = version + 1
  where r.town_id = actor_town() and r.id = report and r.version = expected and r.state in ('scheduled', 'drafted')
    and exists (select from actor_terms() held
      where held.role = 'villageSecretary' and held.deputy_for = r.presenter_id and held.unit_id = any (units_above(r.unit_id, actor_today())));
  return found;
end $$;
revoke execute on function write_appraisal_as_deputy from public;
grant execute on function write_appraisal_as_deputy to sanliang_app;
