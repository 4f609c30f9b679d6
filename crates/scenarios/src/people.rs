//! Invented people and files made by commands, for what a scenario needs around its own story.

use crate::house::TestHouse;
use asylum::claim::Claim;
use asylum::{Child, IntentEvent, Statement};
use casework::model::FormMap;
use casework::{Laws, Take};
use identity::register::Registration;
use identity::{Accompaniment, Answer, Document, DocumentKind, Kin, Names, Nationality, Seen};
use jiff::civil::{Date, Time};
use kernel::{Actor, CaseId, Country, HouseholdId, Office, PartialDate, PersonId, PersonalName, Sex};
use ledger::{Fault, Load, Stamp};
use uuid::Uuid;

/// A chequered grey picture that stands for a scanned page.
const PAGE: &[u8] = include_bytes!("../fixtures/page.png");
/// Another that stands for a photograph, with the place where it was taken in a comment.
pub const PHOTOGRAPH: &[u8] = include_bytes!("../fixtures/portrait.png");

/// Somebody to register.
#[derive(Clone)]
pub struct Somebody {
    pub name: String,
    pub born: Date,
    pub sex: Sex,
    pub origin: &'static str,
    pub alone: bool,
}

impl Somebody {
    pub fn named(name: &str) -> Somebody {
        let born = jiff::civil::date(1990, 5, 14);
        Somebody { name: name.to_owned(), born, sex: Sex::Female, origin: "NIC", alone: false }
    }
    pub fn child_alone(name: &str) -> Somebody {
        Somebody { born: jiff::civil::date(2010, 5, 14), alone: true, ..Somebody::named(name) }
    }
}

impl TestHouse {
    /// Registers somebody at the office of an actor.
    pub fn register(&self, actor: &Actor, who: &Somebody) -> PersonId {
        let names =
            Names { name: PersonalName::from_parts(&who.name, "", "", "").unwrap(), others: Vec::new() };
        let mut new = Registration::new(self.house.country.country, self.today(), names);
        new.sex = Answer::Told(who.sex);
        new.birth.date = Answer::Told(PartialDate::day(who.born));
        new.nationality = Nationality {
            nationalities: Answer::Told(vec![Country::new(who.origin).unwrap()]),
            former_residence: None,
        };
        new.documents.push(Document {
            kind: DocumentKind::Passport,
            number: format!(
                "C{:07}",
                who.name.bytes().fold(7u32, |n, b| n.wrapping_mul(31) + u32::from(b)) % 10_000_000
            ),
            issued_by: None,
            seen: Seen::Original,
            expires: None,
            check_failed: false,
        });
        if who.alone {
            new.accompaniment = Answer::Told(Accompaniment::Unaccompanied);
        }
        let stamp = Stamp::new(actor.clone());
        self.test.ledger.write(|tx| identity::register::run(tx, &stamp, new)).unwrap()
    }

    /// Somebody adds a picture of a person's passport, as people do.
    pub fn scan(&self, login: &str, person: PersonId) {
        let (desk, scans) = (self.desk(login), format!("/people/{person}/scans"));
        desk.open(&scans);
        let seen = desk.post_file(&scans, &[("scan_note", "La primera página.")], ("scan", PAGE));
        seen.expect_status(200).expect("La primera página.");
    }

    /// Photographs a person at the desk: a chequered grey picture stands for a face.
    pub fn photographs(&self, login: &str, person: PersonId) {
        let (desk, portrait) = (self.desk(login), format!("/people/{person}/portrait"));
        desk.open(&portrait);
        desk.post_file(&portrait, &[("portrait", "taken")], ("photo", PHOTOGRAPH)).expect_status(200);
    }

    /// Forms a household around somebody at the office of an actor.
    pub fn household(&self, actor: &Actor, focal: PersonId, partner: PersonId) -> HouseholdId {
        use identity::household::change::{form, join};
        let stamp = Stamp::new(actor.clone());
        let country = self.house.country.country;
        let made = self.test.ledger.write(|tx| {
            let home = form(tx, &stamp, country, focal)?;
            join(tx, &stamp, home, partner, Kin::Partner, focal).map(|_| home)
        });
        made.map_err(|e| e.to_string()).unwrap()
    }

    /// Writes down an intent at the post of an actor, about people whom they registered.
    pub fn intent(&self, actor: &Actor, persons: &[PersonId], child: Child) -> Uuid {
        let stamp = Stamp::new(actor.clone());
        let today = self.today();
        let said = Statement {
            stated_on: today,
            stated_at: Time::constant(9, 30, 0, 0),
            place: String::new(),
            language: "spa".into(),
            people: 1,
            child,
            words: "No puede volver. (Relato inventado.)".into(),
        };
        let (id, _) = self.test.ledger.write(|tx| asylum::express::run(tx, &stamp, said, today)).unwrap();
        for person in persons {
            let event = IntentEvent::PersonRegistered { person: *person };
            self.test.ledger.write(|tx| asylum::express::note(tx, &stamp, id, event)).unwrap();
        }
        id
    }

    /// Opens a claim that an office will hold.
    pub fn claim(&self, actor: &Actor, persons: &[PersonId], office: &str, child: Child) -> CaseId {
        let laws: &Laws = self.house.room();
        let today = self.today();
        let form: FormMap = [
            ("filed_on", today.to_string()),
            ("entered_on", today.to_string()),
            ("mode", "oral".to_owned()),
            ("child", child.code().to_owned()),
            ("language", "spa".to_owned()),
        ]
        .into_iter()
        .map(|(field, value)| (field.to_owned(), value))
        .collect();
        let claim = Claim {
            intent: None,
            persons: persons.to_vec(),
            office: Office::from(office),
            legal_date: today,
            form,
            assignee: None,
        };
        let stamp = Stamp::new(actor.clone());
        self.test.ledger.write(|tx| asylum::claim::run(tx, laws, &stamp, claim)).unwrap()
    }

    /// Takes a step by command; answers what the house said.
    pub fn step(&self, actor: &Actor, case: CaseId, step: &str, form: &[(&str, &str)]) -> Result<(), String> {
        let laws: &Laws = self.house.room();
        let form = form.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        let take = Take { case, step, form, confirmed: Some("Nombre Inventado".into()), head: "" };
        let stamp = Stamp::new(actor.clone());
        let taken = self.test.ledger.write(|tx| casework::step::take(tx, laws, &stamp, take));
        taken.map(drop).map_err(|refusal| refusal.to_string())
    }

    /// Writes a step down as a post would; answers what waits for headquarters.
    pub fn intends(&self, actor: &Actor, case: CaseId, step: &str, form: &[(&str, &str)]) -> Uuid {
        let laws = self.house.room::<Laws>().clone().with_authority(false);
        let form = form.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        let take = Take { case, step, form, confirmed: Some("Nombre Inventado".into()), head: "" };
        let stamp = Stamp::new(actor.clone());
        let written = self.test.ledger.write(|tx| casework::step::take(tx, &laws, &stamp, take));
        written.map_err(|refusal| refusal.to_string()).unwrap().state.waiting()[0].id
    }

    /// The newest step that moved a case, taken a second time as at another site; answers its entry.
    pub fn is_contested(&self, actor: &Actor, case: CaseId) -> String {
        let stamp = Stamp::new(actor.clone());
        let twice = self.test.ledger.write(|tx| {
            let seen = tx.load::<casework::Case>(case.0)?.unwrap();
            let moved = seen.state.steps.iter().rev().find(|t| t.taken.to.is_some()).unwrap();
            let again = casework::CaseEvent::StepTaken(moved.taken.clone());
            tx.append(&seen, &stamp, &[again])
        });
        twice.map_err(|fault: Fault| fault).unwrap().state.contested[0].entry.clone()
    }

    /// Corrects a birth here and at a post of which there was no line, to two years.
    pub fn differs(&self, actor: &Actor, person: PersonId, years: [i16; 2]) {
        let here = &self.test.ledger;
        let post = ledger::testing::site(app::wiring::schema(), "paso-inventado", [9; 32], &self.test.clock);
        ledger::testing::introduce(here, &post.ledger);
        ledger::testing::meet(here, &post.ledger, &[person.0]);
        for (ledger, year) in [&post.ledger, here].into_iter().zip(years) {
            let date = identity::Answer::Told(kernel::PartialDate::year(year).unwrap());
            let to = identity::Birth { date, place: String::new() };
            let event =
                identity::PersonEvent::BirthCorrected(identity::Corrected { to, reason: String::new() });
            let stated = ledger.write(|tx| {
                let seen = tx.load::<identity::Person>(person.0)?.unwrap();
                tx.append(&seen, &Stamp::new(actor.clone()), &[event]).map(drop)
            });
            stated.map_err(|fault: Fault| fault).unwrap();
        }
        ledger::testing::meet(here, &post.ledger, &[person.0]);
    }

    /// Notes on a file that a post had a hint of somebody alike.
    pub fn perhaps_known(&self, actor: &Actor, person: PersonId) {
        let stamp = Stamp::new(actor.clone());
        self.test.ledger.write(|tx| identity::register::note_hint(tx, &stamp, person)).unwrap();
    }

    /// Somebody says that two files may be one person's; the pairing that waits.
    pub fn paired(&self, actor: &Actor, one: PersonId, two: PersonId) -> Uuid {
        let (stamp, source) = (Stamp::new(actor.clone()), identity::pairing::Source::Officer);
        let said = self.test.ledger.write(|tx| identity::pairing::propose(tx, &stamp, (one, two), source));
        said.map_err(|refusal| refusal.to_string()).unwrap()
    }

    /// Two people say that two files are one person's; the pairing.
    pub fn joined(&self, first: &Actor, second: &Actor, one: PersonId, two: PersonId) -> Uuid {
        use identity::pairing::{Desk, Verdict, confirm, judge, judge::Word};
        let id = self.paired(first, one, two);
        let desk = Desk { is_headquarters: true, today: self.today(), beside: &app::wiring::hangs_on };
        let word = Word { head: "", why: "El mismo pasaporte. (Inventado.)" };
        let (first, second) = (Stamp::new(first.clone()), Stamp::new(second.clone()));
        let said = self.test.ledger.write(|tx| {
            let stands = judge(tx, &first, desk, id, Verdict::Same, word)?;
            let is_joined = matches!(stands, identity::pairing::Standing::Same { .. });
            if is_joined { Ok(stands) } else { confirm(tx, &second, desk, id, true, word) }
        });
        said.map_err(|refusal| refusal.to_string()).unwrap();
        id
    }

    /// Somebody looks for a relative of this name; the search.
    pub fn looks_for(&self, actor: &Actor, person: PersonId, names: &str, kin: Kin) -> Uuid {
        use identity::tracing::{Consent, ConsentHow, Danger, Sought, request};
        let sought = Sought {
            names: names.to_owned(),
            kin,
            sex: Answer::NotAsked,
            birth: identity::Birth::default(),
            last_seen_where: String::new(),
            last_seen_when: None,
            languages: Answer::NotAsked,
        };
        let consent = Consent { how: ConsentHow::Oral, on: self.today() };
        let words = "Se separaron en el camino. (Relato inventado.)".to_owned();
        let asked = request::Request { words, sought, consent, danger: Danger::Nobody, whom: String::new() };
        let (stamp, today) = (Stamp::new(actor.clone()), self.today());
        let said = self.test.ledger.write(|tx| request::open(tx, &stamp, today, person, asked));
        said.map_err(|refusal| refusal.to_string()).unwrap()
    }

    /// A tracing officer thinks that somebody is worth asking, as before anything was sealed about them; the lead.
    pub fn worth_asking(&self, actor: &Actor, search: Uuid, found: PersonId) -> Uuid {
        use identity::tracing::{Desk, Reason, Verdict, judge::judge};
        let desk = Desk { is_headquarters: true, today: self.today(), withheld: &|_, _| Ok(false) };
        let stamp = Stamp::new(actor.clone());
        let said = self.test.ledger.write(|tx| {
            let says = (Verdict::WorthAsking, vec![Reason::SameName]);
            judge(tx, &stamp, desk, (search, found), says, "El nombre. (Inventado.)")
        });
        said.map_err(|refusal| refusal.to_string()).unwrap()
    }

    /// Somebody was asked and wants to think about it.
    pub fn thinks_about_it(&self, actor: &Actor, lead: Uuid) {
        use identity::tracing::{ConsentHow, Desk, Reply, answer};
        let desk = Desk { is_headquarters: true, today: self.today(), withheld: &|_, _| Ok(false) };
        let (how, on, language) = (ConsentHow::Oral, self.today(), "spa".to_owned());
        let asked = answer::Asked { reply: Reply::Later, on, language, how };
        let stamp = Stamp::new(actor.clone());
        let said = self.test.ledger.write(|tx| answer::answer(tx, &stamp, desk, lead, asked));
        said.map_err(|refusal| refusal.to_string()).unwrap();
    }

    /// Everybody whose file counts as this person's.
    pub fn files_of(&self, person: PersonId) -> Vec<PersonId> {
        let files = self.test.ledger.read(|door| identity::pairing::group::of(door, person));
        files.unwrap_or_else(|e: Fault| panic!("{e}")).into_iter().collect()
    }

    /// The newest entries of records: as long as they are these, nothing was written there.
    pub fn heads_of(&self, records: &[Uuid]) -> Vec<Vec<ledger::Hash>> {
        use ledger::Door;
        let read = self.test.ledger.read(|door| {
            let mut all = Vec::new();
            for record in records {
                all.push(door.entries(*record)?.into_iter().map(|entry| entry.hash).collect::<Vec<_>>());
            }
            Ok(all)
        });
        read.unwrap_or_else(|e: Fault| panic!("{e}"))
    }

    /// A receipt issued from a case, with invented values.
    pub fn receipt(&self, actor: &Actor, case: CaseId) -> Uuid {
        let blank = self.house.room::<asylum::letter::Letters>().get("receipt").unwrap();
        let inputs = blank.inputs.iter().map(|i| (i.id.clone(), letters::Value::Text("inventado".into())));
        let values: letters::Values = inputs.collect();
        let ledger = &self.test.ledger;
        let head = ledger.read(|r| casework::case::load(r, case)).unwrap().unwrap().head_text();
        let languages = vec!["es".to_owned()];
        let on = self.today();
        let draft = asylum::letter::issue::Draft { blank, values: &values, languages, on, after_step: 1 };
        let stamp = Stamp::new(actor.clone());
        let issued =
            ledger.write(|tx| asylum::letter::issue::run(tx, ledger.site(), &stamp, case, &head, draft));
        issued.map_err(|e| e.to_string()).unwrap()
    }

    /// The first card of the principal of a case, without pictures.
    pub fn card(&self, actor: &Actor, case: CaseId) -> Uuid {
        let ledger = &self.test.ledger;
        let loaded = ledger.read(|r| casework::case::load(r, case)).unwrap().unwrap();
        let draft = asylum::applicant_card::Draft {
            person: loaded.state.principal().unwrap(),
            why: casework::applicant_card::CardReason::First,
            valid_until: self.today().checked_add(jiff::Span::new().years(1)).unwrap(),
            on: self.today(),
            office: actor.office.clone(),
            name: "Nombre Inventado".into(),
            pictures: identity::PrintedLikeness::default(),
        };
        let (stamp, head) = (Stamp::new(actor.clone()), loaded.head_text());
        let keys = ledger.keys();
        let issued = ledger
            .write(|tx| asylum::applicant_card::run(tx, (ledger.site(), keys), &stamp, (case, &head), draft));
        issued.map_err(|e| e.to_string()).unwrap()
    }

    /// A file opened in an emergency, and an incident reported by the same person: their ids.
    pub fn emergency(&self, actor: &Actor) -> (Uuid, Uuid) {
        let ledger = &self.test.ledger;
        let why = "El hospital pregunta por la medicina y nadie responde.";
        let nobody = Uuid::from_u128(7);
        let opening = oversight::glass::open(ledger, actor, "emergencia", access::Kind::Case, nobody, why);
        let rule = oversight::clock::rule(self.house.country.country);
        let (lost, now) = (oversight::breach::BreachKind::Lost, self.house.clock.now());
        oversight::breach::report(ledger, actor, "emergencia-2", &rule, lost, now, "Una tableta.".into())
            .unwrap();
        (opening.unwrap(), ledger.read(|door| oversight::breach::all(door)).unwrap()[0].id)
    }

    /// A reform dossier of a lawyer with its articles, a draft and a consultation: its id.
    pub fn dossier(&self, lawyer: &Actor) -> Uuid {
        use casework::dossier;
        let (laws, way): (&Laws, &dossier::Way) = (self.house.room(), self.house.room());
        let (stamp, by) = (Stamp::new(lawyer.clone()), "V. Arauz");
        let told = |answers: &[(&str, &str)]| -> FormMap {
            answers.iter().map(|(field, answer)| ((*field).to_owned(), (*answer).to_owned())).collect()
        };
        let form =
            told(&[("title", "Título inventado"), ("problem", "Plazo corto."), ("origin", "judgment")]);
        let asked = dossier::Open { procedure: "asylum", version: "PAN-2018", form, by };
        let opened = self.test.ledger.write(|tx| dossier::open(tx, laws, way, &stamp, asked));
        let dossier = opened.map_err(|e| e.to_string()).unwrap();
        let draft = "id = \"asylum\"\nversion = \"PAN-2031\"\nvalid_from = \"2031-01-01\"\nbased_on = \"PAN-2018\"\n\
                     [[terms]]\nid = \"reconsideration\"\nlength = 10\n";
        let today = self.today().to_string();
        let steps: [(&str, FormMap); 3] = [
            ("name_articles", told(&[("articles", "Artículo inventado.")])),
            ("write_draft", told(&[("draft", draft)])),
            (
                "consult",
                told(&[("who", "Institución Inventada"), ("asked_on", &today), ("said", "Conforme.")]),
            ),
        ];
        for (step, form) in steps {
            let take = dossier::Take { dossier, step, form, by, findings: &[], head: "" };
            let taken = self.test.ledger.write(|tx| dossier::take(tx, laws, way, &stamp, take));
            taken.map(drop).map_err(|e| format!("{step}: {e}")).unwrap();
        }
        dossier
    }

    /// An alarm about much reading by somebody, a decoy, and a planned erasure of nothing: their ids.
    pub fn watched(&self, actor: &Actor) -> (Uuid, Uuid, Uuid) {
        let (ledger, now) = (&self.test.ledger, self.house.clock.now());
        let by =
            self.hire("datos.aparte", "Vigila Inventada", kernel::Role::DataProtectionOfficer, "chiriqui");
        let tripped = oversight::alarm::Tripped {
            cause: oversight::alarm::Cause::Many,
            reader: actor.account,
            role: actor.role,
            office: actor.office.clone(),
            from: now,
            until: now,
            opens: 300,
            files: 300,
            limit: 300,
            minutes: 60,
            decoy: None,
            review_due: now,
            reviewer: None,
        };
        let planned = oversight::retention::RetentionEvent::Proposed {
            cases: Vec::new(),
            classes: Default::default(),
            why: "Revisión anual.".into(),
            verification: procedure::Verification::Verified,
            waiting_days: 30,
        };
        let made = ledger.write(|tx| -> Result<_, Fault> {
            let (alarm, plan) = (tx.fresh_uuid(), tx.fresh_uuid());
            let rung = oversight::alarm::AlarmEvent::Tripped(tripped);
            tx.create::<oversight::alarm::Alarm>(alarm, &Stamp::new(by.clone()), &[rung])?;
            tx.create::<oversight::retention::Retention>(plan, &Stamp::new(by.clone()), &[planned])?;
            Ok((alarm, plan))
        });
        let (alarm, plan) = made.unwrap();
        let why = "Vigilancia de la oficina.";
        let decoy = oversight::decoy::make(&self.house, &by, "señuelo", &Office::from("chiriqui"), why);
        (alarm, decoy.map_err(|e| e.to_string()).unwrap(), plan)
    }

    /// Hands a person's file over to another office.
    pub fn hand_over(&self, actor: &Actor, person: PersonId, to: &str) {
        let stamp = Stamp::new(actor.clone());
        let done = self.test.ledger.write(|tx| {
            identity::handover::take_up(tx, &stamp, person, &Office::from(to))?;
            identity::handover::hand_over(tx, &stamp, person, &actor.office)
        });
        done.unwrap();
    }
}
