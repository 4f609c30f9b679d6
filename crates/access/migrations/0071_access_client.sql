-- Other systems that may ask the programming interface, and the tokens they were given. Both are originals.
-- `sealed` holds the name, the owner and the purpose; `secret_hash` is the SHA-256 of 256 random bits.
create table api_client (
  tenant text not null, client {uuid} not null, role text not null, office text not null, scopes text not null,
  secret_hash {bytes} not null, added_at {instant} not null, added_by {uuid}, expires_at {instant} not null,
  revoked_at {instant}, used_at {instant}, sealed {bytes} not null,
  primary key (tenant, client)
);
-- `token_hash` is the SHA-256 of the token: who reads this table cannot use one.
create table api_token (
  tenant text not null, token_hash {bytes} not null, client {uuid} not null, scopes text not null,
  expires_at {instant} not null,
  primary key (tenant, token_hash)
);
create index api_token_client on api_token (tenant, client);
create index api_token_expires on api_token (tenant, expires_at);
