//! Every factor is lost: the person asks, and two colleagues who see the person confirm it. Never by mail or telephone.

use super::{FactorError, half_open};
use crate::{Access, AccountView, Permission, Who, account, table};
use jiff::{SignedDuration, Timestamp};
use kernel::{AccountId, Role};
use ledger::{Door, Fault, Tx, params};

/// A request for a reset ends after so many days.
pub const RESET_DAYS: i64 = 3;
const ASKED_FOR: SignedDuration = SignedDuration::from_hours(24 * RESET_DAYS);

/// A colleague who confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    pub colleague: AccountId,
    pub role: Role,
    pub said_at: Timestamp,
}

/// Somebody waits for a reset.
#[derive(Clone, Debug)]
pub struct ResetView {
    pub account: AccountView,
    pub asked_at: Timestamp,
    pub words: Vec<Word>,
}

/// What a confirmation led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reset {
    /// Another colleague must confirm too.
    Waiting,
    /// The factors are gone; the next sign-in sets one up.
    Done,
}

impl Access {
    /// Asks for a reset, in a half-open sign-in: the password was right. Asking twice is asking once.
    pub fn ask_reset(&self, token: &str) -> Result<(), FactorError> {
        let half = self.half_open(token)?.ok_or(FactorError::Ended)?;
        if half.stage != half_open::Stage::Prove {
            return Err(FactorError::Ended);
        }
        let (account, now) = (half.account.account, self.clock.now());
        self.ledger.write(|tx| {
            if asked_at(tx, account, now)?.is_some() {
                return Ok(());
            }
            end(tx, account)?;
            let tenant = tx.tenant();
            tx.execute(&table::PUT_RESET, &params![tenant, account, now])?;
            Ok(account::note_change(tx, account, Some(account), "factor-reset-asked")?)
        })
    }

    /// Who waits for a reset.
    pub fn resets(&self) -> Result<Vec<ResetView>, Fault> {
        let now = self.clock.now();
        self.ledger.read(|door| {
            let tenant = door.tenant();
            let mut all = Vec::new();
            for row in door.query(&table::ALL_RESETS, &params![tenant])? {
                let (account, asked_at) = (AccountId(row.uuid("account")?), row.instant("asked_at")?);
                let view = account::find(door, account)?.filter(|view| view.active);
                if let Some(view) = view.filter(|_| now.duration_since(asked_at) < ASKED_FOR) {
                    all.push(ResetView { account: view, asked_at, words: words(door, account)? });
                }
            }
            Ok(all)
        })
    }

    /// Whether an account waits for a reset, and how many colleagues have confirmed.
    pub fn reset_of(&self, account: AccountId) -> Result<Option<usize>, Fault> {
        let now = self.clock.now();
        self.ledger.read(|door| match asked_at(door, account, now)? {
            Some(_) => words(door, account).map(|words| Some(words.len())),
            None => Ok(None),
        })
    }

    /// A colleague has the person in front of them and says so. With the second one, of whom one must be an
    /// administrator, every factor and recovery code is gone and every session ends.
    pub fn confirm_reset(&self, account: AccountId, by: &Who) -> Result<Reset, FactorError> {
        if !self.may(by, Permission::ConfirmIdentity, None) {
            return Err(FactorError::MayNot);
        }
        if by.account == account {
            return Err(FactorError::OwnReset);
        }
        let now = self.clock.now();
        self.ledger.write(|tx| {
            asked_at(tx, account, now)?.ok_or(FactorError::NoReset)?;
            let said = words(tx, account)?;
            if said.iter().any(|word| word.colleague == by.account) {
                return Err(FactorError::SamePersonTwice);
            }
            let is_administrator = |role| role == Role::Administrator;
            if !said.is_empty()
                && !is_administrator(by.role)
                && !said.iter().any(|w| is_administrator(w.role))
            {
                return Err(FactorError::NeedsAdministrator);
            }
            let tenant = tx.tenant();
            let row = params![tenant, account, by.account, by.role.code(), now];
            tx.execute(&table::ADD_RESET_WORD, &row)?;
            account::note_change(tx, account, Some(by.account), "factor-reset-confirmed")?;
            if said.is_empty() {
                return Ok(Reset::Waiting);
            }
            take_everything(tx, account, now)?;
            account::note_change(tx, account, Some(by.account), "factor-reset")?;
            Ok(Reset::Done)
        })
    }

    /// A colleague says that the person is not who asked, or that it is settled otherwise.
    pub fn decline_reset(&self, account: AccountId, by: &Who) -> Result<(), FactorError> {
        if !self.may(by, Permission::ConfirmIdentity, None) {
            return Err(FactorError::MayNot);
        }
        let now = self.clock.now();
        self.ledger.write(|tx| {
            asked_at(tx, account, now)?.ok_or(FactorError::NoReset)?;
            end(tx, account)?;
            Ok(account::note_change(tx, account, Some(by.account), "factor-reset-declined")?)
        })
    }
}

fn take_everything(tx: &mut Tx<'_>, account: AccountId, now: Timestamp) -> Result<(), Fault> {
    let tenant = tx.tenant();
    let of_account = params![tenant.as_str(), account];
    for statement in [
        &table::REMOVE_FACTORS,
        &table::REMOVE_CODES,
        &table::END_OFFERS,
        &table::END_HALF_OPENS,
        &table::FORGET_DEVICES,
    ] {
        tx.execute(statement, &of_account)?;
    }
    crate::session::end_all_in(tx, account)?;
    tx.execute(&table::PUT_DUE, &params![tenant, account, now, true])?;
    end(tx, account)
}

fn end(tx: &mut Tx<'_>, account: AccountId) -> Result<(), Fault> {
    let tenant = tx.tenant();
    tx.execute(&table::END_RESET_WORDS, &params![tenant.as_str(), account])?;
    tx.execute(&table::END_RESET, &params![tenant, account]).map(drop)
}

fn asked_at(door: &mut impl Door, account: AccountId, now: Timestamp) -> Result<Option<Timestamp>, Fault> {
    let tenant = door.tenant();
    let row = door.one(&table::FIND_RESET, &params![tenant, account])?;
    let at = row.map(|row| row.instant("asked_at")).transpose()?;
    Ok(at.filter(|at| now.duration_since(*at) < ASKED_FOR))
}

fn words(door: &mut impl Door, account: AccountId) -> Result<Vec<Word>, Fault> {
    let tenant = door.tenant();
    let rows = door.query(&table::RESET_WORDS, &params![tenant, account])?;
    rows.iter()
        .map(|row| {
            let role = Role::from_code(&row.text("role")?);
            let role = role.ok_or_else(|| Fault::Inconsistent("factor_reset_word.role".into()))?;
            Ok(Word { colleague: AccountId(row.uuid("colleague")?), role, said_at: row.instant("said_at")? })
        })
        .collect()
}
