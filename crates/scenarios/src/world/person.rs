//! What people do at a site, by the commands that the pages call.

use super::{Site, World};
use asylum::claim::Claim;
use asylum::{Child, IntentEvent, Statement};
use casework::model::FormMap;
use identity::register::Registration;
use identity::{
    Accompaniment, Answer, Birth, Corrected, Names, Nationality, Need, NeedState, Person, PersonEvent,
};
use jiff::civil::{Date, Time};
use kernel::{Country, Office, PartialDate, PersonId, PersonalName, Role, Sex};
use ledger::{Door, Fault, Hash, Load, Stamp};
use uuid::Uuid;

/// A command of the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    Register {
        is_alone: bool,
    },
    Intend,
    Claim,
    CorrectBirth,
    AddNeed,
    /// A day's work on one file, by the law.
    Work,
    /// Headquarters answers what a post wrote down.
    Answer,
    /// What only the newer version has.
    Novelty,
    HandOver,
}

/// What a command answered: the record it wrote to, or nothing when there was nothing to do.
pub(crate) type Said = Result<Option<Uuid>, String>;

const NAMES: [&str; 6] = ["Ana", "Eva", "Luz", "Mar", "Paz", "Sol"];
const NEEDS: [&str; 4] = ["medical", "disability", "pregnant", "older"];

impl World {
    /// Somebody at a site does something; what is acknowledged is remembered.
    pub(crate) fn command(&mut self, at: usize, command: &Command) -> Result<(), String> {
        if !self.sites[at].is_running() {
            return Ok(());
        }
        self.tally.commands += 1;
        let said = if *command == Command::Novelty { self.novelty(at) } else { self.said(at, command) };
        match said {
            Ok(Some(record)) => {
                self.remember(at, record);
                self.look(at, record);
            }
            Ok(None) => {}
            // A refusal is an answer; a fault with the disk alive and nothing planned is not looked at here: what
            // matters is that nothing acknowledged is lost.
            Err(_) => self.tally.refused += 1,
        }
        Ok(())
    }

    /// What the person was told stands: every entry of the record that this site wrote.
    fn remember(&mut self, at: usize, record: Uuid) {
        let site = &self.sites[at];
        let entries = site.ledger().read(|door| door.entries(record));
        let Ok::<_, Fault>(entries) = entries else { return };
        let own: Vec<Hash> = entries.iter().filter(|e| e.site == site.name).map(|e| e.hash).collect();
        self.acknowledged.extend(own.into_iter().map(|hash| (hash, (at, record))));
    }

    fn said(&self, at: usize, command: &Command) -> Said {
        let site = &self.sites[at];
        let today = self.laws.day_of(kernel::Clock::now(&*site.clock));
        match command {
            Command::Register { is_alone } => self.register(site, today, *is_alone).map(Some),
            Command::Intend => self.intend(site, today),
            Command::Claim => self.claim(site, today),
            Command::CorrectBirth => self.correct_birth(site),
            Command::AddNeed => self.add_need(site),
            Command::Work => self.work(site, today),
            Command::Answer => self.answer(site),
            Command::Novelty => Ok(None),
            Command::HandOver => self.hand_over(site),
        }
    }

    fn register(&self, site: &Site, today: Date, is_alone: bool) -> Result<Uuid, String> {
        let given = self.chance.one(&NAMES).copied().unwrap_or_default();
        let name =
            PersonalName::from_parts(&format!("{given} Inventada"), "", "", "").map_err(|e| e.to_string())?;
        let country = Country::new("PAN").map_err(|e| e.to_string())?;
        let mut new = Registration::new(country, today, Names { name, others: Vec::new() });
        new.sex = Answer::Told(Sex::Female);
        let year = if is_alone { 2012 } else { 1990 };
        new.birth.date = Answer::Told(PartialDate::day(jiff::civil::date(year, 5, 14)));
        let origin = Country::new("NIC").map_err(|e| e.to_string())?;
        new.nationality = Nationality { nationalities: Answer::Told(vec![origin]), former_residence: None };
        if is_alone {
            new.accompaniment = Answer::Told(Accompaniment::Unaccompanied);
        }
        let stamp = Stamp::new(site.actor(Role::RegistrationOfficer));
        let person = site.ledger().write(|tx| identity::register::run(tx, &stamp, new));
        person.map(|id| id.0).map_err(|e| e.to_string())
    }

    /// One of the records of a kind that are here.
    pub(crate) fn some(&self, site: &Site, kind: &str) -> Result<Option<Uuid>, String> {
        let all = site.ledger().read(|door| door.records_of(kind)).map_err(|e: Fault| e.to_string())?;
        Ok(self.chance.one(&all).copied())
    }

    fn intend(&self, site: &Site, today: Date) -> Said {
        let person = self.some(site, "person")?;
        let stamp = Stamp::new(site.actor(Role::BorderOfficer));
        let said = Statement {
            stated_on: today,
            stated_at: Time::constant(9, 30, 0, 0),
            place: String::new(),
            language: "spa".into(),
            people: 1,
            child: if self.chance.percent(20) { Child::UnaccompaniedOrSeparated } else { Child::None },
            words: "No puede volver. (Relato inventado.)".into(),
        };
        let done = site.ledger().write(|tx| asylum::express::run(tx, &stamp, said, today));
        let (id, _) = done.map_err(|e| e.to_string())?;
        if let Some(person) = person {
            let event = IntentEvent::PersonRegistered { person: PersonId(person) };
            let noted = site.ledger().write(|tx| asylum::express::note(tx, &stamp, id, event));
            noted.map(drop).map_err(|e| e.to_string())?;
        }
        Ok(Some(id))
    }

    fn claim(&self, site: &Site, today: Date) -> Said {
        let Some(person) = self.some(site, "person")? else { return Ok(None) };
        let form: FormMap = [
            ("filed_on", today.to_string()),
            ("entered_on", today.to_string()),
            ("mode", "oral".to_owned()),
            ("child", Child::None.code().to_owned()),
            ("language", "spa".to_owned()),
        ]
        .into_iter()
        .map(|(field, value)| (field.to_owned(), value))
        .collect();
        let claim = Claim {
            intent: None,
            persons: vec![PersonId(person)],
            office: Office::from(site.office),
            legal_date: today,
            form,
            assignee: None,
        };
        let (laws, stamp) = (self.laws_at(site), Stamp::new(site.actor(Role::RegistrationOfficer)));
        let case = site.ledger().write(|tx| asylum::claim::run(tx, &laws, &stamp, claim));
        case.map(|id| Some(id.0)).map_err(|e| e.to_string())
    }

    fn correct_birth(&self, site: &Site) -> Said {
        let Some(person) = self.some(site, "person")? else { return Ok(None) };
        let day = jiff::civil::date(1980 + self.chance.below(20) as i16, 1 + self.chance.below(12) as i8, 3);
        let birth = Birth { date: Answer::Told(PartialDate::day(day)), place: String::new() };
        let event = PersonEvent::BirthCorrected(Corrected { to: birth, reason: "partida vista".into() });
        self.say(site, person, event)
    }

    fn add_need(&self, site: &Site) -> Said {
        let Some(person) = self.some(site, "person")? else { return Ok(None) };
        let known =
            site.ledger().read(|door| door.load::<Person>(person)).map_err(|e: Fault| e.to_string())?;
        let Some(known) = known else { return Ok(None) };
        let code = self.chance.one(&NEEDS).copied().unwrap_or_default().to_owned();
        let mut needs = known.state.needs;
        if needs.iter().all(|need| need.code != code) {
            needs.push(Need { code, state: NeedState::Pending });
        }
        self.say(site, person, PersonEvent::NeedsChanged { needs })
    }

    fn say(&self, site: &Site, person: Uuid, event: PersonEvent) -> Said {
        let stamp = Stamp::new(site.actor(Role::RegistrationOfficer));
        let done = site.ledger().write(|tx| match tx.load::<Person>(person)? {
            Some(known) => tx.append(&known, &stamp, &[event]).map(|_| Some(person)),
            None => Ok(None),
        });
        done.map_err(|e: Fault| e.to_string())
    }

    /// The person's file goes to another office: it leaves this post's scope.
    fn hand_over(&self, site: &Site) -> Said {
        let Some(person) = self.some(site, "person")? else { return Ok(None) };
        let other = self.chance.one(&self.sites).map_or(site.office, |other| other.office);
        if other == site.office {
            return Ok(None);
        }
        let stamp = Stamp::new(site.actor(Role::RegistrationOfficer));
        let done = site.ledger().write(|tx| {
            identity::handover::take_up(tx, &stamp, PersonId(person), &Office::from(other))?;
            identity::handover::hand_over(tx, &stamp, PersonId(person), &Office::from(site.office))
        });
        done.map(|_| Some(person)).map_err(|e| e.to_string())
    }
}
