-- owner: decisions
-- 文本的金额: an amount is written with each version of the text, as the title is; the record speaks for title and amount too. Steps of
-- before keep the words in which they were recorded.
alter table decision_text add column amount_fen bigint check (amount_fen > 0);
update decision_text t set amount_fen = d.amount_fen from decision d where d.town_id = t.town_id and d.id = t.decision_id;
alter table decision drop column amount_fen;
create function decision_amount(decision uuid, number integer) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select t.amount_fen from decision_text t where t.town_id = actor_town() and t.decision_id = decision_amount.decision
    and t.number = decision_text_shown(decision_amount.decision, decision_amount.number)
$$;
revoke all on function decision_amount from public;
grant execute on function decision_amount to sanliang_app;
alter table decision_stage add column wording smallint not null default 1 check (wording in (1, 2));
alter table decision_stage alter column wording set default 2;
-- When notice of the meeting was given, as it stood when the step was concluded: the meeting's own date may be edited later.
alter table decision_stage add column noticed_on date check (noticed_on <= held_on);
