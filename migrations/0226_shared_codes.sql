-- owner: requests
-- 凭经手窗口给的码: an office that gave a resident the query code and then handles the case can answer as the resident. Who was told the present
-- code is kept, and what is solved by a code that whoever took part in handling knows is counted apart from what only the resident can have said.

alter table request add column code_told_to uuid[] not null default '{}';
alter table request drop constraint request_solved_by_check;
alter table request add constraint request_solved_by_check check (solved_by in ('resident', 'sharedCode', 'onBehalf'));

-- Cases that were there before, as far as their logs can tell: whoever entered the case or gave its code anew last, and the desks and bodies of the
-- posts held on that day, those of a colleague on leave included.
do $$
declare
  each integer;
begin
  perform set_config('sanliang.actor', 'job:requests.shareCodes', true),
    set_config('sanliang.today', (now() at time zone 'Asia/Shanghai')::date::text, true);
  for each in select id from town loop
    perform set_config('sanliang.town', each::text, true);
    with told as (
      select distinct on (subject_id) subject_id, actor_person_id as person_id, (at at time zone 'Asia/Shanghai')::date as day from event
      where town_id = each and subject_kind = 'request' and name in ('requests.submit', 'requests.enter', 'requests.reissueCode')
        and actor_person_id is not null
      order by subject_id, id desc
    ), acting as (
      select subject_id, day, person_id as holder_id from told
      union
      select told.subject_id, told.day, away.person_id from told
      join leave away on away.town_id = each and away.deputy_id = told.person_id and away.valid @> told.day
    ), held as (
      select acting.subject_id, p.role, p.unit_id, p.body_id from acting
      join term t on t.town_id = each and t.person_id = acting.holder_id and t.valid @> acting.day
      join post p on p.town_id = t.town_id and p.id = t.post_id
    )
    update request r set code_told_to = array(
      select told.person_id
      union select unit_id from held where held.subject_id = r.id and role <> 'departmentOfficer' and (role = 'townDiscipline') = r.about_officials
      union select body_id from held where held.subject_id = r.id and body_id is not null)
    from told where r.town_id = each and r.id = told.subject_id;
    update request set solved_by = 'sharedCode'
    where town_id = each and solved_by = 'resident' and code_told_to <> '{}' and code_told_to && one_with(involved);
  end loop;
  perform set_config('sanliang.actor', '', true), set_config('sanliang.town', '', true), set_config('sanliang.today', '', true);
end $$;

alter table request add constraint request_resident_alone check (solved_by <> 'resident' or not code_told_to && involved);
