//! The field for a paper's lines, and what is told of them: check digits, repairs, doubts, differences.

use super::{Difference, OwnWords};
use crate::codes;
use crate::told::Sheet;
use crate::view;
use maud::{Markup, html};
use mrz::{Candidate, Checked, Meaning, Reading, Repair, RepairReason, ZoneDate, ZoneSex, read_messy};
use web::part::{self, Tone};
use web::{Ask, Fields, FormErrors};

/// The field, and the button that sends it. Neither is kept with the paper.
const LINES: &str = "zone_lines";
const BUTTON: &str = "read_zone";
/// Three lines of thirty and whatever a machine read around them.
const CHARS_MAX: usize = 1_000;

/// What came of the lines that were sent to be read.
pub enum Outcome {
    /// One reading: it fills the form.
    Read(Box<Candidate>),
    /// Several: a person compares with the paper and chooses.
    Doubt(Vec<Candidate>),
}

impl Outcome {
    /// What the form shows now; nothing while nobody has chosen.
    pub fn fields(&self, ask: &Ask) -> Fields {
        match self {
            Outcome::Read(candidate) => super::fields(&candidate.reading, ask.lang),
            Outcome::Doubt(_) => Fields::default(),
        }
    }
    /// The name as the paper has it, where the person says another.
    pub fn other_name(&self, own: &OwnWords) -> Option<String> {
        match self {
            Outcome::Read(candidate) => {
                let is_other = super::differences(&candidate.reading, own).contains(&Difference::Name);
                is_other.then(|| candidate.reading.names.as_said())
            }
            Outcome::Doubt(_) => None,
        }
    }
}

/// Whether the lines were sent to be read, and not the form.
pub fn is_asked(ask: &Ask) -> bool {
    ask.form.is_on(BUTTON)
}

/// Reads the lines; what is wrong with them is told at the field.
pub fn read(ask: &Ask, errors: &mut FormErrors) -> Option<Outcome> {
    let text = errors.long(ask, LINES, CHARS_MAX);
    if errors.is_on(LINES) {
        return None;
    }
    let mut candidates = read_messy(&text, ask.today);
    if candidates.is_empty() {
        errors.add(LINES, ask.t("identity-error-zone"));
        return None;
    }
    let chosen: Option<usize> = ask.form.text(BUTTON).strip_prefix("use-").and_then(|n| n.parse().ok());
    if let Some(at) = chosen.filter(|at| *at < candidates.len()) {
        return Some(Outcome::Read(Box::new(candidates.swap_remove(at))));
    }
    match candidates.len() {
        1 => candidates.pop().map(|only| Outcome::Read(Box::new(only))),
        _ => Some(Outcome::Doubt(candidates)),
    }
}

/// The field behind a fold; open when something is wrong with it.
pub fn field(sheet: &Sheet) -> Markup {
    let ask = sheet.ask;
    let fields = html! {
        (part::textarea(&sheet.field(LINES, "").verbatim(), 3))
        (part::second_button(&ask.t("identity-zone-button"), BUTTON, "read"))
    };
    if sheet.errors.is_on(LINES) { fields } else { part::details(&ask.t("identity-zone-fold"), fields) }
}

/// The button that the Enter key presses: the first of the form, so that it sends the form and does not read the lines.
pub fn first_button(words: &str) -> Markup {
    html! { button.govuk-visually-hidden type="submit" tabindex="-1" aria-hidden="true" { (words) } }
}

/// What is told of the lines; inside the form, for it may hold buttons.
pub fn told(ask: &Ask, outcome: &Outcome, own: &OwnWords) -> Markup {
    match outcome {
        Outcome::Read(candidate) => {
            let caution = candidate.reading.misfits().next().is_some() || !candidate.repairs.is_empty();
            let tone = if caution { Tone::Caution } else { Tone::Info };
            part::notice(tone, &ask.t("identity-zone-read"), one(ask, candidate, own))
        }
        Outcome::Doubt(candidates) => part::notice(
            Tone::Caution,
            &ask.t("identity-zone-doubt"),
            html! {
                @for (n, candidate) in candidates.iter().enumerate() {
                    (lines(&candidate.reading))
                    (list(&about_reading(ask, candidate)))
                    (use_button(ask, n, candidate))
                }
            },
        ),
    }
}

fn use_button(ask: &Ask, n: usize, candidate: &Candidate) -> Markup {
    let words = ask.tw("identity-zone-use", &[("number", candidate.reading.number.clone().into())]);
    part::second_button(&words, BUTTON, &format!("use-{n}"))
}

fn one(ask: &Ask, candidate: &Candidate, own: &OwnWords) -> Markup {
    let reading = &candidate.reading;
    let mut said = differing(ask, reading, own);
    said.extend(about_person(ask, reading, own));
    said.extend(about_reading(ask, candidate));
    html! { (lines(reading)) (list(&said)) }
}

/// The lines as they were understood, to hold against the paper.
fn lines(reading: &Reading) -> Markup {
    html! { pre.c-code tabindex="0" { @for line in &reading.lines { (line) "\n" } } }
}

fn list(said: &[String]) -> Markup {
    html! { @if !said.is_empty() { ul.govuk-list."govuk-list--bullet" { @for words in said { li { (words) } } } } }
}

fn differing(ask: &Ask, reading: &Reading, own: &OwnWords) -> Vec<String> {
    let key = |difference| match difference {
        Difference::Name => "identity-zone-differs-name",
        Difference::Birth => "identity-zone-differs-birth",
        Difference::Sex => "identity-zone-differs-sex",
    };
    super::differences(reading, own).into_iter().map(|difference| ask.t(key(difference))).collect()
}

/// What the paper says of the person: for a person to hear and confirm, and set nowhere.
fn about_person(ask: &Ask, reading: &Reading, own: &OwnWords) -> Vec<String> {
    let mut said = vec![ask.tw("identity-zone-name", &[("name", reading.names.as_said().into())])];
    if reading.names.perhaps_cut {
        said.push(ask.t("identity-zone-name-cut"));
    }
    match &reading.birth {
        ZoneDate::Known { date, other_century } => {
            said.push(ask.tw("identity-zone-birth", &[("date", view::partial(ask, date).into())]));
            if let Some(other) = other_century {
                said.push(ask.tw("identity-zone-birth-or", &[("date", view::partial(ask, other).into())]));
            }
        }
        ZoneDate::Unknown => said.push(ask.t("identity-zone-birth-unknown")),
        ZoneDate::NoDate => said.push(ask.t("identity-zone-birth-no-date")),
    }
    said.push(ask.t(match reading.sex {
        ZoneSex::Female => "identity-zone-sex-female",
        ZoneSex::Male => "identity-zone-sex-male",
        ZoneSex::Unspecified => "identity-zone-sex-unspecified",
        ZoneSex::Unreadable => "identity-zone-sex-unreadable",
    }));
    said.push(nationality(ask, reading, own));
    said
}

fn nationality(ask: &Ask, reading: &Reading, own: &OwnWords) -> String {
    let code = || [("code", reading.nationality.code().to_owned().into())];
    match reading.nationality.meaning() {
        Meaning::Stateless => ask.t("identity-zone-stateless"),
        Meaning::Refugee | Meaning::RefugeeOther => ask.t("identity-zone-refugee"),
        Meaning::Unspecified | Meaning::Nothing => ask.t("identity-zone-nationality-none"),
        _ => match super::country(reading.nationality) {
            Some(country) => {
                let name = codes::country_name(country, ask.lang);
                let key = if own.nationalities.contains(&country) {
                    "identity-zone-nationality-said"
                } else {
                    "identity-zone-nationality-proposed"
                };
                ask.tw(key, &[("country", name.into())])
            }
            None => ask.tw("identity-zone-nationality-code", &code()),
        },
    }
}

/// What is to be known of the reading itself.
fn about_reading(ask: &Ask, candidate: &Candidate) -> Vec<String> {
    let reading = &candidate.reading;
    let mut said: Vec<String> = reading.misfits().map(|check| ask.t(misfit(check.of))).collect();
    if super::country(reading.issuer).is_none() {
        let key = match reading.issuer.meaning() {
            Meaning::Organisation => "identity-zone-issuer-organisation",
            _ => "identity-zone-issuer-unknown",
        };
        said.push(ask.tw(key, &[("code", reading.issuer.code().to_owned().into())]));
    }
    if reading.expiry == ZoneDate::NoDate {
        said.push(ask.t("identity-zone-expiry-no-date"));
    }
    let optional = [reading.optional.first.as_str(), reading.optional.second.as_str()];
    let optional: Vec<&str> = optional.into_iter().filter(|text| !text.is_empty()).collect();
    if !optional.is_empty() {
        said.push(ask.tw("identity-zone-optional", &[("data", optional.join(" · ").into())]));
    }
    said.extend(candidate.repairs.iter().map(|repair| repaired(ask, repair)));
    said.extend(candidate.undecided.iter().map(|(line, at)| {
        let (line, at) = (counted(*line), counted(*at));
        ask.tw("identity-zone-undecided", &[("line", line.into()), ("at", at.into())])
    }));
    said
}

fn misfit(of: Checked) -> &'static str {
    match of {
        Checked::Number => "identity-zone-misfit-number",
        Checked::Birth => "identity-zone-misfit-birth",
        Checked::Expiry => "identity-zone-misfit-expiry",
        Checked::Optional => "identity-zone-misfit-optional",
        Checked::Composite => "identity-zone-misfit-composite",
    }
}

fn repaired(ask: &Ask, repair: &Repair) -> String {
    let (line, at) = (counted(repair.line), counted(repair.at));
    let text = |c: Option<char>| c.map(String::from).unwrap_or_default();
    let key = match (repair.read, repair.now, repair.reason) {
        (None, _, _) => "identity-zone-repair-added",
        (_, None, _) => "identity-zone-repair-removed",
        (_, _, RepairReason::CheckDigit) => "identity-zone-repair-check-digit",
        _ => "identity-zone-repair-position",
    };
    let args = [
        ("line", line.into()),
        ("at", at.into()),
        ("read", text(repair.read).into()),
        ("now", text(repair.now).into()),
    ];
    ask.tw(key, &args)
}

/// People count from one.
fn counted(at: usize) -> i64 {
    i64::try_from(at).unwrap_or(0) + 1
}
