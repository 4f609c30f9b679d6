//! The tables of accounts, sessions and reads, and every statement on them.

use ledger::{Migration, statement};

/// The migrations of this room.
pub const MIGRATIONS: &[Migration] =
    &[Migration { id: "0001_access_account", sql: include_str!("../migrations/0001_access_account.sql") }];

statement! {
    pub(crate) ADD_OFFICE = "insert into office (tenant, code, kind, name_es, name_en, open, from_country) \
        values ($1, $2, $3, $4, $5, $6, $7)";
    pub(crate) PUT_OFFICE = "insert into office (tenant, code, kind, name_es, name_en, open, from_country) \
        values ($1, $2, $3, $4, $5, $6, $7) on conflict (tenant, code) do update set \
        kind = excluded.kind, name_es = excluded.name_es, name_en = excluded.name_en, from_country = excluded.from_country";
    pub(crate) SET_OFFICE_OPEN = "update office set open = $1 where tenant = $2 and code = $3";
    pub(crate) FIND_OFFICE = "select code, kind, name_es, name_en, open, from_country from office \
        where tenant = $1 and code = $2";
    pub(crate) ALL_OFFICES = "select code, kind, name_es, name_en, open, from_country from office \
        where tenant = $1 order by code";

    pub(crate) ADD_ACCOUNT = "insert into account (tenant, account, login_hash, role, office, lang, active, \
        password_hash, added_at, sealed) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    pub(crate) FIND_ACCOUNT = "select account, role, office, lang, active, password_hash, added_at, signed_in_at, sealed \
        from account where tenant = $1 and account = $2";
    pub(crate) FIND_LOGIN = "select account, role, office, lang, active, password_hash, added_at, signed_in_at, sealed \
        from account where tenant = $1 and login_hash = $2";
    pub(crate) ALL_ACCOUNTS = "select account, role, office, lang, active, password_hash, added_at, signed_in_at, sealed \
        from account where tenant = $1 order by account";
    pub(crate) SET_ACCOUNT = "update account set role = $1, office = $2, lang = $3, active = $4, sealed = $5 \
        where tenant = $6 and account = $7";
    pub(crate) SET_PASSWORD = "update account set password_hash = $1 where tenant = $2 and account = $3";
    pub(crate) SET_SIGNED_IN = "update account set signed_in_at = $1 where tenant = $2 and account = $3";
    pub(crate) COUNT_ACCOUNTS = "select count(*) as accounts from account where tenant = $1";
    pub(crate) COUNT_ACTIVE_OF_ROLE = "select count(*) as accounts from account \
        where tenant = $1 and role = $2 and active";
    pub(crate) ADD_CHANGE = "insert into account_change (tenant, account_change, account, at, changed_by, what) \
        values ($1, $2, $3, $4, $5, $6)";
    pub(crate) CHANGES_OF = "select at, changed_by, what from account_change \
        where tenant = $1 and account = $2 order by at desc, account_change desc";

    pub(crate) ADD_SESSION = "insert into session (tenant, token_hash, account, created_at, seen_at) \
        values ($1, $2, $3, $4, $5)";
    pub(crate) FIND_SESSION = "select s.created_at, s.seen_at, a.account, a.role, a.office, a.lang, a.active, a.sealed \
        from session s join account a on a.tenant = s.tenant and a.account = s.account \
        where s.tenant = $1 and s.token_hash = $2";
    pub(crate) TOUCH_SESSION = "update session set seen_at = $1 where tenant = $2 and token_hash = $3 and seen_at < $4";
    pub(crate) END_SESSION = "delete from session where tenant = $1 and token_hash = $2";
    pub(crate) END_SESSIONS = "delete from session where tenant = $1 and account = $2";
    pub(crate) COUNT_SESSIONS = "select count(*) as n from session where tenant = $1 and seen_at >= $2 and created_at >= $3";
    pub(crate) SWEEP_SESSIONS = "delete from session where tenant = $1 and created_at < $2";

    pub(crate) FIND_DEVICE = "select seen_at from known_device where tenant = $1 and account = $2 and device_hash = $3";
    pub(crate) PUT_DEVICE = "insert into known_device (tenant, account, device_hash, seen_at) values ($1, $2, $3, $4) \
        on conflict (tenant, account, device_hash) do update set seen_at = excluded.seen_at";
    pub(crate) FORGET_DEVICES = "delete from known_device where tenant = $1 and account = $2";
    pub(crate) SWEEP_DEVICES = "delete from known_device where tenant = $1 and seen_at < $2";

    pub(crate) FIND_FAILURE = "select failures, failed_at, wait_until from sign_in_failure \
        where tenant = $1 and login_hash = $2 and source_hash = $3";
    pub(crate) PUT_FAILURE = "insert into sign_in_failure (tenant, login_hash, source_hash, failures, failed_at, wait_until) \
        values ($1, $2, $3, $4, $5, $6) on conflict (tenant, login_hash, source_hash) do update set \
        failures = excluded.failures, failed_at = excluded.failed_at, wait_until = excluded.wait_until";
    pub(crate) CLEAR_FAILURE = "delete from sign_in_failure \
        where tenant = $1 and login_hash = $2 and source_hash = $3";
    pub(crate) FAILURES_OF_LOGIN = "select cast(coalesce(sum(failures), 0) as bigint) as failures from sign_in_failure \
        where tenant = $1 and login_hash = $2 and failed_at > $3";
    pub(crate) FAILURES_OF_ALL = "select cast(coalesce(sum(failures), 0) as bigint) as failures from sign_in_failure \
        where tenant = $1 and failed_at > $2";
    pub(crate) SWEEP_FAILURES = "delete from sign_in_failure where tenant = $1 and failed_at < $2";

    pub(crate) ADD_READ = "insert into read_log (tenant, read_id, at, account, role, office, kind, record, route, permission) \
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    pub(crate) READS_OF_RECORD = "select at, account, role, office, kind, record, route, permission from read_log \
        where tenant = $1 and record = $2 and kind = $3 order by at desc, read_id desc limit $4";
    pub(crate) READS_OF_ACCOUNT = "select at, account, role, office, kind, record, route, permission from read_log \
        where tenant = $1 and account = $2 order by at desc, read_id desc limit $3";
    pub(crate) LATEST_READS = "select at, account, role, office, kind, record, route, permission from read_log \
        where tenant = $1 order by at desc, read_id desc limit $2";

    pub(crate) READS_BETWEEN = "select at, account, role, office, kind, record, route, permission from read_log \
        where tenant = $1 and account = $2 and at >= $3 and at < $4 order by at desc, read_id desc limit $5";

    pub(crate) PUT_DRAFT = "insert into draft (tenant, account, path, expires_at, sealed) values ($1, $2, $3, $4, $5) \
        on conflict (tenant, account, path) do update set expires_at = excluded.expires_at, sealed = excluded.sealed";
    pub(crate) HAS_DRAFT = "select expires_at from draft \
        where tenant = $1 and account = $2 and path = $3 and expires_at > $4";
    pub(crate) TAKE_DRAFT = "delete from draft where tenant = $1 and account = $2 and path = $3 \
        returning expires_at, sealed";
    pub(crate) SWEEP_DRAFTS = "delete from draft where tenant = $1 and expires_at < $2";
}
