//! The page "My day": counts that lead to their lists, each date with its arithmetic, and what to do when all is done.

use crate::case::{CaseHead, TaskRow, TermRow};
use crate::day::{Day, DayCards, read};
use crate::file::page::href;
use crate::label::Labels;
use crate::people;
use ::access::Permission;
use kernel::{CaseId, PersonId};
use ledger::Reader;
use std::collections::HashMap;
use web::part::{self, Act, Cell, Column, Tally, TermState};
use web::{Answer, Ask, House, Markup, Page, Reply, Trouble, html};

/// A list on this page shows no more rows than this; the rest is a link away.
const ROWS_MAX: usize = 15;

/// GET `/day`
pub fn get(house: &House, ask: &Ask) -> Reply {
    let (day, names) = house.ledger.read(|door| -> Result<_, Trouble> {
        let day = read(house, ask, door)?;
        let names = names(house, ask, door, &day)?;
        Ok((day, names))
    })?;
    let labels = Labels::new(house, ask);
    let shown = Shown { labels: &labels, day: &day, names };
    Ok(Answer::Page(Page::new(ask.t("casework-day-title"), shown.body()).section("day")))
}

/// Names of the people in the rows that are shown, and of no others.
fn names(
    house: &House,
    ask: &Ask,
    door: &mut Reader<'_>,
    day: &Day,
) -> Result<HashMap<PersonId, String>, Trouble> {
    let terms =
        [&day.overdue, &day.soon].into_iter().flat_map(|list| list.iter().take(ROWS_MAX)).map(|t| t.case);
    let tasks = day.tasks.iter().take(ROWS_MAX).map(|t| t.case);
    let cases = [&day.asked, &day.turn, &day.waiting, &day.unassigned];
    let cases = cases.into_iter().flat_map(|list| list.iter().take(ROWS_MAX).copied());
    let mut names = HashMap::new();
    for case in terms.chain(tasks).chain(cases) {
        let Some(head) = day.heads.get(&case) else { continue };
        if head.principal.is_some_and(|person| !names.contains_key(&person)) {
            names.extend(people::name(house, ask, door, head)?);
        }
    }
    Ok(names)
}

struct Shown<'a> {
    labels: &'a Labels<'a>,
    day: &'a Day,
    names: HashMap<PersonId, String>,
}

impl Shown<'_> {
    fn body(&self) -> Markup {
        let (ask, day) = (self.labels.ask, self.day);
        let lead = self.labels.ask.words().day_full(ask.lang, ask.today);
        let cards = self.labels.house.rooms.get::<DayCards>().cloned().unwrap_or_default();
        let is_quiet = day.overdue.is_empty()
            && day.soon.is_empty()
            && day.tasks.is_empty()
            && day.turn.is_empty()
            && day.asked.is_empty();
        html! {
            (part::heading(&ask.t("casework-day-title"), None, Some(&lead)))
            @if self.lists_cases() { (part::tallies(&self.tallies())) }
            (part::columns(
                html! {
                    @if is_quiet { (self.quiet()) }
                    (self.case_list("asked", "casework-day-asked", &day.asked, None))
                    (self.term_list("overdue", "casework-day-overdue", &day.overdue))
                    (self.term_list("soon", "casework-day-soon", &day.soon))
                    (self.case_list("turn", "casework-day-turn", &day.turn, None))
                    @for card in &cards.0 { (card(self.labels.house, ask)) }
                    @if self.lists_cases() { (self.held()) }
                },
                html! { (self.task_list()) },
            ))
        }
    }

    /// Posts have no cases of their own: they receive people, and their day is made of that.
    fn lists_cases(&self) -> bool {
        self.labels.house.may(&self.labels.ask.who, Permission::ListCases, None)
    }

    fn held(&self) -> Markup {
        let day = self.day;
        html! {
            (self.case_list("waiting", "casework-day-waiting", &day.waiting, Some("casework-day-waiting-none")))
            (self.case_list(
                "unassigned",
                "casework-day-unassigned",
                &day.unassigned,
                Some("casework-day-unassigned-none"),
            ))
        }
    }

    fn tallies(&self) -> Vec<Tally> {
        let (ask, day) = (self.labels.ask, self.day);
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let tally = |n: usize, key: &str, anchor: &str, state: TermState| Tally {
            count: ask.number(count(n)),
            words: ask.tw(key, &[("n", count(n).into())]),
            href: (n > 0).then(|| format!("#{anchor}")),
            state: if n == 0 { TermState::Ok } else { state },
        };
        vec![
            tally(day.overdue.len(), "casework-tally-overdue", "overdue", TermState::Overdue { days: 0 }),
            tally(day.soon.len(), "casework-tally-soon", "soon", TermState::DueSoon { days: 0 }),
            tally(day.tasks.len(), "casework-tally-tasks", "tasks", TermState::DueSoon { days: 0 }),
            tally(day.waiting.len(), "casework-tally-waiting", "waiting", TermState::Waiting),
            tally(day.unassigned.len(), "casework-tally-unassigned", "unassigned", TermState::Waiting),
        ]
    }

    /// Nothing presses: say so, and where to go on.
    fn quiet(&self) -> Markup {
        let ask = self.labels.ask;
        let title = ask.t("casework-day-quiet-title");
        if !self.lists_cases() {
            let act = Act::new("/people", ask.t("casework-day-quiet-post-act"));
            return part::empty_state(&title, &ask.t("casework-day-quiet-post"), Some(&act));
        }
        let has_free = !self.day.unassigned.is_empty();
        let key = if has_free { "casework-day-quiet-unassigned" } else { "casework-day-quiet-words" };
        let act = Act::new("/cases", ask.t("casework-day-quiet-act"));
        part::empty_state(&title, &ask.t(key), Some(&act))
    }

    fn name_of(&self, head: &CaseHead) -> String {
        let name = head.principal.and_then(|person| self.names.get(&person)).filter(|name| !name.is_empty());
        name.cloned().unwrap_or_else(|| self.labels.ask.t("casework-file-nobody"))
    }

    fn term_list(&self, id: &str, key: &str, terms: &[TermRow]) -> Markup {
        let ask = self.labels.ask;
        if terms.is_empty() {
            return html! {};
        }
        let lines: Vec<part::Term> =
            terms.iter().take(ROWS_MAX).filter_map(|term| self.term_line(term)).collect();
        html! { div id=(id) { (part::card(&ask.t(key), html! { (part::terms(&lines)) (self.more(terms.len())) })) } }
    }

    fn term_line(&self, term: &TermRow) -> Option<part::Term> {
        let head = self.day.heads.get(&term.case)?;
        let (state, words) = self.labels.standing(term);
        let note =
            format!("{} · {} · {}", self.name_of(head), self.labels.stage(head), self.labels.term_note(term));
        Some(part::Term {
            name: self.labels.term(head, &term.term),
            state,
            words,
            note,
            act: Some(Act::new(href(head.id), head.number.clone())),
            sums: Some(self.labels.sums(term)),
        })
    }

    fn task_list(&self) -> Markup {
        let ask = self.labels.ask;
        if self.day.tasks.is_empty() {
            return part::card(&ask.t("casework-tasks-title"), part::aside(&ask.t("casework-tasks-none")));
        }
        let shown = self.day.tasks.iter().take(ROWS_MAX);
        let lines: Vec<part::Task> = shown.filter_map(|task| self.task_line(task)).collect();
        let body = html! { (part::tasks("day-tasks", &lines)) (self.more(self.day.tasks.len())) };
        html! { div id="tasks" { (part::card(&ask.t("casework-tasks-title"), body)) } }
    }

    fn task_line(&self, task: &TaskRow) -> Option<part::Task> {
        let ask = self.labels.ask;
        let head = self.day.heads.get(&task.case)?;
        let is_late = task.due.is_some_and(|due| due < ask.today);
        let due = task.due.map(|due| ask.tw("casework-task-until", &[("day", ask.day(due).into())]));
        let note: Vec<String> = [self.name_of(head), head.number.clone()].into_iter().chain(due).collect();
        Some(part::Task {
            name: self.labels.task_of(head, task),
            href: Some(href(head.id)),
            note: Some(note.join(" · ")),
            state: if is_late { part::TaskState::Urgent } else { part::TaskState::Open },
            words: ask.t(if is_late { "casework-task-late" } else { "casework-task-open" }),
        })
    }

    fn case_list(&self, id: &str, key: &str, cases: &[CaseId], none: Option<&str>) -> Markup {
        let ask = self.labels.ask;
        let title = ask.t(key);
        if cases.is_empty() {
            return match none {
                Some(none) => part::card(&title, part::aside(&ask.t(none))),
                None => html! {},
            };
        }
        let heads = cases.iter().take(ROWS_MAX).filter_map(|case| self.day.heads.get(case));
        let rows = heads.map(|head| {
            vec![
                Cell::marked(html! {
                    a.govuk-link href=(href(head.id)) { (self.name_of(head)) }
                    div.c-note { (head.number) }
                }),
                Cell::text(self.labels.stage(head)),
                Cell::marked(next_due(self.labels, head)),
            ]
        });
        let table = part::Table {
            caption: title.clone(),
            caption_hidden: true,
            columns: vec![
                Column::text(ask.t("casework-column-case")),
                Column::text(ask.t("casework-column-stage")),
                Column::text(ask.t("casework-column-due")),
            ],
            rows: rows.collect(),
            ..part::Table::default()
        };
        html! { div id=(id) { (part::card(&title, html! { (part::table(&table)) (self.more(cases.len())) })) } }
    }

    fn more(&self, count: usize) -> Markup {
        let ask = self.labels.ask;
        let rest = i64::try_from(count.saturating_sub(ROWS_MAX)).unwrap_or(0);
        if rest == 0 {
            return html! {};
        }
        let act = Act::new("/cases", ask.tw("casework-day-more", &[("n", rest.into())]));
        html! { p { (part::link(&act)) } }
    }
}

/// The badge of the next day on which something of a case falls due.
pub(crate) fn next_due(labels: &Labels<'_>, head: &CaseHead) -> Markup {
    let ask = labels.ask;
    let Some(due) = head.next_due else { return html! { (ask.t("casework-due-none")) } };
    let left = crate::label::days_between(ask.today, due);
    let state = match left {
        // The next word is the person's: whether they are late is never said by a colour.
        _ if head.waiting => TermState::Waiting,
        ..0 => TermState::Overdue { days: -left },
        0..=7 => TermState::DueSoon { days: left },
        _ => TermState::Ok,
    };
    part::term_badge(state, &ask.day(due))
}
