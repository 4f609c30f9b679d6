//! CONARE sits: sessions held by command, for scenarios whose own story is another one.

use crate::house::TestHouse;
use casework::Laws;
use commission::model::{Named, Presence, Votes};
use commission::{SessionId, agenda, attend, close, convene, vote};
use kernel::{Actor, CaseId};
use ledger::Stamp;
use procedure::Vote;

/// Who sits in CONARE in these tests.
const MEMBERS: [&str; 3] = ["conare", "conare2", "conare3"];

impl TestHouse {
    /// CONARE convenes a session for today.
    pub fn conare_convenes(&self) -> SessionId {
        let laws: &Laws = self.house.room();
        let stamp = Stamp::new(self.hired("conare"));
        let convene = convene::Convene { on: self.today(), hour: None, place: "Sala de sesiones".into() };
        let made = self.test.ledger.write(|tx| convene::run(tx, laws, &stamp, convene, &[]));
        made.map_err(|e| e.to_string()).unwrap()
    }
    /// A case is put on the agenda of a session.
    pub fn is_put_on(&self, session: SessionId, case: CaseId) {
        let laws: &Laws = self.house.room();
        let stamp = Stamp::new(self.hired("conare"));
        let put =
            self.test.ledger.write(|tx| agenda::put(tx, laws, &stamp, session, &[case], "", "").map(drop));
        put.map_err(|e| e.to_string()).unwrap();
    }
    /// Everybody comes, and a member states that the body sits validly: nobody told us CONARE's quorum.
    pub fn everybody_comes(&self, session: SessionId) {
        let laws: &Laws = self.house.room();
        let stamp = Stamp::new(self.hired("conare"));
        let present = MEMBERS.map(|login| self.hired(login)).map(|actor| Presence {
            account: actor.account,
            name: self.named(&actor).name,
            seat: None,
            alternate: false,
        });
        let stated = Some(self.named(&stamp.actor));
        let opened = self.test.ledger.write(|tx| {
            attend::note(tx, &stamp, session, present.to_vec(), "")?;
            attend::constitute(tx, laws, &stamp, session, stated, "").map(drop)
        });
        opened.map_err(|e: attend::AttendRefusal| e.to_string()).unwrap();
    }
    /// CONARE carries a decision on a case in a session with quorum. Whoever decided before does not vote.
    pub fn conare_carries(&self, case: CaseId, step: &str) -> SessionId {
        let session = self.conare_convenes();
        self.is_put_on(session, case);
        self.everybody_comes(session);
        let laws: &Laws = self.house.room();
        let head = self.test.ledger.read(|r| casework::case::find(r, case)).unwrap().unwrap();
        let body = laws.law().commission("conare").unwrap();
        let motions = commission::body::motions_of(laws, &head, body);
        let votes: Votes = motions
            .iter()
            .map(|m| (m.id.clone(), if m.id == step { Vote::InFavour } else { Vote::Against }))
            .collect();
        for login in MEMBERS {
            let stamp = Stamp::new(self.hired(login));
            let cast = vote::Cast { session, case, votes: votes.clone(), dissent: String::new() };
            match self.test.ledger.write(|tx| vote::run(tx, laws, &stamp, cast).map(drop)) {
                Ok(()) | Err(vote::VoteRefusal::DecidedBefore) => {}
                Err(why) => panic!("{login} cannot vote: {why}"),
            }
        }
        let stamp = Stamp::new(self.hired("conare"));
        let by = self.named(&stamp.actor);
        let stated = Some(close::StatedResult { by, carried: Some(step.to_owned()) });
        let closed = self.test.ledger.write(|tx| {
            close::case(tx, laws, &stamp, session, case, stated, "")?;
            close::session(tx, laws, &stamp, session, "").map(drop)
        });
        closed.map_err(|e: close::CloseRefusal| e.to_string()).unwrap();
        session
    }
    fn named(&self, actor: &Actor) -> Named {
        let name = self.house.access.account(actor.account).unwrap().unwrap().name;
        Named { account: actor.account, name }
    }
}
