-- owner: households
-- 我联系的户: a member who asks with a one-time code what is kept reads the own contacts, as when signed in.
alter policy own on household_contact
  using (town_id = (select actor_town()) and member_id = (select actor_id()) and (select actor_kind()) in ('person', 'subject'));
