-- The log of entries, the heads of records, the sites and the answers of commands.
create table ledger_entry (
  tenant text not null, site text not null, epoch bigint not null, sequence bigint not null,
  hash {bytes} not null, previous {bytes} not null,
  record {uuid} not null, record_kind text not null, kind text not null, version bigint not null,
  account {uuid} not null, role text not null, office text not null,
  at {instant} not null, counter bigint not null, stated text,
  parents {bytes} not null, key_id text not null, commitment {bytes} not null, sealed {bytes} not null,
  primary key (tenant, site, epoch, sequence)
);
create unique index ledger_entry_hash on ledger_entry (tenant, hash);
create index ledger_entry_record on ledger_entry (tenant, record);
create table ledger_record (
  tenant text not null, record {uuid} not null, record_kind text not null,
  heads {bytes} not null, entries bigint not null,
  primary key (tenant, record)
);
create index ledger_record_kind on ledger_record (tenant, record_kind);
create table ledger_site (
  tenant text not null, site text not null, epoch bigint not null, next_sequence bigint not null,
  last_hash {bytes} not null, last_at {instant} not null, last_counter bigint not null, touched bigint not null,
  public_key {bytes} not null,
  primary key (tenant, site)
);
create table ledger_command (
  tenant text not null, account {uuid} not null, command_key text not null,
  answer text not null, answered_at {instant} not null,
  primary key (tenant, account, command_key)
);
create table ledger_counter (
  tenant text not null, counter text not null, last_value bigint not null,
  primary key (tenant, counter)
);
