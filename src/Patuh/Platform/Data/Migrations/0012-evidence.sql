-- Bukti dukung: a file that an agency brings for a cycle, or an assessor from a visit (kind: self or assessed, as answers have it). A new version is a row of its own in
-- the same series; withdrawn_at is when another version took the place of this one. assessment_id: where it was brought, whatever it is used for now.
create table evidence (
  id text not null primary key,
  cycle_id text not null,
  agency_id text not null,
  assessment_id text not null references assessment (id),
  kind text not null,
  series_id text not null,
  file_hash text not null references stored_file (hash),
  name text not null,
  description text not null,
  version integer not null,
  replaces_id text references evidence (id),
  uploaded_by text not null,
  uploaded_at text not null,
  withdrawn_at text,
  withdrawn_by text,
  foreign key (cycle_id, agency_id) references planned_agency (cycle_id, agency_id)
);
create index evidence_agency on evidence (cycle_id, agency_id);
create index evidence_file on evidence (file_hash);
create index evidence_series on evidence (series_id);
create unique index evidence_replaces on evidence (replaces_id);

-- What a file is used for: an indicator of a unit, or of one of its products or respondents (subject_id, else empty). Those of a version that was replaced stay as
-- they were, with what was decided about them.
create table evidence_use (
  evidence_id text not null references evidence (id),
  assessment_id text not null references assessment (id),
  indicator text not null,
  subject_id text not null,
  state text not null,
  reason text not null,
  decided_by text,
  decided_at text,
  primary key (evidence_id, assessment_id, indicator, subject_id)
);
create index evidence_use_assessment on evidence_use (assessment_id, indicator);
