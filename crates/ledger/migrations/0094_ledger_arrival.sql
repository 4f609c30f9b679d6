-- The tenant is the same in nearly every line of these, so it stands last: a server without statistics, as each is for the
-- first minute of its data, takes any index that begins with the tenant for as good as any other, and then reads every
-- entry of the tenant to find one.
drop index ledger_entry_arrival;
create unique index ledger_entry_arrival on ledger_entry (arrival, tenant);
drop index ledger_entry_record;
create index ledger_entry_record on ledger_entry (record, tenant);
drop index ledger_entry_hash;
create unique index ledger_entry_hash on ledger_entry (hash, tenant);
