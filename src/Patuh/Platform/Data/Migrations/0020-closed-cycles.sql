-- A closed cycle is closed in the data. That answers and evidence brought after closed_at do not count stands in their own triggers; here: what is there already is neither
-- decided about nor detached any more. (New rows of evidence_use have no time to be judged by, and a backup must go in again.)
-- What was sent for a draft never counted: it goes with a draft that was never opened, and with nothing else.
/*sqlite
create trigger answer_event_settled_open before update on answer_event when exists (select 1 from assessment a join assessment_cycle c on c.id = a.cycle_id where a.id = old.assessment_id and c.state = 'closed')
  begin select raise(abort, 'the cycle is closed'); end;
create trigger evidence_use_decided_open before update on evidence_use when exists (select 1 from assessment a join assessment_cycle c on c.id = a.cycle_id where a.id = old.assessment_id and c.state = 'closed')
  begin select raise(abort, 'the cycle is closed'); end;
create trigger evidence_use_detached_open before delete on evidence_use when exists (select 1 from assessment a join assessment_cycle c on c.id = a.cycle_id where a.id = old.assessment_id and c.state = 'closed')
  begin select raise(abort, 'the cycle is closed'); end;
drop trigger answer_event_kept;
create trigger answer_event_kept before delete on answer_event when old.held = '' or not exists (
    select 1 from assessment a join assessment_cycle c on c.id = a.cycle_id where a.id = old.assessment_id and c.state = 'draft' and c.opened_at is null)
  begin select raise(abort, 'answers are not removed'); end;
*/
/*postgres
create function cycle_is_open() returns trigger language plpgsql as $$ begin
  if exists (select 1 from assessment a join assessment_cycle c on c.id = a.cycle_id where a.id = old.assessment_id and c.state = 'closed')
  then raise exception 'the cycle is closed'; end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
create trigger answer_event_settled_open before update on answer_event for each row execute function cycle_is_open();
create trigger evidence_use_open before update or delete on evidence_use for each row execute function cycle_is_open();
drop trigger answer_event_kept on answer_event;
create function answer_event_of_draft() returns trigger language plpgsql as $$ begin
  if old.held = '' or not exists (select 1 from assessment a join assessment_cycle c on c.id = a.cycle_id where a.id = old.assessment_id and c.state = 'draft' and c.opened_at is null)
  then raise exception 'answers are not removed'; end if;
  return old;
end $$;
create trigger answer_event_kept before delete on answer_event for each row execute function answer_event_of_draft();
create trigger answer_event_not_emptied before truncate on answer_event execute function answer_event_kept();
*/
