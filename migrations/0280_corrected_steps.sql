-- owner: decisions
-- 每一步的表决更正: a result that two people correct turns the matter at whatever step it was, and wherever the matter went since.

-- Of each matter the first step that stands on another result than its ballot now has; whoever asks. The newest ballot of a step counts,
-- unless it came to nothing. What was voted before the matter was sent back to a later step still carries it; what sent it back to be
-- written anew opens it again as long as the text is the same. Nobody consults any more about what was acted on in an emergency.
create function turned_ballots() returns table (decision_id uuid, ballot_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  with step (stage, place) as (select * from unnest(array['proposal', 'branchProposal', 'boardConsultation', 'committeeConsultation',
    'membersFirst', 'partyResearch', 'membersReview', 'assembly', 'decisionDisclosure', 'resultDisclosure']) with ordinality)
  select distinct on (l.decision_id) l.decision_id, l.target_id from (
    select distinct on (c.ballot_id) c.ballot_id,
      case c.outcome ->> 'verdict' when 'passed' then 'passed' when 'noQuorum' then 'noQuorum' else 'notPassed' end as outcome
    from ballot_correction c
    where c.town_id = actor_town() and c.confirmed_at is not null order by c.ballot_id, c.id desc) r
  join decision_link l on l.town_id = actor_town() and l.target_id = r.ballot_id and l.kind = 'ballot'
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
  order by l.decision_id, at.place
$$;
revoke all on function turned_ballots from public;
grant execute on function turned_ballots to sanliang_app;

create or replace function turned_decisions() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(t.decision_id), '{}') from turned_ballots() t
$$;
