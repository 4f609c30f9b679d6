//! A lawyer takes a reform from the problem to the new version: claims are opened under it from its day on, nobody has
//! confirmed what it says until a lawyer does, and whoever may not change the law changes nothing.

use casework::Laws;
use casework::dossier;
use kernel::{Lang, Role};
use scenarios::binary::{command, root};
use scenarios::desk::Desk;
use scenarios::house::{TestHouse, both, one};
use scenarios::people::Somebody;
use uuid::Uuid;
use web::client::Seen;

const LIST: &str = "/procedures/dossiers";
const DRAFT: &str = "id = \"asylum\"\nversion = \"PAN-2024-X\"\nvalid_from = \"2024-07-01\"\nbased_on = \"PAN-2018\"\n\
                     \n[[terms]]\nid = \"reconsideration\"\nlength = 10\n";
const GAZETTE: &str = "Gaceta Oficial inventada 30001-A";

/// A lawyer with a dossier of asylum in Panama.
struct Reform<'a> {
    house: &'a TestHouse,
    lawyer: Desk,
    at: String,
}

impl<'a> Reform<'a> {
    fn opened(house: &'a TestHouse) -> Reform<'a> {
        house.on(2024, 6, 21);
        let lawyer = house.desk("juridica");
        lawyer.open("/procedures");
        lawyer.follow(LIST);
        lawyer.follow("/dossiers/new");
        let page = lawyer.done(&[
            ("version", "asylum@PAN-2018"),
            ("f-title", "Más tiempo para recurrir"),
            ("f-problem", "Cinco días no alcanzan."),
            ("f-origin", "judgment"),
        ]);
        page.expect(&house.says(Lang::Es, "app-dossier-opened-done")).expect("Cinco días no alcanzan.");
        let at = page.path.split('?').next().unwrap().to_owned();
        Reform { house, lawyer, at }
    }
    fn id(&self) -> Uuid {
        self.at.rsplit('/').next().unwrap().parse().unwrap()
    }
    fn form_of(&self, step: &str) -> String {
        format!("{}/steps/{step}", self.at)
    }
    /// Follows the link of a step and sends its form.
    fn tries(&self, step: &str, answers: &[(&str, &str)]) -> Seen {
        self.lawyer.open(&self.at);
        self.lawyer.follow(&format!("/steps/{step}"));
        self.lawyer.fill(answers)
    }
    fn takes(&self, step: &str, answers: &[(&str, &str)]) -> Seen {
        let page = self.tries(step, answers);
        assert_eq!(page.status, 200, "{step}:\n{}", page.text());
        page.expect(&self.house.says(Lang::Es, "app-dossier-step-done"));
        page
    }
    fn drafts(&self, text: &str) {
        self.takes("name_articles", &[("f-articles", "Artículo 30")]);
        self.takes("write_draft", &[("f-draft", text), ("f-note", "Diez días.")]);
    }
    fn is_published(&self, text: &str) {
        self.drafts(text);
        self.takes(
            "consult",
            &[("f-who", "Universidad inventada"), ("f-asked_on", "3 6 2024"), ("f-said", "De acuerdo.")],
        );
        self.takes("submit", &[("f-to_whom", "Despacho inventado"), ("f-submitted_on", "10 6 2024")]);
        self.takes("record_gazette", &[("f-reference", GAZETTE), ("f-published_on", "20 6 2024")]);
    }
    fn is_adopted(&self) -> Seen {
        self.takes("adopt", &[("f-valid_from", "1 7 2024"), ("f-findings_seen", "yes")])
    }
    /// The house as a request finds it now.
    fn laws(&self) -> Laws {
        let laws: &Laws = self.house.house.room();
        self.house.test.ledger.read(|door| laws.renewed(door)).unwrap().unwrap_or_else(|| laws.clone())
    }
}

/// The version under which a claim registered on the page on this day stands.
fn version_of_a_claim(house: &TestHouse, name: &str, month: i8, day: i8) -> String {
    house.on(2024, month, day);
    let person = house.register(&house.hired("registro"), &Somebody::named(name));
    let desk = house.desk("registro");
    desk.open(&format!("/people/{person}"));
    desk.follow("/claim");
    let page = desk.done(&[
        ("f-entered_on", &format!("{day} {month} 2024")),
        ("f-entry_mode", "irregular"),
        ("f-mode", "oral"),
        ("f-child", "none"),
        ("f-language", "spa"),
    ]);
    let path = page.path.split(['?', '#']).next().unwrap().to_owned();
    let case = kernel::CaseId(path.rsplit('/').next().unwrap().parse().unwrap());
    let case = house.test.ledger.read(|r| casework::case::load(r, case)).unwrap().unwrap();
    case.state.opening.unwrap().version
}

#[test]
fn a_reform_goes_from_the_problem_to_claims_under_the_new_version() {
    both(|house| {
        let reform = Reform::opened(house);
        reform.is_published(DRAFT);
        reform.lawyer.open(&reform.form_of("adopt"));
        let page = reform.lawyer.page();
        page.expect(&house.says(Lang::Es, "app-dossier-findings"))
            .expect(&house.says(Lang::Es, "app-dossier-changes"));
        page.expect(&house.says(Lang::Es, "app-dossier-findings-block-nothing"));
        let done = reform.is_adopted();
        done.expect(&house.says(Lang::Es, "app-dossier-laid"));
        done.expect("Universidad inventada").expect(GAZETTE).expect("V. Arauz, Asesoría jurídica");
        let kept = house.test.ledger.read(|door| dossier::find(door, reform.id())).unwrap().unwrap();
        let (adoption, _) = kept.state.adopted.unwrap();
        assert!(!adoption.findings.is_empty(), "what was seen is not written down");
        assert_eq!(version_of_a_claim(house, "Ana Inventada", 6, 30), "PAN-2018");
        assert_eq!(version_of_a_claim(house, "Eva Inventada", 7, 1), "PAN-2024-X");
        // Everybody reads it, and that it was adopted here.
        let officer = house.desk("elegibilidad");
        officer
            .open("/procedures/asylum")
            .expect("PAN-2024-X")
            .expect(&house.says(Lang::Es, "app-dossier-version"));
        officer.follow(&reform.at).expect("Cinco días no alcanzan.");
        // To the public it counts as no more than what a lawyer has confirmed: nothing.
        let laws = reform.laws();
        let new = laws.law().in_force("asylum", jiff::civil::date(2024, 7, 1)).unwrap();
        assert_eq!(new.version, "PAN-2024-X");
        let sure = |cite: &procedure::Cite| cite.verification == procedure::Verification::Verified;
        assert!(new.terms.iter().all(|term| !sure(&term.cite)));
        let public = house.stranger().preferring("es").get("/your-rights");
        public.expect("el plazo no está confirmado").expect_no("10 días hábiles");
    });
}

/// The existing pages of confirmation know the new statement, and only that one is another than before.
#[test]
fn a_lawyer_confirms_what_the_new_version_says() {
    one(|house| {
        let reform = Reform::opened(house);
        reform.is_published(DRAFT);
        reform.is_adopted();
        let laws = reform.laws();
        let file = "procedures/asylum-PAN-2024-X.toml";
        let own: Vec<String> = laws
            .law()
            .for_lawyers()
            .iter()
            .filter(|s| s.home == file)
            .map(|s| s.cited.path.clone())
            .collect();
        assert_eq!(own, ["terms.reconsideration", "cite"], "only what changed waits anew");
        let all = laws.law().statements();
        let term = all.iter().find(|s| s.home == file && s.cited.path == "terms.reconsideration").unwrap();
        let form = format!("/procedures/statements/{:032x}", term.number());
        reform.lawyer.open(&form);
        let told = [("article", "30"), ("source", GAZETTE), ("compared", "yes")];
        reform
            .lawyer
            .fill_form_with("article", &told)
            .expect(&house.says(Lang::Es, "app-statement-confirmed-done"));
        let laws = reform.laws();
        let new = laws.law().in_force("asylum", jiff::civil::date(2024, 7, 1)).unwrap();
        assert!(new.term("reconsideration").unwrap().cite.verified_by.is_some());
        let old = laws.law().in_force("asylum", jiff::civil::date(2024, 6, 30)).unwrap();
        assert!(old.term("reconsideration").unwrap().cite.verified_by.is_none());
    });
}

#[test]
fn what_is_wrong_is_told_at_its_field_and_keeps_what_was_typed() {
    one(|house| {
        let reform = Reform::opened(house);
        let says = |key: &str| house.says(Lang::Es, key);
        reform.takes("name_articles", &[("f-articles", "Artículo 30")]);
        let broken = DRAFT.replace("length = 10", "lenght = 10");
        let page = reform.tries("write_draft", &[("f-draft", &broken)]);
        assert_eq!(page.status, 422);
        assert!(page.body().contains("lenght = 10"), "the draft is gone");
        assert!(page.text().contains("lenght"), "the mistake is not told");
        for (draft, part) in [
            (DRAFT.replace("PAN-2024-X", "PAN-2018"), "PAN-2018"),
            (DRAFT.replace("PAN-2024-X", "PAN/2024"), "PAN/2024"),
            (DRAFT.replace("id = \"asylum\"", "id = \"asilo\""), "asilo"),
        ] {
            let page = reform.tries("write_draft", &[("f-draft", &draft)]);
            assert_eq!(page.status, 422, "{part}");
            page.expect(part);
        }
        reform.takes("write_draft", &[("f-draft", DRAFT)]);
        let page =
            reform.tries("consult", &[("f-who", "Alguien"), ("f-asked_on", "40 6 2024"), ("f-said", "")]);
        assert_eq!(page.status, 422);
        assert!(page.body().contains("Alguien") && page.body().contains("40 6 2024"));
        reform.takes("submit", &[("f-to_whom", "Despacho inventado"), ("f-submitted_on", "10 6 2024")]);
        let page = reform
            .tries("record_gazette", &[("f-reference", "en la gaceta"), ("f-published_on", "20 6 2024")]);
        assert_eq!(page.status, 422);
        page.expect(&says("app-dossier-error-reference"));
        reform.takes("record_gazette", &[("f-reference", GAZETTE), ("f-published_on", "20 6 2024")]);
        let page = reform.tries("adopt", &[("f-valid_from", "2 7 2024"), ("f-findings_seen", "yes")]);
        assert_eq!(page.status, 422);
        page.expect("1 de julio de 2024");
        assert!(page.body().contains("2 7 2024"), "the day is gone");
        let page = reform.tries("adopt", &[("f-valid_from", "1 7 2024")]);
        assert_eq!(page.status, 422);
        let page = reform.tries("set_aside", &[("f-why", " ")]);
        assert_eq!(page.status, 422);
        reform.is_adopted();
        assert_eq!(reform.lawyer.get(&reform.form_of("set_aside")).status, 200);
        reform.lawyer.page().expect(&says("app-dossier-closed"));
        assert_eq!(reform.lawyer.get(&reform.form_of("nothing")).status, 404);
        assert_eq!(reform.lawyer.get(&format!("{LIST}/{}", Uuid::nil())).status, 404);
        assert_eq!(reform.lawyer.get(&format!("{LIST}/x")).status, 404);
    });
}

#[test]
fn a_form_that_met_a_newer_dossier_shows_both_and_loses_nothing() {
    one(|house| {
        let reform = Reform::opened(house);
        let colleague = house.desk("juridica");
        colleague.open(&reform.form_of("name_articles"));
        reform.takes("name_articles", &[("f-articles", "Artículo 30 de la ley")]);
        let page = colleague.fill(&[("f-articles", "Artículo 31 de la ley")]);
        assert_eq!(page.status, 409);
        page.expect("Artículo 31 de la ley").expect("Artículo 30 de la ley");
    });
}

/// A reform that does not go on says why, and stays.
#[test]
fn a_reform_is_set_aside_with_a_reason() {
    one(|house| {
        let reform = Reform::opened(house);
        let page = reform.takes("set_aside", &[("f-why", "Otra ley ya lo resolvió.")]);
        page.expect("Otra ley ya lo resolvió.");
        assert!(page.links().iter().all(|l| !l.contains("/steps/")), "something can still be done");
        reform.lawyer.open(LIST).expect("Más tiempo para recurrir").expect("Archivado");
    });
}

#[test]
fn only_the_lawyer_writes_and_all_staff_read() {
    one(|house| {
        let reform = Reform::opened(house);
        reform.drafts(DRAFT);
        let minister = house.desk("ministro");
        minister.open(LIST).expect("Más tiempo para recurrir");
        for login in ["elegibilidad", "supervision", "ministro", "datos"] {
            let desk = house.desk(login);
            let page = desk.open(&reform.at);
            page.expect("Cinco días no alcanzan.");
            assert!(page.links().iter().all(|l| !l.contains("/steps/")), "{login} is offered a step");
            assert!(!desk.open(LIST).links().contains(&format!("{LIST}/new")), "{login} may open one");
            let hidden = desk.get("/accounts").status;
            for path in [format!("{LIST}/new"), reform.form_of("consult")] {
                assert_eq!(desk.get(&path).status, hidden, "{login} {path}");
            }
        }
        // Whoever took the form along finds the door closed.
        let other = house.hire("otra", "Otra Inventada", Role::Supervisor, "onpar-panama");
        let stamp = ledger::Stamp::new(other);
        let (laws, way): (&Laws, &dossier::Way) = (house.house.room(), house.house.room());
        let form = [("why".to_owned(), "No.".to_owned())].into_iter().collect();
        let take =
            dossier::Take { dossier: reform.id(), step: "set_aside", form, by: "", findings: &[], head: "" };
        let refused = house.test.ledger.write(|tx| dossier::take(tx, laws, way, &stamp, take));
        assert!(matches!(refused, Err(dossier::DossierRefusal::NotOffered)));
    });
}

#[test]
fn the_draft_goes_along_to_the_replay() {
    one(|house| {
        let reform = Reform::opened(house);
        reform.drafts(DRAFT);
        reform.lawyer.open(&reform.at);
        let links = reform.lawyer.page().links();
        let replay = links.iter().find(|l| l.contains("/simulations/replay")).expect("no way to the replay");
        assert!(reform.lawyer.open(replay).body().contains("PAN-2024-X"), "the draft did not come along");
    });
}

/// An adopted version is the country's law: it stands in the scope of each post, and what is only prepared does not.
#[test]
fn an_adopted_version_travels_to_the_posts_and_a_draft_does_not() {
    one(|house| {
        let reform = Reform::opened(house);
        reform.is_published(DRAFT);
        let post = ledger::Peer::enrolled(
            "puesto-inventado",
            ledger::PeerStanding::Post,
            "meteti",
            vec![7; 32],
            [9; 32],
        );
        let scopes = app::exchange::scope::Country::of(&house.house);
        let held = || house.test.ledger.read(|door| ledger::Scopes::of(&scopes, door, &post)).unwrap();
        assert!(!held().contains(&reform.id()));
        reform.is_adopted();
        assert!(held().contains(&reform.id()));
    });
}

/// The files that are written are the law that the pages show, and a folder that has them wins.
#[test]
fn the_adopted_files_are_the_countrys_next_folder() {
    one(|house| {
        let reform = Reform::opened(house);
        reform.is_published(DRAFT);
        reform.is_adopted();
        let laws = reform.laws();
        let mut files = laws.law().folder().clone();
        let base = files.get_mut("procedures/asylum.toml").unwrap();
        *base = procedure::ending(base, jiff::civil::date(2024, 6, 30)).unwrap();
        files.insert("procedures/asylum-PAN-2024-X.toml".into(), DRAFT.trim().to_owned() + "\n");
        let folder = procedure::Law::load(&files).unwrap_or_else(|errors| panic!("{errors:?}"));
        let told = |law: &procedure::Law| {
            let all = law.procedures.iter().filter(|p| p.id == "asylum");
            all.map(|p| format!("{:#?}", procedure::Procedure { hash: String::new(), ..p.clone() }))
                .collect::<Vec<_>>()
        };
        assert_eq!(told(laws.law()), told(&folder));
        let again = house.test.ledger.read(|door| Laws::new(folder).renewed(door)).unwrap().unwrap();
        let file = "procedures/asylum-PAN-2024-X.toml".to_owned();
        assert_eq!(again.laid(reform.id()), Some(&procedure::Laid::InFolder { file, is_same: true }));
    });
}

/// At the console: the list with its stages, the files, and what is wrong said in words.
#[test]
fn the_console_lists_dossiers_and_writes_adopted_files() {
    let demo = scenarios::binary::Demo::new(10);
    let asked = |more: &[&str]| {
        let all = [&["procedure"], more, &["--country", "pan", "--data", demo.data()]].concat();
        command(&all).output().unwrap()
    };
    let said = |output: &std::process::Output| String::from_utf8_lossy(&output.stdout).into_owned();
    let told = |output: &std::process::Output| String::from_utf8_lossy(&output.stderr).into_owned();
    let out = tempfile::tempdir().unwrap();
    let into = out.path().to_str().unwrap();
    assert_eq!(said(&asked(&["dossiers", "--json"])).trim(), "[]");
    let none = asked(&["adopted", "--out", into]);
    assert!(none.status.success() && said(&none).contains("no version was adopted here"), "{}", told(&none));
    assert_eq!(std::fs::read_dir(out.path()).unwrap().count(), 0);

    adopts_at(&demo);
    let listed = asked(&["dossiers"]);
    assert!(listed.status.success() && said(&listed).contains("-> PAN-2031"), "{}", told(&listed));
    let listed: serde_json::Value = serde_json::from_slice(&asked(&["dossiers", "--json"]).stdout).unwrap();
    let one = &listed[0];
    assert_eq!((&one["stage"], &one["outcome"]), (&"adopted".into(), &"laid".into()), "{one}");
    let written = asked(&["adopted", "--out", into]);
    assert!(written.status.success(), "{}", told(&written));
    let file = out.path().join("procedures/asylum-PAN-2031.toml");
    assert!(said(&written).contains("asylum-PAN-2031.toml") && said(&written).contains("asylum.toml"));
    // The folder with these files loads, and the adopted version begins on its day.
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("countries/pan"), &folder.path().join("pan"));
    copy(out.path(), &folder.path().join("pan"));
    let law = app::country::load("pan", Some(folder.path())).unwrap();
    let on = |year: i16| &law.in_force("asylum", jiff::civil::date(year, 12, 31)).unwrap().version;
    assert_eq!((on(2030).as_str(), on(2031).as_str()), ("PAN-2018", "PAN-2031"));
    // Once more changes nothing; what somebody else wrote there is left alone.
    assert!(asked(&["adopted", "--out", into]).status.success());
    std::fs::write(&file, "# mine\n").unwrap();
    let refused = asked(&["adopted", "--out", into]);
    assert!(
        !refused.status.success() && told(&refused).contains("says something else"),
        "{}",
        told(&refused)
    );
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "# mine\n");

    let nowhere = command(&["procedure", "adopted", "--data", "/nowhere", "--out", "x"]).output().unwrap();
    assert!(!nowhere.status.success() && told(&nowhere).contains("there is no data in /nowhere"));
    assert!(told(&asked(&["adopted"])).contains("--out"));
}

/// A dossier from its problem to its adoption in the data of a demonstration.
fn adopts_at(demo: &scenarios::binary::Demo) {
    let ports = ledger::Ports {
        clock: std::sync::Arc::new(app::ports::SystemClock),
        random: std::sync::Arc::new(app::ports::SystemRandom),
    };
    let keys = ledger::KeyFile::open_or_create(&demo.folder.path().join("site.key"), &*ports.random).unwrap();
    let place = ledger::Place::Sqlite(demo.database());
    let ledger = ledger::Ledger::open(place, keys, "pan", "hq", ports, app::wiring::schema()).unwrap();
    let laws = Laws::new(app::country::load("pan", None).unwrap());
    let way = dossier::Way::shipped().unwrap();
    let lawyer = kernel::Actor {
        account: kernel::AccountId(Uuid::from_u128(40)),
        role: Role::LegalAdviser,
        office: kernel::Office::from("onpar-panama"),
    };
    let stamp = ledger::Stamp::new(lawyer);
    let form = |answers: &[(&str, &str)]| {
        answers.iter().map(|(field, answer)| ((*field).to_owned(), (*answer).to_owned())).collect()
    };
    let problem = [("title", "Título inventado"), ("problem", "Plazo corto."), ("origin", "other")];
    let asked =
        dossier::Open { procedure: "asylum", version: "PAN-2018", form: form(&problem), by: "V. Arauz" };
    let dossier = ledger.write(|tx| dossier::open(tx, &laws, &way, &stamp, asked)).unwrap();
    let draft = DRAFT.replace("PAN-2024-X", "PAN-2031").replace("2024-07-01", "2031-01-01");
    let steps: [(&str, &[(&str, &str)]); 5] = [
        ("name_articles", &[("articles", "Artículo inventado.")]),
        ("write_draft", &[("draft", draft.as_str())]),
        ("submit", &[("to_whom", "Despacho inventado"), ("submitted_on", "1 6 2026")]),
        ("record_gazette", &[("reference", GAZETTE), ("published_on", "2 6 2026")]),
        ("adopt", &[("valid_from", "2031-01-01"), ("findings_seen", "yes")]),
    ];
    for (step, answers) in steps {
        let take =
            dossier::Take { dossier, step, form: form(answers), by: "V. Arauz", findings: &[], head: "" };
        let taken = ledger.write(|tx| dossier::take(tx, &laws, &way, &stamp, take));
        taken.map(drop).unwrap_or_else(|why| panic!("{step}: {why}"));
    }
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &to.join(entry.file_name())),
            false => drop(std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap()),
        }
    }
}
