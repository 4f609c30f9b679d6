//! The page before a letter is issued: what it will say, what only the officer knows, and in which languages.

use super::issue::{self, Draft};
use super::{Letters, gather, may_now};
use casework::file::page::{href, identity};
use casework::label::Labels;
use casework::record::LetterRefusal;
use casework::{CaseView, Laws};
use jiff::civil::Time;
use kernel::{CaseId, Lang, Office};
use ledger::Stamp;
use letters::{Blank, BlankKind, Input, InputKind, LetterError, Value, Values};
use web::part::{self, Act, Choice, Field, Width};
use web::{Answer, Ask, FormErrors, House, Markup, Page, Reply, Trouble, html};

const LINE_CHARS_MAX: usize = 300;
const LONG_CHARS_MAX: usize = 4_000;
/// The field that says in which languages.
const LANGUAGES: &str = "languages";

/// GET `/cases/{case}/letters/{letter}`
pub fn get(house: &House, ask: &Ask) -> Reply {
    let (view, blank) = found(house, ask)?;
    let values = gather::values(house, ask, &view, blank)?;
    Ok(Answer::Page(page(&Labels::new(house, ask), &view, blank, &values, &ask.errors())))
}

/// POST `/cases/{case}/letters/{letter}`
pub fn post(house: &House, ask: &Ask) -> Reply {
    let (view, blank) = found(house, ask)?;
    if let Err(not) = may_now(blank, view.procedure, &view.case) {
        return Err(Trouble::Refused(ask.t(not.key())));
    }
    let mut values = gather::values(house, ask, &view, blank)?;
    let labels = Labels::new(house, ask);
    let known = values.clone();
    let mut errors = ask.errors();
    for input in blank.asked() {
        if let Some(value) = typed(&labels, blank, input, &mut errors) {
            values.insert(input.id.clone(), value);
        }
    }
    let chosen = issue::orders(blank).into_iter().find(|order| order.join("-") == ask.form.text(LANGUAGES));
    if chosen.is_none() {
        errors.add(LANGUAGES, ask.t("web-error-choice"));
    }
    let (case, languages) = (view.id, chosen.unwrap_or_default());
    let after_step = u32::try_from(view.case.steps.len()).unwrap_or(u32::MAX);
    let draft = Draft { blank, values: &values, languages, on: ask.today, after_step };
    if errors.is_empty() && blank.missing(&values).is_empty() {
        match issue::try_out(house, &draft) {
            Err(LetterError::Unprintable { characters }) => {
                let words = ask.tw("asylum-letter-unprintable", &[("characters", characters.into())]);
                errors.add(LANGUAGES, words);
            }
            Err(error) => return Err(Trouble::Refused(error.to_string())),
            Ok(()) => {}
        }
    }
    if !errors.is_empty() || !blank.missing(&values).is_empty() {
        return Err(Trouble::Invalid(page(&labels, &view, blank, &known, &errors)));
    }
    let (stamp, site) = (Stamp::new(ask.who.actor()), house.ledger.site().to_owned());
    let issued = house.ledger.once(ask.key(), ask.who.account, |tx| {
        let id = issue::run(tx, &site, &stamp, case, ask.head(), draft)?;
        Ok::<_, LetterRefusal>(format!("/cases/{case}/issued/{id}"))
    });
    match issued {
        Ok(to) => Ok(ask.done(&to, "asylum-letter-done")),
        Err(refusal) => Err(super::issued::refused(ask, refusal)),
    }
}

/// The case and the letter, where it is one of its procedure.
fn found<'a>(house: &'a House, ask: &Ask) -> Result<(CaseView<'a>, &'a Blank), Trouble> {
    let id = ask.id::<CaseId>("case")?;
    let laws = house.room::<Laws>();
    let view = casework::file::seen(house, ask, laws, id)?.ok_or(Trouble::NotFound)?;
    let blank = house.room::<Letters>().get(ask.param("letter")).ok_or(Trouble::NotFound)?;
    // Other procedures (a family's, a guardianship's) print only what their own steps name.
    let names_it = |p: &procedure::Procedure| p.all_steps().any(|s| s.letter.as_deref() == Some(&blank.id));
    let is_of_case = view.head.procedure == crate::CLAIM || view.procedure.is_some_and(names_it);
    if is_of_case { Ok((view, blank)) } else { Err(Trouble::NotFound) }
}

/// Fields of letters are posted under names of their own, so that none can be taken for the machinery's.
fn name(input: &Input) -> String {
    format!("f-{}", input.id)
}

/// What was typed for an input, or an error beside it.
fn typed(labels: &Labels<'_>, blank: &Blank, input: &Input, errors: &mut FormErrors) -> Option<Value> {
    let ask = labels.ask;
    let name = name(input);
    let given = ask.form.text(&name).trim().to_owned();
    if given.is_empty() {
        if input.required {
            let question = input.names.get(ask.lang.tag()).to_owned();
            errors.add(&name, ask.tw("asylum-letter-missing", &[("question", question.into())]));
        }
        return None;
    }
    match input.kind {
        InputKind::LongText => {
            let text = errors.long(ask, &name, LONG_CHARS_MAX);
            (!text.is_empty()).then_some(Value::LongText { text, lang: Lang::Es.tag().to_owned() })
        }
        InputKind::Day => {
            let day = errors.day(ask, &name)?;
            if blank.kind == BlankKind::Summons && day < ask.today {
                errors.add(&name, ask.t("asylum-letter-past"));
            }
            Some(Value::Day(day))
        }
        InputKind::Time => match time(&given) {
            Some(time) => Some(Value::Time(time)),
            None => {
                errors.add(&name, ask.t("asylum-letter-time"));
                None
            }
        },
        InputKind::YesNo if matches!(given.as_str(), "yes" | "no") => Some(Value::YesNo(given == "yes")),
        InputKind::Choice => {
            let chosen = input.options.iter().find(|(code, _)| *code == given);
            if chosen.is_none() {
                errors.add(&name, ask.t("web-error-choice"));
            }
            chosen.map(|(code, names)| Value::Choice { code: code.clone(), names: names.clone() })
        }
        InputKind::Office => {
            let offices = &labels.house.country.offices;
            let chosen = offices.iter().find(|o| o.office.code() == given).map(|o| &o.office);
            if chosen.is_none() {
                errors.add(&name, ask.t("web-error-choice"));
            }
            chosen.map(|office| gather::office(labels.house, labels.laws, office))
        }
        InputKind::Text | InputKind::Person => {
            let text = errors.line(ask, &name, LINE_CHARS_MAX);
            (!text.is_empty()).then_some(Value::Text(text))
        }
        _ => {
            errors.add(&name, ask.t("web-error-choice"));
            None
        }
    }
}

/// `9:30`, `14.05`, `14h05`.
fn time(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once([':', '.', 'h'])?;
    Time::new(hour.trim().parse().ok()?, minute.trim().parse().ok()?, 0, 0).ok()
}

// ---- the page ----

fn page(
    labels: &Labels<'_>,
    view: &CaseView<'_>,
    blank: &Blank,
    known: &Values,
    errors: &FormErrors,
) -> Page {
    let ask = labels.ask;
    let title = blank.names.get(ask.lang.tag()).to_owned();
    let unknown: Vec<&Input> =
        blank.missing(known).into_iter().filter(|input| input.from != letters::Origin::Ask).collect();
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::identity_strip(&identity(labels, view)))
        (part::heading(&title, None, Some(&ask.t("asylum-letter-lead"))))
        (part::prose(html! {
            @match may_now(blank, view.procedure, &view.case) {
                Err(not) => { (part::notice(part::Tone::Info, &ask.t("asylum-letter-not-now"), html! { p { (ask.t(not.key())) } })) }
                Ok(()) if !unknown.is_empty() => {
                    (part::notice(part::Tone::Caution, &ask.t("asylum-letter-not-now"), html! { p { (ask.t("asylum-letter-lacks")) } }))
                }
                Ok(()) => { (form(labels, view, blank, errors)) }
            }
        }))
    };
    let back = Act::new(href(view.id), ask.t("asylum-letter-back"));
    Page::new(format!("{title} · {}", view.head.number), body).section("cases").back(part::back_link(&back))
}

fn form(labels: &Labels<'_>, view: &CaseView<'_>, blank: &Blank, errors: &FormErrors) -> Markup {
    let ask = labels.ask;
    let orders = issue::orders(blank);
    let suggested = issue::suggested(blank, view).join("-");
    let first = if orders.iter().any(|order| order.join("-") == suggested) {
        suggested
    } else {
        orders.first().map(|order| order.join("-")).unwrap_or_default()
    };
    let language = |tag: &String| ask.t(&format!("asylum-letter-in-{tag}"));
    let named = |order: &Vec<String>| {
        let names: Vec<String> = order.iter().map(language).collect();
        Choice::new(order.join("-"), names.join(" · "))
    };
    let choices: Vec<Choice> = orders.iter().map(named).collect();
    let languages = Field::new(LANGUAGES, ask.t("asylum-letter-languages"))
        .hint(ask.t("asylum-letter-languages-hint"))
        .value(ask.value_or(LANGUAGES, &first))
        .error(errors.of(LANGUAGES));
    html! {
        form method="post" action={ "/cases/" (view.id) "/letters/" (blank.id) } novalidate {
            (ask.csrf_fields_at(&view.head_text))
            @for input in blank.asked() { (draw(labels, view, input, errors)) }
            (part::radios(&languages, &choices))
            (part::actions(part::button(&ask.t("asylum-letter-issue")), &[Act::new(href(view.id), ask.t("asylum-letter-cancel"))]))
        }
    }
}

fn draw(labels: &Labels<'_>, view: &CaseView<'_>, input: &Input, errors: &FormErrors) -> Markup {
    let ask = labels.ask;
    let (id, tag) = (name(input), ask.lang.tag());
    let stored = if input.kind == InputKind::Office { view.head.office.code() } else { "" };
    let mut field =
        Field::new(&id, input.names.get(tag)).value(ask.value_or(&id, stored)).error(errors.of(&id));
    if let Some(hint) = &input.hint {
        field = field.hint(hint.get(tag));
    }
    if !input.required {
        field = field.optional(ask.t("asylum-letter-optional"));
    }
    match input.kind {
        InputKind::LongText => part::textarea(&field, 6),
        InputKind::Day => part::partial_date(&field.hint(ask.t("asylum-express-day-hint"))),
        InputKind::Time => {
            part::text(&field.hint(ask.t("asylum-express-hour-hint")).width(Width::Short).verbatim())
        }
        InputKind::YesNo => {
            let answers = [
                Choice::new("yes", ask.t("asylum-letter-yes")),
                Choice::new("no", ask.t("asylum-letter-no")),
            ];
            part::radios(&field.inline(), &answers)
        }
        InputKind::Choice => {
            let answers = input.options.iter().map(|(code, names)| Choice::new(code, names.get(tag)));
            part::radios(&field, &answers.collect::<Vec<_>>())
        }
        InputKind::Office => {
            let offices = labels.house.country.offices.iter().map(|o| o.office.clone());
            let choices: Vec<Choice> =
                offices.map(|office: Office| Choice::new(office.0.clone(), labels.office(&office))).collect();
            part::select(&field, &choices)
        }
        _ => part::text(&field),
    }
}
