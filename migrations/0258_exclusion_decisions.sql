-- owner: memberships
-- 不计入，凭哪次决定: by which decision, of which day, a member is left out; and 留党察看, for its days, is one who stays a member without
-- a vote. What was registered before this names none.
alter table membership_exclusion
  drop constraint membership_exclusion_reason_check,
  add constraint membership_exclusion_reason_check
    check (reason in ('cannotExpress', 'abroad', 'servingSentence', 'bedridden', 'relationNotMoved', 'onProbation')),
  add column decision text check (length(decision) between 2 and 60),
  add column decided_on date,
  add check (num_nonnulls(decision, decided_on) in (0, 2));
