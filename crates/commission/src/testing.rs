//! For tests: Panama's law with a commission whose rule a test chooses, and cases that stand before it.

use crate::model::{Named, Presence, SessionId, Votes};
use crate::{agenda, attend, body, convene, vote};
use casework::model::FormMap;
use casework::{Laws, Opening, Take};
use identity::register::{self, Registration};
use identity::{Answer, Birth, Names};
use jiff::civil::date;
use kernel::{AccountId, Actor, CaseId, Country, FixedClock, Office, PartialDate, PersonalName, Role};
use ledger::testing::{TestLedger, lite, pg};
use ledger::{Ledger, Loaded, Schema, Stamp};
use procedure::{Law, Vote};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;

/// Three seats, two must come, more for than against: what a country writes in its own file, and nothing else.
pub const THREE_SEATS: &str = "majority = \"simple\"\nquorum = 2\nseats = [ \
    { id = \"labour\", es = \"Trabajo\", en = \"Labour\" }, \
    { id = \"security\", es = \"Seguridad\", en = \"Security\" }, \
    { id = \"foreign\", es = \"Relaciones Exteriores\", en = \"Foreign Affairs\" } ]";
/// Nobody told us anything.
pub const UNKNOWN: &str = "majority = \"unknown\"";

/// The law of Panama with this rule of its commission.
pub fn laws(rule: &str) -> Laws {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../countries/pan");
    let mut files = BTreeMap::new();
    for path in ["country.toml", "calendar.toml"] {
        files.insert(path.to_owned(), std::fs::read_to_string(root.join(path)).unwrap());
    }
    for entry in std::fs::read_dir(root.join("procedures")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "toml") {
            let name = format!("procedures/{}", path.file_name().unwrap().to_string_lossy());
            files.insert(name, std::fs::read_to_string(&path).unwrap());
        }
    }
    let country = files.get_mut("country.toml").unwrap();
    assert!(country.contains(UNKNOWN), "the commission of Panama changed: look at these tests");
    *country = country.replace(UNKNOWN, rule);
    match Law::load(&files) {
        Ok(law) => Laws::new(law).with_sessions(crate::session::carried),
        Err(errors) => panic!("{}", errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")),
    }
}

pub fn schema() -> Schema {
    web::testing::schema(&[identity::area(), casework::area(), crate::area()])
}

/// A member of staff by a number of their own.
pub fn staff(number: u128, role: Role, office: &str) -> Actor {
    Actor { account: AccountId(Uuid::from_u128(number)), role, office: Office::from(office) }
}

/// A ledger, the law, three members and cases before them.
pub struct Table {
    pub ledger: Ledger,
    pub clock: Arc<FixedClock>,
    _test: Option<TestLedger>,
    pub laws: Laws,
    pub ana: Actor,
    pub beto: Actor,
    pub carla: Actor,
}

/// Runs a test on both engines.
pub fn both(rule: &str, test: impl Fn(&Table)) {
    test(&Table::on(lite(schema()), rule));
    if let Some(ledger) = pg(schema()) {
        test(&Table::on(ledger, rule));
    }
}

impl Table {
    pub fn on(test: TestLedger, rule: &str) -> Table {
        let (ledger, clock) = (test.ledger.clone(), test.clock.clone());
        Table { _test: Some(test), ..Table::at(ledger, clock, rule) }
    }
    pub fn at(ledger: Ledger, clock: Arc<FixedClock>, rule: &str) -> Table {
        let member = |n| staff(n, Role::DecidingAuthority, "conare");
        Table {
            ledger,
            clock,
            _test: None,
            laws: laws(rule),
            ana: member(5),
            beto: member(6),
            carla: member(7),
        }
    }
    pub fn on_day(&self, day: &str) {
        self.clock.set(format!("{day}T17:00:00Z").parse().unwrap());
    }
    pub fn step(
        &self,
        actor: &Actor,
        case: CaseId,
        step: &str,
        answers: &[(&str, &str)],
    ) -> Result<Loaded<casework::Case>, casework::StepRefusal> {
        let form: FormMap = answers.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        let take = Take { case, step, form, confirmed: Some("Nombre Inventado".into()), head: "" };
        let stamp = Stamp::new(actor.clone());
        self.ledger.write(|tx| casework::step::take(tx, &self.laws, &stamp, take))
    }
    /// A claim that was heard, assessed and approved, and stands before the commission.
    pub fn case(&self, name: &str) -> CaseId {
        let hq = "onpar-panama";
        let rosa = staff(1, Role::RegistrationOfficer, hq);
        let (luis, marta) = (staff(2, Role::EligibilityOfficer, hq), staff(3, Role::Reviewer, hq));
        self.on_day("2024-02-01");
        let names = Names { name: PersonalName::told(name).unwrap(), others: Vec::new() };
        let registration = Registration {
            birth: Birth { date: Answer::Told(PartialDate::year(1990).unwrap()), place: String::new() },
            ..Registration::new(Country::new("PAN").unwrap(), date(2024, 1, 2), names)
        };
        let stamp = Stamp::new(rosa.clone());
        let person = self.ledger.write(|tx| register::run(tx, &stamp, registration)).unwrap();
        let answers = [("filed_on", "1 2 2024"), ("mode", "oral"), ("child", "none"), ("language", "spa")];
        let form = answers.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        let opening =
            Opening { form, ..Opening::new("asylum", date(2024, 2, 1), Office::from(hq), vec![person]) };
        let case = self.ledger.write(|tx| casework::open::run(tx, &self.laws, &stamp, opening));
        let case = case.map_err(|e| e.to_string()).unwrap();
        self.on_day("2024-02-20");
        self.step(&rosa, case, "admit", &[("admitted_on", "5 2 2024")]).unwrap();
        let interview = [
            ("held_on", "12 2 2024"),
            ("language", "spa"),
            ("interpreter", "not_needed"),
            ("alone", "yes"),
            ("preference", "none"),
            ("preference_respected", "yes"),
            ("account", "Lo que contó."),
            ("read_back", "yes"),
        ];
        self.step(&luis, case, "hear_interview", &interview).unwrap();
        let assessment = [
            ("assessed_on", "14 2 2024"),
            ("recommendation", "refuse"),
            ("ground", "none"),
            ("analysis", "x"),
        ];
        self.step(&luis, case, "write_assessment", &assessment).unwrap();
        self.step(&marta, case, "approve_assessment", &[("reviewed_on", "16 2 2024")]).unwrap();
        case
    }
    /// A session convened by Ana for the day of the clock, with these cases.
    pub fn session(&self, cases: &[CaseId]) -> SessionId {
        let stamp = Stamp::new(self.ana.clone());
        let made = self.ledger.write(|tx| -> Result<_, Said> {
            let today = self.laws.day_of(tx.now());
            let convene = convene::Convene { on: today, hour: None, place: "Sala".into() };
            let id = convene::run(tx, &self.laws, &stamp, convene, &[]).map_err(|e| Said(e.to_string()))?;
            agenda::put(tx, &self.laws, &stamp, id, cases, "", "").map_err(|e| Said(e.to_string()))?;
            Ok(id)
        });
        made.unwrap()
    }
    /// These come, each on the next seat, and the session opens.
    pub fn opens(&self, id: SessionId, who: &[&Actor]) -> Result<(), attend::AttendRefusal> {
        let stamp = Stamp::new(self.ana.clone());
        let present = self.present(who);
        let stated = Some(named(&self.ana));
        self.ledger.write(|tx| {
            attend::note(tx, &stamp, id, present, "")?;
            attend::constitute(tx, &self.laws, &stamp, id, stated, "").map(drop)
        })
    }
    pub fn present(&self, who: &[&Actor]) -> Vec<Presence> {
        let body = body::of_office(&self.laws, &self.ana.office).unwrap();
        who.iter()
            .enumerate()
            .map(|(place, actor)| Presence {
                account: actor.account,
                name: format!("Integrante {}", place + 1),
                seat: body.seats.get(place).map(|seat| seat.id.clone()),
                alternate: place == 1,
            })
            .collect()
    }
    /// A vote for the one step and against the other.
    pub fn votes(
        &self,
        actor: &Actor,
        session: SessionId,
        case: CaseId,
        votes: &[(&str, Vote)],
    ) -> Result<(), vote::VoteRefusal> {
        let votes: Votes = votes.iter().map(|(step, vote)| ((*step).to_owned(), *vote)).collect();
        let cast = vote::Cast { session, case, votes, dissent: String::new() };
        let stamp = Stamp::new(actor.clone());
        self.ledger.write(|tx| vote::run(tx, &self.laws, &stamp, cast).map(drop))
    }
    pub fn load(&self, id: SessionId) -> Loaded<crate::Session> {
        self.ledger.read(|door| crate::session::load(door, id)).unwrap().unwrap()
    }
}

/// A refusal in words, for tests that only need it not to happen.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Said(pub String);

impl From<ledger::Fault> for Said {
    fn from(fault: ledger::Fault) -> Said {
        Said(fault.to_string())
    }
}

pub fn named(actor: &Actor) -> Named {
    Named { account: actor.account, name: "Nombre Inventado".into() }
}

/// For a recognition and against a refusal.
pub const RECOGNISE: &[(&str, Vote)] = &[("recognise", Vote::InFavour), ("refuse", Vote::Against)];
/// For a refusal and against a recognition.
pub const REFUSE: &[(&str, Vote)] = &[("recognise", Vote::Against), ("refuse", Vote::InFavour)];
