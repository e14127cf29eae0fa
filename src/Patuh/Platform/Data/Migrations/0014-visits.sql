-- Tim: who visits together, for an office in a cycle. Its members held a role there that plans when they were put in.
create table visit_team (
  id text not null primary key,
  cycle_id text not null references assessment_cycle (id),
  office_id text not null references organisation (id),
  name text not null,
  leader_id text not null,
  made_at text not null,
  made_by text
);
create unique index visit_team_name on visit_team (cycle_id, office_id, name);

create table visit_team_member (
  team_id text not null references visit_team (id),
  person_id text not null,
  primary key (team_id, person_id)
);

-- Kunjungan: a team in a unit on a day of Jakarta's calendar, from a time on (hh:mm, the unit's own zone).
-- state: planned, notified, confirmed; done, refused, unreachable, cancelled are its ends, the last three with a reason.
create table visit (
  id text not null primary key,
  cycle_id text not null references assessment_cycle (id),
  assessment_id text not null references assessment (id),
  team_id text not null references visit_team (id),
  day text not null,
  starts text not null,
  state text not null,
  reason text,
  made_at text not null,
  made_by text,
  changed_at text not null
);
create index visit_day on visit (cycle_id, day);
create index visit_assessment on visit (assessment_id);

-- Surat pemberitahuan: as it was made, with the hash of what it says but for number and date. It never changes; a new one takes its place.
create table visit_notice (
  id text not null primary key,
  cycle_id text not null references assessment_cycle (id),
  agency_id text not null references organisation (id),
  office_id text not null references organisation (id),
  sequence integer not null,
  number text not null,
  made_at text not null,
  made_by text,
  body_hash text not null,
  pdf bytea not null
);
create unique index visit_notice_sequence on visit_notice (cycle_id, office_id, sequence);
create index visit_notice_agency on visit_notice (cycle_id, agency_id);

/*sqlite
create trigger visit_notice_kept before delete on visit_notice begin select raise(abort, 'notices are not removed'); end;
create trigger visit_notice_unchanged before update on visit_notice begin select raise(abort, 'notices are not changed'); end;
*/
/*postgres
create function visit_notice_kept() returns trigger language plpgsql as $$ begin raise exception 'notices are neither changed nor removed'; end $$;
create trigger visit_notice_kept before delete or truncate on visit_notice execute function visit_notice_kept();
create trigger visit_notice_unchanged before update on visit_notice execute function visit_notice_kept();
*/
