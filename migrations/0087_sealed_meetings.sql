-- owner: meetings
-- 会议记录加密: what tells of members lies sealed at rest: minutes with their corrections, discussions, and why someone was not there.
-- The key is the program's, so what was written before is sealed by the program at its next start, which empties the plain columns.

alter table meeting_minutes
  alter text drop not null,
  add text_sealed bytea,
  add reason_sealed bytea,
  add constraint text_once check (num_nonnulls(text, text_sealed) = 1),
  add constraint reason_once check (num_nonnulls(reason, reason_sealed) <= 1);

alter table meeting_agenda
  alter discussion drop not null,
  alter discussion drop default,
  add discussion_sealed bytea,
  add constraint discussion_once check (num_nonnulls(discussion, discussion_sealed) <= 1);
-- Nothing was said: nothing to seal.
update meeting_agenda set discussion = null where discussion = '';

alter table meeting_roll
  add reason_sealed bytea,
  add excluded_note_sealed bytea,
  drop constraint meeting_roll_check,
  drop constraint meeting_roll_check2,
  drop constraint meeting_roll_rule_check,
  add constraint excused_says_why check (attendance <> 'excused' or num_nonnulls(reason, reason_sealed) = 1),
  add constraint reason_once check (num_nonnulls(reason, reason_sealed) <= 1),
  add constraint recorder_says_why check (excluded <> 'byRecorder' or num_nonnulls(excluded_note, excluded_note_sealed) = 1),
  add constraint rule_says_why check (excluded <> 'byRule' or num_nonnulls(excluded_note, excluded_note_sealed) = 1),
  add constraint excluded_note_once check (num_nonnulls(excluded_note, excluded_note_sealed) <= 1);

-- The application neither reads nor writes the plain columns.
revoke select, insert, update on meeting_minutes, meeting_agenda, meeting_roll from sanliang_app;
grant select (town_id, id, meeting_id, text_sealed, written_by, written_at, reason_sealed),
  insert (town_id, id, meeting_id, text_sealed, written_by, written_at, reason_sealed) on meeting_minutes to sanliang_app;
grant select (town_id, meeting_id, position, kind, title, documents, discussion_sealed),
  insert (town_id, meeting_id, position, kind, title, documents, discussion_sealed) on meeting_agenda to sanliang_app;
grant select (town_id, id, meeting_id, position, person_id, name, sort_key, part, probationary, attendance, reason_sealed, excluded, excluded_note_sealed),
  insert (town_id, id, meeting_id, position, person_id, name, sort_key, part, probationary, attendance, reason_sealed, excluded, excluded_note_sealed),
  update (position, person_id, name, sort_key, part, probationary, attendance, reason_sealed, excluded, excluded_note_sealed)
  on meeting_roll to sanliang_app;
