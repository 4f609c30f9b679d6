//! State → rows, and every SQL statement of this area. Plain columns hold ids, codes and dates; nothing here names a person.

use crate::applicant_card::Card;
use crate::fold::{Case, Letter, Task, TermRun};
use crate::model::CaseEvent;
use jiff::civil::Date;
use kernel::PersonId;
use ledger::{EntryView, Record, RecordKind, Rows, params, statement, table};
use procedure::FactValue;
use uuid::Uuid;

/// The history of this area's tables.
pub const MIGRATIONS: &[ledger::Migration] = &[
    ledger::Migration { id: "0030_casework_case", sql: include_str!("../migrations/0030_casework_case.sql") },
    ledger::Migration {
        id: "0031_casework_lifecycle",
        sql: include_str!("../migrations/0031_casework_lifecycle.sql"),
    },
    ledger::Migration {
        id: "0032_casework_remedy",
        sql: include_str!("../migrations/0032_casework_remedy.sql"),
    },
    ledger::Migration {
        id: "0033_casework_letter",
        sql: include_str!("../migrations/0033_casework_letter.sql"),
    },
    ledger::Migration {
        id: "0034_casework_sign_off",
        sql: include_str!("../migrations/0034_casework_sign_off.sql"),
    },
    ledger::Migration {
        id: "0035_casework_dossier",
        sql: include_str!("../migrations/0035_casework_dossier.sql"),
    },
    ledger::Migration { id: "0036_casework_card", sql: include_str!("../migrations/0036_casework_card.sql") },
];

table!(pub CASE_ROW = "case_row" {
    key [],
    "number" text, "procedure" text, "law" text, "stage" text, "ended" bool, "waiting" bool,
    "office" text, "assignee" uuid?, "principal" uuid?, "persons" int, "child" bool,
    "parent" uuid?, "origin_intent" uuid?,
    "legal_date" text, "opened_at" int, "opened_by" uuid, "opened_office" text,
    "last_step" text?, "last_on" text?, "next_due" text?,
    "offices" text, "offices_former" text, "deciders" text, "offices_asked" text,
});
table!(pub CASE_PERSON = "case_person" {
    key ["person"],
    "person" uuid, "principal" bool, "minor" bool, "joined_on" text?, "left_on" text?,
});
table!(pub CASE_TERM = "case_term" {
    key ["term", "run"],
    "term" text, "run" int, "start_on" text, "due" text?, "met" text?, "whose" text, "on_expiry" text,
    "article" text?, "source" text, "verification" text, "provisional" bool, "arithmetic" text, "moved" int,
    "awaits" text?,
});
table!(pub CASE_TASK = "case_task" {
    key ["task"],
    "task" text, "kind" text, "step" text?, "role" text?, "office" text?, "account" uuid?, "due" text?,
    "opened_at" int, "done_at" int?, "done_by" uuid?,
});
table!(pub CASE_STEP = "case_step" {
    key ["place"],
    "place" int, "step" text, "from_stage" text, "to_stage" text?, "on_day" text, "account" uuid, "role" text,
    "office" text, "at" int, "remedy" bool, "prejudicial" bool, "outcome" text?, "level" text?,
});
table!(pub CASE_FACT = "case_fact" { key ["fact"], "fact" text, "value" text });
table!(pub CASE_OFFICE = "case_office" { key ["office"], "office" text, "place" int });
table!(pub CASE_LINK = "case_link" { key ["child"], "child" uuid, "procedure" text });
table!(pub CASE_LETTER = "case_letter" {
    key ["letter_id"],
    "letter_id" uuid, "letter" text, "kind" text, "name_es" text, "name_en" text, "serial" text, "code" text,
    "issued_on" text, "revoked_on" text?, "copies" int,
});

table!(pub CASE_CARD = "case_card" {
    key ["card_id"],
    "card_id" uuid, "serial" text, "code" text, "issued_on" text, "valid_until" text, "replaced_on" text?,
});

/// The kind of record this area brings to the ledger.
pub fn record_kind() -> RecordKind {
    RecordKind::of::<Case>(&[
        &CASE_ROW,
        &CASE_PERSON,
        &CASE_TERM,
        &CASE_TASK,
        &CASE_STEP,
        &CASE_FACT,
        &CASE_OFFICE,
        &CASE_LINK,
        &CASE_LETTER,
        &CASE_CARD,
    ])
}

impl Record for Case {
    const KIND: &'static str = "case";
    type Event = CaseEvent;

    fn apply(&mut self, event: &CaseEvent, entry: &EntryView) {
        self.take(event, entry);
    }

    fn rows(&self, _id: Uuid, out: &mut Rows) {
        self.row(out);
        self.person_rows(out);
        self.terms.iter().for_each(|run| term_row(run, out));
        self.tasks.values().for_each(|task| task_row(task, out));
        self.step_rows(out);
        for (fact, value) in &self.facts {
            out.put(&CASE_FACT, params![fact, fact_code(value)]);
        }
        // Whoever was asked finds the case in the lists, and each row is asked of the policy.
        // The first is the office that holds it, as data of earlier releases has it.
        let mut finders = self.offices();
        finders.extend(self.office_asked().filter(|asked| !self.offices().contains(asked)).cloned());
        for (place, office) in finders.iter().enumerate() {
            out.put(&CASE_OFFICE, params![office, place]);
        }
        for link in &self.links {
            out.put(&CASE_LINK, params![link.case, &link.procedure]);
        }
        self.letters.iter().for_each(|letter| letter_row(letter, out));
        self.cards.iter().for_each(|card| card_row(card, out));
    }
}

impl Case {
    fn row(&self, out: &mut Rows) {
        let (Some(opening), Some(office), Some(at), Some(by)) =
            (&self.opening, &self.office, self.opened_at, &self.opened_by)
        else {
            return;
        };
        let last = self.steps.last();
        let next_due = if self.at.ended { None } else { self.next_due() };
        let values = params![
            &opening.number,
            &opening.procedure,
            &opening.law,
            &self.at.stage,
            self.at.ended,
            self.at.waiting,
            office,
            self.assignee,
            self.principal(),
            self.persons().len(),
            self.concerns_child(),
            opening.parent,
            opening.origin_intent,
            opening.legal_date,
            at,
            by.account,
            &opening.office,
            last.map(|t| t.taken.step.clone()),
            last.map(|t| t.taken.on),
            next_due,
            words(self.offices().iter().map(|o| o.code())),
            words(self.offices_former.iter().map(|o| o.code())),
            words(self.deciders().iter()),
            words(self.office_asked().iter().map(|o| o.code())),
        ];
        out.put(&CASE_ROW, values);
    }

    fn person_rows(&self, out: &mut Rows) {
        let Some(opening) = &self.opening else { return };
        let mut put = |person: PersonId, principal: bool, joined: Option<Date>| {
            let left = self.left.iter().find(|left| left.person == person).map(|left| left.on);
            let minor = self.minors.contains(&person);
            out.put(&CASE_PERSON, params![person, principal, minor, joined, left]);
        };
        opening.persons.iter().for_each(|involved| put(involved.person, involved.principal, None));
        self.joined.iter().for_each(|joined| put(joined.person, false, Some(joined.on)));
    }

    fn step_rows(&self, out: &mut Rows) {
        for (place, step) in self.steps.iter().enumerate() {
            let (taken, actor) = (&step.taken, &step.actor);
            let to = taken.to.as_ref().map(|to| to.stage.clone());
            let values = params![
                place,
                &taken.step,
                &taken.from,
                to,
                taken.on,
                actor.account,
                actor.role.code(),
                &actor.office,
                step.at,
                taken.remedy,
                taken.prejudicial,
                taken.decides.map(|d| d.outcome.code()),
                taken.decides.map(|d| level_code(d.level)),
            ];
            out.put(&CASE_STEP, values);
        }
    }
}

/// Codes or ids in one column: neither holds a space.
fn words(parts: impl Iterator<Item = impl std::fmt::Display>) -> String {
    parts.map(|part| part.to_string()).collect::<Vec<_>>().join(" ")
}

fn term_row(run: &TermRun, out: &mut Rows) {
    let term = &run.term;
    // Plain strings and numbers only: this cannot fail.
    let arithmetic = serde_json::to_string(&term.arithmetic).unwrap_or_default();
    let values = params![
        &term.term,
        term.run,
        term.start,
        term.due,
        run.met,
        &term.whose,
        &term.on_expiry,
        term.article.clone(),
        &term.source,
        &term.verification,
        term.provisional,
        arithmetic,
        run.moved.len(),
        term.awaits.clone(),
    ];
    out.put(&CASE_TERM, values);
}

fn task_row(task: &Task, out: &mut Rows) {
    let owner = &task.owner;
    let values = params![
        &task.task,
        &task.kind,
        task.step.clone(),
        owner.role.map(|role| role.code()),
        owner.office.clone(),
        owner.account,
        task.due,
        task.opened,
        task.done.as_ref().map(|(_, at)| *at),
        task.done.as_ref().map(|(actor, _)| actor.account),
    ];
    out.put(&CASE_TASK, values);
}

/// A line of the register of letters; papers of before letters were data have none.
fn letter_row(letter: &Letter, out: &mut Rows) {
    let Some(issued) = &letter.issued else { return };
    let values = params![
        letter.id,
        &letter.letter,
        &issued.kind,
        &issued.names.es,
        &issued.names.en,
        &letter.serial,
        &issued.code,
        issued.on,
        letter.revoked.as_ref().map(|(on, _)| *on),
        letter.copies,
    ];
    out.put(&CASE_LETTER, values);
}

fn card_row(card: &Card, out: &mut Rows) {
    let issued = &card.issued;
    let values =
        params![issued.id, &issued.serial, &issued.code, issued.on, issued.valid_until, card.replaced];
    out.put(&CASE_CARD, values);
}

/// The level of a decision as one word in a row.
pub(crate) fn level_code(level: procedure::Level) -> &'static str {
    match level {
        procedure::Level::FirstInstance => "first_instance",
        procedure::Level::Review => "review",
    }
}

/// A fact as one word in a row.
pub(crate) fn fact_code(value: &FactValue) -> String {
    match value {
        FactValue::Bool(yes) => yes.to_string(),
        FactValue::Code(code) => code.clone(),
        FactValue::Unknown => "unknown".to_owned(),
    }
}

/// The inverse of [`fact_code`].
pub(crate) fn fact_value(code: &str) -> FactValue {
    match code {
        "true" => FactValue::Bool(true),
        "false" => FactValue::Bool(false),
        "unknown" => FactValue::Unknown,
        code => FactValue::Code(code.to_owned()),
    }
}

macro_rules! head_of {
    ($($rest:literal)?) => {
        concat!(
            "select record, number, procedure, law, stage, ended, waiting, office, assignee, principal, persons, child, ",
            "parent, origin_intent, legal_date, opened_at, opened_by, opened_office, last_step, last_on, next_due, ",
            "offices, offices_former, deciders, offices_asked ",
            "from case_row where tenant = $1 "
            $(, $rest)?
        )
    };
}

// Which cases a list asks about; `$2` is the reader's office.
macro_rules! of_office {
    () => {
        "and record in (select record from case_office where tenant = $1 and office = $2) "
    };
}
macro_rules! of_children {
    () => {
        "and (record in (select record from case_row where tenant = $1 and child) \
         or record in (select record from case_office where tenant = $1 and office = $2)) "
    };
}
macro_rules! of_all {
    () => {
        "and $2 <> '' "
    };
}

// Next due first. Empty text means "any"; `$5` is empty, 'none' or 'one', and then `$6` says whose.
macro_rules! worklist {
    ($scope:expr) => {
        concat!(
            head_of!(),
            $scope,
            "and ($3 = '' or procedure = $3) and ($4 = '' or stage = $4) \
             and ($5 = '' or ($5 = 'none' and assignee is null) or ($5 = 'one' and assignee = $6)) \
             and ($7 = '' or ($7 = 'open' and not ended) or ($7 = 'ended' and ended)) and ($8 = '' or office = $8) \
             order by ended, case when next_due is null then 1 else 0 end, next_due, number limit $9 offset $10"
        )
    };
}
macro_rules! open {
    ($scope:expr) => {
        concat!(
            head_of!(),
            "and not ended ",
            $scope,
            "order by case when next_due is null then 1 else 0 end, next_due, number"
        )
    };
}
// The open cases of an office and every case that hangs on one of them.
macro_rules! held {
    ($rest:literal) => {
        concat!(
            "with recursive held (record) as (select record from case_row where tenant = $1 and office = $2 and not ended \
             union select l.child from case_link l join held h on h.record = l.record where l.tenant = $1) ",
            $rest
        )
    };
}
macro_rules! terms_due {
    ($scope:expr) => {
        concat!(
            "select record, term, run, start_on, due, met, whose, on_expiry, article, source, verification, ",
            "provisional, arithmetic, moved, awaits from case_term where tenant = $1 ",
            $scope,
            "and met is null and due is not null and due <= $3 order by due, record, term, run"
        )
    };
}
macro_rules! tasks {
    ($scope:expr) => {
        concat!(
            "select record, task, kind, step, role, office, account, due, opened_at from case_task where tenant = $1 ",
            $scope,
            "and done_at is null order by case when due is null then 1 else 0 end, due, opened_at, record, task"
        )
    };
}

statement! {
    pub(crate) HEAD = head_of!("and record = $2");
    pub(crate) HEAD_BY_NUMBER = head_of!("and number = $2");
    pub(crate) HEAD_BY_INTENT = head_of!("and origin_intent = $2 order by opened_at");
    pub(crate) HEADS = head_of!("order by number");
    pub(crate) AFTER = head_of!(
        "and record > $2 and ($3 = '' or procedure = $3) and ($4 = '' or stage = $4) and ($5 = '' or office = $5) and ($6 = '' or ($6 = 'open' and ended = false) or ($6 = 'ended' and ended = true)) order by record limit $7"
    );
    pub(crate) HEADS_OF_PERSON = head_of!(
        "and record in (select record from case_person where tenant = $1 and person = $2 and left_on is null) \
         order by legal_date, number"
    );
    pub(crate) WORKLIST_OF_OFFICE = worklist!(of_office!());
    pub(crate) WORKLIST_OF_CHILDREN = worklist!(of_children!());
    pub(crate) WORKLIST_OF_ALL = worklist!(of_all!());
    pub(crate) OPEN_OF_OFFICE = open!(of_office!());
    pub(crate) OPEN_OF_CHILDREN = open!(of_children!());
    pub(crate) OPEN_OF_ALL = open!(of_all!());
    pub(crate) TERMS_DUE_OF_OFFICE = terms_due!(of_office!());
    pub(crate) TERMS_DUE_OF_CHILDREN = terms_due!(of_children!());
    pub(crate) TERMS_DUE_OF_ALL = terms_due!(of_all!());
    pub(crate) TASKS_OF_OFFICE = tasks!(of_office!());
    pub(crate) TASKS_OF_CHILDREN = tasks!(of_children!());
    pub(crate) TASKS_OF_ALL = tasks!(of_all!());
    pub(crate) OFFICES_OF_PERSON = "select distinct o.office from case_person p \
        join case_office o on o.tenant = p.tenant and o.record = p.record \
        where p.tenant = $1 and p.person = $2 and p.left_on is null order by o.office";

    pub(crate) PERSONS = "select person, principal, minor, joined_on, left_on from case_person \
        where tenant = $1 and record = $2 and left_on is null order by principal desc, person";
    pub(crate) ALL_PERSONS = "select record, person, principal, minor, joined_on, left_on from case_person \
        where tenant = $1 order by record, principal desc, person";
    pub(crate) FACTS = "select fact, value from case_fact where tenant = $1 and record = $2 order by fact";
    pub(crate) FACT = "select value from case_fact where tenant = $1 and record = $2 and fact = $3";
    pub(crate) ALL_FACTS = "select record, fact, value from case_fact where tenant = $1 order by record, fact";
    pub(crate) LINKS = "select child, procedure from case_link where tenant = $1 and record = $2 order by child";
    pub(crate) STEPS = "select record, place, step, from_stage, to_stage, on_day, account, role, office, at, remedy, \
        prejudicial, outcome, level from case_step where tenant = $1 and record = $2 order by place";
    pub(crate) ALL_STEPS = "select record, place, step, from_stage, to_stage, on_day, account, role, office, at, \
        remedy, prejudicial, outcome, level from case_step where tenant = $1 order by record, place";
    pub(crate) TERMS = "select record, term, run, start_on, due, met, whose, on_expiry, article, source, verification, \
        provisional, arithmetic, moved, awaits from case_term where tenant = $1 and record = $2 \
        order by case when met is null then 0 else 1 end, case when due is null then 1 else 0 end, due, term, run";
    pub(crate) LETTER = "select record, letter_id, letter, kind, name_es, name_en, serial, code, issued_on, revoked_on, \
        copies from case_letter where tenant = $1 and letter_id = $2";
    pub(crate) CARD = "select record, card_id, serial, issued_on, valid_until, replaced_on from case_card \
        where tenant = $1 and card_id = $2";
    pub(crate) CARDS_OF_CODE = "select record, card_id, serial, issued_on, valid_until, replaced_on from case_card \
        where tenant = $1 and code = $2 order by card_id";
    pub(crate) HELD_AT = held!("select c.record from case_row c join held h on h.record = c.record where c.tenant = $1 \
         order by c.record");
    pub(crate) PERSONS_HELD_AT = held!("select distinct p.person from case_person p join held h on h.record = p.record \
         where p.tenant = $1 and p.left_on is null order by p.person");
    pub(crate) PERSONS_OF_OPEN = "select distinct p.person from case_person p join case_row c on c.tenant = p.tenant \
         and c.record = p.record where p.tenant = $1 and p.left_on is null and not c.ended order by p.person";
    pub(crate) HAS_CASE = "select 1 as one from case_person where tenant = $1 and person = $2 limit 1";
    pub(crate) IS_ABOUT_CHILD_ALONE = "select 1 as one from case_row c where c.tenant = $1 and c.record = $2 and (c.procedure = $3 \
         or exists (select 1 from case_fact f where f.tenant = $1 and f.record = $2 and f.fact = $4 and f.value = $5))";
    pub(crate) LETTERS_OF_CODE = "select record, letter_id, letter, kind, name_es, name_en, serial, code, issued_on, \
        revoked_on, copies from case_letter where tenant = $1 and code = $2 order by letter_id";
}
