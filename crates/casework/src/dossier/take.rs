//! Opening a dossier and taking a step of its way: what the step's form says, the draft that the engine has to read, and the
//! adoption that makes a version of it.

use super::{Adoption, Dossier, DossierEvent, Opened, Taken, Way, Written};
use crate::laws::Laws;
use crate::model::FormMap;
use crate::step::{Days, FieldError, Problem, check};
use jiff::civil::Date;
use kernel::NameError;
use ledger::{Fault, Load, Loaded, Stamp, Tx};
use procedure::{Adopted, Draft, Effects, Facts, LawError, Offered, Reason, Step, is_source};
use uuid::Uuid;

/// A draft holds no more characters than this; the longest procedure of any state has less than half of it.
pub const DRAFT_CHARS_MAX: usize = 200_000;
/// What a draft is called in what is told of it.
const DRAFT_NAME: &str = "borrador.toml";
/// The fields that the program looks for; see `region/reform.toml`.
const DRAFT: &str = "draft";
const REFERENCE: &str = "reference";
const VALID_FROM: &str = "valid_from";
/// The step that makes a version of the draft.
const ADOPT: &str = "adopt";

/// Why nothing is written in a dossier, as something a person can act on.
#[derive(Debug, thiserror::Error)]
pub enum DossierRefusal {
    #[error("there is no such dossier")]
    NoDossier,
    /// A post holds the law of headquarters.
    #[error("the law is changed at headquarters")]
    NotHere,
    /// Not from where the dossier stands, or not to this role.
    #[error("the step is not offered here")]
    NotOffered,
    #[error("something is missing first")]
    Gate(Vec<Reason>),
    #[error("an answer in the form is missing or wrong")]
    Form(Vec<FieldError>),
    /// The law has no such version to change.
    #[error("there is no such version")]
    NoVersion,
    /// Somebody else wrote to the dossier since the form was shown.
    #[error("the dossier moved on")]
    Stale,
    #[error("the draft cannot be read")]
    Unreadable(Vec<LawError>),
    /// The draft is of another procedure than the dossier.
    #[error("the draft is of the procedure `{0}`")]
    OtherProcedure(String),
    /// The draft's name for itself cannot be the name of a file.
    #[error("a version cannot be called `{0}`")]
    VersionName(String),
    #[error("there is no draft to adopt")]
    NoDraft,
    /// Neither an address nor the number of a gazette.
    #[error("the gazette has no reference")]
    NoReference,
    /// The draft begins on this day, and the form says another.
    #[error("the draft is in force from {0}, not from the day in the form")]
    OtherDay(Date),
    #[error(transparent)]
    Fault(Fault),
}

impl From<Fault> for DossierRefusal {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Stale => DossierRefusal::Stale,
            other => DossierRefusal::Fault(other),
        }
    }
}

/// What a dossier is opened with.
#[derive(Clone, Debug)]
pub struct Open<'a> {
    pub procedure: &'a str,
    pub version: &'a str,
    pub form: FormMap,
    /// The name and post of whoever opens it.
    pub by: &'a str,
}

/// One request to take a step.
#[derive(Clone, Debug)]
pub struct Take<'a> {
    pub dossier: Uuid,
    pub step: &'a str,
    /// Answers by field id, as typed.
    pub form: FormMap,
    pub by: &'a str,
    /// What the page of an adoption showed of the draft, a line each.
    pub findings: &'a [String],
    /// `Loaded::head_text` of the dossier the form was made from; empty claims nothing.
    pub head: &'a str,
}

/// Opens a dossier about a version of a procedure.
pub fn open(
    tx: &mut Tx<'_>,
    laws: &Laws,
    way: &Way,
    stamp: &Stamp,
    open: Open<'_>,
) -> Result<Uuid, DossierRefusal> {
    here(laws)?;
    let step = &way.0.opening;
    if !step.is_for(&stamp.actor) {
        return Err(DossierRefusal::NotOffered);
    }
    let is_there = |p: &procedure::Procedure| p.id == open.procedure && p.version == open.version;
    if !laws.law().procedures.iter().any(is_there) {
        return Err(DossierRefusal::NoVersion);
    }
    let today = laws.day_of(tx.now());
    let Answers { form, .. } = answers(step, &open.form, today)?;
    let before = way.0.initial_facts();
    let effects = step.effects(&form, today, &before);
    let opened = Opened {
        procedure: open.procedure.to_owned(),
        version: open.version.to_owned(),
        way: way.0.hash.clone(),
        step: step.id.clone(),
        stage: way.0.first_stage.clone(),
        facts: before.with(&effects.facts).0,
        form,
        by: open.by.to_owned(),
        on: today,
    };
    let id = tx.fresh_uuid();
    tx.create::<Dossier>(id, &Stamp::new(stamp.actor.clone()), &[DossierEvent::Opened(opened)])?;
    Ok(id)
}

/// Takes a step with everything it brings about, or nothing of it.
pub fn take(
    tx: &mut Tx<'_>,
    laws: &Laws,
    way: &Way,
    stamp: &Stamp,
    take: Take<'_>,
) -> Result<Loaded<Dossier>, DossierRefusal> {
    here(laws)?;
    let dossier = tx.load::<Dossier>(take.dossier)?.ok_or(DossierRefusal::NoDossier)?;
    if !dossier.is_at(take.head) {
        return Err(DossierRefusal::Stale);
    }
    let step = way.0.steps.iter().find(|s| s.id == take.step).ok_or(DossierRefusal::NotOffered)?;
    let today = laws.day_of(tx.now());
    match way.offered(&dossier.state, step, &stamp.actor, today) {
        Offered::Offered => {}
        Offered::NotYours => return Err(DossierRefusal::NotOffered),
        Offered::Refused(reasons) => return Err(DossierRefusal::Gate(reasons)),
    }
    let answers = answers(step, &take.form, today)?;
    let made = match &answers.draft {
        Some(text) => Some(DossierEvent::DraftWritten(written(laws, &dossier.state, text)?)),
        None if step.id == ADOPT => {
            Some(DossierEvent::Adopted(adoption(tx, laws, &dossier.state, &answers, &take)?))
        }
        None => None,
    };
    let facts = Facts(dossier.state.facts.clone());
    let effects = way.0.effects(step, &dossier.state.stage, &answers.form, today, &facts);
    let on = effects.events.get(&step.event).copied().unwrap_or(today);
    let Effects { to, facts, .. } = effects;
    let (form, by) = (answers.form, take.by.to_owned());
    let taken = DossierEvent::StepTaken(Taken { step: step.id.clone(), to, facts, form, by, on });
    let events: Vec<DossierEvent> = std::iter::once(taken).chain(made).collect();
    let stamp = Stamp::on(stamp.actor.clone(), on);
    Ok(tx.append(&dossier, &stamp, &events)?)
}

/// Law is kept where it is decided, which is headquarters.
fn here(laws: &Laws) -> Result<(), DossierRefusal> {
    if laws.has_authority() { Ok(()) } else { Err(DossierRefusal::NotHere) }
}

/// What a form says, its draft apart: a law is longer than any other answer and lives in an entry of its own.
struct Answers {
    form: FormMap,
    draft: Option<String>,
}

fn answers(step: &Step, typed: &FormMap, today: Date) -> Result<Answers, DossierRefusal> {
    let fields = step.fields.iter().filter(|field| field.id != DRAFT).cloned().collect();
    let lines = Step { fields, ..step.clone() };
    // People are asked and gazettes printed before anybody opens a dossier.
    let checked = check(&lines, typed, Days { today, opened: None });
    let draft = step.field(DRAFT).map(|field| draft(typed, field.required)).transpose();
    let (form, draft) = match (checked, draft) {
        (Ok(form), Ok(draft)) => (form, draft.flatten()),
        (form, draft) => {
            let first = draft.err().map(|problem| FieldError { field: DRAFT.to_owned(), problem });
            let wrong = first.into_iter().chain(form.err().unwrap_or_default()).collect();
            return Err(DossierRefusal::Form(wrong));
        }
    };
    if form.get(REFERENCE).is_some_and(|reference| !is_source(reference)) {
        return Err(DossierRefusal::NoReference);
    }
    Ok(Answers { form, draft })
}

fn draft(typed: &FormMap, is_required: bool) -> Result<Option<String>, Problem> {
    let text = typed.get(DRAFT).map(String::as_str).unwrap_or_default();
    match web::check_long(text, DRAFT_CHARS_MAX) {
        Ok(text) if text.is_empty() && is_required => Err(Problem::Required),
        Ok(text) if text.is_empty() => Ok(None),
        Ok(text) => Ok(Some(text + "\n")),
        Err(NameError::TooLong(max)) => Err(Problem::TooLong(max)),
        Err(NameError::Empty) => Err(Problem::Required),
        Err(NameError::Unwritable) => Err(Problem::Unwritable),
    }
}

/// The draft as the engine reads it beside the law: of the dossier's procedure, under a name that no version has.
fn read(laws: &Laws, dossier: &Dossier, text: &str) -> Result<Draft, DossierRefusal> {
    let draft = laws.law().draft(DRAFT_NAME, text).map_err(DossierRefusal::Unreadable)?;
    let of = dossier.opened.as_ref().map(|opened| opened.procedure.as_str()).unwrap_or_default();
    if draft.version.id != of {
        return Err(DossierRefusal::OtherProcedure(draft.version.id));
    }
    match Adopted::of(text) {
        Some(adopted) if adopted.has_file_name() => Ok(draft),
        _ => Err(DossierRefusal::VersionName(draft.version.version)),
    }
}

fn written(laws: &Laws, dossier: &Dossier, text: &str) -> Result<Written, DossierRefusal> {
    let version = read(laws, dossier, text)?.version;
    Ok(Written { text: text.to_owned(), version: version.version, valid_from: version.valid_from })
}

/// The version that the draft becomes, tried on the law as it will be.
fn adoption(
    tx: &mut Tx<'_>,
    laws: &Laws,
    dossier: &Dossier,
    answers: &Answers,
    take: &Take<'_>,
) -> Result<Adoption, DossierRefusal> {
    let text = &dossier.draft.as_ref().ok_or(DossierRefusal::NoDraft)?.text;
    let version = read(laws, dossier, text)?.version;
    let given: Option<Date> = answers.form.get(VALID_FROM).and_then(|day| day.parse().ok());
    if given != Some(version.valid_from) {
        return Err(DossierRefusal::OtherDay(version.valid_from));
    }
    let adopted = Adopted::of(text).ok_or(DossierRefusal::NoDraft)?;
    let file = adopted.file();
    let before = super::adopted(tx)?.into_iter().map(|(_, adopted)| adopted).collect();
    laws.would_adopt(before, adopted).map_err(DossierRefusal::Unreadable)?;
    Ok(Adoption {
        file,
        text: text.clone(),
        version: version.version,
        valid_from: version.valid_from,
        findings: take.findings.to_vec(),
        by: take.by.to_owned(),
        on: laws.day_of(tx.now()),
    })
}
