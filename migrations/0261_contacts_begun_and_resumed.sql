-- owner: households
-- 联系户: a contact is locked after its household and its member, a wish ends with the contact that fulfils it, and who is exempt is asked.

-- A change of a contact waits for the household first, then for the member, then for the contact: also when the member changes it, who
-- may not change the household itself.
create function lock_contacted_household(wanted uuid) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform from household h where h.town_id = actor_town() and h.id = wanted
    and (actor_kind() = 'job' or h.id in (select unnest(readable_households()))) for update;
end $$;

-- Somebody keeps in touch now: what the household asked for is there. Asked by whoever begins contacts, the town's clerk with a ledger too.
create function end_contact_wishes(wanted uuid[]) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  -- in the order of their ids, as everybody locks several
  perform from household h where h.town_id = actor_town() and h.id = any (wanted) and h.wants_contact_on is not null order by h.id for update;
  update household h set wants_contact_on = null, version = h.version + 1
  where h.town_id = actor_town() and h.id = any (wanted) and h.wants_contact_on is not null
    and exists (select from household_contact c where c.town_id = h.town_id and c.household_id = h.id and c.state = 'active');
end $$;

-- Need the person not be asked today? Also of one whose record the reader does not keep.
create function is_contact_exempt(member uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from contact_exemption e where e.town_id = actor_town() and e.person_id = member
    and e.valid_from <= actor_today() and (e.valid_to is null or e.valid_to > actor_today()))
$$;
revoke execute on function lock_contacted_household, end_contact_wishes, is_contact_exempt from public;
grant execute on function lock_contacted_household, end_contact_wishes, is_contact_exempt to sanliang_app;

-- A change that ended a contact was taken back, and the member has as many households as the town allows by then.
alter table household_contact drop constraint household_contact_end_reason_check;
alter table household_contact add constraint household_contact_end_reason_check check (end_reason in ('movedOut', 'merged', 'enteredInError',
  'memberLeft', 'memberExempt', 'memberAsked', 'memberFull', 'householdAsked', 'consentWithdrawn', 'other'));

-- A wish that a contact has fulfilled since, or that was taken back with the wish to be reached at all, stood for ever.
update household h set wants_contact_on = null, version = version + 1
where h.wants_contact_on is not null and (h.contact_preference = 'none'
  or exists (select from household_contact c where c.town_id = h.town_id and c.household_id = h.id and c.started_on >= h.wants_contact_on));
