-- owner: ratings
-- 评星加密: why a star was given, by which decision it was vetoed, and what a member contests lie sealed at rest (decision 0020).
-- The key is the program's, so what was written before is sealed by the program at its next start, which empties the plain columns.

alter table rating
  add reason_sealed bytea,
  add veto_decision_sealed bytea,
  drop constraint rating_check5,
  add constraint reason_once check (num_nonnulls(reason, reason_sealed) <= 1),
  add constraint veto_decision_once check (num_nonnulls(veto_decision, veto_decision_sealed) <= 1),
  add constraint vetoed_has_no_star check (num_nonnulls(veto_decision, veto_decision_sealed) = 0 or star = 0);

alter table rating_contest
  alter text drop not null,
  add text_sealed bytea,
  add answer_sealed bytea,
  drop constraint rating_contest_check3,
  add constraint text_once check (num_nonnulls(text, text_sealed) = 1),
  add constraint open_has_no_answer check (num_nonnulls(answer, answer_sealed) = case state when 'open' then 0 else 1 end);

-- The application neither reads nor writes the plain columns.
revoke select, insert, update on rating, rating_contest from sanliang_app;
grant select (town_id, id, cycle_id, membership_id, person_id, exempt, proposed, star, reason_sealed, veto_decision_sealed, decided_by,
    decided_on, second_by, awaits_second, human_asked_on, version),
  insert (town_id, id, cycle_id, membership_id, person_id, exempt),
  update (exempt, proposed, star, reason_sealed, veto_decision_sealed, decided_by, decided_on, second_by, awaits_second, version)
  on rating to sanliang_app;
grant select (town_id, id, rating_id, fact_id, kind, source, text_sealed, raised_on, due_on, due_estimated, answerer_id, state,
    answer_sealed, answered_by, answered_on),
  insert (town_id, id, rating_id, fact_id, kind, source, text_sealed, raised_on, due_on, due_estimated, answerer_id, state),
  update (answerer_id, state, answer_sealed, answered_by, answered_on)
  on rating_contest to sanliang_app;
