-- owner: ratings
-- 异议: one open objection about one thing. Of those sent twice at the same instant the first stays.

delete from rating_contest again using rating_contest first
where again.town_id = first.town_id and again.rating_id = first.rating_id and again.kind = first.kind and again.id > first.id
  and again.source is not distinct from first.source and again.fact_id is not distinct from first.fact_id
  and again.state = 'open' and first.state = 'open';
drop index rating_contest_once;
create unique index rating_contest_once on rating_contest (town_id, rating_id, kind, fact_id, source) nulls not distinct where state = 'open';
