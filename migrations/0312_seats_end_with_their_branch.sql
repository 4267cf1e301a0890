-- owner: mobilisations
-- 临时党支部: a seat ends with its branch, which dissolves by itself; it then ties nobody any more.

create or replace function mobilisation_ties(since date) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select person_id from mobilisation_roster where actor_kind() = 'job' and town_id = actor_town() and person_id is not null
  union all
  select s.person_id from temporary_branch_seat s join temporary_branch b on b.town_id = s.town_id and b.id = s.branch_id
  where actor_kind() = 'job' and s.town_id = actor_town() and (b.ends_on is null or b.ends_on > since)
    and (upper_inf(s.valid) or upper(s.valid) > since)
$$;
