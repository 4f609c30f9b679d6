//! The tables of the authority and of its certificate, and every statement on them.

use ledger::{Migration, statement};

pub const MIGRATION: Migration =
    Migration { id: "0093_app_tls", sql: include_str!("../../migrations/0093_app_tls.sql") };

statement! {
    pub(crate) PUT_AUTHORITY = "insert into tls_authority (tenant, site, made_at, title, names, certificate, sealed) \
        values ($1, $2, $3, $4, $5, $6, $7) on conflict (tenant, site) do update set made_at = excluded.made_at, \
        title = excluded.title, names = excluded.names, certificate = excluded.certificate, sealed = excluded.sealed";
    pub(crate) FIND_AUTHORITY = "select made_at, title, names, certificate, sealed from tls_authority \
        where tenant = $1 and site = $2";
    pub(crate) PUT_CERTIFICATE = "insert into tls_certificate (tenant, site, made_at, begins_at, ends_at, names, \
        certificate, sealed) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (tenant, site) do update set \
        made_at = excluded.made_at, begins_at = excluded.begins_at, ends_at = excluded.ends_at, names = excluded.names, \
        certificate = excluded.certificate, sealed = excluded.sealed";
    pub(crate) FIND_CERTIFICATE = "select made_at, begins_at, ends_at, names, certificate, sealed from tls_certificate \
        where tenant = $1 and site = $2";
}
