-- Questions to passkeys that were answered: each counts once. The id is the hash of the question's ticket.
create table passkey_answered (
  id text not null primary key,
  at text not null
);
create index passkey_answered_at on passkey_answered (at);
