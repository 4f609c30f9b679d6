//! The tables of enrolment and of parcels, and every statement on them.

use ledger::{Migration, statement};

/// The migrations of the house itself.
pub const MIGRATIONS: &[Migration] =
    &[Migration { id: "0080_app_exchange", sql: include_str!("../../migrations/0080_app_exchange.sql") }];

statement! {
    pub(crate) PUT_SITE = "insert into exchange_site (tenant, site, office, ordinal, made_at, expires_at, made_by, sealed, why) \
        values ($1, $2, $3, $4, $5, $6, $7, $8, '') on conflict (tenant, site) do update set office = excluded.office, \
        made_at = excluded.made_at, expires_at = excluded.expires_at, made_by = excluded.made_by, sealed = excluded.sealed";
    pub(crate) FIND_SITE = "select site, office, ordinal, made_at, expires_at, made_by, sealed, joined_at, joined_key, \
        revoked_at, revoked_by, why from exchange_site where tenant = $1 and site = $2";
    pub(crate) ALL_SITES = "select site, office, ordinal, made_at, expires_at, made_by, sealed, joined_at, joined_key, \
        revoked_at, revoked_by, why from exchange_site where tenant = $1 order by ordinal";
    pub(crate) LAST_ORDINAL = "select cast(coalesce(max(ordinal), 0) as bigint) as ordinal from exchange_site where tenant = $1";
    pub(crate) SET_JOINED = "update exchange_site set joined_at = $1, joined_key = $2 \
        where tenant = $3 and site = $4 and joined_at is null";
    pub(crate) SET_REVOKED = "update exchange_site set revoked_at = $1, revoked_by = $2, why = $3 \
        where tenant = $4 and site = $5";

    pub(crate) KEPT = "select mark, sealed from exchange_kept where tenant = $1 and site = $2 and channel = $3";
    pub(crate) KEEP = "insert into exchange_kept (tenant, site, channel, mark, sealed) values ($1, $2, $3, $4, $5) \
        on conflict (tenant, site, channel) do update set mark = excluded.mark, sealed = excluded.sealed";
    pub(crate) DROP_KEPT = "delete from exchange_kept where tenant = $1 and site = $2 and channel = $3";
    pub(crate) PUT_PART = "insert into exchange_part (tenant, site, channel, part, sealed) values ($1, $2, $3, $4, $5) \
        on conflict (tenant, site, channel, part) do update set sealed = excluded.sealed";
    pub(crate) PARTS = "select part, sealed from exchange_part where tenant = $1 and site = $2 and channel = $3 order by part";
    pub(crate) DROP_PARTS = "delete from exchange_part where tenant = $1 and site = $2 and channel = $3";
}
