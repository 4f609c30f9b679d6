//! A commission decides together. A member convenes a session and puts cases on its agenda; whoever came is noted; with
//! a quorum each member votes, and only what was carried may be decided. A session that does not reach its quorum votes
//! nothing: it is closed as that, its minutes say who came, and its cases go to the next session, visibly counted. The
//! minutes name cases by their number and nobody who asks for protection.

use kernel::Lang;
use scenarios::corridor::{Corridor, NAME};
use scenarios::house::{both, one};

/// The id of the session at hand, from the address of its page.
fn session_of(path: &str) -> String {
    path.split(['?', '#']).next().unwrap().split('/').nth(2).unwrap().to_owned()
}

#[test]
fn a_commission_that_does_not_reach_its_quorum_votes_nothing_and_its_cases_go_on() {
    both(|house| {
        let mut story = Corridor::new(house, Lang::Es);
        story.reaches_conare();
        house.on(2024, 8, 5);
        for login in ["conare2", "conare3"] {
            house.hired(login);
        }
        let desk = house.desk("conare");
        let number = house.test.ledger.read(|r| casework::case::find(r, story.case)).unwrap().unwrap().number;
        // The first screen leads to the sessions.
        desk.open("/day").expect("Sesiones de su órgano").expect("No hay ninguna sesión convocada");
        desk.follow("/sessions/new");
        desk.done(&[("on", "5 8 2024"), ("hour", "9:30"), ("place", "Sala de sesiones")]).expect(&number);
        let case = story.case.to_string();
        desk.done(&[("case", &case)]).expect(&number).expect("Por votar");
        let session = session_of(&desk.page().path);
        // Only one member comes, and states by name that this is too few: nobody told us the quorum.
        desk.follow("/attendance").expect("B. Tejada").expect("H. Carrasco");
        let me = format!("seat-{}", house.hired("conare").account);
        desk.done(&[(&me, "present")]).expect("No conocemos qué quórum exige la norma");
        desk.done(&[("valid", "no"), ("confirm", "yes")])
            .expect("La sesión no alcanzó el quórum")
            .expect("A. Moreno declaró que el órgano no estaba válidamente constituido")
            .expect("Pospuesto por falta de quórum");
        // Nothing was voted, so nothing may be decided.
        desk.open(&format!("/cases/{case}/steps/refuse"))
            .expect("lo apruebe en una sesión con quórum")
            .expect("Ver las sesiones");
        let vote = format!("/sessions/{session}/cases/{case}/vote");
        desk.get(&vote).expect_status(409).expect("La sesión terminó");
        let minutes = desk.open(&format!("/sessions/{session}/minutes"));
        minutes.expect("A. Moreno").expect(&number).expect("no se votó nada").expect_no("Quintero");
        // The next session takes the case up by itself and says that it was postponed.
        desk.open("/day").expect("pospuesto por falta de quórum");
        desk.open("/sessions/new").expect("1 caso quedó sin decidir en otra sesión").expect(&number);
        let page = desk.done(&[("on", "19 8 2024"), ("place", "Sala de sesiones")]);
        let next = session_of(&page.path);
        desk.open(&format!("/sessions/{next}")).expect(&number).expect("pospuesto 1 vez");
        desk.open(&format!("/cases/{case}")).expect("En sesión").expect("CONARE-2024-01");
    });
}

#[test]
fn a_commission_with_quorum_votes_and_only_what_it_carried_may_be_decided() {
    one(|house| {
        let mut story = Corridor::new(house, Lang::Es);
        story.reaches_conare();
        house.on(2024, 8, 5);
        let session = house.conare_convenes();
        house.is_put_on(session, story.case);
        let case = story.case;
        let desk = house.desk("conare");
        house.hired("conare2");
        desk.open(&format!("/sessions/{session}"));
        desk.follow("/attendance");
        let seats: Vec<String> =
            ["conare", "conare2"].map(|l| format!("seat-{}", house.hired(l).account)).into();
        desk.done(&[(&seats[0], "present"), (&seats[1], "present")]);
        desk.done(&[("valid", "yes"), ("confirm", "yes")]).expect("Abierta con quórum");
        desk.follow(&format!("/cases/{case}/vote")).expect_no(NAME);
        // A vote is missing, or there are two in favour.
        desk.fill(&[("vote-refuse", "in_favour")]).expect_status(422).expect("Vote sobre");
        desk.fill(&[("vote-refuse", "in_favour"), ("vote-recognise", "in_favour")])
            .expect_status(422)
            .expect("Puede votar a favor de una sola decisión");
        desk.done(&[("vote-refuse", "in_favour"), ("vote-recognise", "against")]).expect("1 persona votó");
        let other = house.desk("conare2");
        other.open(&format!("/sessions/{session}/cases/{case}/vote"));
        let dissent = "No comparto la conclusión. (Inventado.)";
        other.done(&[("vote-refuse", "against"), ("vote-recognise", "in_favour"), ("dissent", dissent)]);
        // The other member changes their mind until the case is closed.
        other.open(&format!("/sessions/{session}/cases/{case}/vote")).expect("Usted ya votó").expect(dissent);
        other.done(&[("vote-refuse", "in_favour"), ("vote-recognise", "abstained"), ("dissent", "")]);
        desk.open(&format!("/sessions/{session}/cases/{case}/close"))
            .expect("2 a favor, 0 en contra, 0 en abstención")
            .expect("No conocemos qué mayoría exige la norma");
        desk.done(&[("carried", "refuse"), ("confirm", "yes")])
            .expect("Aprobado")
            .expect("Lo declaró A. Moreno");
        other.get(&format!("/sessions/{session}/cases/{case}/vote")).expect_status(409);
        desk.open(&format!("/sessions/{session}/close"));
        desk.done(&[]).expect("Celebrada");
        desk.open(&format!("/sessions/{session}/minutes"))
            .expect("2 a favor, 0 en contra")
            .expect_no("No comparto")
            .expect_no("Quintero");
        story.conare_takes_the_decision();
        let loaded = house.test.ledger.read(|r| casework::case::load(r, case)).unwrap().unwrap();
        let kept = loaded.state.last("refuse").unwrap().taken.session.clone().unwrap();
        assert_eq!((kept.number.as_str(), kept.in_favour, kept.against), ("CONARE-2024-01", 2, 0));
    });
}
