//! What things are called on pages: stages, steps, terms, tasks, offices and members of staff, in the reader's language.

use crate::case::{CaseHead, TaskRow, TermRow};
use crate::fold::{CONTESTED, REJECTED, WAITS};
use crate::laws::Laws;
use crate::step::COMPARE_DATES;
use jiff::civil::{Date, Weekday};
use kernel::{AccountId, Lang, Office, Role};
use procedure::{Procedure, Said};
use std::cell::RefCell;
use std::collections::HashMap;
use web::part::{Sums, TermState};
use web::{Ask, House, html};

/// Names as one reader sees them; names of staff are looked up once a page.
pub struct Labels<'a> {
    pub house: &'a House,
    pub ask: &'a Ask,
    pub laws: &'a Laws,
    staff: RefCell<HashMap<AccountId, String>>,
}

impl<'a> Labels<'a> {
    pub fn new(house: &'a House, ask: &'a Ask) -> Labels<'a> {
        Labels { house, ask, laws: house.room::<Laws>(), staff: RefCell::new(HashMap::new()) }
    }
    pub fn lang(&self) -> Lang {
        self.ask.lang
    }
    pub fn said<'s>(&self, said: &'s Said) -> &'s str {
        said.in_lang(self.lang())
    }
    fn law_of(&self, head: &CaseHead) -> Option<&'a Procedure> {
        self.laws.labels(&head.procedure, &head.law)
    }
    pub fn procedure(&self, head: &CaseHead) -> String {
        self.law_of(head).map_or_else(|| head.procedure.clone(), |p| self.said(&p.names).to_owned())
    }
    pub fn stage(&self, head: &CaseHead) -> String {
        let stage = self.law_of(head).and_then(|p| p.stage(&head.stage));
        stage.map_or_else(|| head.stage.clone(), |s| self.said(&s.names).to_owned())
    }
    pub fn term(&self, head: &CaseHead, term: &str) -> String {
        let found = self.law_of(head).and_then(|p| p.term(term));
        found.map_or_else(|| term.to_owned(), |t| self.said(&t.names).to_owned())
    }
    /// The name of a task as the step that left it calls it.
    pub fn task(&self, procedure: Option<&Procedure>, kind: &str, step: Option<&str>) -> String {
        let step = step.and_then(|id| procedure.and_then(|p| p.step(id)));
        if kind == crate::remedy::RECEIVED {
            return self.ask.t("casework-task-received-remedy");
        }
        let apart = match kind {
            COMPARE_DATES => Some("casework-task-compare-dates"),
            WAITS => Some("casework-task-waits"),
            REJECTED => Some("casework-task-rejected"),
            CONTESTED => Some("casework-task-contested"),
            _ => None,
        };
        if let Some(key) = apart {
            let name = match step {
                Some(step) => self.said(&step.names).to_owned(),
                None => self.ask.t("casework-step-take-over"),
            };
            return self.ask.tw(key, &[("step", name.into())]);
        }
        let rule = step.and_then(|s| s.tasks.iter().find(|rule| rule.id == kind));
        rule.map_or_else(|| kind.to_owned(), |rule| self.said(&rule.names).to_owned())
    }
    /// The name of a step, or of the acceptance of a transfer that a post wrote down.
    pub fn step(&self, procedure: Option<&Procedure>, step: &str) -> String {
        if step == crate::TAKE_OVER {
            return self.ask.t("casework-step-take-over");
        }
        let found = procedure.and_then(|p| p.step(step));
        found.map_or_else(|| step.to_owned(), |s| self.said(&s.names).to_owned())
    }
    pub fn task_of(&self, head: &CaseHead, task: &TaskRow) -> String {
        self.task(self.law_of(head), &task.kind, task.step.as_deref())
    }
    pub fn office(&self, office: &Office) -> String {
        self.house.country.office_name(self.lang(), office).to_owned()
    }
    /// A commission of the country by its code.
    pub fn commission(&self, id: &str) -> String {
        self.laws.law().commission(id).map_or_else(|| id.to_owned(), |c| self.said(&c.names).to_owned())
    }
    pub fn role(&self, role: Role) -> String {
        self.ask.t(&access::role_key(role))
    }
    /// The name of a member of staff; "somebody who no longer works here" when the account is gone.
    pub fn staff(&self, account: AccountId) -> String {
        if let Some(name) = self.staff.borrow().get(&account) {
            return name.clone();
        }
        let known = self.house.access.name_of(account).ok().flatten();
        let name = known.filter(|n| !n.is_empty()).unwrap_or_else(|| self.ask.t("casework-staff-gone"));
        self.staff.borrow_mut().insert(account, name.clone());
        name
    }
    /// `30 días hábiles`
    pub fn length(&self, length: u32, unit: &str) -> String {
        let args = [("n", i64::from(length).into())];
        match unit {
            "working_days" => self.ask.tw("casework-length-working-days", &args),
            "months" => self.ask.tw("casework-length-months", &args),
            _ => self.ask.tw("casework-length-calendar-days", &args),
        }
    }
    /// How many days of work lie after today up to and with a day.
    fn working_days_until(&self, due: Date) -> i64 {
        let days = std::iter::successors(self.ask.today.tomorrow().ok(), |day| day.tomorrow().ok());
        let left = days.take_while(|day| *day <= due).take(400);
        left.filter(|day| self.laws.law().calendar.is_working_day(*day)).map(|_| 1).sum()
    }
    /// Where a term stands today, and the words of its badge.
    pub fn standing(&self, term: &TermRow) -> (TermState, String) {
        let (ask, today) = (self.ask, self.ask.today);
        if let Some(met) = term.met {
            return self.met(term, met);
        }
        let Some(due) = term.due else { return (TermState::Unverified, ask.t("casework-term-endless")) };
        let day = [("day", ask.day(due).into())];
        let left = days_between(today, due);
        if left < 0 && term.whose == "person" {
            // Whether a person is late is never computed: somebody looks.
            return (TermState::Unverified, ask.tw("casework-term-person-passed", &day));
        }
        match left {
            ..0 => (
                TermState::Overdue { days: -left },
                ask.tw("casework-term-overdue", &[("days", (-left).into())]),
            ),
            0 => (TermState::DueSoon { days: 0 }, ask.t("casework-term-today")),
            1..=7 if term.arithmetic.unit == "working_days" => {
                let working = self.working_days_until(due);
                (
                    TermState::DueSoon { days: left },
                    ask.tw("casework-term-working-left", &[("days", working.into())]),
                )
            }
            1..=7 => {
                (TermState::DueSoon { days: left }, ask.tw("casework-term-left", &[("days", left.into())]))
            }
            _ => (TermState::Ok, ask.tw("casework-term-until", &day)),
        }
    }
    /// A term that was met; one met after its day says both days, and whether that matters is for a person to say.
    fn met(&self, term: &TermRow, met: Date) -> (TermState, String) {
        let ask = self.ask;
        let day = ("day", ask.day(met).into());
        match term.due.filter(|due| *due < met) {
            Some(due) => {
                let state = if term.whose == "person" { TermState::Unverified } else { TermState::Ok };
                (state, ask.tw("casework-term-met-after", &[day, ("due", ask.day(due).into())]))
            }
            None => (TermState::Ok, ask.tw("casework-term-met", &[day])),
        }
    }
    /// One line under the badge: how long, from when, and the holidays that were passed over.
    pub fn term_note(&self, term: &TermRow) -> String {
        let ask = self.ask;
        let start = ask.day(term.start);
        if term.awaits.is_some() {
            return ask.t("casework-term-awaits");
        }
        let Some(length) = term.arithmetic.length else { return ask.t("casework-term-length-unknown") };
        let length = self.length(length, &term.arithmetic.unit);
        let mut note = ask.tw("casework-term-counted", &[("length", length.into()), ("start", start.into())]);
        let weekend = |day: Date| matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        let holidays = term.arithmetic.skipped.iter().filter(|s| !weekend(s.date));
        let holidays: Vec<String> = holidays.map(|s| ask.words().day_of_year(ask.lang, s.date)).collect();
        if !holidays.is_empty() {
            note.push_str("; ");
            note.push_str(&ask.tw("casework-term-skips", &[("days", holidays.join(", ").into())]));
        }
        note
    }
    /// The whole sum behind a date, with where it is written and how sure that is.
    pub fn sums(&self, term: &TermRow) -> Sums {
        let ask = self.ask;
        let start =
            if term.awaits.is_some() { ask.t("casework-sums-unknown") } else { ask.day_long(term.start) };
        let mut lines = vec![(ask.t("casework-sums-start"), start)];
        let length = term.arithmetic.length.map(|n| self.length(n, &term.arithmetic.unit));
        lines.push((ask.t("casework-sums-length"), length.unwrap_or_else(|| ask.t("casework-sums-unknown"))));
        if let Some(due) = term.due {
            lines.push((ask.t("casework-sums-counted"), ask.number(term.arithmetic.counted_days.into())));
            lines.push((ask.t("casework-sums-due"), ask.day_long(due)));
        }
        let article = term.article.clone().unwrap_or_else(|| ask.t("casework-sums-article-unknown"));
        lines.push((ask.t("casework-sums-article"), article));
        if term.moved > 0 {
            lines.push((ask.t("casework-sums-moved"), ask.number(term.moved)));
        }
        let skipped = term.arithmetic.skipped.iter();
        Sums {
            open: ask.t("casework-sums-open"),
            lines,
            skipped_label: ask.t("casework-sums-skipped"),
            skipped: skipped.map(|s| (ask.day(s.date), s.reason.get(ask.lang).to_owned())).collect(),
            source: Some(
                html! { (ask.t("casework-sums-source")) " " (self.verification(&term.verification)) },
            ),
            provisional: self.provisional(term),
        }
    }
    fn provisional(&self, term: &TermRow) -> Option<String> {
        let questions = term.arithmetic.questions.iter().map(|q| q.get(self.lang()).to_owned());
        let provisional = term.provisional.then(|| self.ask.t("casework-sums-provisional"));
        let all: Vec<String> = provisional.into_iter().chain(questions).collect();
        (!all.is_empty()).then(|| all.join(" "))
    }
    pub fn verification(&self, code: &str) -> String {
        match code {
            "verified" => self.ask.t("casework-verification-verified"),
            "secondary" => self.ask.t("casework-verification-secondary"),
            _ => self.ask.t("casework-verification-unverified"),
        }
    }
    /// `artículo 30 · lo dice una fuente pública`
    pub fn cited(&self, cite: &procedure::Cite) -> String {
        let article = match &cite.article {
            Some(article) => self.ask.tw("casework-cited-article", &[("article", article.clone().into())]),
            None if cite.source == procedure::Cite::PLATFORM => self.ask.t("casework-cited-platform"),
            None => self.ask.t("casework-cited-unknown"),
        };
        format!("{article} · {}", self.verification(cite.verification.code()))
    }
}

/// Days from one day to another; negative when the other lies before.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map(|span| i64::from(span.get_days())).unwrap_or(0)
}
