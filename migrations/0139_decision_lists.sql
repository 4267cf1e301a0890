-- owner: decisions
-- 四议两公开清单: lists of matters that stay quick when there are many, and the days that run in them.

-- Newest first in a state or a category; the running ones of a place, which are few however long the history is.
create index decision_state on decision (town_id, state, id);
create index decision_category on decision (town_id, category, id);
create index decision_running on decision (town_id, unit_id, id) where state not in ('rejected', 'closed', 'archived', 'annulled');
-- Days that run, each only while it does.
create index decision_result_due on decision (town_id, result_due_on)
  where result_due_on is not null and state not in ('draft', 'rejected', 'closed', 'archived', 'annulled', 'correctionOrdered');
create index decision_ratify_due on decision (town_id, ratify_by) where ratify_by is not null and ratified_on is null;
create index decision_comment_waiting on decision_comment (town_id, reply_by) where replied_at is null;
-- What the numbers of a year ask.
create index decision_begun on decision (town_id, begun_on);
create index decision_stage_held on decision_stage (town_id, stage, held_on);
create index decision_adoption_answered on decision_adoption (town_id, answered_on);

-- Which matters have a day up to `until` that still runs: to ratify, to disclose the result, to answer a resident. For everybody, as
-- decision_comments_waiting: no text. A matter that has ended owes only its answers.
create function decisions_due(until date) returns table (decision_id uuid, due_on date)
language sql stable security definer set search_path = public, pg_temp as $$
  select d.id, d.ratify_by from decision d where d.town_id = actor_town() and d.ratify_by <= decisions_due.until and d.ratified_on is null
    and d.state not in ('draft', 'rejected', 'closed', 'archived', 'annulled', 'correctionOrdered')
  union all
  select d.id, d.result_due_on from decision d where d.town_id = actor_town() and d.result_due_on <= decisions_due.until
    and d.state not in ('draft', 'rejected', 'closed', 'archived', 'annulled', 'correctionOrdered')
    and not coalesce((select n.state in ('published', 'concluded') from decision_link l join notice n on n.town_id = l.town_id and n.id = l.target_id
      where l.town_id = d.town_id and l.decision_id = d.id and l.kind = 'notice' and l.round = d.round and l.stage = 'resultDisclosure' and n.number > 0
      order by n.id desc limit 1), false)
  union all
  select c.decision_id, c.reply_by from decision_comment c where c.town_id = actor_town() and c.reply_by <= decisions_due.until and c.replied_at is null
$$;
revoke all on function decisions_due from public;
grant execute on function decisions_due to sanliang_app;
