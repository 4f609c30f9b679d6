-- Where a file was read, when not here, and what of the log headquarters was sent: the epochs of both, added up.
alter table read_log add column site text not null default '';
alter table read_log add column sent bigint not null default 0;
create index read_log_sent on read_log (tenant, site, sent);
