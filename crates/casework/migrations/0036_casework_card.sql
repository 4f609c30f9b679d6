-- The register of applicants' cards: which were issued from which case, and which another one replaced. Names nobody.
create table case_card (
    tenant text not null, record {uuid} not null, card_id {uuid} not null,
    serial text not null, code text not null, issued_on text not null, valid_until text not null, replaced_on text,
    primary key (tenant, record, card_id)
);
create index case_card_card on case_card (tenant, card_id);
create index case_card_code on case_card (tenant, code);
