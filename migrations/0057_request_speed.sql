-- Requests (诉求): lists and search that ask each row only what was asked for.
--
-- The filters were one function of a jsonb with subqueries in it, which PostgreSQL cannot write into the query: 24 µs for each
-- row of a search. With one typed argument a filter it can, and a filter that is not given is gone before the first row.

drop function search_requests(text, jsonb, text, text, uuid, integer);
drop function request_matches(request, jsonb);

create function request_lamp(clock_state text, due_on date, soon_on date, today date) returns text language sql immutable parallel safe as $$
  select case when clock_state = 'ended' then 'done' when clock_state <> 'running' then clock_state
    when due_on < today then 'late' when soon_on <= today then 'soon' else 'ok' end
$$;

-- The filters of a list, written once for lists and search. Null filters nothing. `units` and `categories` are with all below them;
-- `since` and `until` are moments, the second one excluded.
create function request_matches(r request, units uuid[], state text, categories uuid[], lamp text, today date, since timestamptz, until timestamptz,
  handler uuid, joint_meeting boolean) returns boolean language sql immutable parallel safe as $$
  select (units is null or r.unit_id = any (units))
    and (state is null or case state when 'open' then r.clock_state <> 'ended' when 'closed' then r.clock_state = 'ended' else r.state = request_matches.state end)
    and (categories is null or r.category_id = any (categories))
    and (lamp is null or request_lamp(r.clock_state, r.due_on, r.soon_on, today) = lamp)
    and (since is null or r.submitted_at >= since)
    and (until is null or r.submitted_at < until)
    and (handler is null or handler in (r.assigned_person_id, r.assigned_body_id, r.handler_unit_id))
    and (joint_meeting is not true or r.joint_meeting_on is not null)
$$;

-- The ids of one page of a search, in the order of `sort` ('newest', 'number', else by due day). Decision 0005.
create function search_requests(wanted text, units uuid[], state text, categories uuid[], lamp text, since timestamptz, until timestamptz,
  handler uuid, joint_meeting boolean, sort text, after_value text, after_id uuid, page_size integer) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  query tsquery := (select string_agg(quote_literal(g), ' & ')::tsquery from unnest(bigrams(wanted)) as g);
  reached uuid[] := scope_units();
  -- who reads a small part of the town meets few matches along the order, whatever the planner hopes: index first
  everywhere boolean := cardinality(reached) * 2 > (select count(*) from unit where unit.town_id = actor_town());
  along text := case sort
    when 'newest' then 'and ($10 is null or r.id < $10) order by r.id desc'
    when 'number' then 'and ($10 is null or (r.number, r.id) > ($9, $10)) order by r.number, r.id'
    else 'and ($10 is null or (coalesce(r.due_on, ''infinity''), r.id) > (coalesce($9::date, ''infinity''), $10)) order by coalesce(r.due_on, ''infinity''), r.id' end;
begin
  if actor_kind() <> 'person' or query is null then return; end if;
  return query execute
    'with r as ' || case when everywhere then 'not ' else '' end || 'materialized (select r.id, r.number, r.due_on from request r where r.town_id = $1 and r.search @@ $2
      and (r.custody_unit_id = any ($3) or r.assigned_body_id = any ($4) or r.assigned_person_id = $6 or r.handled_by && $5 or r.id = any ($7))
      and (not r.about_officials or $8 or r.assigned_person_id = $6 or r.handled_by && $5)
      and request_matches(r, $11, $12, $13, $14, $15, $16, $17, $18, $19)) select r.id from r where true ' || along || ' limit $20'
    using actor_town(), query, reached, actor_bodies(), actor_handles(), actor_id(), copied_requests(),
      actor_roles() && array['townDiscipline'], after_value, after_id,
      units, state, categories, lamp, actor_today(), since, until, handler, joint_meeting, page_size;
end $$;

-- The desk's own part of 待办: what is given to nobody yet.
create index request_desk on request (town_id, handler_unit_id, due_on) where assigned_person_id is null and assigned_body_id is null;

-- Cases of a period, or the open ones, within the reader's scope, for counting: the same rows as the policies by_scope and
-- officials_apart let through (tests/scope asks both). A policy compares each row's unit with all units of the scope one after
-- the other, 300 for a town's reader; here they are hashed once. Null filters nothing. `was_asked` and `was_rejected` (the resident's
-- answer) are told when `with_steps`.
create index request_asked on event (town_id, name, subject_id) where subject_kind = 'request' and name in ('requests.propose', 'requests.reject');

create function scoped_requests(since timestamptz, until timestamptz, only_open boolean, with_steps boolean)
returns table (id uuid, unit_id uuid, custody_unit_id uuid, state text, clock_state text, due_on date, soon_on date, submitted_at timestamptz, closed_at timestamptz,
  solved_by text, reopened_count integer, return_count integer, was_asked boolean, was_rejected boolean)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  reached uuid[] := scope_units();
  -- a small part of the town is found by its index
  few boolean := cardinality(reached) < 40;
  told text := 'r.id in (select e.subject_id from event e where e.town_id = $1 and e.subject_kind = ''request'' and e.name = ';
begin
  if actor_kind() <> 'person' then return; end if;
  return query execute
    'select r.id, r.unit_id, r.custody_unit_id, r.state, r.clock_state, r.due_on, r.soon_on, r.submitted_at, r.closed_at, r.solved_by, r.reopened_count, r.return_count, '
    || case when with_steps then told || '''requests.propose''), ' || told || '''requests.reject'')' else 'null::boolean, null::boolean' end
    || ' from request r where r.town_id = $1 and ($2 is null or r.submitted_at >= $2) and ($3 is null or r.submitted_at < $3)'
    || case when only_open then ' and r.clock_state <> ''ended''' else '' end
    || ' and (r.custody_unit_id ' || case when few then '= any ($4)' else 'in (select unnest($4))' end
    || ' or r.assigned_body_id = any ($5) or r.assigned_person_id = $7 or r.handled_by && $6 or r.id = any ($8))
    and (not r.about_officials or $9 or r.assigned_person_id = $7 or r.handled_by && $6)'
    using actor_town(), since, until, reached, actor_bodies(), actor_handles(), actor_id(), copied_requests(), actor_roles() && array['townDiscipline'];
end $$;
