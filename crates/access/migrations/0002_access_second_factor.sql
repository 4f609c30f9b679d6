-- Second factors, and what happens until one is shown or after one is lost. All of these are originals.
alter table session add column browser text not null default '';
-- Somebody gave the right password and has a second factor to show, or one to set up. Opens no page but those.
create table half_open (
  tenant text not null, token_hash {bytes} not null, account {uuid} not null, stage text not null,
  created_at {instant} not null,
  primary key (tenant, token_hash)
);
create index half_open_account on half_open (tenant, account);
-- `sealed` holds the secret of an app or the public key of a passkey with its name; `mark` is a keyed hash of the
-- passkey's own number, so that none belongs to two accounts. `last_step` is the newest code an app may not show again.
create table factor (
  tenant text not null, account {uuid} not null, factor {uuid} not null, kind text not null, added_at {instant} not null,
  used_at {instant}, last_step bigint not null, mark {bytes} not null, sealed {bytes} not null,
  primary key (tenant, account, factor)
);
create unique index factor_mark on factor (tenant, mark);
-- A factor that is being set up, or a question put to a passkey; answered once.
create table factor_offer (
  tenant text not null, account {uuid} not null, kind text not null, made_at {instant} not null, sealed {bytes} not null,
  primary key (tenant, account, kind)
);
create table recovery_code (
  tenant text not null, account {uuid} not null, code_hash {bytes} not null, used_at {instant},
  primary key (tenant, account, code_hash)
);
-- Until when an account may do without a factor; after a reset it may not, whatever its role.
create table factor_due (
  tenant text not null, account {uuid} not null, due_at {instant} not null, after_reset {bool} not null,
  primary key (tenant, account)
);
-- Until when the person has been shown what was changed about the account's factors.
create table factor_news (
  tenant text not null, account {uuid} not null, seen_at {instant} not null,
  primary key (tenant, account)
);
-- Somebody lost every factor and asks for a reset; two colleagues who know the person say so.
create table factor_reset (
  tenant text not null, account {uuid} not null, asked_at {instant} not null,
  primary key (tenant, account)
);
create table factor_reset_word (
  tenant text not null, account {uuid} not null, colleague {uuid} not null, role text not null, said_at {instant} not null,
  primary key (tenant, account, colleague)
);
-- Which roles must have a factor. A role without a row follows the default of the house.
create table factor_rule (
  tenant text not null, role text not null, required {bool} not null, grace_days bigint not null,
  set_at {instant} not null, set_by {uuid},
  primary key (tenant, role)
);
