-- Counts the changes of everything that public pages show: what was rendered under one version stays right until the next.
create table data_version (
  id integer not null primary key,
  version integer not null,
  changed_at text not null
);
insert into data_version (id, version, changed_at) values (1, 1, '');
