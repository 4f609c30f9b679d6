//! The invented stories: each claim walks the country's own procedure through the same commands that people use, in the
//! order of time, until the last day of the demonstration.

use super::names::{Names, language};
use super::sittings::{Asked, Sittings};
use super::staff::Staff;
use super::volumes::{Ending, Volumes};
use asylum::claim::Claim;
use asylum::{Child, IntentEvent, Statement};
use casework::Laws;
use casework::model::FormMap;
use casework::step::Take;
use identity::{Accompaniment, Answer, Contact, Document, DocumentKind, Kin, Need, NeedState, Seen};
use jiff::civil::{Date, Time};
use jiff::{Span, Timestamp};
use kernel::{
    Actor, AgeBand, CaseId, Country, FixedClock, PartialDate, PersonId, PersonalName, Role, SeededRandom, Sex,
};
use ledger::{Fault, Ledger, Stamp, Tx};
use procedure::{FieldKind, Step};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use uuid::Uuid;

/// Why the stories could not be told: always a mistake of ours, never of a user.
#[derive(Debug, thiserror::Error)]
pub enum StoryError {
    #[error("nobody in the demonstration can take the step {0}")]
    Nobody(String),
    #[error("{what}: {why}")]
    Refused { what: String, why: String },
    #[error(transparent)]
    Fault(#[from] Fault),
}

fn refused(what: impl Into<String>) -> impl FnOnce(String) -> StoryError {
    let what = what.into();
    move |why| StoryError::Refused { what, why }
}

/// What was told.
#[derive(Clone, Copy, Debug, Default, serde::Serialize)]
pub struct Told {
    pub people: u32,
    pub intents: u32,
    pub claims: u32,
    pub steps: u32,
}

/// Somebody invented.
struct Invented {
    name: PersonalName,
    sex: Sex,
    birth: PartialDate,
    kin: Kin,
}

/// A family (or one person) and where their story stands.
struct Family {
    origin: Country,
    applied: Date,
    members: Vec<Invented>,
    ending: Ending,
    alone: bool,
    /// The post where they first spoke, if it was one.
    post: Option<&'static str>,
    intent: Option<Uuid>,
    persons: Vec<PersonId>,
    case: Option<CaseId>,
    guardianship: Option<CaseId>,
    officer: usize,
    fate: u64,
}

/// What happens next to a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Next {
    Speak,
    File,
    Step(&'static str),
    RequestGuardian,
    NameInterim,
    Appoint,
}

/// Commands that share one durable commit while the data is created.
const BATCH: usize = 60;

pub struct Teller<'a> {
    pub ledger: &'a Ledger,
    pub laws: &'a Laws,
    pub clock: &'a FixedClock,
    pub staff: &'a Staff,
    pub random: SeededRandom,
    pub volumes: &'a Volumes,
    pub until: Date,
    pub zone: jiff::tz::TimeZone,
    pub sittings: Sittings<'a>,
}

impl Teller<'_> {
    /// Invents `people` people and tells their stories.
    pub fn tell(&self, people: u32, mut progress: impl FnMut(u64)) -> Result<Told, StoryError> {
        let mut families = self.invent(people);
        let mut agenda = BinaryHeap::new();
        for (i, family) in families.iter().enumerate() {
            let first = if family.post.is_some() { Next::Speak } else { Next::File };
            agenda.push(Reverse((self.moment(family.applied), i, first)));
        }
        let mut told = Told::default();
        let end = self.moment(self.until);
        while agenda.peek().is_some_and(|Reverse((at, ..))| *at <= end) {
            let mut due = Vec::new();
            while due.len() < BATCH && agenda.peek().is_some_and(|Reverse((at, ..))| *at <= end) {
                due.extend(agenda.pop());
            }
            // A follow-up may fall before the rest of the batch; it then waits for the next batch, still in order.
            let follow = self.ledger.write(|tx| -> Result<Vec<_>, StoryError> {
                let mut follow = Vec::new();
                for Reverse((at, i, next)) in &due {
                    self.clock.set(*at);
                    let day = at.to_zoned(self.zone.clone()).date();
                    follow.extend(
                        self.happen(tx, &mut families[*i], *next, day, &mut told)?
                            .into_iter()
                            .map(|(days, n)| (day, days, *i, n)),
                    );
                }
                Ok(follow)
            })?;
            for (day, days, i, next) in follow {
                let on = self.working(day.saturating_add(Span::new().days(days as i64)));
                let on = if self.is_in_session(&next) { self.working(Sittings::next_day(on)) } else { on };
                agenda.push(Reverse((self.moment(on), i, next)));
            }
            progress(u64::from(told.people));
        }
        self.clock.set(end);
        self.ledger.write(|tx| self.sittings.end(tx, self.until))?;
        Ok(told)
    }

    /// A moment in office hours of a day.
    fn moment(&self, day: Date) -> Timestamp {
        let minutes = 8 * 60 + self.random.below(8 * 60) as i64;
        let time = Time::midnight() + Span::new().minutes(minutes);
        let zoned = jiff::civil::DateTime::from_parts(day, time).to_zoned(self.zone.clone());
        zoned.map(|z| z.timestamp()).unwrap_or_else(|_| Timestamp::UNIX_EPOCH)
    }

    fn working(&self, day: Date) -> Date {
        let mut day = day;
        while !self.laws.law().calendar.is_working_day(day) && day < Date::MAX {
            day = day.saturating_add(Span::new().days(1));
        }
        day
    }

    fn invent(&self, people: u32) -> Vec<Family> {
        let names = Names::default();
        let (mut families, mut count) = (Vec::new(), 0);
        while count < people {
            let (origin, applied) = self.volumes.application(&self.random, self.until);
            let family = self.family(&names, origin, self.working(applied), (people - count) as usize);
            count += u32::try_from(family.members.len()).unwrap_or(1);
            families.push(family);
        }
        families
    }

    fn family(&self, names: &Names, origin: Country, applied: Date, room: usize) -> Family {
        let random = &self.random;
        let alone = random.below(40) == 0;
        let size = if alone { 1 } else { [1, 1, 1, 1, 1, 1, 2, 2, 3, 4][random.below(10) as usize] };
        let surnames = names.surnames(random, origin);
        let mut members = Vec::new();
        for place in 0..size.min(room).max(1) {
            let adult = if place == 0 { !alone } else { place == 1 && size > 2 };
            let (sex, band) = self.volumes.person(random, adult);
            let kin = if place == 0 {
                Kin::Focal
            } else if adult {
                Kin::Partner
            } else {
                Kin::Child
            };
            members.push(Invented {
                name: names.person(random, origin, sex, &surnames),
                sex,
                birth: self.birth(band, applied, alone),
                kin,
            });
        }
        let post = match random.below(10) {
            0..=2 => Some("meteti"),
            3 => Some("chiriqui"),
            _ => None,
        };
        let ending = self.volumes.ending(random);
        // A child alone does not withdraw without a guardian, so their stories run to a decision.
        let ending = if alone && ending == Ending::Closed { Ending::Refused } else { ending };
        Family {
            origin,
            applied,
            members,
            ending,
            alone,
            post: post.or(alone.then_some("meteti")),
            intent: None,
            persons: Vec::new(),
            case: None,
            guardianship: None,
            officer: random.below(3) as usize,
            fate: random.next(),
        }
    }

    /// A birth date inside a band; sometimes only the year, as many people know it.
    fn birth(&self, band: AgeBand, on: Date, alone: bool) -> PartialDate {
        let (from, to) = match band {
            _ if alone => (13, 17),
            AgeBand::From0To4 => (0, 4),
            AgeBand::From5To11 => (5, 11),
            AgeBand::From12To17 => (12, 17),
            AgeBand::From60 => (60, 78),
            _ => (18, 55),
        };
        let years = (from + self.random.below(to - from + 1)) as i64;
        let days = self.random.below(364) as i64;
        let day = on.saturating_sub(Span::new().years(years).days(days));
        match self.random.below(12) {
            0 => PartialDate::year(day.year()).map(|d| d.estimated(true)).unwrap_or(PartialDate::day(day)),
            1 => PartialDate::month(day.year(), day.month()).unwrap_or(PartialDate::day(day)),
            _ => PartialDate::day(day),
        }
    }

    fn happen(
        &self,
        tx: &mut Tx<'_>,
        family: &mut Family,
        next: Next,
        day: Date,
        told: &mut Told,
    ) -> Result<Vec<(u64, Next)>, StoryError> {
        match next {
            Next::Speak => {
                self.speak(tx, family, day)?;
                told.intents += 1;
                // Some have spoken at a post and not filed yet.
                Ok(vec![(2 + self.random.below(14), Next::File)])
            }
            Next::File => {
                self.file(tx, family, day)?;
                told.claims += 1;
                told.people += u32::try_from(family.members.len()).unwrap_or(0);
                Ok(self.after_filing(family))
            }
            Next::RequestGuardian => {
                let case = case_of(family)?;
                let linked = self.step(tx, family, case, "request_guardian", day)?;
                family.guardianship = linked;
                told.steps += 1;
                let late = self.random.below(8) == 0;
                Ok(vec![(
                    if late { 6 + self.random.below(6) } else { self.random.below(4) },
                    Next::NameInterim,
                )])
            }
            Next::NameInterim | Next::Appoint => {
                let Some(case) = family.guardianship else { return Ok(Vec::new()) };
                let id = if next == Next::Appoint { "appoint" } else { "name_interim" };
                self.step(tx, family, case, id, day)?;
                told.steps += 1;
                if next == Next::Appoint {
                    return Ok(Vec::new());
                }
                // Mostly inside the clock, sometimes long after it.
                let late = self.random.below(10) == 0;
                Ok(vec![(
                    if late { 60 + self.random.below(90) } else { 4 + self.random.below(12) },
                    Next::Appoint,
                )])
            }
            Next::Step(id) => {
                let case = case_of(family)?;
                if self.is_in_session(&next) && self.ask(tx, case, id, day)? == Asked::Postponed {
                    return Ok(vec![(1, next)]);
                }
                self.step(tx, family, case, id, day)?;
                told.steps += 1;
                Ok(self.after_step(family, id))
            }
        }
    }

    fn speak(&self, tx: &mut Tx<'_>, family: &mut Family, day: Date) -> Result<(), StoryError> {
        let actor = self.actor(Role::BorderOfficer, family.post, family.officer)?;
        // One intent in twelve is typed some days after it was said: the line was down.
        let said = if family.fate.is_multiple_of(12) { day.saturating_sub(Span::new().days(3)) } else { day };
        let statement = Statement {
            stated_on: said,
            stated_at: Time::midnight() + Span::new().hours(7).minutes(self.random.below(600) as i64),
            place: String::new(),
            language: language(family.origin).to_owned(),
            people: u32::try_from(family.members.len()).unwrap_or(1),
            child: child(family),
            words: "Dice que no puede volver. (Relato inventado.)".to_owned(),
        };
        let (id, _) = asylum::express::run(tx, &Stamp::new(actor), statement, day)
            .map_err(|e| refused("intent")(e.to_string()))?;
        family.intent = Some(id);
        Ok(())
    }

    fn file(&self, tx: &mut Tx<'_>, family: &mut Family, day: Date) -> Result<(), StoryError> {
        let main = super::main_office(self.laws);
        let actor = self.actor(Role::RegistrationOfficer, Some(main.code()), family.officer)?;
        let stamp = Stamp::new(actor);
        self.register(tx, family, &stamp, day)?;
        let procedure = self.laws.law().in_force(asylum::CLAIM, day);
        let opening_step =
            procedure.map(|p| &p.opening).ok_or_else(|| StoryError::Nobody("file_claim".into()))?;
        let mut form = self.fill(opening_step, family, day);
        form.insert("child".into(), child(family).code().into());
        let entered = family.applied.saturating_sub(Span::new().days(self.random.below(120) as i64));
        form.insert("entered_on".into(), entered.to_string());
        form.insert("first_expressed_on".into(), family.applied.to_string());
        if let Some(intent) = family.intent {
            for person in &family.persons {
                asylum::express::note(tx, &stamp, intent, IntentEvent::PersonRegistered { person: *person })?;
            }
        }
        let assignee = self.staff.of(Role::EligibilityOfficer, None, family.officer).map(|a| a.account);
        let claim = Claim {
            intent: family.intent,
            persons: family.persons.clone(),
            office: main,
            legal_date: day,
            form,
            assignee,
        };
        let case =
            asylum::claim::run(tx, self.laws, &stamp, claim).map_err(|e| refused("claim")(e.to_string()))?;
        family.case = Some(case);
        Ok(())
    }

    fn after_filing(&self, family: &Family) -> Vec<(u64, Next)> {
        let random = &self.random;
        let mut next = Vec::new();
        if family.alone {
            next.push((random.below(2), Next::RequestGuardian));
        }
        let slow = random.below(7) * 12;
        if family.ending == Ending::Closed && family.fate.is_multiple_of(2) {
            next.push((20 + slow, Next::Step("hear_before_admission")));
        } else {
            next.push((14 + slow, Next::Step("admit")));
        }
        next
    }

    fn after_step(&self, family: &Family, taken: &str) -> Vec<(u64, Next)> {
        let r = |from: u64, more: u64| from + self.random.below(more);
        let chance = |of: u64| self.random.below(100) < of;
        let step = |days: u64, id: &'static str| vec![(days, Next::Step(id))];
        match taken {
            "hear_before_admission" => step(r(5, 30), "declare_inadmissible"),
            "declare_inadmissible" => step(r(3, 15), "notify_inadmissibility"),
            "notify_inadmissibility" if chance(30) => step(r(1, 6), "file_inadmissibility_reconsideration"),
            "notify_inadmissibility" => step(r(20, 60), "record_inadmissibility_unchallenged"),
            "file_inadmissibility_reconsideration" => step(r(20, 50), "confirm_inadmissibility"),
            "confirm_inadmissibility" => step(r(3, 15), "notify_inadmissibility_confirmed"),
            "admit" if family.ending == Ending::Closed => step(r(20, 200), "withdraw"),
            "admit" => {
                let mut next = step(r(25, 130), "hear_interview");
                if chance(80) {
                    next.push((r(2, 18), Next::Step("record_document")));
                }
                next
            }
            // The card is renewed on time for most; somebody else is late.
            "record_document" if chance(88) => step(r(160, 24), "record_document"),
            "record_document" => step(r(190, 40), "record_document"),
            "hear_interview" => step(r(8, 50), "write_assessment"),
            "write_assessment" if chance(9) => step(r(3, 10), "return_assessment"),
            "return_assessment" => step(r(3, 15), "write_assessment"),
            "write_assessment" => step(r(4, 20), "approve_assessment"),
            "approve_assessment" => step(r(5, 25), "put_to_conare"),
            "put_to_conare" if family.ending == Ending::Recognised => step(r(10, 50), "recognise"),
            "put_to_conare" => step(r(10, 50), "refuse"),
            "recognise" => step(r(2, 12), "notify_recognition"),
            "refuse" => step(r(2, 18), "notify_refusal"),
            "notify_refusal" if chance(50) => step(r(1, 6), "file_reconsideration"),
            "notify_refusal" if chance(10) => step(r(12, 15), "file_reconsideration"),
            "notify_refusal" => step(r(15, 60), "record_unchallenged"),
            "file_reconsideration" => step(r(5, 15), "name_rapporteur"),
            "name_rapporteur" if chance(6) => step(r(20, 40), "grant_on_reconsideration"),
            "name_rapporteur" => step(r(20, 40), "confirm_refusal"),
            "grant_on_reconsideration" | "grant_on_appeal" => step(r(2, 10), "notify_recognition"),
            "confirm_refusal" => step(r(2, 15), "notify_reconsideration"),
            "notify_reconsideration" if chance(40) => step(r(1, 6), "file_appeal"),
            "notify_reconsideration" => step(r(15, 60), "record_unappealed"),
            "file_appeal" if chance(5) => step(r(30, 60), "grant_on_appeal"),
            "file_appeal" => step(r(30, 60), "dismiss_appeal"),
            "dismiss_appeal" => step(r(2, 15), "notify_appeal"),
            _ => Vec::new(),
        }
    }

    /// Whether a body decides this in a session, under any law of the country.
    fn is_in_session(&self, next: &Next) -> bool {
        let Next::Step(id) = next else { return false };
        let is_it = |step: &Step| step.id == *id && step.in_session.is_some();
        self.laws.law().procedures.iter().any(|p| p.steps.iter().any(is_it))
    }

    /// Asks the body of a case for a decision, where the case still stands before it.
    fn ask(&self, tx: &mut Tx<'_>, case: CaseId, id: &str, day: Date) -> Result<Asked, StoryError> {
        let head = casework::case::find(tx, case)?.ok_or_else(|| StoryError::Nobody(id.to_owned()))?;
        let step = self.laws.labels(&head.procedure, &head.law).and_then(|p| p.step(id));
        let body = step.and_then(|s| s.in_session.as_deref()).and_then(|b| self.laws.law().commission(b));
        match (step, body) {
            (Some(step), Some(body)) if step.from.contains(&head.stage) => {
                self.sittings.ask(tx, body, case, step, day)
            }
            // Whatever came before has moved the case elsewhere, or nobody sits for this step.
            _ => Ok(Asked::Carried),
        }
    }

    /// Takes a step as somebody who may; returns the linked case it opened, if any.
    fn step(
        &self,
        tx: &mut Tx<'_>,
        family: &Family,
        case: CaseId,
        id: &'static str,
        day: Date,
    ) -> Result<Option<CaseId>, StoryError> {
        let head = casework::case::find(tx, case)?.ok_or_else(|| StoryError::Nobody(id.into()))?;
        let procedure =
            self.laws.labels(&head.procedure, &head.law).ok_or_else(|| StoryError::Nobody(id.into()))?;
        let step = procedure.step(id).ok_or_else(|| StoryError::Nobody(id.into()))?;
        // Whatever came before has moved the case elsewhere: the plan is dropped, as plans are.
        if !step.from.contains(&head.stage) {
            return Ok(None);
        }
        let actor = self.taker(step, family)?;
        let form = self.fill(step, family, day);
        let take = Take {
            case,
            step: id,
            form,
            confirmed: step.prejudicial.then(|| self.staff.name(&actor)),
            head: "",
        };
        let stamp = Stamp::on(actor, day);
        let after =
            casework::step::take(tx, self.laws, &stamp, take).map_err(|e| refused(id)(e.to_string()))?;
        Ok(after.state.links.last().map(|link| link.case))
    }

    fn taker(&self, step: &Step, family: &Family) -> Result<Actor, StoryError> {
        let turn = family.officer + usize::from(!step.not_same_as.is_empty());
        let office = step.offices.first().map(String::as_str);
        for role in &step.by {
            // A border officer does not sit at headquarters; try the desks first.
            if *role == Role::BorderOfficer && step.by.len() > 1 {
                continue;
            }
            let at = if *role == Role::RegistrationOfficer { Some("onpar-panama") } else { office };
            if let Some(actor) = self.staff.of(*role, at, turn)
                && (step.offices.is_empty() || step.offices.contains(&actor.office.0))
            {
                return Ok(actor.clone());
            }
        }
        Err(StoryError::Nobody(step.id.clone()))
    }

    fn actor(&self, role: Role, office: Option<&str>, turn: usize) -> Result<Actor, StoryError> {
        self.staff.of(role, office, turn).cloned().ok_or_else(|| StoryError::Nobody(role.code().into()))
    }

    /// Answers every question of a step's form that must be answered, plausibly.
    fn fill(&self, step: &Step, family: &Family, day: Date) -> FormMap {
        let mut form = FormMap::new();
        for field in &step.fields {
            let value = match &field.kind {
                FieldKind::Day if field.required || field.stated_date => day.to_string(),
                FieldKind::YesNo => "yes".to_owned(),
                FieldKind::Language => language(family.origin).to_owned(),
                FieldKind::Choice(choices) if field.required => self.choice(&field.id, choices, family),
                FieldKind::LongText if field.required => invented_text(&field.id).to_owned(),
                FieldKind::Text if field.required => "Inventado".to_owned(),
                FieldKind::Time => String::new(),
                FieldKind::Number if field.required => "1".to_owned(),
                _ => continue,
            };
            form.insert(field.id.clone(), value);
        }
        form
    }

    fn choice(&self, field: &str, choices: &[(String, procedure::Said)], family: &Family) -> String {
        match field {
            "recommendation" if family.ending == Ending::Recognised => return "recognise".into(),
            "recommendation" => return "refuse".into(),
            "child" => return child(family).code().into(),
            "interpreter" if language(family.origin) == "spa" => return "not_needed".into(),
            "interpreter" => return "present".into(),
            "mode" => {}
            _ => {}
        }
        let at = self.random.below(choices.len() as u64) as usize;
        choices.get(at).map(|c| c.0.clone()).unwrap_or_default()
    }

    fn register(
        &self,
        tx: &mut Tx<'_>,
        family: &mut Family,
        stamp: &Stamp,
        day: Date,
    ) -> Result<(), StoryError> {
        for member in &family.members {
            let registration = self.registration(family, member, day);
            let person = identity::register::run(tx, stamp, registration)
                .map_err(|e| refused("register")(e.to_string()))?;
            family.persons.push(person);
        }
        if family.persons.len() > 1 {
            let members: Vec<(PersonId, Kin)> =
                family.persons.iter().copied().zip(family.members.iter().map(|m| m.kin)).collect();
            super::household(tx, stamp, self.laws.law().country, &members).map_err(refused("household"))?;
        }
        Ok(())
    }

    fn registration(
        &self,
        family: &Family,
        member: &Invented,
        day: Date,
    ) -> identity::register::Registration {
        let random = &self.random;
        let minor = member.kin == Kin::Child || family.alone;
        let names = identity::Names { name: member.name.clone(), others: Vec::new() };
        let mut told = identity::register::Registration::new(self.laws.law().country, day, names);
        told.sex = Answer::Told(member.sex);
        told.birth.date = Answer::Told(member.birth);
        told.nationality.nationalities = Answer::Told(vec![family.origin]);
        told.languages = Answer::Told(vec![language(family.origin).to_owned()]);
        if random.below(10) < 7 {
            let kind = if random.below(2) == 0 { DocumentKind::Passport } else { DocumentKind::NationalId };
            let number =
                format!("{}{:07}", (b'A' + random.below(26) as u8) as char, random.below(10_000_000));
            let seen = Seen::Original;
            told.documents.push(Document {
                kind,
                number,
                issued_by: Some(family.origin),
                seen,
                expires: None,
                check_failed: false,
            });
        }
        if random.below(3) == 0 && !minor {
            told.contact = Contact {
                phone: format!("6{:03}-{:04}", random.below(1000), random.below(10_000)),
                safe_rule: "Solo a su propio teléfono".into(),
                safe_hours: "Por la mañana".into(),
                ..Contact::default()
            };
        }
        if minor {
            let with = if family.alone { Accompaniment::Unaccompanied } else { Accompaniment::WithParent };
            told.accompaniment = Answer::Told(with);
        }
        let need = |code: &str| Need { code: code.into(), state: NeedState::Pending };
        match random.below(14) {
            0 if !minor => told.needs.push(need("SM-CI")),
            1 if member.sex == Sex::Female && !minor => told.needs.push(need("WR-WR")),
            2 => told.needs.push(need("LP-ND")),
            _ => {}
        }
        told
    }
}

fn case_of(family: &Family) -> Result<CaseId, StoryError> {
    family.case.ok_or_else(|| StoryError::Nobody("case".into()))
}

/// What the opening form says of childhood: of the principal, and of a child alone above all.
fn child(family: &Family) -> Child {
    if family.alone { Child::UnaccompaniedOrSeparated } else { Child::None }
}

fn invented_text(field: &str) -> &'static str {
    match field {
        "account" => {
            "Relato inventado para la demostración: la persona cuenta por qué salió y qué teme si vuelve."
        }
        "analysis" => {
            "Análisis inventado: hechos aceptados, temor examinado, información del país consultada."
        }
        "reasons" => {
            "Razones inventadas para la demostración. Ninguna persona real está detrás de este texto."
        }
        _ => "Texto inventado para la demostración.",
    }
}
