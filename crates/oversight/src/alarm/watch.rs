//! The watch over reading: looks into the read log now and then, and writes down what trips an alarm. A read waits for
//! nothing of this, and nothing about a page shows that somebody is watching.

use super::burst::{self, Burst, Open};
use super::{Alarm, AlarmEvent, Cause, Limits, REVIEW_WITHIN, Tripped, all, the_house};
use access::{Opened, Permission, ReadBy};
use jiff::{SignedDuration, Timestamp};
use kernel::AccountId;
use ledger::{Fault, Stamp};
use std::collections::BTreeMap;
use uuid::Uuid;
use web::House;

/// How far back the first look after a start goes; later ones look back over the span and a little more.
pub const FIRST_LOOK: SignedDuration = SignedDuration::from_hours(25);
const SLACK: SignedDuration = SignedDuration::from_mins(10);

/// The limits of this house.
pub fn limits(house: &House) -> Limits {
    house.rooms.get::<Limits>().copied().unwrap_or_default()
}

/// Looks at everything read lately; answers how many alarms it wrote down.
pub fn look(house: &House, back: Option<SignedDuration>) -> Result<usize, Fault> {
    Ok(look_at_many(house, back)? + look_at_decoys(house)?)
}

/// Accounts and systems that opened more files within the time than the limit.
pub fn look_at_many(house: &House, back: Option<SignedDuration>) -> Result<usize, Fault> {
    let limits = limits(house);
    let span = SignedDuration::from_mins(i64::from(limits.minutes));
    let back = back.unwrap_or(span).max(span).checked_add(SLACK).unwrap_or(span);
    let since = house.clock.now().checked_sub(back).unwrap_or(Timestamp::MIN);
    if limits.opens == 0 {
        return Ok(0);
    }
    let busy = house.access.busy_readers(since, limits.opens)?;
    if busy.is_empty() {
        return Ok(0);
    }
    let known = house.ledger.read(|door| all(door))?;
    let mut tripped = 0;
    for reader in busy {
        // What an earlier alarm was about is not told a second time.
        let told = told_until(&known, Cause::Many, reader.account, None);
        let opened = house.access.opened_by(reader.account, since)?;
        let opens: Vec<Open> =
            opened.iter().filter(|o| told.is_none_or(|told| o.at > told)).map(|o| (o.at, o.record)).collect();
        if let Some(burst) = burst::first(&opens, limits.opens, span) {
            tripped += usize::from(trip(house, &reader, Cause::Many, &burst, None)?);
        }
    }
    Ok(tripped)
}

/// Whoever opened a decoy since the last look.
pub fn look_at_decoys(house: &House) -> Result<usize, Fault> {
    let decoys = house.ledger.read(|door| identity::decoy::all(door))?;
    if decoys.is_empty() {
        return Ok(0);
    }
    let known = house.ledger.read(|door| all(door))?;
    let mut tripped = 0;
    for decoy in decoys.iter().filter(|decoy| decoy.retired.is_none()) {
        let mut readers: BTreeMap<AccountId, Vec<Opened>> = BTreeMap::new();
        for opened in house.access.opens_of(decoy.person.0)? {
            readers.entry(opened.by.account).or_default().push(opened);
        }
        for (account, opened) in readers {
            let told = told_until(&known, Cause::Decoy, account, Some(decoy.handle));
            let fresh: Vec<&Opened> = opened.iter().filter(|o| told.is_none_or(|told| o.at > told)).collect();
            let (Some(one), Some(last)) = (fresh.first(), fresh.last()) else { continue };
            let opens = u32::try_from(fresh.len()).unwrap_or(u32::MAX);
            let burst = Burst { from: one.at, until: last.at, opens, files: 1 };
            tripped += usize::from(trip(house, &last.by, Cause::Decoy, &burst, Some(decoy.handle))?);
        }
    }
    Ok(tripped)
}

fn told_until(
    known: &[(Uuid, Alarm)],
    cause: Cause,
    reader: AccountId,
    decoy: Option<Uuid>,
) -> Option<Timestamp> {
    let tripped = known.iter().filter_map(|(_, alarm)| alarm.tripped.as_ref());
    let same = tripped.filter(|t| t.cause == cause && t.reader == reader && t.decoy == decoy);
    same.map(|tripped| tripped.until).max()
}

/// Writes an alarm down, once whichever process finds it first. `false` when another was quicker.
fn trip(
    house: &House,
    reader: &ReadBy,
    cause: Cause,
    burst: &Burst,
    decoy: Option<Uuid>,
) -> Result<bool, Fault> {
    let limits = limits(house);
    let now = house.clock.now();
    let tripped = Tripped {
        cause,
        reader: reader.account,
        role: reader.role,
        office: reader.office.clone(),
        from: burst.from,
        until: burst.until,
        opens: burst.opens,
        files: burst.files,
        limit: limits.opens,
        minutes: limits.minutes,
        decoy,
        review_due: now.checked_add(REVIEW_WITHIN).unwrap_or(now),
        reviewer: reviewer(house, reader.account)?,
    };
    let about = decoy.map(|decoy| decoy.to_string()).unwrap_or_default();
    let key = format!("alarm/{}/{}/{about}/{}", cause.code(), reader.account, burst.from);
    let actor = the_house();
    let mut is_new = false;
    house.ledger.once(&key, actor.account, |tx| -> Result<String, Fault> {
        is_new = true;
        let id = tx.fresh_uuid();
        tx.create::<Alarm>(id, &Stamp::new(actor.clone()), &[AlarmEvent::Tripped(tripped.clone())])?;
        Ok(id.to_string())
    })?;
    Ok(is_new)
}

/// The officer who is to look at it: the first by login whose role may, and who is not the reader.
fn reviewer(house: &House, reader: AccountId) -> Result<Option<AccountId>, Fault> {
    let accounts = house.access.accounts()?;
    let mut may = accounts
        .iter()
        .filter(|a| a.active && a.account != reader && house.may(&a.who(), Permission::ReviewAlarms, None));
    Ok(may.next().map(|account| account.account))
}
