-- owner: certificates
-- 志愿服务证明: asked for, posted for seven days, issued with a number and a signature, revoked by two.

-- The town's signing keys. The public half stays published for as long as something is signed with it.
create table certificate_key (
  town_id integer not null references town,
  id uuid not null,
  -- Multikey of an Ed25519 key: base58btc after "z"
  public_key text not null check (public_key ~ '^z6Mk[1-9A-HJ-NP-Za-km-z]{40,50}$'),
  made_at timestamptz not null,
  ended_at timestamptz,
  -- someone else may have it: nothing signed with it is believed any more
  leaked boolean not null default false,
  primary key (town_id, id),
  unique (town_id, public_key),
  check (ended_at is not null or not leaked)
);
create unique index certificate_key_current on certificate_key (town_id) where ended_at is null;
-- The private half, apart, so that what anyone may read is a whole row.
create table certificate_key_secret (
  town_id integer not null,
  key_id uuid not null,
  private_sealed bytea not null,
  primary key (town_id, key_id),
  foreign key (town_id, key_id) references certificate_key
);

create table volunteer_certificate (
  town_id integer not null references town,
  id uuid not null,
  person_id uuid not null,
  name text not null check (length(name) between 1 and 50),
  -- what is posted: 陈*妹
  masked_name text not null check (length(masked_name) between 1 and 50),
  -- who issues it: whoever organised, or a unit above
  unit_id uuid not null,
  from_on date not null,
  to_on date not null check (to_on >= from_on),
  -- minutes that count, by grade; ③ is never certified
  on_site integer not null check (on_site >= 0 and on_site % 30 = 0),
  organiser integer not null check (organiser >= 0 and organiser % 30 = 0),
  state text not null check (state in ('posted', 'withdrawn', 'refused', 'issued', 'revoking', 'revoked', 'expired')),
  asked_at timestamptz not null,
  -- null: by the volunteer; otherwise who entered it at the counter (代为登记)
  asked_by uuid,
  posted_on date not null,
  refuse_reason text check (length(refuse_reason) between 4 and 200),
  serial text check (serial ~ '^ZM[0-9]{4}-[0-9]{5,}$'),
  -- of the code beside the QR; the code itself is nowhere
  code_digest bytea,
  issued_on date,
  valid_until date check (valid_until > issued_on),
  issued_by uuid,
  responsible text check (length(responsible) between 1 and 50),
  office_phone text check (length(office_phone) between 5 and 20),
  key_id uuid,
  -- where the revocation list says whether it still holds
  list_index integer check (list_index between 0 and 131071),
  -- Open Badges 3.0, signed; and the line of the QR
  credential text,
  line text,
  revoke_reason text check (length(revoke_reason) between 4 and 200),
  revoke_asked_by uuid,
  revoked_by uuid,
  revoked_on date,
  version integer not null default 1 check (version >= 1),
  primary key (town_id, id),
  foreign key (town_id, person_id) references person,
  foreign key (town_id, unit_id) references unit,
  foreign key (town_id, asked_by) references person,
  foreign key (town_id, issued_by) references person,
  foreign key (town_id, revoke_asked_by) references person,
  foreign key (town_id, revoked_by) references person,
  foreign key (town_id, key_id) references certificate_key,
  unique (town_id, serial),
  unique (town_id, code_digest),
  unique (town_id, list_index),
  check (on_site + organiser > 0),
  check ((state = 'refused') = (refuse_reason is not null)),
  check ((state in ('issued', 'revoking', 'revoked', 'expired')) = (serial is not null)),
  check (num_nulls(serial, code_digest, issued_on, valid_until, issued_by, responsible, office_phone, key_id, list_index, credential, line) in (0, 11)),
  -- nobody issues one's own
  check (issued_by <> person_id),
  -- it is posted for seven whole days first
  check (issued_on > posted_on + 7),
  check (state not in ('revoking', 'revoked') or num_nulls(revoke_reason, revoke_asked_by) = 0),
  -- two people revoke
  check (revoked_by <> revoke_asked_by),
  check ((state = 'revoked') = (revoked_by is not null and revoked_on is not null))
);
create index volunteer_certificate_person on volunteer_certificate (town_id, person_id);
create index volunteer_certificate_unit on volunteer_certificate (town_id, unit_id, asked_at);
create index volunteer_certificate_asked_by on volunteer_certificate (town_id, asked_by);
create index volunteer_certificate_issued_by on volunteer_certificate (town_id, issued_by);
create index volunteer_certificate_lasting on volunteer_certificate (town_id, valid_until) where state in ('issued', 'revoking');
create unique index volunteer_certificate_open on volunteer_certificate (town_id, person_id, unit_id, from_on, to_on) where state = 'posted';

-- What it certifies, as it was when it was asked for.
create table volunteer_certificate_entry (
  town_id integer not null,
  certificate_id uuid not null,
  hours_id uuid not null,
  title text not null check (length(title) between 1 and 40),
  unit_name text not null,
  served_on date not null,
  credited integer not null check (credited > 0 and credited % 30 = 0),
  grade text not null check (grade in ('onSite', 'organiser')),
  primary key (town_id, certificate_id, hours_id),
  foreign key (town_id, certificate_id) references volunteer_certificate,
  foreign key (town_id, hours_id) references volunteer_hours
);
create index volunteer_certificate_entry_hours on volunteer_certificate_entry (town_id, hours_id);

-- The revocation list, signed anew at each revocation and each night: for programs, and as a line for the page that checks offline.
create table certificate_status (
  town_id integer not null references town,
  id integer not null check (id = 1),
  credential text not null,
  line text not null,
  written_at timestamptz not null,
  primary key (town_id, id)
);

-- What is posted now, for anyone, without the whole name.
create function certificates_posted(day date) returns table (id uuid, unit_id uuid, masked_name text, from_on date, to_on date, on_site integer, organiser integer, posted_on date)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.id, c.unit_id, c.masked_name, c.from_on, c.to_on, c.on_site, c.organiser, c.posted_on from volunteer_certificate c
  where c.town_id = actor_town() and c.state = 'posted' and c.posted_on <= day and c.posted_on + 7 >= day
  order by c.posted_on, c.id
$$;
-- The certificate behind number and code, for whoever holds the paper.
create function certificate_behind(digest bytea) returns table (id uuid, state text, line text, valid_until date)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.id, c.state, c.line, c.valid_until from volunteer_certificate c
  where c.town_id = actor_town() and c.code_digest = digest
$$;
-- Numbers and places of what was revoked, for the lists that anyone reads.
create function certificates_revoked() returns table (serial text, list_index integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.serial, c.list_index from volunteer_certificate c where c.town_id = actor_town() and c.state = 'revoked' order by c.serial
$$;
-- The last number of a year and the places taken on the list: an office numbers after certificates that it may not read.
create function last_certificate_serial(stem text) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select max(serial) from volunteer_certificate where town_id = actor_town() and left(serial, length(stem)) = stem
$$;
create function is_certificate_place_taken(place integer) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from volunteer_certificate where town_id = actor_town() and list_index = place)
$$;
revoke execute on function certificates_posted, certificate_behind, certificates_revoked, last_certificate_serial, is_certificate_place_taken from public;
grant execute on function certificates_posted, certificate_behind, certificates_revoked, last_certificate_serial, is_certificate_place_taken to sanliang_app;

alter table certificate_key enable row level security;
alter table certificate_key_secret enable row level security;
alter table volunteer_certificate enable row level security;
alter table volunteer_certificate_entry enable row level security;
alter table certificate_status enable row level security;
create policy own_town on certificate_key for select to sanliang_app using (town_id = (select actor_town()));
create policy install_insert on certificate_key for insert to sanliang_app
  with check (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or (select actor_roles()) && array['securityAdministrator']));
create policy install_update on certificate_key for update to sanliang_app
  using (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or (select actor_roles()) && array['securityAdministrator']));
-- Whoever issues or revokes signs; the one who changes the key signs the list anew.
create policy signing on certificate_key_secret for select to sanliang_app
  using (town_id = (select actor_town()) and ((select actor_kind()) = 'job'
    or (select actor_roles()) && array['townClerk', 'villageSecretary', 'villageClerk', 'securityAdministrator']));
create policy install_insert on certificate_key_secret for insert to sanliang_app
  with check (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or (select actor_roles()) && array['securityAdministrator']));
create policy own on volunteer_certificate for select to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) in ('person', 'subject') and person_id = (select actor_id()));
create policy issuer on volunteer_certificate for select to sanliang_app
  using (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or unit_id = any ((select volunteer_units())::uuid[])));
create policy own_insert on volunteer_certificate for insert to sanliang_app
  with check (town_id = (select actor_town()) and (select actor_kind()) in ('person', 'subject') and person_id = (select actor_id()) and state = 'posted');
create policy issuer_insert on volunteer_certificate for insert to sanliang_app
  with check (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or unit_id = any ((select volunteer_units())::uuid[])));
create policy own_update on volunteer_certificate for update to sanliang_app
  using (town_id = (select actor_town()) and (select actor_kind()) in ('person', 'subject') and person_id = (select actor_id()) and state = 'posted')
  with check (town_id = (select actor_town()) and state = 'withdrawn');
create policy issuer_update on volunteer_certificate for update to sanliang_app
  using (town_id = (select actor_town()) and ((select actor_kind()) = 'job' or unit_id = any ((select volunteer_units())::uuid[])));
create policy follows_certificate on volunteer_certificate_entry to sanliang_app
  using (town_id = (select actor_town()) and exists (select from volunteer_certificate c where c.town_id = volunteer_certificate_entry.town_id
    and c.id = volunteer_certificate_entry.certificate_id));
create policy own_town on certificate_status for select to sanliang_app using (town_id = (select actor_town()));
create policy write_insert on certificate_status for insert to sanliang_app
  with check (town_id = (select actor_town()) and ((select actor_kind()) = 'job'
    or (select actor_roles()) && array['townClerk', 'villageSecretary', 'villageClerk', 'securityAdministrator']));
create policy write_update on certificate_status for update to sanliang_app
  using (town_id = (select actor_town()) and ((select actor_kind()) = 'job'
    or (select actor_roles()) && array['townClerk', 'villageSecretary', 'villageClerk', 'securityAdministrator']));
grant select, insert, update on certificate_key, volunteer_certificate, certificate_status to sanliang_app;
grant select, insert on certificate_key_secret, volunteer_certificate_entry to sanliang_app;
