//! The pages about how long files are kept: the rules, what would go today and why, holds, and an erasure that two people
//! want. They count files and give their numbers, and open none.

use super::rule::{Rule, Rules, Stays};
use super::{Plan, Retention, RetentionRefusal, all, hold, plan};
use crate::names::Staff;
use access::Permission;
use casework::label::Labels;
use kernel::AccountId;
use ledger::Fault;
use procedure::Outcome;
use uuid::Uuid;
use web::part::{self, Act, Cell, Column, Field, TagKind, Tone, Width};
use web::{Ask, FormErrors, House, Markup, Page, Reply, Trouble, html};

/// The rules of this house, read when they are asked: a file that was corrected holds at once. Put into the house's rooms by
/// `app`; without it the region's rules hold.
#[allow(clippy::type_complexity)]
pub struct RulesOf(pub Box<dyn Fn() -> Result<Rules, String> + Send + Sync>);

/// Due files listed at once; the rest are counted.
const FILES_SHOWN: usize = 50;
const WHY_CHARS_MAX: usize = 500;
const NUMBER_CHARS_MAX: usize = 40;

fn rules(house: &House) -> Result<Rules, String> {
    match house.rooms.get::<RulesOf>() {
        Some(of) => (of.0)(),
        None => Rules::of(None).map_err(|error| error.to_string()),
    }
}

fn rules_or_refuse(house: &House, ask: &Ask) -> Result<Rules, Trouble> {
    rules(house).map_err(|_| Trouble::Refused(ask.t("oversight-retention-rules-wrong")))
}

/// `GET /retention`
pub fn show(house: &House, ask: &Ask) -> Reply {
    Ok(page(house, ask, &ask.errors())?.into())
}

fn page(house: &House, ask: &Ask, errors: &FormErrors) -> Result<Page, Trouble> {
    let title = ask.t("oversight-retention-title");
    let may_plan = house.may(&ask.who, Permission::PlanErasure, None);
    let staff = Staff::of(house)?;
    let planned = house.ledger.read(|door| all(door))?;
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.t("oversight-retention-lead"))))
        @match rules(house) {
            Err(wrong) => (part::notice(Tone::Caution, &ask.t("oversight-retention-rules-wrong"), html! { p { code { (wrong) } } })),
            Ok(rules) => {
                (part::columns(
                    html! {
                        (part::card(&ask.t("oversight-retention-planned"), planned_list(ask, &staff, &planned)))
                        (part::card(&ask.t("oversight-retention-dry-run"), dry_run(house, ask, &rules, may_plan, errors)?))
                        (part::card(&ask.t("oversight-retention-rules"), rules_table(house, ask, &rules)))
                    },
                    html! {
                        (part::card(&ask.t("oversight-retention-holds"), holds(house, ask, &staff, may_plan, errors)?))
                    },
                ))
            }
        }
    };
    Ok(Page::new(title, body).section("retention"))
}

// ---- the rules ----

fn rules_table(house: &House, ask: &Ask, rules: &Rules) -> Markup {
    let labels = Labels::new(house, ask);
    let row = |rule: &Rule| {
        let years = match rule.years {
            Some(years) => ask.tw("oversight-retention-years", &[("years", i64::from(years).into())]),
            None => ask.t("oversight-retention-no-period"),
        };
        let named = rule.cite.verified_by.clone().unwrap_or_default();
        vec![
            Cell::marked(
                html! { (class(house, ask, &rule.class)) div.c-note { (outcome(ask, rule.outcome)) } },
            ),
            Cell::text(years),
            Cell::marked(html! {
                @if rule.is_confirmed() { (part::tag(TagKind::Good, &ask.t("oversight-retention-confirmed"))) }
                @else { (part::tag(TagKind::Unsure, &ask.t("oversight-retention-unconfirmed"))) }
                div.c-note { (labels.cited(&rule.cite)) @if !named.is_empty() { " · " (named) } }
            }),
        ]
    };
    html! {
        (part::table(&part::Table {
            caption: ask.t("oversight-retention-rules"),
            caption_hidden: true,
            columns: ["oversight-retention-class", "oversight-retention-kept", "oversight-retention-rests-on"]
                .map(|key| Column::text(ask.t(key)))
                .to_vec(),
            rows: rules.rules.iter().map(row).collect(),
            ..part::Table::default()
        }))
        p.c-note { (ask.tw("oversight-retention-waiting", &[("days", i64::from(rules.waiting_days).into())])) }
        p.c-note { (ask.t("oversight-retention-rules-note")) }
    }
}

/// The procedure's name; every procedure for `*`.
fn class(house: &House, ask: &Ask, code: &str) -> String {
    if code == "*" {
        return ask.t("oversight-retention-every-class");
    }
    let law = house.room::<casework::Laws>().law();
    let found = law.procedures.iter().find(|procedure| procedure.id == code);
    found.map_or_else(|| code.to_owned(), |procedure| procedure.names.in_lang(ask.lang).to_owned())
}

fn outcome(ask: &Ask, outcome: Option<Outcome>) -> String {
    match outcome {
        Some(outcome) => ask.t(&format!("oversight-retention-outcome-{}", outcome.code())),
        None => ask.t("oversight-retention-every-outcome"),
    }
}

// ---- what would go ----

fn dry_run(
    house: &House,
    ask: &Ask,
    rules: &Rules,
    may_plan: bool,
    errors: &FormErrors,
) -> Result<Markup, Fault> {
    let (found, files) = house.ledger.read(|door| -> Result<_, Fault> {
        let found = plan(door, rules, ask.today)?;
        let since = super::due_since(door, rules, ask.today)?;
        let mut files = Vec::new();
        for (case, class) in found.due.iter().take(FILES_SHOWN) {
            let Some(head) = casework::case::find(door, *case)? else { continue };
            let since = since.get(case).map(|day| ask.day(*day)).unwrap_or_default();
            files.push((head.number, class.clone(), since));
        }
        Ok((found, files))
    })?;
    let rest = found.due.len().saturating_sub(files.len());
    Ok(html! {
        p { (ask.t("oversight-retention-dry-run-lead")) }
        (classes(house, ask, &found))
        @if !files.is_empty() {
            (part::details(&ask.tw("oversight-retention-files", &[("count", i64::try_from(found.due.len()).unwrap_or(0).into())]), html! {
                ul.govuk-list {
                    @for (number, code, since) in &files {
                        li { (number) " · " (class(house, ask, code)) " · " (ask.tw("oversight-retention-since", &[("day", since.as_str().into())])) }
                    }
                }
                @if rest > 0 { p.c-note { (ask.tw("oversight-retention-more", &[("count", i64::try_from(rest).unwrap_or(0).into())])) } }
            }))
        }
        @if may_plan && !found.due.is_empty() { (propose_form(ask, errors)) }
        @else if found.due.is_empty() { p.c-note { (ask.t("oversight-retention-nothing-due")) } }
    })
}

fn classes(house: &House, ask: &Ask, found: &Plan) -> Markup {
    let row = |(code, count): (&String, &super::Class)| {
        let stay = html! {
            ul.govuk-list {
                @if count.due_if_confirmed > 0 {
                    li { (ask.number(count.due_if_confirmed.into())) " " (ask.t("oversight-retention-if-confirmed")) }
                }
                @for (why, files) in &count.stay {
                    li { (ask.number((*files).into())) " " (ask.t(stays(*why))) }
                }
            }
        };
        vec![
            Cell::text(class(house, ask, code)),
            Cell::text(ask.number(count.due.into())),
            Cell::marked(stay),
        ]
    };
    part::table(&part::Table {
        caption: ask.t("oversight-retention-dry-run"),
        caption_hidden: true,
        columns: vec![
            Column::text(ask.t("oversight-retention-class")),
            Column::number(ask.t("oversight-retention-due")),
            Column::text(ask.t("oversight-retention-stay")),
        ],
        rows: found.classes.iter().map(row).collect(),
        empty: Some(part::empty_state(&ask.t("oversight-retention-no-files"), "", None)),
        ..part::Table::default()
    })
}

fn stays(why: Stays) -> &'static str {
    match why {
        Stays::Open => "oversight-retention-stays-open",
        Stays::PersonElsewhere => "oversight-retention-stays-person",
        Stays::Remedy => "oversight-retention-stays-remedy",
        Stays::Status => "oversight-retention-stays-status",
        Stays::Held => "oversight-retention-stays-held",
        Stays::NoRule => "oversight-retention-stays-no-rule",
        Stays::UnknownPeriod => "oversight-retention-stays-unknown",
        Stays::NotYet => "oversight-retention-stays-not-yet",
    }
}

fn why_field(ask: &Ask, errors: &FormErrors, id: &'static str, hint: &str) -> Field {
    Field::new(id, ask.t("oversight-why"))
        .hint(ask.t(hint))
        .error(errors.of(id))
        .value(ask.value_or(id, ""))
        .width(Width::Medium)
}

fn propose_form(ask: &Ask, errors: &FormErrors) -> Markup {
    html! {
        form method="post" action="/retention/propose" novalidate {
            (ask.csrf_fields())
            (part::text(&why_field(ask, errors, "why", "oversight-retention-why-hint")))
            (part::button(&ask.t("oversight-retention-propose")))
        }
    }
}

/// `POST /retention/propose`
pub fn propose(house: &House, ask: &Ask) -> Reply {
    // A double click: it stands there already.
    if let Some(known) = house.ledger.answered(ask.key(), ask.who.account)? {
        return Ok(web::Answer::See(known));
    }
    let rules = rules_or_refuse(house, ask)?;
    let mut errors = ask.errors();
    let why = errors.required(ask, "why", WHY_CHARS_MAX);
    if !errors.is_empty() {
        return Err(Trouble::Invalid(page(house, ask, &errors)?));
    }
    let id = super::propose(&house.ledger, &ask.who.actor(), &rules, ask.today, &why);
    let id = id.map_err(|refusal| refused(ask, refusal))?;
    let to = format!("/retention/{id}?done={}", "oversight-retention-done-proposed");
    house.ledger.once(ask.key(), ask.who.account, |_| Ok::<_, Fault>(to.clone()))?;
    Ok(web::Answer::See(to))
}

fn refused(ask: &Ask, refusal: RetentionRefusal) -> Trouble {
    let key = match refusal {
        RetentionRefusal::Fault(fault) => return fault.into(),
        RetentionRefusal::Nothing => return Trouble::NotFound,
        RetentionRefusal::Waits(until) => {
            return Trouble::Refused(
                ask.tw("oversight-retention-waits", &[("at", ask.instant(until).into())]),
            );
        }
        RetentionRefusal::NothingDue => "oversight-retention-nothing-due",
        RetentionRefusal::NoReason => "oversight-retention-no-reason",
        RetentionRefusal::SamePerson => "oversight-retention-same-person",
        RetentionRefusal::NotConfirmed => "oversight-retention-not-confirmed",
        RetentionRefusal::Over => "oversight-retention-over",
        RetentionRefusal::MustStay(_) => "oversight-retention-must-stay",
        RetentionRefusal::NotHere => "oversight-retention-not-here",
        RetentionRefusal::Hold => "oversight-retention-hold-refused",
    };
    Trouble::Refused(ask.t(key))
}

// ---- planned erasures ----

/// Where a planned erasure stands.
fn state(ask: &Ask, planned: &Retention) -> Markup {
    let (kind, key) = match planned {
        Retention { erased: Some(_), .. } => (TagKind::Restricted, "oversight-retention-state-erased"),
        Retention { withdrawn: true, .. } => (TagKind::Restricted, "oversight-retention-state-withdrawn"),
        Retention { confirmed: None, .. } => (TagKind::Soon, "oversight-retention-state-proposed"),
        _ if planned.carry_out_from().is_some_and(|from| from <= ask.now) => {
            (TagKind::Bad, "oversight-retention-state-ready")
        }
        _ => (TagKind::Soon, "oversight-retention-state-waiting"),
    };
    part::tag(kind, &ask.t(key))
}

fn planned_list(ask: &Ask, staff: &Staff, planned: &[(Uuid, Retention)]) -> Markup {
    let row = |(id, planned): &(Uuid, Retention)| {
        let (by, at) =
            planned.proposed.map_or_else(Default::default, |(by, at)| (staff.name(ask, by), ask.instant(at)));
        vec![
            Cell::link(&format!("/retention/{id}"), &at),
            Cell::text(by),
            Cell::text(ask.number(i64::try_from(planned.cases.len()).unwrap_or(0))),
            Cell::marked(state(ask, planned)),
        ]
    };
    part::table(&part::Table {
        caption: ask.t("oversight-retention-planned"),
        caption_hidden: true,
        columns: vec![
            Column::text(ask.t("oversight-retention-proposed-at")),
            Column::text(ask.t("oversight-who")),
            Column::number(ask.t("oversight-retention-number")),
            Column::text(ask.t("oversight-state")),
        ],
        rows: planned.iter().map(row).collect(),
        empty: Some(part::empty_state(
            &ask.t("oversight-retention-none"),
            &ask.t("oversight-retention-none-next"),
            None,
        )),
        ..part::Table::default()
    })
}

fn found(house: &House, ask: &Ask) -> Result<(Uuid, Retention), Trouble> {
    let id: Uuid = ask.id("plan")?;
    let planned = house.ledger.read(|door| all(door))?;
    planned.into_iter().find(|(known, _)| *known == id).ok_or(Trouble::NotFound)
}

/// `GET /retention/{plan}`
pub fn one(house: &House, ask: &Ask) -> Reply {
    let (id, planned) = found(house, ask)?;
    Ok(one_page(house, ask, id, &planned, &ask.errors())?.into())
}

fn one_page(
    house: &House,
    ask: &Ask,
    id: Uuid,
    planned: &Retention,
    errors: &FormErrors,
) -> Result<Page, Trouble> {
    let staff = Staff::of(house)?;
    let signed = |word: Option<(AccountId, jiff::Timestamp)>| match word {
        Some((by, at)) => format!("{} · {}", staff.name(ask, by), ask.instant(at)),
        None => ask.t("oversight-retention-not-yet"),
    };
    let classes = html! {
        ul.govuk-list {
            @for (code, count) in &planned.classes { li { (ask.number((*count).into())) " · " (class(house, ask, code)) } }
        }
    };
    let mut facts = vec![
        (ask.t("oversight-state"), state(ask, planned)),
        (ask.t("oversight-why"), html! { (planned.why) }),
        (ask.t("oversight-retention-files-of"), classes),
        (ask.t("oversight-retention-first"), html! { (signed(planned.proposed)) }),
        (ask.t("oversight-retention-second"), html! { (signed(planned.confirmed)) }),
    ];
    if let Some(from) = planned.carry_out_from() {
        facts.push((ask.t("oversight-retention-from"), html! { (ask.instant(from)) }));
    }
    if let Some(at) = planned.erased {
        facts.push((ask.t("oversight-retention-erased"), html! { (ask.instant(at)) }));
    }
    let is_over = planned.withdrawn || planned.erased.is_some();
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&ask.t("oversight-retention-plan"), None, None))
        (part::columns(
            html! {
                @if planned.erased.is_some() {
                    (part::notice(Tone::Info, &ask.t("oversight-retention-after"), html! { p { (ask.t("oversight-retention-after-next")) } }))
                }
                @if !is_over { (acts(house, ask, id, planned, errors)) }
            },
            part::card(&ask.t("oversight-review-facts"), part::facts(&facts)),
        ))
    };
    let back = part::back_link(&Act::new("/retention", ask.t("oversight-retention-title")));
    Ok(Page::new(ask.t("oversight-retention-plan"), body).section("retention").back(back))
}

/// What the reader may do with a plan that runs.
fn acts(house: &House, ask: &Ask, id: Uuid, planned: &Retention, errors: &FormErrors) -> Markup {
    let may_plan = house.may(&ask.who, Permission::PlanErasure, None);
    let is_first = planned.proposed.is_some_and(|(by, _)| by == ask.who.account);
    let is_ready = planned.carry_out_from().is_some_and(|from| from <= ask.now);
    html! {
        @if planned.confirmed.is_none() {
            (part::card(&ask.t("oversight-retention-confirm-title"), html! {
                @if is_first { p { (ask.t("oversight-retention-same-person")) } }
                @else {
                    p { (ask.t("oversight-retention-confirm-lead")) }
                    form method="post" action={ "/retention/" (id) "/confirm" } {
                        (ask.csrf_fields())
                        (part::button(&ask.t("oversight-retention-confirm")))
                    }
                }
            }))
        } @else if is_ready && may_plan {
            (part::card(&ask.t("oversight-retention-carry-out-title"), html! {
                p { (ask.t("oversight-retention-carry-out-lead")) }
                form method="post" action={ "/retention/" (id) "/carry-out" } {
                    (ask.csrf_fields())
                    (part::danger_button(&ask.t("oversight-retention-carry-out")))
                }
            }))
        } @else if let Some(from) = planned.carry_out_from() {
            @if !is_ready { (part::inset(html! { p { (ask.tw("oversight-retention-waits", &[("at", ask.instant(from).into())])) } })) }
        }
        (part::card(&ask.t("oversight-retention-withdraw-title"), html! {
            form method="post" action={ "/retention/" (id) "/withdraw" } novalidate {
                (ask.csrf_fields())
                (part::text(&why_field(ask, errors, "why", "oversight-retention-withdraw-hint")))
                (part::button(&ask.t("oversight-retention-withdraw")))
            }
        }))
    }
}

fn done(ask: &Ask, id: Uuid, key: &str) -> Reply {
    Ok(ask.done(&format!("/retention/{id}"), key))
}

/// `POST /retention/{plan}/confirm`
pub fn confirm(house: &House, ask: &Ask) -> Reply {
    let (id, planned) = found(house, ask)?;
    // A double click by the same second person.
    if planned.confirmed.is_some_and(|(by, _)| by == ask.who.account) {
        return done(ask, id, "oversight-retention-done-confirmed");
    }
    super::confirm(&house.ledger, &ask.who.actor(), id).map_err(|refusal| refused(ask, refusal))?;
    done(ask, id, "oversight-retention-done-confirmed")
}

/// `POST /retention/{plan}/withdraw`
pub fn withdraw(house: &House, ask: &Ask) -> Reply {
    let (id, planned) = found(house, ask)?;
    let mut errors = ask.errors();
    let why = errors.required(ask, "why", WHY_CHARS_MAX);
    if !errors.is_empty() {
        return Err(Trouble::Invalid(one_page(house, ask, id, &planned, &errors)?));
    }
    super::withdraw(&house.ledger, &ask.who.actor(), id, &why).map_err(|refusal| refused(ask, refusal))?;
    done(ask, id, "oversight-retention-done-withdrawn")
}

/// `POST /retention/{plan}/carry-out`
pub fn carry_out(house: &House, ask: &Ask) -> Reply {
    let (id, planned) = found(house, ask)?;
    if planned.erased.is_some() {
        return done(ask, id, "oversight-retention-done-erased");
    }
    let rules = rules_or_refuse(house, ask)?;
    let beside = house.room::<super::GoesAlong>().0;
    let erased = super::carry_out(&house.ledger, &ask.who.actor(), &rules, ask.today, id, &beside);
    erased.map_err(|refusal| refused(ask, refusal))?;
    done(ask, id, "oversight-retention-done-erased")
}

// ---- holds ----

fn holds(
    house: &House,
    ask: &Ask,
    staff: &Staff,
    may_plan: bool,
    errors: &FormErrors,
) -> Result<Markup, Fault> {
    let standing = house.ledger.read(|door| -> Result<_, Fault> {
        let mut all = Vec::new();
        for (case, hold) in hold::standing(door)? {
            let number = casework::case::find(door, case)?.map(|head| head.number).unwrap_or_default();
            let said = ledger::Door::entries(door, hold.id)?
                .into_iter()
                .next()
                .map(|entry| (entry.actor.account, entry.at));
            all.push((number, hold.state.why, said));
        }
        Ok(all)
    })?;
    let number = |id: &'static str| {
        Field::new(id, ask.t("oversight-retention-case"))
            .error(errors.of(id))
            .value(ask.value_or(id, ""))
            .width(Width::Short)
            .verbatim()
    };
    Ok(html! {
        p.c-note { (ask.t("oversight-retention-holds-lead")) }
        @if standing.is_empty() { p { (ask.t("oversight-retention-holds-none")) } }
        @for (case, why, said) in &standing {
            div {
                p {
                    b { (case) } " · " (why)
                    @if let Some((by, at)) = said { div.c-note { (staff.name(ask, *by)) " · " (ask.instant(*at)) } }
                }
            }
        }
        @if may_plan && !standing.is_empty() {
            (part::details(&ask.t("oversight-retention-lift"), html! {
                form method="post" action="/retention/holds/lift" novalidate {
                    (ask.csrf_fields())
                    (part::text(&number("lift_case")))
                    (part::text(&why_field(ask, errors, "lift_why", "oversight-retention-lift-hint")))
                    (part::button(&ask.t("oversight-retention-lift")))
                }
            }))
        }
        @if may_plan {
            form method="post" action="/retention/holds" novalidate {
                (ask.csrf_fields())
                (part::text(&number("case")))
                (part::text(&why_field(ask, errors, "hold_why", "oversight-retention-hold-hint")))
                (part::button(&ask.t("oversight-retention-hold")))
            }
        }
    })
}

/// `POST /retention/holds`
pub fn hold(house: &House, ask: &Ask) -> Reply {
    let act = |number: &str, why: &str| hold::hold(&house.ledger, &ask.who.actor(), number, why);
    held(house, ask, ("case", "hold_why"), "oversight-retention-done-held", act)
}

/// `POST /retention/holds/lift`
pub fn lift(house: &House, ask: &Ask) -> Reply {
    let act = |number: &str, why: &str| hold::lift(&house.ledger, &ask.who.actor(), number, why);
    held(house, ask, ("lift_case", "lift_why"), "oversight-retention-done-lifted", act)
}

fn held(
    house: &House,
    ask: &Ask,
    (case, why): (&'static str, &'static str),
    key: &str,
    act: impl Fn(&str, &str) -> Result<(), RetentionRefusal>,
) -> Reply {
    if let Some(known) = house.ledger.answered(ask.key(), ask.who.account)? {
        return Ok(web::Answer::See(known));
    }
    let mut errors = ask.errors();
    let number = errors.required(ask, case, NUMBER_CHARS_MAX).to_uppercase();
    let reason = errors.required(ask, why, WHY_CHARS_MAX);
    if errors.is_empty() {
        match act(&number, &reason) {
            Ok(()) => {
                let to = format!("/retention?done={key}");
                house.ledger.once(ask.key(), ask.who.account, |_| Ok::<_, Fault>(to.clone()))?;
                return Ok(web::Answer::See(to));
            }
            Err(RetentionRefusal::Nothing) => errors.add(case, ask.t("oversight-retention-no-case")),
            Err(RetentionRefusal::Hold) => errors.add(case, ask.t("oversight-retention-hold-refused")),
            Err(refusal) => return Err(refused(ask, refusal)),
        }
    }
    Err(Trouble::Invalid(page(house, ask, &errors)?))
}
