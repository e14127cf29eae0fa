-- What a unit's people say of their part of the self-assessment, and what the agency's coordinator answered: open, done or returned with a reason. Neither locks anything.
alter table assessment add column self_state text not null default 'open';
alter table assessment add column self_why text;
alter table assessment add column self_at text;
alter table assessment add column self_by text;
