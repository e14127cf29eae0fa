-- Lists of a whole cycle ask whose evidence waits or was sent back.
create index evidence_use_state on evidence_use (state, assessment_id);
