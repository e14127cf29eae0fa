-- Evidence is brought in the stages of its kind, as answers are, and neither changed nor removed afterwards; that a newer version took its place is all that is added.
-- A day ends in Jakarta, seven hours before it does in uploaded_at.
/*sqlite
create trigger evidence_in_stage before insert on evidence when not exists (
    select 1 from assessment_cycle c join cycle_stage s on s.cycle_id = c.id
    where c.id = new.cycle_id and c.opened_at <= new.uploaded_at and (c.closed_at is null or c.closed_at > new.uploaded_at)
      and (s.closed_at is null or s.closed_at > new.uploaded_at) and date(new.uploaded_at, '+7 hours') between s.begins_on and s.ends_on
      and (new.kind = 'self' and s.stage in ('preparation', 'mentoring') or new.kind = 'assessed' and s.stage = 'collection'))
  begin select raise(abort, 'the stage is closed'); end;
create trigger evidence_kept before delete on evidence begin select raise(abort, 'evidence is not removed'); end;
create trigger evidence_unchanged before update on evidence
  when new.id <> old.id or new.cycle_id <> old.cycle_id or new.agency_id <> old.agency_id or new.assessment_id <> old.assessment_id or new.kind <> old.kind or new.series_id <> old.series_id
    or new.file_hash <> old.file_hash or new.name <> old.name or new.description <> old.description or new.version <> old.version or new.replaces_id is not old.replaces_id
    or new.uploaded_by <> old.uploaded_by or new.uploaded_at <> old.uploaded_at or old.withdrawn_at is not null
  begin select raise(abort, 'evidence is not changed'); end;
*/
/*postgres
create function evidence_in_stage() returns trigger language plpgsql as $$ begin
  if not exists (
    select 1 from assessment_cycle c join cycle_stage s on s.cycle_id = c.id
    where c.id = new.cycle_id and c.opened_at <= new.uploaded_at and (c.closed_at is null or c.closed_at > new.uploaded_at)
      and (s.closed_at is null or s.closed_at > new.uploaded_at)
      and to_char((new.uploaded_at::timestamptz at time zone 'UTC') + interval '7 hours', 'YYYY-MM-DD') between s.begins_on and s.ends_on
      and (new.kind = 'self' and s.stage in ('preparation', 'mentoring') or new.kind = 'assessed' and s.stage = 'collection'))
  then raise exception 'the stage is closed'; end if;
  return new;
end $$;
create trigger evidence_in_stage before insert on evidence for each row execute function evidence_in_stage();
create function evidence_unchanged() returns trigger language plpgsql as $$ begin
  if old.withdrawn_at is not null or (to_jsonb(new) - 'withdrawn_at' - 'withdrawn_by') <> (to_jsonb(old) - 'withdrawn_at' - 'withdrawn_by')
  then raise exception 'evidence is not changed'; end if;
  return new;
end $$;
create trigger evidence_unchanged before update on evidence for each row execute function evidence_unchanged();
create function evidence_kept() returns trigger language plpgsql as $$ begin raise exception 'evidence is not removed'; end $$;
create trigger evidence_kept before delete or truncate on evidence execute function evidence_kept();
*/
