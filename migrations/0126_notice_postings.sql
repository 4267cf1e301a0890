-- owner: disclosures
-- 上墙: where and when the sheet of paper hung, which is the main channel; a photo is never asked for.

create table notice_posting (
  town_id integer not null,
  id uuid not null,
  notice_id uuid not null,
  -- the version on the sheet
  version_number integer not null,
  -- e.g. 村委会门口公开栏
  place text not null check (length(place) between 2 and 60),
  posted_on date not null,
  posted_by uuid not null,
  removed_on date check (removed_on >= posted_on),
  removed_by uuid,
  primary key (town_id, id),
  foreign key (town_id, notice_id) references notice,
  foreign key (town_id, notice_id, version_number) references notice_version,
  foreign key (town_id, posted_by) references person,
  foreign key (town_id, removed_by) references person,
  check ((removed_on is null) = (removed_by is null))
);
create index notice_posting_notice on notice_posting (town_id, notice_id);

alter table notice_posting enable row level security;
create policy of_notice on notice_posting for select to sanliang_app
  using (exists (select from notice n where n.town_id = notice_posting.town_id and n.id = notice_posting.notice_id));
create policy post on notice_posting for insert to sanliang_app
  with check (exists (select from notice n where n.town_id = notice_posting.town_id and n.id = notice_posting.notice_id
    and n.unit_id = any ((select scope_units())::uuid[])));
create policy take_down on notice_posting for update to sanliang_app
  using (removed_on is null and exists (select from notice n where n.town_id = notice_posting.town_id and n.id = notice_posting.notice_id
    and n.unit_id = any ((select scope_units())::uuid[])))
  with check (town_id = (select actor_town()));
grant select, insert on notice_posting to sanliang_app;
grant update (removed_on, removed_by) on notice_posting to sanliang_app;
