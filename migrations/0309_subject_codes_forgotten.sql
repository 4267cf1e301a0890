-- owner: rights
-- 查看码: a one-time code that can no longer be used says nothing and is not kept.

create policy forgotten on subject_code for delete to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'job');
grant delete on subject_code to sanliang_app;
