-- What is to be done otherwise for a person, without a reason: a projection of its entries. What is sealed has no rows.
create table instruction_row (
    tenant text not null, record {uuid} not null,
    person {uuid} not null, sealed {bytes} not null,
    primary key (tenant, record)
);
create index instruction_row_person on instruction_row (tenant, person);
