-- owner: rights
-- 个人信息申请加密、到期删除: what people ask about their data and are answered lies sealed at rest, and is gone three years after it was closed.
-- The key is the program's, so what was written before is sealed by the program at its next start, which empties the plain columns.

do $$ declare named text; begin
  select conname into strict named from pg_constraint
    where conrelid = 'rights_request'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%answer IS NULL%';
  execute format('alter table rights_request drop constraint %I', named);
end $$;
alter table rights_request
  alter text drop not null, add text_sealed bytea, add answer_sealed bytea, add closed_on date,
  add constraint text_once check (num_nonnulls(text, text_sealed) = 1),
  add constraint answered_once check (num_nonnulls(answer, answer_sealed) = num_nonnulls(outcome)),
  add constraint closed_has_state check (closed_on is null or state = 'closed');
update rights_request r set closed_on = coalesce(
  (select (max(e.at) at time zone 'Asia/Shanghai')::date from event e where e.town_id = r.town_id and e.subject_id = r.id and e.name = 'rights.close'),
  (now() at time zone 'Asia/Shanghai')::date)
where state = 'closed';

-- The application neither reads nor writes the plain columns.
revoke select, insert, update on rights_request from sanliang_app;
grant select (town_id, id, person_id, kind, text_sealed, state, outcome, answer_sealed, appeal, received_at, due_on, due_estimated, closed_on, version),
  insert (town_id, id, person_id, kind, text_sealed, state, received_at, due_on, due_estimated),
  update (state, outcome, answer_sealed, appeal, due_on, due_estimated, closed_on, version),
  delete on rights_request to sanliang_app;
create policy forget on rights_request for delete to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'job' and closed_on < (select actor_today()) - interval '3 years');
