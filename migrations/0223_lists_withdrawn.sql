-- owner: disclosures
-- 撤下的名单: a list of persons that an objection took down is no longer shown, as one whose purpose has ended.

update notice set unpublished_on = withdrawn_on, unpublish_reason = '异议成立，公示撤下。', version = version + 1
  where state = 'withdrawn' and number > 0 and unpublished_on is null
    and type in ('voterList', 'memberAdmission', 'appointment', 'hardship', 'volunteerRecord');
