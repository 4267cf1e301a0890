-- owner: trainings
-- 培训名册加密: why someone was excused or does not count lies sealed at rest, as on the rolls of meetings (decision 0020).
-- The key is the program's, so what was written before is sealed by the program at its next start, which empties the plain columns.

alter table training_roll
  add reason_sealed bytea,
  add excluded_note_sealed bytea,
  drop constraint training_roll_check,
  drop constraint training_roll_check2,
  add constraint excused_says_why check (attendance <> 'excused' or num_nonnulls(reason, reason_sealed) = 1),
  add constraint reason_once check (num_nonnulls(reason, reason_sealed) <= 1),
  add constraint recorder_says_why check (excluded <> 'byRecorder' or num_nonnulls(excluded_note, excluded_note_sealed) = 1),
  add constraint excluded_note_once check (num_nonnulls(excluded_note, excluded_note_sealed) <= 1);

-- The application neither reads nor writes the plain columns.
revoke select, insert, update on training_roll from sanliang_app;
grant select (town_id, id, session_id, position, person_id, name, sort_key, attendance, reason_sealed, excluded, excluded_note_sealed, hours,
    clash_id),
  insert (town_id, id, session_id, position, person_id, name, sort_key, attendance, reason_sealed, excluded, excluded_note_sealed, hours,
    clash_id),
  update (position, person_id, name, sort_key, attendance, reason_sealed, excluded, excluded_note_sealed, hours, clash_id)
  on training_roll to sanliang_app;
