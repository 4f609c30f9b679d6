-- Rows of cases: a projection of their entries.
create table case_row (
    tenant text not null, record {uuid} not null,
    number text not null, procedure text not null, law text not null,
    stage text not null, ended {bool} not null, waiting {bool} not null,
    office text not null, assignee {uuid}, principal {uuid}, persons bigint not null, child {bool} not null,
    parent {uuid}, origin_intent {uuid},
    legal_date text not null, opened_at {instant} not null, opened_by {uuid} not null, opened_office text not null,
    last_step text, last_on text, next_due text,
    offices text not null, offices_former text not null, deciders text not null,
    primary key (tenant, record)
);
create unique index case_row_number on case_row (tenant, number);
create index case_row_office on case_row (tenant, office, ended, next_due);
create index case_row_child on case_row (tenant, child, ended, next_due);
create index case_row_assignee on case_row (tenant, assignee, ended);
create index case_row_intent on case_row (tenant, origin_intent);

create table case_person (
    tenant text not null, record {uuid} not null, person {uuid} not null,
    principal {bool} not null, minor {bool} not null,
    primary key (tenant, record, person)
);
create index case_person_person on case_person (tenant, person);

create table case_term (
    tenant text not null, record {uuid} not null, term text not null, run bigint not null,
    start_on text not null, due text, met text, whose text not null, on_expiry text not null,
    article text, source text not null, verification text not null, provisional {bool} not null,
    arithmetic text not null, moved bigint not null, awaits text,
    primary key (tenant, record, term, run)
);
create index case_term_due on case_term (tenant, due);

create table case_task (
    tenant text not null, record {uuid} not null, task text not null,
    kind text not null, step text, role text, office text, account {uuid}, due text,
    opened_at {instant} not null, done_at {instant}, done_by {uuid},
    primary key (tenant, record, task)
);
create index case_task_open on case_task (tenant, done_at, due);

create table case_step (
    tenant text not null, record {uuid} not null, place bigint not null,
    step text not null, from_stage text not null, to_stage text, on_day text not null,
    account {uuid} not null, role text not null, office text not null, at {instant} not null,
    remedy {bool} not null, prejudicial {bool} not null, outcome text, level text,
    primary key (tenant, record, place)
);
create index case_step_step on case_step (tenant, step, on_day);

create table case_fact (
    tenant text not null, record {uuid} not null, fact text not null, value text not null,
    primary key (tenant, record, fact)
);

create table case_office (
    tenant text not null, record {uuid} not null, office text not null, place bigint not null,
    primary key (tenant, record, office)
);
create index case_office_office on case_office (tenant, office);

create table case_link (
    tenant text not null, record {uuid} not null, child {uuid} not null, procedure text not null,
    primary key (tenant, record, child)
);
create index case_link_child on case_link (tenant, child);
