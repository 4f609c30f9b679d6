//! Accounts of the staff: adding, changing, listing. The login and the name are sealed; roles and offices are codes.

use crate::affiliation::{self, AffiliationError, NewAffiliation};
use crate::{Access, Who, office, password, password::PasswordError, session, table, throttle};
use jiff::Timestamp;
use kernel::{AccountId, Affiliation, Lang, NameError, Office, Role, check_text};
use ledger::{Door, Fault, Row, Tx, params};
use serde::{Deserialize, Serialize};

/// An account to add.
#[derive(Clone, Copy)]
pub struct NewAccount<'a> {
    pub login: &'a str,
    pub name: &'a str,
    pub role: Role,
    pub office: &'a Office,
    pub lang: Lang,
    pub password: &'a str,
}

/// What to change about an account; what is `None` stays. A new role or office, or closing, ends its sessions.
#[derive(Clone, Debug, Default)]
pub struct AccountChange {
    pub name: Option<String>,
    pub role: Option<Role>,
    pub office: Option<Office>,
    pub active: Option<bool>,
}

/// An account as the administrator sees it.
#[derive(Clone, PartialEq, Eq)]
pub struct AccountView {
    pub account: AccountId,
    pub login: String,
    pub name: String,
    pub role: Role,
    pub office: Office,
    pub lang: Lang,
    pub active: bool,
    pub added_at: Timestamp,
    pub signed_in_at: Option<Timestamp>,
    /// The other states the account itself is affiliated with.
    pub affiliation: Affiliation,
    /// Those of its office, which are the account's too.
    pub office_affiliation: Affiliation,
}

impl AccountView {
    /// The account as somebody who acts, for commands that name their account instead of signing in.
    pub fn who(&self) -> Who {
        Who {
            account: self.account,
            login: self.login.clone(),
            name: self.name.clone(),
            role: self.role,
            office: self.office.clone(),
            lang: self.lang,
            affiliation: self.affiliation.clone().with(&self.office_affiliation),
            scopes: None,
        }
    }
}

impl std::fmt::Debug for AccountView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "AccountView({}, {}, {})", self.account, self.role.code(), self.office.code())
    }
}

/// One line of what was changed about an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeView {
    pub at: Timestamp,
    /// `None` when the installation itself did it.
    pub by: Option<AccountId>,
    /// Codes: `added reviewer onpar-panama`, `role reviewer`, `office meteti`, `closed`, `opened`, `name`, `password`, `sessions-ended`, and what happened to
    /// second factors (`factor-app-added`, `factor-code-used`, `factor-reset`).
    pub what: String,
}

/// What a person can do about an account that was refused.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    #[error("a login is 3 to 40 small letters, digits, dots, hyphens and underscores")]
    LoginForm,
    #[error("another account has this login")]
    LoginTaken,
    #[error("the name: {0}")]
    Name(NameError),
    #[error("the password: {0}")]
    Password(#[from] PasswordError),
    /// The current password that was asked for is not the right one.
    #[error("the current password is not right")]
    WrongPassword,
    /// Too many tries at the current password.
    #[error("wait {seconds} seconds")]
    Wait { seconds: u64 },
    #[error("there is no such office, or it is closed")]
    NoSuchOffice,
    #[error("there is no such account")]
    NoSuchAccount,
    /// Closing or changing it would leave nobody who can manage accounts.
    #[error("this is the last administrator")]
    LastAdministrator,
    #[error("the affiliation: {0}")]
    Affiliation(AffiliationError),
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl AccountError {
    fn of_affiliation(error: AffiliationError) -> AccountError {
        match error {
            AffiliationError::Fault(fault) => fault.into(),
            other => AccountError::Affiliation(other),
        }
    }
    /// The key of its text in `locales/*/access.ftl`.
    pub fn key(&self) -> &'static str {
        match self {
            AccountError::LoginForm => "access-account-login-form",
            AccountError::LoginTaken => "access-account-login-taken",
            AccountError::Name(NameError::Empty) => "access-account-name-empty",
            AccountError::Name(NameError::TooLong(_)) => "access-account-name-too-long",
            AccountError::Name(NameError::Unwritable) => "access-account-name-unwritable",
            AccountError::Password(error) => error.key(),
            AccountError::WrongPassword => "access-account-wrong-password",
            AccountError::Wait { .. } => "access-sign-in-wait",
            AccountError::NoSuchOffice => "access-account-no-such-office",
            AccountError::NoSuchAccount => "access-account-unknown",
            AccountError::Affiliation(error) => error.key(),
            AccountError::LastAdministrator => "access-account-last-administrator",
            AccountError::Fault(_) => "access-fault",
        }
    }
}

/// The longest display name, in characters.
pub const DISPLAY_NAME_CHARS_MAX: usize = 120;
const LOGIN_CHARS_MAX: usize = 40;
/// The table name that binds the sealed column to its place.
pub(crate) const ACCOUNT: &str = "account";

/// What identifies a member of staff, sealed in one column.
#[derive(Serialize, Deserialize)]
pub(crate) struct Sealed {
    pub login: String,
    pub name: String,
}

impl Access {
    /// Adds an account. `by` is who does it, `None` for the installation itself (the first account, the demonstration).
    pub fn add_account(
        &self,
        new: &NewAccount<'_>,
        by: Option<AccountId>,
    ) -> Result<AccountId, AccountError> {
        self.add_account_of(new, None, by)
    }

    /// Adds an account of somebody who is affiliated with other states: it never exists without that.
    pub fn add_account_of(
        &self,
        new: &NewAccount<'_>,
        affiliation: Option<&NewAffiliation<'_>>,
        by: Option<AccountId>,
    ) -> Result<AccountId, AccountError> {
        let login = check_login(new.login)?;
        let name = check_name(new.name)?;
        password::check_password(new.password, &login)?;
        let hash = self.hash(new.password)?;
        let account = AccountId::fresh(&*self.clock, &*self.random);
        let now = self.clock.now();
        let added = self.ledger.write(|tx| {
            must_be_open(tx, new.office)?;
            let own = affiliation::own_country(tx);
            let stated = affiliation.map(|new| affiliation::check(new, own)).transpose();
            let stated = stated.map_err(AccountError::of_affiliation)?;
            let elsewhere = stated.as_ref().is_some_and(|stated| stated.states.is_elsewhere());
            must_suit(new.role, elsewhere || affiliation::of_office(tx, new.office)?.is_elsewhere())?;
            let tenant = tx.tenant();
            let login_hash = login_hash(tx, &login);
            if tx.one(&table::FIND_LOGIN, &params![tenant.as_str(), login_hash.clone()])?.is_some() {
                return Err(AccountError::LoginTaken);
            }
            let sealed = seal(tx, account, &Sealed { login: login.clone(), name: name.clone() })?;
            let (role, lang) = (new.role.code(), new.lang.tag());
            let row = params![
                tenant,
                account,
                login_hash,
                role,
                new.office,
                lang,
                true,
                hash.as_str(),
                now,
                sealed
            ];
            tx.execute(&table::ADD_ACCOUNT, &row)?;
            note_change(tx, account, by, &format!("added {role} {}", new.office.code()))?;
            if let Some(stated) = stated {
                let of = affiliation::Affiliated::Account(account);
                affiliation::put(tx, of, &stated, by).map_err(AccountError::of_affiliation)?;
            }
            Ok(())
        });
        match added {
            Ok(()) => Ok(account),
            // Two administrators at the same moment: the unique index decides.
            Err(AccountError::Fault(Fault::Taken)) => Err(AccountError::LoginTaken),
            Err(error) => Err(error),
        }
    }

    /// Changes name, role, office or whether the account is open.
    pub fn change_account(
        &self,
        account: AccountId,
        change: &AccountChange,
        by: Option<AccountId>,
    ) -> Result<(), AccountError> {
        let name = change.name.as_deref().map(check_name).transpose()?;
        self.ledger.write(|tx| {
            let before = find(tx, account)?.ok_or(AccountError::NoSuchAccount)?;
            let mut after = before.clone();
            after.name = name.clone().unwrap_or(after.name);
            after.role = change.role.unwrap_or(after.role);
            after.office = change.office.clone().unwrap_or(after.office);
            after.active = change.active.unwrap_or(after.active);
            if after.office != before.office {
                must_be_open(tx, &after.office)?;
            }
            let of_office = affiliation::of_office(tx, &after.office)?;
            must_suit(after.role, after.active && after.affiliation.clone().with(&of_office).is_elsewhere())?;
            must_leave_an_administrator(tx, &before, &after)?;
            store(tx, &after)?;
            for what in differences(&before, &after) {
                note_change(tx, account, by, &what)?;
            }
            let same_powers =
                (before.role, &before.office, before.active) == (after.role, &after.office, after.active);
            if !same_powers {
                session::end_all_in(tx, account)?;
                let tenant = tx.tenant();
                tx.execute(&table::END_HALF_OPENS, &params![tenant, account])?;
            }
            Ok(())
        })
    }

    /// The language of the pages; a person's own choice, which ends no session.
    pub fn set_lang(&self, account: AccountId, lang: Lang) -> Result<(), AccountError> {
        self.ledger.write(|tx| {
            let before = find(tx, account)?.ok_or(AccountError::NoSuchAccount)?;
            store(tx, &AccountView { lang, ..before })
        })
    }

    /// Gives an account a new password, ends its sessions and forgets its devices.
    pub fn set_password(
        &self,
        account: AccountId,
        new: &str,
        by: Option<AccountId>,
    ) -> Result<(), AccountError> {
        let view = self.account(account)?.ok_or(AccountError::NoSuchAccount)?;
        password::check_password(new, &view.login)?;
        let hash = self.hash(new)?;
        self.ledger.write(|tx| {
            let tenant = tx.tenant();
            if tx.execute(&table::SET_PASSWORD, &params![hash.as_str(), tenant.as_str(), account])? == 0 {
                return Err(AccountError::NoSuchAccount);
            }
            session::end_all_in(tx, account)?;
            tx.execute(&table::END_HALF_OPENS, &params![tenant.as_str(), account])?;
            tx.execute(&table::FORGET_DEVICES, &params![tenant, account])?;
            Ok(note_change(tx, account, by, "password")?)
        })
    }

    /// A person's own new password, given the current one. All sessions end, also the one it was asked from.
    pub fn change_own_password(&self, who: &Who, current: &str, new: &str) -> Result<(), AccountError> {
        password::check_password(new, &who.login)?;
        self.check_own_password(who, current)?;
        self.set_password(who.account, new, Some(who.account))
    }

    /// Whether whoever sits at an open session knows its password.
    pub(crate) fn check_own_password(&self, who: &Who, current: &str) -> Result<(), AccountError> {
        let now = self.clock.now();
        // Whoever sits down at an open session must not be able to guess the password here: these tries are counted too.
        let (hash, counted) = self.ledger.write(|tx| {
            let Some((_, hash)) = find_login(tx, &who.login)? else {
                return Err(AccountError::NoSuchAccount);
            };
            let login_hash = login_hash(tx, &who.login);
            Ok((hash, throttle::count(tx, login_hash, throttle::Source::Known(b"own password"), now)?))
        })?;
        let counted = counted.map_err(|seconds| AccountError::Wait { seconds })?;
        if !self.hashing.fits(current, Some(&hash)) {
            return Err(AccountError::WrongPassword);
        }
        Ok(self.ledger.write(|tx| throttle::take_back(tx, &counted))?)
    }

    /// One account.
    pub fn account(&self, account: AccountId) -> Result<Option<AccountView>, Fault> {
        self.ledger.read(|door| find(door, account))
    }

    /// The account of a login, for commands that act as an account.
    pub fn account_of_login(&self, login: &str) -> Result<Option<AccountView>, Fault> {
        self.ledger.read(|door| Ok(find_login(door, login)?.map(|(view, _)| view)))
    }

    /// Every account, by login.
    pub fn accounts(&self) -> Result<Vec<AccountView>, Fault> {
        self.ledger.read(|door| {
            let tenant = door.tenant();
            let rows = door.query(&table::ALL_ACCOUNTS, &params![tenant])?;
            let mut all = rows.iter().map(|row| view_of(door, row)).collect::<Result<Vec<_>, _>>()?;
            all.sort_by(|a, b| a.login.cmp(&b.login));
            Ok(all)
        })
    }

    /// How many accounts there are, open or closed. Zero means that nobody was ever added.
    pub fn count(&self) -> Result<u64, Fault> {
        self.ledger.read(|door| {
            let tenant = door.tenant();
            count_of(door.one(&table::COUNT_ACCOUNTS, &params![tenant])?)
        })
    }

    /// What was changed about an account and by whom, newest first.
    pub fn changes_of(&self, account: AccountId) -> Result<Vec<ChangeView>, Fault> {
        self.ledger.read(|door| {
            let tenant = door.tenant();
            let rows = door.query(&table::CHANGES_OF, &params![tenant, account])?;
            rows.iter().map(change_of).collect()
        })
    }

    fn hash(&self, password: &str) -> Result<String, Fault> {
        let hash = self.hashing.hash(password, &*self.random);
        hash.ok_or_else(|| Fault::Inconsistent("a password could not be hashed".into()))
    }
}

/// Logins are compared in small letters, without the white space around them.
pub(crate) fn folded_login(login: &str) -> String {
    login.trim().chars().take(LOGIN_CHARS_MAX + 1).collect::<String>().to_lowercase()
}

fn check_login(login: &str) -> Result<String, AccountError> {
    let login = folded_login(login);
    let sign = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '_');
    let good = (3..=LOGIN_CHARS_MAX).contains(&login.len()) && login.chars().all(sign);
    if good { Ok(login) } else { Err(AccountError::LoginForm) }
}

fn check_name(name: &str) -> Result<String, AccountError> {
    let name = check_text(name, DISPLAY_NAME_CHARS_MAX).map_err(AccountError::Name)?;
    if name.is_empty() { Err(AccountError::Name(NameError::Empty)) } else { Ok(name) }
}

pub(crate) fn login_hash(door: &mut impl Door, login: &str) -> Vec<u8> {
    door.hashed("account.login", &folded_login(login))
}

pub(crate) fn find(door: &mut impl Door, account: AccountId) -> Result<Option<AccountView>, Fault> {
    let tenant = door.tenant();
    let row = door.one(&table::FIND_ACCOUNT, &params![tenant, account])?;
    row.as_ref().map(|row| view_of(door, row)).transpose()
}

/// The account of a login and its password hash.
pub(crate) fn find_login(door: &mut impl Door, login: &str) -> Result<Option<(AccountView, String)>, Fault> {
    let tenant = door.tenant();
    let hash = login_hash(door, login);
    let row = door.one(&table::FIND_LOGIN, &params![tenant, hash])?;
    row.map(|row| Ok((view_of(door, &row)?, row.text("password_hash")?))).transpose()
}

pub(crate) fn view_of(door: &mut impl Door, row: &Row) -> Result<AccountView, Fault> {
    let who = who_of(door, row)?;
    Ok(AccountView {
        affiliation: affiliation::read(row, "affiliation")?,
        office_affiliation: affiliation::read(row, "office_affiliation")?,
        account: who.account,
        login: who.login,
        name: who.name,
        role: who.role,
        office: who.office,
        lang: who.lang,
        active: row.bool("active")?,
        added_at: row.instant("added_at")?,
        signed_in_at: row.opt("signed_in_at")?,
    })
}

/// Reads the columns that say who somebody is, from an account or from a session joined with it.
pub(crate) fn who_of(door: &mut impl Door, row: &Row) -> Result<Who, Fault> {
    let account = AccountId(row.uuid("account")?);
    let plain = door.open_sealed(ACCOUNT, account.0, &row.bytes("sealed")?)?;
    let sealed: Sealed = serde_json::from_slice(&plain)
        .map_err(|_| Fault::Inconsistent("account.sealed is no JSON".into()))?;
    let role =
        Role::from_code(&row.text("role")?).ok_or_else(|| Fault::Inconsistent("account.role".into()))?;
    let lang = Lang::from_tag(&row.text("lang")?).unwrap_or_default();
    Ok(Who {
        account,
        login: sealed.login,
        name: sealed.name,
        role,
        office: Office(row.text("office")?),
        lang,
        affiliation: affiliation_of(row)?,
        scopes: None,
    })
}

/// An account's or a system's own states with those of its office.
pub(crate) fn affiliation_of(row: &Row) -> Result<Affiliation, Fault> {
    Ok(affiliation::read(row, "affiliation")?.with(&affiliation::read(row, "office_affiliation")?))
}

pub(crate) fn seal(tx: &mut Tx<'_>, account: AccountId, sealed: &Sealed) -> Result<Vec<u8>, Fault> {
    let plain = serde_json::to_vec(sealed).map_err(|_| Fault::Inconsistent("account.sealed".into()))?;
    tx.seal(ACCOUNT, account.0, &plain)
}

fn store(tx: &mut Tx<'_>, view: &AccountView) -> Result<(), AccountError> {
    let sealed = seal(tx, view.account, &Sealed { login: view.login.clone(), name: view.name.clone() })?;
    let tenant = tx.tenant();
    let row =
        params![view.role.code(), &view.office, view.lang.tag(), view.active, sealed, tenant, view.account];
    tx.execute(&table::SET_ACCOUNT, &row)?;
    Ok(())
}

/// Closes an account that headquarters took back, also the last administrator of a post.
pub(crate) fn store_closed(tx: &mut Tx<'_>, view: &AccountView) -> Result<(), Fault> {
    match store(tx, &AccountView { active: false, ..view.clone() }) {
        Err(AccountError::Fault(fault)) => Err(fault),
        _ => Ok(()),
    }
}

fn must_be_open(tx: &mut Tx<'_>, office: &Office) -> Result<(), AccountError> {
    let open = office::find(tx, office)?.is_some_and(|o| o.open);
    if open { Ok(()) } else { Err(AccountError::NoSuchOffice) }
}

fn must_suit(role: Role, is_elsewhere: bool) -> Result<(), AccountError> {
    match is_elsewhere && !affiliation::may_be_of_another_state(role) {
        true => Err(AccountError::Affiliation(AffiliationError::Role)),
        false => Ok(()),
    }
}

fn must_leave_an_administrator(
    tx: &mut Tx<'_>,
    before: &AccountView,
    after: &AccountView,
) -> Result<(), AccountError> {
    let keeps = |view: &AccountView| view.active && view.role == Role::Administrator;
    if !keeps(before) || keeps(after) {
        return Ok(());
    }
    let tenant = tx.tenant();
    let bound = params![tenant, Role::Administrator.code()];
    let others = count_of(tx.one(&table::COUNT_ACTIVE_OF_ROLE, &bound)?)?;
    if others > 1 { Ok(()) } else { Err(AccountError::LastAdministrator) }
}

fn differences(before: &AccountView, after: &AccountView) -> Vec<String> {
    let mut what = Vec::new();
    if before.name != after.name {
        what.push("name".to_owned());
    }
    if before.role != after.role {
        what.push(format!("role {}", after.role.code()));
    }
    if before.office != after.office {
        what.push(format!("office {}", after.office.code()));
    }
    if before.active != after.active {
        what.push(if after.active { "opened".to_owned() } else { "closed".to_owned() });
    }
    what
}

/// Writes a line of the account's history.
pub(crate) fn note_change(
    tx: &mut Tx<'_>,
    account: AccountId,
    by: Option<AccountId>,
    what: &str,
) -> Result<(), Fault> {
    let (tenant, id, now) = (tx.tenant(), tx.fresh_uuid(), tx.now());
    tx.execute(&table::ADD_CHANGE, &params![tenant, id, account, now, by, what]).map(drop)
}

fn change_of(row: &Row) -> Result<ChangeView, Fault> {
    Ok(ChangeView {
        at: row.instant("at")?,
        by: row.opt_uuid("changed_by")?.map(AccountId),
        what: row.text("what")?,
    })
}

pub(crate) fn count_of(row: Option<Row>) -> Result<u64, Fault> {
    let count = row.map_or(Ok(0), |row| row.int("accounts"))?;
    Ok(u64::try_from(count).unwrap_or(0))
}
