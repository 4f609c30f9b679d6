//! What waits in tracing: whom to ask, what waits for a second person, whom to tell; and the searches that go on.

use super::lead::{Lead, opens, waits_for_second};
use super::suggest::may_see;
use super::{Around, Desk, LeadHead, LeadStage, Search, SearchHead, Side};
use super::{around, lead_head, open_search, search_head};
use crate::person;
use crate::table;
use kernel::PersonId;
use ledger::{Door, Fault, Load, Loaded, Reader, params};
use web::{Ask, House};

/// Rows looked at before giving up; the oldest come first.
const LOOKED_AT: i64 = 400;

/// A lead with its search and what the rule of disclosure needs to know.
#[derive(Clone, Debug)]
pub struct Known {
    pub head: LeadHead,
    pub lead: Loaded<Lead>,
    pub search: Loaded<Search>,
    pub around: Around,
}

impl Known {
    /// Whether each may learn of the other now.
    pub fn opens(&self) -> bool {
        opens(&self.search.state, &self.lead.state, self.around)
    }
    pub fn waits_for_second(&self) -> bool {
        waits_for_second(&self.search.state, &self.lead.state, self.around)
    }
    /// Whether somebody should ask the person now.
    pub fn is_to_be_asked(&self) -> bool {
        let is_free = !self.around.is_withheld && !self.around.is_unwilling;
        is_free && self.search.state.is_looking() && self.lead.state.stage() == LeadStage::ToAsk
    }
    /// Whether the person's own page leads to the question: to ask it, or to take a yes back. A search that went quiet leaves
    /// no trace there.
    pub fn shows_to_found(&self) -> bool {
        let goes_on = self.search.state.consent.is_some() && !self.search.state.is_guarded();
        self.is_to_be_asked() || (goes_on && self.lead.state.stage() == LeadStage::Agreed)
    }
    /// What is to be done, if anything.
    pub fn to_do(&self) -> Option<ToDo> {
        let told = |side| self.lead.state.was_told(side);
        if self.is_to_be_asked() {
            Some(ToDo::Ask)
        } else if self.waits_for_second() {
            Some(ToDo::Second)
        } else if self.opens() && !(told(Side::Requester) && told(Side::Found)) {
            Some(ToDo::Tell)
        } else {
            None
        }
    }
}

/// What is to be done about a lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ToDo {
    Second,
    Tell,
    Ask,
}

impl ToDo {
    pub const ALL: [ToDo; 3] = [ToDo::Second, ToDo::Tell, ToDo::Ask];
    pub fn code(self) -> &'static str {
        match self {
            ToDo::Second => "second",
            ToDo::Tell => "tell",
            ToDo::Ask => "ask",
        }
    }
}

/// A lead as it stands; nothing where it or its search is gone.
pub fn known(door: &mut Reader<'_>, desk: Desk<'_>, head: LeadHead) -> Result<Option<Known>, Fault> {
    let Some(lead) = door.load::<Lead>(head.id)? else { return Ok(None) };
    let Some((_, search)) = open_search(door, head.search)? else { return Ok(None) };
    let around = around(door, desk, head.requester, head.found)?;
    Ok(Some(Known { head, lead, search, around }))
}

/// Whether the reader may see both people of a lead side by side. A tracing officer may who traces for both. Once both agreed
/// and a second person is needed, so may whoever traces for the child; once it is open, whoever traces for either.
pub fn may_see_both(house: &House, ask: &Ask, door: &mut Reader<'_>, known: &Known) -> Result<bool, Fault> {
    let sides = [known.head.requester, known.head.found];
    let mut may = [false; 2];
    for (place, id) in sides.into_iter().enumerate() {
        may[place] = may_see(house, ask, door, id)?;
    }
    // To another state, what is behind its wall is not there because somebody else may see it.
    if may == [true, true] || ask.who.affiliation.is_elsewhere() {
        return Ok(may == [true, true]);
    }
    if known.opens() {
        return Ok(may.contains(&true));
    }
    for (may, id) in may.into_iter().zip(sides) {
        if may && known.waits_for_second() && is_child(door, ask, id)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_child(door: &mut Reader<'_>, ask: &Ask, id: PersonId) -> Result<bool, Fault> {
    Ok(person::state(door, id)?.is_some_and(|file| file.is_child_on(ask.today)))
}

/// The leads about which the reader can do something, the most pressing first.
pub fn waiting(
    house: &House,
    ask: &Ask,
    door: &mut Reader<'_>,
    desk: Desk<'_>,
) -> Result<Vec<(ToDo, Known)>, Fault> {
    let tenant = door.tenant();
    let mut all = Vec::new();
    for row in door.query(&table::TRACING_LEADS_WAITING, &params![tenant, LOOKED_AT])? {
        let Some(known) = known(door, desk, lead_head(&row)?)? else { continue };
        let Some(to_do) = known.to_do() else { continue };
        // Whoever asks sees the person who is asked, and need not see anybody else.
        let may = match to_do {
            ToDo::Ask => may_see(house, ask, door, known.head.found)?,
            ToDo::Second | ToDo::Tell => may_see_both(house, ask, door, &known)?,
        };
        if may {
            all.push((to_do, known));
        }
    }
    all.sort_by_key(|(to_do, known)| (*to_do, known.search.state.opened_at, known.head.id));
    Ok(all)
}

/// The searches that are not closed and whose requester the reader may trace for, the oldest first.
pub fn searches(house: &House, ask: &Ask, door: &mut Reader<'_>) -> Result<Vec<SearchHead>, Fault> {
    let tenant = door.tenant();
    let mut all = Vec::new();
    for row in door.query(&table::TRACING_SEARCHES, &params![tenant, LOOKED_AT])? {
        let head = search_head(&row)?;
        if may_see(house, ask, door, head.person)? {
            all.push(head);
        }
    }
    Ok(all)
}
