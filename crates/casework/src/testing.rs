//! For tests: the law of Panama from the countries folder, and a ledger with invented people in it.

use crate::laws::Laws;
use crate::model::FormMap;
use crate::step::{StepRefusal, Take, take};
use crate::{Case, Opening, open};
use identity::register::{self, Registration};
use identity::{Answer, Birth, Names};
use jiff::civil::date;
use kernel::{
    AccountId, Actor, CaseId, Country, FixedClock, Office, PartialDate, PersonId, PersonalName, Role,
};
use ledger::testing::{TestLedger, lite};
use ledger::{Ledger, Load, Loaded, Schema, Stamp};
use procedure::Law;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;

/// The office that holds the cases of these tests.
pub const HQ: &str = "onpar-panama";

/// The law of Panama as the repository has it.
pub fn laws() -> Laws {
    loaded(&files())
}

/// The law of Panama until a day, and an invented version after it.
pub fn laws_with(until: &str, next: &str) -> Laws {
    let mut files = files();
    let base = files.get_mut("procedures/asylum.toml").unwrap();
    *base = base.replacen("valid_from", &format!("valid_to = \"{until}\"\nvalid_from"), 1);
    files.insert("procedures/asylum-invented.toml".into(), next.into());
    loaded(&files)
}

/// The law of every country in the repository.
pub fn every_law() -> Vec<Laws> {
    ["blz", "cri", "gtm", "hnd", "mex", "pan", "slv"]
        .into_iter()
        .map(|country| loaded(&files_of(country)))
        .collect()
}

/// The files of Panama's law, by path inside its folder.
pub fn country_files() -> BTreeMap<String, String> {
    files()
}

fn files() -> BTreeMap<String, String> {
    files_of("pan")
}

fn files_of(country: &str) -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../countries").join(country);
    let mut files = BTreeMap::new();
    collect(&root, &root, &mut files);
    files
}

fn loaded(files: &BTreeMap<String, String>) -> Laws {
    match Law::load(files) {
        Ok(law) => Laws::new(law).with_sessions(carries_all),
        Err(errors) => panic!("{}", errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")),
    }
}

/// A commission that carries whatever it is asked, in a new session each time.
fn carries_all(
    door: &mut dyn ledger::Door,
    _: CaseId,
    _: &str,
    _: &str,
) -> Result<Option<crate::session::Carried>, ledger::Fault> {
    let place = u128::from(door.log_end()?.unsigned_abs());
    Ok(Some(crate::session::Carried {
        session: Uuid::from_u128(place),
        number: format!("CONARE-2024-{place:02}"),
        on: date(2024, 2, 19),
        at: jiff::Timestamp::MAX,
        in_favour: 2,
        against: 0,
        abstained: 0,
    }))
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else if path.extension().is_some_and(|e| e == "toml") {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            files.insert(name, std::fs::read_to_string(&path).unwrap());
        }
    }
}

/// What the rooms of this test bring to its ledger.
pub fn schema() -> Schema {
    web::testing::schema(&[identity::area(), crate::area()])
}

/// A member of staff by a number of their own.
pub fn staff(number: u128, role: Role, office: &str) -> Actor {
    Actor { account: AccountId(Uuid::from_u128(number)), role, office: Office::from(office) }
}

/// A ledger, the law, and the people who work with it.
pub struct Desk {
    pub ledger: Ledger,
    pub clock: Arc<FixedClock>,
    /// Keeps the database for as long as the desk.
    _test: Option<TestLedger>,
    pub laws: Laws,
    pub rosa: Actor,
    pub luis: Actor,
    pub marta: Actor,
    pub senniaf: Actor,
    pub conare: Actor,
    pub ministro: Actor,
}

impl Desk {
    pub fn new() -> Desk {
        let test = lite(schema());
        let (ledger, clock) = (test.ledger.clone(), test.clock.clone());
        Desk { _test: Some(test), ..Desk::at(ledger, clock) }
    }
    /// A desk on the ledger of a house.
    pub fn at(ledger: Ledger, clock: Arc<FixedClock>) -> Desk {
        Desk {
            ledger,
            clock,
            _test: None,
            laws: laws(),
            rosa: staff(1, Role::RegistrationOfficer, HQ),
            luis: staff(2, Role::EligibilityOfficer, HQ),
            marta: staff(3, Role::Reviewer, HQ),
            senniaf: staff(4, Role::ChildProtectionDelegate, "senniaf"),
            conare: staff(5, Role::DecidingAuthority, "conare"),
            ministro: staff(6, Role::DecidingAuthority, "ministro"),
        }
    }
    /// Today is this day, at noon in Panama.
    pub fn on_day(&self, day: &str) -> &Desk {
        self.clock.set(format!("{day}T17:00:00Z").parse().unwrap());
        self
    }
    /// Somebody invented, born in a year.
    pub fn person(&self, name: &str, born: i16) -> PersonId {
        let names = Names { name: PersonalName::told(name).unwrap(), others: Vec::new() };
        let born = PartialDate::year(born).unwrap();
        let registration = Registration {
            birth: Birth { date: Answer::Told(born), place: String::new() },
            languages: Answer::Told(vec!["spa".into()]),
            ..Registration::new(Country::new("PAN").unwrap(), date(2024, 1, 2), names)
        };
        let stamp = Stamp::new(self.rosa.clone());
        self.ledger.write(|tx| register::run(tx, &stamp, registration)).unwrap()
    }
    /// Opens a claim filed on a day by an adult (`none`) or a child.
    pub fn claim(&self, person: PersonId, filed_on: &str, child: &str) -> CaseId {
        self.try_claim(person, filed_on, child).unwrap()
    }
    pub fn try_claim(
        &self,
        person: PersonId,
        filed_on: &str,
        child: &str,
    ) -> Result<CaseId, open::OpenRefusal> {
        let today = self.laws.day_of(kernel::Clock::now(&*self.clock));
        let answers = [("filed_on", filed_on), ("mode", "oral"), ("child", child), ("language", "spa")];
        let opening =
            Opening { form: form(&answers), ..Opening::new("asylum", today, Office::from(HQ), vec![person]) };
        let stamp = Stamp::new(self.rosa.clone());
        self.ledger.write(|tx| open::run(tx, &self.laws, &stamp, opening))
    }
    /// Takes a step as somebody, confirming it if it asks for that.
    pub fn take(
        &self,
        actor: &Actor,
        case: CaseId,
        step: &str,
        answers: &[(&str, &str)],
    ) -> Result<Loaded<Case>, StepRefusal> {
        self.take_as(actor, case, step, answers, Some("Nombre Inventado"), "")
    }
    pub fn take_as(
        &self,
        actor: &Actor,
        case: CaseId,
        step: &str,
        answers: &[(&str, &str)],
        confirmed: Option<&str>,
        head: &str,
    ) -> Result<Loaded<Case>, StepRefusal> {
        let confirmed = confirmed.map(str::to_owned);
        let stamp = Stamp::new(actor.clone());
        let request = Take { case, step, form: form(answers), confirmed, head };
        self.ledger.write(|tx| take(tx, &self.laws, &stamp, request))
    }
    pub fn load(&self, case: CaseId) -> Loaded<Case> {
        self.ledger.read(|door| door.load::<Case>(case.0)).unwrap().unwrap()
    }
    /// The interview of a case, held on a day.
    pub fn hear(&self, case: CaseId, on: &str) -> Result<Loaded<Case>, StepRefusal> {
        self.take(&self.luis, case, "hear_interview", &interview(on))
    }
    /// A claim that was heard, assessed and approved, and stands before the commission.
    pub fn ready(&self, person: PersonId) -> CaseId {
        self.on_day("2024-02-01");
        let case = self.claim(person, "1 2 2024", "none");
        self.on_day("2024-02-20");
        self.take(&self.rosa, case, "admit", &[("admitted_on", "5 2 2024")]).unwrap();
        self.hear(case, "12 2 2024").unwrap();
        self.take(&self.luis, case, "write_assessment", &assessment("14 2 2024")).unwrap();
        self.take(&self.marta, case, "approve_assessment", &[("reviewed_on", "16 2 2024")]).unwrap();
        case
    }
}

/// The same on both engines, where PostgreSQL runs.
pub fn on_both(test: impl Fn(&Desk)) {
    ledger::testing::both(schema, |on| test(&Desk::at(on.ledger.clone(), on.clock.clone())));
}

/// Answers by field.
pub fn form(answers: &[(&str, &str)]) -> FormMap {
    answers.iter().map(|(field, answer)| ((*field).to_owned(), (*answer).to_owned())).collect()
}

/// An interview that answers every question that must be answered.
pub fn interview(on: &str) -> Vec<(&'static str, &str)> {
    vec![
        ("held_on", on),
        ("language", "spa"),
        ("interpreter", "not_needed"),
        ("alone", "yes"),
        ("preference", "none"),
        ("preference_respected", "yes"),
        ("account", "Lo que contó."),
        ("read_back", "yes"),
    ]
}

pub fn assessment(on: &str) -> Vec<(&'static str, &str)> {
    vec![("assessed_on", on), ("recommendation", "refuse"), ("ground", "none"), ("analysis", "Un análisis.")]
}

pub fn decision(on: &str) -> Vec<(&'static str, &str)> {
    vec![("decided_on", on), ("reasons", "Unas razones.")]
}

pub fn notification(on: &str) -> Vec<(&'static str, &str)> {
    vec![("notified_on", on), ("mode", "in_person"), ("language", "spa"), ("understood", "yes")]
}

/// A household around the first person; the others are siblings, for what they are to one another does not matter here.
pub fn household(desk: &Desk, persons: &[PersonId]) {
    use identity::household::change;
    let stamp = Stamp::new(desk.rosa.clone());
    let (focal, others) = persons.split_first().unwrap();
    let formed = desk.ledger.write(|tx| {
        let home = change::form(tx, &stamp, Country::new("PAN").unwrap(), *focal)?;
        for other in others {
            change::join(tx, &stamp, home, *other, identity::Kin::Sibling, *focal)?;
        }
        Ok::<_, change::MemberRefusal>(())
    });
    formed.unwrap();
}
