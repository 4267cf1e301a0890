-- owner: votes
-- 表决跟着会议走: what was tabled at a meeting that is called off is called off with it; a roll drawn for one day is none for another; and
-- whoever recused himself in the matter itself is known to those who fix the roll.

create function ballots_follow_meeting() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update ballot set state = 'cancelled', cancel_reason = left('会议取消：' || coalesce(new.cancel_reason, ''), 200)
  where town_id = new.town_id and meeting_id = new.id and state = 'tabled';
  return null;
end $$;
create trigger ballots_follow_meeting after update of state on meeting for each row
  when (new.state = 'cancelled' and old.state <> 'cancelled') execute function ballots_follow_meeting();

create function roll_follows_day() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update voting_meeting set roll_drawn_at = null where town_id = new.town_id and meeting_id = new.id and roll_fixed_at is null;
  return null;
end $$;
create trigger roll_follows_day after update of starts_at on meeting for each row
  when ((new.starts_at at time zone 'Asia/Shanghai')::date <> (old.starts_at at time zone 'Asia/Shanghai')::date)
  execute function roll_follows_day();
revoke execute on function ballots_follow_meeting, roll_follows_day from public;

-- Of meetings that were called off before this.
update ballot b set state = 'cancelled', cancel_reason = left('会议取消：' || coalesce(m.cancel_reason, ''), 200)
from meeting m where m.town_id = b.town_id and m.id = b.meeting_id and m.state = 'cancelled' and b.state = 'tabled';

-- Left out as the memberships had it when the roll was drawn, and not by a decision entered for this meeting.
alter table voting_roll add column left_out_drawn boolean not null default false;
update voting_roll set left_out_drawn = true where left_out_decision = '党员名册上登记的支部决定';

-- Who recused himself in a matter that is put to the vote: for who keeps the meeting, and by the newest word in each capacity. Whoever only
-- leaves off watching over it, being near to the proposer, votes as anyone.
create function recused_in_matter(subject_kind text, subject_id text) returns table (person_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct latest.person_id from (
    select distinct on (d.person_id, d.capacity) d.person_id, d.capacity, d.interest, d.recused
    from decision_declaration d
    where d.town_id = actor_town() and recused_in_matter.subject_kind = 'decision' and d.decision_id::text = recused_in_matter.subject_id
      and exists (select from ballot b join meeting m on m.town_id = b.town_id and m.id = b.meeting_id
        where b.town_id = d.town_id and b.subject_kind = 'decision' and b.subject_id = d.decision_id::text
          and m.unit_id = any (case when m.kind in ('assembly', 'boardMeeting') then (select assembly_keeper_units()) else (select party_units()) end))
    order by d.person_id, d.capacity, d.id desc
  ) latest where latest.recused and (latest.capacity <> 'supervision' or latest.interest = 'own')
$$;
revoke execute on function recused_in_matter(text, text) from public;
grant execute on function recused_in_matter(text, text) to sanliang_app;
