-- How far each erasure has come at each site; and what a newer version sent that this one cannot read yet.
create table ledger_erasure (
  tenant text not null, peer text not null, record {uuid} not null, standing text not null, since {instant} not null,
  primary key (tenant, peer, record)
);
create index ledger_erasure_standing on ledger_erasure (tenant, standing);
create table ledger_unread (
  tenant text not null, place bigint not null, peer text not null, sealed {bytes} not null, taken_at {instant} not null,
  primary key (tenant, place)
);
