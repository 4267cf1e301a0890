-- owner: appraisals
-- 述职评议加密: what a secretary reports, what is said of it, and what is to be put right lie sealed at rest (decision 0020).
-- The key is the program's, so what was written before is sealed by the program at its next start, which empties the plain columns.

alter table appraisal_report
  alter achieved drop not null, alter achieved drop default, add achieved_sealed bytea,
  alter lacking drop not null, alter lacking drop default, add lacking_sealed bytea,
  alter next_steps drop not null, alter next_steps drop default, add next_steps_sealed bytea,
  alter own_problems drop not null, alter own_problems drop default, add own_problems_sealed bytea,
  add comment_sealed bytea,
  add letter_sealed bytea,
  drop constraint appraisal_report_check,
  drop constraint appraisal_report_check2,
  drop constraint appraisal_report_check4,
  drop constraint appraisal_report_check5,
  add constraint achieved_once check (num_nonnulls(achieved, achieved_sealed) <= 1),
  add constraint lacking_once check (num_nonnulls(lacking, lacking_sealed) <= 1),
  add constraint next_steps_once check (num_nonnulls(next_steps, next_steps_sealed) <= 1),
  add constraint own_problems_once check (num_nonnulls(own_problems, own_problems_sealed) <= 1),
  add constraint leader_comments check (num_nonnulls(comment, comment_sealed) = num_nonnulls(leader_id)),
  add constraint letter_has_day check (num_nonnulls(letter, letter_sealed) = num_nonnulls(letter_on)),
  add constraint commented check (state in ('scheduled', 'drafted', 'presented') or num_nonnulls(comment, comment_sealed) = 1),
  add constraint fed_back
    check (state not in ('fedBack', 'rectifying', 'verified') or (num_nonnulls(letter, letter_sealed) = 1 and grade is not null));
-- Nothing was written: nothing to seal.
update appraisal_report set achieved = nullif(achieved, ''), lacking = nullif(lacking, ''), next_steps = nullif(next_steps, ''),
  own_problems = nullif(own_problems, '{}') where '' in (achieved, lacking, next_steps) or own_problems = '{}';

alter table appraisal_item
  alter problem drop not null, add problem_sealed bytea,
  alter measure drop not null, add measure_sealed bytea,
  add result_sealed bytea,
  add returned_reason_sealed bytea,
  drop constraint appraisal_item_check1,
  add constraint problem_once check (num_nonnulls(problem, problem_sealed) = 1),
  add constraint measure_once check (num_nonnulls(measure, measure_sealed) = 1),
  add constraint result_once check (num_nonnulls(result, result_sealed) <= 1),
  add constraint done_says_how check (done_on is null or num_nonnulls(result, result_sealed) = 1),
  add constraint returned_reason_once check (num_nonnulls(returned_reason, returned_reason_sealed) <= 1);

-- The application neither reads nor writes the plain columns.
revoke select, insert, update on appraisal_report, appraisal_item from sanliang_app;
grant select (town_id, id, round_id, unit_id, presenter_id, state, achieved_sealed, lacking_sealed, next_steps_sealed, own_problems_sealed,
    presented_at, leader_id, comment_sealed, grade, decided_on, letter_sealed, letter_on, closed_on, version),
  insert (town_id, id, round_id, unit_id, presenter_id, state, achieved_sealed, lacking_sealed, next_steps_sealed, own_problems_sealed,
    presented_at),
  update (presenter_id, state, achieved_sealed, lacking_sealed, next_steps_sealed, own_problems_sealed, presented_at, leader_id,
    comment_sealed, grade, decided_on, letter_sealed, letter_on, closed_on, version)
  on appraisal_report to sanliang_app;
grant select (town_id, id, report_id, round_id, unit_id, problem_sealed, measure_sealed, owner_id, due_on, done_on, result_sealed,
    verified_by, verified_on, returned_reason_sealed),
  insert (town_id, id, report_id, round_id, unit_id, problem_sealed, measure_sealed, owner_id, due_on),
  update (owner_id, due_on, done_on, result_sealed, verified_by, verified_on, returned_reason_sealed)
  on appraisal_item to sanliang_app;
