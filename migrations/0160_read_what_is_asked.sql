-- owner: platform
-- Reading the log (操作记录) opens what it is about and nothing else. Every policy that looks into another table stood in every reading of the
-- log with all that table's own policies: 14 tables for the five steps of a case, 18 ms to plan and 0.5 ms to begin. Now each of them is
-- asked by a function, and only for a row of its kind. The functions read as the caller, under the caller's policies: same rows as before.
-- Cases stay in the policy itself: most of the log is theirs.

create function sees_appraisal(wanted uuid) returns boolean language plpgsql stable set search_path = public, pg_temp as $$
begin return exists (select from appraisal_report a where a.town_id = actor_town() and a.id = wanted); end $$;
create function sees_post_holding(wanted uuid) returns boolean language plpgsql stable set search_path = public, pg_temp as $$
begin return exists (select from post_holding h where h.town_id = actor_town() and h.id = wanted); end $$;
create function sees_service_entry(wanted uuid) returns boolean language plpgsql stable set search_path = public, pg_temp as $$
begin return exists (select from service_entry e where e.town_id = actor_town() and e.id = wanted); end $$;
create function sees_household(wanted uuid) returns boolean language plpgsql stable set search_path = public, pg_temp as $$
begin return exists (select from household h where h.town_id = actor_town() and h.id = wanted); end $$;
create function sees_meeting(wanted uuid) returns boolean language plpgsql stable set search_path = public, pg_temp as $$
begin return exists (select from meeting m where m.town_id = actor_town() and m.id = wanted); end $$;
create function sees_membership(wanted uuid) returns boolean language plpgsql stable set search_path = public, pg_temp as $$
begin return exists (select from party_membership m where m.town_id = actor_town() and m.id = wanted); end $$;
create function sees_plate(wanted uuid) returns boolean language plpgsql stable set search_path = public, pg_temp as $$
begin return exists (select from plate p where p.town_id = actor_town() and p.id = wanted); end $$;
create function sees_rating(wanted uuid) returns boolean language plpgsql stable set search_path = public, pg_temp as $$
begin return exists (select from rating r where r.town_id = actor_town() and r.id = wanted); end $$;
create function sees_report_in(wanted uuid) returns boolean language plpgsql stable set search_path = public, pg_temp as $$
begin return exists (select from report_in r where r.town_id = actor_town() and r.id = wanted); end $$;
create function sees_visit(wanted uuid) returns boolean language plpgsql stable set search_path = public, pg_temp as $$
begin return exists (select from visit v where v.town_id = actor_town() and v.id = wanted); end $$;
create function sees_voter(wanted uuid) returns boolean language plpgsql stable set search_path = public, pg_temp as $$
begin return exists (select from voter v where v.town_id = actor_town() and v.id = wanted); end $$;
create function sees_ballot(wanted uuid) returns boolean language plpgsql stable set search_path = public, pg_temp as $$
begin return exists (select from ballot b where b.town_id = actor_town() and b.id = wanted); end $$;
create function sees_voting_meeting(wanted uuid) returns boolean language plpgsql stable set search_path = public, pg_temp as $$
begin return exists (select from voting_meeting m where m.town_id = actor_town() and m.meeting_id = wanted); end $$;

revoke execute on function sees_appraisal, sees_post_holding, sees_service_entry, sees_household, sees_meeting, sees_membership, sees_plate, sees_rating,
  sees_report_in, sees_visit, sees_voter, sees_ballot, sees_voting_meeting from public;
grant execute on function sees_appraisal, sees_post_holding, sees_service_entry, sees_household, sees_meeting, sees_membership, sees_plate, sees_rating,
  sees_report_in, sees_visit, sees_voter, sees_ballot, sees_voting_meeting to sanliang_app;

alter policy appraisal_events on event
  using (town_id = (select actor_town()) and subject_kind = 'appraisal' and sees_appraisal(subject_id));
alter policy commitment_events on event
  using (town_id = (select actor_town()) and ((subject_kind = 'postHolding' and sees_post_holding(subject_id))
    or (subject_kind = 'serviceEntry' and sees_service_entry(subject_id))));
alter policy household_events on event
  using (town_id = (select actor_town()) and subject_kind = 'household' and sees_household(subject_id));
alter policy meeting_events on event
  using (town_id = (select actor_town()) and subject_kind = 'meeting' and sees_meeting(subject_id));
alter policy membership_events on event
  using (town_id = (select actor_town()) and subject_kind = 'membership' and sees_membership(subject_id));
alter policy plate_events on event
  using (town_id = (select actor_town()) and subject_kind = 'plate' and sees_plate(subject_id));
alter policy rating_events on event
  using (town_id = (select actor_town()) and subject_kind = 'rating' and sees_rating(subject_id));
alter policy report_in_events on event
  using (town_id = (select actor_town()) and subject_kind = 'reportIn' and sees_report_in(subject_id));
alter policy visit_events on event
  using (town_id = (select actor_town()) and subject_kind = 'visit' and sees_visit(subject_id));
alter policy vote_events on event
  using (town_id = (select actor_town()) and (select actor_kind()) = 'person' and (
    (subject_kind = 'voter' and sees_voter(subject_id))
    or (subject_kind = 'ballot' and sees_ballot(subject_id))
    or (subject_kind = 'votingMeeting' and sees_voting_meeting(subject_id))));

-- 按编号找 (0085): a case of that number is looked up and shown, before anything is prepared for a search by words.
create or replace function search_requests(wanted text, units uuid[], state text, categories uuid[], lamp text, since timestamptz, until timestamptz,
  handler uuid, joint_meeting boolean, sort text, after_value text, after_id uuid, page_size integer) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  query tsquery;
  reached uuid[];
  everywhere boolean;
  along text;
begin
  if actor_kind() <> 'person' then return; end if;
  -- one number is one row, so that there is no second page of it
  if after_id is null then
    return query select r.id from request r where r.town_id = actor_town() and r.number = wanted
      and (r.custody_unit_id = any (scope_units()) or r.assigned_body_id = any (actor_bodies()) or r.assigned_person_id = actor_id()
        or r.handled_by && actor_handles() or r.id = any (copied_requests()))
      and (not r.about_officials or actor_roles() && array['townDiscipline'] or r.assigned_person_id = actor_id() or r.handled_by && actor_handles())
      and request_matches(r, units, search_requests.state, categories, lamp, actor_today(), since, until, handler, joint_meeting);
    if found then return; end if;
  end if;
  query := (select string_agg(quote_literal(g), ' & ')::tsquery from unnest(bigrams(wanted)) as g);
  if query is null then return; end if;
  reached := scope_units();
  -- who reads a small part of the town meets few matches along the order, whatever the planner hopes: index first
  everywhere := cardinality(reached) * 2 > (select count(*) from unit where unit.town_id = actor_town());
  along := case sort
    when 'newest' then 'and ($10 is null or r.id < $10) order by r.id desc'
    when 'number' then 'and ($10 is null or (r.number, r.id) > ($9, $10)) order by r.number, r.id'
    else 'and ($10 is null or (coalesce(r.due_on, ''infinity''), r.id) > (coalesce($9::date, ''infinity''), $10)) order by coalesce(r.due_on, ''infinity''), r.id' end;
  return query execute
    'with r as ' || case when everywhere then 'not ' else '' end || 'materialized (select r.id, r.number, r.due_on from request r where r.town_id = $1 and r.search @@ $2
      and (r.custody_unit_id = any ($3) or r.assigned_body_id = any ($4) or r.assigned_person_id = $6 or r.handled_by && $5 or r.id = any ($7))
      and (not r.about_officials or $8 or r.assigned_person_id = $6 or r.handled_by && $5)
      and request_matches(r, $11, $12, $13, $14, $15, $16, $17, $18, $19)) select r.id from r where true ' || along || ' limit $20'
    using actor_town(), query, reached, actor_bodies(), actor_handles(), actor_id(), copied_requests(),
      actor_roles() && array['townDiscipline'], after_value, after_id,
      units, state, categories, lamp, actor_today(), since, until, handler, joint_meeting, page_size;
end $$;
