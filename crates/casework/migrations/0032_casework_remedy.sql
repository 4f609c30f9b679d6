-- Remedies received at any office: rows of their own small records.
create table remedy_row (
    tenant text not null, record {uuid} not null,
    number text not null, office text not null, account {uuid} not null, at {instant} not null,
    on_day text not null, mode text not null, placed {bool} not null,
    primary key (tenant, record)
);
create index remedy_row_office on remedy_row (tenant, office, at);
create index remedy_row_placed on remedy_row (tenant, placed, at);
