-- Sites that were invited, and what rooms of sites send one another. All of these are originals.
-- `sealed` holds what proves the one-time code; `joined_key` is the public key of whoever used it.
create table exchange_site (
  tenant text not null, site text not null, office text not null, ordinal bigint not null,
  made_at {instant} not null, expires_at {instant} not null, made_by {uuid} not null, sealed {bytes} not null,
  joined_at {instant}, joined_key {bytes}, revoked_at {instant}, revoked_by {uuid}, why text not null,
  primary key (tenant, site)
);
create unique index exchange_site_ordinal on exchange_site (tenant, ordinal);
-- What a channel carried last, sent or received, so that only what changed is sent and only what was given is taken back.
create table exchange_kept (
  tenant text not null, site text not null, channel text not null, mark text not null, sealed {bytes} not null,
  primary key (tenant, site, channel)
);
-- Pieces of a parcel that is not whole yet.
create table exchange_part (
  tenant text not null, site text not null, channel text not null, part bigint not null, sealed {bytes} not null,
  primary key (tenant, site, channel, part)
);
