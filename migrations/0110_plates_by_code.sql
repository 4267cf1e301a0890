-- owner: plates
-- 凭查看码同意挂牌: a member without an account says yes or no with the one-time code of the window. As with an account: of oneself alone.

alter policy write_update on plate using (town_id = (select actor_town())
  and ((select actor_kind()) = 'job' or household_id = (select actor_household())
    or unit_id = any ((select plate_units())::uuid[])
    or ((select actor_kind()) in ('person', 'subject') and id = any ((select own_plates())::uuid[]))));
alter policy write_update on plate_member using (town_id = (select actor_town())
  and ((select actor_kind()) = 'job' or ((select actor_kind()) in ('person', 'subject') and person_id = (select actor_id()))
    or exists (select from plate p where p.town_id = plate_member.town_id and p.id = plate_member.plate_id
      and p.unit_id = any ((select plate_units())::uuid[]))));
