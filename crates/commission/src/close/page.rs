//! The pages that close the vote on a case and the whole session.

use crate::access::{item, named, shut, writable};
use crate::attend::page::confirm;
use crate::body::{self, Verdict};
use crate::close::{self, CloseRefusal, StatedResult};
use crate::fold::{Item, ItemState, Session, State};
use crate::model::{SessionId, StepTally};
use crate::view::page::{href, rule_note, sub_page, tally_words};
use crate::vote::open_motions;
use casework::Laws;
use ledger::{Loaded, Stamp};
use web::part::{self, Act, Choice};
use web::{Answer, Ask, FormErrors, House, Markup, Page, Reply, Trouble, html};

const NOTHING: &str = "nothing";

fn open(house: &House, ask: &Ask) -> Result<Loaded<Session>, Trouble> {
    let seen = writable(house, ask)?;
    if seen.state.state() == State::Open {
        return Ok(seen);
    }
    Err(Trouble::Refused(ask.t("commission-refused-not-open")))
}

// ---- one case ----

/// GET `/sessions/{session}/cases/{case}/close`
pub fn get_case(house: &House, ask: &Ask) -> Reply {
    let seen = open(house, ask)?;
    let item = item(house, ask, &seen.state)?;
    let tallies = tallies(house, ask, &seen.state, item)?;
    Ok(Answer::Page(case_page(ask, &seen, item, &tallies, &ask.errors())))
}

/// POST `/sessions/{session}/cases/{case}/close`
pub fn post_case(house: &House, ask: &Ask) -> Reply {
    let seen = open(house, ask)?;
    let item = item(house, ask, &seen.state)?;
    let tallies = tallies(house, ask, &seen.state, item)?;
    let mut errors = ask.errors();
    let stated = match body::verdict(&tallies) {
        Verdict::AskChair(voted) => stated(ask, &voted, &mut errors),
        Verdict::Carried(_) | Verdict::Nothing => None,
    };
    if !errors.is_empty() {
        return Err(Trouble::Invalid(case_page(ask, &seen, item, &tallies, &errors)));
    }
    let (id, laws, stamp) = (SessionId(seen.id), house.room::<Laws>(), Stamp::new(ask.who.actor()));
    let case = item.case;
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        close::case(tx, laws, &stamp, id, case, stated, ask.head()).map(|_| href(id))
    });
    match done {
        Ok(to) => Ok(ask.done(&to, "commission-case-closed-done")),
        Err(refusal) => Err(refused(ask, refusal)),
    }
}

fn stated(ask: &Ask, voted: &[String], errors: &mut FormErrors) -> Option<StatedResult> {
    let codes: Vec<&str> = voted.iter().map(String::as_str).chain([NOTHING]).collect();
    let chosen = errors.required_choice(ask, "carried", &codes);
    if !ask.form.is_on("confirm") {
        errors.add("confirm", ask.t("commission-error-confirm"));
    }
    let carried = Some(chosen).filter(|step| step != NOTHING && !step.is_empty());
    errors.is_empty().then(|| StatedResult { by: named(ask), carried })
}

fn refused(ask: &Ask, refusal: CloseRefusal) -> Trouble {
    let key = match refusal {
        CloseRefusal::Shut(why) => return shut(ask, why),
        CloseRefusal::NoQuorum => "commission-refused-not-open",
        CloseRefusal::NotPending => "commission-refused-not-pending",
        CloseRefusal::NotBefore => "commission-refused-not-before",
        CloseRefusal::Unstated => "commission-error-confirm",
        CloseRefusal::NotVoted => "web-error-choice",
    };
    Trouble::Refused(ask.t(key))
}

fn tallies(house: &House, ask: &Ask, session: &Session, item: &Item) -> Result<Vec<StepTally>, Trouble> {
    if session.state_of(item) != ItemState::Pending {
        return Err(refused(ask, CloseRefusal::NotPending));
    }
    let laws = house.room::<Laws>();
    let Some(body) = body::of(laws, session) else {
        return Err(Trouble::Refused(ask.t("commission-refused-no-law")));
    };
    let open = house.ledger.read(|door| open_motions(door, laws, body, session, item.case))?;
    let open = open.ok_or_else(|| refused(ask, CloseRefusal::NotBefore))?;
    Ok(body::tallies(body, &open.motions, item))
}

fn case_page(
    ask: &Ask,
    seen: &Loaded<Session>,
    item: &Item,
    tallies: &[StepTally],
    errors: &FormErrors,
) -> Page {
    let missing: Vec<&str> = seen
        .state
        .voters(item)
        .filter(|p| !item.ballots.contains_key(&p.account))
        .map(|p| p.name.as_str())
        .collect();
    let verdict = body::verdict(tallies);
    let result = match &verdict {
        Verdict::Carried(step) => {
            let name = tallies.iter().find(|t| t.step == *step).map(|t| t.names.get(ask.lang).to_owned());
            ask.tw("commission-verdict-carried", &[("step", name.unwrap_or_default().into())])
        }
        Verdict::Nothing => ask.t("commission-verdict-nothing"),
        Verdict::AskChair(_) => ask.t("commission-verdict-ask"),
    };
    let body = html! {
        (part::facts(&tally_lines(ask, tallies)))
        @if !missing.is_empty() {
            (part::warning(&ask.tw("commission-close-missing", &[("names", missing.join(", ").into())])))
        }
        p { (result) }
        (rule_note(ask, &seen.state))
        form method="post" action={ (href(SessionId(seen.id))) "/cases/" (item.case) "/close" } novalidate {
            (ask.csrf_fields_at(&seen.head_text()))
            @if let Verdict::AskChair(voted) = &verdict { (ask_chair(ask, tallies, voted, errors)) }
            (part::actions(
                part::button(&ask.t("commission-case-close")),
                &[Act::new(href(SessionId(seen.id)), ask.t("commission-cancel"))],
            ))
        }
    };
    sub_page(ask, seen, &ask.t("commission-case-close-title"), Some(&item.number), body, errors)
}

pub(crate) fn tally_lines(ask: &Ask, tallies: &[StepTally]) -> Vec<(String, Markup)> {
    let line = |t: &StepTally| (t.names.get(ask.lang).to_owned(), html! { (tally_words(ask, t)) });
    tallies.iter().map(line).collect()
}

/// Nobody told us the majority: a named member states what was carried.
fn ask_chair(ask: &Ask, tallies: &[StepTally], voted: &[String], errors: &FormErrors) -> Markup {
    let field = part::Field::new("carried", ask.t("commission-carried-which"))
        .value(ask.value_or("carried", ""))
        .error(errors.of("carried"));
    let named = tallies.iter().filter(|t| voted.contains(&t.step));
    let mut choices: Vec<Choice> = named.map(|t| Choice::new(&t.step, t.names.get(ask.lang))).collect();
    choices.push(Choice::new(NOTHING, ask.t("commission-carried-nothing")));
    html! { (part::radios(&field, &choices)) (confirm(ask, errors)) }
}

// ---- the session ----

/// GET `/sessions/{session}/close`
pub fn get(house: &House, ask: &Ask) -> Reply {
    let seen = open(house, ask)?;
    Ok(Answer::Page(page(ask, &seen)))
}

/// POST `/sessions/{session}/close`
pub fn post(house: &House, ask: &Ask) -> Reply {
    let seen = open(house, ask)?;
    let (id, laws, stamp) = (SessionId(seen.id), house.room::<Laws>(), Stamp::new(ask.who.actor()));
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        close::session(tx, laws, &stamp, id, ask.head()).map(|_| href(id))
    });
    match done {
        Ok(to) => Ok(ask.done(&to, "commission-closed-done")),
        Err(refusal) => Err(refused(ask, refusal)),
    }
}

fn page(ask: &Ask, seen: &Loaded<Session>) -> Page {
    let waiting = seen.state.count(ItemState::Pending) + seen.state.count(ItemState::Undecided);
    let count = i64::try_from(waiting).unwrap_or(i64::MAX);
    let body = html! {
        @if waiting > 0 { (part::warning(&ask.tw("commission-close-left-over", &[("n", count.into())]))) }
        form method="post" action={ (href(SessionId(seen.id))) "/close" } novalidate {
            (ask.csrf_fields_at(&seen.head_text()))
            (part::actions(
                part::button(&ask.t("commission-close-send")),
                &[Act::new(href(SessionId(seen.id)), ask.t("commission-cancel"))],
            ))
        }
    };
    sub_page(ask, seen, &ask.t("commission-close-title"), None, body, &FormErrors::new())
}
