-- What people said at a post: one row an intent, one a person it is about.
create table intent_row (
  tenant text not null, record {uuid} not null,
  serial text not null, office text not null, stated_on text not null, stated_at text not null,
  people bigint not null, language text not null, child text not null,
  case_id {uuid}, expressed_at {instant} not null, expressed_by {uuid} not null,
  sealed {bytes} not null,
  primary key (tenant, record)
);
create unique index intent_row_serial on intent_row (tenant, serial);
create index intent_row_office on intent_row (tenant, office, stated_on);
create index intent_row_case on intent_row (tenant, case_id);
create table intent_person (
  tenant text not null, record {uuid} not null, person {uuid} not null,
  primary key (tenant, record, person)
);
create index intent_person_person on intent_person (tenant, person);
