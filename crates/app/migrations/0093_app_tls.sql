-- A site's own small authority and the certificate it shows on the local network. Both are originals.
-- `certificate` is public; `sealed` holds the private key under the site's root key, so that no file holds it in clear.
create table tls_authority (
  tenant text not null, site text not null, made_at {instant} not null, title text not null, names text not null,
  certificate {bytes} not null, sealed {bytes} not null,
  primary key (tenant, site)
);
create table tls_certificate (
  tenant text not null, site text not null, made_at {instant} not null, begins_at {instant} not null,
  ends_at {instant} not null, names text not null, certificate {bytes} not null, sealed {bytes} not null,
  primary key (tenant, site)
);
