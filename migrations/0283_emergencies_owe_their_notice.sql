-- owner: decisions
-- 紧急先办的决议公开: what was ratified while it was carried out is disclosed as a decision too, by the same day as any other.

create or replace function decisions_due(until date) returns table (decision_id uuid, due_on date)
language sql stable security definer set search_path = public, pg_temp as $$
  select d.id, d.ratify_by from decision d where d.town_id = actor_town() and d.ratify_by <= decisions_due.until and d.ratified_on is null
    and d.state not in ('draft', 'rejected', 'closed', 'archived', 'annulled', 'correctionOrdered')
  union all
  select d.id, s.disclose_by from decision d
  cross join lateral (select stage.disclose_by from decision_stage stage where stage.town_id = d.town_id and stage.decision_id = d.id
    and stage.disclose_by is not null order by stage.id desc limit 1) s
  where d.town_id = actor_town() and (d.state = 'resolved' or d.state in ('implementing', 'resultDisclosed') and d.ratified_on is not null)
    and s.disclose_by <= decisions_due.until
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
