-- What a visit and its unit were before the visit ended, so that what was recorded wrongly is put back; empty in rows from before this file. message_id: the message
-- that announced the visit.
alter table visit add column former_state text;
alter table visit add column unit_status text;
alter table visit add column unit_reason text;
alter table visit add column message_id text references contact_message (id);

-- A team that has ended visits nobody any more, and another may take its name.
alter table visit_team add column ended_at text;
drop index visit_team_name;
create unique index visit_team_name on visit_team (cycle_id, office_id, name) where ended_at is null;
