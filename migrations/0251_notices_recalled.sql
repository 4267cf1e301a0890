-- owner: disclosures
-- 公示不算数了: what a notice tells of was annulled, or turned out otherwise. One that hangs comes down; one that had run its days keeps
-- its result, and both say since when and why.

alter table notice add column recalled_on date;
alter table notice add column recall_reason text check (length(recall_reason) between 4 and 200);
alter table notice add check ((recalled_on is null) = (recall_reason is null));
alter table notice add check (recalled_on is null or state in ('concluded', 'withdrawn'));
