-- Siklus: one year's campaign while it is planned and answered. What an import or a calculation freezes stands in "cycle" and its tables.
-- kind: real, simulated, practice; the id of a real one is its year. state: draft, open, closed. revision counts the changes of its plan.
create table assessment_cycle (
  id text not null primary key,
  year integer not null,
  kind text not null,
  title text not null,
  state text not null,
  copied_from text references assessment_cycle (id),
  revision integer not null default 0,
  created_at text not null,
  opened_at text,
  closed_at text
);
create unique index assessment_cycle_year on assessment_cycle (year, kind);

-- Days are Jakarta's, both included; closed_at ends a stage before its last day.
create table cycle_stage (
  cycle_id text not null references assessment_cycle (id),
  stage text not null,
  begins_on text not null,
  ends_on text not null,
  closed_at text,
  primary key (cycle_id, stage)
);

-- The method of each class; frozen in "instrument" when the cycle opens.
create table cycle_method (
  cycle_id text not null references assessment_cycle (id),
  class text not null,
  instrument_id text not null,
  instrument_version integer not null,
  primary key (cycle_id, class)
);

-- Agencies as they were called and placed when they were planned: later changes of the tree leave a year as it was.
create table planned_agency (
  cycle_id text not null references assessment_cycle (id),
  agency_id text not null references organisation (id),
  class text not null,
  name text not null,
  region text not null,
  province text,
  office_id text references organisation (id),
  status text not null,
  reason text,
  shows_scores boolean not null default false,
  self_state text not null default 'open',
  self_why text,
  self_at text,
  self_by text,
  primary key (cycle_id, agency_id)
);
create index planned_agency_office on planned_agency (cycle_id, office_id);

-- Penilaian: one unit in one cycle by one version of an instrument; level agency: the answers about the agency as a whole.
-- chosen: false while a place is kept for a unit that is still to be named. version is the number of its last answer; agency, province and office stand here too so that reach is one condition.
create table assessment (
  id text not null primary key,
  cycle_id text not null references assessment_cycle (id),
  agency_id text not null,
  level text not null,
  organisation_id text references organisation (id),
  name text not null,
  chosen boolean not null,
  kind text not null,
  substance text not null,
  status text not null,
  reason text,
  position integer not null,
  province text,
  office_id text,
  instrument_id text not null,
  instrument_version integer not null,
  version integer not null default 0,
  foreign key (cycle_id, agency_id) references planned_agency (cycle_id, agency_id)
);
create index assessment_agency on assessment (cycle_id, agency_id);
create index assessment_office on assessment (cycle_id, office_id);
create index assessment_organisation on assessment (organisation_id);

-- Products, and respondents: officers by name with their post, users by number only. A replacement names whom it stands in for.
create table assessment_subject (
  id text not null primary key,
  assessment_id text not null references assessment (id),
  role text not null,
  kind text not null,
  number integer not null,
  name text not null,
  post text not null,
  standing text not null,
  replaces_id text references assessment_subject (id),
  consented_at text,
  confirmed_at text,
  ended_at text,
  ended_why text,
  added_at text not null,
  added_by text
);
create index assessment_subject_assessment on assessment_subject (assessment_id);

-- What is given and missing in one dimension of an assessment, and who holds its pen. kind: assessed, self. given counts up to what is
-- required, reached up to what is wanted; cells that contradict themselves are conflicts and not given.
create table assessment_part (
  assessment_id text not null references assessment (id),
  kind text not null,
  part text not null,
  required integer not null,
  given integer not null,
  wanted integer not null,
  reached integer not null,
  conflicts integer not null,
  notes integer not null,
  hundredths integer,
  pen_id text,
  pen_at text,
  primary key (assessment_id, kind, part)
);

-- The provisional score. exact and part_sum are fractions p/q; so_far counts what is answered alone.
create table assessment_score (
  assessment_id text not null references assessment (id),
  kind text not null,
  state text not null,
  hundredths integer,
  so_far integer,
  part_count integer not null,
  part_sum text not null,
  held integer not null,
  changed_at text not null,
  changed_by text,
  primary key (assessment_id, kind)
);

-- Every answer ever given, never changed. The id is made by whoever wrote it; number is the order of arrival within an assessment;
-- held says why it does not count (empty: it counts) until somebody decides. received_on is Jakarta's day.
create table answer_event (
  id text not null primary key,
  assessment_id text not null references assessment (id),
  number integer not null,
  kind text not null,
  subject_id text not null,
  indicator text not null,
  value text not null,
  note text not null,
  reason text not null,
  source text not null,
  device text not null,
  made_at text not null,
  person_id text,
  received_at text not null,
  received_on text not null,
  after text not null,
  content_hash text not null,
  held text not null,
  settled text,
  settled_by text,
  settled_at text
);
create unique index answer_event_number on answer_event (assessment_id, number);
create index answer_event_cell on answer_event (assessment_id, kind, indicator, subject_id);

-- Which answer an answer takes the place of; also of answers that have not arrived yet.
create table answer_after (
  event_id text not null references answer_event (id),
  after_id text not null,
  primary key (event_id, after_id)
) /*sqlite without rowid */;
create index answer_after_after on answer_after (after_id);

-- The answers that stand: one in a cell, or several that contradict each other until somebody settles it.
create table answer_head (
  assessment_id text not null references assessment (id),
  kind text not null,
  indicator text not null,
  subject_id text not null,
  event_id text not null,
  value text not null,
  primary key (assessment_id, kind, indicator, subject_id, event_id)
) /*sqlite without rowid */;

-- A closed stage is closed in the data: whatever counts has arrived on a day of the stage that it belongs to, before it was closed.
/*sqlite
create trigger answer_event_in_stage before insert on answer_event when new.held = '' and not exists (
    select 1 from assessment a join assessment_cycle c on c.id = a.cycle_id join cycle_stage s on s.cycle_id = a.cycle_id
    where a.id = new.assessment_id and c.opened_at <= new.received_at and (c.closed_at is null or c.closed_at > new.received_at)
      and (s.closed_at is null or s.closed_at > new.received_at) and new.received_on between s.begins_on and s.ends_on
      and (new.kind = 'self' and s.stage in ('preparation', 'mentoring') or new.kind = 'assessed' and s.stage = 'collection'))
  begin select raise(abort, 'the stage is closed'); end;
create trigger answer_event_kept before delete on answer_event begin select raise(abort, 'answers are not removed'); end;
create trigger answer_event_unchanged before update on answer_event
  when old.settled is not null or old.held = '' or new.id <> old.id or new.value <> old.value or new.held <> old.held or new.subject_id <> old.subject_id
    or new.indicator <> old.indicator or new.number <> old.number or new.content_hash <> old.content_hash or new.person_id is not old.person_id
  begin select raise(abort, 'answers are not changed'); end;
*/
/*postgres
create function answer_event_in_stage() returns trigger language plpgsql as $$ begin
  if new.held = '' and not exists (
    select 1 from assessment a join assessment_cycle c on c.id = a.cycle_id join cycle_stage s on s.cycle_id = a.cycle_id
    where a.id = new.assessment_id and c.opened_at <= new.received_at and (c.closed_at is null or c.closed_at > new.received_at)
      and (s.closed_at is null or s.closed_at > new.received_at) and new.received_on between s.begins_on and s.ends_on
      and (new.kind = 'self' and s.stage in ('preparation', 'mentoring') or new.kind = 'assessed' and s.stage = 'collection'))
  then raise exception 'the stage is closed'; end if;
  return new;
end $$;
create trigger answer_event_in_stage before insert on answer_event for each row execute function answer_event_in_stage();
create function answer_event_settled() returns trigger language plpgsql as $$ begin
  if old.settled is not null or old.held = '' or (to_jsonb(new) - 'settled' - 'settled_by' - 'settled_at') <> (to_jsonb(old) - 'settled' - 'settled_by' - 'settled_at')
  then raise exception 'answers are not changed'; end if;
  return new;
end $$;
create trigger answer_event_unchanged before update on answer_event for each row execute function answer_event_settled();
create function answer_event_kept() returns trigger language plpgsql as $$ begin raise exception 'answers are not removed'; end $$;
create trigger answer_event_kept before delete or truncate on answer_event execute function answer_event_kept();
*/
