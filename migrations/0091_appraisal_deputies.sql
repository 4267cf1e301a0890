-- owner: appraisals
-- 述职评议: who stands in for a secretary on leave writes the report, by a policy beside the presenter's own; the function goes.

create policy write_as_deputy on appraisal_report for update to sanliang_app
  using (town_id = (select actor_town()) and state in ('scheduled', 'drafted') and exists (select from actor_terms() held
    where held.role = 'villageSecretary' and held.deputy_for = appraisal_report.presenter_id
      and held.unit_id = any (units_above(appraisal_report.unit_id, (select actor_today())))));
drop function write_appraisal_as_deputy;
