//! Opening a claim on what was said at a post, or for a person who comes to the office.

pub mod page;
pub mod people;

use crate::express;
use crate::facts::CLAIM;
use crate::model::IntentEvent;
use casework::Laws;
use casework::model::FormMap;
use casework::open::{OpenRefusal, Opening};
use jiff::civil::Date;
use kernel::{AccountId, CaseId, Office, PersonId};
use ledger::{Fault, Stamp, Tx};
use uuid::Uuid;

/// Why no claim is opened, as something a person can act on.
#[derive(Debug, thiserror::Error)]
pub enum ClaimRefusal {
    #[error("nobody is registered on this intent yet")]
    Nobody,
    /// A claim was opened on this intent already.
    #[error("a claim was opened on this intent already")]
    Already(CaseId),
    #[error(transparent)]
    Open(#[from] OpenRefusal),
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// A claim to open.
pub struct Claim {
    pub intent: Option<Uuid>,
    /// The people it is about; the first is the principal.
    pub persons: Vec<PersonId>,
    /// The office that will hold it.
    pub office: Office,
    /// The day the law counts from when the form states none.
    pub legal_date: Date,
    pub form: FormMap,
    /// Who works on it from the start, when that is known.
    pub assignee: Option<AccountId>,
}

/// Opens the claim and ties it to the intent, or does nothing.
pub fn run(tx: &mut Tx<'_>, laws: &Laws, stamp: &Stamp, claim: Claim) -> Result<CaseId, ClaimRefusal> {
    if claim.persons.is_empty() {
        return Err(ClaimRefusal::Nobody);
    }
    if let Some(intent) = claim.intent
        && let Some(case) = express::find(tx, intent)?.and_then(|head| head.case)
    {
        return Err(ClaimRefusal::Already(case));
    }
    // The office that holds the claim works on the files of its people too.
    for person in &claim.persons {
        identity::handover::take_up(tx, stamp, *person, &claim.office)?;
    }
    let mut opening = Opening::new(CLAIM, claim.legal_date, claim.office, claim.persons);
    opening.assignee = claim.assignee;
    opening.form = with_the_intents_own_day(laws, claim.form, claim.intent.map(|_| claim.legal_date));
    opening.origin_intent = claim.intent;
    let case = casework::open::run(tx, laws, stamp, opening)?;
    if let Some(intent) = claim.intent {
        express::note(tx, stamp, intent, IntentEvent::ClaimOpened { case })?;
    }
    Ok(case)
}

/// An intent at a post counts on its own day: a later day typed when the claim is received never shortens a term.
fn with_the_intents_own_day(laws: &Laws, mut form: FormMap, spoken: Option<Date>) -> FormMap {
    let Some(spoken) = spoken else { return form };
    let step = laws.law().in_force(CLAIM, spoken).map(|p| &p.opening);
    let Some(field) = step.and_then(|s| s.fields.iter().find(|f| f.stated_date)) else { return form };
    let typed = form.get(&field.id).and_then(|text| kernel::parse_day(text, spoken).ok());
    if typed.is_none_or(|typed| typed > spoken) {
        form.insert(field.id.clone(), spoken.to_string());
    }
    form
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use std::collections::BTreeMap;

    fn laws() -> Laws {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../countries/pan");
        let mut files = BTreeMap::new();
        for file in [
            "country.toml",
            "calendar.toml",
            "procedures/asylum.toml",
            "procedures/family.toml",
            "procedures/guardianship.toml",
        ] {
            files.insert(file.to_owned(), std::fs::read_to_string(root.join(file)).unwrap());
        }
        Laws::new(procedure::Law::load(&files).unwrap_or_else(|errors| panic!("{errors:?}")))
    }

    fn counted(typed: Option<&str>, spoken: Option<Date>) -> Option<String> {
        let form = typed.map(|day| ("filed_on".to_owned(), day.to_owned())).into_iter().collect();
        with_the_intents_own_day(&laws(), form, spoken).remove("filed_on")
    }

    /// Said at a post on 28 June, typed at headquarters on 10 July: the six months ended between the two.
    #[test]
    fn receiving_a_claim_later_never_shortens_a_term() {
        let spoken = Some(date(2024, 6, 28));
        for typed in [None, Some("10 7 2024"), Some("28 6 2024"), Some("what day?")] {
            let day = counted(typed, spoken).unwrap();
            assert_eq!(kernel::parse_day(&day, date(2024, 7, 10)), Ok(date(2024, 6, 28)), "{typed:?}");
        }
        assert_eq!(
            counted(Some("27 6 2024"), spoken).as_deref(),
            Some("27 6 2024"),
            "an earlier claim stays"
        );
        assert_eq!(counted(Some("10 7 2024"), None).as_deref(), Some("10 7 2024"), "nobody spoke at a post");
    }
}
