-- owner: decisions
-- 议事的题目: a matter that went back to be written anew shows the public what was registered last, not the title being written.

-- The number of the text whose title and digest the reader is shown; null where none may be.
create function decision_text_shown(decision uuid, number integer) returns integer
language sql stable security definer set search_path = public, pg_temp as $$
  select max(t.number) from decision_text t join decision d on d.town_id = t.town_id and d.id = t.decision_id
  where t.town_id = actor_town() and t.decision_id = decision_text_shown.decision and t.number <= decision_text_shown.number
    and (d.state <> 'draft' and t.number = d.text_number or (select actor_kind()) = 'job'
      or d.unit_id = any ((select scope_units())::uuid[])
      or exists (select from decision_stage s where s.town_id = t.town_id and s.decision_id = t.decision_id and s.text_number = t.number
        and s.outcome = 'registered'))
$$;
revoke all on function decision_text_shown from public;

create or replace function decision_title(decision uuid, number integer) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select t.title from decision_text t where t.town_id = actor_town() and t.decision_id = decision_title.decision
    and t.number = decision_text_shown(decision_title.decision, decision_title.number)
$$;
create or replace function decision_text_digest(decision uuid, number integer) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select t.digest from decision_text t
  where t.town_id = actor_town() and t.decision_id = decision_text_digest.decision
    and t.number = decision_text_shown(decision_text_digest.decision, decision_text_digest.number)
$$;
