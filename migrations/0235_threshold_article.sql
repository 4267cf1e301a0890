-- owner: thresholds
-- 新法条文: whoever confirms less than the old text says names the article that says less. Empty where nothing is less.

alter table threshold_edition add column article text check (length(article) between 2 and 200);
