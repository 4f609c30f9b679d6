-- Files opened in an emergency and incidents with data: projections of their entries.
create table glass_row (
    tenant text not null, record {uuid} not null,
    file_kind text not null, file {uuid} not null, account {uuid} not null, office text not null,
    opened_at {instant} not null, until {instant} not null, review_due {instant} not null,
    reviewed_at {instant}, verdict text,
    primary key (tenant, record)
);
create index glass_row_file on glass_row (tenant, file, until);
create index glass_row_account on glass_row (tenant, account, opened_at);
create table breach_row (
    tenant text not null, record {uuid} not null,
    number text not null, kind text not null, noticed_at {instant} not null, reported_at {instant} not null,
    reported_by {uuid} not null, tell_by {instant} not null, authority_told_at {instant}, persons_told_at {instant},
    closed_at {instant}, persons bigint,
    primary key (tenant, record)
);
create unique index breach_row_number on breach_row (tenant, number);
