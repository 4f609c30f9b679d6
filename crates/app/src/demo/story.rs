//! The invented stories: each claim walks the country's own procedure through the same commands that people use, in the
//! order of time, until the last day of the demonstration. No step is called by its name: see [`super::deed`].

use super::deed::{Deed, Here, days_to_file};
use super::form::{by_another, child};
use super::invent::{Family, Inventor};
use super::names::{Names, language};
use super::sittings::{Asked, Sittings};
use super::staff::Staff;
use super::volumes::{Ending, Volumes};
use asylum::claim::Claim;
use asylum::{IntentEvent, Statement};
use casework::fold::Case;
use casework::step::Take;
use casework::{Laws, StepRefusal};
use jiff::civil::{Date, Time};
use jiff::{Span, Timestamp};
use kernel::{AccountId, Actor, CaseId, FixedClock, Role, SeededRandom};
use ledger::{Fault, Ledger, Loaded, Stamp, Tx};
use procedure::{Outcome, Step};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

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

pub(super) fn refused(what: impl Into<String>) -> impl FnOnce(String) -> StoryError {
    let what = what.into();
    move |why| StoryError::Refused { what, why }
}

/// What was told.
#[derive(Clone, Debug, Default, serde::Serialize)]
pub struct Told {
    pub people: u32,
    pub intents: u32,
    pub claims: u32,
    pub steps: u32,
    /// Steps that the law did not let the story take, and the first of them.
    pub refused: u32,
    pub first_refusal: Option<String>,
}

impl Told {
    fn note(&mut self, what: &str, why: &str) {
        self.refused += 1;
        self.first_refusal.get_or_insert_with(|| format!("{what}: {why}"));
    }
}

/// What happens next to a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Next {
    Speak,
    File,
    Claim(Deed),
    Guardianship(Deed),
}

/// Something that will happen after some days.
type Later = (u64, Next);

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
                    let family = &mut families[*i];
                    for (days, next) in self.happen(tx, family, *next, day, &mut told)? {
                        follow.push((self.day_of(tx, family, day, days, next)?, *i, next));
                    }
                }
                Ok(follow)
            })?;
            for (on, i, next) in follow {
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

    /// The day on which something planned takes place: a working day, and of a session where one decides it.
    fn day_of(
        &self,
        tx: &mut Tx<'_>,
        family: &Family,
        from: Date,
        days: u64,
        next: Next,
    ) -> Result<Date, StoryError> {
        let on = self.working(from.saturating_add(Span::new().days(days as i64)));
        let (Next::Claim(deed), Some(id)) = (next, family.case) else { return Ok(on) };
        let Some(case) = casework::case::load(tx, id)? else { return Ok(on) };
        let step = self.here(&case.state, from).and_then(|here| here.step(deed));
        let sits = step.is_some_and(|step| step.in_session.is_some());
        Ok(if sits { self.working(Sittings::next_day(on)) } else { on })
    }

    fn here<'c>(&'c self, case: &'c Case, day: Date) -> Option<Here<'c>> {
        let procedure = case.opening.as_ref().and_then(|o| self.laws.of(o))?;
        Some(Here::of(procedure, case, day))
    }

    fn invent(&self, people: u32) -> Vec<Family> {
        let inventor = Inventor {
            random: &self.random,
            volumes: self.volumes,
            posts: self.staff.posts(),
            names: Names::default(),
        };
        let (mut families, mut count) = (Vec::new(), 0);
        while count < people {
            let (origin, applied) = self.volumes.application(&self.random, self.until);
            let family = inventor.family(origin, self.working(applied), (people - count) as usize);
            count += u32::try_from(family.members.len()).unwrap_or(1);
            families.push(family);
        }
        families
    }

    fn happen(
        &self,
        tx: &mut Tx<'_>,
        family: &mut Family,
        next: Next,
        day: Date,
        told: &mut Told,
    ) -> Result<Vec<Later>, StoryError> {
        match next {
            Next::Speak => {
                self.speak(tx, family, day)?;
                told.intents += 1;
                // Some have spoken at a post and not filed yet.
                Ok(vec![(2 + self.random.below(14), Next::File)])
            }
            Next::File => {
                let id = self.file(tx, family, day)?;
                told.claims += 1;
                told.people += u32::try_from(family.members.len()).unwrap_or(0);
                let case = casework::case::load(tx, id)?;
                let here = case.as_ref().and_then(|case| self.here(&case.state, day));
                Ok(here.map_or_else(Vec::new, |here| self.after_filing(family, &here)))
            }
            Next::Guardianship(deed) => {
                let Some(id) = family.guardianship else { return Ok(Vec::new()) };
                let done = self.act(tx, family, id, deed, day, told)?;
                Ok(if done.is_some() { self.after_guardian(deed) } else { Vec::new() })
            }
            Next::Claim(deed) => {
                let Some(id) = family.case else { return Ok(Vec::new()) };
                match self.act(tx, family, id, deed, day, told)? {
                    Some(case) => self.after(family, &case, deed, day),
                    None => self.instead(tx, family, id, deed, day),
                }
            }
        }
    }

    fn speak(&self, tx: &mut Tx<'_>, family: &mut Family, day: Date) -> Result<(), StoryError> {
        let post = family.post.as_ref().map(|post| post.code());
        let actor = self.actor(Role::BorderOfficer, post, family.officer)?;
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

    fn file(&self, tx: &mut Tx<'_>, family: &mut Family, day: Date) -> Result<CaseId, StoryError> {
        let main = super::main_office(self.laws);
        let actor = self.actor(Role::RegistrationOfficer, Some(main.code()), family.officer)?;
        let stamp = Stamp::new(actor);
        self.register(tx, family, &stamp, day)?;
        let procedure = self.laws.law().in_force(asylum::CLAIM, day);
        let procedure = procedure.ok_or_else(|| StoryError::Nobody("file_claim".into()))?;
        let mut form = self.fill(&procedure.opening, family, day);
        let wanted = days_to_file(procedure).unwrap_or(120);
        let since = if family.late { wanted + 10 + self.random.below(60) } else { self.random.below(wanted) };
        let entered = family.applied.saturating_sub(Span::new().days(since as i64));
        let told = [("child", child(family).code().to_owned()), ("entered_on", entered.to_string())];
        let told = told.into_iter().chain([("first_expressed_on", family.applied.to_string())]);
        for (id, value) in told.filter(|(id, _)| procedure.opening.fields.iter().any(|f| f.id == *id)) {
            form.insert(id.to_owned(), value);
        }
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
        Ok(case)
    }

    fn r(&self, from: u64, more: u64) -> u64 {
        from + self.random.below(more.max(1))
    }
    fn chance(&self, of: u64) -> bool {
        self.random.below(100) < of
    }

    fn after_filing(&self, family: &Family, here: &Here<'_>) -> Vec<Later> {
        let mut next = Vec::new();
        if family.alone {
            next.push((self.random.below(2), Next::Claim(Deed::RequestGuardian)));
        }
        if here.can(Deed::Ratify) && by_another(family) {
            next.push((self.r(0, 3), Next::Claim(Deed::Ratify)));
        }
        if here.can(Deed::MeetDuty) {
            next.push((self.r(0, 5), Next::Claim(Deed::MeetDuty)));
        }
        if here.can(Deed::IssueDocument) && self.chance(80) {
            next.push((self.r(1, 12), Next::Claim(Deed::IssueDocument)));
        }
        let slow = self.random.below(7) * 12;
        let main = match () {
            () if family.late && here.can(Deed::AskReasons) => (self.r(5, 20), Deed::AskReasons),
            () if family.ending == Ending::Closed
                && family.fate.is_multiple_of(4)
                && here.can(Deed::HearFirst) =>
            {
                (20 + slow, Deed::HearFirst)
            }
            () => (14 + slow, Deed::Admit),
        };
        next.push((main.0, Next::Claim(main.1)));
        next
    }

    fn after_guardian(&self, deed: Deed) -> Vec<Later> {
        if deed != Deed::NameInterim {
            return Vec::new();
        }
        // Mostly inside the clock, sometimes long after it.
        let late = self.random.below(10) == 0;
        let days = if late { self.r(60, 90) } else { self.r(4, 12) };
        vec![(days, Next::Guardianship(Deed::Appoint))]
    }

    /// What follows a step that was taken: notes beside the road have their own sequel, the rest goes onward.
    fn after(
        &self,
        family: &mut Family,
        case: &Loaded<Case>,
        deed: Deed,
        day: Date,
    ) -> Result<Vec<Later>, StoryError> {
        let Some(here) = self.here(&case.state, day) else { return Ok(Vec::new()) };
        let claim = |days: u64, deed| vec![(days, Next::Claim(deed))];
        Ok(match deed {
            Deed::RequestGuardian => {
                family.guardianship = case.state.links.last().map(|link| link.case);
                let late = self.random.below(8) == 0;
                let days = if late { self.r(6, 6) } else { self.random.below(4) };
                vec![(days, Next::Guardianship(Deed::NameInterim))]
            }
            Deed::MeetDuty | Deed::Ratify | Deed::Extend => Vec::new(),
            Deed::IssueDocument => match here.renewal() {
                // Renewed in time for most; somebody else is late.
                Some(days) if self.chance(88) => claim(self.r(days * 85 / 100, days * 14 / 100), deed),
                Some(days) => claim(self.r(days + 5, 40), deed),
                None => Vec::new(),
            },
            Deed::AskReasons => claim(self.r(if family.alone { 20 } else { 3 }, 12), Deed::HearFirst),
            Deed::HearFirst if here.is_first() || family.fate.is_multiple_of(5) => {
                claim(self.r(5, 30), Deed::DeclareInadmissible)
            }
            Deed::HearFirst => claim(self.r(4, 12), Deed::Admit),
            Deed::Prepare => self.decided(family, &here, false),
            Deed::Seek => self.sought(&here, case),
            Deed::ProposeAbandonment if self.chance(75) => claim(self.r(5, 20), Deed::Abandon),
            Deed::ProposeAbandonment => claim(self.r(5, 20), Deed::TurnUp),
            Deed::TurnUp => {
                self.stays(family);
                self.onward(family, &here)
            }
            Deed::Abandon | Deed::Withdraw | Deed::CloseForExit => self.ended(family, &here, deed, day),
            _ => self.onward(family, &here),
        })
    }

    /// The natural next thing where a case stands, whatever the country calls it.
    fn onward(&self, family: &mut Family, here: &Here<'_>) -> Vec<Later> {
        let claim = |days: u64, deed| vec![(days, Next::Claim(deed))];
        if here.can(Deed::Notify) {
            return claim(self.r(2, 15), Deed::Notify);
        }
        if here.waits() {
            return self.answered(here);
        }
        if here.ended() {
            // A remedy may still come: late, or from somebody with the lesser protection.
            let asks = here.can(Deed::FileRemedy) && self.chance(9);
            return if asks { claim(self.r(2, 25), Deed::FileRemedy) } else { Vec::new() };
        }
        if here.can(Deed::Hear) {
            return self.heard(family, here);
        }
        if here.can(Deed::Assess) {
            return claim(self.r(8, 50), Deed::Assess);
        }
        if here.can(Deed::Approve) {
            let back = here.can(Deed::Return) && self.chance(9);
            return if back {
                claim(self.r(3, 10), Deed::Return)
            } else {
                claim(self.r(4, 20), Deed::Approve)
            };
        }
        if here.can(Deed::Admit) {
            return claim(self.r(5, 25), Deed::Admit);
        }
        self.decided(family, here, true)
    }

    /// A decision, of the first body or of the one that reviews; first it gets ready, where the law knows that.
    fn decided(&self, family: &Family, here: &Here<'_>, prepares: bool) -> Vec<Later> {
        let claim = |days: u64, deed| vec![(days, Next::Claim(deed))];
        if here.can(Deed::Advise(Outcome::Refused)) {
            let refused = !matches!(family.ending, Ending::Recognised);
            let outcome = if refused { Outcome::Refused } else { Outcome::Recognised };
            return claim(self.r(10, 30), Deed::Advise(outcome));
        }
        let first = here.can(Deed::Decide(Outcome::Refused));
        if !first && !here.can(Deed::Grant) && !here.can(Deed::Confirm) {
            return Vec::new();
        }
        if prepares && here.can(Deed::Prepare) {
            return claim(self.r(5, 20), Deed::Prepare);
        }
        let complementary = Deed::Decide(Outcome::Complementary);
        match family.ending {
            _ if !first && self.chance(7) => claim(self.r(20, 40), Deed::Grant),
            _ if !first => claim(self.r(20, 40), Deed::Confirm),
            Ending::Recognised => claim(self.r(10, 50), Deed::Decide(Outcome::Recognised)),
            Ending::Complementary if here.can(complementary) => claim(self.r(10, 50), complementary),
            _ => claim(self.r(10, 50), Deed::Decide(Outcome::Refused)),
        }
    }

    /// The person was told and may contest it: most do in time, some late, some do not.
    fn answered(&self, here: &Here<'_>) -> Vec<Later> {
        let claim = |days: u64, deed| vec![(days, Next::Claim(deed))];
        match () {
            () if here.can(Deed::FileRemedy) && self.chance(45) => claim(self.r(1, 4), Deed::FileRemedy),
            () if here.can(Deed::FileRemedy) && self.chance(10) => claim(self.r(12, 15), Deed::FileRemedy),
            () => claim(self.r(15, 60), Deed::LeaveUnchallenged),
        }
    }

    /// The interview, or what comes instead of it for those whose claim ends without one.
    fn heard(&self, family: &mut Family, here: &Here<'_>) -> Vec<Later> {
        let claim = |days: u64, deed| vec![(days, Next::Claim(deed))];
        if family.ending == Ending::Closed {
            return match () {
                () if here.can(Deed::CloseForExit) && family.fate % 3 != 1 => {
                    claim(self.r(10, 40), Deed::CloseForExit)
                }
                () if here.can(Deed::Seek) && family.fate % 5 < 2 => claim(self.r(30, 60), Deed::Seek),
                () => claim(self.r(20, 180), Deed::Withdraw),
            };
        }
        let mut next = claim(self.r(25, 130), Deed::Hear);
        let earlier = Here { stage: &here.procedure.first_stage, ..*here };
        if here.can(Deed::IssueDocument) && !earlier.can(Deed::IssueDocument) && family.fate % 5 < 4 {
            next.push((self.r(2, 16), Next::Claim(Deed::IssueDocument)));
        }
        if here.can(Deed::Extend) && family.fate.is_multiple_of(6) {
            next.push((self.r(5, 15), Next::Claim(Deed::Extend)));
        }
        next
    }

    /// They were sought and not found: sought again, and only then is the file put away.
    fn sought(&self, here: &Here<'_>, case: &Loaded<Case>) -> Vec<Later> {
        let counts = |step: &str| here.procedure.step(step).is_some_and(|s| s.advances.is_some());
        let times = case.state.steps.iter().filter(|t| counts(&t.taken.step)).count();
        match times {
            0 | 1 => vec![(self.r(10, 20), Next::Claim(Deed::Seek))],
            _ if here.can(Deed::Abandon) => vec![(self.r(10, 30), Next::Claim(Deed::Abandon))],
            _ => vec![(self.r(10, 30), Next::Claim(Deed::ProposeAbandonment))],
        }
    }

    /// A file that was put away: some come back, and what a judgment undid is opened again.
    fn ended(&self, family: &mut Family, here: &Here<'_>, deed: Deed, day: Date) -> Vec<Later> {
        let back = match deed {
            Deed::CloseForExit => {
                let struck = here.procedure.struck.iter().map(|s| s.from).min();
                let until = struck.and_then(|from| day.until(from).ok()).map_or(0, |span| span.get_days());
                (self.chance(80), u64::from(until.unsigned_abs()) + self.r(3, 90))
            }
            Deed::Abandon => (self.chance(60), self.r(15, 90)),
            _ => (self.chance(25), self.r(20, 120)),
        };
        if !back.0 {
            return Vec::new();
        }
        self.stays(family);
        vec![(back.1, Next::Claim(Deed::Reopen))]
    }

    /// Whoever came back stays: the claim goes to its end.
    fn stays(&self, family: &mut Family) {
        family.ending = if family.fate.is_multiple_of(3) { Ending::Recognised } else { Ending::Refused };
    }

    /// A plan that the law no longer offers, on a road that would end here: the road is looked for again.
    fn instead(
        &self,
        tx: &mut Tx<'_>,
        family: &mut Family,
        id: CaseId,
        deed: Deed,
        day: Date,
    ) -> Result<Vec<Later>, StoryError> {
        let Some(case) = casework::case::load(tx, id)? else { return Ok(Vec::new()) };
        let Some(here) = self.here(&case.state, day) else { return Ok(Vec::new()) };
        Ok(match deed {
            _ if here.ended() => Vec::new(),
            Deed::CloseForExit => {
                family.fate = family.fate.wrapping_add(1 + 3 - family.fate % 3);
                self.heard(family, &here)
            }
            Deed::Advise(_) | Deed::Decide(_) | Deed::Grant | Deed::Confirm
                if self.is_in_session(&here, deed) =>
            {
                vec![(1, Next::Claim(deed))]
            }
            _ => Vec::new(),
        })
    }

    fn is_in_session(&self, here: &Here<'_>, deed: Deed) -> bool {
        here.step(deed).is_some_and(|step| step.in_session.is_some())
    }

    /// Does it as somebody who may. `None`: the case stands elsewhere by now, too few came to the session, or the law
    /// said no, which is counted.
    fn act(
        &self,
        tx: &mut Tx<'_>,
        family: &Family,
        id: CaseId,
        deed: Deed,
        day: Date,
        told: &mut Told,
    ) -> Result<Option<Loaded<Case>>, StoryError> {
        let Some(case) = casework::case::load(tx, id)? else { return Ok(None) };
        let Some(here) = self.here(&case.state, day) else { return Ok(None) };
        // Whatever came before has moved the case elsewhere: the plan is dropped, as plans are.
        let Some(step) = here.step(deed) else { return Ok(None) };
        let Some(actor) = self.taker(step, &case.state, family) else {
            told.note(&step.id, "nobody on the staff can take it");
            return Ok(None);
        };
        let body = step.in_session.as_deref().and_then(|b| self.laws.law().commission(b));
        if let Some(body) = body
            && self.sittings.ask(tx, body, id, step, day)? == Asked::Postponed
        {
            return Ok(None);
        }
        let form = self.fill(step, family, day);
        let confirmed = step.prejudicial.then(|| self.staff.name(&actor));
        let take = Take { case: id, step: &step.id, form, confirmed, head: "" };
        match casework::step::take(tx, self.laws, &Stamp::on(actor, day), take) {
            Ok(after) => {
                told.steps += 1;
                Ok(Some(after))
            }
            Err(StepRefusal::Fault(fault)) => Err(fault.into()),
            Err(why) => {
                told.note(&step.id, &format!("{why} {why:?}"));
                Ok(None)
            }
        }
    }

    /// Somebody who may: at the case's own office if the law lets it, never one whose step this one checks.
    fn taker(&self, step: &Step, case: &Case, family: &Family) -> Option<Actor> {
        let takers = case.steps.iter().filter(|t| step.not_same_as.contains(&t.taken.step));
        let not: Vec<AccountId> = takers.map(|t| t.actor.account).collect();
        let own = case.office.as_ref().map(|o| o.code().to_owned());
        let own = own.filter(|o| step.offices.is_empty() || step.offices.contains(o));
        let offices: Vec<String> = own.into_iter().chain(step.offices.iter().cloned()).collect();
        let at = |role: Role| offices.iter().find_map(|o| self.staff.other(role, o, &not, family.officer));
        step.by.iter().find_map(|role| at(*role)).cloned().or_else(|| {
            // A delegate for children follows the child, wherever they sit.
            let delegate = step.by.contains(&Role::ChildProtectionDelegate);
            let found = self.staff.of(Role::ChildProtectionDelegate, None, family.officer);
            found.filter(|_| delegate).cloned()
        })
    }

    fn actor(&self, role: Role, office: Option<&str>, turn: usize) -> Result<Actor, StoryError> {
        self.staff.of(role, office, turn).cloned().ok_or_else(|| StoryError::Nobody(role.code().into()))
    }
}
