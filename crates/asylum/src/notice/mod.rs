//! The notice of decision: what was decided and why, in two languages, with every remedy, its term and its arithmetic.

pub mod page;

use casework::fold::{Case, Taken};
use casework::model::{TermStarted, Words};
use casework::{CaseHead, Laws};
use jiff::civil::Date;
use kernel::Lang;
use letters::{DecisionNotice, Length, Proof, Remedy, Said, Skipped, Unit};
use procedure::{Outcome, Procedure, Step};
use web::House;

/// Why there is no notice to print, as something a person can act on.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum NoNotice {
    #[error("nothing has been decided yet")]
    Undecided,
    #[error("the law that the case was opened under is not loaded")]
    NoLaw,
}

/// What the notice needs besides the case.
pub struct Addressee {
    /// The name as told; the person's own record keeps it.
    pub name: String,
}

/// The facts of the notice of the newest decision of a case.
pub fn of(
    house: &House,
    laws: &Laws,
    head: &CaseHead,
    case: &Case,
    to: Addressee,
) -> Result<DecisionNotice, NoNotice> {
    let procedure = case.opening.as_ref().and_then(|o| laws.of(o)).ok_or(NoNotice::NoLaw)?;
    let (taken, step) = newest_decision(procedure, case).ok_or(NoNotice::Undecided)?;
    let notified = notified_on(procedure, case, taken);
    let keys = house.ledger.keys();
    let proof = Proof {
        kind: letters::Kind::Decision,
        id: head.id.0,
        issued: taken.taken.on,
        site: house.ledger.site().to_owned(),
    };
    let office = |code: &kernel::Office| {
        let name = |lang| house.country.office_name(lang, code).to_owned();
        Said::new(name(Lang::Es), name(Lang::En))
    };
    let country = |f: &dyn Fn(Lang) -> String| Said::new(f(Lang::Es), f(Lang::En));
    Ok(DecisionNotice {
        payload: proof.payload(|message| keys.sign(message)),
        case_number: head.number.clone(),
        name: to.name,
        state: country(&|l| house.country.name(l).to_owned()),
        authority: office(&taken.actor.office),
        office: office(&head.office),
        decided_on: taken.taken.on,
        notified_on: notified,
        decision: said(&step.names),
        meaning: meaning(house, step),
        reasons: reasons(taken),
        norms: norms(procedure, step),
        remedies: remedies(house, procedure, case, step, notified),
        help: Vec::new(),
        signatory: None,
    })
}

fn said(words: &procedure::Said) -> Said {
    Said::new(&words.es, &words.en)
}

/// The last step that decided something, with the law's own words for it.
fn newest_decision<'a>(procedure: &'a Procedure, case: &'a Case) -> Option<(&'a Taken, &'a Step)> {
    let decided = case.steps.iter().rev().find(|t| t.taken.decides.is_some())?;
    procedure.step(&decided.taken.step).map(|step| (decided, step))
}

/// The day of effective notice, when a notification followed the decision.
fn notified_on(procedure: &Procedure, case: &Case, decision: &Taken) -> Option<Date> {
    let after = case.steps.iter().skip_while(|t| *t != decision).skip(1);
    let is_notice = |t: &&Taken| procedure.step(&t.taken.step).is_some_and(|s| s.letter.is_some());
    after.clone().find(is_notice).map(|t| t.taken.on)
}

/// What the decision means for the person; the words are in the letters' own language files.
fn meaning(house: &House, step: &Step) -> Vec<Said> {
    let key = match step.decides.map(|d| d.outcome) {
        Some(Outcome::Recognised) => "asylum-notice-means-recognised",
        Some(Outcome::Refused) => "asylum-notice-means-refused",
        Some(Outcome::Inadmissible) => "asylum-notice-means-inadmissible",
        _ => return Vec::new(),
    };
    vec![words(house, key)]
}

/// A sentence of the language files in both languages of the letter.
fn words(house: &House, key: &str) -> Said {
    let in_lang = |lang| house.words.t(lang, key, &[]);
    Said::new(in_lang(Lang::Es), in_lang(Lang::En))
}

/// The reasons as the decider wrote them. Nobody has translated them, so one language stays empty and the letter says so.
fn reasons(taken: &Taken) -> Vec<Said> {
    let text = taken.taken.form.get("reasons").map(String::as_str).unwrap_or_default();
    text.split("\n\n").filter(|p| !p.trim().is_empty()).map(|p| Said::new(p.trim(), "")).collect()
}

fn norms(procedure: &Procedure, step: &Step) -> Vec<Said> {
    norm(procedure, step.cite.article.as_deref()).into_iter().collect()
}

/// The instrument and the article as they are cited; nothing when neither is known.
fn norm(procedure: &Procedure, article: Option<&str>) -> Option<Said> {
    let instrument = procedure.instrument.as_ref()?;
    Some(match article {
        Some(article) => Said::new(
            format!("{}, artículo {article}", instrument.es),
            format!("{}, article {article}", instrument.en),
        ),
        None => said(instrument),
    })
}

fn remedies(
    house: &House,
    procedure: &Procedure,
    case: &Case,
    decision: &Step,
    notified: Option<Date>,
) -> Vec<Remedy> {
    let against = procedure.remedies.iter().filter(|r| r.against.contains(&decision.id));
    against.map(|remedy| one_remedy(house, procedure, case, remedy, notified)).collect()
}

fn one_remedy(
    house: &House,
    procedure: &Procedure,
    case: &Case,
    remedy: &procedure::Remedy,
    notified: Option<Date>,
) -> Remedy {
    let term = remedy.term.as_deref().and_then(|id| procedure.term(id));
    let run = case
        .terms
        .iter()
        .rev()
        // Only a run that this very notice began: an earlier decision's date must never stand on this one.
        .find(|t| Some(t.term.term.as_str()) == remedy.term.as_deref() && notified == Some(t.term.start))
        .map(|t| &t.term);
    Remedy {
        name: said(&remedy.names),
        authority: said(&remedy.authority),
        how: words(house, "asylum-notice-how"),
        length: term.and_then(|t| Some(Length { count: t.length?, unit: unit(t.unit)? })),
        counts_from: words(house, "asylum-notice-counts-from"),
        from: run.map(|r| r.start).or(notified),
        due: run.and_then(|r| r.due),
        skipped: run.map(skipped).unwrap_or_default(),
        norm: norm(procedure, term.and_then(|t| t.cite.article.as_deref())).unwrap_or_default(),
        meanwhile: Said::default(),
        provisional: run.is_none_or(|r| r.provisional),
    }
}

fn unit(unit: procedure::Unit) -> Option<Unit> {
    match unit {
        procedure::Unit::WorkingDays => Some(Unit::WorkingDays),
        procedure::Unit::CalendarDays => Some(Unit::CalendarDays),
        procedure::Unit::Months => Some(Unit::Months),
        procedure::Unit::Unknown => None,
    }
}

fn skipped(run: &TermStarted) -> Vec<Skipped> {
    let words = |w: &Words| Said::new(&w.es, &w.en);
    run.arithmetic.skipped.iter().map(|s| Skipped { date: s.date, reason: words(&s.reason) }).collect()
}
