-- owner: visits
-- 走访记事: forgotten when the household takes its consent back, and followed up by those who listen now when the visitor no longer does.

-- The household itself forgets what was written, and its card locks a record before deleting it.
alter policy write_update on visit using (town_id = (select actor_town())
  and ((select actor_kind()) = 'job' or household_id in (select unnest((select visit_households())))));

-- Does whoever was there still listen to the household: as its contact, or in a post of its grid or village? Nobody known to have been there
-- does not.
create function visitor_listens(visitor uuid, household uuid, place uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from household_contact c where c.town_id = actor_town() and c.household_id = household and c.state = 'active'
      and c.member_id = visitor)
    or exists (select from term t join post p on p.town_id = t.town_id and p.id = t.post_id
      where t.town_id = actor_town() and t.person_id = visitor and t.valid @> actor_today() and (p.closed_on is null or p.closed_on > actor_today())
        and p.role in ('gridLeader', 'branchSecretary', 'villageClerk', 'villageSecretary')
        and p.unit_id = any (units_above(place, actor_today())))
$$;
revoke execute on function visitor_listens from public;
grant execute on function visitor_listens to sanliang_app;

-- An attempt that is typed in after something newer is known is on record, and nobody goes again for it: it has no day.
drop index visit_open;
create unique index visit_open on visit (town_id, household_id) where state in ('planned', 'attempted') and planned_for is not null;
create index visit_follow on visit (town_id, household_id) where needs_follow_up;

-- Households that took their consent back and did not ask for anybody again: what was written of them stood on.
create temporary table silent on commit drop as
  select h.town_id, h.id from household h where h.contact_preference = 'none' and exists (select from event e
    where e.town_id = h.town_id and e.subject_kind = 'household' and e.subject_id = h.id and e.name = 'households.withdrawConsent');
delete from visit v using silent s where v.town_id = s.town_id and v.household_id = s.id and v.state in ('planned', 'attempted');
update visit v set note_sealed = null, may_contact = false, needs_follow_up = false, version = v.version + 1,
  state = case when v.state in ('done', 'allFollowed') then 'closed' else v.state end,
  closed_on = case when v.state in ('done', 'allFollowed') then greatest(v.visited_on, (now() at time zone 'Asia/Shanghai')::date) else v.closed_on end
from silent s where v.town_id = s.town_id and v.household_id = s.id
  and (v.note_sealed is not null or v.may_contact or v.needs_follow_up or v.state in ('done', 'allFollowed'));
update visit_rhythm r set monthly_since = null, asked_on = null from silent s where r.town_id = s.town_id and r.household_id = s.id;
