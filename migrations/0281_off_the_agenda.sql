-- owner: votes
-- 撤下议题: what a matter no longer asks comes off every agenda, whoever keeps the meeting; by those in whose part of the town the matter lies.

create function take_off_agendas(kind text, id text, reason text) returns table (ballot_id uuid, unit_id uuid)
language sql volatile security definer set search_path = public, pg_temp as $$
  update ballot b set state = 'cancelled', cancel_reason = take_off_agendas.reason
  where b.town_id = actor_town() and b.subject_kind = take_off_agendas.kind and b.subject_id = take_off_agendas.id and b.state = 'tabled'
    and take_off_agendas.kind = 'decision' and exists (select from decision d
      where d.town_id = b.town_id and d.id::text = b.subject_id and d.unit_id = any (scope_units()))
  returning b.id, b.unit_id
$$;
revoke all on function take_off_agendas from public;
grant execute on function take_off_agendas to sanliang_app;
