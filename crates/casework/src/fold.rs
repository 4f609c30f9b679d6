//! Events → the state of a case. Pure: no calendar, no law file, no "today"; due dates are values in the entries.

use crate::applicant_card::{Card, IssuedCard};
use crate::model::*;
use crate::step::COMPARE_DATES;
use jiff::{Timestamp, civil::Date};
use kernel::{AccountId, Actor, CaseId, Office, PersonId};
use ledger::EntryView;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A step as it stands in the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    pub taken: StepTaken,
    pub actor: Actor,
    /// The version of the law that the case was pinned to then.
    pub version: String,
    /// When it was written down; the legal date is `taken.on`.
    pub at: Timestamp,
}

/// A step that another site took from a stage the case had already left. It changed nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Contested {
    /// The hash of its entry.
    pub entry: String,
    pub taken: Taken,
    pub site: String,
}

/// A step that a post wrote down for headquarters to answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Intent {
    pub id: Uuid,
    pub step: String,
    pub form: FormMap,
    pub on: Date,
    pub confirmed: Option<Confirmation>,
    pub asks: Option<Office>,
    pub by: Actor,
    pub at: Timestamp,
    pub site: String,
    pub ended: Option<Answered>,
}

/// How headquarters answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    pub confirmed: bool,
    pub reason: String,
    pub by: Actor,
    pub at: Timestamp,
}

/// The task that asks headquarters for its answer.
pub const WAITS: &str = "waits-for-headquarters";
/// The task that tells whoever wrote a step down that it was rejected.
pub const REJECTED: &str = "rejected-by-headquarters";
/// The task that asks the office of the case to set a contested step aside.
pub const CONTESTED: &str = "contested-step";

/// A term as it stands in the file. Whether it is overdue is asked when reading.
#[derive(Clone, Debug, PartialEq)]
pub struct TermRun {
    pub term: TermStarted,
    pub met: Option<Date>,
    /// Why it moved, oldest first.
    pub moved: Vec<String>,
}

/// A task as it stands in the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    pub task: String,
    pub kind: String,
    pub step: Option<String>,
    pub owner: Owner,
    pub due: Option<Date>,
    pub opened: Timestamp,
    pub done: Option<(Actor, Timestamp)>,
}

/// A case that hangs on this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub case: CaseId,
    pub procedure: String,
}

/// A letter that was made from the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Letter {
    pub letter: String,
    pub serial: String,
    pub id: Uuid,
    pub at: Timestamp,
    pub by: AccountId,
    /// What fills it; absent on papers of before letters were data.
    pub issued: Option<IssuedLetter>,
    pub copies: u32,
    /// Since when it no longer holds, and why.
    pub revoked: Option<(Date, String)>,
}

/// Another office was asked to take the case over and has not answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Pending {
    pub asked: TransferAsked,
    pub by: Actor,
    pub at: Timestamp,
}

/// Somebody who came to the case after it was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Joined {
    pub person: PersonId,
    pub on: Date,
}

/// Somebody who is on the case no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    pub person: PersonId,
    pub on: Date,
    /// Their own case, unless the two files are kept apart.
    pub case: Option<CaseId>,
}

/// The state of one case.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Case {
    /// `None` only before the first entry.
    pub opening: Option<Opened>,
    pub opened_at: Option<Timestamp>,
    pub opened_by: Option<Actor>,
    pub at: Standing,
    /// The case's own facts; those of linked cases are asked when reading.
    pub facts: FactMap,
    pub steps: Vec<Taken>,
    /// Steps written elsewhere at the same time from a stage the case had already left. A person must look.
    pub contested: Vec<Contested>,
    /// Steps that posts wrote down, in the order in which they did.
    pub intents: Vec<Intent>,
    pub terms: Vec<TermRun>,
    pub tasks: BTreeMap<String, Task>,
    pub office: Option<Office>,
    pub offices_former: Vec<Office>,
    pub assignee: Option<AccountId>,
    pub minors: BTreeSet<PersonId>,
    pub links: Vec<Link>,
    pub letters: Vec<Letter>,
    /// Cards of the people, in the order in which they were issued.
    pub cards: Vec<Card>,
    pub transfer: Option<Pending>,
    pub joined: Vec<Joined>,
    pub left: Vec<Left>,
    /// Who should not have this case in hand: they worked on one that it is kept apart from.
    pub apart: BTreeSet<AccountId>,
    /// The versions of the law it was moved to, oldest first.
    pub reforms: Vec<LawChanged>,
}

impl Case {
    pub(crate) fn take(&mut self, event: &CaseEvent, entry: &EntryView) {
        match event {
            CaseEvent::Opened(opened) => self.open(opened, entry),
            CaseEvent::StepTaken(step) => self.step(step, entry),
            CaseEvent::TermStarted(term) => self.start_term(term, entry),
            CaseEvent::TermMet { term, run, on } => {
                if let Some(found) = self.term_mut(term, *run) {
                    // The first day on which it was done counts, whichever entry comes first.
                    found.met = Some(found.met.map_or(*on, |day| day.min(*on)));
                }
            }
            CaseEvent::TermMoved { term, run, start, due, arithmetic, why, law, provisional } => {
                if let Some(found) = self.term_mut(term, *run) {
                    found.term.start = *start;
                    found.term.due = *due;
                    found.term.awaits = None;
                    found.term.arithmetic = arithmetic.clone();
                    found.term.law = law.clone();
                    found.term.provisional = *provisional;
                    found.moved.push(why.clone());
                }
            }
            CaseEvent::TaskOpened { task, kind, step, owner, due } => {
                let new = Task {
                    task: task.clone(),
                    kind: kind.clone(),
                    step: step.clone(),
                    owner: owner.clone(),
                    due: *due,
                    opened: entry.at,
                    done: None,
                };
                self.tasks.entry(task.clone()).or_insert(new);
            }
            CaseEvent::TaskDone { task, .. } => self.finish(task, entry),
            CaseEvent::Assigned { account } => self.assignee = *account,
            CaseEvent::OfficeChanged { to, named, .. } => self.move_to(to, named),
            CaseEvent::ChildCaseLinked { case, procedure } => {
                let link = Link { case: *case, procedure: procedure.clone() };
                if !self.links.contains(&link) {
                    self.links.push(link);
                }
            }
            CaseEvent::MinorsNoted { persons } => self.minors = persons.iter().copied().collect(),
            CaseEvent::LetterMade { letter, serial, id } => {
                self.letters.push(Letter {
                    letter: letter.clone(),
                    serial: serial.clone(),
                    id: *id,
                    at: entry.at,
                    by: entry.actor.account,
                    issued: None,
                    copies: 0,
                    revoked: None,
                });
            }
            CaseEvent::LetterIssued(issued) => self.letters.push(Letter {
                letter: issued.letter.clone(),
                serial: issued.serial.clone(),
                id: issued.id,
                at: entry.at,
                by: entry.actor.account,
                issued: Some(issued.clone()),
                copies: 0,
                revoked: None,
            }),
            CaseEvent::LetterReprinted { id } => {
                if let Some(letter) = self.letter_mut(*id) {
                    letter.copies += 1;
                }
            }
            CaseEvent::LetterRevoked { id, on, why } => {
                if let Some(letter) = self.letter_mut(*id) {
                    // The first day counts, whichever entry comes first.
                    let earlier = letter.revoked.take().filter(|(day, _)| day <= on);
                    letter.revoked = Some(earlier.unwrap_or((*on, why.clone())));
                }
            }
            CaseEvent::CardIssued(issued) => self.issue_card(issued, entry),
            CaseEvent::NoteWritten { .. } => {}
            CaseEvent::TransferAsked(asked) => {
                let (by, at) = (entry.actor.clone(), entry.at);
                self.transfer = Some(Pending { asked: asked.clone(), by, at });
            }
            CaseEvent::TransferEnded { .. } => self.transfer = None,
            CaseEvent::PersonSeparated { person, on, case } => self.separate(*person, *on, *case),
            CaseEvent::PersonJoined { person, on, minor } => self.join(*person, *on, *minor),
            CaseEvent::KeptApart { accounts } => self.apart.extend(accounts),
            CaseEvent::LawChanged(change) => self.change_law(change),
            CaseEvent::StepIntended { id, step, form, on, confirmed, asks } => self.intend(Intent {
                id: *id,
                step: step.clone(),
                form: form.clone(),
                on: *on,
                confirmed: confirmed.clone(),
                asks: asks.clone(),
                by: entry.actor.clone(),
                at: entry.at,
                site: entry.site.clone(),
                ended: None,
            }),
            CaseEvent::StepIntentEnded { id, confirmed, reason } => {
                let (by, at) = (entry.actor.clone(), entry.at);
                self.answer(*id, Answered { confirmed: *confirmed, reason: reason.clone(), by, at });
            }
            CaseEvent::ContestSettled { entry: which, .. } => {
                self.contested.retain(|contested| contested.entry != *which);
                self.finish(&format!("{CONTESTED}-{which}"), entry);
            }
        }
    }

    fn intend(&mut self, intent: Intent) {
        if self.intents.iter().any(|known| known.id == intent.id) {
            return;
        }
        let owner = Owner {
            role: Some(intent.by.role),
            office: intent.asks.clone().or_else(|| self.office.clone()),
            account: None,
        };
        self.leave_task(WAITS, &intent.id.to_string(), &intent.step, owner, intent.at);
        if let Some(asked) = &intent.asks {
            self.offices_former.retain(|office| office != asked);
        }
        self.intents.push(intent);
    }

    /// The first answer counts. A rejection is told to whoever wrote the step down.
    fn answer(&mut self, id: Uuid, answer: Answered) {
        let Some(intent) = self.intents.iter_mut().find(|i| i.id == id && i.ended.is_none()) else { return };
        intent.ended = Some(answer.clone());
        let (step, author, asked) = (intent.step.clone(), intent.by.account, intent.asks.clone());
        if let Some(task) = self.tasks.get_mut(&format!("{WAITS}-{id}")) {
            task.done.get_or_insert((answer.by, answer.at));
        }
        if !answer.confirmed {
            let owner = Owner { role: None, office: None, account: Some(author) };
            self.leave_task(REJECTED, &id.to_string(), &step, owner, answer.at);
        }
        if let Some(office) = asked.filter(|office| !self.offices().contains(office)) {
            self.leave(office);
        }
    }

    fn leave_task(&mut self, kind: &str, of: &str, step: &str, owner: Owner, opened: Timestamp) {
        let (task, step) = (format!("{kind}-{of}"), Some(step.to_owned()));
        let new =
            Task { task: task.clone(), kind: kind.to_owned(), step, owner, due: None, opened, done: None };
        self.tasks.entry(task).or_insert(new);
    }

    fn finish(&mut self, task: &str, entry: &EntryView) {
        if let Some(found) = self.tasks.get_mut(task) {
            found.done.get_or_insert((entry.actor.clone(), entry.at));
        }
    }

    fn separate(&mut self, person: PersonId, on: Date, case: Option<CaseId>) {
        if self.persons().contains(&person) {
            self.left.push(Left { person, on, case });
            self.minors.remove(&person);
        }
    }

    fn join(&mut self, person: PersonId, on: Date, minor: bool) {
        if self.persons().contains(&person) {
            return;
        }
        // Who comes back to the case is on it as if they had not left.
        self.left.retain(|left| left.person != person);
        if !self.persons().contains(&person) {
            self.joined.push(Joined { person, on });
        }
        if minor {
            self.minors.insert(person);
        }
    }

    /// The case is pinned to the new version from here on. The version it was opened under stands in its first entry.
    fn change_law(&mut self, change: &LawChanged) {
        let Some(opening) = &mut self.opening else { return };
        if opening.law != change.from.law && opening.version != change.from.version {
            return;
        }
        opening.version = change.to.version.clone();
        opening.law = change.to.law.clone();
        self.facts.extend(change.sets.iter().map(|(fact, value)| (fact.clone(), value.clone())));
        self.stand_at(&change.at);
        self.reforms.push(change.clone());
    }

    /// One card of a person holds: the newest. Told twice it is one.
    fn issue_card(&mut self, issued: &IssuedCard, entry: &EntryView) {
        if self.cards.iter().any(|card| card.issued.id == issued.id) {
            return;
        }
        let standing = |card: &&mut Card| card.issued.person == issued.person && card.replaced.is_none();
        for card in self.cards.iter_mut().filter(standing) {
            card.replaced = Some(issued.on);
        }
        let (by, at) = (entry.actor.account, entry.at);
        self.cards.push(Card { issued: issued.clone(), by, at, replaced: None });
    }

    fn letter_mut(&mut self, id: Uuid) -> Option<&mut Letter> {
        self.letters.iter_mut().find(|letter| letter.id == id)
    }

    fn open(&mut self, opened: &Opened, entry: &EntryView) {
        if self.opening.is_some() {
            return;
        }
        self.at = opened.at.clone();
        self.facts = opened.facts.clone();
        self.office = Some(opened.office.clone());
        self.minors = opened.persons.iter().filter(|p| p.minor).map(|p| p.person).collect();
        self.opening = Some(opened.clone());
        self.opened_at = Some(entry.at);
        self.opened_by = Some(entry.actor.clone());
    }

    fn step(&mut self, step: &StepTaken, entry: &EntryView) {
        let version = self.opening.as_ref().map_or_else(String::new, |opening| opening.version.clone());
        let taken = Taken { taken: step.clone(), actor: entry.actor.clone(), version, at: entry.at };
        // One token, one place: what two sites did at once from the same stage is kept, not silently joined. A
        // remedy stands whatever else happened.
        if step.from != self.at.stage && step.to.is_some() && !step.remedy {
            let (which, site) = (entry.hash.hex(), entry.site.clone());
            let owner = Owner { role: None, office: self.office.clone(), account: None };
            self.leave_task(CONTESTED, &which, &step.step, owner, entry.at);
            self.contested.push(Contested { entry: which, taken, site });
            return;
        }
        if let Some(to) = &step.to {
            self.stand_at(to);
        }
        self.facts.extend(step.sets.iter().map(|(name, value)| (name.clone(), value.clone())));
        self.steps.push(taken);
    }

    fn stand_at(&mut self, to: &Standing) {
        let before = std::mem::replace(&mut self.at, to.clone());
        for office in before.offices {
            self.leave(office);
        }
        let (at, own) = (&self.at, &self.office);
        self.offices_former.retain(|o| !at.offices.contains(o) && Some(o) != own.as_ref());
    }

    /// An office that no longer works on the case is remembered, unless it still does in another way.
    fn leave(&mut self, office: Office) {
        let still = self.at.offices.contains(&office) || self.office.as_ref() == Some(&office);
        if !still && !self.offices_former.contains(&office) {
            self.offices_former.push(office);
        }
    }

    fn start_term(&mut self, term: &TermStarted, entry: &EntryView) {
        let Some(known) = self.term_mut(&term.term, term.run) else {
            self.terms.push(TermRun { term: term.clone(), met: None, moved: Vec::new() });
            return;
        };
        if known.term.due == term.due || !known.moved.is_empty() {
            return;
        }
        // Two sites let it begin apart from each other. Nobody's time gets shorter by what comes from elsewhere: the later
        // end counts, and somebody compares the papers.
        if term.due > known.term.due {
            known.term = term.clone();
        }
        let owner = Owner { role: None, office: self.office.clone(), account: None };
        let step = self.steps.last().map(|taken| taken.taken.step.clone()).unwrap_or_default();
        self.leave_task(COMPARE_DATES, &format!("{}-{}", term.term, term.run), &step, owner, entry.at);
    }

    fn term_mut(&mut self, term: &str, run: u32) -> Option<&mut TermRun> {
        self.terms.iter_mut().find(|t| t.term.term == term && t.term.run == run)
    }

    fn move_to(&mut self, to: &Office, named: &[Office]) {
        let from = self.office.replace(to.clone());
        // Whoever was asked to take it over, the case has moved.
        self.transfer = None;
        self.stand_at(&Standing { offices: named.to_vec(), ..self.at.clone() });
        if let Some(from) = from {
            self.leave(from);
        }
    }

    // ---- questions ----

    /// The people of the case, the principal first.
    pub fn persons(&self) -> Vec<PersonId> {
        let involved = self.opening.as_ref().map(|o| o.persons.as_slice()).unwrap_or_default();
        let (first, rest): (Vec<_>, Vec<_>) = involved.iter().partition(|p| p.principal);
        let all = first.into_iter().chain(rest).map(|p| p.person);
        let all = all.chain(self.joined.iter().map(|joined| joined.person));
        all.filter(|person| !self.left.iter().any(|left| left.person == *person)).collect()
    }
    /// The office that was asked to take the case over and has not answered.
    pub fn office_asked(&self) -> Option<&Office> {
        self.transfer.as_ref().map(|pending| &pending.asked.to)
    }
    pub fn principal(&self) -> Option<PersonId> {
        self.persons().first().copied()
    }
    /// Whether the child-protection delegate must be able to follow the case.
    pub fn concerns_child(&self) -> bool {
        use procedure::FactValue::Code;
        let said = matches!(self.facts.get("child"), Some(Code(code)) if code != "none");
        said || !self.minors.is_empty() || self.opening.as_ref().is_some_and(|o| o.child)
    }
    /// The offices that work on the case now: the one that holds it, and those the law names for the next steps.
    pub fn offices(&self) -> Vec<Office> {
        let mut offices: Vec<Office> = self.office.iter().cloned().collect();
        offices.extend(self.at.offices.iter().filter(|o| Some(*o) != self.office.as_ref()).cloned());
        // Whoever answers what a post wrote down works on the case until it has.
        for asked in self.waiting().iter().filter_map(|intent| intent.asks.clone()) {
            if !offices.contains(&asked) {
                offices.push(asked);
            }
        }
        offices
    }
    /// What posts wrote down and headquarters has not answered.
    pub fn waiting(&self) -> Vec<&Intent> {
        self.intents.iter().filter(|intent| intent.ended.is_none()).collect()
    }
    /// Who decided on it already.
    pub fn deciders(&self) -> Vec<AccountId> {
        let who: BTreeSet<AccountId> =
            self.steps.iter().filter(|t| t.taken.decides.is_some()).map(|t| t.actor.account).collect();
        who.into_iter().collect()
    }
    /// The legal date of every event so far, the latest of each: what terms count from.
    pub fn dated_events(&self) -> BTreeMap<String, Date> {
        self.steps.iter().flat_map(|t| t.taken.dates.clone()).collect()
    }
    /// Terms that still run, the next to end first; those without an end last.
    pub fn running(&self) -> Vec<&TermRun> {
        let mut running: Vec<&TermRun> = self.terms.iter().filter(|t| t.met.is_none()).collect();
        running.sort_by_key(|t| (t.term.due.is_none(), t.term.due, t.term.term.clone()));
        running
    }
    pub fn open_tasks(&self) -> Vec<&Task> {
        let mut open: Vec<&Task> = self.tasks.values().filter(|t| t.done.is_none()).collect();
        open.sort_by_key(|t| (t.due.is_none(), t.due, t.opened));
        open
    }
    /// The next day on which something falls due; `None` once the case has ended.
    pub fn next_due(&self) -> Option<Date> {
        // A person's own passed term is no work of the office, unless it is what the office waits for.
        let counts = |t: &&TermRun| t.met.is_none() && (self.at.waiting || t.term.whose != "person");
        let terms = self.terms.iter().filter(counts).filter_map(|t| t.term.due);
        let tasks = self.tasks.values().filter(|t| t.done.is_none()).filter_map(|t| t.due);
        terms.chain(tasks).min()
    }
    /// The next run number of a term.
    pub fn next_run(&self, term: &str) -> u32 {
        self.terms.iter().filter(|t| t.term.term == term).map(|t| t.term.run).max().unwrap_or(0) + 1
    }
    /// The last time a step was taken.
    pub fn last(&self, step: &str) -> Option<&Taken> {
        self.steps.iter().rev().find(|t| t.taken.step == step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use ledger::{EntryView, Hash};
    use proptest::prelude::*;
    use proptest::sample::Index;

    fn entry(second: i64, account: u128) -> EntryView {
        EntryView {
            hash: Hash::ZERO,
            record: Uuid::nil(),
            record_kind: "case".into(),
            kind: String::new(),
            version: 1,
            actor: Actor {
                account: AccountId(Uuid::from_u128(account)),
                role: kernel::Role::Reviewer,
                office: "hq".into(),
            },
            site: "hq".into(),
            epoch: 1,
            sequence: second,
            at: Timestamp::from_second(1_700_000_000 + second).unwrap(),
            stated: None,
            parents: Vec::new(),
            body: serde_json::Value::Null,
        }
    }

    fn at(stage: &str) -> Standing {
        Standing { stage: stage.into(), ..Standing::default() }
    }

    fn opened() -> CaseEvent {
        CaseEvent::Opened(Opened {
            procedure: "asylum".into(),
            version: "1".into(),
            law: "h".into(),
            number: "PAN-2024-00001".into(),
            legal_date: date(2024, 1, 2),
            at: at("filed"),
            office: "hq".into(),
            persons: vec![Involved { person: PersonId(Uuid::from_u128(9)), principal: true, minor: false }],
            parent: None,
            origin_intent: None,
            facts: FactMap::new(),
            child: false,
        })
    }

    fn issued(id: Uuid) -> IssuedLetter {
        IssuedLetter {
            letter: "receipt".into(),
            kind: "receipt".into(),
            names: Words { es: "Certificado".into(), en: "Certificate".into() },
            serial: "CS-HQ-2024-00001".into(),
            id,
            code: "0000-0000-0000".into(),
            on: date(2024, 1, 4),
            languages: vec!["es".into(), "en".into()],
            template: "t".into(),
            inputs_hash: "i".into(),
            inputs: serde_json::json!({}),
            after_step: Some(1),
        }
    }

    fn card(id: Uuid, on: Date) -> IssuedCard {
        IssuedCard {
            id,
            person: PersonId(Uuid::from_u128(3)),
            number: 7,
            serial: "CA-HQ-2024-00007".into(),
            code: "0000-0000-0000".into(),
            payload: "CEIBA1:A:B".into(),
            on,
            valid_until: date(2025, 1, 4),
            why: crate::applicant_card::CardReason::First,
            office: "hq".into(),
            name: "Marisol Inventada".into(),
            portrait: Some(Hash::ZERO),
            signature: None,
        }
    }

    #[test]
    fn of_a_persons_cards_the_newest_holds_and_another_persons_is_untouched() {
        let mut case = Case::default();
        case.take(&opened(), &entry(0, 1));
        let [first, second, third] = [1, 2, 3].map(Uuid::from_u128);
        let other = IssuedCard { person: PersonId(Uuid::from_u128(4)), ..card(third, date(2024, 1, 5)) };
        let cards = [card(first, date(2024, 1, 4)), other, card(second, date(2024, 1, 9))];
        for (at, card) in (1..).zip(cards.iter().chain(&cards)) {
            case.take(&CaseEvent::CardIssued(Box::new(card.clone())), &entry(at, 1));
        }
        let replaced: Vec<_> = case.cards.iter().map(|card| card.replaced).collect();
        assert_eq!(replaced, [Some(date(2024, 1, 9)), None, None], "told twice it is one");
        let of_one: Vec<Uuid> =
            case.cards_of(PersonId(Uuid::from_u128(3))).map(|card| card.issued.id).collect();
        assert_eq!(of_one, [second, first]);
    }

    #[test]
    fn a_revoked_letter_stays_revoked_since_the_first_day() {
        let mut case = Case::default();
        case.take(&opened(), &entry(0, 1));
        let id = Uuid::from_u128(8);
        case.take(&CaseEvent::LetterIssued(issued(id)), &entry(1, 1));
        for day in [date(2024, 1, 9), date(2024, 1, 8), date(2024, 1, 10)] {
            let why = format!("{day}");
            case.take(&CaseEvent::LetterRevoked { id, on: day, why }, &entry(2, 1));
        }
        case.take(&CaseEvent::LetterReprinted { id }, &entry(3, 1));
        let letter = &case.letters[0];
        assert_eq!(letter.revoked, Some((date(2024, 1, 8), "2024-01-08".to_owned())));
        assert_eq!(letter.copies, 1);
    }

    fn step(id: &str, from: &str, to: Option<&str>) -> StepTaken {
        StepTaken {
            step: id.into(),
            from: from.into(),
            to: to.map(at),
            on: date(2024, 1, 3),
            form: FormMap::new(),
            sets: FactMap::new(),
            dates: BTreeMap::from([(id.to_owned(), date(2024, 1, 3))]),
            issues: Vec::new(),
            decides: None,
            remedy: false,
            prejudicial: false,
            confirmed: None,
            session: None,
            law: "h".into(),
        }
    }

    fn term(id: &str) -> TermStarted {
        TermStarted {
            term: id.into(),
            run: 1,
            start: date(2024, 1, 3),
            due: Some(date(2024, 1, 10)),
            awaits: None,
            arithmetic: Arithmetic::default(),
            article: None,
            source: "PA2".into(),
            verification: "secondary".into(),
            provisional: true,
            whose: "person".into(),
            on_expiry: "warn".into(),
            law: "h".into(),
        }
    }

    /// Statements that say nothing about one another.
    fn independent() -> Vec<CaseEvent> {
        let task = CaseEvent::TaskOpened {
            task: "a-1".into(),
            kind: "a".into(),
            step: None,
            owner: Owner::default(),
            due: None,
        };
        vec![
            CaseEvent::Assigned { account: Some(AccountId(Uuid::from_u128(4))) },
            CaseEvent::TermMet { term: "met".into(), run: 1, on: date(2024, 1, 5) },
            task,
            CaseEvent::ChildCaseLinked { case: CaseId(Uuid::from_u128(5)), procedure: "guardianship".into() },
            CaseEvent::StepTaken(step("admit", "filed", Some("interview"))),
            CaseEvent::OfficeChanged { from: "hq".into(), to: "meteti".into(), named: Vec::new() },
            CaseEvent::MinorsNoted { persons: vec![PersonId(Uuid::from_u128(9))] },
            CaseEvent::NoteWritten { text: "una nota".into() },
            CaseEvent::LetterMade { letter: "proof".into(), serial: "7".into(), id: Uuid::from_u128(6) },
            CaseEvent::KeptApart { accounts: vec![AccountId(Uuid::from_u128(8))] },
        ]
    }

    /// Statements that lean on what stands in the file already.
    fn apart() -> Vec<CaseEvent> {
        let id = Uuid::from_u128(12);
        let form = FormMap::from([("decided_on".to_owned(), "2024-02-19".to_owned())]);
        let confirmed =
            Some(Confirmation { account: AccountId(Uuid::from_u128(4)), name: "Nombre Inventado".into() });
        let step = "refuse".to_owned();
        let asks = Some("hq".into());
        vec![
            CaseEvent::StepIntended { id, step, form, on: date(2024, 2, 19), confirmed, asks },
            CaseEvent::StepIntentEnded { id, confirmed: false, reason: "Falta la entrevista.".into() },
            CaseEvent::ContestSettled { entry: Hash::ZERO.hex(), reason: "Vale la primera.".into() },
        ]
    }

    #[test]
    fn what_a_post_wrote_down_waits_for_one_answer_and_a_rejection_finds_its_author() {
        let mut case = Case::default();
        case.take(&opened(), &entry(0, 1));
        let events = apart();
        case.take(&events[0], &entry(1, 4));
        case.take(&events[0], &entry(1, 4));
        assert_eq!((case.waiting().len(), case.open_tasks()[0].kind.as_str()), (1, WAITS));
        assert_eq!((case.at.stage.as_str(), case.steps.len()), ("filed", 0), "nothing moved");
        case.take(&events[1], &entry(2, 1));
        let open = case.open_tasks();
        assert_eq!((case.waiting().len(), open.len(), open[0].kind.as_str()), (0, 1, REJECTED));
        assert_eq!(open[0].owner.account, Some(AccountId(Uuid::from_u128(4))));
        let id = Uuid::from_u128(12);
        let late = CaseEvent::StepIntentEnded { id, confirmed: true, reason: String::new() };
        case.take(&late, &entry(3, 1));
        assert!(!case.intents[0].ended.as_ref().unwrap().confirmed, "the first answer counts");
    }

    #[test]
    fn a_contested_step_has_an_owner_until_a_person_sets_it_aside() {
        let mut case = Case::default();
        case.take(&opened(), &entry(0, 1));
        case.take(&CaseEvent::StepTaken(step("admit", "filed", Some("interview"))), &entry(1, 1));
        case.take(&CaseEvent::StepTaken(step("refuse", "filed", Some("inadmissible"))), &entry(2, 2));
        let open = case.open_tasks();
        assert_eq!((open.len(), open[0].kind.as_str()), (1, CONTESTED));
        assert_eq!(open[0].owner.office, Some("hq".into()));
        case.take(&apart()[2], &entry(3, 1));
        assert_eq!((case.contested.len(), case.open_tasks().len()), (0, 0));
    }

    fn later() -> Vec<CaseEvent> {
        let version = |name: &str| LawVersion { version: name.into(), law: format!("h-{name}") };
        let person = PersonId(Uuid::from_u128(10));
        vec![
            CaseEvent::TransferAsked(TransferAsked {
                from: "hq".into(),
                to: "meteti".into(),
                reason: "vive allá".into(),
                urgency: Urgency::Urgent,
                told: "se le explicó".into(),
                agrees: Agrees::Yes,
            }),
            CaseEvent::TransferEnded { how: TransferEnd::Returned, reason: "no hay intérprete".into() },
            CaseEvent::PersonJoined { person, on: date(2024, 1, 4), minor: true },
            CaseEvent::PersonSeparated { person, on: date(2024, 1, 5), case: None },
            CaseEvent::LawChanged(LawChanged {
                from: version("1"),
                to: version("2"),
                at: at("interview"),
                on: date(2024, 1, 6),
                why: "reforma".into(),
                sets: FactMap::new(),
            }),
        ]
    }

    #[test]
    fn who_joins_and_leaves_is_on_the_case_only_in_between() {
        let mut case = Case::default();
        case.take(&opened(), &entry(0, 1));
        let later = later();
        case.take(&later[2], &entry(1, 1));
        assert_eq!((case.persons().len(), case.concerns_child()), (2, true));
        case.take(&later[3], &entry(2, 1));
        assert_eq!((case.persons().len(), case.concerns_child()), (1, false));
        case.take(&later[2], &entry(3, 1));
        assert_eq!((case.persons().len(), case.left.len()), (2, 0));
    }

    #[test]
    fn a_transfer_is_pending_until_it_is_answered_or_the_case_moves() {
        let mut case = Case::default();
        case.take(&opened(), &entry(0, 1));
        let later = later();
        case.take(&later[0], &entry(1, 1));
        assert_eq!(case.office_asked(), Some(&Office::from("meteti")));
        assert_eq!(case.offices(), ["hq".into()], "nothing has moved");
        case.take(&later[1], &entry(2, 1));
        assert_eq!(case.office_asked(), None);
        case.take(&later[0], &entry(3, 1));
        case.take(
            &CaseEvent::OfficeChanged { from: "hq".into(), to: "x".into(), named: Vec::new() },
            &entry(4, 1),
        );
        assert_eq!(case.office_asked(), None);
    }

    #[test]
    fn a_case_goes_on_under_the_law_it_was_moved_to() {
        let mut case = Case::default();
        case.take(&opened(), &entry(0, 1));
        case.take(
            &CaseEvent::LawChanged(LawChanged {
                from: LawVersion { version: "1".into(), law: "h".into() },
                ..change()
            }),
            &entry(1, 1),
        );
        let opening = case.opening.as_ref().unwrap();
        assert_eq!((opening.version.as_str(), case.at.stage.as_str()), ("2", "interview"));
        case.take(
            &CaseEvent::LawChanged(LawChanged {
                from: LawVersion { version: "0".into(), law: "x".into() },
                ..change()
            }),
            &entry(2, 1),
        );
        assert_eq!(case.reforms.len(), 1, "a change from another version changes nothing");
    }

    fn change() -> LawChanged {
        match later().remove(4) {
            CaseEvent::LawChanged(change) => change,
            other => panic!("{other:?}"),
        }
    }

    fn fold(events: &[(usize, CaseEvent)]) -> Case {
        let mut case = Case::default();
        case.take(&opened(), &entry(0, 1));
        case.take(&CaseEvent::TermStarted(term("met")), &entry(0, 1));
        // Each statement keeps its own entry, whatever its place.
        events.iter().for_each(|(id, event)| case.take(event, &entry(i64::try_from(*id).unwrap() + 1, 1)));
        case
    }

    proptest! {
        #[test]
        fn statements_that_do_not_touch_one_another_may_come_in_any_order(swaps in prop::collection::vec((any::<Index>(), any::<Index>()), 0..20)) {
            let events: Vec<(usize, CaseEvent)> = independent().into_iter().enumerate().collect();
            let mut shuffled = events.clone();
            for (a, b) in swaps {
                let (a, b) = (a.index(shuffled.len()), b.index(shuffled.len()));
                shuffled.swap(a, b);
            }
            prop_assert_eq!(fold(&events), fold(&shuffled));
        }

        #[test]
        fn a_statement_told_twice_is_told_once(which in any::<Index>()) {
            let events: Vec<(usize, CaseEvent)> = independent().into_iter().enumerate().collect();
            let twice = &events[which.index(events.len())];
            // Letters and steps are acts: two of them are two.
            prop_assume!(!matches!(twice.1, CaseEvent::LetterMade { .. } | CaseEvent::StepTaken(_)));
            let mut again = events.clone();
            again.push(twice.clone());
            prop_assert_eq!(fold(&events), fold(&again));
        }
    }

    #[test]
    fn of_two_steps_from_one_stage_the_first_counts_and_the_second_is_kept_for_a_person() {
        let mut case = Case::default();
        case.take(&opened(), &entry(0, 1));
        case.take(&CaseEvent::StepTaken(step("admit", "filed", Some("interview"))), &entry(1, 1));
        case.take(
            &CaseEvent::StepTaken(step("declare_inadmissible", "filed", Some("inadmissible"))),
            &entry(2, 2),
        );
        assert_eq!((case.at.stage.as_str(), case.steps.len(), case.contested.len()), ("interview", 1, 1));
        // A remedy is never contested away.
        let remedy =
            StepTaken { remedy: true, ..step("file_reconsideration", "filed", Some("reconsideration")) };
        case.take(&CaseEvent::StepTaken(remedy), &entry(3, 2));
        assert_eq!((case.at.stage.as_str(), case.contested.len()), ("reconsideration", 1));
    }

    #[test]
    fn a_term_keeps_its_first_fulfilment_and_every_reason_for_moving() {
        let mut case = Case::default();
        case.take(&opened(), &entry(0, 1));
        case.take(&CaseEvent::TermStarted(term("appeal")), &entry(1, 1));
        let moved = CaseEvent::TermMoved {
            term: "appeal".into(),
            run: 1,
            start: date(2024, 1, 3),
            due: Some(date(2024, 1, 12)),
            arithmetic: Arithmetic::default(),
            why: "decreto".into(),
            law: "h".into(),
            provisional: true,
        };
        case.take(&moved, &entry(2, 1));
        assert_eq!(case.terms[0].term.due, Some(date(2024, 1, 12)));
        assert!(case.terms[0].term.provisional, "a move that confirms nothing leaves a doubt");
        assert_eq!(case.next_due(), None, "a person's own term is no work of the office");
        for day in [date(2024, 1, 9), date(2024, 1, 8)] {
            case.take(&CaseEvent::TermMet { term: "appeal".into(), run: 1, on: day }, &entry(3, 1));
        }
        assert_eq!((case.terms[0].met, case.terms[0].moved.len()), (Some(date(2024, 1, 8)), 1));
        assert_eq!((case.next_due(), case.next_run("appeal")), (None, 2));
    }

    #[test]
    fn a_term_that_two_sites_began_ends_on_the_later_day_and_somebody_compares_the_papers() {
        let with = |due| TermStarted { due: Some(due), ..term("appeal") };
        let (early, late) = (date(2024, 1, 10), date(2024, 1, 17));
        for (first, second) in [(early, late), (late, early)] {
            let mut case = Case::default();
            case.take(&opened(), &entry(0, 1));
            case.take(&CaseEvent::TermStarted(with(first)), &entry(1, 1));
            assert!(case.open_tasks().is_empty());
            case.take(&CaseEvent::TermStarted(with(second)), &entry(2, 2));
            assert_eq!((case.terms.len(), case.terms[0].term.due), (1, Some(late)));
            assert_eq!(case.open_tasks()[0].kind, COMPARE_DATES);
        }
    }

    /// Every kind of statement, in the form in which older files hold it. Change a form only with an upcaster.
    const GOLDEN: &str = include_str!("../golden/case_events.json");

    #[test]
    fn every_statement_ever_written_is_still_read() {
        let golden: Vec<serde_json::Value> = serde_json::from_str(GOLDEN).unwrap();
        let mut kinds = BTreeSet::new();
        for entry in golden {
            kinds.insert(entry["kind"].as_str().unwrap().to_owned());
            let event: CaseEvent = serde_json::from_value(entry.clone()).unwrap();
            assert_eq!(serde_json::to_value(&event).unwrap(), entry);
        }
        let mut now = independent();
        let moved = CaseEvent::TermMoved {
            term: "appeal".into(),
            run: 1,
            start: date(2024, 1, 3),
            due: None,
            arithmetic: Arithmetic::default(),
            why: "decreto".into(),
            law: "h".into(),
            provisional: true,
        };
        let done = CaseEvent::TaskDone { task: "a-1".into(), note: String::new() };
        let id = Uuid::from_u128(8);
        now.push(CaseEvent::LetterIssued(issued(id)));
        now.push(CaseEvent::LetterReprinted { id });
        now.push(CaseEvent::LetterRevoked { id, on: date(2024, 1, 9), why: "un nombre equivocado".into() });
        now.push(CaseEvent::CardIssued(Box::new(card(id, date(2024, 1, 9)))));
        now.extend([opened(), CaseEvent::TermStarted(term("appeal")), moved, done]);
        now.extend(later());
        now.extend(apart());
        let kind =
            |event: &CaseEvent| serde_json::to_value(event).unwrap()["kind"].as_str().unwrap().to_owned();
        assert_eq!(kinds, now.iter().map(kind).collect(), "a kind is missing in golden/case_events.json");
    }
}
