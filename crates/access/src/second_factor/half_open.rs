//! The half-open sign-in: between the right password and the right factor.

use super::{FactorError, RelyingParty, app, passkey, recovery, rule, stored};
use crate::{Access, AccountView, SignedIn, account, secret, sign_in, table, throttle};
use jiff::{SignedDuration, Timestamp};
use kernel::AccountId;
use ledger::{Door, Fault, Tx, params};

/// A half-open sign-in ends after this long.
pub const HALF_OPEN: SignedDuration = SignedDuration::from_mins(15);

/// What the half-open sign-in waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// A factor is to be shown.
    Prove,
    /// The account must have a factor and has none: it is to be set up.
    Enrol,
}

impl Stage {
    fn code(self) -> &'static str {
        if self == Stage::Prove { "prove" } else { "enrol" }
    }
    fn from_code(code: &str) -> Stage {
        if code == "enrol" { Stage::Enrol } else { Stage::Prove }
    }
}

/// The password was right and something is still wanted. The token goes into a cookie of its own.
#[derive(Clone)]
pub struct HalfOpened {
    pub token: String,
    pub stage: Stage,
}

impl std::fmt::Debug for HalfOpened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "HalfOpened({:?})", self.stage)
    }
}

/// A half-open sign-in that holds.
#[derive(Clone, Debug)]
pub struct HalfOpen {
    pub account: AccountView,
    pub stage: Stage,
}

/// What is shown beside the password.
#[derive(Clone, Copy)]
pub enum Proof<'a> {
    /// Six digits of an app, or a recovery code.
    Code(&'a str),
    /// What a passkey answered, as the browser wrote it.
    Passkey(&'a RelyingParty, &'a str),
    /// Nothing: the factor was set up in this very sign-in.
    Enrolled,
}

/// Where somebody signs in.
#[derive(Clone, Copy, Default)]
pub struct Place<'a> {
    /// The value of the device cookie, if the browser sent one.
    pub device: Option<&'a str>,
    /// The value of the tablet cookie, if the browser sent one.
    pub tablet: Option<&'a str>,
    /// Which browser on which system, in two words.
    pub browser: &'a str,
}

/// What an account that gave its password must still do, if anything.
pub(crate) fn open_half(
    tx: &mut Tx<'_>,
    view: &AccountView,
    by_default: bool,
    token: &str,
) -> Result<Option<Stage>, Fault> {
    let stage = if !stored(tx, view.account)?.is_empty() {
        Stage::Prove
    } else if rule::must_enrol_now(tx, view, by_default)? {
        Stage::Enrol
    } else {
        return Ok(None);
    };
    let (tenant, now) = (tx.tenant(), tx.now());
    let row = params![tenant, hash_of(token), view.account, stage.code(), now];
    tx.execute(&table::ADD_HALF_OPEN, &row)?;
    Ok(Some(stage))
}

impl Access {
    /// The half-open sign-in of a token.
    pub fn half_open(&self, token: &str) -> Result<Option<HalfOpen>, Fault> {
        let now = self.clock.now();
        self.ledger.read(|door| find(door, token, now))
    }

    /// Shows the factor and opens the session. Whatever does not fit is refused in the same words.
    pub fn prove(&self, token: &str, proof: Proof<'_>, place: Place<'_>) -> Result<SignedIn, FactorError> {
        let now = self.clock.now();
        let half = self.half_open(token)?.ok_or(FactorError::Ended)?;
        let fresh = sign_in::Tokens::fresh(&*self.random, place.device);
        let account = half.account.account;
        let who = self.counted(account, |tx| {
            let half = find(tx, token, now)?.ok_or(FactorError::Ended)?;
            prove_in(tx, &half, proof, now)?;
            let tenant = tx.tenant();
            tx.execute(&table::END_HALF_OPEN, &params![tenant.as_str(), hash_of(token)])?;
            // Whoever has shown a factor has not lost it.
            tx.execute(&table::END_RESET_WORDS, &params![tenant.as_str(), account])?;
            tx.execute(&table::END_RESET, &params![tenant, account])?;
            sign_in::admit(tx, &half.account, &fresh, place, now)?;
            Ok(half.account.who())
        })?;
        Ok(self.opened(who, fresh, now)?)
    }

    /// Ends a half-open sign-in.
    pub fn leave_half_open(&self, token: &str) -> Result<(), Fault> {
        self.ledger.write(|tx| {
            let tenant = tx.tenant();
            tx.execute(&table::END_HALF_OPEN, &params![tenant, hash_of(token)]).map(drop)
        })
    }

    /// Runs what checks something secret of an account's factors: counted before, as passwords are, and taken back when
    /// it was right. A refusal undoes what the work wrote, never the count.
    pub(super) fn counted<T>(
        &self,
        account: AccountId,
        work: impl Fn(&mut Tx<'_>) -> Result<T, FactorError>,
    ) -> Result<T, FactorError> {
        let now = self.clock.now();
        let counted = self.ledger.write(|tx| {
            let login_hash = tx.hashed("account.factor", &account.to_string());
            throttle::count(tx, login_hash, throttle::Source::Known(b"second factor"), now)
        })?;
        let counted = counted.map_err(|seconds| FactorError::Wait { seconds })?;
        let done = self.ledger.write(|tx| {
            let done = work(tx)?;
            throttle::take_back(tx, &counted)?;
            Ok::<_, FactorError>(done)
        });
        match done {
            Err(FactorError::Fault(Fault::Taken)) => Err(FactorError::Taken),
            // Nothing was guessed: the sign-in or the offer was simply over.
            Err(error @ (FactorError::Ended | FactorError::NoOffer | FactorError::TooMany)) => {
                self.ledger.write(|tx| throttle::take_back(tx, &counted))?;
                Err(error)
            }
            other => other,
        }
    }
}

fn prove_in(tx: &mut Tx<'_>, half: &HalfOpen, proof: Proof<'_>, now: Timestamp) -> Result<(), FactorError> {
    let account = half.account.account;
    let all = stored(tx, account)?;
    let fits = match (proof, half.stage) {
        (Proof::Code(code), Stage::Prove) => {
            let code = app::plain(code);
            app::fits(tx, account, &all, &code, now)? || recovery::fits(tx, account, &code, now)?
        }
        (Proof::Passkey(party, answer), Stage::Prove) => {
            passkey::fits(tx, party, account, &all, answer, now)?
        }
        (Proof::Enrolled, Stage::Enrol) => !all.is_empty(),
        _ => return Err(FactorError::Ended),
    };
    if fits { Ok(()) } else { Err(FactorError::Wrong) }
}

fn find(door: &mut impl Door, token: &str, now: Timestamp) -> Result<Option<HalfOpen>, Fault> {
    let tenant = door.tenant();
    let Some(row) = door.one(&table::FIND_HALF_OPEN, &params![tenant, hash_of(token)])? else {
        return Ok(None);
    };
    if now.duration_since(row.instant("created_at")?) >= HALF_OPEN {
        return Ok(None);
    }
    let stage = Stage::from_code(&row.text("stage")?);
    let view = account::find(door, AccountId(row.uuid("account")?))?.filter(|view| view.active);
    Ok(view.map(|account| HalfOpen { account, stage }))
}

pub(super) fn hash_of(token: &str) -> Vec<u8> {
    secret::digest_of("ceiba half-open", token)
}
