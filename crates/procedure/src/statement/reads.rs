//! What a statement says, line by line: one line for each thing that the law would have to say for it to be right.

use super::Statement;
use crate::Law;
use crate::calendar::{Calendar, HolidayRule, When};
use crate::commission::Commission;
use crate::compared::named;
use crate::facts::{Domain, FactRule};
use crate::model::{Document, Length, Procedure, Remedy, Step, TaskRule, Term, Unit, Whose};
use crate::reform::Transition;
use crate::said::Said;
use jiff::civil::{Date, Weekday};
use kernel::Role;

/// One thing that a line says. Pages put codes and days into the reader's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// As the file words it.
    Said(Said),
    /// The expression of a condition, or an id of the files.
    Code(String),
    /// A word of the engine, such as `human_review`.
    Of(&'static str),
    Number(i64),
    /// No number: nobody told us.
    Length(Option<Length>),
    Day(Date),
    Role(Role),
    /// `None`: nobody told us.
    YesNo(Option<bool>),
}

/// What a line is about, such as `length`, and what it says of that.
pub type SaidLine = (&'static str, Vec<Word>);

pub(super) fn of(law: &Law, statement: &Statement<'_>) -> Vec<SaidLine> {
    let mut lines = vec![("name", vec![said(statement.cited.names)])];
    let path: Vec<&str> = statement.cited.path.split('.').collect();
    lines.extend(match statement.procedure {
        Some(p) => of_procedure(law, p, &path, statement.place),
        None if statement.cited.file == "calendar.toml" => of_calendar(&law.calendar, &path),
        None => of_country(law, &path),
    });
    lines.retain(|(_, words)| !words.is_empty());
    lines
}

fn said(said: &Said) -> Word {
    Word::Said(said.clone())
}
fn all<'a>(these: impl IntoIterator<Item = &'a Said>) -> Vec<Word> {
    these.into_iter().map(said).collect()
}
fn days(day: Option<Date>) -> Vec<Word> {
    day.into_iter().map(Word::Day).collect()
}
/// A mark is told where it stands, and nothing is said where it does not.
fn yes(is: bool) -> Vec<Word> {
    if is { vec![Word::YesNo(Some(true))] } else { Vec::new() }
}

fn of_procedure(law: &Law, p: &Procedure, path: &[&str], place: usize) -> Vec<SaidLine> {
    match path {
        ["cite"] => head(p),
        ["confidential"] => vec![("says", vec![Word::Of("confidential")])],
        ["free"] => vec![("says", vec![Word::Of("free")])],
        ["facts", id] => p.fact(id).map(fact).unwrap_or_default(),
        ["terms", id] => p.term(id).map(|t| term(p, t)).unwrap_or_default(),
        ["terms", _, "moved_end"] => vec![("last_day", vec![Word::Of("moved_end")])],
        ["documents", id] => p.document(id).map(document).unwrap_or_default(),
        ["remedies", id] => p.remedies.iter().find(|r| r.id == *id).map(|r| remedy(p, r)).unwrap_or_default(),
        ["remedies", _, "same_body"] => vec![("decided_by", vec![Word::Of("same_body")])],
        ["remedies", _, "other_body"] => vec![("decided_by", vec![Word::Of("other_body")])],
        ["steps", id, rest @ ..] => p.step(id).map(|s| of_step(law, p, s, rest, place)).unwrap_or_default(),
        ["struck", ..] => {
            let what = path[1..].join(".");
            let found = p.struck.iter().find(|s| s.what == what);
            found
                .map(|s| {
                    vec![("struck", vec![Word::Said(named(p, &s.what))]), ("from_day", days(Some(s.from)))]
                })
                .unwrap_or_default()
        }
        ["transitions", from @ ..] => {
            let found = p.transitions.iter().find(|t| t.from.join("-") == from.join("."));
            found.map(|t| transition(p, t)).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

fn head(p: &Procedure) -> Vec<SaidLine> {
    vec![
        ("version", vec![Word::Code(p.version.clone())]),
        ("instrument", all(&p.instrument)),
        ("from_day", days(Some(p.valid_from))),
        ("to_day", days(p.valid_to)),
    ]
}

fn fact(f: &FactRule) -> Vec<SaidLine> {
    let values = match &f.domain {
        Domain::Codes(codes) if !f.of_stages => all(codes.iter().map(|(_, names)| names)),
        _ => Vec::new(),
    };
    vec![("values", values)]
}

fn term(p: &Procedure, t: &Term) -> Vec<SaidLine> {
    let length = t.length.map(|length| Length { length, unit: t.unit });
    let counting = match t.counting {
        crate::Counting::EventDayNotCounted => "event_day_not_counted",
        crate::Counting::FromNextWorkingDay => "from_next_working_day",
    };
    let last = if t.moved_end.is_some() { "moved_end" } else { "end_stays" };
    let is_counted = length.is_some_and(|length| length.unit != Unit::Unknown);
    let told = |word: &'static str| if is_counted { vec![Word::Of(word)] } else { Vec::new() };
    let expiry = match t.on_expiry {
        crate::OnExpiry::HumanReview => "human_review",
        crate::OnExpiry::Warn => "warn",
    };
    let whose = match t.whose {
        Whose::Person => Word::Of("person"),
        Whose::Role(role) => Word::Role(role),
    };
    vec![
        ("length", vec![Word::Length(length)]),
        ("from_event", event(p, &t.from)),
        ("counting", told(counting)),
        ("last_day", told(last)),
        ("whose", vec![whose]),
        ("on_expiry", vec![Word::Of(expiry)]),
        ("note", all(&t.hint)),
    ]
}

/// The steps and questions that give an event its day.
fn event(p: &Procedure, event: &str) -> Vec<Word> {
    let fields = p.all_steps().flat_map(|s| &s.fields).filter(|f| f.event.as_deref() == Some(event));
    let steps = p.all_steps().filter(|s| s.event == event).map(|s| &s.names);
    let mut words = all(fields.map(|f| &f.names).chain(steps));
    words.dedup();
    words
}

fn document(d: &Document) -> Vec<SaidLine> {
    vec![
        ("issuer", all([&d.issuer])),
        ("validity", vec![Word::Length(d.validity)]),
        ("renewable", vec![Word::YesNo(d.renewable)]),
        ("at_most", d.renewed_at_most.map(|n| Word::Number(n.into())).into_iter().collect()),
        ("grants", all(&d.grants)),
    ]
}

fn remedy(p: &Procedure, r: &Remedy) -> Vec<SaidLine> {
    let term = r.term.as_ref().and_then(|id| p.term(id));
    let length = term.and_then(|t| t.length.map(|length| Length { length, unit: t.unit }));
    vec![
        ("against", steps(p, &r.against)),
        ("authority", all([&r.authority])),
        ("length", vec![Word::Length(length)]),
        ("filed_by", steps(p, &r.filed_by)),
        ("decided_by", steps(p, &r.decided_by)),
        ("suspensive", vec![Word::YesNo(r.suspensive)]),
        ("judicial", yes(r.judicial)),
    ]
}

fn steps<'a>(p: &Procedure, ids: impl IntoIterator<Item = &'a String>) -> Vec<Word> {
    ids.into_iter().filter_map(|id| p.step(id)).map(|s| said(&s.names)).collect()
}

fn of_step(law: &Law, p: &Procedure, s: &Step, rest: &[&str], place: usize) -> Vec<SaidLine> {
    match rest {
        [] => step(law, p, s),
        ["guard"] => {
            let clause = s.guard.iter().flat_map(|g| &g.clauses).nth(place);
            let expression = clause.map(|c| Word::Code(c.expression.clone()));
            vec![("before", all([&s.names])), ("requires", expression.into_iter().collect())]
        }
        ["tasks", id] => s.tasks.iter().find(|t| t.id == *id).map(|t| task(s, t)).unwrap_or_default(),
        _ => Vec::new(),
    }
}

fn step(law: &Law, p: &Procedure, s: &Step) -> Vec<SaidLine> {
    let stages = |ids: &[String]| all(ids.iter().filter_map(|id| p.stage(id)).map(|s| &s.names));
    let terms = |ids: &[String]| all(ids.iter().filter_map(|id| p.term(id)).map(|t| &t.names));
    let to: Vec<String> = s.to.iter().cloned().collect();
    let offices = s.offices.iter().filter_map(|id| law.office(id)).map(|o| &o.names);
    let opens = s.opens.iter().filter_map(|id| law.procedures.iter().find(|o| o.id == *id));
    let sits = s.in_session.as_ref().and_then(|id| law.commission(id)).map(|c| &c.names);
    vec![
        ("note", all(&s.hint)),
        ("who", s.by.iter().copied().map(Word::Role).collect()),
        ("offices", all(offices)),
        ("from", stages(&s.from)),
        ("to", stages(&to)),
        ("only_if", all(s.guard.iter().flat_map(|g| &g.clauses).map(|c| &c.says))),
        ("not_same", steps(p, &s.not_same_as)),
        ("session", all(sits)),
        ("starts", terms(&s.starts)),
        ("ends", terms(&s.ends)),
        ("opens", all(opens.map(|o| &o.names))),
        ("issues", all(s.issues.iter().filter_map(|id| p.document(id)).map(|d| &d.names))),
        ("form", all(s.fields.iter().map(|f| &f.names))),
        ("tasks", all(s.tasks.iter().map(|t| &t.names))),
        ("prejudicial", yes(s.prejudicial)),
        ("remedy", yes(s.remedy)),
    ]
}

fn task(s: &Step, t: &TaskRule) -> Vec<SaidLine> {
    vec![
        ("after", all([&s.names])),
        ("who", vec![Word::Role(t.role)]),
        ("within", t.within.map(|w| Word::Length(Some(w))).into_iter().collect()),
        ("requires", t.when.iter().map(|c| Word::Code(c.expression.clone())).collect()),
    ]
}

fn transition(p: &Procedure, t: &Transition) -> Vec<SaidLine> {
    vec![
        ("from_version", t.from.iter().cloned().map(Word::Code).collect()),
        ("version", vec![Word::Code(p.version.clone())]),
        ("open_cases", vec![Word::Of(t.open_cases.code())]),
        (
            "terms",
            vec![Word::Of(match t.terms {
                crate::TermsOnMove::Keep => "terms_keep",
                crate::TermsOnMove::Recompute => "terms_recompute",
            })],
        ),
    ]
}

fn of_calendar(calendar: &Calendar, path: &[&str]) -> Vec<SaidLine> {
    match path {
        ["cite"] => vec![
            ("rest_days", all(calendar.rest_days.iter().map(|r| &r.names))),
            ("holidays", all(calendar.holidays.iter().map(|h| &h.names))),
            ("decreed", calendar.decreed.iter().map(|d| Word::Day(d.day)).collect()),
        ],
        ["rest_days"] => vec![("says", vec![Word::Of("rest_day")])],
        ["holidays", id] => calendar.holidays.iter().find(|h| h.id == *id).map(holiday).unwrap_or_default(),
        ["decreed", day] => vec![("day", days(day.parse().ok()))],
        ["acts", id] => {
            let found = calendar.acts.iter().find(|a| a.id == *id);
            found
                .map(|a| {
                    let terms = a.terms.iter().cloned().map(Word::Code).collect();
                    vec![("from_day", days(Some(a.from))), ("terms", terms)]
                })
                .unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

fn holiday(h: &HolidayRule) -> Vec<SaidLine> {
    let number = |n: i64| vec![Word::Number(n)];
    let weekdays = |days: &[Weekday]| {
        days.iter().map(|day| Word::Number(day.to_monday_one_offset().into())).collect::<Vec<_>>()
    };
    let mut lines = match h.when {
        When::Fixed { month, day } => {
            vec![("day_of_month", number(day.into())), ("month", number(month.into()))]
        }
        When::Easter(days) => vec![("from_easter", number(days.into()))],
        When::Nth { month, nth, days_after, weekday } => vec![
            ("month", number(month.into())),
            ("weekday", weekdays(&[weekday])),
            ("nth", number(nth.into())),
            ("days_after", if days_after == 0 { Vec::new() } else { number(days_after.into()) }),
        ],
    };
    lines.extend([
        ("sunday_to_monday", yes(h.sunday_to_monday)),
        ("monday_before", weekdays(&h.moves.monday_before)),
        ("monday_after", weekdays(&h.moves.monday_after)),
        ("every_years", if h.every.0 > 1 { number(h.every.0.into()) } else { Vec::new() }),
        ("from_day", days(Some(h.valid_from))),
        ("to_day", days(h.valid_to)),
    ]);
    lines
}

fn of_country(law: &Law, path: &[&str]) -> Vec<SaidLine> {
    let file = &law.facts_file;
    match path {
        ["cite"] => vec![("time_zone", vec![Word::Code(file.time_zone.clone())])],
        ["case_number"] => vec![("case_number", vec![Word::Code(file.case_number.write(2000, 1))])],
        ["offices", id] => law.office(id).map(|o| vec![("place", all([&o.place]))]).unwrap_or_default(),
        ["commissions", id] => law.commission(id).map(|c| commission(law, c)).unwrap_or_default(),
        _ => Vec::new(),
    }
}

fn commission(law: &Law, c: &Commission) -> Vec<SaidLine> {
    let quorum = c.quorum.and_then(|n| i64::try_from(n).ok()).map_or(Word::Of("unknown"), Word::Number);
    vec![
        ("offices", all(law.office(&c.office).map(|o| &o.names))),
        ("seats", all(c.seats.iter().map(|s| &s.names))),
        ("quorum", vec![quorum]),
        ("majority", vec![Word::Of(c.majority.code())]),
    ]
}
