//! The page on which a member votes on one case.

use crate::access::{item, shut, writable};
use crate::body;
use crate::fold::{Ballot, Item, Session};
use crate::model::{SessionId, Votes};
use crate::view::page::{href, sub_page};
use crate::vote::{Cast, VoteRefusal, may_vote, open_motions, run};
use casework::Laws;
use ledger::{Loaded, Stamp};
use procedure::{Step, Vote};
use web::part::{self, Act, Choice};
use web::{Answer, Ask, FormErrors, House, Page, Reply, Trouble, html};

const DISSENT_CHARS_MAX: usize = 20_000;

/// GET `/sessions/{session}/cases/{case}/vote`
pub fn get(house: &House, ask: &Ask) -> Reply {
    let seen = writable(house, ask)?;
    let item = item(house, ask, &seen.state)?;
    let motions = motions(house, ask, &seen.state, item)?;
    Ok(Answer::Page(page(ask, &seen, item, &motions, &ask.errors())))
}

/// POST `/sessions/{session}/cases/{case}/vote`
pub fn post(house: &House, ask: &Ask) -> Reply {
    let seen = writable(house, ask)?;
    let item = item(house, ask, &seen.state)?;
    let motions = motions(house, ask, &seen.state, item)?;
    let mut errors = ask.errors();
    let mut votes = Votes::new();
    for step in &motions {
        match Vote::from_code(ask.form.text(&field_of(step))) {
            Some(vote) => drop(votes.insert(step.id.clone(), vote)),
            None => {
                let name = step.names.in_lang(ask.lang).to_owned();
                errors.add(&field_of(step), ask.tw("commission-error-vote", &[("step", name.into())]));
            }
        }
    }
    let dissent = errors.long(ask, "dissent", DISSENT_CHARS_MAX);
    if !errors.is_empty() {
        return Err(Trouble::Invalid(page(ask, &seen, item, &motions, &errors)));
    }
    let (id, laws, stamp) = (SessionId(seen.id), house.room::<Laws>(), Stamp::new(ask.who.actor()));
    let cast = Cast { session: id, case: item.case, votes, dissent };
    let done =
        house.ledger.once(ask.key(), ask.who.account, |tx| run(tx, laws, &stamp, cast).map(|_| href(id)));
    match done {
        Ok(to) => Ok(ask.done(&to, "commission-vote-done")),
        Err(VoteRefusal::Votes) => {
            let first = motions.first().map(|step| field_of(step)).unwrap_or_default();
            errors.add(&first, ask.t("commission-error-two-votes"));
            Err(Trouble::Invalid(page(ask, &seen, item, &motions, &errors)))
        }
        Err(refusal) => Err(refused(ask, refusal)),
    }
}

fn field_of(step: &Step) -> String {
    format!("vote-{}", step.id)
}

fn refused(ask: &Ask, refusal: VoteRefusal) -> Trouble {
    let key = match refusal {
        VoteRefusal::Shut(why) => return shut(ask, why),
        VoteRefusal::NoQuorum => "commission-refused-not-open",
        VoteRefusal::NotPresent => "commission-refused-not-present",
        VoteRefusal::Recused => "commission-refused-recused",
        VoteRefusal::DecidedBefore => "commission-refused-decided-before",
        VoteRefusal::NotPending => "commission-refused-not-pending",
        VoteRefusal::NotBefore => "commission-refused-not-before",
        VoteRefusal::Votes => "commission-error-two-votes",
    };
    Trouble::Refused(ask.t(key))
}

/// What may be decided in the case, unless the reader may not vote on it.
fn motions<'a>(
    house: &'a House,
    ask: &Ask,
    session: &Session,
    item: &Item,
) -> Result<Vec<&'a Step>, Trouble> {
    let laws = house.room::<Laws>();
    may_vote(session, item.case, ask.who.account).map_err(|why| refused(ask, why))?;
    let Some(body) = body::of(laws, session) else {
        return Err(Trouble::Refused(ask.t("commission-refused-no-law")));
    };
    let open = house.ledger.read(|door| open_motions(door, laws, body, session, item.case))?;
    let open = open.ok_or_else(|| refused(ask, VoteRefusal::NotBefore))?;
    if open.motions.iter().any(|step| body::decided_before(&open.case, step, ask.who.account)) {
        return Err(refused(ask, VoteRefusal::DecidedBefore));
    }
    Ok(open.motions)
}

pub(crate) fn vote_words(ask: &Ask, vote: Vote) -> String {
    match vote {
        Vote::InFavour => ask.t("commission-vote-in-favour"),
        Vote::Against => ask.t("commission-vote-against"),
        Vote::Abstained => ask.t("commission-vote-abstained"),
    }
}

fn page(ask: &Ask, seen: &Loaded<Session>, item: &Item, motions: &[&Step], errors: &FormErrors) -> Page {
    let mine: Option<&Ballot> = item.ballots.get(&ask.who.account);
    let choices = Vote::ALL.map(|vote| Choice::new(vote.code(), vote_words(ask, vote)));
    let dissent = part::Field::new("dissent", ask.t("commission-vote-dissent"))
        .optional(ask.t("commission-optional"))
        .hint(ask.t("commission-vote-dissent-hint"))
        .value(ask.value_or("dissent", mine.map_or("", |b| b.dissent.as_str())))
        .error(errors.of("dissent"));
    let body = html! {
        p { (part::link(&Act::new(format!("/cases/{}", item.case), ask.t("commission-vote-read")))) }
        @if mine.is_some() { (part::aside(&ask.t("commission-vote-again"))) }
        form method="post" action={ (href(SessionId(seen.id))) "/cases/" (item.case) "/vote" } novalidate {
            (ask.csrf_fields_at(&seen.head_text()))
            @for step in motions {
                @let id = field_of(step);
                @let stored = mine.and_then(|b| b.votes.get(&step.id)).map_or("", |vote| vote.code());
                (part::radios(
                    &part::Field::new(&id, step.names.in_lang(ask.lang))
                        .value(ask.value_or(&id, stored))
                        .error(errors.of(&id))
                        .inline(),
                    &choices,
                ))
            }
            (part::textarea(&dissent, 4))
            (part::actions(
                part::button(&ask.t("commission-vote-send")),
                &[Act::new(href(SessionId(seen.id)), ask.t("commission-cancel"))],
            ))
        }
    };
    sub_page(ask, seen, &ask.t("commission-vote-title"), Some(&item.number), body, errors)
}
