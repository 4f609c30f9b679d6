//! A case's file: everything a page about one case shows, read in one snapshot.

pub mod page;
pub mod panel;
pub(crate) mod story;
#[cfg(test)]
pub(crate) mod tests;

use crate::case::{CaseHead, Moment, TermRow};
use crate::fold::Case;
use crate::laws::Laws;
use crate::people::Face;
use crate::session::CarriedSteps;
use crate::{access, case, people};
use ::access::{Permission, Resource};
use kernel::CaseId;
use ledger::{Door, Fault};
use procedure::{Facts, Procedure};
use web::{Ask, House, Markup};

/// A case as its page sees it.
pub struct CaseView<'a> {
    pub id: CaseId,
    pub head: CaseHead,
    pub case: Case,
    /// What a form made from this state carries as `_head`.
    pub head_text: String,
    /// The version of the law the case is pinned to; `None` when its file is missing here.
    pub procedure: Option<&'a Procedure>,
    /// Own facts and those of linked cases.
    pub facts: Facts,
    /// The principal first.
    pub people: Vec<Face>,
    pub terms: Vec<TermRow>,
    pub links: Vec<CaseHead>,
    pub parent: Option<CaseHead>,
    /// Who is on the case no more.
    pub left: Vec<Gone>,
    /// Oldest first.
    pub timeline: Vec<Moment>,
    pub ties: Resource,
    /// What commissions carried for the case where it stands now.
    pub carried: CarriedSteps,
}

/// Somebody who left the case, with their own file where the two are linked and the reader may open it.
pub struct Gone {
    pub on: jiff::civil::Date,
    pub head: Option<CaseHead>,
}

impl CaseView<'_> {
    pub(crate) fn carried_ids(&self) -> Vec<String> {
        self.carried.keys().cloned().collect()
    }
    /// "Marisol Quintero Zeledón"; empty when the principal's record is not here.
    pub fn principal_name(&self) -> &str {
        self.people.first().map_or("", |face| face.name.as_str())
    }
}

/// The case as this reader may see it: people they may not know are nameless, linked cases they may not open are not
/// there. Gates still ask the facts of all of them.
pub fn seen<'a>(house: &House, ask: &Ask, laws: &'a Laws, id: CaseId) -> Result<Option<CaseView<'a>>, Fault> {
    house.ledger.read(|reader| {
        let Some(mut view) = view(reader, laws, id, ask.today)? else { return Ok(None) };
        for face in &mut view.people {
            if !people::may_know(house, ask, reader, &view.ties, face.id)? {
                (face.name, face.age, face.kin, face.person) = (String::new(), None, None, None);
            }
        }
        let mut may = |heads| access::visible(house, ask, reader, Permission::ReadCase, heads);
        view.links = may(view.links)?;
        view.parent = may(view.parent.take().into_iter().collect())?.pop();
        for gone in &mut view.left {
            gone.head = may(gone.head.take().into_iter().collect())?.pop();
        }
        view.ties = house.with_origins(reader, &ask.who, view.ties)?;
        Ok(Some(view))
    })
}

/// Reads a case with everything its page shows; `None` when there is no such case.
pub fn view<'a>(
    door: &mut dyn Door,
    laws: &'a Laws,
    id: CaseId,
    today: jiff::civil::Date,
) -> Result<Option<CaseView<'a>>, Fault> {
    let (Some(head), Some(loaded), Some(ties)) =
        (case::find(door, id)?, case::load(door, id)?, access::relations(door, id)?)
    else {
        return Ok(None);
    };
    let head_text = loaded.head_text();
    let state = loaded.state;
    let mut links = Vec::new();
    for link in &state.links {
        links.extend(case::find(door, link.case)?);
    }
    let mut left = Vec::new();
    for gone in &state.left {
        let own = gone.case.map(|own| case::find(door, own)).transpose()?.flatten();
        left.push(Gone { on: gone.on, head: own });
    }
    let parent = head.parent.map(|parent| case::find(door, parent)).transpose()?.flatten();
    let procedure = state.opening.as_ref().and_then(|o| laws.of(o));
    let terms = case::terms(door, id)?.into_iter().map(|term| term.sure_by(laws, procedure));
    Ok(Some(CaseView {
        id,
        facts: laws.facts_of(door, &state)?,
        carried: laws.carried(door, id, &state)?,
        people: people::faces(door, &state.persons(), today)?,
        terms: terms.collect(),
        timeline: case::timeline(door, id)?,
        procedure,
        head,
        case: state,
        head_text,
        links,
        parent,
        left,
        ties,
    }))
}

/// A card that another area puts on the page of a case, under what comes next. Empty markup shows nothing.
pub type CaseCard = fn(&House, &Ask, &CaseView<'_>) -> Markup;

/// The cards of other areas, as a room of the house. A house without it shows none.
#[derive(Clone, Default)]
pub struct CaseCards(pub Vec<CaseCard>);
