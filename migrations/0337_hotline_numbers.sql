-- owner: requests
-- 热线编号: one way to write each, found by it whole or in part, and one order that is entered twice is noticed.

with written as (
  select town_id, id, left(upper(regexp_replace(translate(normalize(outside_number, NFKC), '—–_', '---'), '\s', '', 'g')), 40) as outside_number
  from request where outside_number is not null
)
update request set outside_number = nullif(written.outside_number, ''), search_text = concat_ws(' ', search_text, nullif(written.outside_number, ''))
from written where (request.town_id, request.id) = (written.town_id, written.id);

create index request_outside on request (town_id, outside_number) where outside_number is not null;

-- Was this number entered, by whomever? Whoever enters it again is told so, also where the case is not theirs to read.
create function knows_outside_number(wanted text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select actor_kind() = 'person' and exists (select from request where town_id = actor_town() and outside_number = wanted)
$$;
revoke all on function knows_outside_number(text) from public;
grant execute on function knows_outside_number(text) to sanliang_app;

drop function search_requests(text, uuid[], text, uuid[], text, timestamptz, timestamptz, uuid[], uuid[], uuid[], boolean, text, text, uuid, integer);
drop function request_matches(request, uuid[], text, uuid[], text, date, timestamptz, timestamptz, uuid[], uuid[], uuid[], boolean);

-- As in 0161, and by the way it came in.
create function request_matches(r request, units uuid[], state text, categories uuid[], lamp text, channel text, today date, since timestamptz,
  until timestamptz, people uuid[], bodies uuid[], desks uuid[], joint_meeting boolean) returns boolean language sql immutable parallel safe as $$
  select (units is null or r.unit_id = any (units))
    and (state is null or case state when 'open' then r.clock_state <> 'ended' when 'closed' then r.clock_state = 'ended' else r.state = request_matches.state end)
    and (categories is null or r.category_id = any (categories))
    and (lamp is null or request_lamp(r.clock_state, r.due_on, r.soon_on, today) = lamp)
    and (channel is null or r.channel = request_matches.channel)
    and (since is null or r.submitted_at >= since)
    and (until is null or r.submitted_at < until)
    and (people is null or r.assigned_person_id = any (people))
    and (bodies is null or r.assigned_body_id = any (bodies))
    and (desks is null or r.handler_unit_id = any (desks))
    and (joint_meeting is not true or r.joint_meeting_on is not null)
$$;

-- As in 0161. `outside` is what was typed, written as a hotline's number is kept: cases of that very number are looked up as those of the
-- town's own are.
create function search_requests(wanted text, outside text, units uuid[], state text, categories uuid[], lamp text, channel text, since timestamptz,
  until timestamptz, people uuid[], bodies uuid[], desks uuid[], joint_meeting boolean, sort text, after_value text, after_id uuid,
  page_size integer) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  query tsquery;
  reached uuid[];
  everywhere boolean;
  along text;
begin
  if actor_kind() <> 'person' then return; end if;
  -- one number is one row, or very few, so that there is no second page of it
  if after_id is null then
    return query select r.id from request r where r.town_id = actor_town() and (r.number = wanted or r.outside_number = outside)
      and (r.custody_unit_id = any (scope_units()) or r.assigned_body_id = any (actor_bodies()) or r.assigned_person_id = actor_id()
        or r.handled_by && actor_handles() or r.id = any (copied_requests()))
      and (not r.about_officials or actor_roles() && array['townDiscipline'] or r.assigned_person_id = actor_id() or r.handled_by && actor_handles())
      and request_matches(r, units, search_requests.state, categories, lamp, search_requests.channel, actor_today(), since, until, people, bodies,
        desks, joint_meeting)
    limit page_size;
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
      and request_matches(r, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)) select r.id from r where true ' || along || ' limit $23'
    using actor_town(), query, reached, actor_bodies(), actor_handles(), actor_id(), copied_requests(),
      actor_roles() && array['townDiscipline'], after_value, after_id,
      units, state, categories, lamp, channel, actor_today(), since, until, people, bodies, desks, joint_meeting, page_size;
end $$;
