-- With which other states an account, an office or a system is affiliated: codes of countries separated by spaces, empty
-- for the institution's own. The wall of origin is asked with them.
alter table account add column affiliation text not null default '';
alter table office add column affiliation text not null default '';
alter table api_client add column affiliation text not null default '';
-- Who said so, when and why; the reason is sealed. Lines are added and never changed.
create table affiliation_stated (
  tenant text not null, statement {uuid} not null, kind text not null, subject text not null, states text not null,
  at {instant} not null, stated_by {uuid}, sealed {bytes} not null,
  primary key (tenant, statement)
);
create index affiliation_stated_subject on affiliation_stated (tenant, kind, subject, at);
