-- owner: decisions
-- 写到个人的理由: why something was urgent, why a step ended as it did, who spoke against it and what became of an opinion name the same people
-- as the text. The application reads these words through functions that ask who reads, and nowhere else.

create function urgent_reason(decision uuid) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select d.urgent_reason from decision d
  where d.town_id = actor_town() and d.id = urgent_reason.decision and d.urgent_reason is not null and reads_matter(d.id)
$$;
create function stage_reason(stage uuid) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select s.reason from decision_stage s
  where s.town_id = actor_town() and s.id = stage_reason.stage and s.reason <> '' and reads_matter(s.decision_id)
$$;
create function stage_dissent(stage uuid) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select s.dissent from decision_stage s
  where s.town_id = actor_town() and s.id = stage_dissent.stage and s.dissent <> '' and reads_matter(s.decision_id)
$$;
create function adoption_reason(stage uuid) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select a.reason from decision_adoption a join decision_stage s on s.town_id = a.town_id and s.id = a.stage_id
  where a.town_id = actor_town() and a.stage_id = adoption_reason.stage and reads_matter(s.decision_id)
$$;
revoke all on function urgent_reason, stage_reason, stage_dissent, adoption_reason from public;
grant execute on function urgent_reason, stage_reason, stage_dissent, adoption_reason to sanliang_app;

-- Everything but those words. A column that comes later is granted by its own migration.
revoke select on decision, decision_stage, decision_adoption from sanliang_app;
grant select (town_id, id, unit_id, line, list_id, code, category, proposer_kind, proposer_id, proposing_body, state, round, from_stage,
  text_number, begun_on, result_due_on, urgent_document, urgent_asked_by, urgent_signed_by, ratify_by, ratified_on, created_by, created_at,
  version, ended_on) on decision to sanliang_app;
grant select (town_id, id, decision_id, round, stage, text_number, held_on, chair_id, recorder_id, outcome, verdict, document, ballot_id,
  notice_id, recorded_by, recorded_at, previous_on, attachments, disclose_by, wording, noticed_on) on decision_stage to sanliang_app;
grant select (town_id, stage_id, adoption, answered_on, answered_by, answered_at) on decision_adoption to sanliang_app;
