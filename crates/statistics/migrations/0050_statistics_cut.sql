-- Data cuts: a projection of their entries. Counts themselves are not in a row: a page reads the record.
create table stat_cut (
    tenant text not null, record {uuid} not null,
    up_to text not null, made_at {instant} not null, made_by {uuid} not null,
    threshold bigint not null, cells bigint not null, withheld bigint not null,
    primary key (tenant, record)
);

-- Figures published by others, as imported: an original, not a projection.
create table published_figure (
    tenant text not null, dataset text not null, state text not null, year bigint not null, origin text not null,
    procedure_type text not null, kind text not null, level text not null, unit text not null, place text not null,
    measure text not null, persons bigint not null,
    primary key (tenant, dataset, state, year, origin, procedure_type, kind, level, unit, place, measure)
);
