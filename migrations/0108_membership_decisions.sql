-- owner: memberships
-- 依据的支部大会: the general meeting that took a member in, and the one that made him a full one. Null: before the records here begin.

alter table party_membership
  add admitted_meeting_id uuid,
  add full_meeting_id uuid,
  add foreign key (town_id, admitted_meeting_id) references meeting,
  add foreign key (town_id, full_meeting_id) references meeting,
  add check (full_meeting_id is null or full_on is not null);
create index on party_membership (town_id, admitted_meeting_id) where admitted_meeting_id is not null;
create index on party_membership (town_id, full_meeting_id) where full_meeting_id is not null;
