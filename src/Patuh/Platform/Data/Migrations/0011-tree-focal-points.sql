-- A change of the tree of organisations, from a day on: a rename, a move, a split or a merger. It takes effect on its day and can be undone before.
create table organisation_change (
  id text not null primary key,
  kind text not null,
  organisation_id text not null references organisation (id),
  day text not null,
  law text not null,
  reason text not null,
  made_by text,
  made_role text,
  made_for text,
  made_at text not null,
  effective_at text,
  undone_at text
);
create index organisation_change_organisation on organisation_change (organisation_id);
create index organisation_change_day on organisation_change (day);

-- Name and parent of an organisation from a day until before another. One that has no row here was always what its own row says. An organisation that is
-- still to come stands here before it stands in its own table: there is no reference.
create table organisation_version (
  organisation_id text not null,
  valid_from text not null,
  valid_to text,
  kind text not null,
  name text not null,
  parent_id text,
  province text,
  change_id text references organisation_change (id),
  primary key (organisation_id, valid_from)
);
create index organisation_version_parent on organisation_version (parent_id);
create index organisation_version_change on organisation_version (change_id);

-- What became of an organisation: whose work went on where, from which day, and by which law.
create table organisation_succession (
  predecessor_id text not null references organisation (id),
  successor_id text not null,
  day text not null,
  kind text not null,
  law text not null,
  change_id text not null references organisation_change (id),
  primary key (predecessor_id, successor_id, day)
);
create index organisation_succession_successor on organisation_succession (successor_id);
create index organisation_succession_change on organisation_succession (change_id);

-- Roles that are given anew in a successor on the day of the change.
create table organisation_change_grant (
  change_id text not null references organisation_change (id),
  grant_id text not null references role_grant (id),
  successor_id text not null,
  primary key (change_id, grant_id)
);

-- Whom to call in an agency, by decree, from a day until before another; with a deputy. A new one ends the old one.
create table focal_point (
  id text not null primary key,
  agency_id text not null references agency (id),
  name text not null,
  position text not null,
  phone text not null,
  email text,
  deputy_name text,
  deputy_position text,
  deputy_phone text,
  deputy_email text,
  decree_number text not null,
  decree_date text not null,
  valid_from text not null,
  valid_to text,
  added_by text,
  added_at text not null
);
create index focal_point_agency on focal_point (agency_id, valid_from);

-- A message to an agency, sent by hand, and what became of it.
create table contact_message (
  id text not null primary key,
  agency_id text not null references agency (id),
  channel text not null,
  to_name text not null,
  to_address text not null,
  about_kind text not null,
  about_id text,
  about text not null,
  text text not null,
  prepared_by text,
  prepared_at text not null,
  sent_at text,
  delivered_at text,
  acknowledged_at text,
  failed_at text,
  failure text
);
create index contact_message_agency on contact_message (agency_id, id);
create index contact_message_about on contact_message (about_kind, about_id);

-- Whether somebody answers under the number: a task for an office, due on a day; done once, with what came of it.
create table test_call (
  id text not null primary key,
  agency_id text not null references agency (id),
  office_id text not null references organisation (id),
  due_on text not null,
  done_at text,
  done_by text,
  result text,
  note text
);
create index test_call_agency on test_call (agency_id, done_at);
