-- owner: commitments
-- 报到、岗位、履职按期去掉姓名: who served goes ten years after it ended; that somebody did stays, and is counted as it was.

-- The day on which the person was taken out; null: the person is there.
alter table report_in add column forgotten_on date,
  alter column person_id drop not null,
  drop constraint report_in_check5,
  add constraint ended_says_why check (state not in ('refused', 'left') or end_reason is not null or forgotten_on is not null),
  add constraint report_in_of_someone check ((person_id is null) = (forgotten_on is not null)),
  add constraint report_in_forgotten check (forgotten_on is null
    or (ended_on is not null and end_reason is null and work_unit || work_branch || work_contact || skills || times = ''));
alter table post_holding add column forgotten_on date,
  alter column person_id drop not null,
  add constraint post_holding_of_someone check ((person_id is null) = (forgotten_on is not null)),
  add constraint post_holding_forgotten check (forgotten_on is null or (ended_on is not null and end_reason is null and shown_on is null));
alter table service_entry add column forgotten_on date,
  alter column person_id drop not null,
  add constraint service_entry_of_someone check ((person_id is null) = (forgotten_on is not null));
-- Whoever fulfilled a wish served as well.
alter table wish add column forgotten_on date,
  drop constraint wish_check1,
  drop constraint wish_claimed_check,
  add constraint wish_claimed check ((claimed_by is not null)
    = (state in ('claimed', 'doing', 'delivered', 'confirmed', 'closed') and forgotten_on is null)),
  add constraint wish_claimed_on check ((claimed_on is null) = (claimed_by is null)),
  add constraint wish_forgotten check (forgotten_on is null or closed_on is not null);

-- What was told of the person alone is deleted: notes to the work unit, what was done on a post and how it was judged, who was let off,
-- hours that nobody confirmed.
do $$
declare part text;
begin
  foreach part in array array['report_note', 'post_log', 'post_review', 'post_exemption', 'service_entry'] loop
    execute format('create policy forgotten on %I for delete to sanliang_app
      using (town_id = (select actor_town()) and (select actor_kind()) = ''job'')', part);
    execute format('grant delete on %I to sanliang_app', part);
  end loop;
end $$;
