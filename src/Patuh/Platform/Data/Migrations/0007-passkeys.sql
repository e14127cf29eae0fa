-- No passkey was kept before: what is known of one is text now, the same on every database.
drop table person_passkey;
create table person_passkey (
  credential_id bytea not null primary key,
  user_id text not null references person (id),
  data text not null
);
create index person_passkey_user on person_passkey (user_id);

-- Questions to passkeys that were answered: each counts once. The id is the hash of the question's ticket.
create table passkey_answered (
  id text not null primary key,
  at text not null
);
create index passkey_answered_at on passkey_answered (at);
