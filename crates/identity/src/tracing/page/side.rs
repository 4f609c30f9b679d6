//! What was asked for and somebody's file side by side: is it worth asking? Then the second person's word where a child is
//! concerned, and what both were told.

use super::leads::ROUTE;
use super::{
    Told, at_field, coded_choices, desk, labelled, language_field, of_lead, read_language, who, withheld,
};
use crate::codes;
use crate::model::{Answer, Channel, Person};
use crate::person::{self, PersonHead};
use crate::told::{Sheet, word};
use crate::tracing::judge::{LeadRefusal, judge as say};
use crate::tracing::lead::{self, Lead, LeadSaid};
use crate::tracing::queue::{Known, known, may_see_both};
use crate::tracing::suggest::{may_see, of};
use crate::tracing::{
    Desk, LeadHead, LeadStage, Reason, Search, Side, Sought, Verdict, WHY_CHARS_MAX, leads_of, open_search,
    second as seconded, tell,
};
use crate::view;
use ::access::{Kind, Permission};
use kernel::PersonId;
use ledger::{Fault, Loaded, Reader, Stamp, Tx};
use maud::{Markup, html};
use uuid::Uuid;
use web::part::{self, Act, Choice, Compared, Comparison, Moment, Tone, Width};
use web::{Ask, FormErrors, House, Page, Reply, Trouble};

/// What the page shows.
struct Sight {
    search: Loaded<Search>,
    requester: (PersonId, Person),
    found: (PersonId, Person),
    reasons: Vec<Reason>,
    /// The lead, once somebody has judged it.
    known: Option<Known>,
    /// The reader traces for both, so they may judge.
    may_judge: bool,
}

impl Sight {
    fn href(&self) -> String {
        format!("/tracing/{}/with/{}", self.search.id, self.found.0)
    }
}

/// A lead that was suggested to the reader or judged before. Nobody else's file is shown beside a search, whatever its id.
fn opened(house: &House, ask: &Ask) -> Result<Sight, Trouble> {
    let (search, found): (Uuid, PersonId) = (ask.id("search")?, ask.id("found")?);
    let withheld = withheld(house);
    let desk = desk(house, ask, &withheld);
    let read = house.ledger.read(|door| sight(house, ask, door, desk, (search, found)));
    read?.ok_or(Trouble::NotFound)
}

fn sight(
    house: &House,
    ask: &Ask,
    door: &mut Reader<'_>,
    desk: Desk<'_>,
    (search, found): (Uuid, PersonId),
) -> Result<Option<Sight>, Fault> {
    let Some((requester, loaded)) = open_search(door, search)? else { return Ok(None) };
    let heads = leads_of(door, search)?.into_iter();
    let head: Option<LeadHead> = heads.into_iter().find(|lead| lead.found == found);
    let known = head.map(|head| known(door, desk, head)).transpose()?.flatten();
    let may_judge = may_see(house, ask, door, requester)? && may_see(house, ask, door, found)?;
    let reasons = match &known {
        Some(known) if known.around.is_withheld || known.around.is_unwilling => return Ok(None),
        Some(known) if may_judge || may_see_both(house, ask, door, known)? => {
            known.lead.state.reasons.clone()
        }
        None if may_judge => {
            let suggested = of(house, ask, door, desk, (search, requester, &loaded.state))?;
            let Some(one) = suggested.into_iter().find(|one| one.id == found) else { return Ok(None) };
            one.reasons
        }
        _ => return Ok(None),
    };
    let (Some(first), Some(second)) = (person::state(door, requester)?, person::state(door, found)?) else {
        return Ok(None);
    };
    let (requester, found) = ((requester, first), (found, second));
    Ok(Some(Sight { search: loaded, requester, found, reasons, known, may_judge }))
}

/// Looking is written down on both files; on the requester's as a look at the search.
fn shown(house: &House, ask: &Ask, errors: &FormErrors, sight: &Sight) -> Result<Page, Trouble> {
    for id in [sight.requester.0, sight.found.0] {
        house.access.log_read(&ask.who, Kind::Person, id.0, ROUTE, Permission::TraceFamilies)?;
    }
    page(house, ask, errors, sight)
}

/// `GET /tracing/{search}/with/{found}`
pub fn get(house: &House, ask: &Ask) -> Reply {
    let sight = opened(house, ask)?;
    Ok(shown(house, ask, &ask.errors(), &sight)?.into())
}

/// `POST /tracing/{search}/with/{found}`: what the tracing officer says of the lead.
pub fn judge(house: &House, ask: &Ask) -> Reply {
    let sight = opened(house, ask)?;
    if !sight.may_judge {
        return Err(Trouble::NotFound);
    }
    let mut errors = ask.errors();
    let codes: Vec<&str> = Verdict::ALL.iter().map(|verdict| verdict.code()).collect();
    let verdict = Verdict::from_code(&errors.required_choice(ask, "verdict", &codes));
    let why = errors.line(ask, "why", WHY_CHARS_MAX);
    let Some(verdict) = verdict.filter(|_| errors.is_empty()) else {
        return Err(Trouble::Invalid(shown(house, ask, &errors, &sight)?));
    };
    let lead = (sight.search.id, sight.found.0);
    carried_out(house, ask, &sight, errors, |tx, stamp, desk| {
        say(tx, stamp, desk, lead, (verdict, sight.reasons.clone()), &why).map(drop)
    })
}

/// `POST /tracing/{search}/with/{found}/second`: the second person's word.
pub fn second(house: &House, ask: &Ask) -> Reply {
    let sight = opened(house, ask)?;
    let mut errors = ask.errors();
    let agrees = errors.required_choice(ask, "second", &["yes", "no"]);
    let why = errors.line(ask, "second_why", WHY_CHARS_MAX);
    if !errors.is_empty() {
        return Err(Trouble::Invalid(shown(house, ask, &errors, &sight)?));
    }
    let id = lead::record_of(sight.search.id, sight.found.0);
    carried_out(house, ask, &sight, errors, |tx, stamp, desk| match agrees.as_str() {
        "yes" => seconded::confirm(tx, stamp, desk, id, &why),
        _ => seconded::decline(tx, stamp, desk, id, &why),
    })
}

/// `POST /tracing/{search}/with/{found}/told`: one side was told.
pub fn told(house: &House, ask: &Ask) -> Reply {
    let sight = opened(house, ask)?;
    let mut errors = ask.errors();
    let Some(told) = read_told(ask, &mut errors).filter(|_| errors.is_empty()) else {
        return Err(Trouble::Invalid(shown(house, ask, &errors, &sight)?));
    };
    let id = lead::record_of(sight.search.id, sight.found.0);
    carried_out(house, ask, &sight, errors, |tx, stamp, desk| tell::tell(tx, stamp, desk, id, told.clone()))
}

fn read_told(ask: &Ask, errors: &mut FormErrors) -> Option<lead::Told> {
    let sides: Vec<&str> = Side::ALL.iter().map(|side| side.code()).collect();
    let side = Side::from_code(&errors.required_choice(ask, "whom_told", &sides));
    let channels: Vec<&str> = Channel::ALL.iter().map(|channel| channel.code()).collect();
    let how = Channel::from_code(&errors.required_choice(ask, "how", &channels));
    let on = errors.required_day(ask, "on");
    let language = read_language(ask, errors);
    let arranged = errors.line(ask, "arranged", WHY_CHARS_MAX);
    Some(lead::Told { side: side?, on: on?, language, how: how?, arranged })
}

fn carried_out(
    house: &House,
    ask: &Ask,
    sight: &Sight,
    mut errors: FormErrors,
    command: impl FnOnce(&mut Tx<'_>, &Stamp, Desk<'_>) -> Result<(), LeadRefusal>,
) -> Reply {
    let withheld = withheld(house);
    let (stamp, desk) = (Stamp::new(ask.who.actor()), desk(house, ask, &withheld));
    // A lead that somebody answered meanwhile is looked at again.
    let seen = sight.known.as_ref().map(|known| known.lead.head_text()).unwrap_or_default();
    if !ask.head().is_empty() && ask.head() != seen {
        return Err(Fault::Stale.into());
    }
    let done = house
        .ledger
        .once(ask.key(), ask.who.account, |tx| command(tx, &stamp, desk).map(|()| String::new()))
        .map_err(of_lead)
        .map_err(|refusal| match refusal {
            // The second person says why in a field of its own.
            Told::Field("why", key) if !ask.form.text("second").is_empty() => Told::Field("second_why", key),
            other => other,
        });
    match done {
        Ok(_) => Ok(ask.done(&sight.href(), "identity-tracing-done")),
        Err(Told::Fault(fault)) => Err(fault.into()),
        Err(refusal) => {
            at_field(ask, &mut errors, refusal)?;
            Err(Trouble::Invalid(shown(house, ask, &errors, sight)?))
        }
    }
}

fn page(house: &House, ask: &Ask, errors: &FormErrors, sight: &Sight) -> Result<Page, Trouble> {
    let title = ask.t("identity-tracing-side-title");
    let main = html! {
        (stands(ask, sight))
        (part::card(&ask.t("identity-tracing-side"), beside(house, ask, sight)))
        @match &sight.known {
            Some(known) if known.waits_for_second() => (second_card(ask, errors, sight, &known.lead.state)),
            Some(known) if known.opens() => (told_card(ask, errors, sight)),
            _ => {},
        }
        @if sight.may_judge { (judge_card(ask, errors, sight)) }
    };
    let aside = html! {
        (part::card(&ask.t("identity-tracing-why"), reasons(ask, sight)))
        @if let Some(known) = &sight.known {
            (part::card(&ask.t("identity-tracing-history"), history(house, ask, &known.lead.state)?))
        }
    };
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.t("identity-tracing-side-lead"))))
        (part::columns(main, aside))
    };
    let back = Act::new("/tracing", ask.t("identity-tracing-queue-back"));
    Ok(Page::new(title, body).section("tracing").back(part::back_link(&back)))
}

fn stands(ask: &Ask, sight: &Sight) -> Markup {
    let Some(known) = &sight.known else { return html! {} };
    let (tone, key) = if known.opens() {
        (Tone::Done, "identity-tracing-found")
    } else if known.waits_for_second() {
        (Tone::Caution, "identity-tracing-seconding")
    } else {
        let title = word(ask, "tracing-lead-stage", known.lead.state.stage().code());
        let asked = Act::new(
            format!("/people/{}/asked/{}", sight.found.0, known.head.id),
            ask.t("identity-tracing-ask-open"),
        );
        // Whoever said no may come back and say yes; nobody asks them again.
        let is_asked = known.is_to_be_asked() || known.lead.state.stage() == LeadStage::Refused;
        return part::notice(Tone::Info, &title, html! { @if is_asked { p { (part::link(&asked)) } } });
    };
    part::notice(tone, &ask.t(key), html! { p { (ask.t(&format!("{key}-words"))) } })
}

/// What the requester remembers beside what stands on the file.
fn beside(house: &House, ask: &Ask, sight: &Sight) -> Markup {
    let (found, file) = &sight.found;
    let head = PersonHead::of(*found, file);
    let told = sight.search.state.sought.as_ref();
    let rows = rows(ask, told, file);
    let looks = PersonHead::of(sight.requester.0, &sight.requester.1);
    html! {
        (part::comparison(&Comparison {
            caption: ask.t("identity-tracing-side"),
            field_head: ask.t("identity-perhaps-fact"),
            yours_head: ask.t("identity-tracing-side-sought"),
            now_head: head.number.clone(),
            differs: ask.t("identity-perhaps-differs"),
            rows,
        }))
        p { (ask.t("identity-tracing-side-requester")) " " (looks.name) " · " (looks.number) }
        p.c-note { (view::facts_line(house, ask, &looks)) }
    }
}

fn rows(ask: &Ask, told: Option<&Sought>, file: &Person) -> Vec<Compared> {
    let Some(sought) = told else { return Vec::new() };
    let birth = |answer: &Answer<kernel::PartialDate>| {
        answer.told().map(|date| view::partial(ask, date)).unwrap_or_default()
    };
    let sex = |answer: &Answer<kernel::Sex>| {
        answer.told().map(|sex| word(ask, "sex", sex.code())).unwrap_or_default()
    };
    let languages =
        |answer: &Answer<Vec<String>>| answer.told().map(|all| view::languages(ask, all)).unwrap_or_default();
    let origin = codes::country_name(file.nationality.origin(), ask.lang);
    let rows = [
        ("name", sought.names.clone(), file.names.name.as_told.clone()),
        ("birth", birth(&sought.birth.date), birth(&file.birth.date)),
        ("birth-place", sought.birth.place.clone(), file.birth.place.clone()),
        ("sex", sex(&sought.sex), sex(&file.sex)),
        ("languages", languages(&sought.languages), languages(&file.languages)),
        ("nationality", String::new(), origin),
    ];
    let row = |(key, yours, now): (&str, String, String)| Compared {
        label: ask.t(&format!("identity-pairing-fact-{key}")),
        yours,
        now,
    };
    rows.into_iter().map(row).collect()
}

fn reasons(ask: &Ask, sight: &Sight) -> Markup {
    html! {
        ul.govuk-list."govuk-list--bullet" {
            @for reason in &sight.reasons { li { (word(ask, "tracing-reason", reason.code())) } }
        }
        p.c-note { (ask.t("identity-tracing-why-words")) }
    }
}

fn judge_card(ask: &Ask, errors: &FormErrors, sight: &Sight) -> Markup {
    let sheet = Sheet::new(ask, errors);
    let choices = coded_choices(ask, "tracing-verdict", Verdict::ALL.iter().map(|verdict| verdict.code()));
    form(
        ask,
        sight,
        "",
        "identity-tracing-judge",
        html! {
            (part::radios(&labelled(&sheet, "verdict", ""), &choices))
            (part::text(&labelled(&sheet, "why", "")))
        },
    )
}

fn second_card(ask: &Ask, errors: &FormErrors, sight: &Sight, lead: &Lead) -> Markup {
    if !lead.may_second(ask.who.account) {
        return part::notice(Tone::Info, &ask.t("identity-tracing-error-same-person"), html! {});
    }
    let sheet = Sheet::new(ask, errors);
    let choices: Vec<Choice> = coded_choices(ask, "tracing-second", ["yes", "no"]);
    form(
        ask,
        sight,
        "/second",
        "identity-tracing-second",
        html! {
            (part::radios(&labelled(&sheet, "second", ""), &choices))
            (part::text(&labelled(&sheet, "second_why", "")))
        },
    )
}

fn told_card(ask: &Ask, errors: &FormErrors, sight: &Sight) -> Markup {
    let sheet = Sheet::new(ask, errors);
    let sides = coded_choices(ask, "tracing-told", Side::ALL.iter().map(|side| side.code()));
    let channels = coded_choices(ask, "channel", Channel::ALL.iter().map(|channel| channel.code()));
    form(
        ask,
        sight,
        "/told",
        "identity-tracing-tell",
        html! {
            (part::radios(&labelled(&sheet, "whom_told", ""), &sides))
            (part::radios(&labelled(&sheet, "how", ""), &channels))
            (part::text(&labelled(&sheet, "on", &ask.today_typed()).width(Width::Short)))
            (language_field(&sheet))
            (part::text(&labelled(&sheet, "arranged", "")))
        },
    )
}

fn form(ask: &Ask, sight: &Sight, path: &str, key: &str, fields: Markup) -> Markup {
    let head = sight.known.as_ref().map(|known| known.lead.head_text()).unwrap_or_default();
    part::card(
        &ask.t(key),
        html! {
            form method="post" action={ (sight.href()) (path) } novalidate {
                (ask.csrf_fields_at(&head))
                (fields)
                (part::button(&ask.t("identity-save")))
            }
        },
    )
}

/// What was said of the lead, the newest first.
fn history(house: &House, ask: &Ask, lead: &Lead) -> Result<Markup, Trouble> {
    let mut moments = Vec::new();
    for saying in lead.said.iter().rev() {
        let by = who(house, ask, &saying.by)?;
        let note = if saying.why.is_empty() { by } else { format!("{} — {by}", saying.why) };
        let title = match saying.said {
            LeadSaid::Judged(verdict) => word(ask, "tracing-verdict", verdict.code()),
            LeadSaid::Answered(reply) => word(ask, "tracing-reply", reply.code()),
            LeadSaid::Confirmed => ask.t("identity-tracing-said-confirmed"),
            LeadSaid::Declined => ask.t("identity-tracing-said-declined"),
            LeadSaid::Told(side) => word(ask, "tracing-told", side.code()),
        };
        moments.push(Moment::new(saying.at.to_string(), ask.instant(saying.at), title).note(note));
    }
    Ok(part::timeline(&moments))
}
