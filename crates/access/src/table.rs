//! The tables of accounts, sessions and reads, and every statement on them.

use ledger::{Migration, statement};

/// The migrations of this room.
pub const MIGRATIONS: &[Migration] = &[
    Migration { id: "0001_access_account", sql: include_str!("../migrations/0001_access_account.sql") },
    Migration { id: "0004_access_duty", sql: include_str!("../migrations/0004_access_duty.sql") },
    Migration {
        id: "0002_access_second_factor",
        sql: include_str!("../migrations/0002_access_second_factor.sql"),
    },
    Migration { id: "0071_access_client", sql: include_str!("../migrations/0071_access_client.sql") },
    Migration {
        id: "0090_access_affiliation",
        sql: include_str!("../migrations/0090_access_affiliation.sql"),
    },
    Migration { id: "0081_access_read_sent", sql: include_str!("../migrations/0081_access_read_sent.sql") },
    Migration { id: "0092_access_tablet", sql: include_str!("../migrations/0092_access_tablet.sql") },
];

statement! {
    pub(crate) ADD_OFFICE = "insert into office (tenant, code, kind, name_es, name_en, open, from_country) \
        values ($1, $2, $3, $4, $5, $6, $7)";
    pub(crate) PUT_OFFICE = "insert into office (tenant, code, kind, name_es, name_en, open, from_country) \
        values ($1, $2, $3, $4, $5, $6, $7) on conflict (tenant, code) do update set \
        kind = excluded.kind, name_es = excluded.name_es, name_en = excluded.name_en, from_country = excluded.from_country";
    pub(crate) SET_OFFICE_OPEN = "update office set open = $1 where tenant = $2 and code = $3";
    pub(crate) FIND_OFFICE = "select code, kind, name_es, name_en, open, from_country, affiliation from office \
        where tenant = $1 and code = $2";
    pub(crate) ALL_OFFICES = "select code, kind, name_es, name_en, open, from_country, affiliation from office \
        where tenant = $1 order by code";

    pub(crate) ADD_ACCOUNT = "insert into account (tenant, account, login_hash, role, office, lang, active, \
        password_hash, added_at, sealed) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    pub(crate) FIND_ACCOUNT = "select account, role, office, lang, active, password_hash, added_at, signed_in_at, sealed, \
        affiliation, (select o.affiliation from office o where o.tenant = account.tenant and o.code = account.office) as office_affiliation from account where tenant = $1 and account = $2";
    pub(crate) FIND_LOGIN = "select account, role, office, lang, active, password_hash, added_at, signed_in_at, sealed, \
        affiliation, (select o.affiliation from office o where o.tenant = account.tenant and o.code = account.office) as office_affiliation from account where tenant = $1 and login_hash = $2";
    pub(crate) ALL_ACCOUNTS = "select account, role, office, lang, active, password_hash, added_at, signed_in_at, sealed, \
        affiliation, (select o.affiliation from office o where o.tenant = account.tenant and o.code = account.office) as office_affiliation from account where tenant = $1 order by account";
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

    pub(crate) ADD_SESSION = "insert into session (tenant, token_hash, account, created_at, seen_at, browser, form_hash, \
        tablet) values ($1, $2, $3, $4, $5, $6, $7, $8)";
    pub(crate) SESSIONS_OF = "select token_hash, created_at, seen_at, browser from session \
        where tenant = $1 and account = $2 and ended_at is null order by seen_at desc, token_hash";
    pub(crate) END_SESSION_OF = "update session set ended_at = $1 \
        where tenant = $2 and account = $3 and token_hash = $4 and ended_at is null";
    pub(crate) END_OTHER_SESSIONS = "update session set ended_at = $1 \
        where tenant = $2 and account = $3 and token_hash <> $4 and ended_at is null";
    pub(crate) FIND_SESSION = "select s.created_at, s.seen_at, a.account, a.role, a.office, a.lang, a.active, a.sealed, \
        a.affiliation, (select o.affiliation from office o where o.tenant = a.tenant and o.code = a.office) \
        as office_affiliation from session s join account a on a.tenant = s.tenant and a.account = s.account \
        where s.tenant = $1 and s.token_hash = $2 and s.ended_at is null";
    pub(crate) FORM_OWNER = "select s.account, a.active from session s \
        join account a on a.tenant = s.tenant and a.account = s.account where s.tenant = $1 and s.form_hash = $2";
    pub(crate) TOUCH_SESSION = "update session set seen_at = $1 where tenant = $2 and token_hash = $3 and seen_at < $4";
    pub(crate) END_SESSION = "update session set ended_at = $1 \
        where tenant = $2 and token_hash = $3 and ended_at is null";
    pub(crate) END_SESSIONS = "update session set ended_at = $1 \
        where tenant = $2 and account = $3 and ended_at is null";
    pub(crate) END_SESSIONS_AT = "update session set ended_at = $1 \
        where tenant = $2 and tablet = $3 and ended_at is null";
    pub(crate) END_ALL_SESSIONS = "delete from session where tenant = $1";
    pub(crate) END_ALL_HALF_OPENS = "delete from half_open where tenant = $1";
    pub(crate) END_ALL_TOKENS = "delete from api_token where tenant = $1";
    pub(crate) COUNT_SESSIONS = "select count(*) as n from session \
        where tenant = $1 and seen_at >= $2 and created_at >= $3 and ended_at is null";
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

    pub(crate) BUSY_READERS = "select account, count(*) as opens from read_log where tenant = $1 and at >= $2 \
        and site = '' and permission in ('read_person', 'read_household', \
        'read_case', 'read_intent') \
        group by account having count(*) >= $3 order by account";
    pub(crate) LAST_OPENS = "select at, account, role, office, record from read_log where tenant = $1 and account = $2 \
        and at >= $3 and site = '' and permission in ('read_person', 'read_household', \
        'read_case', 'read_intent') \
        order by at desc, read_id desc limit $4";
    pub(crate) READS_OF_ONE = "select at, account, role, office, record from read_log where tenant = $1 and record = $2 \
        order by at desc, read_id desc limit $3";

    pub(crate) UNSENT_READS = "select read_id, at, account, role, office, kind, record, route, permission from read_log \
        where tenant = $1 and site = '' and sent < $2 order by at, read_id limit $3";
    pub(crate) SET_SENT = "update read_log set sent = $1 where tenant = $2 and read_id = $3";
    pub(crate) TAKE_READ = "insert into read_log (tenant, read_id, at, account, role, office, kind, record, route, \
        permission, site) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (tenant, read_id) do nothing";

    pub(crate) PUT_MEMBER = "insert into account (tenant, account, login_hash, role, office, lang, active, \
        password_hash, added_at, sealed, affiliation) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
        on conflict (tenant, account) do update set login_hash = excluded.login_hash, role = excluded.role, \
        office = excluded.office, active = excluded.active, password_hash = excluded.password_hash, \
        sealed = excluded.sealed, affiliation = excluded.affiliation";
    pub(crate) PUT_FACTOR = "insert into factor (tenant, account, factor, kind, added_at, last_step, mark, sealed) \
        values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing";

    pub(crate) SET_AFFILIATION = "update account set affiliation = $1 where tenant = $2 and account = $3";
    pub(crate) SET_CLIENT_AFFILIATION = "update api_client set affiliation = $1 where tenant = $2 and client = $3";
    pub(crate) SET_OFFICE_AFFILIATION = "update office set affiliation = $1 where tenant = $2 and code = $3";
    pub(crate) ADD_AFFILIATION = "insert into affiliation_stated (tenant, statement, kind, subject, states, at, stated_by, \
        sealed) values ($1, $2, $3, $4, $5, $6, $7, $8)";
    pub(crate) AFFILIATIONS_OF = "select statement, states, at, stated_by, sealed from affiliation_stated \
        where tenant = $1 and kind = $2 and subject = $3 order by at desc, statement desc";

    pub(crate) ADD_CLIENT = "insert into api_client (tenant, client, role, office, scopes, secret_hash, added_at, added_by, \
        expires_at, sealed) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    pub(crate) FIND_CLIENT = "select client, role, office, scopes, secret_hash, added_at, added_by, expires_at, revoked_at, \
        used_at, sealed, affiliation, (select o.affiliation from office o where o.tenant = api_client.tenant and o.code = api_client.office) as office_affiliation \
        from api_client where tenant = $1 and client = $2";
    pub(crate) ALL_CLIENTS = "select client, role, office, scopes, secret_hash, added_at, added_by, expires_at, revoked_at, \
        used_at, sealed, affiliation, (select o.affiliation from office o where o.tenant = api_client.tenant and o.code = api_client.office) as office_affiliation \
        from api_client where tenant = $1 order by added_at desc, client desc";
    pub(crate) SET_CLIENT_SECRET = "update api_client set secret_hash = $1 \
        where tenant = $2 and client = $3 and revoked_at is null";
    pub(crate) REVOKE_CLIENT = "update api_client set revoked_at = $1 where tenant = $2 and client = $3";
    pub(crate) USE_CLIENT = "update api_client set used_at = $1 where tenant = $2 and client = $3";
    pub(crate) ADD_TOKEN = "insert into api_token (tenant, token_hash, client, scopes, expires_at) \
        values ($1, $2, $3, $4, $5)";
    pub(crate) FIND_TOKEN = "select t.scopes as token_scopes, c.client, c.role, c.office, c.scopes, c.secret_hash, \
        c.added_at, c.added_by, c.expires_at, c.revoked_at, c.used_at, c.sealed, c.affiliation, \
        (select o.affiliation from office o where o.tenant = c.tenant and o.code = c.office) as office_affiliation \
        from api_token t \
        join api_client c on c.tenant = t.tenant and c.client = t.client \
        where t.tenant = $1 and t.token_hash = $2 and t.expires_at > $3";
    pub(crate) END_TOKENS = "delete from api_token where tenant = $1 and client = $2";
    pub(crate) SWEEP_TOKENS = "delete from api_token where tenant = $1 and expires_at < $2";
    pub(crate) READS_BETWEEN = "select at, account, role, office, kind, record, route, permission from read_log \
        where tenant = $1 and account = $2 and at >= $3 and at < $4 order by at desc, read_id desc limit $5";

    pub(crate) PUT_DUTY = "insert into duty (tenant, office, day, shift, account) values ($1, $2, $3, $4, $5) \
        on conflict (tenant, office, day, shift, account) do nothing";
    pub(crate) END_DUTY = "delete from duty where tenant = $1 and office = $2 and day = $3 and shift = $4 and account = $5";
    pub(crate) DUTIES = "select office, day, shift, account from duty \
        where tenant = $1 and day >= $2 and day <= $3 order by office, day, shift, account";

    pub(crate) PUT_DRAFT = "insert into draft (tenant, account, path, expires_at, sealed) values ($1, $2, $3, $4, $5) \
        on conflict (tenant, account, path) do update set expires_at = excluded.expires_at, sealed = excluded.sealed";
    pub(crate) FIND_DRAFT = "select sealed from draft \
        where tenant = $1 and account = $2 and path = $3 and expires_at > $4";
    pub(crate) DRAFTS_OF = "select path, expires_at, sealed from draft \
        where tenant = $1 and account = $2 and expires_at > $3 order by expires_at desc, path";
    pub(crate) END_DRAFT = "delete from draft where tenant = $1 and account = $2 and path = $3";
    pub(crate) SWEEP_DRAFTS = "delete from draft where tenant = $1 and expires_at < $2";

    pub(crate) ADD_HALF_OPEN = "insert into half_open (tenant, token_hash, account, stage, created_at) \
        values ($1, $2, $3, $4, $5)";
    pub(crate) FIND_HALF_OPEN = "select account, stage, created_at from half_open where tenant = $1 and token_hash = $2";
    pub(crate) END_HALF_OPEN = "delete from half_open where tenant = $1 and token_hash = $2";
    pub(crate) END_HALF_OPENS = "delete from half_open where tenant = $1 and account = $2";
    pub(crate) SWEEP_HALF_OPEN = "delete from half_open where tenant = $1 and created_at < $2";

    pub(crate) ADD_FACTOR = "insert into factor (tenant, account, factor, kind, added_at, last_step, mark, sealed) \
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    pub(crate) FACTORS_OF = "select factor, kind, added_at, used_at, sealed from factor \
        where tenant = $1 and account = $2 order by added_at, factor";
    pub(crate) USE_APP = "update factor set last_step = $1, used_at = $2 \
        where tenant = $3 and account = $4 and factor = $5 and last_step < $6";
    pub(crate) USE_PASSKEY = "update factor set sealed = $1, used_at = $2 \
        where tenant = $3 and account = $4 and factor = $5";
    pub(crate) REMOVE_FACTOR = "delete from factor where tenant = $1 and account = $2 and factor = $3";
    pub(crate) REMOVE_FACTORS = "delete from factor where tenant = $1 and account = $2";

    pub(crate) PUT_OFFER = "insert into factor_offer (tenant, account, kind, made_at, sealed) values ($1, $2, $3, $4, $5) \
        on conflict (tenant, account, kind) do update set made_at = excluded.made_at, sealed = excluded.sealed";
    pub(crate) FIND_OFFER = "select made_at, sealed from factor_offer where tenant = $1 and account = $2 and kind = $3";
    pub(crate) END_OFFER = "delete from factor_offer where tenant = $1 and account = $2 and kind = $3";
    pub(crate) END_OFFERS = "delete from factor_offer where tenant = $1 and account = $2";
    pub(crate) SWEEP_OFFERS = "delete from factor_offer where tenant = $1 and made_at < $2";

    pub(crate) ADD_CODE = "insert into recovery_code (tenant, account, code_hash) values ($1, $2, $3)";
    pub(crate) USE_CODE = "update recovery_code set used_at = $1 \
        where tenant = $2 and account = $3 and code_hash = $4 and used_at is null";
    pub(crate) COUNT_CODES = "select count(*) as accounts from recovery_code \
        where tenant = $1 and account = $2 and used_at is null";
    pub(crate) REMOVE_CODES = "delete from recovery_code where tenant = $1 and account = $2";

    pub(crate) PUT_DUE = "insert into factor_due (tenant, account, due_at, after_reset) values ($1, $2, $3, $4) \
        on conflict (tenant, account) do update set due_at = excluded.due_at, after_reset = excluded.after_reset";
    pub(crate) FIND_DUE = "select due_at, after_reset from factor_due where tenant = $1 and account = $2";
    pub(crate) END_DUE = "delete from factor_due where tenant = $1 and account = $2";

    pub(crate) PUT_NEWS = "insert into factor_news (tenant, account, seen_at) values ($1, $2, $3) \
        on conflict (tenant, account) do update set seen_at = excluded.seen_at";
    pub(crate) FIND_NEWS = "select seen_at from factor_news where tenant = $1 and account = $2";

    pub(crate) PUT_RESET = "insert into factor_reset (tenant, account, asked_at) values ($1, $2, $3) \
        on conflict (tenant, account) do update set asked_at = excluded.asked_at";
    pub(crate) FIND_RESET = "select asked_at from factor_reset where tenant = $1 and account = $2";
    pub(crate) ALL_RESETS = "select account, asked_at from factor_reset where tenant = $1 order by asked_at, account";
    pub(crate) END_RESET = "delete from factor_reset where tenant = $1 and account = $2";
    pub(crate) ADD_RESET_WORD = "insert into factor_reset_word (tenant, account, colleague, role, said_at) \
        values ($1, $2, $3, $4, $5)";
    pub(crate) RESET_WORDS = "select colleague, role, said_at from factor_reset_word \
        where tenant = $1 and account = $2 order by said_at, colleague";
    pub(crate) END_RESET_WORDS = "delete from factor_reset_word where tenant = $1 and account = $2";

    pub(crate) PUT_RULE = "insert into factor_rule (tenant, role, required, grace_days, set_at, set_by) \
        values ($1, $2, $3, $4, $5, $6) on conflict (tenant, role) do update set required = excluded.required, \
        grace_days = excluded.grace_days, set_at = excluded.set_at, set_by = excluded.set_by";
    pub(crate) ALL_RULES = "select role, required, grace_days from factor_rule where tenant = $1 order by role";

    pub(crate) ADD_TABLET_CODE = "insert into tablet_code (tenant, code_hash, office, made_at, expires_at, made_by, sealed) \
        values ($1, $2, $3, $4, $5, $6, $7)";
    pub(crate) FIND_TABLET_CODE = "select office, expires_at, made_by, used_at, sealed from tablet_code \
        where tenant = $1 and code_hash = $2";
    pub(crate) USE_TABLET_CODE = "update tablet_code set used_at = $1 \
        where tenant = $2 and code_hash = $3 and used_at is null";
    pub(crate) SWEEP_TABLET_CODES = "delete from tablet_code where tenant = $1 and made_at < $2";
    pub(crate) ADD_TABLET = "insert into tablet (tenant, tablet, token_hash, office, added_at, added_by, seen_at, sealed) \
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    pub(crate) FIND_TABLET = "select tablet, office, added_at, added_by, seen_at, revoked_at, revoked_by, sealed from tablet \
        where tenant = $1 and tablet = $2";
    pub(crate) TABLET_OF_TOKEN = "select tablet, seen_at, revoked_at from tablet where tenant = $1 and token_hash = $2";
    pub(crate) ALL_TABLETS = "select tablet, office, added_at, added_by, seen_at, revoked_at, revoked_by, sealed from tablet \
        where tenant = $1 order by tablet desc";
    pub(crate) NAME_TABLET = "update tablet set sealed = $1 where tenant = $2 and tablet = $3";
    pub(crate) SEE_TABLET = "update tablet set seen_at = $1 where tenant = $2 and tablet = $3 and seen_at < $4";
    pub(crate) REVOKE_TABLET = "update tablet set revoked_at = $1, revoked_by = $2 \
        where tenant = $3 and tablet = $4 and revoked_at is null";
    pub(crate) PUT_TABLET_USER = "insert into tablet_user (tenant, tablet, account, seen_at) values ($1, $2, $3, $4) \
        on conflict (tenant, tablet, account) do update set seen_at = excluded.seen_at";
    pub(crate) TABLET_USERS = "select account from tablet_user \
        where tenant = $1 and tablet = $2 and seen_at > $3 order by seen_at desc, account limit $4";
    pub(crate) FORGET_TABLET_USERS = "delete from tablet_user where tenant = $1 and tablet = $2";
    pub(crate) SWEEP_TABLET_USERS = "delete from tablet_user where tenant = $1 and seen_at < $2";
}
