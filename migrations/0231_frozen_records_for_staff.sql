-- owner: reports
-- 定稿的原数: a raw number of an edition and the ids of its records are for staff and for the job that counts; the public is told what is made of them.

drop policy own_town on report_figure;
create policy to_staff on report_figure for select to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) in ('person', 'job'));
