-- Who is on duty at which office on which day: planned by people, derived from nothing.
create table duty (
  tenant text not null, office text not null, day text not null, shift text not null, account {uuid} not null,
  primary key (tenant, office, day, shift, account)
);
create index duty_day on duty (tenant, day);
