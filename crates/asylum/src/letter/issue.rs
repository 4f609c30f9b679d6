//! Issuing a letter: its serial, its signed code and its values go into the file, and the sheet is printed from them.

use casework::CaseView;
use casework::model::{IssuedLetter, Words};
use casework::record::{self, LetterRefusal};
use jiff::civil::Date;
use kernel::{CaseId, Lang};
use ledger::{Ledger, Stamp, Tx};
use letters::{Blank, Filled, Kind, LetterError, Proof, Values, hash_of_values, may_print, short_code};
use uuid::Uuid;
use web::House;

/// What is issued, and how.
pub struct Draft<'a> {
    pub blank: &'a Blank,
    pub values: &'a Values,
    pub languages: Vec<String>,
    pub on: Date,
    /// The newest step of the case.
    pub after_step: u32,
}

/// Whether the sheet of a draft could be printed: asked before it gets a number.
pub fn try_out(house: &House, draft: &Draft<'_>) -> Result<(), LetterError> {
    may_print(&Filled {
        blank: draft.blank,
        values: draft.values,
        payload: String::new(),
        serial: String::new(),
        state: state(house),
        languages: draft.languages.clone(),
        copied_on: None,
        issued_on: draft.on,
        log_words: None,
    })
}

/// Issues the letter and answers its id.
pub fn run(
    tx: &mut Tx<'_>,
    site: &str,
    stamp: &Stamp,
    case: CaseId,
    head: &str,
    draft: Draft<'_>,
) -> Result<Uuid, LetterRefusal> {
    let year = draft.on.year();
    let counter = format!("letter/{}/{year}", draft.blank.id);
    // Plain strings, numbers and days: this cannot fail.
    let inputs = serde_json::to_value(draft.values).unwrap_or_default();
    record::issue(tx, stamp, case, head, &counter, |number, id| {
        let proof = Proof { kind: Kind::Letter, id, issued: draft.on, site: site.to_owned() };
        IssuedLetter {
            letter: draft.blank.id.clone(),
            kind: draft.blank.kind.code().to_owned(),
            names: Words {
                es: draft.blank.names.get(Lang::Es.tag()).to_owned(),
                en: draft.blank.names.get(Lang::En.tag()).to_owned(),
            },
            serial: format!("{}-{}-{year}-{number:05}", draft.blank.serial, site.to_uppercase()),
            id,
            code: short_code(&proof),
            on: draft.on,
            languages: draft.languages,
            template: draft.blank.hash.clone(),
            inputs_hash: hash_of_values(draft.values),
            inputs,
            after_step: Some(draft.after_step),
        }
    })
}

/// The sheet of an issued letter, from what its entry holds.
pub fn print(
    house: &House,
    blank: &Blank,
    issued: &IssuedLetter,
    copied_on: Option<Date>,
    at: jiff::Timestamp,
) -> Result<Vec<u8>, LetterError> {
    let values: Values = serde_json::from_value(issued.inputs.clone())
        .map_err(|_| LetterError::Template("the values of the letter cannot be read".into()))?;
    let filled = Filled {
        blank,
        values: &values,
        payload: payload(&house.ledger, issued),
        serial: issued.serial.clone(),
        state: state(house),
        languages: issued.languages.clone(),
        copied_on,
        issued_on: issued.on,
        log_words: house.ledger.words_for_paper(),
    };
    letters::render_filled(&filled, at)
}

fn payload(ledger: &Ledger, issued: &IssuedLetter) -> String {
    let site = ledger.site().to_owned();
    let proof = Proof { kind: Kind::Letter, id: issued.id, issued: issued.on, site };
    proof.payload(|message| ledger.keys().sign(message))
}

fn state(house: &House) -> letters::Words {
    let name = |lang| house.country.name(lang).to_owned();
    letters::Words::new(name(Lang::Es), name(Lang::En))
}

/// The languages a letter can be printed in for somebody who speaks `spoken` (ISO 639-3): each as the order of tags.
pub fn orders(blank: &Blank) -> Vec<Vec<String>> {
    let spanish = Lang::Es.tag().to_owned();
    let others: Vec<String> =
        blank.languages().into_iter().filter(|tag| *tag != spanish).map(str::to_owned).collect();
    let mut orders: Vec<Vec<String>> = others.iter().map(|tag| vec![spanish.clone(), tag.clone()]).collect();
    orders.extend(others.iter().map(|tag| vec![tag.clone(), spanish.clone()]));
    orders.push(vec![spanish]);
    orders
}

/// The order suggested for a case: Spanish counts, the person's own language beside it where there is one.
pub fn suggested(blank: &Blank, view: &CaseView<'_>) -> Vec<String> {
    let spoken = view.people.first().and_then(|face| face.person.as_ref());
    let spoken = spoken.and_then(|person| person.languages.told().cloned()).unwrap_or_default();
    let theirs = spoken.iter().find_map(|code| match code.as_str() {
        "eng" => Some("en"),
        "fra" => Some("fr"),
        "hat" => Some("ht"),
        "por" => Some("pt"),
        _ => None,
    });
    let second = theirs.filter(|tag| blank.languages().contains(tag)).unwrap_or(&blank.second_language);
    vec![Lang::Es.tag().to_owned(), second.to_owned()]
}
