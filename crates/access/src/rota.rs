//! The rota: who is on duty at which office, on which day and shift. A plan, never a condition of signing in.

use crate::{Access, account, office, table};
use jiff::civil::Date;
use kernel::{AccountId, Office};
use ledger::{Door, Fault, Row, params};

/// A part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Shift {
    Day,
    Night,
}

impl Shift {
    pub const ALL: [Shift; 2] = [Shift::Day, Shift::Night];
    pub fn code(self) -> &'static str {
        match self {
            Shift::Day => "day",
            Shift::Night => "night",
        }
    }
    pub fn from_code(code: &str) -> Option<Shift> {
        Shift::ALL.into_iter().find(|shift| shift.code() == code)
    }
}

/// Somebody on duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    pub office: Office,
    pub day: Date,
    pub shift: Shift,
    pub account: AccountId,
}

/// Why the rota stays as it is, as something a person can act on.
#[derive(Debug, thiserror::Error)]
pub enum RotaError {
    #[error("there is no such office, or it is closed")]
    Office,
    #[error("there is no such account, or it is closed")]
    Account,
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl Access {
    /// Puts somebody on duty; twice is once.
    pub fn put_on_duty(&self, duty: &Duty) -> Result<(), RotaError> {
        self.ledger.write(|tx| {
            if !office::is_open(tx, &duty.office)? {
                return Err(RotaError::Office);
            }
            if !account::find(tx, duty.account)?.is_some_and(|view| view.active) {
                return Err(RotaError::Account);
            }
            let tenant = tx.tenant();
            let row = params![tenant, &duty.office, duty.day, duty.shift.code(), duty.account];
            tx.execute(&table::PUT_DUTY, &row)?;
            Ok(())
        })
    }

    /// Takes somebody off duty; whoever was not on it stays so.
    pub fn take_off_duty(&self, duty: &Duty) -> Result<(), Fault> {
        self.ledger.write(|tx| {
            let tenant = tx.tenant();
            let row = params![tenant, &duty.office, duty.day, duty.shift.code(), duty.account];
            tx.execute(&table::END_DUTY, &row).map(drop)
        })
    }

    /// Everybody on duty between two days, both included, by office, day and shift.
    pub fn duties(&self, from: Date, to: Date) -> Result<Vec<Duty>, Fault> {
        self.ledger.read(|door| {
            let bound = params![door.tenant(), from, to];
            door.query(&table::DUTIES, &bound)?.iter().map(duty_of).collect()
        })
    }
}

fn duty_of(row: &Row) -> Result<Duty, Fault> {
    let shift = Shift::from_code(&row.text("shift")?);
    Ok(Duty {
        office: Office(row.text("office")?),
        day: row.date("day")?,
        shift: shift.ok_or_else(|| Fault::Inconsistent("duty.shift".into()))?,
        account: AccountId(row.uuid("account")?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::AccountChange;
    use crate::testing::{access, account, schema};
    use jiff::civil::date;
    use kernel::Role;
    use ledger::testing::both;

    #[test]
    fn somebody_is_on_duty_once_until_taken_off_and_only_where_and_who_there_is() {
        both(schema, |test| {
            let access = access(test);
            let ana = account(&access, "ana", Role::BorderOfficer, "own");
            let duty =
                Duty { office: "own".into(), day: date(2026, 11, 23), shift: Shift::Night, account: ana };
            access.put_on_duty(&duty).unwrap();
            access.put_on_duty(&duty).unwrap();
            let week = || access.duties(date(2026, 11, 23), date(2026, 11, 29)).unwrap();
            assert_eq!(week(), std::slice::from_ref(&duty));
            assert!(access.duties(date(2026, 11, 24), date(2026, 11, 29)).unwrap().is_empty());
            let nowhere = Duty { office: "nowhere".into(), ..duty.clone() };
            assert!(matches!(access.put_on_duty(&nowhere), Err(RotaError::Office)));
            let nobody = Duty { account: AccountId(uuid::Uuid::from_u128(4)), ..duty.clone() };
            assert!(matches!(access.put_on_duty(&nobody), Err(RotaError::Account)));
            access.take_off_duty(&duty).unwrap();
            access.take_off_duty(&duty).unwrap();
            assert!(week().is_empty());
            let closed = AccountChange { active: Some(false), ..AccountChange::default() };
            access.change_account(ana, &closed, None).unwrap();
            assert!(matches!(access.put_on_duty(&duty), Err(RotaError::Account)));
        });
    }
}
