-- owner: requests
-- How often the resident was asked (询问次数) and said no (否认次数), counted with the step that does it. Honest statistics need both of
-- every case of a year; taken from the log they cost more than all the rest. The night counts them anew from the log (requests.recountAnswers).
-- Whatever leads to 'proposed' asks the resident: a proposal, and the answer of a joint meeting.

alter table request
  add column asked_count integer not null default 0 check (asked_count >= 0),
  add column rejected_count integer not null default 0 check (rejected_count >= 0);

create function request_answers() returns table (id uuid, asked_count integer, rejected_count integer)
language sql stable set search_path = public, pg_temp as $$
  select e.subject_id, count(*) filter (where e.name <> 'requests.reject')::integer, count(*) filter (where e.name = 'requests.reject')::integer
  from event e
  where e.town_id = actor_town() and e.subject_kind = 'request' and e.name in ('requests.propose', 'requests.decideAnswer', 'requests.reject')
  group by e.subject_id
$$;

update request r set asked_count = counted.asked, rejected_count = counted.rejected
from (
  select e.town_id, e.subject_id, count(*) filter (where e.name <> 'requests.reject') as asked, count(*) filter (where e.name = 'requests.reject') as rejected
  from event e
  where e.subject_kind = 'request' and e.name in ('requests.propose', 'requests.decideAnswer', 'requests.reject')
  group by e.town_id, e.subject_id
) counted
where r.town_id = counted.town_id and r.id = counted.subject_id;

-- Everything that counting within a scope asks of a case, so that a period is read without the cases themselves.
create index request_counting on request (town_id, submitted_at) include (id, unit_id, custody_unit_id, state, clock_state, due_on, soon_on, closed_at,
  solved_by, reopened_count, return_count, asked_count, rejected_count, about_officials, assigned_body_id, assigned_person_id, handled_by);

drop index request_asked;
create index request_answered on event (town_id, subject_id, name) where subject_kind = 'request' and name in ('requests.propose', 'requests.decideAnswer', 'requests.reject');

-- As 0057 made it; what was said is in the row now.
drop function scoped_requests(timestamptz, timestamptz, boolean, boolean);
create function scoped_requests(since timestamptz, until timestamptz, only_open boolean)
returns table (id uuid, unit_id uuid, custody_unit_id uuid, state text, clock_state text, due_on date, soon_on date, submitted_at timestamptz, closed_at timestamptz,
  solved_by text, reopened_count integer, return_count integer, asked_count integer, rejected_count integer)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  reached uuid[] := scope_units();
  -- a small part of the town is found by its index
  few boolean := cardinality(reached) < 40;
begin
  if actor_kind() <> 'person' then return; end if;
  return query execute
    'select r.id, r.unit_id, r.custody_unit_id, r.state, r.clock_state, r.due_on, r.soon_on, r.submitted_at, r.closed_at, r.solved_by, r.reopened_count, r.return_count, '
    || 'r.asked_count, r.rejected_count from request r where r.town_id = $1'
    || case when since is null then '' else ' and r.submitted_at >= $2' end
    || case when until is null then '' else ' and r.submitted_at < $3' end
    || case when only_open then ' and r.clock_state <> ''ended''' else '' end
    || ' and (r.custody_unit_id ' || case when few then '= any ($4)' else 'in (select unnest($4))' end
    || ' or r.assigned_body_id = any ($5) or r.assigned_person_id = $7 or r.handled_by && $6 or r.id = any ($8))
    and (not r.about_officials or $9 or r.assigned_person_id = $7 or r.handled_by && $6)'
    using actor_town(), since, until, reached, actor_bodies(), actor_handles(), actor_id(), copied_requests(), actor_roles() && array['townDiscipline'];
end $$;
