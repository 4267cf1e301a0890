-- owner: accounts
-- 审计: whoever audits reads the whole log, so this is asked first. PostgreSQL asks the policies of a table one after the other, by name from
-- the last to the first; behind the one of cases, which looks up all cases of the town before it denies the first event, a page took a second.

alter policy audit_read on event rename to whole_log;
