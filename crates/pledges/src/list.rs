//! The list for programs: every pledge and commitment, texts byte for byte those of the data file.

use crate::catalogue::{Analysis, Commitment, Pledge, catalogue, states};
use kernel::Country;
use serde::Serialize;
use serde_json::{Value, json};

/// A pledge or commitment in the list.
#[derive(Clone, Debug, Serialize)]
pub struct Listed {
    /// `pledge` or `regional_commitment`.
    pub kind: &'static str,
    pub id: String,
    /// ISO 3166-1 alpha-3; `MIRPS` for what all states promised together.
    pub state: String,
    pub area: String,
    pub working_group: Option<String>,
    pub language: String,
    /// As in the data file: a text, or for a commitment its two published wordings.
    pub official_text: Value,
    /// The ids of the indicators that our analysis names.
    pub indicators: Vec<String>,
    /// The text in one piece, for people.
    #[serde(skip)]
    pub text: String,
}

/// Why there is no list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    #[error("`{said}` is no state of the framework; they are: {}", codes())]
    NoSuchState { said: String },
    #[error("the data file of the pledges that this program was built with cannot be read")]
    Unreadable,
}

fn codes() -> String {
    states().iter().map(|s| s.code().to_owned()).collect::<Vec<_>>().join(", ")
}

/// All 31 pledges and 4 regional commitments, or the pledges of one state (ISO 3166-1 alpha-3).
pub fn list(state: Option<&str>) -> Result<Vec<Listed>, ListError> {
    let all = catalogue().ok_or(ListError::Unreadable)?;
    let pledges = all.pledges.iter().map(of_pledge);
    let Some(code) = state else {
        return Ok(pledges.chain(all.regional_commitments.iter().map(of_commitment)).collect());
    };
    let state = Country::new(code).ok().filter(|s| states().contains(s));
    let state = state.ok_or_else(|| ListError::NoSuchState { said: code.to_owned() })?;
    Ok(pledges.filter(|p| p.state == state.code()).collect())
}

fn group(area: &str) -> Option<String> {
    catalogue()?.group_of_area(area).map(|g| g.name.clone())
}

fn ids(analysis: &Analysis) -> Vec<String> {
    analysis.indicators.iter().map(|i| i.id.clone()).collect()
}

fn of_pledge(pledge: &Pledge) -> Listed {
    Listed {
        kind: "pledge",
        id: pledge.id.clone(),
        state: pledge.state().code().to_owned(),
        area: pledge.area.clone(),
        working_group: group(&pledge.area),
        language: pledge.language.clone(),
        official_text: pledge.official_text.clone().into(),
        indicators: ids(&pledge.analysis),
        text: pledge.official_text.clone(),
    }
}

fn of_commitment(commitment: &Commitment) -> Listed {
    let text = &commitment.official_text;
    Listed {
        kind: "regional_commitment",
        id: commitment.key.clone(),
        state: "MIRPS".to_owned(),
        area: commitment.area.clone(),
        working_group: commitment.working_group.clone(),
        language: "en".to_owned(),
        official_text: json!({ "pledge_page": text.pledge_page, "overview_document": text.overview_document }),
        indicators: ids(&commitment.analysis),
        text: text.pledge_page.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_those_of_the_file_byte_for_byte() {
        // Read as plain JSON, without our types; and written out and read back, as another program would.
        let file: Value = serde_json::from_str(include_str!("../../../region/pledges.json")).unwrap();
        let said: Value =
            serde_json::from_str(&serde_json::to_string(&list(None).unwrap()).unwrap()).unwrap();
        let said = said.as_array().unwrap();
        assert_eq!(said.len(), 31 + 4);
        let expected = |list: &str, id: &str| {
            let list = file[list].as_array().unwrap();
            list.iter().map(|p| (p[id].clone(), p["official_text"].clone())).collect::<Vec<_>>()
        };
        let all = [expected("pledges", "id"), expected("regional_commitments", "key")].concat();
        let ours: Vec<_> = said.iter().map(|p| (p["id"].clone(), p["official_text"].clone())).collect();
        assert_eq!(ours, all);
    }

    #[test]
    fn one_state_or_an_answer_that_helps() {
        assert_eq!(list(Some("pan")).unwrap().len(), 4);
        assert!(list(Some("USA")).unwrap_err().to_string().contains("BLZ, CRI"));
    }
}
