-- owner: decisions
-- 表决结果更正: two people correct a result after the matter went on; the result in force decides where it stands.

-- The result that was corrected stays on record, and the one that took its place is another step of the same ballot.
drop index decision_stage_town_id_ballot_id_idx;
create index decision_stage_ballot on decision_stage (town_id, ballot_id, id) where ballot_id is not null;

-- Matters whose newest ballot of the round came to something else than the step that was made of it; whoever asks. Corrections are few:
-- asked once a statement.
create function turned_decisions() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(l.decision_id), '{}') from (
    select distinct on (c.ballot_id) c.ballot_id, c.outcome ->> 'verdict' as verdict from ballot_correction c
    where c.town_id = actor_town() and c.confirmed_at is not null order by c.ballot_id, c.id desc) r
  join decision_link l on l.town_id = actor_town() and l.target_id = r.ballot_id and l.kind = 'ballot'
  join decision d on d.town_id = l.town_id and d.id = l.decision_id and d.round = l.round
  cross join lateral (select s.outcome from decision_stage s where s.town_id = l.town_id and s.ballot_id = r.ballot_id order by s.id desc limit 1) s
  where s.outcome <> case r.verdict when 'passed' then 'passed' when 'noQuorum' then 'noQuorum' else 'notPassed' end
    and not exists (select from decision_link n where n.town_id = l.town_id and n.decision_id = l.decision_id and n.kind = 'ballot'
      and n.round = l.round and (n.made_at, n.target_id) > (l.made_at, l.target_id))
$$;
revoke all on function turned_decisions from public;
grant execute on function turned_decisions to sanliang_app;

-- What turned out otherwise owes no disclosure of the decision.
create or replace function decisions_due(until date) returns table (decision_id uuid, due_on date)
language sql stable security definer set search_path = public, pg_temp as $$
  select d.id, d.ratify_by from decision d where d.town_id = actor_town() and d.ratify_by <= decisions_due.until and d.ratified_on is null
    and d.state not in ('draft', 'rejected', 'closed', 'archived', 'annulled', 'correctionOrdered')
  union all
  select d.id, s.disclose_by from decision d
  cross join lateral (select stage.disclose_by from decision_stage stage where stage.town_id = d.town_id and stage.decision_id = d.id
    and stage.disclose_by is not null order by stage.id desc limit 1) s
  where d.town_id = actor_town() and d.state = 'resolved' and s.disclose_by <= decisions_due.until
    and d.id <> all ((select turned_decisions())::uuid[])
    and not coalesce((select n.state in ('published', 'concluded')
        or exists (select from notice_objection o where o.town_id = n.town_id and o.notice_id = n.id and o.state = 'upheld')
      from decision_link l join notice n on n.town_id = l.town_id and n.id = l.target_id
      where l.town_id = d.town_id and l.decision_id = d.id and l.kind = 'notice' and l.round = d.round and l.stage = 'decisionDisclosure' and n.number > 0
      order by n.id desc limit 1), false)
  union all
  select d.id, d.result_due_on from decision d where d.town_id = actor_town() and d.result_due_on <= decisions_due.until
    and d.state not in ('draft', 'rejected', 'closed', 'archived', 'annulled', 'correctionOrdered')
    and not coalesce((select n.state in ('published', 'concluded') from decision_link l join notice n on n.town_id = l.town_id and n.id = l.target_id
      where l.town_id = d.town_id and l.decision_id = d.id and l.kind = 'notice' and l.round = d.round and l.stage = 'resultDisclosure' and n.number > 0
      order by n.id desc limit 1), false)
  union all
  select c.decision_id, c.reply_by from decision_comment c where c.town_id = actor_town() and c.reply_by <= decisions_due.until and c.replied_at is null
$$;
