-- owner: record
-- 公开存证: an append-only list of salted digests. Rows are added and read, never changed: no grant allows it.
-- Only a salt may be deleted, which makes its entry mute, and a line of the queue, which is no record.

create table record_entry (
  town_id integer not null references town,
  id uuid not null,
  kind text not null check (kind ~ '^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$'),
  -- an address of the thing: no name, no number of a person
  subject text not null check (subject ~ '^[A-Za-z0-9][A-Za-z0-9/.-]{0,99}$'),
  at timestamptz not null,
  -- SHA-256 of salt and digest
  commitment bytea not null check (length(commitment) = 32),
  primary key (town_id, id)
);
create index record_entry_subject on record_entry (town_id, kind, subject, id);

-- Apart, so that a text can be withdrawn: without its salt nobody can tell what an entry stood for.
create table record_salt (
  town_id integer not null,
  entry_id uuid not null,
  salt bytea not null check (length(salt) = 32),
  primary key (town_id, entry_id),
  foreign key (town_id, entry_id) references record_entry
);

-- Written, and not yet in the tree: for at most a minute.
create table record_pending (
  town_id integer not null,
  entry_id uuid not null,
  primary key (town_id, entry_id),
  foreign key (town_id, entry_id) references record_entry
);

-- An entry's number in the tree, from 0 on.
create table record_leaf (
  town_id integer not null,
  number bigint not null check (number >= 0),
  entry_id uuid not null,
  primary key (town_id, number),
  unique (town_id, entry_id),
  foreign key (town_id, entry_id) references record_entry
);

-- The hash of each full subtree: of 2^level entries, the position-th of its level.
create table record_node (
  town_id integer not null references town,
  level integer not null check (level between 0 and 62),
  position bigint not null check (position >= 0),
  hash bytea not null check (length(hash) = 32),
  primary key (town_id, level, position)
);

create table record_checkpoint (
  town_id integer not null references town,
  size bigint not null check (size >= 0),
  root bytea not null check (length(root) = 32),
  made_at timestamptz not null,
  primary key (town_id, size)
);

-- The log's keys (Ed25519). The two newest sign, so that whoever knows the older one has time to learn the newer.
create table record_key (
  town_id integer not null references town,
  id uuid not null,
  origin text not null check (length(origin) between 1 and 200 and origin !~ '[[:space:]+]'),
  public_key bytea not null check (length(public_key) = 32),
  made_at timestamptz not null,
  primary key (town_id, id)
);
create table record_key_secret (
  town_id integer not null,
  key_id uuid not null,
  private_sealed bytea not null,
  primary key (town_id, key_id),
  foreign key (town_id, key_id) references record_key
);

create table record_signature (
  town_id integer not null,
  size bigint not null,
  key_id uuid not null,
  line text not null check (length(line) <= 1000),
  primary key (town_id, size, key_id),
  foreign key (town_id, size) references record_checkpoint,
  foreign key (town_id, key_id) references record_key
);

-- 见证人: an office that watches the record with a program of its own.
create table record_witness (
  town_id integer not null references town,
  id uuid not null,
  name text not null check (length(name) between 2 and 40),
  vkey text not null check (length(vkey) between 10 and 400),
  -- where the record brings its checkpoints; null: the witness fetches them
  url text check (length(url) <= 300),
  added_at timestamptz not null,
  ended_at timestamptz,
  primary key (town_id, id)
);
create unique index record_witness_key on record_witness (town_id, vkey) where ended_at is null;

create table record_cosignature (
  town_id integer not null,
  size bigint not null,
  witness_id uuid not null,
  line text not null check (length(line) <= 1000),
  cosigned_at timestamptz not null,
  primary key (town_id, size, witness_id),
  foreign key (town_id, size) references record_checkpoint,
  foreign key (town_id, witness_id) references record_witness
);
create index record_cosignature_witness on record_cosignature (town_id, witness_id, size);

-- How many witnesses must have seen what is shown as checked.
create table record_setting (
  town_id integer not null references town,
  required integer not null check (required between 0 and 100),
  primary key (town_id)
);

alter table record_entry enable row level security;
alter table record_salt enable row level security;
alter table record_pending enable row level security;
alter table record_leaf enable row level security;
alter table record_node enable row level security;
alter table record_checkpoint enable row level security;
alter table record_key enable row level security;
alter table record_key_secret enable row level security;
alter table record_signature enable row level security;
alter table record_witness enable row level security;
alter table record_cosignature enable row level security;
alter table record_setting enable row level security;

create policy own_town on record_entry for select to sanliang_app using (town_id = (select actor_town()));
create policy own_town on record_salt for select to sanliang_app using (town_id = (select actor_town()));
create policy own_town on record_pending for select to sanliang_app using (town_id = (select actor_town()));
create policy own_town on record_leaf for select to sanliang_app using (town_id = (select actor_town()));
create policy own_town on record_node for select to sanliang_app using (town_id = (select actor_town()));
create policy own_town on record_checkpoint for select to sanliang_app using (town_id = (select actor_town()));
create policy own_town on record_key for select to sanliang_app using (town_id = (select actor_town()));
create policy own_town on record_signature for select to sanliang_app using (town_id = (select actor_town()));
create policy own_town on record_witness for select to sanliang_app using (town_id = (select actor_town()));
create policy own_town on record_cosignature for select to sanliang_app using (town_id = (select actor_town()));
create policy own_town on record_setting for select to sanliang_app using (town_id = (select actor_town()));
create policy sign on record_key_secret for select to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) = 'job');

-- Whoever may do a thing appends it, in the same transaction.
create policy append on record_entry for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_kind()) in ('person', 'job'));
create policy append on record_salt for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_kind()) in ('person', 'job'));
create policy append on record_pending for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_kind()) in ('person', 'job'));
create policy withdraw on record_salt for delete to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) in ('person', 'job'));

-- The tree grows and is signed in the name of the job alone.
create policy merge on record_pending for delete to sanliang_app using (town_id = (select actor_town()) and (select actor_kind()) = 'job');
create policy merge on record_leaf for insert to sanliang_app with check (town_id = (select actor_town()) and (select actor_kind()) = 'job');
create policy merge on record_node for insert to sanliang_app with check (town_id = (select actor_town()) and (select actor_kind()) = 'job');
create policy merge on record_checkpoint for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_kind()) = 'job');
create policy merge on record_signature for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_kind()) = 'job');
create policy make on record_key for insert to sanliang_app
  with check (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or (select actor_roles()) && array['systemAdministrator']));
create policy make on record_key_secret for insert to sanliang_app
  with check (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or (select actor_roles()) && array['systemAdministrator']));

create policy name on record_witness for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_roles()) && array['townClerk']);
create policy part on record_witness for update to sanliang_app
  using (town_id = (select actor_town()) and ended_at is null and (select actor_roles()) && array['townClerk'])
  with check (town_id = (select actor_town()));
-- A cosignature is its own credential: the program verifies it before it is kept, whoever brings it.
create policy bring on record_cosignature for insert to sanliang_app with check (town_id = (select actor_town()));
create policy choose on record_setting to sanliang_app
  using (town_id = (select actor_town()) and (select actor_roles()) && array['townClerk'])
  with check (town_id = (select actor_town()) and (select actor_roles()) && array['townClerk']);

grant select, insert on record_entry, record_leaf, record_node, record_checkpoint, record_key, record_key_secret, record_signature,
  record_cosignature to sanliang_app;
grant select, insert, delete on record_salt, record_pending to sanliang_app;
grant select, insert on record_witness to sanliang_app;
grant update (ended_at) on record_witness to sanliang_app;
grant select, insert, update on record_setting to sanliang_app;
