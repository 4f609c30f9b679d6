//! Reading the pledges: all of them by state, area or working group, and each on its own page.

pub(crate) mod page;

use crate::catalogue::{AREAS, Catalogue, Pledge, states};
use kernel::Country;
use web::Fields;

/// What the list is gathered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    State,
    Area,
    Group,
}

impl By {
    pub const ALL: [By; 3] = [By::State, By::Area, By::Group];
    pub fn code(self) -> &'static str {
        match self {
            By::State => "state",
            By::Area => "area",
            By::Group => "group",
        }
    }
}

/// Which pledges somebody wants to see, as the address says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    pub by: By,
    pub state: Option<Country>,
    pub area: Option<String>,
}

impl Choice {
    /// What an address says for every state; without a word about states, the list is of the house's own.
    pub const EVERY: &str = "all";
    /// Reads an address; what it says wrongly, it does not say.
    pub fn of(query: &Fields, own: Country) -> Self {
        let by = By::ALL.into_iter().find(|b| b.code() == query.text("by")).unwrap_or(By::State);
        let said = Country::new(query.text("state")).ok().or(Some(own));
        let state = said.filter(|s| query.text("state") != Self::EVERY && states().contains(s));
        let area = Some(query.text("area").to_owned()).filter(|a| AREAS.contains(&a.as_str()));
        Self { by, state, area }
    }
    pub fn keeps(&self, pledge: &Pledge) -> bool {
        self.state.is_none_or(|s| s == pledge.state()) && self.area.as_ref().is_none_or(|a| *a == pledge.area)
    }
}

/// The pledges under the code of each state, area or group; groups in order, empty ones left out.
pub(crate) fn gathered<'c>(all: &'c Catalogue, choice: &Choice) -> Vec<(String, Vec<&'c Pledge>)> {
    let code = |p: &Pledge| match choice.by {
        By::State => p.state().code().to_owned(),
        By::Area => p.area.clone(),
        By::Group => all.group_of_area(&p.area).map(|g| g.key.clone()).unwrap_or_default(),
    };
    let mut heads: Vec<String> = match choice.by {
        By::State => states().iter().map(|s| s.code().to_owned()).collect(),
        By::Area => AREAS.map(str::to_owned).to_vec(),
        By::Group => all.framework.working_groups.iter().map(|g| g.key.clone()).collect(),
    };
    if choice.by == By::Group {
        heads.push(String::new());
    }
    let of = |head: &String| {
        all.pledges.iter().filter(|p| choice.keeps(p) && code(p) == *head).collect::<Vec<_>>()
    };
    heads.iter().map(|head| (head.clone(), of(head))).filter(|(_, list)| !list.is_empty()).collect()
}

#[cfg(test)]
mod tests;
