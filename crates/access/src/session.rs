//! Sessions, kept on the server: 30 minutes idle, 12 hours at most, ended at once when an account changes.

use crate::{Access, Who, account, secret, table};
use jiff::{SignedDuration, Timestamp};
use kernel::AccountId;
use ledger::{Door, Fault, Row, Tx, params};

/// A session ends after this long without a page.
pub const IDLE: SignedDuration = SignedDuration::from_mins(30);
/// And after this long in any case.
pub const ABSOLUTE: SignedDuration = SignedDuration::from_hours(12);
/// An ended session is remembered this long from its start, so that a form sent too late can be kept for whoever began it.
pub(crate) const REMEMBERED: SignedDuration = SignedDuration::from_hours(15 * 24);
/// `seen_at` is written at most this often: a page every few seconds need not be a write every few seconds.
const TOUCH: SignedDuration = SignedDuration::from_secs(60);
const TOKEN_CHARS_MAX: usize = 128;

/// A session that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub who: Who,
    /// The value every form of this session posts back. Derived from the token, so it is stored nowhere.
    csrf: String,
    pub created_at: Timestamp,
    /// When it ends if no page is asked for until then.
    pub expires_at: Timestamp,
}

impl Session {
    pub(crate) fn opened(who: Who, token: &str, times: Times) -> Session {
        Session { who, csrf: csrf_of(token), created_at: times.created, expires_at: times.end() }
    }
    /// The value of the hidden form field.
    pub fn csrf(&self) -> &str {
        &self.csrf
    }
    /// Is this the value that a form of this session posts? Takes the same time whatever was posted.
    pub fn csrf_matches(&self, posted: &str) -> bool {
        secret::same(&self.csrf, posted)
    }
}

/// A session as its owner and the administration see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionView {
    /// Names the session and opens nothing: what the database keeps of the token.
    pub handle: String,
    pub created_at: Timestamp,
    pub seen_at: Timestamp,
    /// Two words such as `firefox linux`; empty when the browser did not say.
    pub browser: String,
}

impl SessionView {
    /// Whether this is the session of a token.
    pub fn is_of(&self, token: &str) -> bool {
        secret::same(&self.handle, &secret::hex(&hash_of(token)))
    }
}

/// Why a token opens no session.
#[derive(Debug, thiserror::Error)]
pub enum NoSession {
    /// Never was, signed out, or ended because the account changed.
    #[error("there is no such session")]
    Unknown,
    /// It was this person's and ran out. A form that came with it may be kept as a draft, and nothing else.
    #[error("the session has ended")]
    Expired(Box<Session>),
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl Access {
    /// The session of a token, touched.
    pub fn session(&self, token: &str) -> Result<Session, NoSession> {
        if token.is_empty() || token.len() > TOKEN_CHARS_MAX {
            return Err(NoSession::Unknown);
        }
        let token_hash = hash_of(token);
        let now = self.clock.now();
        let found = self.ledger.read(|door| {
            let tenant = door.tenant();
            let row = door.one(&table::FIND_SESSION, &params![tenant, token_hash.clone()])?;
            row.map(|row| {
                Ok::<_, Fault>((account::who_of(door, &row)?, Times::of(&row)?, row.bool("active")?))
            })
            .transpose()
        })?;
        let (who, times, active) = found.ok_or(NoSession::Unknown)?;
        if !active {
            return Err(NoSession::Unknown);
        }
        let session = Session::opened(who, token, times);
        if now >= session.expires_at {
            return Err(NoSession::Expired(Box::new(session)));
        }
        if now.duration_since(times.seen) < TOUCH {
            return Ok(session);
        }
        self.touch(&token_hash, now)?;
        Ok(Session::opened(session.who, token, Times { seen: now, ..times }))
    }

    /// How many sessions are open, for whoever watches the house.
    pub fn open_sessions(&self) -> Result<i64, Fault> {
        let now = self.clock.now();
        let since = |span| now.checked_sub(span).unwrap_or(now);
        self.ledger.read(|door| {
            let tenant = door.tenant();
            let rows = door.one(&table::COUNT_SESSIONS, &params![tenant, since(IDLE), since(ABSOLUTE)])?;
            rows.map_or(Ok(0), |row| row.int("n"))
        })
    }

    /// Ends one session. Ending one that is not there is fine.
    pub fn sign_out(&self, token: &str) -> Result<(), Fault> {
        self.ledger.write(|tx| {
            let (tenant, now) = (tx.tenant(), tx.now());
            tx.execute(&table::END_SESSION, &params![now, tenant, hash_of(token)]).map(drop)
        })
    }

    /// Whose session a form was begun in, by the token that every form of that session carries, whether the session still
    /// holds or not. Knowing the token is having seen the form; it opens nothing.
    pub fn form_owner(&self, csrf: &str) -> Result<Option<AccountId>, Fault> {
        if csrf.is_empty() || csrf.len() > TOKEN_CHARS_MAX {
            return Ok(None);
        }
        self.ledger.read(|door| {
            let tenant = door.tenant();
            let Some(row) = door.one(&table::FORM_OWNER, &params![tenant, form_hash_of(csrf)])? else {
                return Ok(None);
            };
            Ok(if row.bool("active")? { Some(AccountId(row.uuid("account")?)) } else { None })
        })
    }

    /// The sessions of an account that still hold, the one used last first.
    pub fn sessions(&self, account: AccountId) -> Result<Vec<SessionView>, Fault> {
        let now = self.clock.now();
        self.ledger.read(|door| {
            let tenant = door.tenant();
            let mut all = Vec::new();
            for row in door.query(&table::SESSIONS_OF, &params![tenant, account])? {
                let times = Times::of(&row)?;
                if now < times.end() {
                    let handle = secret::hex(&row.bytes("token_hash")?);
                    let browser = row.text("browser")?;
                    all.push(SessionView { handle, created_at: times.created, seen_at: times.seen, browser });
                }
            }
            Ok(all)
        })
    }

    /// Ends one session of an account, told by its handle. One that is not there, or another's, is left alone.
    pub fn end_session(&self, account: AccountId, handle: &str) -> Result<(), Fault> {
        let Some(found) = self.sessions(account)?.into_iter().find(|session| session.handle == handle) else {
            return Ok(());
        };
        let bytes = secret::bytes_of(&found.handle);
        self.ledger.write(|tx| {
            let (tenant, now) = (tx.tenant(), tx.now());
            tx.execute(&table::END_SESSION_OF, &params![now, tenant, account, bytes.clone()]).map(drop)
        })
    }

    /// Ends every session of an account but the one of this token.
    pub fn end_other_sessions(&self, account: AccountId, token: &str) -> Result<u64, Fault> {
        self.ledger.write(|tx| {
            let (tenant, now) = (tx.tenant(), tx.now());
            tx.execute(&table::END_HALF_OPENS, &params![tenant.as_str(), account])?;
            tx.execute(&table::END_OTHER_SESSIONS, &params![now, tenant, account, hash_of(token)])
        })
    }

    /// Ends every session of somebody's account, and writes down who did it.
    pub fn end_sessions_of(&self, account: AccountId, by: AccountId) -> Result<(), Fault> {
        self.end_sessions(account)?;
        self.ledger.write(|tx| account::note_change(tx, account, Some(by), "sessions-ended"))
    }

    /// Ends every session of an account, as when a tablet is lost.
    pub fn end_sessions(&self, account: AccountId) -> Result<u64, Fault> {
        self.ledger.write(|tx| {
            let tenant = tx.tenant();
            tx.execute(&table::END_HALF_OPENS, &params![tenant.as_str(), account])?;
            tx.execute(&table::FORGET_DEVICES, &params![tenant, account])?;
            end_all_in(tx, account)
        })
    }

    /// Ends every session of everybody, of systems too, and every sign-in that is half done.
    pub fn end_every_session(&self) -> Result<(), Fault> {
        self.ledger.write(|tx| {
            let tenant = tx.tenant();
            for statement in [&table::END_ALL_SESSIONS, &table::END_ALL_HALF_OPENS, &table::END_ALL_TOKENS] {
                tx.execute(statement, &params![tenant.as_str()])?;
            }
            Ok(())
        })
    }

    fn touch(&self, token_hash: &[u8], now: Timestamp) -> Result<(), Fault> {
        self.ledger.write(|tx| {
            let tenant = tx.tenant();
            tx.execute(&table::TOUCH_SESSION, &params![now, tenant, token_hash, now]).map(drop)
        })
    }
}

pub(crate) fn hash_of(token: &str) -> Vec<u8> {
    secret::digest_of("ceiba session", token)
}

/// Whoever holds the cookie can compute it and nobody else: as good as a stored random value, with nothing to store.
pub(crate) fn csrf_of(token: &str) -> String {
    secret::hex(&secret::digest_of("ceiba csrf", token))
}

/// Ends every session of an account. They are remembered, so that what was half typed in them is not lost.
pub(crate) fn end_all_in(tx: &mut Tx<'_>, account: AccountId) -> Result<u64, Fault> {
    let (tenant, now) = (tx.tenant(), tx.now());
    tx.execute(&table::END_SESSIONS, &params![now, tenant, account])
}

pub(crate) fn form_hash_of(csrf: &str) -> Vec<u8> {
    secret::digest_of("ceiba form", csrf)
}

#[derive(Clone, Copy)]
pub(crate) struct Times {
    pub created: Timestamp,
    pub seen: Timestamp,
}

impl Times {
    fn of(row: &Row) -> Result<Self, Fault> {
        Ok(Self { created: row.instant("created_at")?, seen: row.instant("seen_at")? })
    }
    pub fn end(self) -> Timestamp {
        let idle = self.seen.checked_add(IDLE).unwrap_or(self.seen);
        let absolute = self.created.checked_add(ABSOLUTE).unwrap_or(self.created);
        idle.min(absolute)
    }
}
