//! A dossier goes its way step by step, makes a version of the law only with a gazette and on the day of its draft, and
//! refuses everything else with what a person can do about it.

use super::*;
use crate::laws::Laws;
use crate::step::Problem;
use crate::testing::{Desk, form, on_both, staff};
use kernel::Role;
use ledger::Stamp;
use procedure::{Laid, Verification};

const HEAD: &str =
    "id = \"asylum\"\nversion = \"PAN-2024-X\"\nvalid_from = \"2024-07-01\"\nbased_on = \"PAN-2018\"\n";
const GAZETTE: [(&str, &str); 2] =
    [("reference", "Gaceta Oficial inventada 30001-A"), ("published_on", "20 6 2024")];
const ADOPT: [(&str, &str); 2] = [("valid_from", "1 7 2024"), ("findings_seen", "yes")];

fn text() -> String {
    format!("{HEAD}\n[[terms]]\nid = \"reconsideration\"\nlength = 10\n")
}

/// A lawyer with a dossier.
struct Lawyer<'a> {
    desk: &'a Desk,
    laws: Laws,
    way: Way,
}

impl<'a> Lawyer<'a> {
    fn of(desk: &'a Desk) -> Lawyer<'a> {
        desk.on_day("2024-06-21");
        Lawyer { desk, laws: desk.laws.clone(), way: Way::shipped().unwrap() }
    }
    fn stamp() -> Stamp {
        Stamp::new(staff(40, Role::LegalAdviser, "onpar-panama"))
    }
    fn try_open(&self, version: &str, title: &str) -> Result<Uuid, DossierRefusal> {
        let form = form(&[("title", title), ("problem", "El plazo es corto."), ("origin", "institution")]);
        let asked = Open { procedure: "asylum", version, form, by: "Lcda. Inventada" };
        self.desk.ledger.write(|tx| open(tx, &self.laws, &self.way, &Self::stamp(), asked))
    }
    fn opened(&self) -> Uuid {
        self.try_open("PAN-2018", "Más tiempo para recurrir").unwrap()
    }
    fn asks(
        &self,
        dossier: Uuid,
        step: &str,
        answers: &[(&str, &str)],
    ) -> Result<Loaded<Dossier>, DossierRefusal> {
        self.asks_at(dossier, step, answers, "")
    }
    fn asks_at(
        &self,
        dossier: Uuid,
        step: &str,
        answers: &[(&str, &str)],
        head: &str,
    ) -> Result<Loaded<Dossier>, DossierRefusal> {
        let findings = ["Un hallazgo.".to_owned()];
        let asked =
            Take { dossier, step, form: form(answers), by: "Lcda. Inventada", findings: &findings, head };
        self.desk.ledger.write(|tx| take(tx, &self.laws, &self.way, &Self::stamp(), asked))
    }
    fn takes(&self, dossier: Uuid, step: &str, answers: &[(&str, &str)]) -> Dossier {
        self.asks(dossier, step, answers).unwrap_or_else(|why| panic!("{step}: {why}")).state
    }
    /// As far as the gazette.
    fn published(&self, text: &str) -> Uuid {
        let dossier = self.opened();
        self.takes(dossier, "name_articles", &[("articles", "Artículo 30")]);
        self.takes(dossier, "write_draft", &[("draft", text)]);
        self.takes(dossier, "submit", &[("to_whom", "Despacho inventado"), ("submitted_on", "10 6 2024")]);
        self.takes(dossier, "record_gazette", &GAZETTE);
        dossier
    }
    fn renewed(&self) -> Laws {
        self.desk.ledger.read(|door| self.laws.renewed(door)).unwrap().unwrap()
    }
}

#[test]
fn an_adopted_draft_is_the_law_from_its_day_on_and_nobody_has_confirmed_it() {
    on_both(|desk| {
        let mut lawyer = Lawyer::of(desk);
        let dossier = lawyer.opened();
        lawyer.takes(dossier, "name_articles", &[("articles", "Artículo 30 del Decreto 5")]);
        let drafting = lawyer.takes(dossier, "write_draft", &[("draft", &text()), ("note", "Diez días.")]);
        assert_eq!((drafting.stage.as_str(), drafting.since), ("drafting", Some(day("2024-06-21"))));
        for who in ["Institución inventada", "Universidad inventada"] {
            let asked = [("who", who), ("asked_on", "3 6 2024"), ("said", "De acuerdo.")];
            let state = lawyer.takes(dossier, "consult", &asked);
            assert_eq!((state.stage.as_str(), state.since), ("consultation", Some(day("2024-06-03"))));
        }
        lawyer.takes(dossier, "return_to_drafting", &[("why", "Falta una palabra.")]);
        lawyer.takes(dossier, "submit", &[("to_whom", "Despacho inventado"), ("submitted_on", "10 6 2024")]);
        lawyer.takes(dossier, "record_gazette", &GAZETTE);
        assert!(desk.ledger.read(|door| lawyer.laws.renewed(door)).unwrap().is_none(), "not adopted yet");
        let done = lawyer.takes(dossier, "adopt", &ADOPT);
        let (adoption, _) = done.adopted.clone().unwrap();
        assert_eq!(adoption.file, "procedures/asylum-PAN-2024-X.toml");
        assert_eq!(adoption.findings, ["Un hallazgo."]);
        assert!(lawyer.way.is_ended(&done) && done.taken("consult").count() == 2);
        lawyer.laws = lawyer.renewed();
        assert_eq!(lawyer.laws.laid(dossier), Some(&Laid::Here));
        let law = lawyer.laws.law();
        let on = |on: &str| law.in_force("asylum", day(on)).unwrap();
        assert_eq!(
            (on("2024-06-30").version.as_str(), on("2024-07-01").version.as_str()),
            ("PAN-2018", "PAN-2024-X")
        );
        let term = on("2024-07-01").term("reconsideration").unwrap();
        assert_eq!(term.length, Some(10));
        assert_ne!(term.cite.verification, Verification::Verified);
        let mut next = Desk::at(desk.ledger.clone(), desk.clock.clone());
        next.laws = lawyer.laws.clone();
        let [before, after] = ["2024-06-30", "2024-07-01"].map(|filed| {
            next.on_day(filed);
            let case = next.claim(next.person("Persona Inventada", 1990), filed, "none");
            next.load(case).state.opening.unwrap().version
        });
        assert_eq!((before.as_str(), after.as_str()), ("PAN-2018", "PAN-2024-X"));
        assert_eq!(
            desk.ledger.read(|door| records(door)).unwrap().into_iter().collect::<Vec<_>>(),
            [dossier]
        );
        assert!(desk.ledger.read(|door| lawyer.laws.renewed(door)).unwrap().is_none());
        desk.ledger.rebuild(|_| ()).unwrap();
        assert_eq!(desk.ledger.read(|door| adopted(door)).unwrap().len(), 1);
    });
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn nothing_is_adopted_without_a_gazette_a_draft_and_the_day_of_the_draft() {
    let desk = Desk::new();
    let lawyer = Lawyer::of(&desk);
    let dossier = lawyer.opened();
    assert!(matches!(lawyer.asks(dossier, "adopt", &ADOPT), Err(DossierRefusal::NotOffered)));
    assert!(matches!(lawyer.asks(dossier, "submit", &[]), Err(DossierRefusal::NotOffered)));
    lawyer.takes(dossier, "name_articles", &[("articles", "Artículo 30")]);
    let Err(DossierRefusal::Gate(reasons)) = lawyer.asks(dossier, "submit", &[]) else {
        panic!("submitted without a draft")
    };
    assert!(reasons.iter().any(|r| r.says.en.contains("draft")), "{reasons:?}");
    lawyer.takes(dossier, "write_draft", &[("draft", &text())]);
    lawyer.takes(dossier, "submit", &[("to_whom", "Despacho inventado"), ("submitted_on", "10 6 2024")]);
    assert!(matches!(lawyer.asks(dossier, "adopt", &ADOPT), Err(DossierRefusal::NotOffered)), "no gazette");
    let unnamed = [("reference", "en la gaceta"), ("published_on", "20 6 2024")];
    assert!(matches!(lawyer.asks(dossier, "record_gazette", &unnamed), Err(DossierRefusal::NoReference)));
    lawyer.takes(dossier, "record_gazette", &GAZETTE);
    let other = [("valid_from", "2 7 2024"), ("findings_seen", "yes")];
    match lawyer.asks(dossier, "adopt", &other) {
        Err(DossierRefusal::OtherDay(from)) => assert_eq!(from, day("2024-07-01")),
        other => panic!("{other:?}"),
    }
    match lawyer.asks(dossier, "adopt", &[("valid_from", "1 7 2024")]) {
        Err(DossierRefusal::Form(wrong)) => assert_eq!(wrong[0].field, "findings_seen"),
        other => panic!("{other:?}"),
    }
    lawyer.takes(dossier, "adopt", &ADOPT);
    assert!(matches!(lawyer.asks(dossier, "adopt", &ADOPT), Err(DossierRefusal::NotOffered)));
    assert!(matches!(
        lawyer.asks(dossier, "set_aside", &[("why", "Tarde.")]),
        Err(DossierRefusal::NotOffered)
    ));
}

#[test]
fn a_draft_that_cannot_be_read_is_told_with_its_line() {
    let desk = Desk::new();
    let lawyer = Lawyer::of(&desk);
    let dossier = lawyer.opened();
    let writes = |text: &str| lawyer.asks(dossier, "write_draft", &[("draft", text)]);
    let told = |text: &str| match writes(text) {
        Err(DossierRefusal::Unreadable(errors)) => errors,
        other => panic!("{other:?}"),
    };
    let wrong = told(&text().replace("length = 10", "lenght = 10"));
    assert!(wrong.iter().any(|e| e.file == "borrador.toml" && e.line.is_some()), "{wrong:?}");
    assert!(told(&HEAD.replace("PAN-2024-X", "PAN-2018"))[0].message.en.contains("already"));
    let guardianship = HEAD.replace("asylum", "guardianship").replace("based_on", "# based_on");
    assert!(!told(&guardianship).is_empty());
    assert!(matches!(writes(&HEAD.replace("PAN-2024-X", "PAN/2024")), Err(DossierRefusal::VersionName(_))));
    let guardianship = lawyer.laws.law().procedures.iter().find(|p| p.id == "guardianship").unwrap();
    let other = HEAD.replace("asylum", "guardianship").replace("PAN-2018", &guardianship.version);
    assert!(matches!(writes(&other), Err(DossierRefusal::OtherProcedure(id)) if id == "guardianship"));
    for (typed, problem) in [("  ", Problem::Required), ("\u{1}", Problem::Unwritable)] {
        match writes(typed) {
            Err(DossierRefusal::Form(wrong)) => assert_eq!(wrong[0].problem, problem),
            other => panic!("{other:?}"),
        }
    }
    assert!(desk.ledger.read(|door| find(door, dossier)).unwrap().unwrap().state.draft.is_none());
}

/// What is published waits to be adopted; that it can be recorded once more, or corrected, comes after that.
#[test]
fn what_leads_onwards_is_offered_first() {
    let desk = Desk::new();
    let lawyer = Lawyer::of(&desk);
    let dossier = lawyer.published(&text());
    let state = desk.ledger.read(|door| find(door, dossier)).unwrap().unwrap().state;
    let offers = lawyer.way.offers(&state, &Lawyer::stamp().actor, day("2024-06-21"));
    let ids: Vec<&str> = offers.iter().map(|offer| offer.step.id.as_str()).collect();
    assert_eq!(ids, ["adopt", "record_gazette", "correct_draft", "set_aside"]);
}

/// What two dossiers adopt lies over one another; a name is given once, and two versions cannot begin on one day.
#[test]
fn a_second_reform_starts_from_the_first_and_takes_no_name_or_day_of_it() {
    let desk = Desk::new();
    let mut lawyer = Lawyer::of(&desk);
    let (first, twin) = (lawyer.published(&text()), lawyer.published(&text()));
    let same_day = lawyer.published(&text().replace("PAN-2024-X", "PAN-2024-Y"));
    lawyer.takes(first, "adopt", &ADOPT);
    lawyer.laws = lawyer.renewed();
    for dossier in [twin, same_day] {
        let refused = lawyer.asks(dossier, "adopt", &ADOPT);
        assert!(matches!(refused, Err(DossierRefusal::Unreadable(_))), "{refused:?}");
    }
    let next =
        "id = \"asylum\"\nversion = \"PAN-2025-X\"\nvalid_from = \"2025-01-01\"\nbased_on = \"PAN-2024-X\"\n";
    let second = lawyer.published(next);
    lawyer.takes(second, "adopt", &[("valid_from", "1 1 2025"), ("findings_seen", "yes")]);
    lawyer.laws = lawyer.renewed();
    let law = lawyer.laws.law();
    let versions =
        ["2024-06-30", "2024-12-31", "2025-01-01"].map(|on| law.in_force("asylum", day(on)).unwrap());
    assert_eq!(versions.map(|p| p.version.as_str()), ["PAN-2018", "PAN-2024-X", "PAN-2025-X"]);
    assert_eq!(versions[2].term("reconsideration").unwrap().length, Some(10));
}

#[test]
fn what_cannot_be_opened_or_taken_says_why() {
    let desk = Desk::new();
    let mut lawyer = Lawyer::of(&desk);
    assert!(matches!(lawyer.try_open("PAN-1900", "Título"), Err(DossierRefusal::NoVersion)));
    match lawyer.try_open("PAN-2018", " ") {
        Err(DossierRefusal::Form(wrong)) => {
            assert_eq!((wrong[0].field.as_str(), &wrong[0].problem), ("title", &Problem::Required));
        }
        other => panic!("{other:?}"),
    }
    let dossier = lawyer.opened();
    let officer = Stamp::new(desk.luis.clone());
    let asked =
        Take { dossier, step: "set_aside", form: form(&[("why", "No.")]), by: "", findings: &[], head: "" };
    let refused = desk.ledger.write(|tx| take(tx, &lawyer.laws, &lawyer.way, &officer, asked.clone()));
    assert!(matches!(refused, Err(DossierRefusal::NotOffered)));
    let asked = Take { dossier: Uuid::nil(), ..asked };
    let refused = desk.ledger.write(|tx| take(tx, &lawyer.laws, &lawyer.way, &Lawyer::stamp(), asked));
    assert!(matches!(refused, Err(DossierRefusal::NoDossier)));
    match lawyer.asks(dossier, "set_aside", &[("why", " ")]) {
        Err(DossierRefusal::Form(wrong)) => assert_eq!(wrong[0].field, "why"),
        other => panic!("{other:?}"),
    }
    let head = desk.ledger.read(|door| find(door, dossier)).unwrap().unwrap().head_text();
    lawyer.takes(dossier, "name_articles", &[("articles", "Artículo 1")]);
    let late = lawyer.asks_at(dossier, "name_articles", &[("articles", "Artículo 2")], &head);
    assert!(matches!(late, Err(DossierRefusal::Stale)));
    let closed = lawyer.takes(dossier, "set_aside", &[("why", "La ley ya lo dice.")]);
    assert!(lawyer.way.is_ended(&closed));
    lawyer.laws = lawyer.laws.clone().with_authority(false);
    assert!(matches!(lawyer.try_open("PAN-2018", "Título"), Err(DossierRefusal::NotHere)));
    assert!(matches!(lawyer.asks(dossier, "consult", &[]), Err(DossierRefusal::NotHere)));
}
