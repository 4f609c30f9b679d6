//! Events → the state of a session. Pure: the quorum, the seats and every tally are values in the entries.

use crate::model::*;
use jiff::Timestamp;
use kernel::{AccountId, Actor, CaseId};
use ledger::EntryView;
use procedure::Vote;
use std::collections::BTreeMap;

/// What one member voted on one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot {
    pub votes: Votes,
    pub dissent: String,
    pub at: Timestamp,
}

/// A member who takes no part in one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recusal {
    pub member: Named,
    pub ground: Ground,
    pub why: String,
}

/// The count of a case whose vote was closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    pub tallies: Vec<StepTally>,
    pub carried: Option<String>,
    pub stated: Option<Named>,
    pub at: Timestamp,
}

impl Count {
    /// The votes on the step that was carried.
    pub fn of_carried(&self) -> Option<&StepTally> {
        self.tallies.iter().find(|t| Some(&t.step) == self.carried.as_ref())
    }
}

/// What became of a case on an agenda.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemState {
    /// Waits for its vote.
    Pending,
    /// A step was carried.
    Carried,
    /// No step was carried, or its turn did not come: it goes to another session.
    Undecided,
    /// The session had no quorum: it goes to another session.
    NoQuorum,
    TakenOff,
}

impl ItemState {
    pub fn code(self) -> &'static str {
        match self {
            ItemState::Pending => "pending",
            ItemState::Carried => "carried",
            ItemState::Undecided => "undecided",
            ItemState::NoQuorum => "no_quorum",
            ItemState::TakenOff => "taken_off",
        }
    }
}

/// A case on the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub case: CaseId,
    pub number: String,
    pub stage: String,
    pub postponed: u32,
    pub why: String,
    pub taken_off: Option<String>,
    pub recused: Vec<Recusal>,
    pub ballots: BTreeMap<AccountId, Ballot>,
    pub count: Option<Count>,
}

impl Item {
    pub fn is_recused(&self, account: AccountId) -> bool {
        self.recused.iter().any(|r| r.member.account == account)
    }
    /// The votes on one step, of members who take part.
    pub fn votes_on(&self, step: &str) -> Vec<Vote> {
        let part = self.ballots.iter().filter(|(account, _)| !self.is_recused(**account));
        part.filter_map(|(_, ballot)| ballot.votes.get(step)).copied().collect()
    }
}

/// That the session sat validly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sitting {
    pub present: usize,
    pub quorum: Option<usize>,
    pub stated: Option<Named>,
    pub at: Timestamp,
}

/// How the session ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    pub outcome: Outcome,
    pub present: usize,
    pub quorum: Option<usize>,
    pub stated: Option<Named>,
    pub by: Actor,
    pub at: Timestamp,
}

/// Where a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Convened: the agenda and who came are still being written.
    Convened,
    /// Open with quorum: members vote.
    Open,
    Held,
    NoQuorum,
}

impl State {
    pub fn code(self) -> &'static str {
        match self {
            State::Convened => "convened",
            State::Open => "open",
            State::Held => "held",
            State::NoQuorum => "no_quorum",
        }
    }
    pub fn from_code(code: &str) -> Option<State> {
        [State::Convened, State::Open, State::Held, State::NoQuorum].into_iter().find(|s| s.code() == code)
    }
    pub fn is_over(self) -> bool {
        matches!(self, State::Held | State::NoQuorum)
    }
}

/// The state of one session.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Session {
    /// `None` only before the first entry.
    pub convened: Option<Convened>,
    pub convened_by: Option<Actor>,
    pub items: Vec<Item>,
    pub present: Vec<Presence>,
    pub sitting: Option<Sitting>,
    pub ending: Option<Ending>,
}

impl Session {
    /// Takes one statement in. What comes too late, or from somebody who has no part, is kept in the log and changes
    /// nothing.
    pub(crate) fn take(&mut self, event: &SessionEvent, entry: &EntryView) {
        if self.ending.is_some() {
            return;
        }
        match event {
            SessionEvent::Convened(convened) if self.convened.is_none() => {
                self.convened = Some(convened.clone());
                self.convened_by = Some(entry.actor.clone());
            }
            SessionEvent::Convened(_) => {}
            SessionEvent::CasePut { case, number, stage, postponed, why } => {
                self.put(Item {
                    case: *case,
                    number: number.clone(),
                    stage: stage.clone(),
                    postponed: *postponed,
                    why: why.clone(),
                    taken_off: None,
                    recused: Vec::new(),
                    ballots: BTreeMap::new(),
                    count: None,
                });
            }
            SessionEvent::CaseTakenOff { case, why } => {
                if let Some(item) = self.open_item(*case) {
                    item.taken_off = Some(why.clone());
                }
            }
            SessionEvent::AttendanceNoted { present } if self.sitting.is_none() => {
                self.present = present.clone();
            }
            SessionEvent::AttendanceNoted { .. } => {}
            SessionEvent::Constituted { present, quorum, stated } => {
                let (present, quorum, stated) = (*present, *quorum, stated.clone());
                self.sitting.get_or_insert(Sitting { present, quorum, stated, at: entry.at });
            }
            SessionEvent::Recused { case, member, ground, why } => {
                if let Some(item) = self.open_item(*case).filter(|item| !item.is_recused(member.account)) {
                    let recusal = Recusal { member: member.clone(), ground: *ground, why: why.clone() };
                    item.recused.push(recusal);
                    item.ballots.remove(&member.account);
                }
            }
            SessionEvent::Voted { case, votes, dissent } => self.vote(*case, votes, dissent, entry),
            SessionEvent::CaseClosed { case, tallies, carried, stated } => {
                let (tallies, carried, stated) = (tallies.clone(), carried.clone(), stated.clone());
                if let Some(item) = self.open_item(*case) {
                    item.count = Some(Count { tallies, carried, stated, at: entry.at });
                }
            }
            SessionEvent::Closed { outcome, present, quorum, stated } => {
                self.ending = Some(Ending {
                    outcome: *outcome,
                    present: *present,
                    quorum: *quorum,
                    stated: stated.clone(),
                    by: entry.actor.clone(),
                    at: entry.at,
                });
            }
        }
    }

    /// A case that was taken off may be put on again; one that is on stays as it is.
    fn put(&mut self, item: Item) {
        match self.items.iter_mut().find(|known| known.case == item.case) {
            Some(known) if known.taken_off.is_some() => *known = item,
            Some(_) => {}
            None => self.items.push(item),
        }
    }

    fn vote(&mut self, case: CaseId, votes: &Votes, dissent: &str, entry: &EntryView) {
        let account = entry.actor.account;
        if self.sitting.is_none() || self.seat_of(account).is_none() {
            return;
        }
        if let Some(item) = self.open_item(case).filter(|item| !item.is_recused(account)) {
            let ballot = Ballot { votes: votes.clone(), dissent: dissent.to_owned(), at: entry.at };
            item.ballots.insert(account, ballot);
        }
    }

    fn open_item(&mut self, case: CaseId) -> Option<&mut Item> {
        self.items.iter_mut().find(|i| i.case == case && i.taken_off.is_none() && i.count.is_none())
    }

    // ---- questions ----

    pub fn state(&self) -> State {
        match (&self.ending, &self.sitting) {
            (Some(ending), _) if ending.outcome == Outcome::NoQuorum => State::NoQuorum,
            (Some(_), _) => State::Held,
            (None, Some(_)) => State::Open,
            (None, None) => State::Convened,
        }
    }
    pub fn item(&self, case: CaseId) -> Option<&Item> {
        self.items.iter().find(|item| item.case == case)
    }
    pub fn state_of(&self, item: &Item) -> ItemState {
        let carried = item.count.as_ref().map(|count| count.carried.is_some());
        match (self.state(), carried) {
            _ if item.taken_off.is_some() => ItemState::TakenOff,
            (_, Some(true)) => ItemState::Carried,
            (_, Some(false)) | (State::Held, None) => ItemState::Undecided,
            (State::NoQuorum, None) => ItemState::NoQuorum,
            (State::Convened | State::Open, None) => ItemState::Pending,
        }
    }
    /// How many cases of the agenda are in this state.
    pub fn count(&self, state: ItemState) -> usize {
        self.items.iter().filter(|item| self.state_of(item) == state).count()
    }
    /// Cases that go to another session.
    pub fn left_over(&self) -> Vec<&Item> {
        let over = |item: &&Item| matches!(self.state_of(item), ItemState::Undecided | ItemState::NoQuorum);
        self.items.iter().filter(over).collect()
    }
    /// The presence of an account.
    pub fn seat_of(&self, account: AccountId) -> Option<&Presence> {
        self.present.iter().find(|p| p.account == account)
    }
    /// Whoever came and takes part in a case.
    pub fn voters<'a>(&'a self, item: &'a Item) -> impl Iterator<Item = &'a Presence> {
        self.present.iter().filter(|p| !item.is_recused(p.account))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Role;
    use ledger::Hash;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn entry(second: i64, account: u128) -> EntryView {
        EntryView {
            hash: Hash::ZERO,
            record: Uuid::nil(),
            record_kind: "session".into(),
            kind: String::new(),
            version: 1,
            actor: Actor {
                account: AccountId(Uuid::from_u128(account)),
                role: Role::DecidingAuthority,
                office: "conare".into(),
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

    const CASE: CaseId = CaseId(Uuid::nil());

    fn voted(vote: Vote) -> SessionEvent {
        SessionEvent::Voted {
            case: CASE,
            votes: Votes::from([("recognise".to_owned(), vote)]),
            dissent: String::new(),
        }
    }

    /// Members 1 to 4 came; the session is open with one case.
    fn open() -> Session {
        let member = |n: u128| Presence {
            account: AccountId(Uuid::from_u128(n)),
            name: String::new(),
            seat: None,
            alternate: false,
        };
        let put = SessionEvent::CasePut {
            case: CASE,
            number: "PAN-2024-00001".into(),
            stage: "decision".into(),
            postponed: 0,
            why: String::new(),
        };
        let mut session = Session::default();
        session.take(&put, &entry(0, 1));
        session.take(&SessionEvent::AttendanceNoted { present: (1..5).map(member).collect() }, &entry(1, 1));
        session.take(&SessionEvent::Constituted { present: 4, quorum: None, stated: None }, &entry(2, 1));
        session
    }

    fn any_vote() -> impl Strategy<Value = Vote> {
        prop::sample::select(Vote::ALL.to_vec())
    }

    proptest! {
        /// In whatever order members vote, each one's last vote counts; strangers change nothing.
        #[test]
        fn votes_of_different_members_may_come_in_any_order(
            votes in prop::collection::vec((1u128..7, any_vote()), 0..16),
        ) {
            let mut session = open();
            let mut last = BTreeMap::new();
            for (second, (member, vote)) in votes.iter().enumerate() {
                session.take(&voted(*vote), &entry(3 + i64::try_from(second).unwrap(), *member));
                if *member < 5 {
                    last.insert(AccountId(Uuid::from_u128(*member)), *vote);
                }
            }
            let item = session.item(CASE).unwrap();
            let counted: BTreeMap<AccountId, Vote> =
                item.ballots.iter().map(|(account, b)| (*account, b.votes["recognise"])).collect();
            prop_assert_eq!(counted, last);
        }

        /// Once the vote on the case is closed, nothing that comes later changes it.
        #[test]
        fn nothing_moves_a_count_that_is_closed(votes in prop::collection::vec((1u128..7, any_vote()), 0..8)) {
            let mut session = open();
            session.take(&voted(Vote::InFavour), &entry(3, 1));
            let closed = SessionEvent::CaseClosed {
                case: CASE,
                tallies: Vec::new(),
                carried: Some("recognise".into()),
                stated: None,
            };
            session.take(&closed, &entry(4, 1));
            let before = session.clone();
            for (member, vote) in votes {
                session.take(&voted(vote), &entry(5, member));
                session.take(&SessionEvent::CaseTakenOff { case: CASE, why: String::new() }, &entry(6, member));
            }
            prop_assert_eq!(session, before);
        }
    }

    #[test]
    fn a_session_that_is_over_takes_nothing_in() {
        let mut session = open();
        let closed =
            SessionEvent::Closed { outcome: Outcome::NoQuorum, present: 1, quorum: Some(2), stated: None };
        session.take(&closed, &entry(9, 1));
        let before = session.clone();
        session.take(&voted(Vote::Against), &entry(10, 1));
        assert_eq!((session.state(), session == before), (State::NoQuorum, true));
        assert_eq!(session.state_of(session.item(CASE).unwrap()), ItemState::NoQuorum);
    }
}
