-- What readers say is wrong. The contact is theirs to leave or not; nothing else of a person is kept.
create table error_report (
  id text not null primary key,
  number text not null,
  agency_id text,
  year integer,
  kind text,
  message text not null,
  source text,
  contact text,
  sent_at text not null
);
create unique index error_report_number on error_report (number);
