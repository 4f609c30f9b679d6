//! Two files side by side with what differs, and the answer: the same person, not the same, cannot be told; then the second
//! person's word, and the undo.

use super::{desk, hangs_on, left, weighs};
use crate::access as ties;
use crate::codes;
use crate::model::{Answer, Person};
use crate::pairing::judge::{JudgeRefusal, Word, confirm, decline, judge};
use crate::pairing::undo::{UndoRefusal, look_at, undo};
use crate::pairing::{
    Consequence, Pairing, PairingHead, Said, Saying, Standing, Verdict, WHY_CHARS_MAX, find, likenesses,
    queue,
};
use crate::person;
use crate::told::word;
use crate::view;
use ::access::{Kind, Permission};
use kernel::PersonId;
use ledger::{ContentStanding, Door, Fault, Hash, Load, Loaded, Stamp};
use maud::{Markup, html};
use std::collections::BTreeSet;
use uuid::Uuid;
use web::part::{self, Act, Choice, Compared, Comparison, Field, Moment, Tone};
use web::{Ask, FormErrors, House, Page, Reply, Trouble};

/// Everything the page shows.
pub(super) struct Sight {
    pub head: PairingHead,
    pub loaded: Loaded<Pairing>,
    /// The older file first.
    pub files: [(PersonId, Person); 2],
    pub consequences: BTreeSet<Consequence>,
    /// They would contradict what was said of another pair.
    is_told_apart: bool,
    /// The number of the picture of each file that may be looked at.
    pictures: [Option<u32>; 2],
    /// Which of the files the reader may open.
    opens: [bool; 2],
    pub written: Vec<left::Line>,
    is_headquarters: bool,
}

fn opened(house: &House, ask: &Ask) -> Result<Sight, Trouble> {
    let id: Uuid = ask.id("pairing")?;
    let beside = hangs_on(house);
    let desk = desk(house, ask, &beside);
    let sight = house.ledger.read(|door| -> Result<Option<Sight>, Fault> {
        let Some(head) = find(door, id)? else { return Ok(None) };
        if !queue::may_see(house, ask, door, &head)? {
            return Ok(None);
        }
        let Some(loaded) = door.load::<Pairing>(id)? else { return Ok(None) };
        let [one, two] = super::queue::older_first(door, &head)?;
        let (Some(first), Some(second)) = (person::state(door, one)?, person::state(door, two)?) else {
            return Ok(None);
        };
        let mut opens = [false; 2];
        let mut pictures = [None; 2];
        for (place, (id, file)) in [(one, &first), (two, &second)].into_iter().enumerate() {
            opens[place] = ties::may(house, ask, door, Permission::ReadPerson, id)?;
            pictures[place] = if opens[place] { picture(door, id, file)? } else { None };
        }
        let files = crate::pairing::group::joined(door, head.pair.both())?;
        let apart = crate::pairing::group::told_apart(door, &files)?;
        let consequences = crate::pairing::consequence::of(door, &beside, &files, desk.today)?;
        let written = left::lines(house, ask, door, &beside, &loaded.state)?;
        Ok(Some(Sight {
            is_told_apart: apart.is_some_and(|apart| apart.id != id),
            head,
            loaded,
            files: [(one, first), (two, second)],
            consequences,
            pictures,
            opens,
            written,
            is_headquarters: desk.is_headquarters,
        }))
    })?;
    sight.ok_or(Trouble::NotFound)
}

/// The newest picture of a file that is here.
fn picture(door: &mut dyn Door, id: PersonId, file: &Person) -> Result<Option<u32>, Fault> {
    let mut newest = None;
    for (number, _, scan) in file.scans().filter(|(.., scan)| !scan.replaced && scan.media.is_picture()) {
        if door.content_standing(id.0, scan.content)? == ContentStanding::Here {
            newest = Some(number);
        }
    }
    Ok(newest)
}

/// Looking at both is written down on both.
fn looked(house: &House, ask: &Ask, sight: &Sight) -> Result<(), Fault> {
    for (id, _) in &sight.files {
        let permission = Permission::ReviewDuplicates;
        house.access.log_read(&ask.who, Kind::Person, id.0, "/duplicates/{pairing}", permission)?;
    }
    Ok(())
}

fn shown(house: &House, ask: &Ask, errors: &FormErrors, sight: &Sight) -> Result<Page, Trouble> {
    looked(house, ask, sight)?;
    page(house, ask, errors, sight)
}

/// `GET /duplicates/{pairing}`
pub fn get(house: &House, ask: &Ask) -> Reply {
    let sight = opened(house, ask)?;
    Ok(shown(house, ask, &ask.errors(), &sight)?.into())
}

/// `POST /duplicates/{pairing}`: the first answer.
pub fn submit(house: &House, ask: &Ask) -> Reply {
    let sight = opened(house, ask)?;
    let mut errors = ask.errors();
    let codes = Verdict::ALL.map(Verdict::code);
    let verdict = Verdict::from_code(&errors.required_choice(ask, "verdict", &codes));
    let why = errors.line(ask, "why", WHY_CHARS_MAX);
    let Some(verdict) = verdict.filter(|_| errors.is_empty()) else {
        return Err(Trouble::Invalid(shown(house, ask, &errors, &sight)?));
    };
    let (stamp, beside) = (Stamp::new(ask.who.actor()), hangs_on(house));
    let desk = desk(house, ask, &beside);
    let word = Word { head: ask.head(), why: &why };
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        judge(tx, &stamp, desk, sight.head.id, verdict, word).map(|_| String::new())
    });
    answered(house, ask, &sight, errors, done.map_err(told), "identity-pairing-done")
}

/// `POST /duplicates/{pairing}/second`: the second person's word.
pub fn second(house: &House, ask: &Ask) -> Reply {
    let sight = opened(house, ask)?;
    let mut errors = ask.errors();
    let agrees = errors.required_choice(ask, "second", &["yes", "no"]);
    let why = errors.line(ask, "second_why", WHY_CHARS_MAX);
    if !errors.is_empty() {
        return Err(Trouble::Invalid(shown(house, ask, &errors, &sight)?));
    }
    let (stamp, beside) = (Stamp::new(ask.who.actor()), hangs_on(house));
    let desk = desk(house, ask, &beside);
    let word = Word { head: ask.head(), why: &why };
    let is_told_twice = ask.form.is_on("told_twice");
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        let stands = match agrees.as_str() {
            "yes" => confirm(tx, &stamp, desk, sight.head.id, is_told_twice, word),
            _ => decline(tx, &stamp, desk, sight.head.id, word),
        };
        stands.map(|_| String::new())
    });
    let done = done.map_err(told).map_err(|refusal| match refusal {
        Told::Field("why", key) => Told::Field("second_why", key),
        other => other,
    });
    answered(house, ask, &sight, errors, done, "identity-pairing-done")
}

/// `POST /duplicates/{pairing}/undo`
pub fn take_back(house: &House, ask: &Ask) -> Reply {
    let sight = opened(house, ask)?;
    let mut errors = ask.errors();
    let why = errors.line(ask, "undo_why", WHY_CHARS_MAX);
    if !errors.is_empty() {
        return Err(Trouble::Invalid(shown(house, ask, &errors, &sight)?));
    }
    let (stamp, beside) = (Stamp::new(ask.who.actor()), hangs_on(house));
    let desk = desk(house, ask, &beside);
    let word = Word { head: ask.head(), why: &why };
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        undo(tx, &stamp, desk, sight.head.id, word).map(|_| String::new())
    });
    answered(house, ask, &sight, errors, done.map_err(told_of_undo), "identity-pairing-undo-done")
}

/// `POST /duplicates/{pairing}/looked`: entries at which somebody has looked.
pub fn looked_at(house: &House, ask: &Ask) -> Reply {
    let sight = opened(house, ask)?;
    let seen: Vec<Hash> = ask.form.all("entry").into_iter().filter_map(Hash::from_hex).collect();
    let (stamp, beside) = (Stamp::new(ask.who.actor()), hangs_on(house));
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        look_at(tx, &stamp, &beside, sight.head.id, &seen).map(|()| String::new())
    });
    answered(house, ask, &sight, ask.errors(), done.map_err(told_of_undo), "identity-pairing-looked-done")
}

/// What somebody can do about a refusal.
enum Told {
    Field(&'static str, &'static str),
    Refused(&'static str),
    Fault(Fault),
}

fn told(refusal: JudgeRefusal) -> Told {
    match refusal {
        JudgeRefusal::NoReason => Told::Field("why", "identity-pairing-error-why"),
        JudgeRefusal::OneHousehold => Told::Field("told_twice", "identity-pairing-error-household"),
        JudgeRefusal::Nothing | JudgeRefusal::StandsOtherwise => {
            Told::Refused("identity-pairing-error-otherwise")
        }
        JudgeRefusal::NotHere => Told::Refused("identity-pairing-error-not-here"),
        JudgeRefusal::SamePerson => Told::Refused("identity-pairing-error-same-person"),
        JudgeRefusal::ToldApart(_) => Told::Refused("identity-pairing-error-apart"),
        JudgeRefusal::JoinedThrough => Told::Refused("identity-pairing-error-through"),
        JudgeRefusal::Fault(fault) => Told::Fault(fault),
    }
}

fn told_of_undo(refusal: UndoRefusal) -> Told {
    match refusal {
        UndoRefusal::NoReason => Told::Field("undo_why", "identity-pairing-error-why"),
        UndoRefusal::NothingChosen => Told::Field("entry", "identity-pairing-error-entry"),
        UndoRefusal::Nothing | UndoRefusal::NotJoined => Told::Refused("identity-pairing-error-otherwise"),
        UndoRefusal::NotHere => Told::Refused("identity-pairing-error-not-here"),
        UndoRefusal::Fault(fault) => Told::Fault(fault),
    }
}

fn answered(
    house: &House,
    ask: &Ask,
    sight: &Sight,
    mut errors: FormErrors,
    done: Result<String, Told>,
    key: &str,
) -> Reply {
    match done {
        Ok(_) => Ok(ask.done(&format!("/duplicates/{}", sight.head.id), key)),
        Err(Told::Field(field, key)) => {
            errors.add(field, ask.t(key));
            Err(Trouble::Invalid(shown(house, ask, &errors, sight)?))
        }
        Err(Told::Refused(key)) => Err(Trouble::Refused(ask.t(key))),
        Err(Told::Fault(fault)) => Err(fault.into()),
    }
}

fn page(house: &House, ask: &Ask, errors: &FormErrors, sight: &Sight) -> Result<Page, Trouble> {
    let title = ask.t("identity-pairing-title");
    let state = &sight.loaded.state;
    let main = html! {
        (part::card(&ask.t("identity-pairing-facts"), html! { (beside(ask, sight)) (ways(ask, sight)) }))
        (pictures(ask, sight))
        @match &state.standing {
            Standing::Same { .. } => (undo_card(ask, errors, sight)),
            Standing::Seconding { first, .. } => (second_card(ask, errors, sight, *first)),
            _ => (judge_card(ask, errors, sight)),
        }
        @if !sight.written.is_empty() { (left::card(house, ask, errors, sight)?) }
    };
    let aside = html! {
        (part::card(&ask.t("identity-pairing-alike"), alike(ask, sight)))
        @if !sight.consequences.is_empty() {
            (part::card(&ask.t("identity-pairing-weighing"), html! {
                p { (ask.t("identity-pairing-weighing-words")) }
                ul.govuk-list."govuk-list--bullet" { @for words in weighs(ask, &sight.consequences) { li { (words) } } }
            }))
        }
        (part::card(&ask.t("identity-pairing-history"), history(house, ask, state)?))
    };
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.t("identity-pairing-lead"))))
        (standing(ask, sight))
        (part::columns(main, aside))
    };
    let back = Act::new("/duplicates", ask.t("identity-pairing-back"));
    Ok(Page::new(title, body).section("people").back(part::back_link(&back)))
}

fn standing(ask: &Ask, sight: &Sight) -> Markup {
    let (tone, key) = match sight.loaded.state.standing {
        Standing::Same { .. } => (Tone::Done, "identity-pairing-stands-same"),
        Standing::NotSame => (Tone::Info, "identity-pairing-stands-not-same"),
        Standing::Unclear => (Tone::Info, "identity-pairing-stands-unclear"),
        Standing::Seconding { .. } => (Tone::Caution, "identity-pairing-stands-seconding"),
        Standing::Waiting => return html! {},
    };
    part::notice(tone, &ask.t(key), html! { p { (ask.t(&format!("{key}-words"))) } })
}

/// Two files, fact by fact; what differs carries a sign and a word.
fn beside(ask: &Ask, sight: &Sight) -> Markup {
    let [(_, one), (_, two)] = &sight.files;
    let rows = facts(ask, one).into_iter().zip(facts(ask, two));
    let rows = rows.map(|((key, yours), (_, now))| Compared {
        label: ask.t(&format!("identity-pairing-fact-{key}")),
        yours,
        now,
    });
    part::comparison(&Comparison {
        caption: ask.t("identity-pairing-caption"),
        field_head: ask.t("identity-perhaps-fact"),
        yours_head: one.number.clone(),
        now_head: two.number.clone(),
        differs: ask.t("identity-perhaps-differs"),
        rows: rows.collect(),
    })
}

fn facts(ask: &Ask, p: &Person) -> Vec<(&'static str, String)> {
    fn said<T>(ask: &Ask, answer: &Answer<T>, words: impl FnOnce(&T) -> String) -> String {
        match answer {
            Answer::Told(value) => words(value),
            silent => word(ask, "silence", silent.silence().unwrap_or("not_asked")),
        }
    }
    let own = &p.names.name;
    let parts = [&own.given, &own.first_surname, &own.second_surname].map(String::as_str);
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let others =
        p.names.others.iter().map(|o| format!("{}: {}", word(ask, "other-name", o.kind.code()), o.name));
    let others: Vec<String> = others.chain(p.former_names.iter().cloned()).collect();
    let countries = |all: &Vec<kernel::Country>| {
        all.iter().map(|c| codes::country_name(*c, ask.lang)).collect::<Vec<_>>().join(", ")
    };
    let papers = p.documents_standing().map(|(_, d)| {
        format!("{} {}", word(ask, "document-kind", d.kind.code()), d.number).trim().to_owned()
    });
    let papers: Vec<String> = papers.collect();
    let registered = p.registered_on.map(|on| ask.day(on)).unwrap_or_default();
    vec![
        ("name", own.as_told.clone()),
        ("parts", parts.join(" / ")),
        ("others", others.join(" · ")),
        ("birth", said(ask, &p.birth.date, |date| view::partial(ask, date))),
        ("birth-place", p.birth.place.clone()),
        ("sex", said(ask, &p.sex, |sex| word(ask, "sex", sex.code()))),
        ("nationality", said(ask, &p.nationality.nationalities, countries)),
        ("languages", said(ask, &p.languages, |all| view::languages(ask, all))),
        ("papers", if papers.is_empty() { ask.t("identity-perhaps-no-papers") } else { papers.join(", ") }),
        ("registered", registered),
    ]
}

/// The ways to the files themselves, for whoever may open them.
fn ways(ask: &Ask, sight: &Sight) -> Markup {
    html! {
        @for ((id, file), opens) in sight.files.iter().zip(sight.opens) {
            @if opens {
                p { (part::link(&Act::new(format!("/people/{id}"), ask.tw("identity-pairing-open", &[("number", file.number.as_str().into())])))) }
            }
        }
    }
}

fn pictures(ask: &Ask, sight: &Sight) -> Markup {
    if sight.pictures.iter().all(Option::is_none) {
        return html! {};
    }
    part::card(
        &ask.t("identity-pairing-pictures"),
        html! {
            div.c-row {
                @for ((id, file), picture) in sight.files.iter().zip(sight.pictures) {
                    div {
                        p { b { (file.number) } }
                        @match picture {
                            Some(number) => {
                                @let address = format!("/people/{id}/scans/{number}/file");
                                p.c-picture { img src=(address) alt=(ask.tw("identity-pairing-picture-alt", &[("number", file.number.as_str().into())])); }
                            }
                            None => { p.c-note { (ask.t("identity-pairing-no-picture")) } }
                        }
                    }
                }
            }
        },
    )
}

fn field(ask: &Ask, errors: &FormErrors, name: &str, key: &str) -> Field {
    Field::new(name, ask.t(key)).value(ask.value_or(name, "")).error(errors.of(name))
}

fn judge_card(ask: &Ask, errors: &FormErrors, sight: &Sight) -> Markup {
    if !sight.is_headquarters {
        return part::notice(Tone::Info, &ask.t("identity-pairing-error-not-here"), html! {});
    }
    let choices: Vec<Choice> = Verdict::ALL
        .into_iter()
        .map(|verdict| {
            let choice = Choice::new(verdict.code(), word(ask, "pairing-verdict", verdict.code()));
            choice.hint(word(ask, "pairing-verdict-hint", verdict.code()))
        })
        .collect();
    part::card(
        &ask.t("identity-pairing-answer"),
        html! {
            @if sight.is_told_apart { (part::warning(&ask.t("identity-pairing-error-apart"))) }
            form method="post" action={ "/duplicates/" (sight.head.id) } novalidate {
                (ask.csrf_fields_at(&sight.loaded.head_text()))
                (part::radios(&field(ask, errors, "verdict", "identity-perhaps-question"), &choices))
                (part::text(&field(ask, errors, "why", "identity-pairing-why").hint(ask.t("identity-pairing-why-hint"))))
                (part::actions(part::button(&ask.t("identity-pairing-save")), &[Act::new("/duplicates", ask.t("identity-cancel"))]))
            }
        },
    )
}

fn second_card(ask: &Ask, errors: &FormErrors, sight: &Sight, first: kernel::AccountId) -> Markup {
    if !sight.is_headquarters {
        return part::notice(Tone::Info, &ask.t("identity-pairing-error-not-here"), html! {});
    }
    let is_first = first == ask.who.account;
    let mut choices = vec![Choice::new("no", ask.t("identity-pairing-second-no"))];
    if !is_first {
        choices.insert(0, Choice::new("yes", ask.t("identity-pairing-second-yes")));
    }
    let household = sight.consequences.contains(&Consequence::OneHousehold);
    let told_twice = [Choice::new("1", ask.t("identity-pairing-told-twice"))];
    let ticked: &[&str] = if ask.values().is_on("told_twice") { &["1"] } else { &[] };
    part::card(
        &ask.t("identity-pairing-second"),
        html! {
            @if is_first { p { (ask.t("identity-pairing-error-same-person")) } }
            form method="post" action={ "/duplicates/" (sight.head.id) "/second" } novalidate {
                (ask.csrf_fields_at(&sight.loaded.head_text()))
                (part::radios(&field(ask, errors, "second", "identity-pairing-second-question"), &choices))
                @if household && !is_first {
                    (part::checkboxes(&field(ask, errors, "told_twice", "identity-pairing-weighs-one-household"), ticked, &told_twice))
                }
                (part::text(&field(ask, errors, "second_why", "identity-pairing-why")))
                (part::button(&ask.t("identity-pairing-save")))
            }
        },
    )
}

fn undo_card(ask: &Ask, errors: &FormErrors, sight: &Sight) -> Markup {
    if !sight.is_headquarters {
        return html! {};
    }
    part::card(
        &ask.t("identity-pairing-undo"),
        html! {
            p { (ask.t("identity-pairing-undo-words")) }
            form method="post" action={ "/duplicates/" (sight.head.id) "/undo" } novalidate {
                (ask.csrf_fields_at(&sight.loaded.head_text()))
                (part::text(&field(ask, errors, "undo_why", "identity-pairing-why")))
                (part::danger_button(&ask.t("identity-pairing-undo-button")))
            }
        },
    )
}

fn alike(ask: &Ask, sight: &Sight) -> Markup {
    let [(_, one), (_, two)] = &sight.files;
    let found = likenesses(one, two);
    html! {
        @if found.is_empty() { p.c-note { (ask.t("identity-pairing-alike-nothing")) } }
        ul.govuk-list."govuk-list--bullet" { @for alike in &found { li { (ask.t(alike.key())) } } }
        p.c-note { (ask.t("identity-pairing-alike-words")) }
    }
}

/// Who proposed, who said what and why, the newest first.
fn history(house: &House, ask: &Ask, state: &Pairing) -> Result<Markup, Trouble> {
    let mut moments: Vec<(jiff::Timestamp, Moment)> = Vec::new();
    for proposal in &state.proposals {
        let title = word(ask, "pairing-source", proposal.source.code());
        let who = left::who(house, ask, &proposal.by)?;
        let moment = Moment::new(proposal.at.to_string(), ask.instant(proposal.at), title).note(who);
        moments.push((proposal.at, moment));
    }
    for saying in &state.said {
        let who = left::who(house, ask, &saying.by)?;
        let note = if saying.why.is_empty() { who } else { format!("{} — {who}", saying.why) };
        let moment = Moment::new(saying.at.to_string(), ask.instant(saying.at), said(ask, saying)).note(note);
        moments.push((saying.at, moment));
    }
    moments.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let moments: Vec<Moment> = moments.into_iter().map(|(_, moment)| moment).collect();
    Ok(part::timeline(&moments))
}

fn said(ask: &Ask, saying: &Saying) -> String {
    match &saying.said {
        Said::Judged(verdict, _) => word(ask, "pairing-verdict", verdict.code()),
        Said::Confirmed => ask.t("identity-pairing-said-confirmed"),
        Said::Declined => ask.t("identity-pairing-said-declined"),
        Said::Undone => ask.t("identity-pairing-said-undone"),
    }
}
