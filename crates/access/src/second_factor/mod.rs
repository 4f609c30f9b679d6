//! Second factors: an app that shows codes, a passkey, and ten recovery codes on paper.
//!
//! An account with a factor signs in in two halves. The first half, the password, opens a *half-open* sign-in: a token of
//! its own in a table of its own, which [`Access::session`] does not know, so that it opens nothing but the pages where
//! the factor is shown, set up or reported lost.

mod app;
mod half_open;
mod news;
mod passkey;
mod recovery;
mod reset;
mod rule;
#[cfg(test)]
mod tests;

pub use app::AppOffer;
pub(crate) use app::code_at;
pub(crate) use half_open::open_half;
pub use half_open::{HALF_OPEN, HalfOpen, HalfOpened, Place, Proof, Stage};
pub use news::News;
pub use passkey::{NotAnOrigin, RelyingParty};
pub use recovery::CODES;
pub use reset::{RESET_DAYS, Reset, ResetView, Word};
pub use rule::{FactorRule, GRACE_DAYS};

use crate::{Access, AccountError, Who, account, table};
use jiff::{SignedDuration, Timestamp};
use kernel::AccountId;
use ledger::{Door, Fault, Tx, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use webauthn_rs::prelude::Passkey;

/// More factors than this are no safer.
pub const FACTORS_MAX: usize = 5;
/// The longest name of a passkey.
pub const PASSKEY_NAME_CHARS_MAX: usize = 60;
/// A factor that is being set up must be finished within this.
const OFFERED: SignedDuration = SignedDuration::from_mins(30);

/// What kind of thing shows that it is the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactorKind {
    /// An app that shows six digits, another every half minute.
    App,
    /// A key in a telephone, a computer or a stick.
    Passkey,
}

impl FactorKind {
    pub fn code(self) -> &'static str {
        match self {
            FactorKind::App => "app",
            FactorKind::Passkey => "passkey",
        }
    }
    fn from_code(code: &str) -> Option<FactorKind> {
        [FactorKind::App, FactorKind::Passkey].into_iter().find(|kind| kind.code() == code)
    }
}

/// A factor as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactorView {
    pub factor: Uuid,
    pub kind: FactorKind,
    /// What the owner calls it; an app has no name.
    pub name: String,
    pub added_at: Timestamp,
    pub used_at: Option<Timestamp>,
}

/// Why something about a second factor was refused.
#[derive(Debug, thiserror::Error)]
pub enum FactorError {
    /// A code that is wrong, old or used, a passkey that is not this account's: which of them is never said.
    #[error("the code or passkey does not fit")]
    Wrong,
    #[error("wait {seconds} seconds")]
    Wait { seconds: u64 },
    /// The half-open sign-in ended, or was for something else.
    #[error("the sign-in has to begin again")]
    Ended,
    #[error("what was being set up is too old: begin again")]
    NoOffer,
    #[error("this passkey belongs to an account already")]
    Taken,
    #[error("there are five factors already")]
    TooMany,
    #[error("there is no such factor")]
    NoSuchFactor,
    #[error("the role must keep one factor")]
    LastRequired,
    #[error("recovery codes are for accounts with a factor")]
    NoFactor,
    #[error("nobody asked for this reset, or it ended")]
    NoReset,
    #[error("nobody confirms the own reset")]
    OwnReset,
    #[error("this person has confirmed already; another one must")]
    SamePersonTwice,
    #[error("one of the two must be an administrator")]
    NeedsAdministrator,
    #[error("the policies do not let this person confirm who somebody is")]
    MayNot,
    #[error(transparent)]
    Account(#[from] AccountError),
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl FactorError {
    /// The key of its text in `locales/*/access.ftl`; that of `Wait` takes `seconds`.
    pub fn key(&self) -> &'static str {
        match self {
            FactorError::Wrong => "access-factor-wrong",
            FactorError::Wait { .. } => "access-sign-in-wait",
            FactorError::Ended => "access-factor-ended",
            FactorError::NoOffer => "access-factor-no-offer",
            FactorError::Taken => "access-factor-taken",
            FactorError::TooMany => "access-factor-too-many",
            FactorError::NoSuchFactor => "access-factor-unknown",
            FactorError::LastRequired => "access-factor-last-required",
            FactorError::NoFactor => "access-factor-none",
            FactorError::NoReset => "access-reset-none",
            FactorError::OwnReset => "access-reset-own",
            FactorError::SamePersonTwice => "access-reset-same-person",
            FactorError::NeedsAdministrator => "access-reset-needs-administrator",
            FactorError::MayNot => "access-reset-may-not",
            FactorError::Account(error) => error.key(),
            FactorError::Fault(_) => "access-fault",
        }
    }
}

/// What is sealed of a factor.
#[derive(Serialize, Deserialize)]
pub(crate) enum Kept {
    App { secret: Vec<u8> },
    Passkey { name: String, passkey: Box<Passkey> },
}

/// A factor with what is sealed of it.
pub(crate) struct Stored {
    pub view: FactorView,
    pub kept: Kept,
}

/// What is unlike for any two factors: the app's secret, the passkey's own number.
pub(crate) fn mark_of(kept: &Kept) -> String {
    match kept {
        Kept::App { secret } => crate::secret::hex(secret),
        Kept::Passkey { passkey, .. } => crate::secret::hex(passkey.cred_id()),
    }
}

const FACTOR: &str = "factor";
const OFFER: &str = "factor_offer";

impl Access {
    /// The factors of an account, oldest first.
    pub fn factors(&self, account: AccountId) -> Result<Vec<FactorView>, Fault> {
        self.ledger.read(|door| Ok(stored(door, account)?.into_iter().map(|s| s.view).collect()))
    }

    /// Takes one of the own factors away. With the last one the recovery codes go.
    pub fn remove_factor(&self, who: &Who, factor: Uuid, password: &str) -> Result<(), FactorError> {
        self.check_own_password(who, password)?;
        self.ledger.write(|tx| {
            let all = stored(tx, who.account)?;
            let one = all.iter().find(|s| s.view.factor == factor).ok_or(FactorError::NoSuchFactor)?;
            if all.len() == 1 && rule::is_required(tx, who.role, self.factors_by_default)? {
                return Err(FactorError::LastRequired);
            }
            let tenant = tx.tenant();
            tx.execute(&table::REMOVE_FACTOR, &params![tenant.as_str(), who.account, factor])?;
            if all.len() == 1 {
                tx.execute(&table::REMOVE_CODES, &params![tenant, who.account])?;
            }
            let what = format!("factor-{}-removed", one.view.kind.code());
            Ok(account::note_change(tx, who.account, Some(who.account), &what)?)
        })
    }
}

pub(crate) fn stored(door: &mut impl Door, account: AccountId) -> Result<Vec<Stored>, Fault> {
    let tenant = door.tenant();
    let rows = door.query(&table::FACTORS_OF, &params![tenant, account])?;
    rows.iter()
        .map(|row| {
            let factor = row.uuid("factor")?;
            let plain = door.open_sealed(FACTOR, factor, &row.bytes("sealed")?)?;
            let kept: Kept = serde_json::from_slice(&plain).map_err(|_| inconsistent("factor.sealed"))?;
            let kind =
                FactorKind::from_code(&row.text("kind")?).ok_or_else(|| inconsistent("factor.kind"))?;
            let name = if let Kept::Passkey { name, .. } = &kept { name.clone() } else { String::new() };
            let (added_at, used_at) = (row.instant("added_at")?, row.opt("used_at")?);
            let view = FactorView { factor, kind, name, added_at, used_at };
            Ok(Stored { view, kept })
        })
        .collect()
}

/// Adds a factor; the account has then what it was asked to have.
fn add(
    tx: &mut Tx<'_>,
    account: AccountId,
    kept: &Kept,
    mark: &str,
    last_step: i64,
) -> Result<(), FactorError> {
    if stored(tx, account)?.len() >= FACTORS_MAX {
        return Err(FactorError::TooMany);
    }
    let kind = match kept {
        Kept::App { .. } => FactorKind::App,
        Kept::Passkey { .. } => FactorKind::Passkey,
    };
    let (tenant, factor, now) = (tx.tenant(), tx.fresh_uuid(), tx.now());
    let mark = tx.hashed("factor.mark", mark);
    let sealed = tx.seal(FACTOR, factor, &json(kept)?)?;
    let row = params![tenant.as_str(), account, factor, kind.code(), now, last_step, mark, sealed];
    tx.execute(&table::ADD_FACTOR, &row)?;
    tx.execute(&table::END_DUE, &params![tenant, account])?;
    Ok(account::note_change(tx, account, Some(account), &format!("factor-{}-added", kind.code()))?)
}

/// Keeps something until it is answered.
fn put_offer(tx: &mut Tx<'_>, account: AccountId, kind: &str, offer: &impl Serialize) -> Result<(), Fault> {
    let (tenant, now) = (tx.tenant(), tx.now());
    let sealed = tx.seal(OFFER, account.0, &json(offer)?)?;
    tx.execute(&table::PUT_OFFER, &params![tenant, account, kind, now, sealed]).map(drop)
}

/// What was kept, unless it is too old.
fn find_offer<T: for<'a> Deserialize<'a>>(
    door: &mut impl Door,
    account: AccountId,
    kind: &str,
    now: Timestamp,
) -> Result<Option<T>, Fault> {
    let tenant = door.tenant();
    let Some(row) = door.one(&table::FIND_OFFER, &params![tenant, account, kind])? else { return Ok(None) };
    if now.duration_since(row.instant("made_at")?) > OFFERED {
        return Ok(None);
    }
    let plain = door.open_sealed(OFFER, account.0, &row.bytes("sealed")?)?;
    serde_json::from_slice(&plain).map(Some).map_err(|_| inconsistent("factor_offer.sealed"))
}

fn end_offer(tx: &mut Tx<'_>, account: AccountId, kind: &str) -> Result<(), Fault> {
    let tenant = tx.tenant();
    tx.execute(&table::END_OFFER, &params![tenant, account, kind]).map(drop)
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, Fault> {
    serde_json::to_vec(value).map_err(|_| inconsistent("a factor"))
}

fn inconsistent(what: &str) -> Fault {
    Fault::Inconsistent(what.to_owned())
}
