-- owner: duties
-- 撤销的组织不再欠事项: what falls due after the last day of whoever owed it is waived by itself, with a reason and by nobody.

do $$ declare named text; begin
  select conname into strict named from pg_constraint where conrelid = 'duty'::regclass and pg_get_constraintdef(oid) like '%waived_by%';
  execute format('alter table duty drop constraint %I', named);
end $$;
alter table duty add check ((state = 'waived') = (waived_reason is not null)), add check (waived_by is null or state = 'waived');
