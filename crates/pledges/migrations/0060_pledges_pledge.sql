-- What the state last declared about each of its pledges: a projection of its entries.
create table pledge_row (
    tenant text not null, record {uuid} not null,
    pledge text not null, status text not null, declared_on text not null, declared_at {instant} not null,
    declared_by {uuid} not null, declarations bigint not null,
    primary key (tenant, record)
);
create unique index pledge_row_pledge on pledge_row (tenant, pledge);
