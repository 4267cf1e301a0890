-- Requests (诉求): who has just looked up one case may say another trouble. The pass of the first one made the second a fault of ours.
alter policy submit on request
  with check (town_id = (select actor_town()) and state = 'submitted' and (select actor_kind()) in ('public', 'person', 'receipt'));
