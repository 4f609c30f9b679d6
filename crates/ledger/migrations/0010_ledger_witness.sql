-- What sites prove to one another at each contact. All of these are originals.
-- How the proofs with one site stand: what was said to it, what it said it knows, and how its last manifest compared.
create table ledger_witness (
  tenant text not null, peer text not null, said text not null, said_sequence bigint not null,
  said_at {instant} not null, told_epoch bigint not null, told_size bigint not null, is_mirror bigint not null,
  manifest text, outcome text not null, compared_at {instant} not null, arrival bigint not null,
  primary key (tenant, peer)
);
-- A site that was met before there were manifests: which records it lent was not followed from the beginning.
insert into ledger_witness (tenant, peer, said, said_sequence, said_at, told_epoch, told_size, is_mirror, manifest,
  outcome, compared_at, arrival) select tenant, site, '', 0, 0, 0, 0, 0, null, 'none', 0, 0 from ledger_peer;
-- Entries whose place in their log was proved to a site already.
create table ledger_proved (
  tenant text not null, peer text not null, hash {bytes} not null,
  primary key (tenant, peer, hash)
);
-- What was proved to this site: some entries of a log, below a checkpoint of it.
create table ledger_exhibit (
  tenant text not null, site text not null, epoch bigint not null, size bigint not null, number bigint not null,
  hashes {bytes} not null, proof {bytes} not null,
  primary key (tenant, site, epoch, size, number)
);
-- What links a checkpoint of another site to an earlier one.
create table ledger_growth (
  tenant text not null, site text not null, epoch bigint not null, old_size bigint not null, size bigint not null,
  path {bytes} not null,
  primary key (tenant, site, epoch, old_size, size)
);
