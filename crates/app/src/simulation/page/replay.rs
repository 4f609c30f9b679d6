//! Asking for a replay: a draft of the law, pasted or as a file, and which cases.

use super::super::cases;
use super::super::runs::{About, End, NewRun, Run, Runs};
use super::super::sight::Sight;
use super::{REPLAY, back, run};
use crate::country::CountryFiles;
use casework::{CaseHead, Laws, dossier};
use kernel::Lang;
use ledger::{Fault, Ledger};
use procedure::{Draft, LawError, ReplayTally};
use std::collections::BTreeMap;
use uuid::Uuid;
use web::part::{self, Choice, Field, Tone};
use web::{Ask, FormErrors, House, Markup, Page, Reply, Trouble, html};

/// A draft is no longer than this; the longest procedure of any state has half of it.
pub const DRAFT_BYTES_MAX: usize = 200_000;
/// So many mistakes are told at once; the rest is read after these are mended.
const MISTAKES_MAX: usize = 10;
/// What a pasted draft is called in what is told of it.
const PASTED: &str = "borrador.toml";

/// `GET /procedures/simulations/replay`
/// `?dossier=` brings the draft of a reform dossier along.
pub fn form(house: &House, ask: &Ask) -> Reply {
    let typed = ask.values().text("draft");
    let text = if typed.is_empty() { of_dossier(house, ask)? } else { typed.to_owned() };
    Ok(page(house, ask, &ask.errors(), &text, &[]).into())
}

/// The newest draft of the dossier that the address names, if it names one.
fn of_dossier(house: &House, ask: &Ask) -> Result<String, Trouble> {
    let Ok(id) = ask.query.text("dossier").parse::<Uuid>() else { return Ok(String::new()) };
    let dossier = house.ledger.read(|reader| dossier::find(reader, id))?;
    Ok(dossier.and_then(|found| found.state.draft).map(|draft| draft.text).unwrap_or_default())
}

fn page(house: &House, ask: &Ask, errors: &FormErrors, draft: &str, mistakes: &[LawError]) -> Page {
    let title = ask.t("simulation-replay-title");
    let law = house.room::<Laws>().law();
    let versions = law.procedures.iter().map(|p| {
        let name = format!("{}: {}", p.names.in_lang(ask.lang), p.version);
        Choice::new(format!("{}@{}", p.id, p.version), name)
    });
    let versions: Vec<Choice> =
        std::iter::once(Choice::new("", ask.t("simulation-every-version"))).chain(versions).collect();
    let which = [
        Choice::new("worked", ask.t("simulation-worked")).hint(ask.t("simulation-worked-hint")),
        Choice::new("recorded", ask.t("simulation-recorded")).hint(ask.t("simulation-recorded-hint")),
    ];
    let field = |id: &str, key: &str| Field::new(id, ask.t(key)).error(errors.of(id));
    let chosen = match ask.values().text("cases") {
        "" => "worked",
        chosen => chosen,
    };
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.t("simulation-replay-lead"))))
        @if !mistakes.is_empty() { (self::mistakes(ask, mistakes)) }
        form method="post" action=(REPLAY) enctype="multipart/form-data" novalidate {
            (ask.csrf_fields())
            (part::textarea(&field("draft", "simulation-draft").hint(ask.t("simulation-draft-hint")).value(draft).verbatim(), 16))
            (part::file(&field("file", "simulation-file").hint(ask.t("simulation-file-hint")), ".toml,text/plain"))
            (part::radios(&field("cases", "simulation-which-cases").value(chosen), &which))
            (part::select(&field("under", "simulation-only-under").value(ask.values().text("under")), &versions))
            (part::button(&ask.t("simulation-replay-button")))
        }
        (part::details(&ask.t("simulation-example"), html! {
            p { (ask.t("simulation-example-lead")) }
            pre.c-code tabindex="0" { code { (example(law)) } }
        }))
    };
    Page::new(title, body).section("procedures").back(back(ask))
}

/// Every mistake with its line.
pub fn mistakes(ask: &Ask, mistakes: &[LawError]) -> Markup {
    part::notice(
        Tone::Caution,
        &ask.t("simulation-mistakes"),
        html! {
            ul.govuk-list.govuk-list--bullet {
                @for mistake in mistakes.iter().take(MISTAKES_MAX) {
                    li {
                        @if let Some(line) = mistake.line { (ask.tw("simulation-line", &[("line", line.into())])) " " }
                        @if !mistake.path.is_empty() { code { (mistake.path) } " " }
                        (mistake.message.in_lang(ask.lang))
                    }
                }
            }
            @if mistakes.len() > MISTAKES_MAX {
                p { (ask.tw("simulation-more-mistakes", &[("n", (mistakes.len() - MISTAKES_MAX).into())])) }
            }
        },
    )
}

/// A draft that shortens a term of the person, from the state's own law.
fn example(law: &procedure::Law) -> String {
    let newest =
        law.procedures.iter().filter(|p| !p.linked).max_by_key(|p| (p.id == asylum::CLAIM, p.valid_from));
    let Some(newest) = newest else { return String::new() };
    let term = newest.terms.iter().filter(|t| t.whose == procedure::Whose::Person);
    let term = term.filter_map(|t| Some((&t.id, t.length.filter(|n| *n > 1)?))).next_back();
    let change = term.map(|(id, length)| format!("\n[[terms]]\nid = \"{id}\"\nlength = {}\n", length - 1));
    format!(
        "id = \"{}\"\nversion = \"BORRADOR\"\nvalid_from = \"2027-01-01\"\nbased_on = \"{}\"\n{}",
        newest.id,
        newest.version,
        change.unwrap_or_default()
    )
}

/// `POST /procedures/simulations/replay`
pub fn submit(house: &House, ask: &Ask) -> Reply {
    let mut errors = ask.errors();
    let text = text(ask, &mut errors);
    let is_recorded = errors.required_choice(ask, "cases", &["worked", "recorded"]) == "recorded";
    let law = house.room::<Laws>().law();
    let known: Vec<String> = law.procedures.iter().map(|p| format!("{}@{}", p.id, p.version)).collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let under = errors.choice(ask, "under", &known);
    if !errors.is_empty() {
        return Err(Trouble::Invalid(page(house, ask, &errors, &text, &[])));
    }
    let draft = match law.draft(PASTED, &text) {
        Ok(draft) => draft,
        Err(mistakes) => {
            errors.add("draft", wrong(ask, &mistakes));
            return Err(Trouble::Invalid(page(house, ask, &errors, &text, &mistakes)));
        }
    };
    let only = match under.split_once('@') {
        Some((procedure, _)) if procedure != draft.version.id => {
            errors.add("under", ask.t("simulation-error-other-procedure"));
            return Err(Trouble::Invalid(page(house, ask, &errors, &text, &[])));
        }
        Some((_, version)) => Some(version.to_owned()),
        None => None,
    };
    match start(house, ask, draft, is_recorded, only)? {
        Ok(run) => Ok(run::begun(&run)),
        Err(busy) => {
            errors.add("draft", ask.t(run::busy_key(busy)));
            Err(Trouble::Invalid(page(house, ask, &errors, &text, &[])))
        }
    }
}

/// The first mistake, as the field says it.
fn wrong(ask: &Ask, mistakes: &[LawError]) -> String {
    let line = mistakes.iter().find_map(|m| m.line);
    match line {
        Some(line) => ask.tw("simulation-error-draft-line", &[("line", line.into())]),
        None => ask.t("simulation-error-draft"),
    }
}

/// The draft of a file if one was chosen, else what stands in the field.
fn text(ask: &Ask, errors: &mut FormErrors) -> String {
    let sent = ask.file("file").filter(|file| file.is_too_long || file.is_too_busy || !file.bytes.is_empty());
    let Some(file) = sent else {
        let text = ask.form.text("draft").replace("\r\n", "\n");
        if text.trim().is_empty() {
            errors.add("draft", ask.t("simulation-error-none"));
        } else if text.len() > DRAFT_BYTES_MAX {
            errors.add("draft", ask.tw("simulation-error-long", &[("max", DRAFT_BYTES_MAX.into())]));
        }
        return text;
    };
    if file.is_too_busy {
        errors.add("file", ask.t("simulation-error-busy-file"));
    } else if file.is_too_long || file.bytes.len() > DRAFT_BYTES_MAX {
        errors.add("file", ask.tw("simulation-error-long", &[("max", DRAFT_BYTES_MAX.into())]));
    } else {
        match std::str::from_utf8(&file.bytes) {
            Ok(text) => return text.trim_start_matches('\u{feff}').replace("\r\n", "\n"),
            Err(_) => errors.add("file", ask.t("simulation-error-no-text")),
        }
    }
    ask.form.text("draft").to_owned()
}

/// What a replay reads, gathered before it goes to a thread of its own.
struct Work {
    draft: Draft,
    only: Option<String>,
    cases: Cases,
}

enum Cases {
    Worked(BTreeMap<String, String>),
    Recorded { ledger: Ledger, laws: Laws, heads: Vec<CaseHead>, sight: Sight },
}

fn start(
    house: &House,
    ask: &Ask,
    draft: Draft,
    is_recorded: bool,
    only: Option<String>,
) -> Result<Result<std::sync::Arc<Run>, super::super::runs::Busy>, Fault> {
    let cases = if is_recorded {
        let (heads, sight) = cases::counted_for(house, &ask.who, &draft.version.id)?;
        let laws: &Laws = house.room();
        Cases::Recorded { ledger: house.ledger.clone(), laws: laws.clone(), heads, sight }
    } else {
        Cases::Worked(house.room::<CountryFiles>().worked_cases())
    };
    let total = match &cases {
        Cases::Worked(files) => files.len(),
        Cases::Recorded { heads, .. } => heads.len(),
    };
    let about = About::Replay {
        procedure: draft.version.names.clone(),
        draft: draft.version.version.clone(),
        is_recorded,
    };
    let new = NewRun { id: run::fresh(house), owner: ask.who.account, at: ask.now, about, total };
    let work = Work { draft, only, cases };
    Ok(house.room::<Runs>().start(new, move |run| work.done(run)))
}

impl Work {
    fn done(self, run: &Run) -> End {
        let only = self.only.as_deref();
        match self.cases {
            Cases::Worked(files) => match cases::worked(&self.draft, &files, only) {
                Ok(replayed) => End::Replayed(Box::new(ReplayTally::of(&replayed)), Sight::Exact),
                Err(mistakes) => {
                    let why = cases::told(&mistakes, Lang::En);
                    tracing::error!(why, "a worked case cannot be read");
                    End::Failed
                }
            },
            Cases::Recorded { ledger, laws, heads, sight } => {
                let told = |done: usize| run.tell(done);
                match cases::recorded(&ledger, &laws, &self.draft, &heads, only, &told) {
                    Ok(Some(replayed)) => End::Replayed(Box::new(ReplayTally::of(&replayed)), sight),
                    Ok(None) => End::Cancelled,
                    Err(fault) => {
                        tracing::error!(%fault, "recorded cases cannot be replayed");
                        End::Failed
                    }
                }
            }
        }
    }
}
