-- owner: disclosures
-- 公示的一页: the newest of one type or state are found without reading all the others.

create index notice_type on notice (town_id, type, id);
create index notice_state on notice (town_id, state, id);
