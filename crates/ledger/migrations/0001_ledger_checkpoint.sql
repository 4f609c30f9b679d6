-- Proofs over the log: nodes of the Merkle tree at every eighth level, checkpoints, and what other sites signed of them.
create table ledger_node (
  tenant text not null, site text not null, level bigint not null, position bigint not null, hash {bytes} not null,
  primary key (tenant, site, level, position)
);
create table ledger_checkpoint (
  tenant text not null, site text not null, epoch bigint not null, size bigint not null, root {bytes} not null,
  public_key {bytes} not null, signature {bytes} not null, fork {bool} not null, kept_at {instant} not null,
  primary key (tenant, site, epoch, size, root)
);
create table ledger_cosignature (
  tenant text not null, site text not null, epoch bigint not null, size bigint not null, root {bytes} not null,
  cosigner text not null, public_key {bytes} not null, signature {bytes} not null, kept_at {instant} not null,
  primary key (tenant, site, epoch, size, root, cosigner, public_key)
);
