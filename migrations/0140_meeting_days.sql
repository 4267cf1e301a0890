-- owner: meetings
-- 会议日期: numbers that count by the day of the meeting find their place and year without reading all others.
create index meeting_day on meeting (town_id, unit_id, ((starts_at at time zone 'Asia/Shanghai')::date));
