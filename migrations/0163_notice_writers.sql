-- owner: disclosures
-- 谁写的: everyone who had a hand in what is written, not only who began it. None of them publishes it or decides what is said against it.

alter table notice_work add column writers uuid[] not null default '{}';
update notice_work w set writers = array(
  select distinct person_id from (
    select w.drafted_by as person_id
    union all select w.submitted_by
    union all select v.submitted_by from notice_version v where v.town_id = w.town_id and v.notice_id = w.notice_id
  ) known where person_id is not null);
alter table notice_work drop column drafted_by;
