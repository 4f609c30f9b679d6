-- Accounts, offices, sessions and the log of reads. All of these are originals: nothing derives them.
create table office (
  tenant text not null, code text not null, kind text not null, name_es text not null, name_en text not null,
  open {bool} not null, from_country {bool} not null,
  primary key (tenant, code)
);
-- `sealed` holds the login and the name colleagues see; `login_hash` is a keyed hash of the login.
create table account (
  tenant text not null, account {uuid} not null, login_hash {bytes} not null, role text not null, office text not null,
  lang text not null, active {bool} not null, password_hash text not null, added_at {instant} not null,
  signed_in_at {instant}, sealed {bytes} not null,
  primary key (tenant, account)
);
create unique index account_login on account (tenant, login_hash);
-- Who changed which account, and what; codes only. `changed_by` is empty when the installation itself did it.
create table account_change (
  tenant text not null, account_change {uuid} not null, account {uuid} not null, at {instant} not null,
  changed_by {uuid}, what text not null,
  primary key (tenant, account_change)
);
create index account_change_account on account_change (tenant, account, at);
-- `token_hash` is the SHA-256 of the token in the cookie: who reads this table cannot use a session.
create table session (
  tenant text not null, token_hash {bytes} not null, account {uuid} not null,
  created_at {instant} not null, seen_at {instant} not null,
  primary key (tenant, token_hash)
);
create index session_account on session (tenant, account);
create table known_device (
  tenant text not null, account {uuid} not null, device_hash {bytes} not null, seen_at {instant} not null,
  primary key (tenant, account, device_hash)
);
-- Tries that failed, by login and by where they came from; both only as keyed hashes.
create table sign_in_failure (
  tenant text not null, login_hash {bytes} not null, source_hash {bytes} not null,
  failures bigint not null, failed_at {instant} not null, wait_until {instant} not null,
  primary key (tenant, login_hash, source_hash)
);
create index sign_in_failure_at on sign_in_failure (tenant, failed_at);
create table read_log (
  tenant text not null, read_id {uuid} not null, at {instant} not null, account {uuid} not null,
  role text not null, office text not null, kind text not null, record {uuid} not null,
  route text not null, permission text not null,
  primary key (tenant, read_id)
);
create index read_log_record on read_log (tenant, record, at);
create index read_log_account on read_log (tenant, account, at);
create index read_log_at on read_log (tenant, at);
-- What was typed when a session had ended, so that signing in again gives it back.
create table draft (
  tenant text not null, account {uuid} not null, path text not null, expires_at {instant} not null,
  sealed {bytes} not null,
  primary key (tenant, account, path)
);
