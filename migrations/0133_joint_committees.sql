-- owner: votes
-- “两委”联席: the village's Party committee and its villagers' (residents') committee sit together as a body with a register of its own.
-- And what everybody is told of assemblies to come: body, place and hour, no persons.

alter table voter drop constraint voter_deciding_body_check;
alter table voter add constraint voter_deciding_body_check check (deciding_body in ('villagersAssembly', 'villagerRepresentatives',
  'villagersGroup', 'villageElectors', 'residentsAssembly', 'residentRepresentatives', 'collectiveMembers', 'collectiveRepresentatives',
  'collectiveBoard', 'branchCommittee', 'jointCommittees'));
alter table voting_meeting drop constraint voting_meeting_deciding_body_check;
alter table voting_meeting add constraint voting_meeting_deciding_body_check check (deciding_body in ('villagersAssembly',
  'villagerRepresentatives', 'villagersGroup', 'villageElectors', 'residentsAssembly', 'residentRepresentatives', 'collectiveMembers',
  'collectiveRepresentatives', 'collectiveBoard', 'branchMeeting', 'membersReview', 'branchCommittee', 'jointCommittees'));

-- Boards, committees and Party organisations meet among themselves and are not told. Titles are typed by people and may name some.
create function public_assemblies(since date, below uuid)
returns table (id uuid, version integer, unit_id uuid, body_name text, deciding_body text, starts_at timestamptz, ends_at timestamptz,
  place text, cancelled boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.id, m.version, m.unit_id, coalesce(bp.name, ''), v.deciding_body, m.starts_at, m.ends_at,
    coalesce(nullif(m.place, ''), venue.name, ''), m.state = 'cancelled'
  from voting_meeting v join meeting m on m.town_id = v.town_id and m.id = v.meeting_id
  left join body_period bp on bp.town_id = m.town_id and bp.body_id = m.body_id
    and bp.valid @> (m.starts_at at time zone 'Asia/Shanghai')::date
  left join venue on venue.town_id = m.town_id and venue.id = m.venue_id
  where v.town_id = actor_town() and m.kind = 'assembly' and (m.starts_at at time zone 'Asia/Shanghai')::date >= since
    and (public_assemblies.below is null or m.unit_id = any (units_below(public_assemblies.below, actor_today())))
  order by m.starts_at, m.id limit 200
$$;
revoke execute on function public_assemblies from public;
grant execute on function public_assemblies to sanliang_app;
