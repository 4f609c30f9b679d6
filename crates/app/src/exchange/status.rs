//! How the exchange stands, for `ceiba exchange status` and the page: counts and instants, nobody's name.

use super::lease::{self, Lease};
use super::line::LineState;
use super::site::Site;
use jiff::Timestamp;
use ledger::{Alarm, Fault, LinkStatus};
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
    pub alarms: Vec<Alarm>,
    pub lease: Option<Lease>,
    /// What went wrong with the line last, as a code.
    pub trouble: Option<&'static str>,
    pub tried_at: Option<Timestamp>,
}

/// The standing of this site with all others.
pub fn of(house: &House) -> Result<Status, Fault> {
    let site = house.room::<Site>();
    let last = house.room::<LineState>().last();
    Ok(Status {
        site: house.ledger.site().to_owned(),
        office: site.office.clone(),
        epoch: house.ledger.epoch()?,
        is_post: site.is_post(),
        links: house.ledger.links()?,
        alarms: house.ledger.alarms()?,
        lease: lease::of(house, house.clock.now())?,
        trouble: last.trouble,
        tried_at: last.tried_at,
    })
}
