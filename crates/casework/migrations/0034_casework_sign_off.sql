-- What a state's lawyer confirmed of the law, and what was withdrawn: rows of one small record for each statement as it read.
create table law_confirmation (
    tenant text not null, record {uuid} not null,
    file text not null, path text not null, says text not null, stands {bool} not null,
    article text, source text, by_name text, on_day text,
    account {uuid} not null, at {instant} not null, entries bigint not null,
    primary key (tenant, record)
);
