-- owner: decisions
-- 文本的摘要: reckoned from the text itself each time. A digest kept beside the text would still speak for it after somebody with
-- the database in hand had changed the text alone: the record and the ballots would find nothing.
create or replace function decision_text_digest(decision uuid, number integer) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select encode(sha256(convert_to(t.body, 'UTF8')), 'hex') from decision_text t
  where t.town_id = actor_town() and t.decision_id = decision_text_digest.decision
    and t.number = decision_text_shown(decision_text_digest.decision, decision_text_digest.number)
$$;
alter table decision_text drop column digest;
