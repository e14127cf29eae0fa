-- Agencies: what is assessed and ranked. The id is a readable name that never changes, used in addresses.
create table agency (
  id text not null primary key,
  class text not null,
  name text not null
);

-- The Kemendagri code of an agency in a time: provinces and regencies move. Dates are yyyy-mm-dd; valid_to is the first day of the next.
create table agency_region (
  agency_id text not null references agency (id),
  code text not null,
  valid_from text not null,
  valid_to text,
  predecessor text,
  law text,
  primary key (agency_id, valid_from)
);
create index agency_region_code on agency_region (code);

-- Every name by which an agency is found, without spaces, marks and case.
create table agency_alias (
  class text not null,
  name_key text not null,
  agency_id text not null references agency (id),
  primary key (class, name_key)
);

-- What somebody said of an agency's result in a year. Claims that contradict each other stand side by side.
create table claim (
  id text not null primary key,
  year integer not null,
  agency_id text not null references agency (id),
  kind text not null,
  value text not null,
  hundredths integer,
  place integer,
  scope text not null,
  of_count integer,
  said_by text not null,
  source text not null,
  source_url text,
  said_on text
);
create unique index claim_once on claim (year, agency_id, kind, said_by, source, scope);
create index claim_agency on claim (agency_id);

-- A corrected claim: what it said before, and why.
create table correction (
  id text not null primary key,
  claim_id text not null references claim (id),
  old_value text not null,
  new_value text not null,
  reason text not null,
  corrected_at text not null
);

-- How much of a list is known here.
create table coverage (
  year integer not null,
  class text not null,
  province text not null,
  known integer not null,
  of_count integer not null,
  complete boolean not null,
  primary key (year, class, province)
);

-- National counts as published; class "all" is their sum.
create table tally (
  year integer not null,
  class text not null,
  assessed integer not null,
  counts text not null,
  source text not null,
  primary key (year, class)
);

-- A frozen method: one id and version has one hash for ever.
create table instrument (
  id text not null,
  version integer not null,
  hash text not null,
  body text not null,
  primary key (id, version)
);

create table cycle (
  id integer not null primary key,
  year integer not null,
  simulated boolean not null,
  title text not null,
  instrument_id text not null,
  instrument_version integer not null,
  package_hash text not null,
  answers integer not null,
  imported_at text not null
);

-- Agencies, units and subjects of a cycle are numbered in the order of their ids (UTF-8 bytes); so are the answers' columns.
create table cycle_agency (
  cycle_id integer not null references cycle (id),
  number integer not null,
  code text not null,
  class text not null,
  name text not null,
  region text not null,
  clean_and_clear boolean,
  status text not null,
  hundredths integer,
  exact text,
  rank_national integer,
  of_national integer,
  rank_region integer,
  of_region integer,
  primary key (cycle_id, number)
);
create index cycle_agency_code on cycle_agency (cycle_id, code);
create index cycle_agency_rank on cycle_agency (cycle_id, class, rank_national);

create table cycle_unit (
  cycle_id integer not null references cycle (id),
  number integer not null,
  agency_number integer not null,
  code text not null,
  kind text not null,
  substance text not null,
  name text not null,
  assessed boolean not null,
  status text not null,
  hundredths integer,
  dimensions text not null,
  primary key (cycle_id, number)
);
create index cycle_unit_agency on cycle_unit (cycle_id, agency_number);

-- A product or respondent; sheet is the unit's number, or the number of units plus the agency's.
create table cycle_subject (
  cycle_id integer not null references cycle (id),
  number integer not null,
  sheet integer not null,
  code text not null,
  role text not null,
  kind text not null,
  name text not null,
  replacement boolean not null,
  primary key (cycle_id, number)
);
create index cycle_subject_sheet on cycle_subject (cycle_id, sheet);

-- subject is -1 where the answer is about the unit or agency as a whole; value as written, or na.
create table answer (
  cycle_id integer not null,
  sheet integer not null,
  subject integer not null,
  indicator integer not null,
  value text not null,
  primary key (cycle_id, sheet, subject, indicator)
) /*sqlite without rowid */;
