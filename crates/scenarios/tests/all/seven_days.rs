//! For seven days no line reaches three posts. Each goes on registering people; two correct the same person's birth to
//! two days; one writes down a decision that is headquarters' to take. Then the lines return, one by one, and one post
//! has no line but a stick that somebody carries. Afterwards everybody says the same, what two people said differently
//! has an owner, nothing is lost, and no post holds what is not its own. Headquarters is two processes behind one name.

use app::demo::staff::PASSWORD;
use app::exchange::scope::Country;
use kernel::{Clock, Lang};
use ledger::{Door, Fault, Ledger, Place, Scopes};
use scenarios::corridor::INTERVIEW;
use scenarios::desk::Desk;
use scenarios::hunt::Hunt;
use scenarios::line::Line;
use scenarios::sites::{Hour, Site};
use scenarios::wire::Server;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use uuid::Uuid;
use web::client::Client;

const FIRST_DAY: &str = "2024-06-03T15:00:00Z";
const FOURTH_DAY: &str = "2024-06-06T16:00:00Z";
const LAST_DAY: &str = "2024-06-10T15:00:00Z";
/// The posts and whose offices they are.
const MUELLE: (&str, &str) = ("muelle", "meteti");
const TOCUMEN: (&str, &str) = ("tocumen", "onpar-panama");
const PASO: (&str, &str) = ("paso-canoas", "chiriqui");

/// Somebody who comes to a desk, with what must be found nowhere but where it may stand.
#[derive(Clone, Copy)]
struct Guest {
    name: &'static str,
    passport: &'static str,
    words: &'static str,
}

const ROSA: Guest = Guest {
    name: "Rosalía Zeledón Urbina",
    passport: "C7110001",
    words: "Me buscan desde abril en la ribera.",
};
const BRUNO: Guest =
    Guest { name: "Bruno Tercero Lanuza", passport: "C7220002", words: "Quemaron el taller de mi padre." };
const MUELLE_GUEST: Guest =
    Guest { name: "Yamileth Corea Duarte", passport: "C7330003", words: "Vine por el río con mi hermana." };
const TOCUMEN_GUEST: Guest = Guest {
    name: "Ezequiel Prado Montiel",
    passport: "C7440004",
    words: "El vuelo salió sin avisar a nadie.",
};
const PASO_GUEST: Guest =
    Guest { name: "Wendy Ocampo Villalta", passport: "C7550005", words: "Caminé de noche hasta la loma." };

/// A post, its server and its line.
struct Post {
    site: Site,
    server: Server,
    line: Line,
}

struct Story {
    hour: Hour,
    hub: Site,
    servers: [Server; 2],
    /// What the staff of headquarters types: one name, two processes.
    front: Line,
    posts: BTreeMap<&'static str, Post>,
    /// Everything that was carried on a stick.
    sticks: TempDir,
}

fn last_id(path: &str) -> Uuid {
    path.split('?').next().and_then(|path| path.rsplit('/').next()).unwrap().parse().unwrap()
}

fn sits_down(client: Client, login: &str) -> Desk {
    client.sign_in(login);
    Desk::new(client, Lang::Es)
}

/// Says that they ask for protection and is registered: the intent and the person.
fn arrives(desk: &Desk, guest: Guest) -> (Uuid, Uuid) {
    desk.open("/intents/new");
    let page = desk.done(&[("words", guest.words), ("place", "En la entrada")]);
    let intent = last_id(&page.path);
    desk.open(&format!("/intents/{intent}"));
    desk.follow(&format!("/intents/{intent}/people"));
    let page = desk.done(&[
        ("name_told", guest.name),
        ("birth", "14 5 1990"),
        ("sex", "female"),
        ("nationality", "Nicaragua"),
        ("language", "español"),
    ]);
    page.expect(guest.name);
    let links = page.links();
    let person = links.iter().find_map(|link| link.strip_prefix("/people/")?.get(..36)?.parse().ok());
    let person: Uuid = person.unwrap_or_else(|| panic!("no person on {}: {links:?}", page.path));
    desk.open(&format!("/people/{person}/documents"));
    desk.done(&[("document_kind", "passport"), ("document_number", guest.passport)]).expect(guest.passport);
    (intent, person)
}

fn files_the_claim(desk: &Desk, intent: Uuid) -> Uuid {
    desk.open(&format!("/intents/{intent}"));
    desk.follow("/claim");
    let page = desk.done(&[
        ("f-entered_on", "3 6 2024"),
        ("f-entry_mode", "irregular"),
        ("f-mode", "oral"),
        ("f-child", "none"),
        ("f-language", "spa"),
    ]);
    last_id(&page.path)
}

fn takes(desk: &Desk, case: Uuid, step: &str, answers: &[(&str, &str)]) {
    desk.open(&format!("/cases/{case}"));
    desk.follow(&format!("/steps/{step}"));
    desk.done(answers);
}

/// Comes to the office itself and asks there: the person and the claim.
fn asks_at_the_office(desk: &Desk, guest: Guest) -> (Uuid, Uuid) {
    desk.open("/people/new");
    let page = desk.done(&[
        ("name_told", guest.name),
        ("birth", "2 11 1985"),
        ("sex", "male"),
        ("nationality", "Nicaragua"),
        ("language", "español"),
        ("document_kind", "passport"),
        ("document_number", guest.passport),
    ]);
    let person = last_id(&page.path);
    desk.open(&format!("/people/{person}/claim"));
    let page = desk.done(&[
        ("f-filed_on", "3 6 2024"),
        ("f-entered_on", "3 6 2024"),
        ("f-entry_mode", "irregular"),
        ("f-mode", "oral"),
        ("f-child", "none"),
        ("f-language", "spa"),
        ("f-reasons", guest.words),
    ]);
    (person, last_id(&page.path))
}

fn corrects_the_birth(desk: &Desk, person: Uuid, birth: &str, why: &str) {
    desk.open(&format!("/people/{person}"));
    desk.follow("/correct");
    desk.done(&[("birth", birth), ("reason", why)]).expect("Los cambios quedaron guardados");
}

impl Story {
    fn begin(database: String) -> Story {
        let hour = Hour::new(FIRST_DAY);
        let hub = Site::new("hq", &hour, Some(database));
        for (login, name, role, office) in [
            ("admin", "T. Solís", "administrator", "onpar-panama"),
            ("registro", "D. Bonilla", "registration_officer", "onpar-panama"),
            ("elegibilidad", "L. Batista", "eligibility_officer", "onpar-panama"),
            ("elegibilidad2", "M. Him", "eligibility_officer", "onpar-panama"),
            ("frontera", "Y. Caicedo", "border_officer", "meteti"),
            ("frontera2", "R. Pittí", "border_officer", "chiriqui"),
            ("registro3", "O. Miranda", "registration_officer", "chiriqui"),
        ] {
            hub.hire(login, name, role, office);
        }
        let servers = [hub.serve(), hub.serve()];
        let ports = servers.each_ref().map(|server| server.port);
        let mut posts = BTreeMap::new();
        for (name, office) in [MUELLE, TOCUMEN, PASO] {
            let (site, line) = (Site::new(name, &hour, None), Line::to(&ports));
            let code = hub.said(&["site", "code", "--as", "admin", "--site", name, "--office", office]);
            site.said(&["site", "join", "--hub", &line.url(), "--code", &code]);
            site.said(&["exchange", "run", "--once"]);
            let server = site.serve();
            posts.insert(name, Post { site, server, line });
        }
        Story { front: Line::to(&ports), hour, hub, servers, posts, sticks: tempfile::tempdir().unwrap() }
    }
    fn post(&self, (name, _): (&str, &str)) -> &Post {
        &self.posts[name]
    }
    /// Somebody at a desk of headquarters, whichever process answers.
    fn at_headquarters(&self, login: &str) -> Desk {
        sits_down(self.front.client(), login)
    }
    fn at(&self, post: (&str, &str), login: &str) -> Desk {
        sits_down(self.post(post).server.client(), login)
    }
    fn speaks(&self, post: (&str, &str)) {
        self.post(post).site.said(&["exchange", "run", "--once"]);
    }
    /// A stick goes from a post to headquarters and back, and once more so that both know.
    fn a_stick_goes(&self, post: (&str, &str)) {
        let site = &self.post(post).site;
        let before = std::fs::read_dir(self.sticks.path()).unwrap().count();
        for (turn, (from, to)) in
            [(site, &self.hub), (&self.hub, site)].into_iter().cycle().take(4).enumerate()
        {
            let file = self.sticks.path().join(format!("{}.age", before + turn));
            let file = file.to_str().unwrap();
            from.said(&["exchange", "write", "--to", &to.name, file]);
            to.said(&["exchange", "read", file]);
        }
    }
    /// What headquarters says that a post may hold.
    fn scope(&self, hub: &Ledger, name: &str) -> BTreeSet<Uuid> {
        let law = app::country::load("pan", None).unwrap();
        let clock: Arc<dyn Clock> = Arc::new(self.hour.clock());
        let country = Country::new(casework::Laws::new(law), clock);
        let peer = hub.peer(name).unwrap().unwrap();
        hub.read(|door| country.of(door, &peer)).unwrap_or_else(|fault: Fault| panic!("{fault}"))
    }
}

const EVERYBODY: [Guest; 5] = [ROSA, BRUNO, MUELLE_GUEST, TOCUMEN_GUEST, PASO_GUEST];

/// A fresh database of the test server.
fn empty_postgres() -> Option<String> {
    let test = ledger::testing::pg(ledger::Schema::default())?;
    ledger::testing::raw(&test.place, "drop schema public cascade; create schema public;");
    match &test.place {
        Place::Postgres(url) => Some(url.clone()),
        Place::Sqlite(_) => None,
    }
}

#[test]
fn after_seven_days_without_a_line_everybody_says_the_same_and_nothing_is_lost() {
    let Some(database) = empty_postgres() else { return };
    let story = Story::begin(database);

    // While there is a line: Rosalía comes to the pier and her claim is opened in the capital; Bruno is heard there.
    let (rosas_intent, rosa) = arrives(&story.at(MUELLE, "frontera"), ROSA);
    story.speaks(MUELLE);
    let registro = story.at_headquarters("registro");
    files_the_claim(&registro, rosas_intent);
    let (bruno, brunos_case) = asks_at_the_office(&registro, BRUNO);
    let elegibilidad = story.at_headquarters("elegibilidad");
    takes(&elegibilidad, brunos_case, "hear_before_admission", INTERVIEW);
    [MUELLE, TOCUMEN, PASO].into_iter().for_each(|post| story.speaks(post));

    // The lines are cut for seven days. Work goes on.
    story.posts.values().for_each(|post| post.line.cut());
    let frontera = story.at(MUELLE, "frontera");
    let (_, yamileth) = arrives(&frontera, MUELLE_GUEST);
    frontera.open("/intents/new");
    corrects_the_birth(&frontera, rosa, "14 5 1988", "Mostró su partida de nacimiento.");
    story.hour.is(FOURTH_DAY);
    // What was typed on a form that stood open for days is kept for whoever typed it.
    let kept = frontera.post("/intents/new", &[("words", DRAFT), ("place", "En la entrada")]);
    assert!(kept.path.starts_with("/sign-in") && kept.path.contains("kept"), "{}", kept.path);
    let registro = story.at(TOCUMEN, "registro");
    let (_, ezequiel) = arrives(&registro, TOCUMEN_GUEST);
    corrects_the_birth(&registro, rosa, "14 5 1989", "Lo dijo ella por teléfono.");
    let elegibilidad = story.at(TOCUMEN, "elegibilidad");
    takes(&elegibilidad, brunos_case, "declare_inadmissible", INADMISSIBLE);
    elegibilidad.open(&format!("/cases/{brunos_case}")).expect("Espera a la sede central");
    let (_, wendy) = arrives(&story.at(PASO, "frontera2"), PASO_GUEST);
    story.hour.is(LAST_DAY);
    for post in story.posts.values() {
        assert!(post.site.waits_and_alarms().0 > 0, "{}: nothing waits", post.site.name);
    }
    let admin = story.at(TOCUMEN, "admin");
    in_time("the airport's page says that there is no line", || {
        admin.get("/exchange").has("No hay conexión con la sede")
    });

    // They return one by one: to the pier while its server works on, to the airport by itself, and to the pass never.
    story.post(MUELLE).line.mend();
    story.speaks(MUELLE);
    story.post(TOCUMEN).line.mend();
    in_time("the airport's own server meets headquarters", || {
        story.post(TOCUMEN).site.waits_and_alarms().0 == 0
    });
    story.a_stick_goes(PASO);
    story.speaks(MUELLE);

    everybody_is_found_at_either_process(&story, [yamileth, ezequiel, wendy]);
    what_was_said_twice_has_an_owner(&story, rosa);
    the_decision_is_rejected_with_a_reason_that_its_author_reads(&story, brunos_case);
    [MUELLE, TOCUMEN].into_iter().for_each(|post| story.speaks(post));
    let day = story.at(TOCUMEN, "elegibilidad").open("/day");
    assert!(day.links().contains(&format!("/cases/{brunos_case}")), "{}", day.text());
    story.at(TOCUMEN, "elegibilidad").open(&format!("/cases/{brunos_case}")).expect(REASON);

    for post in [MUELLE, TOCUMEN] {
        let answered = story.post(post).line.answered();
        assert!(answered.iter().all(|n| *n > 2), "{}: {answered:?}", post.0);
    }
    // Bruno moves to the border. The airport lets go of what it was lent, the pass gets it on a stick.
    moves_away(&story, brunos_case);
    everybody_says_the_same_and_holds_nothing_else(&story, [bruno, brunos_case]);
    whoever_carries_a_machine_away_reads_nothing(story);
}

const DRAFT: &str = "Dice que la lancha volcó frente al faro.";

fn moves_away(story: &Story, case: Uuid) {
    let desk = story.at_headquarters("registro");
    desk.open(&format!("/cases/{case}/transfer"));
    let asked = [
        ("office", "chiriqui"),
        ("reason", "Vive ahora en David."),
        ("urgency", "ordinary"),
        ("agrees", "yes"),
    ];
    desk.done(&asked);
    let there = story.at_headquarters("registro3");
    there.open(&format!("/cases/{case}/transfer"));
    // Of the two forms, the one that takes it over.
    there.fill_form_with("do", &[]).expect_status(200);
    there.open(&format!("/cases/{case}")).expect(BRUNO.name);
}

/// Every file of every machine, without its passphrase; what was carried; what was logged; and the database of
/// headquarters as a thief of its backups has it. The servers die as when a plug is pulled.
fn whoever_carries_a_machine_away_reads_nothing(story: Story) {
    let Story { hub, servers, posts, sticks, .. } = story;
    let secret = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(secret.path(), "corre caballo batería grapa\n").unwrap();
    let names: Vec<&str> = EVERYBODY.iter().map(|guest| guest.name).collect();
    let texts = EVERYBODY.iter().flat_map(|guest| [guest.passport, guest.words]);
    let texts = texts.chain([DRAFT, REASON, "Mostró su partida de nacimiento.", "Vive ahora en David."]);
    let hunts = [Hunt::for_names(&names), Hunt::for_texts(texts)];
    let nothing_in = |folder: &Path| hunts.iter().for_each(|hunt| hunt.finds_nothing_in(folder));
    let mut left_in_the_log = 0;
    for (_, Post { site, server, .. }) in posts {
        drop(server);
        left_in_the_log += site.folder().join("ceiba.db-wal").metadata().map_or(0, |meta| meta.len());
        site.said(&["keys", "passphrase", "--new", secret.path().to_str().unwrap()]);
        assert!(site.folder().join("reserve.room").exists() && site.aside().join("serve.log").exists());
        nothing_in(site.folder());
        nothing_in(site.aside());
    }
    assert!(left_in_the_log > 0, "no write-ahead log was left, so none was searched");
    drop(servers);
    hub.said(&["keys", "passphrase", "--new", secret.path().to_str().unwrap()]);
    nothing_in(hub.folder());
    nothing_in(hub.aside());
    nothing_in(sticks.path());
    let dump = std::process::Command::new("pg_dump").arg(hub.database()).output().unwrap();
    assert!(
        dump.status.success() && dump.stdout.len() > 100_000,
        "{}",
        String::from_utf8_lossy(&dump.stderr)
    );
    assert_eq!(
        hunts.iter().find_map(|hunt| hunt.found_in(&dump.stdout)),
        None,
        "in the dump of headquarters"
    );
}

const INADMISSIBLE: &[(&str, &str)] = &[
    ("f-decided_on", "6 6 2024"),
    ("f-ground", "unrelated"),
    ("f-reasons", "No guarda relación con los criterios. (Inventado.)"),
    ("confirm", "yes"),
];
const REASON: &str = "Falta oír lo del taller quemado.";

fn in_time(what: &str, is_so: impl Fn() -> bool) {
    let until = Instant::now() + Duration::from_secs(60);
    while !is_so() {
        assert!(Instant::now() < until, "never: {what}");
        std::thread::sleep(Duration::from_millis(500));
    }
}

/// The name index of each process follows what the other took in.
fn everybody_is_found_at_either_process(story: &Story, [yamileth, ezequiel, wendy]: [Uuid; 3]) {
    for server in &story.servers {
        let desk = sits_down(server.client(), "registro");
        desk.open("/people");
        let found = desk.post("/people", &[("q", "Ezekiel Prado Montiel")]);
        assert!(found.links().contains(&format!("/people/{ezequiel}")), "{}", found.text());
        let frontera = sits_down(server.client(), "frontera");
        frontera.open(&format!("/people/{yamileth}")).expect(MUELLE_GUEST.name);
        let frontera2 = sits_down(server.client(), "frontera2");
        frontera2.open(&format!("/people/{wendy}")).expect(PASO_GUEST.name);
    }
}

/// Both values stand side by side, with who, where and when, on the day of whoever works on the file; one settles it.
fn what_was_said_twice_has_an_owner(story: &Story, rosa: Uuid) {
    let path = format!("/people/{rosa}/differences");
    // A post knows the names of its own staff only, and of others the role and the office.
    let desks = [
        (story.at_headquarters("registro"), "/day".to_owned(), ["Y. Caicedo", "D. Bonilla"]),
        (story.at(TOCUMEN, "registro"), "/day".to_owned(), ["Oficial de frontera", "D. Bonilla"]),
        // The pier has the person, and the file is another office's now.
        (story.at(MUELLE, "frontera"), format!("/people/{rosa}"), ["Y. Caicedo", "Oficial de registro"]),
    ];
    for (desk, from, who) in desks {
        desk.open(&from);
        let page = desk.follow(&path);
        for words in ["1988", "1989", "(muelle)", "(tocumen)", "Mostró su partida"].into_iter().chain(who) {
            page.expect(words);
        }
    }
    let desk = story.at_headquarters("registro");
    let page = desk.open(&path);
    let body = page.body();
    let choices = body.split("<input").filter(|input| input.contains("name=\"differ_birth\""));
    let values = choices.filter_map(|input| input.split("value=\"").nth(1)?.split('"').next());
    // In the order of the file: the pier's comes first.
    let sides: Vec<&str> = values.filter(|value| value.len() == 64).collect();
    assert_eq!(sides.len(), 2, "{sides:?}");
    desk.post(&path, &[("differ_birth", sides[0]), ("reason", "Se vio el documento.")])
        .expect_status(200)
        .expect("Los cambios quedaron guardados");
    let day = story.at_headquarters("registro").open("/day");
    assert!(!day.links().contains(&path), "settled, and still on somebody's day");
}

fn the_decision_is_rejected_with_a_reason_that_its_author_reads(story: &Story, case: Uuid) {
    let desk = story.at_headquarters("elegibilidad2");
    let file = desk.open(&format!("/cases/{case}"));
    file.expect("Espera a la sede central").expect("(tocumen)");
    let waiting = file.links().into_iter().find(|link| link.contains("/waiting/")).unwrap();
    desk.open(&waiting).expect("No guarda relación con los criterios.");
    desk.post(&waiting, &[("do", "reject"), ("reason", REASON)]).expect_status(200).expect(REASON);
}

/// Each site proves itself; what a post holds is its scope, says the same there and at headquarters, and of everybody
/// else the post has no word and no number, not in its bytes and not behind its keys.
fn everybody_says_the_same_and_holds_nothing_else(story: &Story, moved: [Uuid; 2]) {
    // What the others still had to say is on the stick, and they hear what came on it.
    [MUELLE, TOCUMEN].into_iter().for_each(|post| story.speaks(post));
    story.a_stick_goes(PASO);
    [MUELLE, TOCUMEN].into_iter().for_each(|post| story.speaks(post));
    for (name, post) in &story.posts {
        assert_eq!(post.site.waits_and_alarms(), (0, 0), "{name}");
        let there = post.site.said(&["ledger", "digest", "--site", name]);
        assert_eq!(
            story.hub.said(&["ledger", "digest", "--site", name]),
            there,
            "{name} says something else"
        );
        post.site.json(&["ledger", "verify", "--json"]);
    }
    assert_eq!(story.hub.waits_and_alarms(), (0, 0));
    story.hub.json(&["ledger", "verify", "--json"]);

    let hub = story.hub.opened(&story.hour);
    let known: BTreeMap<_, _> = hub.entry_hashes().unwrap().into_iter().collect();
    assert_eq!(hub.rebuild(|_| ()).unwrap().digest, hub.digest().unwrap());
    let everything = records(&hub);
    for (name, post) in &story.posts {
        let ledger = post.site.opened(&story.hour);
        for (hash, has_words) in ledger.entry_hashes().unwrap() {
            assert!(known.get(&hash).is_some_and(|there| *there || !has_words), "{name}: an entry was lost");
        }
        let scope = story.scope(&hub, name);
        assert_eq!(records(&ledger), scope, "{name} holds its scope, no less and no more");
        let may_tell = told(&ledger);
        let image = image_of(post.site.folder());
        for guest in EVERYBODY {
            let may = may_tell.contains(guest.name);
            assert_eq!(may, may_tell.contains(guest.passport), "{name}: {}", guest.name);
            assert_eq!(may, may_tell.contains(guest.words), "{name}: {}", guest.name);
            assert_eq!(may, is_of(name, guest), "{name}: {}", guest.name);
        }
        // Of what a post was lent and let go of again, the hashes stay. An intent names the case that came of it.
        let may_know = |record: &&Uuid| {
            *name == TOCUMEN.0 && moved.contains(record) || may_tell.contains(&record.to_string())
        };
        let others: Vec<&Uuid> = everything.difference(&scope).filter(|record| !may_know(record)).collect();
        assert!(!others.is_empty());
        let numbers: Vec<Vec<u8>> = others.iter().map(|record| record.as_bytes().to_vec()).collect();
        let texts: Vec<Vec<u8>> = others.iter().map(|record| record.to_string().into_bytes()).collect();
        assert!(!has_any(&image, &numbers) && !has_any(&image, &texts), "{name} knows of a record of others");
        let own: Vec<Vec<u8>> = scope.iter().map(|record| record.as_bytes().to_vec()).collect();
        assert!(has_any(&image, &own), "what is there would be found");
    }
}

/// Who may be known at which post.
fn is_of(post: &str, guest: Guest) -> bool {
    let of_the_pier = [ROSA.name, MUELLE_GUEST.name];
    let of_the_airport = [ROSA.name, TOCUMEN_GUEST.name];
    let of_the_pass = [BRUNO.name, PASO_GUEST.name];
    match post {
        "muelle" => of_the_pier.contains(&guest.name),
        "tocumen" => of_the_airport.contains(&guest.name),
        _ => of_the_pass.contains(&guest.name),
    }
}

/// Whether any of some texts of one length stands in bytes.
fn has_any(bytes: &[u8], sought: &[Vec<u8>]) -> bool {
    let sought: HashSet<&[u8]> = sought.iter().map(Vec::as_slice).collect();
    let length = sought.iter().next().map_or(1, |text| text.len());
    bytes.windows(length).any(|window| sought.contains(window))
}

fn records(ledger: &Ledger) -> BTreeSet<Uuid> {
    let read = |door: &mut ledger::Reader<'_>| -> Result<BTreeSet<Uuid>, Fault> {
        let mut all = BTreeSet::new();
        for kind in ["person", "case", "intent", "household"] {
            all.extend(door.records_of(kind)?);
        }
        Ok(all)
    };
    ledger.read(read).unwrap()
}

/// Everything that a site can say with its keys.
fn told(ledger: &Ledger) -> String {
    let read = |door: &mut ledger::Reader<'_>| -> Result<String, Fault> {
        let mut all = String::new();
        for kind in ["person", "case", "intent", "household"] {
            for record in door.records_of(kind)? {
                door.entries(record)?.iter().for_each(|entry| all.push_str(&entry.body.to_string()));
            }
        }
        Ok(all)
    };
    ledger.read(read).unwrap()
}

/// Every byte of a folder.
fn image_of(folder: &Path) -> Vec<u8> {
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files.filter(|path| path.is_file()).flat_map(|path| std::fs::read(path).unwrap()).collect()
}

#[test]
fn no_installation_is_told_the_time() {
    let hour = Hour::new(FIRST_DAY);
    let site = Site::new("hq", &hour, None);
    site.hire("admin", "T. Solís", "administrator", "onpar-panama");
    let listed = site.said(&["user", "list"]);
    assert!(listed.contains("admin") && !PASSWORD.is_empty());
    for (mark, why) in [(None, "invented"), (Some("{}"), "invented")] {
        let path = site.folder().join("demo.json");
        std::fs::remove_file(&path).ok();
        mark.into_iter().for_each(|text| std::fs::write(&path, text).unwrap());
        let refused = scenarios::binary::run(&site.about(&["user", "list"]));
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(!refused.status.success() && said.contains(why), "{said}");
    }
    let real = site.folder().to_str().unwrap();
    scenarios::binary::said(&["user", "list", "--data", real]);
    let mut told = scenarios::binary::command(&["user", "list", "--data", real]);
    let listed = told.env("CEIBA_CLOCK", "/nowhere").output().unwrap();
    assert!(listed.status.success(), "no setting of the environment tells the time");
}
