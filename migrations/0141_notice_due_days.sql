-- owner: disclosures
-- 实施结果公开期限: second disclosures owed in a year, by place.
create index notice_due_at on notice (town_id, unit_id, result_due_on) where type = 'decision' and result_due_on is not null;
