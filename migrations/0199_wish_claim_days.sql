-- owner: commitments
-- 认领那天: hours for a wish are not from before it was taken up.

alter table wish add column claimed_on date;
update wish set claimed_on = coalesce(
  (select (max(e.at) at time zone 'Asia/Shanghai')::date from event e
    where e.town_id = wish.town_id and e.subject_id = wish.id and e.name = 'commitments.claimWish'),
  posted_on) where claimed_by is not null;
alter table wish add constraint wish_claimed_check check ((claimed_on is null) = (claimed_by is null));
