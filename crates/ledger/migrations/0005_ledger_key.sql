-- One data key for each record, wrapped under a generation of the key file; bodies that are gone, and why.
create table ledger_key (
  tenant text not null, record {uuid} not null, key_id text not null,
  generation bigint not null, wrapped {bytes} not null,
  primary key (tenant, record, key_id)
);
create table ledger_gone (
  tenant text not null, record {uuid} not null, why text not null, entries bigint not null,
  gone_at {instant} not null, proof {bytes} not null,
  primary key (tenant, record)
);
alter table ledger_entry add column body_hash {bytes};
alter table ledger_site add column generation bigint not null default 1;
