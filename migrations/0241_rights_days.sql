-- owner: rights
-- 答复日重新算、码从哪里来: the job counts estimated days again, and who uses a one-time code learns who gave it.

create policy redate on rights_request for update to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'job');

-- Uses a code up: once, and before it expires. Answers whose it is and who gave it, for whoever gives a code knows it.
drop function use_subject_code(bytea, timestamptz);
create function use_subject_code(wanted bytea, at timestamptz) returns table (person_id uuid, issued_by uuid)
language sql volatile security definer set search_path = public, pg_temp as $$
  update subject_code set used_at = at where town_id = actor_town() and digest = wanted and used_at is null and expires_at > at
  returning person_id, issued_by
$$;
revoke execute on function use_subject_code from public;
grant execute on function use_subject_code to sanliang_app;
