-- owner: requests
-- 照片删掉: what a photo shows goes with the last photo that shows it, whoever deletes that photo.
--
-- A policy lets one see the content of a photo that is there, so nobody could see, and delete, what was left behind.

-- Two statements: what another transaction is just giving to a new photo is locked, and left; what it gave before is seen by the second.
create function forget_photo_content() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mine bytea[] := (select array_agg(digest) from (select c.digest from photo_content c
    where c.town_id = old.town_id and c.digest = old.digest for update skip locked) as locked);
begin
  delete from photo_content c where c.town_id = old.town_id and c.digest = any (mine)
    and not exists (select from request_photo p where p.town_id = c.town_id and p.digest = c.digest);
  return null;
end $$;
create trigger forget_photo_content after delete on request_photo for each row execute function forget_photo_content();
create index request_photo_digest on request_photo (town_id, digest);

drop policy clear on photo_content;
revoke delete on photo_content from sanliang_app;

-- What was left behind until now.
delete from photo_content c where not exists (select from request_photo p where p.town_id = c.town_id and p.digest = c.digest);
