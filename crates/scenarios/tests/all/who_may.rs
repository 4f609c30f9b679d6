//! Nobody sees or does what the policies do not give them. For every route of the house, for everybody on the staff and
//! for a stranger, with files of the own office, of another office, handed over by the own office, of a child elsewhere,
//! and with something sealed about them, with an id that does not exist: the answer is the one in `matrix.txt`, and the one the policies give. What may not
//! be seen and what does not exist look the same to the byte. A list shows exactly the rows that would open one by one.
//!
//! Operations for other systems are asked the same way, by a system of each role with a token.
//!
//! After a change of routes or policies: `cargo test -p scenarios --test all -- --ignored write_the_matrix`, and read
//! the difference before it is committed.

use access::{Kind, Permission, Resource, Who};
use asylum::Child;
use casework::Laws;
use compartment::Compartment;
use kernel::{Actor, CaseId, Office, Role};
use ledger::Stamp;
use scenarios::house::{TestHouse, both, one};
use scenarios::people::Somebody;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use uuid::Uuid;
use web::api::Operation;
use web::client::{Client, Seen};
use web::{Method, Route};

/// Everybody of the matrix works at this post, whatever the role: only the relation to the file differs.
const OWN: &str = "meteti";
const OTHER: &str = "chiriqui";

/// How a file is related to whoever asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Relation {
    Own,
    Other,
    Former,
    ChildElsewhere,
    /// Of the own office, and something is sealed about them.
    Sealed,
    Absent,
}
use Relation::{Absent, ChildElsewhere, Former, Other, Own, Sealed};
const RELATIONS: [Relation; 6] = [Own, Other, Former, ChildElsewhere, Sealed, Absent];

/// The one role of the matrix whose person is in a compartment.
const IN_CIRCLE: Role = Role::EligibilityOfficer;

/// The house with a file of each kind in each relation.
struct Stage<'a> {
    house: &'a TestHouse,
    files: BTreeMap<(Kind, Relation), Uuid>,
    /// A task of each case.
    tasks: BTreeMap<Uuid, String>,
    /// A letter issued from each case.
    issued: BTreeMap<Uuid, Uuid>,
    /// A card of each case.
    cards: BTreeMap<Uuid, Uuid>,
    account: Uuid,
    client: Uuid,
    tablet: access::TabletId,
    session: commission::SessionId,
    /// A file that somebody opened in an emergency, and an incident.
    opening: Uuid,
    /// A statement of the law that waits for a lawyer.
    statement: u128,
    dossier: Uuid,
    /// Two files of the own office that may be one person's.
    pairing: Uuid,
    traced: Traced,
    breach: Uuid,
    /// Much reading, a decoy and a planned erasure.
    alarm: Uuid,
    decoy: Uuid,
    plan: Uuid,
}

impl<'a> Stage<'a> {
    fn set(house: &'a TestHouse) -> Stage<'a> {
        let mut files = BTreeMap::new();
        let own = house.hire("alta.own", "Alta Inventada", Role::RegistrationOfficer, OWN);
        let other = house.hire("alta.other", "Alta Inventada", Role::RegistrationOfficer, OTHER);
        let adult = |name: &str| Somebody::named(&format!("{name} Inventada"));
        let child = |name: &str| Somebody::child_alone(&format!("{name} Inventada"));
        files.insert((Kind::Person, Own), house.register(&own, &adult("Ana")).0);
        files.insert((Kind::Person, Other), house.register(&other, &adult("Eva")).0);
        files.insert((Kind::Person, ChildElsewhere), house.register(&other, &child("Inés")).0);
        let told = house.register(&own, &adult("Zoe"));
        let keeper = house.hire(&login(IN_CIRCLE), "Quien Pregunta", IN_CIRCLE, OWN);
        house.holds_compartment(Compartment::Gbv, &keeper);
        house.seals(&keeper, Compartment::Gbv, told, "una anotación");
        files.insert((Kind::Person, Sealed), told.0);
        let former = house.register(&own, &adult("Rosa"));
        house.hand_over(&own, former, OTHER);
        files.insert((Kind::Person, Former), former.0);

        let home = |actor: &Actor, a: &str, b: Somebody| {
            let (a, b) = (house.register(actor, &adult(a)), house.register(actor, &b));
            house.household(actor, a, b).0
        };
        files.insert((Kind::Household, Own), home(&own, "Luz", adult("Sol")));
        files.insert((Kind::Household, Other), home(&other, "Mar", adult("Paz")));
        files.insert((Kind::Household, ChildElsewhere), home(&other, "Flor", child("Alba")));

        let intent = |actor: &Actor, who: Somebody, child: Child| {
            let person = house.register(actor, &who);
            house.intent(actor, &[person], child)
        };
        files.insert((Kind::Intent, Own), intent(&own, adult("Nora"), Child::None));
        files.insert((Kind::Intent, Other), intent(&other, adult("Iris"), Child::None));
        let alone = Child::UnaccompaniedOrSeparated;
        files.insert((Kind::Intent, ChildElsewhere), intent(&other, child("Vera"), alone));

        let case = |actor: &Actor, who: Somebody, child: Child| {
            let person = house.register(actor, &who);
            house.claim(actor, &[person], &actor.office.0, child)
        };
        let former = case(&own, adult("Elsa"), Child::None);
        let cases = [
            (Own, case(&own, adult("Olga"), Child::None)),
            (Other, case(&other, adult("Alma"), Child::None)),
            (Former, former),
            (ChildElsewhere, case(&other, child("Lía"), alone)),
        ];
        let mut tasks = BTreeMap::new();
        let mut issued = BTreeMap::new();
        let mut cards = BTreeMap::new();
        let day = house.today().to_string();
        for (relation, case) in cases {
            let admitter = if relation == Own || relation == Former { &own } else { &other };
            house.step(admitter, case, "admit", &[("admitted_on", &day)]).unwrap();
            files.insert((Kind::Case, relation), case.0);
            let rows = house.test.ledger.read(|r| casework::case::load(r, case)).unwrap().unwrap();
            tasks.insert(case.0, rows.state.open_tasks()[0].task.clone());
            issued.insert(case.0, house.receipt(admitter, case));
            cards.insert(case.0, house.card(admitter, case));
        }
        let laws: &Laws = house.house.room();
        let stamp = Stamp::new(own.clone());
        let sent = house
            .test
            .ledger
            .write(|tx| casework::assign::send(tx, laws, &stamp, former, Office::from(OTHER), ""));
        sent.map(drop).map_err(|e| e.to_string()).unwrap();
        for kind in Kind::ALL {
            files.insert((kind, Absent), Uuid::from_u128(0x018f_0000_0000_7000_8000_0000_0000_0bad));
        }
        // Tables exist once somebody has made a cut.
        let sources: &statistics::FactSources = house.house.room();
        let today = house.today();
        let statistician = house.hire("corte", "Corte Inventado", Role::Statistician, OTHER);
        statistics::make_cut(&house.test.ledger, sources, &statistician, today, today, None).unwrap();
        let account = house.hire("otra", "Otra Inventada", Role::Reviewer, OTHER).account.0;
        let client = house.system("matriz", Role::Reviewer, OTHER).client.0;
        let boss = house.hire("jefa.own", "Jefa Inventada", Role::Supervisor, OWN);
        house.tablet("Ventanilla 1", &boss);
        let tablet = house.house.access.tablets().unwrap()[0].tablet;
        let session = house.conare_convenes();
        let (opening, breach) = house.emergency(&own);
        let (alarm, decoy, plan) = house.watched(&own);
        let laws: &casework::Laws = house.house.room();
        let statement = laws.law().for_lawyers()[0].number();
        let dossier = house.dossier(&house.hired("juridica"));
        let pairing = house.paired(
            &own,
            kernel::PersonId(files[&(Kind::Person, Own)]),
            kernel::PersonId(files[&(Kind::Person, Sealed)]),
        );
        let traced = traced(house, &own, &files);
        Stage {
            house,
            files,
            tasks,
            issued,
            cards,
            account,
            client,
            tablet,
            session,
            opening,
            statement,
            dossier,
            pairing,
            traced,
            breach,
            alarm,
            decoy,
            plan,
        }
    }

    /// Somebody of a role at the own post.
    fn who(&self, role: Role) -> Who {
        let login = login(role);
        let actor = self.house.hire(&login, "Quien Pregunta", role, OWN);
        self.house.house.access.account(actor.account).unwrap().unwrap().who()
    }
    fn client(&self, role: Option<Role>) -> Client {
        let client = self.house.stranger();
        if let Some(role) = role {
            self.who(role);
            client.sign_in(&login(role));
        }
        client
    }

    /// The address of a route with its file in this relation; nothing when there is no such file.
    fn address(&self, route: &Route, relation: Relation) -> Option<String> {
        let file = route.target.file();
        let id = match file {
            Some((kind, _)) => Some(*self.files.get(&(kind, relation))?),
            None => None,
        };
        let part = |segment: &str| -> String {
            let Some(name) = segment.strip_prefix('{').and_then(|s| s.strip_suffix('}')) else {
                return segment.to_owned();
            };
            match (name, file, id) {
                (name, Some((_, target)), Some(id)) if name == target => id.to_string(),
                ("step", _, _) if route.path.starts_with("/procedures/dossiers") => "write_draft".to_owned(),
                ("step", _, _) => "record_document".to_owned(),
                ("task", _, Some(id)) => self.tasks.get(&id).cloned().unwrap_or_else(|| "none".to_owned()),
                // Nothing waits and nothing is contested: whoever may is told so.
                ("waiting", ..) => Uuid::from_u128(7).to_string(),
                ("entry", ..) => "00".to_owned(),
                ("letter", ..) => "receipt".to_owned(),
                ("issued", _, Some(id)) => self.issued.get(&id).copied().unwrap_or_default().to_string(),
                ("card", _, Some(id)) => self.cards.get(&id).copied().unwrap_or_default().to_string(),
                ("account", ..) => self.account.to_string(),
                ("tablet", ..) => self.tablet.to_string(),
                ("client", ..) => self.client.to_string(),
                ("series", ..) => "applications".to_owned(),
                ("session", ..) => self.session.to_string(),
                ("case", None, _) => self.files[&(Kind::Case, Own)].to_string(),
                ("remedy", ..) => Uuid::from_u128(7).to_string(),
                ("opening", ..) => self.opening.to_string(),
                ("alarm", ..) => self.alarm.to_string(),
                ("decoy", ..) => self.decoy.to_string(),
                ("plan", ..) => self.plan.to_string(),
                ("dossier", ..) => self.dossier.to_string(),
                ("pairing", ..) => self.pairing.to_string(),
                ("search", Some(_), Some(id)) => {
                    self.traced.searches.get(&id).copied().unwrap_or_default().to_string()
                }
                ("search", ..) => self.traced.search.to_string(),
                ("found", ..) => self.traced.found.to_string(),
                ("lead", _, Some(id)) => self.traced.leads.get(&id).copied().unwrap_or_default().to_string(),
                ("breach", ..) => self.breach.to_string(),
                ("office", ..) => "senniaf".to_owned(),
                ("compartment", ..) => Compartment::Gbv.code().to_owned(),
                // Nobody simulated anything: whoever may is told so.
                ("run", ..) => Uuid::from_u128(7).to_string(),
                // There is none of this number, and whoever may is told so.
                ("scan", ..) => "0".to_owned(),
                ("lang", ..) => "es".to_owned(),
                ("procedure", ..) => "asylum".to_owned(),
                ("pledge", ..) => "GRF-07384".to_owned(),
                ("statement", ..) => format!("{:032x}", self.statement),
                // Whoever asks has no factor, and another's is not there.
                ("factor", ..) => Uuid::from_u128(8).to_string(),
                ("name", ..) => web::layout::assets()[0].name.clone(),
                (name, ..) => panic!("what stands for {{{name}}} of {}?", route.path),
            }
        };
        Some(route.path.split('/').map(part).collect::<Vec<_>>().join("/"))
    }

    fn ask(&self, client: &Client, route: &Route, relation: Relation) -> Option<Seen> {
        let address = self.address(route, relation)?;
        let seen = match route.method {
            Method::Get => client.send("GET", &address, None, &[]),
            // Only the form's token: whoever may is told what is missing, whoever may not is not.
            Method::Post => {
                let token = client.filled("", &[]).text("_csrf").to_owned();
                // Some forms begin with a choice of theirs that must be one of what the page showed.
                let somebody = Uuid::from_u128(9).to_string();
                let chosen = [("_csrf", token.as_str()), ("person", somebody.as_str()), ("place", "0")];
                let body = web::Fields::from_pairs(chosen).encode();
                client.send("POST", &address, Some(body.into_bytes()), &[])
            }
        };
        Some(seen)
    }
}

/// Who looks for whom.
struct Traced {
    /// A search of each person, and a lead to each of them: somebody asked them, and they think about it.
    searches: BTreeMap<Uuid, Uuid>,
    leads: BTreeMap<Uuid, Uuid>,
    /// A search of a child of the own office and another child who may be the one: for pages about no single file.
    search: Uuid,
    found: Uuid,
}

fn traced(house: &TestHouse, own: &Actor, files: &BTreeMap<(Kind, Relation), Uuid>) -> Traced {
    let [seeker, found] = ["Busca Inventada", "Perdida Inventada"]
        .map(|name| house.register(own, &Somebody { alone: false, ..Somebody::child_alone(name) }));
    let kin = identity::Kin::OtherRelative;
    let search = house.looks_for(own, seeker, "Perdida Inventada", kin);
    house.worth_asking(own, search, found);
    let (mut searches, mut leads) = (BTreeMap::new(), BTreeMap::new());
    for ((_, relation), id) in files.iter().filter(|((kind, _), _)| *kind == Kind::Person) {
        if *relation == Absent {
            continue;
        }
        let person = kernel::PersonId(*id);
        searches.insert(*id, house.looks_for(own, person, "Perdida Inventada", kin));
        let lead = house.worth_asking(own, search, person);
        house.thinks_about_it(own, lead);
        leads.insert(*id, lead);
    }
    Traced { searches, leads, search, found: found.0 }
}

/// A system of each role with every permission, and its token; administrators have none, for no system administers.
fn token(stage: &Stage<'_>, asker: Option<Role>) -> Option<String> {
    let role = asker.filter(|role| *role != Role::Administrator)?;
    Some(stage.house.token(&login(role), role, OWN))
}

/// Asks an operation as a system does: the token, and of a command only an empty body, so that whoever may is told what
/// is missing and whoever may not is not.
fn ask_api(
    stage: &Stage<'_>,
    token: Option<&str>,
    operation: &Operation,
    relation: Relation,
) -> Option<Seen> {
    let address = stage.address(&operation.route(), relation)?;
    let bearer = token.map(|token| format!("Bearer {token}"));
    let mut headers = vec![("content-type", "application/json"), ("if-match", "\"0\"")];
    headers.extend(bearer.as_deref().map(|bearer| ("authorization", bearer)));
    let body = (operation.method == Method::Post).then(|| b"{}".to_vec());
    Some(stage.house.stranger().send(operation.method.name(), &address, body, &headers))
}

/// The letter of an operation, as for a page.
fn api_letter(operation: &Operation, seen: Option<&Seen>) -> char {
    let Some(seen) = seen else { return '-' };
    match seen.status {
        200 | 201 | 422 => 'y',
        409 => 'r',
        401 | 403 | 404 => 'n',
        other => panic!("{} answered {other}:\n{}", operation.id, seen.body()),
    }
}

fn api_cells(stage: &Stage<'_>, operation: &Operation, asker: Option<Role>, token: Option<&str>) -> String {
    let route = operation.route();
    let relations: &[Relation] = if route.target.file().is_some() { &RELATIONS } else { &[Own] };
    let seen: Vec<(Relation, Option<Seen>)> =
        relations.iter().map(|relation| (*relation, ask_api(stage, token, operation, *relation))).collect();
    let absent = seen.iter().find(|(relation, _)| *relation == Absent).and_then(|(_, seen)| seen.clone());
    let who = if token.is_some() { asker } else { None };
    let mut letters = String::new();
    for (relation, seen) in &seen {
        let letter = api_letter(operation, seen.as_ref());
        let may = by_policy(stage, &route, who, *relation);
        assert!(
            letter == '-' || (letter != 'n') == may,
            "{} as {asker:?}, {relation:?}: the house says {letter}, the policies say {may}:\n{}",
            operation.id,
            seen.as_ref().map(Seen::body).unwrap_or_default()
        );
        if let (Some(seen), Some(absent), 'n') = (seen, &absent, letter) {
            assert_eq!((seen.status, &seen.headers), (absent.status, &absent.headers), "{}", operation.id);
            assert!(seen.bytes == absent.bytes, "{}: hidden and absent look different", operation.id);
        }
        letters.push(letter);
    }
    letters
}

fn login(role: Role) -> String {
    format!("matriz.{}", role.code().replace('_', "-"))
}

/// One letter: y permitted, r permitted and then refused with a reason, n not permitted, - there is no such file.
fn letter(route: &Route, seen: Option<&Seen>) -> char {
    let Some(seen) = seen else { return '-' };
    // A tablet that was handed over leads there as well: that is what was asked for.
    let is_there = |to: String| to.starts_with("/sign-in") && !to.starts_with("/sign-in?handed=");
    let to_sign_in = seen.header("location").is_some_and(is_there);
    match seen.status {
        303 if to_sign_in && !route.path.starts_with("/sign-in") => 'n',
        200 | 303 | 413 | 422 => 'y',
        409 => 'r',
        403 | 404 => 'n',
        other => panic!("{route:?} answered {other}:\n{}", seen.text()),
    }
}

/// What the policies say about an invented file in this relation, asked apart from the house.
fn by_policy(stage: &Stage<'_>, route: &Route, role: Option<Role>, relation: Relation) -> bool {
    let access = &stage.house.house.access;
    let Some(role) = role else { return route.permission == Permission::Public };
    if route.permission == Permission::Public {
        return true;
    }
    let who = stage.who(role);
    let Some((kind, _)) = route.target.file() else { return access.may(&who, route.permission, None) };
    let at = |office: &str| Resource::new(kind, Uuid::from_u128(7), Office::from(office));
    let main = |file: Resource| {
        // An intent is worked on by its post and by the office that receives claims.
        if kind == Kind::Intent {
            file.clone().at([file.offices, vec![Office::from("onpar-panama")]].concat())
        } else {
            file
        }
    };
    let file = match relation {
        Own => main(at(OWN)),
        Other => main(at(OTHER)),
        Former => at(OTHER).formerly(vec![Office::from(OWN)]),
        ChildElsewhere => main(at(OTHER)).about_child(true),
        Sealed => main(at(OWN)),
        Absent => return false,
    };
    access.may(&who, route.permission, Some(&file.to_circle(role == IN_CIRCLE)))
}

fn askers() -> Vec<Option<Role>> {
    std::iter::once(None).chain(Role::ALL.into_iter().map(Some)).collect()
}

/// Signing out ends the session that asks; it is asked last of all.
fn routes() -> Vec<Route> {
    let mut routes = app::wiring::routes();
    // The tour exists in a demonstration only; elsewhere there is no such page for anybody.
    routes.retain(|r| r.path != "/tour");
    routes.sort_by_key(|r| (r.path == "/sign-out", r.method == Method::Post, r.path));
    routes
}

/// Asks everything and writes it down; on the way every answer is compared with the policies, and what may not be seen
/// with what does not exist.
fn observed(stage: &Stage<'_>) -> String {
    let routes = routes();
    let operations = stage.house.house.room::<web::api::Operations>().all();
    let mut columns = Vec::new();
    for asker in askers() {
        let seated = || {
            let client = stage.client(asker);
            client.get(if asker.is_some() { "/account" } else { "/sign-in" });
            client
        };
        let client = seated();
        let mut column: Vec<String> = routes
            .iter()
            .map(|route| match route.path {
                // Handing a tablet over ends the session that asks, too.
                "/hand-over" => cells(stage, &seated(), route, asker),
                _ => cells(stage, &client, route, asker),
            })
            .collect();
        let token = token(stage, asker);
        column.extend(operations.iter().map(|op| api_cells(stage, op, asker, token.as_deref())));
        columns.push(column);
    }
    let mut text = String::from(HEAD);
    let name =
        |asker: &Option<Role>| asker.map_or("visitor", Role::code).split('_').next().unwrap().to_owned();
    write!(text, "\n{:<56}{:<20}", "route", "permission").unwrap();
    askers().iter().for_each(|asker| write!(text, "{:<13}", name(asker)).unwrap());
    let of_systems = operations.iter().map(Operation::route).collect::<Vec<_>>();
    for (at, route) in routes.iter().chain(&of_systems).enumerate() {
        let shown = format!("{} {}", route.method.name(), route.path);
        write!(text, "\n{shown:<56}{:<20}", route.permission.code()).unwrap();
        columns.iter().for_each(|column| write!(text, "{:<13}", column[at]).unwrap());
    }
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n") + "\n"
}

const HEAD: &str = "\
# Who may: every route of the house, asked as everybody, with every relation to the file it is about.
# Made by asking the running house; compared with the policies on the way. Six letters stand for a file
#   of the own office, of another office, handed over by the own office, of a child in another office, of the own office
#   with something sealed about it, that does not exist;
# one letter for a page about no file.
#   y permitted   r permitted, and then refused with a reason   n not permitted   - there is no such file
";

/// The headers but for the number that every answer has for the log.
fn headers(seen: &Seen) -> Vec<&(String, String)> {
    seen.headers.iter().filter(|(name, _)| name != "x-request-id").collect()
}

fn cells(stage: &Stage<'_>, client: &Client, route: &Route, asker: Option<Role>) -> String {
    let relations: &[Relation] = if route.target.file().is_some() { &RELATIONS } else { &[Own] };
    let seen: Vec<(Relation, Option<Seen>)> =
        relations.iter().map(|relation| (*relation, stage.ask(client, route, *relation))).collect();
    let absent = seen.iter().find(|(relation, _)| *relation == Absent).and_then(|(_, seen)| seen.clone());
    let mut letters = String::new();
    for (relation, seen) in &seen {
        let letter = letter(route, seen.as_ref());
        let may = by_policy(stage, route, asker, *relation);
        assert!(
            letter == '-' || (letter != 'n') == may,
            "{route:?} as {asker:?}, {relation:?}: the house says {letter}, the policies say {may}:\n{}",
            seen.as_ref().map(Seen::text).unwrap_or_default()
        );
        if let (Some(seen), Some(absent), Some(_)) = (seen, &absent, asker)
            && letter == 'n'
        {
            assert_eq!(seen.status, absent.status, "{route:?} as {asker:?}, {relation:?}");
            assert_eq!(headers(seen), headers(absent), "{route:?} as {asker:?}, {relation:?}");
            assert!(
                seen.bytes == absent.bytes,
                "{route:?} as {asker:?}: a hidden file and an absent one look different"
            );
        }
        letters.push(letter);
    }
    letters
}

fn path() -> std::path::PathBuf {
    scenarios::binary::root().join("crates/scenarios/matrix.txt")
}

#[test]
fn every_route_answers_everybody_as_the_matrix_says() {
    one(|house| {
        let now = observed(&Stage::set(house));
        let committed = std::fs::read_to_string(path()).unwrap_or_default();
        for (line, (was, is)) in committed.lines().zip(now.lines()).enumerate() {
            assert_eq!(is, was, "line {} of matrix.txt is another now", line + 1);
        }
        assert_eq!(
            now.lines().count(),
            committed.lines().count(),
            "routes came or went: write the matrix again"
        );
        each_route_has_an_allowed_and_a_refused_case(&now);
    });
}

#[test]
#[ignore = "writes matrix.txt"]
fn write_the_matrix() {
    one(|house| std::fs::write(path(), observed(&Stage::set(house))).unwrap());
}

fn each_route_has_an_allowed_and_a_refused_case(matrix: &str) {
    for line in matrix.lines().filter(|l| l.starts_with("GET ") || l.starts_with("POST ")) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let letters: String = words[3..].concat();
        assert!(letters.contains(['y', 'r']), "nobody may: {line}");
        // Pages for everybody have no refused asker; what they refuse is said below.
        assert!(letters.contains('n') || words[2] == "public", "everybody may: {line}");
    }
}

#[test]
fn pages_for_everybody_refuse_what_is_not_there_and_what_is_not_asked_so() {
    one(|house| {
        let stranger = house.stranger();
        for absent in ["/assets/none.css", "/assets/", "/language/xx", "/sign-in/x"] {
            stranger.get(absent).expect_status(404);
        }
        for path in ["/assets/none.css", "/favicon.ico", "/healthz", "/signed-out", "/language/es"] {
            assert_eq!(stranger.send("POST", path, Some(Vec::new()), &[]).status, 405, "POST {path}");
            assert_eq!(stranger.send("DELETE", path, None, &[]).status, 405, "DELETE {path}");
        }
        assert_eq!(stranger.send("PUT", "/sign-in", None, &[]).status, 405);
        let refused = stranger.try_sign_in("nadie", "no es la clave de nadie");
        refused.expect_status(422);
    });
}

// ---- lists ----

#[test]
fn a_list_shows_exactly_the_rows_that_would_open() {
    both(|house| {
        let stage = Stage::set(house);
        for role in Role::ALL {
            let client = stage.client(Some(role));
            lists_are_exact(&stage, &client, &stage.who(role));
        }
        // The office that receives claims sees those of every post.
        for login in ["registro", "elegibilidad", "conare", "ninez"] {
            let actor = house.hired(login);
            let who = house.house.access.account(actor.account).unwrap().unwrap().who();
            lists_are_exact(&stage, &house.desk(login), &who);
        }
    });
}

fn lists_are_exact(stage: &Stage<'_>, client: &Client, who: &Who) {
    let house = &stage.house.house;
    let list = |kind: Kind,
                permission: Permission,
                open: Permission,
                address: &str,
                prefix: &str,
                all: Vec<Uuid>| {
        let page = if kind == Kind::Person {
            client.get("/people");
            client.post(address, &[("q", "Inventada")])
        } else {
            client.get(address)
        };
        if !house.may(who, open, None) {
            assert_eq!(page.status, 403, "{address} as {:?}", who.role);
            return;
        }
        assert_eq!(page.status, 200, "{address} as {:?}", who.role);
        let shown = ids(&page, prefix);
        let opens = |id: &Uuid| house.ledger.read(|r| house.may_with(r, who, permission, kind, *id)).unwrap();
        let may: BTreeSet<Uuid> = all.into_iter().filter(|id| opens(id)).collect();
        assert_eq!(shown, may, "{address} as {:?} at {}", who.role, who.office.code());
    };
    let rows = |sql: &str| -> Vec<Uuid> {
        let found = ledger::testing::ask(&stage.house.test.place, sql);
        found.iter().map(|row| row.uuid("record").unwrap()).collect()
    };
    use Permission as P;
    let people = rows("select record from person_row");
    list(Kind::Person, P::ReadPerson, P::SearchPeople, "/people", "/people/", people);
    let cases = rows("select record from case_row");
    list(Kind::Case, P::ReadCase, P::ListCases, "/cases?state=all", "/cases/", cases);
    let intents = rows("select record from intent_row");
    list(Kind::Intent, P::ReadIntent, P::ListIntents, "/intents", "/intents/", intents);
    // My day shows nothing that would not open.
    if house.may(who, P::ReadDay, None) {
        for id in ids(&client.get("/day"), "/cases/") {
            let opens = house.ledger.read(|r| house.may_with(r, who, P::ReadCase, Kind::Case, id)).unwrap();
            assert!(opens, "My day of {:?} shows a case that does not open", who.role);
        }
    }
}

fn ids(page: &Seen, prefix: &str) -> BTreeSet<Uuid> {
    page.links()
        .iter()
        .filter_map(|link| link.strip_prefix(prefix))
        .filter_map(|id| id.parse().ok())
        .collect()
}

#[test]
fn whoever_looks_at_a_file_stands_on_it() {
    one(|house| {
        let stage = Stage::set(house);
        let case = CaseId(stage.files[&(Kind::Case, Own)]);
        let desk = house.desk("registro2");
        desk.open(&format!("/cases/{case}"));
        desk.open(&format!("/cases/{case}")).expect("K. Valdés");
        let admin = house.desk("admin");
        admin.open("/read-log").expect("K. Valdés");
        // Whoever was refused did not see it and does not stand there.
        house.desk("frontera2").get(&format!("/cases/{case}")).expect_status(404);
        let reads = house.house.access.reads_of(Kind::Case, case.0).unwrap();
        assert!(reads.iter().all(|read| read.name == "K. Valdés"));
    });
}
