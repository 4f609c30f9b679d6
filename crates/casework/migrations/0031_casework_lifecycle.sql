-- Transfers that wait for an answer, and people who came to a case or left it.
alter table case_row add column offices_asked text not null default '';
alter table case_person add column joined_on text;
alter table case_person add column left_on text;
