//! The staff of a post, as headquarters sends it: offices, the office's accounts with their second factors, and the rota, so
//! that people sign in there with no line. What headquarters takes back is taken back at the next contact.

use crate::account::{self, AccountView, Sealed};
use crate::second_factor::{FactorKind, Kept, mark_of, stored};
use crate::{rota, table};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{AccountId, Lang, Office, Role};
use ledger::{Door, Fault, Tx, params};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

#[derive(Serialize, Deserialize, Default)]
struct Roster {
    office: String,
    offices: Vec<OfficeLine>,
    members: Vec<Member>,
    rules: Vec<RuleLine>,
    duties: Vec<DutyLine>,
}

#[derive(Serialize, Deserialize)]
struct OfficeLine {
    code: String,
    kind: String,
    name_es: String,
    name_en: String,
    open: bool,
    from_country: bool,
    #[serde(default)]
    affiliation: String,
}

#[derive(Serialize, Deserialize)]
struct Member {
    account: Uuid,
    login: String,
    name: String,
    role: String,
    office: String,
    lang: String,
    active: bool,
    password: String,
    added_at: Timestamp,
    #[serde(default)]
    affiliation: String,
    factors: Vec<FactorLine>,
}

#[derive(Serialize, Deserialize)]
struct FactorLine {
    factor: Uuid,
    added_at: Timestamp,
    kept: Kept,
}

#[derive(Serialize, Deserialize)]
struct RuleLine {
    role: String,
    required: bool,
    grace_days: i64,
}

#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct DutyLine {
    day: Date,
    shift: String,
    account: Uuid,
}

/// What a post of this office must know of its staff, with the rota between two days. The same staff gives the same bytes.
pub fn bundle(door: &mut impl Door, office: &Office, days: (Date, Date)) -> Result<Vec<u8>, Fault> {
    let tenant = door.tenant();
    let mut roster = Roster { office: office.code().to_owned(), ..Roster::default() };
    for row in door.query(&table::ALL_OFFICES, &params![tenant.as_str()])? {
        roster.offices.push(OfficeLine {
            code: row.text("code")?,
            kind: row.text("kind")?,
            name_es: row.text("name_es")?,
            name_en: row.text("name_en")?,
            open: row.bool("open")?,
            from_country: row.bool("from_country")?,
            affiliation: row.text("affiliation")?,
        });
    }
    for row in door.query(&table::ALL_ACCOUNTS, &params![tenant.as_str()])? {
        if row.text("office")? == office.code() {
            let view = account::view_of(door, &row)?;
            roster.members.push(member(door, view, row.text("password_hash")?)?);
        }
    }
    for row in door.query(&table::ALL_RULES, &params![tenant.as_str()])? {
        let (role, required) = (row.text("role")?, row.bool("required")?);
        roster.rules.push(RuleLine { role, required, grace_days: row.int("grace_days")? });
    }
    for row in door.query(&table::DUTIES, &params![tenant.as_str(), days.0, days.1])? {
        if row.text("office")? == office.code() {
            let (day, shift) = (row.date("day")?, row.text("shift")?);
            roster.duties.push(DutyLine { day, shift, account: row.uuid("account")? });
        }
    }
    serde_json::to_vec(&roster).map_err(|e| Fault::Inconsistent(e.to_string()))
}

/// Whether there is such an office and it takes people.
pub fn is_open(door: &mut impl Door, office: &Office) -> Result<bool, Fault> {
    crate::office::is_open(door, office)
}

fn member(door: &mut impl Door, view: AccountView, password: String) -> Result<Member, Fault> {
    let factors = stored(door, view.account)?.into_iter();
    Ok(Member {
        account: view.account.0,
        login: view.login,
        name: view.name,
        role: view.role.code().to_owned(),
        office: view.office.code().to_owned(),
        lang: view.lang.tag().to_owned(),
        active: view.active,
        password,
        added_at: view.added_at,
        affiliation: view.affiliation.codes(),
        factors: factors
            .map(|one| FactorLine { factor: one.view.factor, added_at: one.view.added_at, kept: one.kept })
            .collect(),
    })
}

/// Makes the staff of this site what headquarters sent. `before` is what it sent last: only what it gave is taken back.
/// `false` when the bytes are none of it.
pub fn take(tx: &mut Tx<'_>, before: Option<&[u8]>, bytes: &[u8]) -> Result<bool, Fault> {
    let Ok(now) = serde_json::from_slice::<Roster>(bytes) else { return Ok(false) };
    let before: Roster = before.and_then(|bytes| serde_json::from_slice(bytes).ok()).unwrap_or_default();
    let tenant = tx.tenant();
    for o in &now.offices {
        let row = params![
            tenant.as_str(),
            o.code.as_str(),
            o.kind.as_str(),
            o.name_es.as_str(),
            o.name_en.as_str(),
            o.open,
            o.from_country
        ];
        tx.execute(&table::PUT_OFFICE, &row)?;
        tx.execute(&table::SET_OFFICE_OPEN, &params![o.open, tenant.as_str(), o.code.as_str()])?;
        let affiliation = params![o.affiliation.as_str(), tenant.as_str(), o.code.as_str()];
        tx.execute(&table::SET_OFFICE_AFFILIATION, &affiliation)?;
    }
    let mut had: BTreeMap<Uuid, Member> = before.members.into_iter().map(|m| (m.account, m)).collect();
    for member in &now.members {
        let gave = had.remove(&member.account).map_or_else(Vec::new, |m| m.factors);
        if put(tx, member)? {
            put_factors(tx, member, &gave)?;
        }
    }
    for gone in had.into_keys() {
        close(tx, AccountId(gone))?;
    }
    let at = tx.now();
    for rule in &now.rules {
        let nobody: Option<AccountId> = None;
        let row = params![tenant.as_str(), rule.role.as_str(), rule.required, rule.grace_days, at, nobody];
        tx.execute(&table::PUT_RULE, &row)?;
    }
    put_duties(tx, &now.office, &before.duties, &now.duties)?;
    Ok(true)
}

/// An account as headquarters has it. A login that another account of this site has stays with that one.
fn put(tx: &mut Tx<'_>, member: &Member) -> Result<bool, Fault> {
    let id = AccountId(member.account);
    let (Some(_), Some(_)) = (Role::from_code(&member.role), Lang::from_tag(&member.lang)) else {
        return Ok(false);
    };
    let holder = account::find_login(tx, &member.login)?;
    if holder.is_some_and(|(view, _)| view.account != id) {
        tracing::warn!("headquarters sent an account whose login is taken at this post; it was left out");
        return Ok(false);
    }
    let tenant = tx.tenant();
    let known = tx.one(&table::FIND_ACCOUNT, &params![tenant.as_str(), id])?;
    let powers = |row: &ledger::Row| -> Result<_, Fault> {
        Ok((
            row.text("role")?,
            row.text("office")?,
            row.bool("active")?,
            row.text("password_hash")?,
            row.text("affiliation")?,
        ))
    };
    let had = known.as_ref().map(powers).transpose()?;
    let has = (
        member.role.clone(),
        member.office.clone(),
        member.active,
        member.password.clone(),
        member.affiliation.clone(),
    );
    let sealed = Sealed { login: member.login.clone(), name: member.name.clone() };
    let sealed = account::seal(tx, id, &sealed)?;
    let login_hash = account::login_hash(tx, &member.login);
    let row = params![
        tenant.as_str(),
        id,
        login_hash,
        member.role.as_str(),
        member.office.as_str(),
        member.lang.as_str(),
        member.active,
        member.password.as_str(),
        member.added_at,
        sealed,
        member.affiliation.as_str()
    ];
    tx.execute(&table::PUT_MEMBER, &row)?;
    match had {
        None => account::note_change(tx, id, None, &format!("added {} {}", member.role, member.office))?,
        Some(had) if had != has => end_all(tx, id, had.3 != has.3)?,
        Some(_) => {}
    }
    Ok(true)
}

fn end_all(tx: &mut Tx<'_>, id: AccountId, is_new_password: bool) -> Result<(), Fault> {
    let tenant = tx.tenant();
    crate::session::end_all_in(tx, id)?;
    tx.execute(&table::END_HALF_OPENS, &params![tenant.as_str(), id])?;
    if is_new_password {
        tx.execute(&table::FORGET_DEVICES, &params![tenant.as_str(), id])?;
    }
    Ok(())
}

/// Factors that headquarters gave and gives no more go; those set up at the post stay.
fn put_factors(tx: &mut Tx<'_>, member: &Member, gave: &[FactorLine]) -> Result<(), Fault> {
    let (tenant, id) = (tx.tenant(), AccountId(member.account));
    let has: BTreeSet<Uuid> = member.factors.iter().map(|line| line.factor).collect();
    for line in gave.iter().filter(|line| !has.contains(&line.factor)) {
        tx.execute(&table::REMOVE_FACTOR, &params![tenant.as_str(), id, line.factor])?;
    }
    for line in &member.factors {
        let kind = match &line.kept {
            Kept::App { .. } => FactorKind::App,
            Kept::Passkey { .. } => FactorKind::Passkey,
        };
        let mark = tx.hashed("factor.mark", &mark_of(&line.kept));
        let plain = serde_json::to_vec(&line.kept).map_err(|e| Fault::Inconsistent(e.to_string()))?;
        let sealed = tx.seal("factor", line.factor, &plain)?;
        let row = params![tenant.as_str(), id, line.factor, kind.code(), line.added_at, 0i64, mark, sealed];
        tx.execute(&table::PUT_FACTOR, &row)?;
    }
    Ok(())
}

/// Whoever works at the office no more comes in no more.
fn close(tx: &mut Tx<'_>, id: AccountId) -> Result<(), Fault> {
    let Some(view) = account::find(tx, id)?.filter(|view| view.active) else { return Ok(()) };
    account::store_closed(tx, &view)?;
    end_all(tx, id, true)?;
    account::note_change(tx, id, None, "closed")
}

fn put_duties(tx: &mut Tx<'_>, office: &str, before: &[DutyLine], now: &[DutyLine]) -> Result<(), Fault> {
    let tenant = tx.tenant();
    let row = |duty: &DutyLine| params![tenant.as_str(), office, duty.day, duty.shift.as_str(), duty.account];
    let stays: BTreeSet<&DutyLine> = now.iter().collect();
    for duty in before.iter().filter(|duty| !stays.contains(duty)) {
        tx.execute(&table::END_DUTY, &row(duty))?;
    }
    for duty in now.iter().filter(|duty| rota::Shift::from_code(&duty.shift).is_some()) {
        tx.execute(&table::PUT_DUTY, &row(duty))?;
    }
    Ok(())
}
