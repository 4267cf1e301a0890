-- owner: platform
-- 加密密钥: which keys the sealed values need, by fingerprint, so that a program with the wrong key
-- refuses to start instead of writing what nobody can read. The keys themselves are never here.

create table sealing_key (
  fingerprint text primary key check (fingerprint ~ '^[0-9a-f]{16}$'),
  -- the oldest key also makes the index of phone numbers and stays when others are rotated out
  makes_index boolean not null,
  recorded_at timestamptz not null
);
create unique index sealing_key_index on sealing_key (makes_index) where makes_index;
