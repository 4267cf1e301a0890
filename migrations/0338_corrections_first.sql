-- owner: decisions
-- 表决更正先看有没有: corrections are few, and most towns have none; whoever reads a matter asks for them. Without statistics of an empty table
-- the planner went through every vote of every matter first: 70 ms for each reading, and more with each matter.

create or replace function turned_ballots() returns table (decision_id uuid, ballot_id uuid)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare corrected constant uuid[] := (select array_agg(distinct c.ballot_id) from ballot_correction c
  where c.town_id = actor_town() and c.confirmed_at is not null);
begin
  if corrected is null then
    return;
  end if;
  return query with step (stage, place) as (select * from unnest(array['proposal', 'branchProposal', 'boardConsultation', 'committeeConsultation',
    'membersFirst', 'partyResearch', 'membersReview', 'assembly', 'decisionDisclosure', 'resultDisclosure']) with ordinality)
  select distinct on (l.decision_id) l.decision_id, l.target_id from (
    select distinct on (c.ballot_id) c.ballot_id,
      case c.outcome ->> 'verdict' when 'passed' then 'passed' when 'noQuorum' then 'noQuorum' else 'notPassed' end as outcome
    from ballot_correction c
    where c.town_id = actor_town() and c.ballot_id = any (corrected) and c.confirmed_at is not null order by c.ballot_id, c.id desc) r
  join decision_link l on l.town_id = actor_town() and l.target_id = any (corrected) and l.target_id = r.ballot_id and l.kind = 'ballot'
  join decision d on d.town_id = l.town_id and d.id = l.decision_id
  join step at on at.stage = l.stage
  left join step first on first.stage = d.from_stage
  cross join lateral (select s.outcome, s.text_number from decision_stage s
    where s.town_id = l.town_id and s.ballot_id = r.ballot_id order by s.id desc limit 1) s
  where s.outcome <> r.outcome
    and (l.round = d.round
      or (at.place < first.place and r.outcome <> 'passed')
      or (l.round = d.round - 1 and d.state = 'draft' and s.outcome = 'notPassed' and r.outcome = 'passed' and s.text_number = d.text_number))
    and not exists (select from decision_link n join ballot b on b.town_id = n.town_id and b.id = n.target_id
      where n.town_id = l.town_id and n.decision_id = l.decision_id and n.kind = 'ballot' and n.stage = l.stage and b.state <> 'cancelled'
        and (n.made_at, n.target_id) > (l.made_at, l.target_id))
    and (l.stage = 'assembly' or not exists (select from decision_stage u
      where u.town_id = d.town_id and u.decision_id = d.id and u.stage = 'urgency' and u.round = d.round))
  order by l.decision_id, at.place;
end $$;

-- A step's ballot is found from the ballot, too.
create index on decision_link (town_id, target_id) where kind = 'ballot';
create index on decision_stage (town_id, ballot_id) where ballot_id is not null;
