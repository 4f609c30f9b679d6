//! Tablets that an office shares: enrolled with a one-time code, known by a cookie, taken back, and who used each lately.

use crate::{Access, account, secret, table, throttle};
use jiff::{SignedDuration, Timestamp};
use kernel::{AccountId, NameError, Office, Random, check_text, fresh_uuid};
use ledger::{Door, Fault, Row, Tx, params};
use uuid::Uuid;

/// A code is good for so long, and for one tablet.
pub const TABLET_CODE_LIFE: SignedDuration = SignedDuration::from_mins(15);
/// How many days a browser keeps a cookie at the most; every sign-in begins them anew.
pub const TABLET_COOKIE_DAYS: u32 = 400;
/// The longest name of a tablet, in characters.
pub const TABLET_NAME_CHARS_MAX: usize = 60;
/// Whoever used a tablet within this long is offered by name.
const OFFERED: SignedDuration = SignedDuration::from_hours(7 * 24);
/// So many names are offered: as many as there are digits to press.
const OFFERED_MAX: i64 = 9;
/// And is forgotten after this long.
pub(crate) const USER_KEPT: SignedDuration = SignedDuration::from_hours(14 * 24);
/// `seen_at` is written at most this often.
const TOUCH: SignedDuration = SignedDuration::from_mins(10);
/// No letter that is read as a digit or as another, and no vowel but A and E, so that no word comes about.
const SIGNS: &[u8; 25] = b"23456789ACDEFGHJKMNPQRTWX";
const SIGNS_OF_A_CODE: usize = 10;
const TABLET: &str = "tablet";
const CODE: &str = "tablet_code";
const TOKEN: &str = "ceiba tablet";

/// Names a tablet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TabletId(pub Uuid);

impl std::fmt::Display for TabletId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for TabletId {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(TabletId)
    }
}

/// What a browser is to the house.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// It says of no tablet that it is one.
    #[default]
    Unknown,
    Enrolled(TabletId),
    /// It was a tablet of ours; nobody signs in on it any more.
    Revoked,
}

/// A one-time code, shown once and stored nowhere.
pub struct NewCode {
    /// `2A3CD-EFGHJ`
    pub code: String,
    pub expires_at: Timestamp,
}

/// A tablet as whoever looks after it sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TabletView {
    pub tablet: TabletId,
    pub name: String,
    pub office: Office,
    pub added_at: Timestamp,
    pub added_by: AccountId,
    pub seen_at: Timestamp,
    pub revoked_at: Option<Timestamp>,
    pub revoked_by: Option<AccountId>,
}

/// Somebody who used a tablet lately.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    pub account: AccountId,
    pub login: String,
    pub name: String,
}

/// What a person can do about something refused.
#[derive(Debug, thiserror::Error)]
pub enum TabletError {
    #[error("the name: {0}")]
    Name(NameError),
    /// Wrong, used or expired; which of them is never said.
    #[error("the code is not good")]
    Code,
    #[error("wait {seconds} seconds")]
    Wait { seconds: u64 },
    #[error("there is no such tablet")]
    NoSuchTablet,
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl TabletError {
    /// The key of its text in `locales/*/access.ftl`; that of `Wait` takes `seconds`.
    pub fn key(&self) -> &'static str {
        match self {
            TabletError::Name(NameError::Empty) => "access-tablet-name-empty",
            TabletError::Name(_) => "access-tablet-name",
            TabletError::Code => "access-tablet-code",
            TabletError::Wait { .. } => "access-sign-in-wait",
            TabletError::NoSuchTablet => "access-tablet-unknown",
            TabletError::Fault(_) => "access-fault",
        }
    }
}

impl Access {
    /// Makes a code that enrols one tablet under a name for an office.
    pub fn add_tablet_code(
        &self,
        name: &str,
        office: &Office,
        by: AccountId,
    ) -> Result<NewCode, TabletError> {
        let name = checked(name)?;
        let now = self.clock.now();
        let expires_at = now.checked_add(TABLET_CODE_LIFE).unwrap_or(now);
        let code = fresh_code(&*self.random);
        self.ledger.write(|tx| {
            let tenant = tx.tenant();
            let hash = tx.hashed("tablet.code", &as_typed(&code));
            let sealed = tx.seal(CODE, by.0, name.as_bytes())?;
            let row = params![tenant, hash, office, now, expires_at, by, sealed];
            tx.execute(&table::ADD_TABLET_CODE, &row).map(drop)
        })?;
        Ok(NewCode { code, expires_at })
    }

    /// Enrols the browser that shows a code, and answers the token for its cookie. Tries are counted and slowed like those
    /// at the sign-in page.
    pub fn enrol_tablet(&self, code: &str, address: &str) -> Result<(TabletId, String), TabletError> {
        let now = self.clock.now();
        let counted = self.ledger.write(|tx| {
            let who = tx.hashed("tablet.code", "");
            throttle::count(tx, who, throttle::Source::Address(address), now)
        })?;
        let counted = counted.map_err(|seconds| TabletError::Wait { seconds })?;
        let token = secret::fresh_token(&*self.random);
        let tablet = TabletId(fresh_uuid(&*self.clock, &*self.random));
        self.ledger.write(|tx| {
            let tenant = tx.tenant();
            let hash = tx.hashed("tablet.code", &as_typed(code));
            let found = tx.one(&table::FIND_TABLET_CODE, &params![tenant.as_str(), hash.clone()])?;
            let Some(row) = found else { return Err(TabletError::Code) };
            let is_open = row.opt::<Timestamp>("used_at")?.is_none() && now < row.instant("expires_at")?;
            let used = params![now, tenant.as_str(), hash];
            if !is_open || tx.execute(&table::USE_TABLET_CODE, &used)? == 0 {
                return Err(TabletError::Code);
            }
            throttle::take_back(tx, &counted)?;
            let by = row.uuid("made_by")?;
            let name = tx.open_sealed(CODE, by, &row.bytes("sealed")?)?;
            let sealed = tx.seal(TABLET, tablet.0, &name)?;
            let token_hash = secret::digest_of(TOKEN, &token);
            let row = params![tenant, tablet.0, token_hash, row.text("office")?, now, by, now, sealed];
            tx.execute(&table::ADD_TABLET, &row)?;
            Ok(())
        })?;
        Ok((tablet, token))
    }

    /// What the browser of a tablet cookie is.
    pub fn tablet_standing(&self, token: &str) -> Result<Standing, Fault> {
        if token.is_empty() || token.len() > 128 {
            return Ok(Standing::Unknown);
        }
        let now = self.clock.now();
        let found = self.ledger.read(|door| {
            let tenant = door.tenant();
            let row = door.one(&table::TABLET_OF_TOKEN, &params![tenant, secret::digest_of(TOKEN, token)])?;
            row.map(|row| {
                Ok::<_, Fault>((
                    row.uuid("tablet")?,
                    row.instant("seen_at")?,
                    row.opt::<Timestamp>("revoked_at")?,
                ))
            })
            .transpose()
        })?;
        let Some((tablet, seen, revoked)) = found else { return Ok(Standing::Unknown) };
        if revoked.is_some() {
            return Ok(Standing::Revoked);
        }
        if now.duration_since(seen) >= TOUCH {
            self.ledger.write(|tx| {
                let tenant = tx.tenant();
                tx.execute(&table::SEE_TABLET, &params![now, tenant, tablet, now])
            })?;
        }
        Ok(Standing::Enrolled(TabletId(tablet)))
    }

    /// Who used a tablet lately and may still sign in, the last one first.
    pub fn tablet_users(&self, tablet: TabletId) -> Result<Vec<User>, Fault> {
        let now = self.clock.now();
        let since = now.checked_sub(OFFERED).unwrap_or(now);
        self.ledger.read(|door| {
            let tenant = door.tenant();
            let rows = door.query(&table::TABLET_USERS, &params![tenant, tablet.0, since, OFFERED_MAX])?;
            let mut users = Vec::new();
            for row in rows {
                let found = account::find(door, AccountId(row.uuid("account")?))?;
                if let Some(view) = found.filter(|view| view.active) {
                    users.push(User { account: view.account, login: view.login, name: view.name });
                }
            }
            Ok(users)
        })
    }

    /// Every tablet, the newest first.
    pub fn tablets(&self) -> Result<Vec<TabletView>, Fault> {
        self.ledger.read(|door| {
            let tenant = door.tenant();
            let rows = door.query(&table::ALL_TABLETS, &params![tenant])?;
            rows.iter().map(|row| view(door, row)).collect()
        })
    }

    /// One tablet.
    pub fn tablet(&self, tablet: TabletId) -> Result<Option<TabletView>, Fault> {
        self.ledger.read(|door| {
            let tenant = door.tenant();
            let row = door.one(&table::FIND_TABLET, &params![tenant, tablet.0])?;
            row.map(|row| view(door, &row)).transpose()
        })
    }

    /// Gives a tablet another name.
    pub fn name_tablet(&self, tablet: TabletId, name: &str) -> Result<(), TabletError> {
        let name = checked(name)?;
        self.ledger.write(|tx| {
            let tenant = tx.tenant();
            let sealed = tx.seal(TABLET, tablet.0, name.as_bytes())?;
            match tx.execute(&table::NAME_TABLET, &params![sealed, tenant, tablet.0])? {
                0 => Err(TabletError::NoSuchTablet),
                _ => Ok(()),
            }
        })
    }

    /// Takes a tablet back for good: its sessions end at once, and nobody signs in on it any more. Done twice is done once.
    pub fn revoke_tablet(&self, tablet: TabletId, by: AccountId) -> Result<(), TabletError> {
        let now = self.clock.now();
        self.ledger.write(|tx| {
            let tenant = tx.tenant();
            if tx.one(&table::FIND_TABLET, &params![tenant.as_str(), tablet.0])?.is_none() {
                return Err(TabletError::NoSuchTablet);
            }
            tx.execute(&table::REVOKE_TABLET, &params![now, by, tenant.as_str(), tablet.0])?;
            tx.execute(&table::FORGET_TABLET_USERS, &params![tenant.as_str(), tablet.0])?;
            tx.execute(&table::END_SESSIONS_AT, &params![now, tenant, tablet.0])?;
            Ok(())
        })
    }
}

/// Notes who signs in on a tablet, and answers which it is.
pub(crate) fn note_user(
    tx: &mut Tx<'_>,
    token: Option<&str>,
    account: AccountId,
    now: Timestamp,
) -> Result<Option<Uuid>, Fault> {
    let Some(token) = token else { return Ok(None) };
    let tenant = tx.tenant();
    let of_token = params![tenant.as_str(), secret::digest_of(TOKEN, token)];
    let Some(row) = tx.one(&table::TABLET_OF_TOKEN, &of_token)? else { return Ok(None) };
    if row.opt::<Timestamp>("revoked_at")?.is_some() {
        return Ok(None);
    }
    let tablet = row.uuid("tablet")?;
    tx.execute(&table::PUT_TABLET_USER, &params![tenant.as_str(), tablet, account, now])?;
    tx.execute(&table::SEE_TABLET, &params![now, tenant, tablet, now])?;
    Ok(Some(tablet))
}

fn checked(name: &str) -> Result<String, TabletError> {
    let name = check_text(name, TABLET_NAME_CHARS_MAX).map_err(TabletError::Name)?;
    if name.is_empty() { Err(TabletError::Name(NameError::Empty)) } else { Ok(name) }
}

fn view(door: &mut impl Door, row: &Row) -> Result<TabletView, Fault> {
    let tablet = row.uuid("tablet")?;
    let name = door.open_sealed(TABLET, tablet, &row.bytes("sealed")?)?;
    Ok(TabletView {
        tablet: TabletId(tablet),
        name: String::from_utf8(name).map_err(|_| Fault::Inconsistent("tablet.sealed".into()))?,
        office: Office(row.text("office")?),
        added_at: row.instant("added_at")?,
        added_by: AccountId(row.uuid("added_by")?),
        seen_at: row.instant("seen_at")?,
        revoked_at: row.opt::<Timestamp>("revoked_at")?,
        revoked_by: row.opt_uuid("revoked_by")?.map(AccountId),
    })
}

/// Ten signs in two groups: 46 bits, which a quarter of an hour and slowed tries do not exhaust.
fn fresh_code(random: &dyn Random) -> String {
    let mut code = String::new();
    while code.len() < SIGNS_OF_A_CODE {
        let mut byte = [0u8; 1];
        random.fill(&mut byte);
        // Bytes beyond the last whole run of the signs would favour the first ones.
        if usize::from(byte[0]) < 250 {
            code.push(char::from(SIGNS[usize::from(byte[0]) % SIGNS.len()]));
        }
    }
    code.insert(SIGNS_OF_A_CODE / 2, '-');
    code
}

/// A code as somebody types it: small letters, spaces and hyphens make no difference.
fn as_typed(code: &str) -> String {
    let signs = code.chars().filter(char::is_ascii_alphanumeric).take(2 * SIGNS_OF_A_CODE);
    signs.map(|c| c.to_ascii_uppercase()).collect()
}
