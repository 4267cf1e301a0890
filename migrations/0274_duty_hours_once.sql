-- owner: commitments
-- 履职时数: the same time of a person is confirmed once, whatever it was served for. Two may wait at a time, and are looked at.

-- Confirmed before this was asked, at a time that was confirmed already.
alter table service_entry add column doubled boolean not null default false;
update service_entry e set doubled = true where e.state = 'confirmed' and exists (
  select from service_entry o where o.town_id = e.town_id and o.person_id = e.person_id and o.state = 'confirmed' and o.id < e.id
    and tstzrange(o.starts_at, o.ends_at) && tstzrange(e.starts_at, e.ends_at));
alter table service_entry add constraint service_entry_confirmed_once
  exclude using gist (town_id with =, person_id with =, tstzrange(starts_at, ends_at) with &&) where (state = 'confirmed' and not doubled);
