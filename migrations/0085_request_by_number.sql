-- owner: requests
-- 按编号找: who types a case's whole number means that case. The two-character pieces of a number stand in every number of the village and
-- year, so that the search read all of those: 15 ms at 200,000 cases. A case beyond the reader's scope is none: the words are searched.
create or replace function search_requests(wanted text, units uuid[], state text, categories uuid[], lamp text, since timestamptz, until timestamptz,
  handler uuid, joint_meeting boolean, sort text, after_value text, after_id uuid, page_size integer) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  query tsquery := (select string_agg(quote_literal(g), ' & ')::tsquery from unnest(bigrams(wanted)) as g);
  named uuid := (select r.id from request r where r.town_id = actor_town() and r.number = wanted);
  reached uuid[] := scope_units();
  -- who reads a small part of the town meets few matches along the order, whatever the planner hopes: index first
  everywhere boolean := cardinality(reached) * 2 > (select count(*) from unit where unit.town_id = actor_town());
  along text := case sort
    when 'newest' then 'and ($10 is null or r.id < $10) order by r.id desc'
    when 'number' then 'and ($10 is null or (r.number, r.id) > ($9, $10)) order by r.number, r.id'
    else 'and ($10 is null or (coalesce(r.due_on, ''infinity''), r.id) > (coalesce($9::date, ''infinity''), $10)) order by coalesce(r.due_on, ''infinity''), r.id' end;
  found_by text;
begin
  if actor_kind() <> 'person' or query is null then return; end if;
  foreach found_by in array case when named is null then array['r.search @@ $2'] else array['r.id = $21', 'r.search @@ $2'] end loop
    return query execute
      'with r as ' || case when everywhere then 'not ' else '' end || 'materialized (select r.id, r.number, r.due_on from request r where r.town_id = $1 and ' || found_by || '
        and (r.custody_unit_id = any ($3) or r.assigned_body_id = any ($4) or r.assigned_person_id = $6 or r.handled_by && $5 or r.id = any ($7))
        and (not r.about_officials or $8 or r.assigned_person_id = $6 or r.handled_by && $5)
        and request_matches(r, $11, $12, $13, $14, $15, $16, $17, $18, $19)) select r.id from r where true ' || along || ' limit $20'
      using actor_town(), query, reached, actor_bodies(), actor_handles(), actor_id(), copied_requests(),
        actor_roles() && array['townDiscipline'], after_value, after_id,
        units, state, categories, lamp, actor_today(), since, until, handler, joint_meeting, page_size, named;
    exit when found;
  end loop;
end $$;
