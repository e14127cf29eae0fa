-- Files, addressed by their content: the key is the SHA-256 of what is kept. Whoever refers to one does so by a foreign key to this table: that alone keeps it.
create table stored_file (
  hash text not null primary key,
  size integer not null,
  media_type text not null,
  state text not null,
  refusal text,
  width integer,
  height integer,
  fingerprint text,
  band1 text,
  band2 text,
  band3 text,
  band4 text,
  preview_hash text references stored_file (hash),
  created_at text not null,
  tried_at text
);
create index stored_file_state on stored_file (state, tried_at);
create index stored_file_created on stored_file (created_at);
create index stored_file_preview on stored_file (preview_hash);
-- Quarters of the fingerprint: pictures that look alike share one, give or take a bit.
create index stored_file_band1 on stored_file (band1);
create index stored_file_band2 on stored_file (band2);
create index stored_file_band3 on stored_file (band3);
create index stored_file_band4 on stored_file (band4);

-- What somebody is uploading, or has uploaded and not yet used.
create table upload (
  id text not null primary key,
  person_id text not null references person (id),
  name text not null,
  size integer not null,
  state text not null,
  refusal text,
  file_hash text references stored_file (hash),
  created_at text not null,
  expires_at text not null
);
create index upload_person on upload (person_id);
create index upload_expires on upload (expires_at);
create index upload_file on upload (file_hash);
