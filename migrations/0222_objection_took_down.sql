-- owner: disclosures
-- 因哪一条异议撤下: of several objections that were upheld, the first took the notice down; what the public record keeps tells of that one.

alter table notice_objection add column took_down boolean not null default false check (not took_down or state = 'upheld');
-- Until now none could be upheld once the notice was withdrawn.
update notice_objection set took_down = true where state = 'upheld';
create unique index notice_objection_took_down on notice_objection (town_id, notice_id) where took_down;
grant update (took_down) on notice_objection to sanliang_app;
