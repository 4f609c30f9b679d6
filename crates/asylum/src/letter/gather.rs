//! What fills a letter from a case: its facts, its forms, its decision with the remedies, and what the law's file says.

use super::{Decided, decided, words_of};
use casework::model::{FormMap, TermStarted};
use casework::{CaseView, Laws};
use identity::codes;
use jiff::civil::{Date, Time};
use kernel::{Lang, Office};
use ledger::Fault;
use letters::{
    Blank, CaseFact, Count, DecisionFact, DocumentFact, Input, IssuedFact, Origin, RemedyValue, SkippedDay,
    Unit, Value, Values, Words,
};
use procedure::{FieldKind, Procedure, Step};
use web::{Ask, House};

/// Everything that the file and the law know for a letter; what is asked of the officer is not in it.
pub fn values(house: &House, ask: &Ask, view: &CaseView<'_>, blank: &Blank) -> Result<Values, Fault> {
    let Some(procedure) = view.procedure else { return Ok(Values::new()) };
    let decided = decided(blank, procedure, &view.case);
    let desk = Desk { house, ask, laws: house.room::<Laws>(), view, procedure, blank, decided };
    let mut values = Values::new();
    for input in &blank.inputs {
        if let Some(value) = desk.value(input)? {
            values.insert(input.id.clone(), value);
        }
    }
    Ok(values)
}

/// An office as a value of a letter.
pub(super) fn office(house: &House, laws: &Laws, office: &Office) -> Value {
    let name = |lang| house.country.office_name(lang, office).to_owned();
    let place = laws.law().office(office.code()).map(|fact| words_of(&fact.place));
    Value::Office { names: Words::new(name(Lang::Es), name(Lang::En)), place: place.unwrap_or_default() }
}

/// All that is at hand while one letter is filled.
struct Desk<'a> {
    house: &'a House,
    ask: &'a Ask,
    laws: &'a Laws,
    view: &'a CaseView<'a>,
    procedure: &'a Procedure,
    blank: &'a Blank,
    decided: Option<Decided<'a>>,
}

impl Desk<'_> {
    fn value(&self, input: &Input) -> Result<Option<Value>, Fault> {
        Ok(match &input.from {
            Origin::Ask => None,
            Origin::Case(fact) => self.of_case(*fact)?,
            Origin::Opening(field) => {
                let opening = self.view.case.steps.iter().find(|t| t.taken.step == self.procedure.opening.id);
                opening.and_then(|t| answer(&self.procedure.opening, &t.taken.form, field))
            }
            Origin::Step(field) => self.named_step().and_then(|(step, form, _)| answer(step, form, field)),
            Origin::StepDay => self.named_step().map(|(_, _, on)| Value::Day(on)),
            Origin::Decision(fact) => self.decided.and_then(|decided| self.of_decision(&decided, fact)),
            Origin::NoticeDay => self.notified_on().map(Value::Day),
            Origin::Term(id) => self.term(id).map(Value::Term),
            Origin::Remedies => self.decided.map(|decided| Value::Remedies(self.remedies(&decided))),
            Origin::Document(id, fact) => self.of_document(id, *fact),
            Origin::Office(id) => Some(office(self.house, self.laws, &Office(id.clone()))),
            Origin::Issued(IssuedFact::Day) => Some(Value::Day(self.ask.today)),
            Origin::Issued(IssuedFact::Office) => Some(office(self.house, self.laws, &self.ask.who.office)),
            Origin::Issued(IssuedFact::By) => Some(Value::Text(self.ask.who.name.clone())),
        })
    }

    fn of_case(&self, fact: CaseFact) -> Result<Option<Value>, Fault> {
        let view = self.view;
        Ok(match fact {
            CaseFact::Number => Some(Value::Text(view.head.number.clone())),
            CaseFact::Day => Some(Value::Day(view.head.legal_date)),
            CaseFact::Person => Some(view.principal_name())
                .filter(|name| !name.is_empty())
                .map(|name| Value::Text(name.into())),
            CaseFact::People => {
                let others = view.people.iter().skip(1).map(|face| face.name.clone());
                let others: Vec<String> = others.filter(|name| !name.is_empty()).collect();
                (!others.is_empty()).then_some(Value::People(others))
            }
            CaseFact::Country => self.country()?,
            CaseFact::Office => Some(office(self.house, self.laws, &view.head.office)),
            CaseFact::Instrument => {
                self.procedure.instrument.as_ref().map(|said| Value::Words(words_of(said)))
            }
        })
    }

    /// The country of origin, where it is a country and the reader may know the person.
    fn country(&self) -> Result<Option<Value>, Fault> {
        let known = self.view.people.first().filter(|face| !face.name.is_empty());
        let Some(face) = known else { return Ok(None) };
        let head = self.house.ledger.read(|r| identity::person::find(r, face.id))?;
        let country = head.map(|head| head.origin).filter(|country| codes::is_country(*country));
        Ok(country.map(|country| {
            let name = |lang| codes::country_name(country, lang);
            Value::Words(Words::new(name(Lang::Es), name(Lang::En)))
        }))
    }

    /// The newest step that names this letter.
    fn named_step(&self) -> Option<(&Step, &FormMap, Date)> {
        self.view.case.steps.iter().rev().find_map(|taken| {
            let step = self.procedure.step(&taken.taken.step)?;
            let names_it = step.letter.as_deref() == Some(self.blank.id.as_str());
            names_it.then_some((step, &taken.taken.form, taken.taken.on))
        })
    }

    fn of_decision(&self, decided: &Decided<'_>, fact: &DecisionFact) -> Option<Value> {
        Some(match fact {
            DecisionFact::Day => Value::Day(decided.taken.taken.on),
            DecisionFact::Name => Value::Words(words_of(&decided.step.names)),
            DecisionFact::Outcome => Value::Choice {
                code: decided.outcome.code().to_owned(),
                names: words_of(&decided.step.names),
            },
            DecisionFact::Office => office(self.house, self.laws, &decided.taken.actor.office),
            DecisionFact::Norm => Value::Words(self.norm(decided.step.cite.article.as_deref())?),
            DecisionFact::Answer(field) => answer(decided.step, &decided.taken.taken.form, field)?,
        })
    }

    /// The instrument and the article as they are cited; nothing when neither is known.
    fn norm(&self, article: Option<&str>) -> Option<Words> {
        let instrument = self.procedure.instrument.as_ref()?;
        Some(match article {
            Some(article) => Words::new(
                format!("{}, artículo {article}", instrument.es),
                format!("{}, article {article}", instrument.en),
            ),
            None => words_of(instrument),
        })
    }

    /// The day of effective notice, when a step that names this letter followed the decision.
    fn notified_on(&self) -> Option<Date> {
        let decided = self.decided?;
        let after = self.view.case.steps.iter().skip(decided.place + 1);
        let is_notice = |step: &Step| step.letter.as_deref() == Some(self.blank.id.as_str());
        let mut notices = after.filter(|t| self.procedure.step(&t.taken.step).is_some_and(is_notice));
        notices.next().map(|t| t.taken.on)
    }

    fn term(&self, id: &str) -> Option<Count> {
        let run = self.view.case.terms.iter().rev().find(|run| run.term.term == id);
        let rule = self.procedure.term(id)?;
        Some(self.count(rule, run.map(|run| &run.term), run.map(|run| run.term.start)))
    }

    fn count(&self, rule: &procedure::Term, run: Option<&TermStarted>, from: Option<Date>) -> Count {
        Count {
            length: rule.length.and_then(|length| Some((length, unit(rule.unit)?))),
            counts_from: self.words("asylum-letter-counts-from"),
            from: run.map(|run| run.start).or(from),
            due: run.and_then(|run| run.due),
            skipped: run.map(skipped).unwrap_or_default(),
            provisional: run.is_none_or(|run| self.is_provisional(run)),
        }
    }

    /// Whether a lawyer still has to confirm something that the date rests on.
    fn is_provisional(&self, run: &TermStarted) -> bool {
        let counted = casework::Counted {
            term: &run.term,
            start: run.start,
            due: run.due,
            verification: &run.verification,
            provisional: run.provisional,
        };
        self.laws.sureness(self.procedure, &counted).provisional
    }

    fn remedies(&self, decided: &Decided<'_>) -> Vec<RemedyValue> {
        let against = self.procedure.remedies.iter().filter(|r| r.against.contains(&decided.step.id));
        against.map(|remedy| self.remedy(remedy)).collect()
    }

    fn remedy(&self, remedy: &procedure::Remedy) -> RemedyValue {
        let rule = remedy.term.as_deref().and_then(|id| self.procedure.term(id));
        let notified = self.notified_on();
        // Only a run that this very notice began: an earlier decision's date must never stand on this one.
        let run = self.view.case.terms.iter().rev().find(|run| {
            Some(run.term.term.as_str()) == remedy.term.as_deref() && notified == Some(run.term.start)
        });
        let count = rule.map(|rule| self.count(rule, run.map(|run| &run.term), notified));
        let meanwhile = match remedy.suspensive {
            Some(true) => Some(self.words("asylum-letter-suspends")),
            // That a decision does not wait would harm; it is said only by a person.
            Some(false) | None => None,
        };
        RemedyValue {
            name: words_of(&remedy.names),
            authority: words_of(&remedy.authority),
            how: (!remedy.judicial).then(|| self.words("asylum-letter-how")),
            meanwhile,
            norm: rule.and_then(|rule| self.norm(rule.cite.article.as_deref())),
            count: count.unwrap_or(Count { provisional: true, ..Count::default() }),
        }
    }

    fn of_document(&self, id: &str, fact: DocumentFact) -> Option<Value> {
        let document = self.procedure.document(id)?;
        let is_doubtful = document.cite.verification == procedure::Verification::Unverified;
        match fact {
            DocumentFact::Name => Some(Value::Words(words_of(&document.names))),
            DocumentFact::Issuer => Some(Value::Words(words_of(&document.issuer))),
            // What an unverified source says that a document grants, or for how long, is printed nowhere.
            DocumentFact::Validity | DocumentFact::Grants if is_doubtful => None,
            DocumentFact::Validity => {
                let validity = document.validity?;
                Some(Value::Length { count: validity.length, unit: unit(validity.unit)? })
            }
            DocumentFact::Grants => {
                let grants: Vec<Words> = document.grants.iter().map(words_of).collect();
                (!grants.is_empty()).then_some(Value::List(grants))
            }
        }
    }

    /// A sentence of the language files in both languages of staff.
    fn words(&self, key: &str) -> Words {
        let said = |lang| self.house.words.t(lang, key, &[]);
        Words::new(said(Lang::Es), said(Lang::En))
    }
}

/// An answer of a form as a value; nothing when it was left blank.
fn answer(step: &Step, form: &FormMap, field: &str) -> Option<Value> {
    let text = form.get(field).map(String::as_str).filter(|text| !text.trim().is_empty())?;
    let field = step.field(field)?;
    match &field.kind {
        FieldKind::Text | FieldKind::Number => Some(Value::Text(text.to_owned())),
        // Written by staff, in the language of the institution; nobody has translated it.
        FieldKind::LongText => {
            Some(Value::LongText { text: text.to_owned(), lang: Lang::Es.tag().to_owned() })
        }
        FieldKind::Day => text.parse().ok().map(Value::Day),
        FieldKind::Time => text.parse::<Time>().ok().map(Value::Time),
        FieldKind::YesNo => Some(Value::YesNo(text == "yes")),
        FieldKind::Choice(options) => {
            let (code, said) = options.iter().find(|(code, _)| code == text)?;
            Some(Value::Choice { code: code.clone(), names: words_of(said) })
        }
        FieldKind::Language => {
            let name = |lang| codes::language_name(text, lang);
            Some(Value::Words(Words::new(name(Lang::Es), name(Lang::En))))
        }
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

fn skipped(run: &TermStarted) -> Vec<SkippedDay> {
    let words = |said: &casework::model::Words| Words::new(&said.es, &said.en);
    let days = run.arithmetic.skipped.iter();
    days.map(|day| SkippedDay { date: day.date, reason: words(&day.reason) }).collect()
}
