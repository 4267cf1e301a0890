-- owner: reports
-- 定稿存证的写法: which wording the recorded text of an edition has. A text once recorded is made anew in its own words for ever.

-- 1: before small numbers were withheld from it; 2: with every word that is shown
alter table report_edition add column wording integer not null default 1 check (wording in (1, 2));
alter table report_edition alter column wording drop default;
