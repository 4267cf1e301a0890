-- owner: mobilisations
-- 最后一晚的值守: who stood there is forgotten in the night, but that somebody was to stand there can be confirmed for some days more.

-- What a line will count as when it is confirmed is known before its person is forgotten.
alter table mobilisation_roster drop constraint mobilisation_roster_check;
alter table mobilisation_roster add constraint mobilisation_roster_member_check
  check (case state when 'confirmed' then is_member is not null else is_member is null or person_id is null end);
