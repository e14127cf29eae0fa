-- The last seal of each day as it left the machine: by mail, and on a public page.
create table audit_day (
  day text not null primary key,
  number integer not null,
  sealed_at text not null,
  chain text not null,
  key_id text not null,
  signature text not null
);
