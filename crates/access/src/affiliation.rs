//! With which other states an account, a system or an office is affiliated: an administrator says so, with a reason.

use crate::{Access, Who, account, client, office, table};
use jiff::Timestamp;
use kernel::{AccountId, Affiliation, Country, NameError, Office, Role, check_text};
use ledger::{Door, Fault, Row, Tx, params};

/// The longest reason, in characters.
pub const AFFILIATION_REASON_CHARS_MAX: usize = 500;
/// The table name that binds the sealed column to its place.
const STATED: &str = "affiliation_stated";

/// Who is affiliated.
#[derive(Clone, Copy, Debug)]
pub enum Affiliated<'a> {
    Account(AccountId),
    Client(AccountId),
    /// Everybody of an office, every system of it, and the site that has it.
    Office(&'a Office),
}

impl Affiliated<'_> {
    fn kind(&self) -> &'static str {
        match self {
            Affiliated::Account(_) => "account",
            Affiliated::Client(_) => "client",
            Affiliated::Office(_) => "office",
        }
    }
    fn subject(&self) -> String {
        match self {
            Affiliated::Account(id) | Affiliated::Client(id) => id.to_string(),
            Affiliated::Office(office) => office.code().to_owned(),
        }
    }
}

/// What an administrator states: the states, and why somebody of theirs works here.
#[derive(Clone, Copy, Debug)]
pub struct NewAffiliation<'a> {
    pub states: &'a [Country],
    pub reason: &'a str,
}

/// One statement as it is read later.
#[derive(Clone, PartialEq, Eq)]
pub struct AffiliationView {
    pub at: Timestamp,
    pub by: Option<AccountId>,
    /// Empty: of the institution and of no other state.
    pub states: Affiliation,
    pub reason: String,
}

/// What an administrator can do about an affiliation that was refused.
#[derive(Debug, thiserror::Error)]
pub enum AffiliationError {
    #[error("the reason: {0}")]
    Reason(NameError),
    /// Who decides, reviews, supervises, watches over data or administers belongs to no other state.
    #[error("this role belongs to no other state")]
    Role,
    #[error("there is no such account, system or office")]
    Nobody,
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl AffiliationError {
    /// The key of its text in `locales/*/access.ftl`.
    pub fn key(&self) -> &'static str {
        match self {
            AffiliationError::Reason(_) => "access-affiliation-reason",
            AffiliationError::Role => "access-affiliation-role",
            AffiliationError::Nobody => "access-affiliation-nobody",
            AffiliationError::Fault(_) => "access-fault",
        }
    }
}

/// Whether somebody of this role may be affiliated with another state at all.
pub fn may_be_of_another_state(role: Role) -> bool {
    use Role::*;
    !matches!(role, Reviewer | DecidingAuthority | Supervisor | DataProtectionOfficer | Administrator)
}

/// The country whose institution this is: data is kept under its code.
pub(crate) fn own_country(door: &mut (impl Door + ?Sized)) -> Option<Country> {
    Country::new(&door.tenant()).ok()
}

/// Reads an affiliation that a table keeps. One that cannot be read is told, never taken for none.
pub(crate) fn read(row: &Row, column: &str) -> Result<Affiliation, Fault> {
    let codes = row.opt_text(column)?.unwrap_or_default();
    Affiliation::from_codes(&codes)
        .map_err(|_| Fault::Inconsistent(format!("{column} is no list of countries")))
}

/// An affiliation with its reason, checked and ready to be written.
pub(crate) struct Checked {
    pub states: Affiliation,
    reason: String,
}

pub(crate) fn check(new: &NewAffiliation<'_>, own: Option<Country>) -> Result<Checked, AffiliationError> {
    let reason = check_text(new.reason, AFFILIATION_REASON_CHARS_MAX).map_err(AffiliationError::Reason)?;
    if reason.is_empty() {
        return Err(AffiliationError::Reason(NameError::Empty));
    }
    Ok(Checked { states: Affiliation::of(new.states.iter().copied(), own), reason })
}

/// Writes the statement and its consequence.
pub(crate) fn put(
    tx: &mut Tx<'_>,
    of: Affiliated<'_>,
    new: &Checked,
    by: Option<AccountId>,
) -> Result<(), AffiliationError> {
    let (tenant, codes) = (tx.tenant(), new.states.codes());
    let changed = match of {
        Affiliated::Account(id) => tx.execute(&table::SET_AFFILIATION, &params![&codes, tenant.as_str(), id]),
        Affiliated::Client(id) => {
            tx.execute(&table::SET_CLIENT_AFFILIATION, &params![&codes, tenant.as_str(), id])
        }
        Affiliated::Office(office) => {
            tx.execute(&table::SET_OFFICE_AFFILIATION, &params![&codes, tenant.as_str(), office])
        }
    }?;
    if changed == 0 {
        return Err(AffiliationError::Nobody);
    }
    let (id, now) = (tx.fresh_uuid(), tx.now());
    let sealed = tx.seal(STATED, id, new.reason.as_bytes())?;
    let row = params![tenant, id, of.kind(), of.subject(), codes.as_str(), now, by, sealed];
    tx.execute(&table::ADD_AFFILIATION, &row)?;
    if let Affiliated::Account(account) | Affiliated::Client(account) = of {
        let what =
            if codes.is_empty() { "affiliation-own".to_owned() } else { format!("affiliation {codes}") };
        account::note_change(tx, account, by, &what)?;
    }
    Ok(())
}

impl Access {
    /// The country whose institution this is.
    pub fn own_country(&self) -> Option<Country> {
        self.ledger.read(|door| Ok::<_, Fault>(own_country(door))).unwrap_or_default()
    }

    /// States with which other states somebody is affiliated; none for the institution's own. Ends the sessions and the
    /// tokens that it touches, so that nothing opened before stays open.
    pub fn state_affiliation(
        &self,
        of: Affiliated<'_>,
        new: &NewAffiliation<'_>,
        by: Option<AccountId>,
    ) -> Result<(), AffiliationError> {
        self.ledger.write(|tx| {
            let checked = check(new, own_country(tx))?;
            if checked.states.is_elsewhere() {
                must_be_possible(tx, of)?;
            }
            put(tx, of, &checked, by)?;
            let tenant = tx.tenant();
            for account in touched(tx, of)? {
                crate::session::end_all_in(tx, account)?;
                tx.execute(&table::END_HALF_OPENS, &params![tenant.as_str(), account])?;
                tx.execute(&table::END_TOKENS, &params![tenant.as_str(), account])?;
            }
            Ok(())
        })
    }

    /// What was stated about somebody's affiliation, newest first.
    pub fn affiliations_of(&self, of: Affiliated<'_>) -> Result<Vec<AffiliationView>, Fault> {
        self.ledger.read(|door| {
            let tenant = door.tenant();
            let rows = door.query(&table::AFFILIATIONS_OF, &params![tenant, of.kind(), of.subject()])?;
            rows.iter().map(|row| view(door, row)).collect()
        })
    }

    /// The affiliation of an office, for the site that has it.
    pub fn affiliation_of_office(&self, office: &Office) -> Result<Affiliation, Fault> {
        self.ledger.read(|door| of_office(door, office))
    }
}

/// The affiliation of an office; of one that is not known, none.
pub fn of_office(door: &mut (impl Door + ?Sized), office: &Office) -> Result<Affiliation, Fault> {
    let tenant = door.tenant();
    let row = door.one(&table::FIND_OFFICE, &params![tenant, office])?;
    row.as_ref().map_or(Ok(Affiliation::default()), |row| read(row, "affiliation"))
}

fn view(door: &mut impl Door, row: &Row) -> Result<AffiliationView, Fault> {
    let plain = door.open_sealed(STATED, row.uuid("statement")?, &row.bytes("sealed")?)?;
    Ok(AffiliationView {
        at: row.instant("at")?,
        by: row.opt_uuid("stated_by")?.map(AccountId),
        states: read(row, "states")?,
        reason: String::from_utf8(plain)
            .map_err(|_| Fault::Inconsistent("affiliation_stated.sealed".into()))?,
    })
}

fn must_be_possible(tx: &mut Tx<'_>, of: Affiliated<'_>) -> Result<(), AffiliationError> {
    let possible = match of {
        Affiliated::Account(id) => account::find(tx, id)?
            .ok_or(AffiliationError::Nobody)
            .map(|view| may_be_of_another_state(view.role))?,
        Affiliated::Client(id) => client::find(tx, id)?
            .ok_or(AffiliationError::Nobody)
            .map(|view| may_be_of_another_state(view.role))?,
        Affiliated::Office(office) => {
            office::find(tx, office)?.ok_or(AffiliationError::Nobody)?;
            staff_of(tx, office)?.into_iter().all(|who| may_be_of_another_state(who.role))
        }
    };
    if possible { Ok(()) } else { Err(AffiliationError::Role) }
}

/// The open accounts of an office.
fn staff_of(tx: &mut Tx<'_>, office: &Office) -> Result<Vec<Who>, Fault> {
    let tenant = tx.tenant();
    let rows = tx.query(&table::ALL_ACCOUNTS, &params![tenant])?;
    let mut staff = Vec::new();
    for row in rows {
        if row.text("office")? == office.code() && row.bool("active")? {
            staff.push(account::who_of(tx, &row)?);
        }
    }
    Ok(staff)
}

fn touched(tx: &mut Tx<'_>, of: Affiliated<'_>) -> Result<Vec<AccountId>, Fault> {
    Ok(match of {
        Affiliated::Account(id) | Affiliated::Client(id) => vec![id],
        Affiliated::Office(office) => {
            let mut all: Vec<AccountId> = staff_of(tx, office)?.into_iter().map(|who| who.account).collect();
            let tenant = tx.tenant();
            for row in tx.query(&table::ALL_CLIENTS, &params![tenant])? {
                if row.text("office")? == office.code() {
                    all.push(AccountId(row.uuid("client")?));
                }
            }
            all
        }
    })
}
