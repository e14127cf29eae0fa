-- Latihan: rooms in which anybody may try the desk, without an account. Nothing refers to them and they refer to nothing: no figure is ever made of them.
-- id is the hash of the secret in the room's address; subjects are its products and respondents as JSON. A room that nobody has opened for a month is removed.
create table practice_room (
  id text not null primary key,
  unit text not null,
  instrument_id text not null,
  instrument_hash text not null,
  subjects text not null,
  made_on text not null,
  seen_on text not null
);
create index practice_room_seen on practice_room (seen_on);

create table practice_answer (
  room_id text not null references practice_room (id) on delete cascade,
  number integer not null,
  body text not null,
  primary key (room_id, number)
);
