-- The register of letters: which papers were issued from which file, and which of them no longer hold. Names nobody.
create table case_letter (
    tenant text not null, record {uuid} not null, letter_id {uuid} not null,
    letter text not null, kind text not null, name_es text not null, name_en text not null,
    serial text not null, code text not null, issued_on text not null, revoked_on text, copies bigint not null,
    primary key (tenant, record, letter_id)
);
create index case_letter_letter on case_letter (tenant, letter_id);
create index case_letter_code on case_letter (tenant, code);
