-- owner: volunteering
-- 我的志愿服务: who asks with a one-time code what is kept about them reads the own entries, as when signed in.
alter policy own on volunteer
  using (town_id = (select actor_town()) and (select actor_kind()) in ('person', 'subject') and person_id = (select actor_id()));
alter policy own on volunteer_sign_up
  using (town_id = (select actor_town()) and (select actor_kind()) in ('person', 'subject') and person_id = (select actor_id()));
alter policy own on volunteer_hours
  using (town_id = (select actor_town()) and (select actor_kind()) in ('person', 'subject') and person_id = (select actor_id()));
