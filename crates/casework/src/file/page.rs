//! The page of a case: who it is about, where it stands, what comes next, what happened, and what is due.

use crate::case::TermRow;
use crate::file::{CaseCards, CaseView, seen, story};
use crate::fold::{CONTESTED, Contested, Intent, REJECTED, Task, WAITS};
use crate::label::Labels;
use crate::laws::{Laws, takers};
use crate::people::{self, Face};
use crate::reform::open_to;
use ::access::{Kind, Permission};
use kernel::{CaseId, Role};
use procedure::{Now, Offer, Offered, Procedure, Reason, ReasonKind, Step, TakenOn, UnderStruck};
use std::collections::BTreeSet;
use web::part::{self, Act, Gate, Identity, NextStep, Path, StageState};
use web::{Answer, Ask, House, Markup, Page, Reply, Trouble, html};

/// GET `/cases/{case}`
pub fn get(house: &House, ask: &Ask) -> Reply {
    let id = ask.id::<CaseId>("case")?;
    let laws = house.room::<Laws>();
    let view = seen(house, ask, laws, id)?.ok_or(Trouble::NotFound)?;
    let labels = Labels::new(house, ask);
    let page = Page::new(view.head.number.clone(), body(&labels, &view)).section("cases");
    Ok(Answer::Page(page.back(part::back_link(&Act::new("/cases", ask.t("casework-file-back"))))))
}

fn body(labels: &Labels<'_>, view: &CaseView<'_>) -> Markup {
    let cards = labels.house.rooms.get::<CaseCards>().cloned().unwrap_or_default();
    html! {
        (part::identity_bar(&identity(labels, view)))
        (part::path(&way(labels, view)))
        (waiting(labels, view))
        (contested(labels, view))
        (struck(labels, view))
        (part::columns_and(
            html! {
                (part::next_step(&next(labels, view)))
                @for card in &cards.0 { (card(labels.house, labels.ask, view)) }
            },
            html! {
                (terms(labels, view))
                (tasks(labels, view))
                (in_hand(labels, view))
                (family(labels, view))
                (linked(labels, view))
                (letters(labels, view))
                (law(labels, view))
                (readers(labels, view))
            },
            html! {
                (part::card(&labels.ask.t("casework-file-story"), html! {
                    p { (part::link(&Act::new(format!("/cases/{}/record", view.id), labels.ask.t("casework-record-link")))) }
                    (part::timeline(&story::moments(labels, view)))
                }))
            },
        ))
    }
}

/// Earlier steps that rest on a rule which a judgment struck down since: a person looks at them again. Where the case
/// has ended, the steps that lead back into it stand beside.
fn struck(labels: &Labels<'_>, view: &CaseView<'_>) -> Markup {
    let ask = labels.ask;
    let Some(procedure) = view.procedure else { return html! {} };
    let on = |t: &crate::fold::Taken| TakenOn {
        step: t.taken.step.clone(),
        on: t.taken.on,
        version: t.version.clone(),
    };
    let taken: Vec<TakenOn> = view.case.steps.iter().map(on).collect();
    let found = labels.laws.law().taken_under_struck(&procedure.id, &taken, ask.today);
    if found.is_empty() {
        return html! {};
    }
    let line = |UnderStruck { taken, procedure, struck }: &UnderStruck<'_>| {
        let step = procedure.step(&taken.step).map_or(taken.step.as_str(), |s| labels.said(&s.names));
        let args = [
            ("step", step.to_owned().into()),
            ("on", ask.day(taken.on).into()),
            ("judgment", labels.said(&struck.names).to_owned().into()),
            ("day", ask.day(struck.from).into()),
        ];
        html! { li { (ask.tw("casework-struck-step", &args)) br; (labels.cited(&struck.cite)) } }
    };
    let back = if view.case.at.ended { leading_back(labels, view, procedure) } else { Vec::new() };
    let body = html! {
        ul.govuk-list."govuk-list--bullet" { @for one in &found { (line(one)) } }
        p { (ask.t("casework-struck-look")) }
        @for act in &back { p { (part::link(act)) } }
    };
    part::notice(part::Tone::Caution, &ask.t("casework-struck-title"), body)
}

/// Steps that this reader may take from an end and that lead back to work.
fn leading_back(labels: &Labels<'_>, view: &CaseView<'_>, procedure: &Procedure) -> Vec<Act> {
    let ask = labels.ask;
    let (takers, carried) = (takers(&view.case), view.carried_ids());
    let now = Now::new(&view.facts, &takers, ask.today).carried(&carried);
    let offers = procedure.offers(&view.case.at.stage, &ask.who.actor(), &now);
    let back = |o: &Offer<'_>| {
        let to = o.step.to.as_deref().and_then(|to| procedure.stage(to));
        o.state == Offered::Offered && to.is_some_and(|stage| !stage.ended)
    };
    offers.iter().filter(|o| back(o)).map(|o| step_act(labels, view, o.step)).collect()
}

/// The version of the law the case goes by, with the way to a reform.
fn law(labels: &Labels<'_>, view: &CaseView<'_>) -> Markup {
    let ask = labels.ask;
    let Some(procedure) = view.procedure else { return html! {} };
    let may = labels.house.may(&ask.who, Permission::ApplyReform, Some(&view.ties));
    let may_read = labels.house.may(&ask.who, Permission::ReadProcedures, None);
    let reforms = if view.case.at.ended { Vec::new() } else { open_to(labels.laws, &view.case, ask.today) };
    let act = Act::new(format!("/cases/{}/reform", view.id), ask.t("casework-reform-title"));
    let body = html! {
        (crate::reform::page::version(labels, procedure))
        @if may_read { p { (part::link(&drawn(labels, view, procedure))) } }
        @if !reforms.is_empty() { p { b { (ask.t("casework-reform-waits")) } } }
        @if may { p { (part::link(&act)) } }
    };
    part::card(&ask.t("casework-reform-law"), body)
}

/// The drawing of the case's version of the law, with a mark at the stage where the case stands.
fn drawn(labels: &Labels<'_>, view: &CaseView<'_>, procedure: &Procedure) -> Act {
    let hash: String = procedure.hash.chars().take(12).collect();
    let (id, at) = (&procedure.id, &view.case.at.stage);
    Act::new(format!("/procedures/{id}?hash={hash}&at={at}#diagram"), labels.ask.t("casework-file-diagram"))
}

/// The case's people and number, for this page and as a strip over forms inside the file.
pub fn identity(labels: &Labels<'_>, view: &CaseView<'_>) -> Identity {
    let ask = labels.ask;
    let others = i64::try_from(view.people.len()).unwrap_or(1) - 1;
    let name = match view.principal_name() {
        "" => ask.t("casework-file-nobody"),
        name if others > 0 => {
            ask.tw("casework-file-name-and", &[("name", name.to_owned().into()), ("others", others.into())])
        }
        name => name.to_owned(),
    };
    let days = crate::label::days_between(view.head.legal_date, ask.today).max(0);
    let opened = ask.tw("casework-file-opened-ago", &[("days", days.into())]);
    let principal = view.people.first();
    let age = principal
        .and_then(|face| face.age)
        .map(|age| ask.tw("casework-age", &[("years", i64::from(age).into())]));
    Identity {
        name,
        number: view.head.number.clone(),
        facts: format!("{}{} · {opened}", labels.procedure(&view.head), off_the_path(labels, view)),
        chips: principal.map(|face| people::chips(face, labels.lang(), age)).unwrap_or_default(),
        href: Some(href(view.id)),
    }
}

/// The stage in words, where the line of stages does not show it: recognised, withdrawn, about to be notified.
fn off_the_path(labels: &Labels<'_>, view: &CaseView<'_>) -> String {
    let stage = view.procedure.and_then(|p| p.stage(&view.case.at.stage));
    let is_drawn = stage.is_some_and(|s| s.on_path);
    if is_drawn { String::new() } else { format!(" · {}", labels.stage(&view.head)) }
}

/// Where a case's page is.
pub fn href(case: CaseId) -> String {
    format!("/cases/{case}")
}

// ---- the way ----

fn way(labels: &Labels<'_>, view: &CaseView<'_>) -> Path {
    let ask = labels.ask;
    let Some(procedure) = view.procedure else { return Path::default() };
    let on_path: Vec<_> = procedure.stages.iter().filter(|s| s.on_path).collect();
    let been = been(view, procedure);
    let here = on_path.iter().rposition(|s| s.id == view.case.at.stage);
    // Off the line (withdrawn, waiting for a remedy), the last stage it passed is where it left.
    let last = here.or_else(|| on_path.iter().rposition(|s| been.contains(s.id.as_str())));
    let stages = on_path.iter().enumerate().map(|(place, stage)| part::Stage {
        name: labels.said(&stage.names).to_owned(),
        state: match last {
            Some(last) if place == last && here.is_some() && !view.case.at.ended => StageState::Now,
            Some(last) if place <= last => StageState::Done,
            _ => StageState::Ahead,
        },
    });
    let place = here.map(|place| {
        let (n, of) = (i64::try_from(place + 1).unwrap_or(0), i64::try_from(on_path.len()).unwrap_or(0));
        ask.tw("casework-file-stage-of", &[("n", n.into()), ("of", of.into())])
    });
    let name = labels.said(&procedure.names).to_owned();
    Path {
        label: ask.tw("casework-file-path", &[("procedure", name.into())]),
        done: ask.t("casework-file-stage-done"),
        place: place.unwrap_or_default(),
        stages: stages.collect(),
    }
}

fn been<'a>(view: &'a CaseView<'_>, procedure: &'a Procedure) -> BTreeSet<&'a str> {
    let reached = view.case.steps.iter().filter_map(|t| t.taken.to.as_ref()).map(|to| to.stage.as_str());
    reached.chain([procedure.first_stage.as_str()]).collect()
}

fn contested(labels: &Labels<'_>, view: &CaseView<'_>) -> Markup {
    if view.case.contested.is_empty() {
        return html! {};
    }
    let ask = labels.ask;
    let may = labels.house.may(&ask.who, Permission::TakeStep, Some(&view.ties));
    let body = html! {
        p { (ask.t("casework-file-contested-body")) }
        ul.govuk-list."govuk-list--bullet" { @for contested in &view.case.contested {
            li {
                (contested_line(labels, view, contested))
                @if may { br; (part::link(&Act::new(crate::contest::page::href(view.id, &contested.entry), ask.t("casework-contest-settle")))) }
            }
        } }
    };
    part::notice(part::Tone::Caution, &ask.t("casework-file-contested-title"), body)
}

/// Which step, who took it, where and when.
pub(crate) fn contested_line(labels: &Labels<'_>, view: &CaseView<'_>, contested: &Contested) -> Markup {
    let (ask, taken) = (labels.ask, &contested.taken);
    let place = labels.office(&taken.actor.office);
    let step = labels.step(view.procedure, &taken.taken.step);
    html! {
        b { (step) } " · " (labels.staff(taken.actor.account)) " · " (place) " (" (contested.site) ") · "
        (ask.day(taken.taken.on)) " · " (ask.instant(taken.at))
    }
}

/// What posts wrote down: what headquarters has not answered, and what it rejected last.
fn waiting(labels: &Labels<'_>, view: &CaseView<'_>) -> Markup {
    let ask = labels.ask;
    let waiting = view.case.waiting();
    let open = |id: &str| view.case.tasks.get(&format!("{REJECTED}-{id}")).is_some_and(|t| t.done.is_none());
    let rejected = view.case.intents.iter().filter(|intent| open(&intent.id.to_string()));
    let rejected: Vec<&Intent> = rejected.collect();
    if waiting.is_empty() && rejected.is_empty() {
        return html! {};
    }
    let may =
        labels.laws.has_authority() && labels.house.may(&ask.who, Permission::TakeStep, Some(&view.ties));
    let act = |intent: &Intent| {
        Act::new(crate::intent::page::href(view.id, intent.id), ask.t("casework-intent-answer"))
    };
    let body = html! {
        @if !waiting.is_empty() {
            p { (ask.t("casework-intent-waits")) }
            ul.govuk-list."govuk-list--bullet" { @for intent in &waiting {
                li { (crate::intent::page::line(labels, view, intent)) @if may { br; (part::link(&act(intent))) } }
            } }
        }
        @if !rejected.is_empty() {
            p { (ask.t("casework-intent-rejected")) }
            ul.govuk-list."govuk-list--bullet" { @for intent in &rejected {
                li {
                    (crate::intent::page::line(labels, view, intent))
                    @if let Some(ended) = &intent.ended {
                        div.c-long { (ended.reason) }
                        div.c-note { (labels.staff(ended.by.account)) " · " (ask.day(ask.day_of(ended.at))) }
                    }
                }
            } }
        }
    };
    part::notice(part::Tone::Caution, &ask.t("casework-intent-title"), body)
}

// ---- what comes next ----

fn next(labels: &Labels<'_>, view: &CaseView<'_>) -> NextStep {
    let ask = labels.ask;
    let mut card = NextStep { heading: ask.t("casework-next-title"), ..NextStep::default() };
    let Some(procedure) = view.procedure else {
        card.words = ask.t("casework-next-no-law");
        return card;
    };
    let stage = procedure.stage(&view.case.at.stage);
    let hint = stage.and_then(|s| s.hint.as_ref()).map(|h| labels.said(h).to_owned());
    let (takers, carried) = (takers(&view.case), view.carried_ids());
    let now = Now::new(&view.facts, &takers, ask.today).carried(&carried);
    let offers = procedure.offers(&view.case.at.stage, &ask.who.actor(), &now);
    let may = labels.house.may(&ask.who, Permission::TakeStep, Some(&view.ties));
    let mine: Vec<&Offer<'_>> = offers.iter().filter(|o| may && o.state == Offered::Offered).collect();
    let first = first_of(view, procedure, &mine);
    let act = |step: &Step| step_act(labels, view, step);
    card.first = first.map(&act);
    let others = mine.iter().filter(|o| first.is_none_or(|first| first.id != o.step.id));
    card.others = others.map(|o| act(o.step)).collect();
    let decides = mine.iter().any(|o| o.step.decides.is_some() && o.step.to.is_some());
    card.words = match hint {
        Some(hint) => hint,
        None if decides && first.is_none() => ask.t("casework-next-decide"),
        None if first.is_some_and(|step| step.to.is_some()) => String::new(),
        None => whose_turn(labels, view, &offers),
    };
    if may {
        // A step that neither leads on nor changes what is known is not missed when it is closed.
        let matters = |step: &Step| step.to.is_some() || !step.sets.is_empty();
        let refused = offers.iter().filter_map(|o| match &o.state {
            Offered::Refused(reasons) if matters(o.step) => Some((o.step, reasons)),
            _ => None,
        });
        card.gates = refused.map(|(step, reasons)| gate(labels, step, reasons)).collect();
    }
    card
}

/// The step for the one filled button: the ordinary way on, or else what an open task asks for. A decision is never
/// suggested: its outcomes stand side by side, none before the others.
fn first_of<'a>(view: &CaseView<'_>, procedure: &Procedure, mine: &[&Offer<'a>]) -> Option<&'a Step> {
    let steps = || mine.iter().map(|o| o.step);
    let on = |s: &&Step| s.to.is_some() && !s.prejudicial;
    if steps().any(|s| s.decides.is_some() && !s.prejudicial) {
        return None;
    }
    let asked = |s: &&Step| {
        view.case.open_tasks().iter().any(|task| {
            let left_by = task.step.as_deref().and_then(|id| procedure.step(id));
            let rule = left_by.and_then(|left| left.tasks.iter().find(|rule| rule.id == task.kind));
            rule.is_some_and(|rule| rule.done_by.contains(&s.id))
        })
    };
    steps().find(on).or_else(|| steps().find(asked))
}

fn step_act(labels: &Labels<'_>, view: &CaseView<'_>, step: &Step) -> Act {
    Act::new(crate::step::page::step_href(view.id, &step.id), labels.said(&step.names))
}

/// Nobody here can go on: say who can.
fn whose_turn(labels: &Labels<'_>, view: &CaseView<'_>, offers: &[Offer<'_>]) -> String {
    let ask = labels.ask;
    if view.case.at.ended {
        return ask.t("casework-next-ended");
    }
    // Whoever moves the case on: not those who only add to it, nor those who could receive a withdrawal.
    let on = |o: &&Offer<'_>| {
        !o.step.remedy && o.step.to.is_some() && (!o.step.prejudicial || o.step.decides.is_some())
    };
    let roles: BTreeSet<Role> = offers.iter().filter(on).flat_map(|o| o.step.by.clone()).collect();
    if view.case.at.waiting || roles.is_empty() {
        return ask.t("casework-next-waiting");
    }
    let roles: Vec<String> = roles.into_iter().map(|role| labels.role(role)).collect();
    ask.tw("casework-next-others", &[("roles", roles.join(", ").into())])
}

/// Why a step is closed, in words, with the article.
pub(crate) fn gate(labels: &Labels<'_>, step: &Step, reasons: &[Reason]) -> Gate {
    let ask = labels.ask;
    let why: Vec<String> = reasons.iter().map(|r| reason(labels, r)).collect();
    let name = labels.said(&step.names).to_owned();
    let voted = reasons.iter().any(|r| matches!(r.kind, ReasonKind::Session { .. }));
    let sessions = voted && labels.house.may(&ask.who, Permission::ReadSessions, None);
    let body = html! {
        ul.govuk-list { @for reason in reasons { li { (self::reason(labels, reason)) br; (labels.cited(&reason.cite)) } } }
        @if sessions { p { (part::link(&Act::new("/sessions", ask.t("casework-gate-sessions")))) } }
    };
    Gate {
        what: ask.tw("casework-gate", &[("step", name.into())]),
        why: why.join(" "),
        more: Some((ask.t("casework-gate-why"), body)),
    }
}

/// What stands in the way, as a sentence.
fn reason(labels: &Labels<'_>, reason: &Reason) -> String {
    let (ask, said) = (labels.ask, labels.said(&reason.says).to_owned());
    match &reason.kind {
        ReasonKind::Struck { from } => {
            ask.tw("casework-gate-struck", &[("judgment", said.into()), ("day", ask.day(*from).into())])
        }
        ReasonKind::Session { commission } => {
            let commission = labels.commission(commission);
            ask.tw("casework-gate-session", &[("commission", commission.into())])
        }
        ReasonKind::Clause { .. } | ReasonKind::SameOfficer { .. } => said,
    }
}

// ---- beside ----

/// What runs, the next to end first; what was met opens on request, unless it came late and a person has yet to look.
pub(crate) fn terms(labels: &Labels<'_>, view: &CaseView<'_>) -> Markup {
    let ask = labels.ask;
    let line = |term: &TermRow| {
        let (state, words) = labels.standing(term);
        part::Term {
            name: labels.term(&view.head, &term.term),
            state,
            words,
            note: labels.term_note(term),
            act: None,
            sums: Some(labels.sums(term)),
        }
    };
    let (met, running): (Vec<&TermRow>, Vec<&TermRow>) =
        view.terms.iter().partition(|term| term.met.is_some() && !is_in_question(view, term));
    let running: Vec<part::Term> = running.into_iter().map(line).collect();
    let met: Vec<part::Term> = met.into_iter().map(line).collect();
    let count = i64::try_from(met.len()).unwrap_or(i64::MAX);
    let body = html! {
        @if running.is_empty() { (part::aside(&ask.t("casework-terms-none"))) } @else { (part::terms(&running)) }
        @if !met.is_empty() {
            (part::details(&ask.tw("casework-terms-met", &[("n", count.into())]), part::terms(&met)))
        }
    };
    part::card(&ask.t("casework-terms-title"), body)
}

/// Whether an open task asks somebody to look at what came after this term.
fn is_in_question(view: &CaseView<'_>, term: &TermRow) -> bool {
    let about = |task: &&Task| {
        let left_by = task.step.as_deref().and_then(|id| view.procedure.and_then(|p| p.step(id)));
        let rule = left_by.and_then(|left| left.tasks.iter().find(|rule| rule.id == task.kind));
        rule.is_some_and(|rule| rule.when_late.as_deref() == Some(term.term.as_str()))
    };
    view.case.open_tasks().iter().any(about)
}

fn tasks(labels: &Labels<'_>, view: &CaseView<'_>) -> Markup {
    let open = view.case.open_tasks();
    if open.is_empty() {
        return html! {};
    }
    let may = labels.house.may(&labels.ask.who, Permission::DoTask, Some(&view.ties));
    let lines: Vec<part::Task> = open.into_iter().map(|task| task_line(labels, view, task, may)).collect();
    part::card(&labels.ask.t("casework-tasks-title"), part::tasks("case-tasks", &lines))
}

fn task_line(labels: &Labels<'_>, view: &CaseView<'_>, task: &Task, may: bool) -> part::Task {
    let ask = labels.ask;
    let is_late = task.due.is_some_and(|due| due < ask.today);
    let due = task.due.map(|due| ask.tw("casework-task-until", &[("day", ask.day(due).into())]));
    let owner = task.owner.role.map(|role| labels.role(role));
    let note: Vec<String> = owner.into_iter().chain(due).collect();
    part::Task {
        name: labels.task(view.procedure, &task.kind, task.step.as_deref()),
        href: if may { task_href(labels, view, task) } else { None },
        note: (!note.is_empty()).then(|| note.join(" · ")),
        state: if is_late { part::TaskState::Urgent } else { part::TaskState::Open },
        words: ask.t(if is_late { "casework-task-late" } else { "casework-task-open" }),
    }
}

/// Where a task is done: at its step, on the page that answers it, or by saying so.
fn task_href(labels: &Labels<'_>, view: &CaseView<'_>, task: &Task) -> Option<String> {
    let of = |kind: &str| task.task.strip_prefix(kind).and_then(|rest| rest.strip_prefix('-'));
    match task.kind.as_str() {
        WAITS if !labels.laws.has_authority() => None,
        WAITS => Some(crate::intent::page::href(view.id, of(WAITS)?.parse().ok()?)),
        CONTESTED => Some(crate::contest::page::href(view.id, of(CONTESTED)?)),
        _ => Some(match asked_by(view, task, labels.ask.who.role) {
            Some(step) => crate::step::page::step_href(view.id, &step.id),
            None => format!("/cases/{}/tasks/{}/done", view.id, web::percent_encode(&task.task)),
        }),
    }
}

/// The step that does a task, where this role can take it from here: its form says more than "done". Never a decision.
fn asked_by<'a>(view: &CaseView<'a>, task: &Task, role: Role) -> Option<&'a Step> {
    let procedure = view.procedure?;
    let left_by = procedure.step(task.step.as_deref()?)?;
    let rule = left_by.tasks.iter().find(|rule| rule.id == task.kind)?;
    let open = |step: &&Step| step.from.contains(&view.case.at.stage) && step.by.contains(&role);
    rule.done_by.iter().filter_map(|id| procedure.step(id)).filter(open).find(|step| step.decides.is_none())
}

fn in_hand(labels: &Labels<'_>, view: &CaseView<'_>) -> Markup {
    let ask = labels.ask;
    let assignee = view.case.assignee.map(|account| labels.staff(account));
    let assignee = assignee.unwrap_or_else(|| ask.t("casework-hand-nobody"));
    let offices: Vec<String> = view.case.offices().iter().map(|office| labels.office(office)).collect();
    let may = labels.house.may(&ask.who, Permission::AssignCase, Some(&view.ties));
    let lines = [
        (ask.t("casework-hand-who"), html! { (assignee) }),
        (ask.t("casework-hand-office"), html! { (offices.join(" · ")) }),
    ];
    let change = Act::new(format!("/cases/{}/assign", view.id), ask.t("casework-hand-change"));
    let body = html! {
        (part::facts(&lines))
        @if may { p { (part::link(&change)) } }
        (transfer(labels, view))
    };
    part::card(&ask.t("casework-hand-title"), body)
}

/// The way to a transfer; one that waits for an answer is said.
fn transfer(labels: &Labels<'_>, view: &CaseView<'_>) -> Markup {
    let (ask, id) = (labels.ask, view.id);
    let may = labels.house.may(&ask.who, Permission::TransferCase, Some(&view.ties));
    let is_asked = view.head.asks(&ask.who.office);
    let is_own = view.head.office == ask.who.office;
    let pending = view.case.transfer.as_ref().map(|pending| {
        let args = [
            ("office", labels.office(&pending.asked.to).into()),
            ("day", ask.day(ask.day_of(pending.at)).into()),
        ];
        ask.tw("casework-transfer-waits", &args)
    });
    let key = match (is_asked, pending.is_some()) {
        (true, _) => "casework-transfer-answer-title",
        (false, true) => "casework-transfer-see",
        (false, false) => "casework-transfer-title",
    };
    let act = Act::new(format!("/cases/{id}/transfer"), ask.t(key));
    html! {
        @if let Some(words) = pending { p.c-note { (words) } }
        @if may && (is_own || is_asked) { p { (part::link(&act)) } }
    }
}

/// The people of a case; a name leads to the person's own file where the reader may open it.
fn family(labels: &Labels<'_>, view: &CaseView<'_>) -> Markup {
    let ask = labels.ask;
    let may = |face: &Face| {
        let house = labels.house;
        let asked = house
            .ledger
            .read(|door| house.may_with(door, &ask.who, Permission::ReadPerson, Kind::Person, face.id.0));
        asked.unwrap_or(false)
    };
    let line = |face: &Face| {
        let age = face.age.map(|age| ask.tw("casework-age", &[("years", i64::from(age).into())]));
        let name = if face.name.is_empty() { ask.t("casework-file-nobody") } else { face.name.clone() };
        let part = match (face.principal, face.kin) {
            (true, _) => ask.t("casework-family-principal"),
            (false, Some(kin)) => kin_word(labels, face, kin),
            (false, None) => ask.t("casework-family-member"),
        };
        (
            part,
            html! {
                @if may(face) { a.govuk-link href={ "/people/" (face.id) } { (name) } } @else { (name) }
                @if let Some(age) = age { ", " (age) }
            },
        )
    };
    let lines: Vec<_> = view.people.iter().map(line).collect();
    let body = html! { (part::facts(&lines)) (left(labels, view)) (changes(labels, view)) };
    part::card(&ask.t("casework-family-title"), body)
}

/// Who is on the case no more: that somebody left is said, and where to only when the files are linked.
fn left(labels: &Labels<'_>, view: &CaseView<'_>) -> Markup {
    let ask = labels.ask;
    html! { @for gone in &view.left {
        p.c-note {
            (ask.tw("casework-family-left", &[("day", ask.day(gone.on).into())]))
            @if let Some(head) = &gone.head { " " a.govuk-link href=(href(head.id)) { (head.number) } }
        }
    } }
}

fn changes(labels: &Labels<'_>, view: &CaseView<'_>) -> Markup {
    let (ask, id) = (labels.ask, view.id);
    if view.case.at.ended || !labels.house.may(&ask.who, Permission::SeparateClaim, Some(&view.ties)) {
        return html! {};
    }
    let join = Act::new(format!("/cases/{id}/join"), ask.t("casework-join-title"));
    let separate = Act::new(format!("/cases/{id}/separate"), ask.t("casework-separate-title"));
    html! {
        @if view.people.len() > 1 { p { (part::link(&separate)) } }
        p { (part::link(&join)) }
    }
}

/// "Hija", "Hijo": what a person is to the principal.
fn kin_word(labels: &Labels<'_>, face: &Face, kin: identity::Kin) -> String {
    let sex = face.person.as_ref().map_or("", |person| person.sex().code());
    let code = kin.code().replace('_', "-");
    let key = format!("casework-kin-{code}");
    let known = labels.house.words.has(labels.lang(), &key);
    if known { labels.ask.tw(&key, &[("sex", sex.into())]) } else { labels.ask.t("casework-family-member") }
}

fn linked(labels: &Labels<'_>, view: &CaseView<'_>) -> Markup {
    let ask = labels.ask;
    if view.links.is_empty() && view.parent.is_none() {
        return html! {};
    }
    let parent = view.parent.iter().map(|head| (ask.t("casework-linked-parent"), head));
    let heads = parent.chain(view.links.iter().map(|head| (labels.procedure(head), head)));
    let line = |(what, head): (String, &crate::case::CaseHead)| {
        (
            what,
            html! { a.govuk-link href=(href(head.id)) { (head.number) } div.c-note { (labels.stage(head)) } },
        )
    };
    let lines: Vec<_> = heads.map(line).collect();
    part::card(&ask.t("casework-linked-title"), part::facts(&lines))
}

/// Papers of before letters were data; the area that prints letters shows the others.
fn letters(labels: &Labels<'_>, view: &CaseView<'_>) -> Markup {
    let ask = labels.ask;
    let old = view.case.letters.iter().rev().filter(|letter| letter.issued.is_none());
    let lines: Vec<_> =
        old.map(|letter| (ask.day(ask.day_of(letter.at)), html! { (letter.serial) })).collect();
    if lines.is_empty() {
        return html! {};
    }
    part::card(&ask.t("casework-letters-title"), part::facts(&lines))
}

/// Who looked at this file, newest first: one line per person and day.
fn readers(labels: &Labels<'_>, view: &CaseView<'_>) -> Markup {
    let ask = labels.ask;
    let reads = labels.house.access.reads_of(Kind::Case, view.id.0).unwrap_or_default();
    let mut seen = BTreeSet::new();
    let fresh = reads.iter().filter(|read| seen.insert((ask.day_of(read.at), read.account)));
    let lines = fresh.take(20).map(|read| {
        let who = if read.name.is_empty() { ask.t("casework-staff-gone") } else { read.name.clone() };
        (
            ask.instant(read.at),
            html! { (who) " · " (labels.role(read.role)) " · " (labels.office(&read.office)) },
        )
    });
    let lines = lines.collect::<Vec<_>>();
    let body =
        if lines.is_empty() { part::aside(&ask.t("casework-readers-none")) } else { part::facts(&lines) };
    let may = labels.house.may(&ask.who, Permission::ReadFileLog, Some(&view.ties));
    let whole = Act::new(format!("{}/readers", href(view.id)), ask.t("casework-readers-all"));
    let body = html! { (body) @if may { p { (part::link(&whole)) } } };
    html! { section.c-card { (part::details(&ask.t("casework-readers-title"), body)) } }
}
