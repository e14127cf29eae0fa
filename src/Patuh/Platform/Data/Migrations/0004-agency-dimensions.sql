-- Scores of an agency's dimensions in hundredths with commas, in the instrument's order, empty where there is none: for its glyph.
alter table cycle_agency add column dimensions text not null default '';
