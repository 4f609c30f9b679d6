-- Alarms about reading: projections of their entries. Who read, when and why stays sealed: beside the read log it would say
-- which record is a decoy.
create table alarm_row (
    tenant text not null, record {uuid} not null,
    review_due {instant} not null, is_open {bool} not null, sealed {bytes} not null,
    primary key (tenant, record)
);
create index alarm_row_open on alarm_row (tenant, is_open, review_due);
