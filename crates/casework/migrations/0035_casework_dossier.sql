-- Reform dossiers: where each stands, and which version of the law it brought; rows of one record for each dossier.
create table law_dossier (
    tenant text not null, record {uuid} not null,
    procedure text not null, version text not null, stage text not null, since text not null,
    opened_on text not null, adopted_version text, adopted_from text, adopted_at {instant}, entries bigint not null,
    primary key (tenant, record)
);
