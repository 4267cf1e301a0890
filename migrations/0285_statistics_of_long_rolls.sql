-- owner: votes
-- 长名册的统计: a roll of thousands is read and written by the planner's guesses until its statistics are taken, which by itself happens a
-- minute or more later; every mark then looks through the whole roll. Who draws a long one has them taken at once.

create function take_roll_statistics() returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  analyze meeting_roll, voting_roll;
end $$;
revoke all on function take_roll_statistics from public;
grant execute on function take_roll_statistics to sanliang_app;
