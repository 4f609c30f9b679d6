-- Tablets that were enrolled, the one-time codes that enrol them, and who used which lately. All of these are originals.
-- `token_hash` is the SHA-256 of the token in the tablet's cookie; `sealed` holds the name people gave it.
create table tablet (
  tenant text not null, tablet {uuid} not null, token_hash {bytes} not null, office text not null,
  added_at {instant} not null, added_by {uuid} not null, seen_at {instant} not null,
  revoked_at {instant}, revoked_by {uuid}, sealed {bytes} not null,
  primary key (tenant, tablet)
);
create unique index tablet_token on tablet (tenant, token_hash);
-- `code_hash` is a keyed hash; a code is good for a quarter of an hour and for one tablet.
create table tablet_code (
  tenant text not null, code_hash {bytes} not null, office text not null, made_at {instant} not null,
  expires_at {instant} not null, made_by {uuid} not null, used_at {instant}, sealed {bytes} not null,
  primary key (tenant, code_hash)
);
-- Whose names the tablet offers to choose from.
create table tablet_user (
  tenant text not null, tablet {uuid} not null, account {uuid} not null, seen_at {instant} not null,
  primary key (tenant, tablet, account)
);
-- An ended session is remembered, so that a form begun in it is kept for whoever began it and for nobody else:
-- `form_hash` is the SHA-256 of the token its forms carry.
alter table session add column ended_at {instant};
alter table session add column form_hash {bytes};
alter table session add column tablet {uuid};
create index session_form on session (tenant, form_hash);
create index session_tablet on session (tenant, tablet);
