-- owner: platform
-- The last event of a thing (记录的最后一条), whoever asks: a log that is replayed is written in order, also by those who may not read it, and
-- whatever the machine's clock says. Of the event it tells nothing but its place.

create function last_event(kind text, subject uuid) returns table (id uuid, at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select e.id, e.at from event e where e.town_id = actor_town() and e.subject_kind = kind and e.subject_id = subject order by e.id desc limit 1
$$;
