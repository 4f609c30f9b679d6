-- Sessions of deciding bodies and the cases on their agendas: a projection of their entries.
create table session_row (
    tenant text not null, record {uuid} not null,
    commission text not null, office text not null, number text not null,
    on_day text not null, state text not null, present bigint not null, quorum bigint,
    cases bigint not null, carried bigint not null, postponed bigint not null,
    primary key (tenant, record)
);
create unique index session_row_number on session_row (tenant, number);
create index session_row_day on session_row (tenant, commission, on_day);

create table session_item (
    tenant text not null, record {uuid} not null, case_id {uuid} not null,
    commission text not null, number text not null, session text not null, on_day text not null,
    stage text not null, place bigint not null, state text not null, postponed bigint not null,
    step text, in_favour bigint, against bigint, abstained bigint, closed_at {instant},
    primary key (tenant, record, case_id)
);
create index session_item_case on session_item (tenant, case_id, commission);
create index session_item_state on session_item (tenant, commission, state);
