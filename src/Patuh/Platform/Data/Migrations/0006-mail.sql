-- Letters on their way; each is sealed with the keys of the program and deleted when it has gone.
create table mail (
  id text not null primary key,
  created_at text not null,
  next_at text not null,
  attempts integer not null,
  sealed text not null
);
create index mail_next on mail (next_at);

-- Links to choose a new password. The id is the hash of what the link holds.
create table password_reset (
  id text not null primary key,
  person_id text not null references person (id),
  expires_at text not null
);
create index password_reset_person on password_reset (person_id);

-- Whether the link went to the address by mail: then accepting it confirms the address.
alter table invitation add column mailed boolean not null default false;
