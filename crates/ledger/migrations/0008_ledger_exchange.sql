-- What came when, whatever site wrote it; the sites this one exchanges with; what waits to be sent to them.
alter table ledger_entry add column arrival bigint not null default 0;
update ledger_entry set arrival = sequence;
create unique index ledger_entry_arrival on ledger_entry (tenant, arrival);
alter table ledger_site add column next_arrival bigint not null default 1;
alter table ledger_site add column ordinal bigint not null default 0;
update ledger_site set next_arrival = next_sequence;
create table ledger_peer (
  tenant text not null, site text not null, standing text not null, office text not null,
  sign_key {bytes} not null, agreement_key {bytes} not null,
  epoch bigint not null, speaks bigint not null, scanned bigint not null,
  enrolled_at {instant} not null, heard_at {instant} not null,
  primary key (tenant, site)
);
create table ledger_lane (
  tenant text not null, peer text not null, lane bigint not null,
  next_place bigint not null, acknowledged bigint not null, received bigint not null,
  primary key (tenant, peer, lane)
);
create table ledger_outbox (
  tenant text not null, peer text not null, lane bigint not null, place bigint not null,
  what text not null, record {uuid}, hash {bytes}, part bigint not null, parts bigint not null,
  channel text not null, parcel {bytes}, queued_at {instant} not null,
  primary key (tenant, peer, lane, place)
);
create table ledger_scope (
  tenant text not null, peer text not null, record {uuid} not null, standing text not null,
  primary key (tenant, peer, record)
);
create table ledger_piece (
  tenant text not null, peer text not null, whole {bytes} not null, part bigint not null, bytes {bytes} not null,
  primary key (tenant, peer, whole, part)
);
create table ledger_alarm (
  tenant text not null, id {uuid} not null, kind text not null, site text not null, epoch bigint not null,
  sequence bigint not null, raised_at {instant} not null, kept {bytes} not null,
  primary key (tenant, id)
);
create unique index ledger_alarm_once on ledger_alarm (tenant, kind, site, epoch, sequence, kept);
create table ledger_conflict (
  tenant text not null, record {uuid} not null, field text not null, record_kind text not null, sides {bytes} not null,
  primary key (tenant, record, field)
);
create index ledger_conflict_kind on ledger_conflict (tenant, record_kind);
