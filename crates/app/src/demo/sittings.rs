//! The invented sessions of the body that decides: every second week, with whoever belongs to it, and now and then too
//! few of them come.

use super::staff::Staff;
use super::story::StoryError;
use casework::Laws;
use commission::fold::State;
use commission::model::{Named, Presence, Votes};
use commission::{SessionId, agenda, attend, close, convene, session, vote};
use jiff::civil::{Date, Time};
use kernel::{Actor, CaseId, Role};
use ledger::{Stamp, Tx};
use procedure::{Commission, Step, Vote};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// The session of a day.
#[derive(Clone, Copy, Debug)]
struct Sitting {
    day: Date,
    id: SessionId,
    has_quorum: bool,
}

/// What came of asking for a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Carried,
    /// Too few came: the case waits for the next session.
    Postponed,
}

/// Holds the sessions of the demonstration, one at a time for each body.
pub struct Sittings<'a> {
    laws: &'a Laws,
    staff: &'a Staff,
    /// The last session of each body.
    now: RefCell<BTreeMap<String, Sitting>>,
}

/// Days between two sessions.
const EVERY_DAYS: i64 = 14;
/// One session in so many has no quorum.
const WITHOUT_QUORUM_EVERY: i64 = 9;
/// The place of every invented session.
const PLACE: &str = "Sala de sesiones (inventada)";

fn refused(what: &str, why: impl std::fmt::Display) -> StoryError {
    StoryError::Refused { what: what.to_owned(), why: why.to_string() }
}

impl<'a> Sittings<'a> {
    pub fn new(laws: &'a Laws, staff: &'a Staff) -> Sittings<'a> {
        Sittings { laws, staff, now: RefCell::default() }
    }

    /// The day of the next session, this day or later.
    pub fn next_day(day: Date) -> Date {
        let since = day.since(jiff::civil::date(2019, 1, 3)).map_or(0, |span| i64::from(span.get_days()));
        let wait = (EVERY_DAYS - since.rem_euclid(EVERY_DAYS)) % EVERY_DAYS;
        day.saturating_add(jiff::Span::new().days(wait))
    }

    fn has_quorum(day: Date) -> bool {
        let since = day.since(jiff::civil::date(2019, 1, 3)).map_or(0, |span| i64::from(span.get_days()));
        (since / EVERY_DAYS) % WITHOUT_QUORUM_EVERY != 4
    }

    /// Asks the body for a decision in the session of the day.
    pub fn ask(
        &self,
        tx: &mut Tx<'_>,
        body: &Commission,
        case: CaseId,
        step: &Step,
        day: Date,
    ) -> Result<Asked, StoryError> {
        let sitting = self.of_day(tx, body, day)?;
        let members = self.members(body)?;
        let first = Stamp::new(members[0].clone());
        let loaded = session::load(tx, sitting.id)?.ok_or_else(|| refused("session", "is gone"))?;
        if loaded.state.item(case).is_none() {
            agenda::put(tx, self.laws, &first, sitting.id, &[case], "", "")
                .map_err(|e| refused("agenda", e))?;
        }
        if !sitting.has_quorum {
            return Ok(Asked::Postponed);
        }
        if loaded.state.state() == State::Convened {
            self.opens(tx, &sitting, &members)?;
        }
        self.votes(tx, body, &sitting, case, step, &members)?;
        let by = self.named(&members[0]);
        let stated = Some(close::StatedResult { by, carried: Some(step.id.clone()) });
        close::case(tx, self.laws, &first, sitting.id, case, stated, "").map_err(|e| refused("count", e))?;
        Ok(Asked::Carried)
    }

    /// Closes the last session and convenes the one to come, with what waits for it.
    pub fn end(&self, tx: &mut Tx<'_>, until: Date) -> Result<(), StoryError> {
        let laws = self.laws;
        for body in &laws.law().facts_file.commissions {
            let Ok(members) = self.members(body) else { continue };
            let day = Self::next_day(until.saturating_add(jiff::Span::new().days(2)));
            let id = self.convene(tx, &members, day)?;
            self.rise(tx, body, &members)?;
            let all = agenda::candidates(tx, laws, body, until)?;
            let free: Vec<CaseId> = all.iter().filter(|c| c.agenda.is_none()).map(|c| c.head.id).collect();
            // Some wait for a member to put them on.
            let first: Vec<CaseId> = free.iter().copied().take(free.len().div_ceil(2).min(12)).collect();
            let stamp = Stamp::new(members[0].clone());
            agenda::put(tx, laws, &stamp, id, &first, "", "").map_err(|e| refused("agenda", e))?;
        }
        Ok(())
    }

    fn of_day(&self, tx: &mut Tx<'_>, body: &Commission, day: Date) -> Result<Sitting, StoryError> {
        if let Some(sitting) = self.now.borrow().get(&body.id)
            && sitting.day == day
        {
            return Ok(*sitting);
        }
        let members = self.members(body)?;
        let id = self.convene(tx, &members, day)?;
        // What the session before left over goes on the agenda of this one.
        self.rise(tx, body, &members)?;
        let sitting = Sitting { day, id, has_quorum: Self::has_quorum(day) };
        self.now.borrow_mut().insert(body.id.clone(), sitting);
        Ok(sitting)
    }

    fn convene(&self, tx: &mut Tx<'_>, members: &[Actor], on: Date) -> Result<SessionId, StoryError> {
        let hour = Some(Time::constant(9, 0, 0, 0));
        let convene = convene::Convene { on, hour, place: PLACE.to_owned() };
        let stamp = Stamp::new(members[0].clone());
        convene::run(tx, self.laws, &stamp, convene, &[]).map_err(|e| refused("session", e))
    }

    /// The session before is closed: as held, or because too few came.
    fn rise(&self, tx: &mut Tx<'_>, body: &Commission, members: &[Actor]) -> Result<(), StoryError> {
        let Some(sitting) = self.now.borrow_mut().remove(&body.id) else { return Ok(()) };
        let first = Stamp::new(members[0].clone());
        let loaded = session::load(tx, sitting.id)?.ok_or_else(|| refused("session", "is gone"))?;
        if loaded.state.state() == State::Open {
            let closed = close::session(tx, self.laws, &first, sitting.id, "");
            return closed.map(drop).map_err(|e| refused("session", e));
        }
        let present = self.present(&loaded.state, &members[..1]);
        attend::note(tx, &first, sitting.id, present, "").map_err(|e| refused("attendance", e))?;
        let stated = Some(self.named(&members[0]));
        let closed = attend::close_without_quorum(tx, self.laws, &first, sitting.id, stated, "");
        closed.map(drop).map_err(|e| refused("quorum", e))
    }

    fn opens(&self, tx: &mut Tx<'_>, sitting: &Sitting, members: &[Actor]) -> Result<(), StoryError> {
        let first = Stamp::new(members[0].clone());
        let loaded = session::load(tx, sitting.id)?.ok_or_else(|| refused("session", "is gone"))?;
        let present = self.present(&loaded.state, members);
        attend::note(tx, &first, sitting.id, present, "").map_err(|e| refused("attendance", e))?;
        let stated = Some(self.named(&members[0]));
        let opened = attend::constitute(tx, self.laws, &first, sitting.id, stated, "");
        opened.map(drop).map_err(|e| refused("quorum", e))
    }

    /// Everybody who did not take the first decision votes for what the story knows to come.
    fn votes(
        &self,
        tx: &mut Tx<'_>,
        body: &Commission,
        sitting: &Sitting,
        case: CaseId,
        step: &Step,
        members: &[Actor],
    ) -> Result<(), StoryError> {
        let head = casework::case::find(tx, case)?.ok_or_else(|| refused("vote", "no case"))?;
        let motions = commission::body::motions_of(self.laws, &head, body);
        let vote = |m: &&Step| if m.id == step.id { Vote::InFavour } else { Vote::Against };
        let votes: Votes = motions.iter().map(|m| (m.id.clone(), vote(m))).collect();
        for member in members {
            let (votes, dissent) = (votes.clone(), String::new());
            let cast = vote::Cast { session: sitting.id, case, votes, dissent };
            match vote::run(tx, self.laws, &Stamp::new(member.clone()), cast) {
                Ok(_) | Err(vote::VoteRefusal::DecidedBefore) => {}
                Err(why) => return Err(refused("vote", why)),
            }
        }
        Ok(())
    }

    /// Everybody on the staff of the body, as many as it has seats.
    fn members(&self, body: &Commission) -> Result<Vec<Actor>, StoryError> {
        let all = self.staff.all(Role::DecidingAuthority, &body.office);
        let seats = if body.seats.is_empty() { usize::MAX } else { body.seats.len() };
        let members: Vec<Actor> = all.into_iter().take(seats).collect();
        if members.is_empty() { Err(StoryError::Nobody(body.id.clone())) } else { Ok(members) }
    }

    fn present(&self, session: &commission::Session, members: &[Actor]) -> Vec<Presence> {
        let seats = session.convened.as_ref().map(|c| c.rule.seats.clone()).unwrap_or_default();
        let sits = |(place, actor): (usize, &Actor)| Presence {
            account: actor.account,
            name: self.staff.name(actor),
            seat: seats.get(place).map(|seat| seat.id.clone()),
            alternate: false,
        };
        members.iter().enumerate().map(sits).collect()
    }

    fn named(&self, actor: &Actor) -> Named {
        Named { account: actor.account, name: self.staff.name(actor) }
    }
}
