-- owner: record
-- 另开存证: the record begins anew, e.g. after a restored backup or a stolen key. What was kept stays under its own name, closed
-- with its last checkpoint, and the first entry of the new volume names it.

-- The first volume is 1 and has no row. Without a beginning it is the one proposal.
create table record_volume (
  town_id integer not null references town,
  number integer not null check (number >= 2),
  id uuid not null,
  reason text not null check (length(reason) between 4 and 200),
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  begun_by uuid,
  begun_at timestamptz,
  -- what its first entry says of the volume before
  closed_origin text,
  closed_size bigint,
  closed_root bytea,
  primary key (town_id, number),
  unique (town_id, id),
  foreign key (town_id, proposed_by) references person,
  foreign key (town_id, begun_by) references person,
  check (begun_by <> proposed_by),
  check (num_nulls(begun_by, begun_at, closed_origin, closed_size, closed_root) in (0, 5))
);
create unique index record_volume_proposal on record_volume (town_id) where begun_at is null;

-- Each volume has a tree, keys and signatures of its own. An entry stands in one of them.
alter table record_signature drop constraint record_signature_town_id_size_fkey;
alter table record_cosignature drop constraint record_cosignature_town_id_size_fkey;
alter table record_leaf add column volume integer not null default 1 check (volume >= 1);
alter table record_node add column volume integer not null default 1 check (volume >= 1);
alter table record_checkpoint add column volume integer not null default 1 check (volume >= 1);
alter table record_key add column volume integer not null default 1 check (volume >= 1);
alter table record_signature add column volume integer not null default 1;
alter table record_cosignature add column volume integer not null default 1;
alter table record_leaf drop constraint record_leaf_pkey, add primary key (town_id, volume, number);
alter table record_node drop constraint record_node_pkey, add primary key (town_id, volume, level, position);
alter table record_checkpoint drop constraint record_checkpoint_pkey, add primary key (town_id, volume, size);
alter table record_signature drop constraint record_signature_pkey, add primary key (town_id, volume, size, key_id),
  add foreign key (town_id, volume, size) references record_checkpoint;
alter table record_cosignature drop constraint record_cosignature_pkey, add primary key (town_id, volume, size, witness_id),
  add foreign key (town_id, volume, size) references record_checkpoint;
drop index record_cosignature_witness;
create index record_cosignature_witness on record_cosignature (town_id, witness_id, volume, size);
alter table record_leaf alter column volume drop default;
alter table record_node alter column volume drop default;
alter table record_checkpoint alter column volume drop default;
alter table record_key alter column volume drop default;
alter table record_signature alter column volume drop default;
alter table record_cosignature alter column volume drop default;

alter table record_volume enable row level security;
-- That a volume was closed and why is public; a proposal is the administrators' business.
create policy own_town on record_volume for select to sanliang_app
  using (town_id = (select actor_town()) and (begun_at is not null or (select actor_roles()) && array['systemAdministrator']));
create policy propose on record_volume for insert to sanliang_app
  with check (town_id = (select actor_town()) and begun_at is null and (select actor_roles()) && array['systemAdministrator']);
create policy begin on record_volume for update to sanliang_app
  using (town_id = (select actor_town()) and begun_at is null and (select actor_roles()) && array['systemAdministrator'])
  with check (town_id = (select actor_town()));
create policy drop_proposal on record_volume for delete to sanliang_app
  using (town_id = (select actor_town()) and begun_at is null and (select actor_roles()) && array['systemAdministrator']);
grant select, insert, delete on record_volume to sanliang_app;
grant update (begun_by, begun_at, closed_origin, closed_size, closed_root) on record_volume to sanliang_app;
