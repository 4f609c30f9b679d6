-- Files that belong to records, cut into chunks. `content` is a keyed hash of the file, so that one file stands once;
-- `here` counts the chunks that are here, and becomes `chunks` only once the whole was proved to be what it is called.
create table ledger_content (
  tenant text not null, content {bytes} not null, chunks bigint not null, here bigint not null,
  primary key (tenant, content)
);
-- Each is sealed under the file's own key.
create table ledger_chunk (
  tenant text not null, content {bytes} not null, part bigint not null, sealed {bytes} not null,
  primary key (tenant, content, part)
);
-- Which records hold a file. `sealed` is the file's key and its hash under the record's data key: what only an erased
-- record held opens no more, what another holds does.
create table ledger_holding (
  tenant text not null, record {uuid} not null, content {bytes} not null, sealed {bytes} not null,
  primary key (tenant, record, content)
);
create index ledger_holding_content on ledger_holding (tenant, content);
-- What was put in the lanes of another site, or came from it.
create table ledger_content_sent (
  tenant text not null, peer text not null, record {uuid} not null, content {bytes} not null,
  primary key (tenant, peer, record, content)
);
