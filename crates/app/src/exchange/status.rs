//! How the exchange stands, for `ceiba exchange status` and the page: counts and instants, nobody's name.

use super::lease::{self, Lease};
use super::line::LineState;
use super::site::Site;
use super::turn;
use jiff::Timestamp;
use ledger::{Alarm, ErasuresAt, Fault, LinkStatus, Witness};
use serde::Serialize;
use web::House;

/// How everything stands.
#[derive(Clone, Debug, Serialize)]
pub struct Status {
    pub site: String,
    pub office: String,
    pub epoch: i64,
    pub is_post: bool,
    pub links: Vec<LinkStatus>,
    /// What each site has proved to the other.
    pub witnesses: Vec<Witness>,
    pub alarms: Vec<Alarm>,
    /// Which sites have erased what was erased here.
    pub erasures: Vec<ErasuresAt>,
    pub lease: Option<Lease>,
    /// What went wrong with the line last, as a code.
    pub trouble: Option<&'static str>,
    pub tried_at: Option<Timestamp>,
}

/// The standing of this site with all others.
pub fn of(house: &House) -> Result<Status, Fault> {
    let site = house.room::<Site>();
    let last = house.room::<LineState>().last();
    // What was written since the last contact waits too; without room for the list it is told without it.
    if let Some(hub) = turn::hub_of(house).filter(|_| !house.gate().is_closed()) {
        turn::fill(house, hub)?;
    }
    Ok(Status {
        site: house.ledger.site().to_owned(),
        office: site.office.clone(),
        epoch: house.ledger.epoch()?,
        is_post: site.is_post(),
        links: house.ledger.links()?,
        witnesses: house.ledger.witnesses()?,
        alarms: house.ledger.alarms()?,
        erasures: house.ledger.erasures()?,
        lease: lease::of(house, house.clock.now())?,
        trouble: last.trouble,
        tried_at: last.tried_at,
    })
}
