//! Every page serves everybody: axe-core finds nothing on any kind of page that anybody on the staff can open, in Spanish
//! on a phone of 320 pixels and in English on a screen of 1280, with everything on it unfolded, and on the pages that say
//! what went wrong; of the same pages as other roles see them, on each eighth, on the phone. In neither language has
//! anything to be pushed sideways. The first page, and the public one, weigh 100 KB at most with all they need.

use access::testing::code_of;
use asylum::Child;
use kernel::{Lang, Role};
use scenarios::browser::{Browser, Served, Settings};
use scenarios::corridor::Corridor;
use scenarios::house::{TestHouse, one, one_shown};
use scenarios::people::Somebody;
use std::collections::{BTreeMap, BTreeSet};
use web::{Found, Method, Table};

/// axe-core 4.14, MPL-2.0: see vendor/.
const AXE: &str = include_str!("../../vendor/axe.min.js");

#[test]
fn browser_finds_every_page_accessible_on_a_phone() {
    one_shown(|house| every_page(house, 320));
}

#[test]
fn browser_finds_every_page_accessible_on_a_screen() {
    one_shown(|house| every_page(house, 1280));
}

#[test]
fn browser_loads_the_first_page_in_a_hundred_kilobytes() {
    one(|house| {
        house.hired("admin");
        let served = Served::new(house);
        for page in ["/sign-in", "/your-rights"] {
            println!("{page} weighs {} bytes", weight(&served, page));
        }
    });
}

/// What a browser that comes for the first time fetches for a page.
fn weight(served: &Served, page: &str) -> u64 {
    let browser = Browser::start(served, Settings { script: true, width: 320, language: "es" });
    browser.goto(page);
    let weight = browser.look(
        "const all = performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource')); \
         return all.map(e => [e.name, e.transferSize]);",
    );
    let all: Vec<(String, u64)> = serde_json::from_value(weight).unwrap();
    let total: u64 = all.iter().map(|(_, bytes)| bytes).sum();
    assert!(all.len() >= 2, "the style was not seen: {all:?}");
    assert!(all.iter().all(|(name, bytes)| *bytes > 0 || name.ends_with("/favicon.ico")), "{all:?}");
    assert!(total <= 100 * 1024, "{total} bytes: {all:#?}");
    total
}

/// A house in which something stands on every page; answers the files worth looking at beside those found by following
/// links.
pub(super) fn furnish(house: &TestHouse) -> Vec<String> {
    house.on(2024, 6, 3);
    let (border, office) = (house.hired("frontera"), house.hired("registro"));
    for n in 0..14 {
        let name = format!("Ana Inventada {}", ["Uno", "Dos", "Tres", "Cuatro"][n % 4]);
        let person = house.register(&border, &Somebody::named(&name));
        house.intent(&border, &[person], Child::None);
        house.claim(&office, &[person], "onpar-panama", Child::None);
    }
    // A post to which something waits to be sent.
    let post = ledger::Peer::enrolled(
        "guabito-inventado",
        ledger::PeerStanding::Post,
        "chiriqui",
        vec![7; 32],
        [9; 32],
    );
    house.test.ledger.put_peer(&post).unwrap();
    app::exchange::turn::fill(&house.house, "guabito-inventado").unwrap();
    let first = house
        .register(&office, &Somebody::named("Luz Inventada Larga de los Ángeles Fernández-Villavicencio"));
    let second = house.register(&office, &Somebody::child_alone("Sol Inventada"));
    let twice = house.register(&office, &Somebody::named("Ana Inventada Uno"));
    house.perhaps_known(&office, twice);
    // Two files that wait for somebody to look, two that two people joined, and what was written since.
    let again = house.register(&office, &Somebody::named("Ana Inventada Dos"));
    house.paired(&office, twice, again);
    let joined = house.joined(&office, &house.hired("elegibilidad2"), twice, first);
    let home = house.household(&office, first, second);
    house.scan("registro", first);
    house.photographs("registro", first);
    // Two on one claim, with a letter; a file opened in an emergency; another system.
    let couple =
        ["Paz Inventada", "Mar Inventada"].map(|name| house.register(&office, &Somebody::named(name)));
    let couple = house.claim(&office, &couple, "onpar-panama", Child::None);
    let day = house.today().to_string();
    house.step(&office, couple, "admit", &[("admitted_on", &day)]).unwrap();
    house.receipt(&office, couple);
    house.card(&office, couple);
    house.emergency(&border);
    house.watched(&border);
    house.system("Registro civil", Role::Reviewer, "onpar-panama");
    let alone = house.register(&office, &Somebody::child_alone("Inés Inventada"));
    // A girl looks for her sister, who is to be asked.
    let search = house.looks_for(&office, second, "Inés Inventada", identity::Kin::Sibling);
    house.worth_asking(&house.hired("supervision"), search, alone);
    let child = house.claim(&office, &[alone], "onpar-panama", Child::UnaccompaniedOrSeparated);
    house.step(&office, child, "request_guardian", &[]).unwrap();
    house.intent(&border, &[], Child::UnaccompaniedOrSeparated);
    // Somebody is in a compartment, and something is sealed and asked for.
    let keeper = house.hired("elegibilidad");
    house.holds_compartment(compartment::Compartment::Gbv, &keeper);
    house.seals(&keeper, compartment::Compartment::Gbv, first, "Una anotación inventada.\nDe dos líneas.");
    house.asks_for(&keeper, first, &[compartment::Instruction::OtherRoom]);
    house.tablet("Ventanilla 1", &house.hired("supervision"));
    // Two sites said two things; a post wrote down what headquarters decides; two sites took one step.
    house.differs(&office, first, [1988, 1989]);
    house.is_contested(&office, couple);
    house.dossier(&house.hired("juridica"));
    let mut story = Corridor::new(house, Lang::Es);
    story.reaches_conare();
    house.on(2024, 8, 5);
    let withdraws = house.claim(&office, &[first], "onpar-panama", Child::None);
    let day = house.today().to_string();
    let told = [("withdrawn_on", day.as_str()), ("language", "spa"), ("told", "yes"), ("confirmed", "yes")];
    house.intends(&office, withdraws, "withdraw", &told);
    let (ahead, open) = (house.conare_convenes(), house.conare_convenes());
    house.is_put_on(open, story.case);
    house.everybody_comes(open);
    let mut refused = Corridor::new(house, Lang::Es);
    refused.reaches_conare();
    house.on(2024, 8, 5);
    refused.conare_refuses().the_refusal_is_notified();
    // The term for reconsideration runs out unused: something is overdue.
    house.on(2024, 9, 2);
    statistics::import_bundled(&house.test.ledger).unwrap();
    let sources: &statistics::FactSources = house.house.room();
    let actor = house.hired("estadistica");
    statistics::make_cut(&house.test.ledger, sources, &actor, house.today(), house.today(), None).unwrap();
    let (told, heard, couple) =
        (format!("/cases/{}", refused.case), format!("/cases/{child}"), format!("/cases/{couple}"));
    let (ahead, open) = (format!("/sessions/{ahead}"), format!("/sessions/{open}"));
    let (first, second) = (format!("/people/{first}"), format!("/people/{second}"));
    let (waits, scans) = (format!("/cases/{withdraws}"), format!("{first}/scans"));
    let [replayed, simulated] = simulated(house);
    vec![
        replayed,
        simulated,
        format!("/households/{home}"),
        scans,
        format!("{first}/twice"),
        format!("/duplicates/{joined}"),
        first,
        second,
        told,
        heard,
        couple,
        ahead,
        open,
        waits,
    ]
}

/// A draft replayed over what was recorded, and a caseload: the pages of what came out.
fn simulated(house: &TestHouse) -> [String; 2] {
    let desk = house.desk("supervision");
    let ended = |path: String| {
        for _ in 0..600 {
            if !desk.get(&path).body().contains("simulation-progress") {
                return path;
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        panic!("{path} does not end");
    };
    let draft = "id = \"asylum\"\nversion = \"PAN-borrador\"\nvalid_from = \"2030-01-01\"\nbased_on = \"PAN-2018\"\n\
                 names = { es = \"Borrador inventado\", en = \"Invented draft\" }\n\
                 [[terms]]\nid = \"reconsideration\"\nlength = 3\n[[terms]]\nid = \"interview\"\nlength = 9\n";
    desk.get("/procedures/simulations/replay");
    let answers = [("draft", draft), ("cases", "recorded")];
    let replayed = ended(desk.post("/procedures/simulations/replay", &answers).path);
    desk.get("/procedures/simulations/caseload");
    let answers = [("until", "2025"), ("more", "1"), ("seeds", "5"), ("reality", "yes")];
    [replayed, ended(desk.post("/procedures/simulations/caseload", &answers).path)]
}

/// One account for each role, as the demonstration prints them.
pub(super) fn staff() -> Vec<(Role, &'static str)> {
    app::demo::staff::Staff::shown(kernel::Country::new("PAN").unwrap())
        .into_iter()
        .map(|member| (member.role, member.login))
        .collect()
}

/// What is one page among many of its kind: the route, with what makes its page another one.
fn kind_of(table: &Table, path: &str) -> Option<String> {
    let plain = path.split(['?', '#']).next().unwrap_or("");
    let Found::Route(route, parameters) = table.find(Method::Get, plain) else { return None };
    let is_page = !["/language/{lang}", "/assets/{name}", "/favicon.ico", "/healthz"].contains(&route.path)
        && ![".pdf", ".csv", ".json", "/report.html", "/{scan}/file", "/picture"]
            .iter()
            .any(|ending| route.path.ends_with(ending));
    let mut kind = route.path.to_owned();
    for (name, value) in parameters {
        if name == "step" || name == "procedure" {
            kind = kind.replace(&format!("{{{name}}}"), &value);
        }
    }
    is_page.then_some(kind)
}

/// The pages somebody reaches by following links from the start, one of each kind, and those listed.
pub(super) fn pages_of(
    house: &TestHouse,
    table: &Table,
    login: &str,
    more: &[String],
) -> BTreeMap<String, Vec<String>> {
    let desk = house.desk(login);
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut next: Vec<String> = vec!["/".to_owned(), "/account".to_owned()];
    next.extend(more.iter().cloned());
    let mut seen = BTreeSet::new();
    while let Some(path) = next.pop() {
        let Some(kind) = kind_of(table, &path) else { continue };
        let of_kind = found.entry(kind).or_default();
        let is_listed = more.contains(&path);
        if !seen.insert(path.clone()) || (!of_kind.is_empty() && !is_listed) {
            continue;
        }
        let page = desk.get(&path);
        if page.status != 200 {
            continue;
        }
        of_kind.push(path);
        let here = page.links().into_iter().filter(|link| link.starts_with('/') && !link.contains("page="));
        next.extend(here.map(|link| link.split('#').next().unwrap_or("").to_owned()));
    }
    found.retain(|_, paths| !paths.is_empty());
    found
}

/// Pages whose address says more than their route.
pub(super) const MORE: &[&str] = &[
    "/api",
    "/cases?state=all",
    "/cases?state=ended",
    "/statistics?series=applications&by=month",
    "/statistics?series=applications&by=origin,sex",
    "/statistics?series=applications&by=sex,age",
    "/statistics?series=applications&by=month,age",
    "/statistics?series=decisions&by=month,outcome",
    "/statistics?series=pending&by=month",
];

/// The language in which axe-core judges every page of this width. Judging takes most of the time, and what one language
/// alone can break, by longer words, is measured in both.
fn judged_in(width: u32) -> Lang {
    if width == 320 { Lang::Es } else { Lang::En }
}

/// How closely a page is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    /// By axe-core, which takes most of the time.
    Judge,
    /// Its language and whether it fits.
    Measure,
    Pass,
}

impl Look {
    /// For the first who opens such a page, it is judged, and measured in the other language. Of the others, whose pages
    /// differ in their menu and their buttons, each eighth is judged and each eighth measured, on the phone, where a menu
    /// and buttons have the least room.
    fn at(is_known: bool, turn: usize, width: u32, lang: Lang) -> Look {
        let is_phone = width == 320;
        if !is_known {
            return if lang == judged_in(width) { Look::Judge } else { Look::Measure };
        }
        if !is_phone || turn.is_multiple_of(2) != (lang == Lang::Es) {
            return Look::Pass;
        }
        match turn % 8 {
            0 => Look::Judge,
            5 => Look::Measure,
            _ => Look::Pass,
        }
    }
}

fn every_page(house: &TestHouse, width: u32) {
    let mut more = furnish(house);
    more.extend(MORE.iter().map(|path| (*path).to_owned()));
    let table = Table::new(app::wiring::routes()).unwrap();
    let served = Served::new(house);
    let browser = Browser::start(&served, Settings { script: true, width, language: "es" });
    browser.bring(&format!("window.bringAxe = function () {{ {AXE} }};"));
    let mut check = Check { browser: &browser, width, wrong: BTreeMap::new(), looked: 0 };
    let mut kinds: BTreeSet<String> = BTreeSet::new();
    for (at, path) in [
        "/sign-in",
        "/sign-in?again=1",
        "/signed-out",
        "/nothing",
        "/your-rights",
        "/your-rights/guardianship",
    ]
    .into_iter()
    .enumerate()
    {
        let lang = Lang::ALL[at % 2];
        browser.goto(&format!("/language/{}?next={}", lang.tag(), web::percent_encode(path)));
        check.look(path, "visitor", lang);
    }
    for (turn, (role, login)) in staff().into_iter().enumerate() {
        let pages = pages_of(house, &table, login, &more);
        sit_down(&browser, login);
        for lang in Lang::ALL {
            browser.goto(&format!("/language/{}", lang.tag()));
            for (at, (kind, paths)) in pages.iter().enumerate() {
                for path in paths.iter().take(if kinds.contains(kind) { 1 } else { paths.len() }) {
                    let look = Look::at(kinds.contains(kind), at + turn, width, lang);
                    if look != Look::Pass {
                        browser.goto(path);
                    }
                    match look {
                        Look::Judge => check.look(path, role.code(), lang),
                        Look::Measure => check.measure(path, role.code(), lang),
                        Look::Pass => {}
                    }
                }
            }
            check.what_went_wrong(role, lang);
        }
        kinds.extend(pages.into_keys());
        browser.forget();
    }
    for lang in Lang::ALL {
        kinds.extend(behind_a_factor(house, &mut check, lang));
    }
    println!("{} pages looked at, {width} pixels wide", check.looked);
    let wrong: Vec<String> = check
        .wrong
        .iter()
        .map(|(what, places)| format!("{what}\n    on {}", places.join("\n    on ")))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert_eq!(unreached(&table, &kinds), Vec::<String>::new(), "nobody reached these by following links");
}

/// The pages of somebody with a second factor, looked at in the order in which they come, and of somebody who must set
/// one up.
const SIGNING_IN: &[&str] = &[
    "/sign-in/factor",
    "/sign-in/lost",
    "/account/news",
    "/account/codes",
    "/account/factors/{factor}",
    "/sign-in/set-up",
];

fn behind_a_factor(house: &TestHouse, check: &mut Check<'_>, lang: Lang) -> Vec<String> {
    let browser = check.browser;
    let mut looks = |path: &str| {
        // An account reads its own language from when somebody signs in.
        browser.goto(&format!("/language/{}?next={}", lang.tag(), web::percent_encode(path)));
        assert_eq!(browser.path().split('?').next(), Some(path), "this page led elsewhere");
        check.look(path, "somebody with a second factor", lang);
    };
    let hired = |login: &str| {
        let account = house.hire(login, "Rosa Inventada", Role::RegistrationOfficer, "onpar-panama").account;
        house.house.access.account(account).unwrap().unwrap()
    };
    let login = format!("factor-{}", lang.tag());
    let view = hired(&login);
    let secret = house.house.access.offer_app(&view).unwrap().in_groups;
    let code = || code_of(&secret, house.house.clock.now());
    house.house.access.confirm_app(view.account, &code()).unwrap();
    house.later(1);

    browser.goto(&format!("/language/{}", lang.tag()));
    sit_down(browser, &login);
    looks("/sign-in/factor");
    looks("/sign-in/lost");
    browser.goto("/sign-in/factor");
    browser.type_into("code", &code());
    browser.send();
    looks("/account/news");
    looks("/account/codes");
    browser.goto("/account/factors");
    let of_factor =
        "return [...document.links].map(a => a.pathname).find(p => /factors\\/[0-9a-f-]{36}$/.test(p));";
    let factor = browser.look(of_factor).as_str().expect("a link to the factor").to_owned();
    looks(&factor);
    browser.forget();

    house.house.access.set_factor_rules(&Role::ALL, 0, None).unwrap();
    let login = format!("sin-factor-{}", lang.tag());
    hired(&login);
    browser.goto(&format!("/language/{}", lang.tag()));
    sit_down(browser, &login);
    looks("/sign-in/set-up");
    browser.forget();
    house.house.access.set_factor_rules(&[], 0, None).unwrap();
    SIGNING_IN.iter().map(|kind| (*kind).to_owned()).collect()
}

/// The pages of the house that nobody came to by following links.
fn unreached(table: &Table, kinds: &BTreeSet<String>) -> Vec<String> {
    let routes = table.routes().iter().filter(|route| route.method == Method::Get).map(|route| route.path);
    let mut left = Vec::new();
    for route in routes.collect::<BTreeSet<&str>>() {
        let is_page = kind_of(table, &route.replace("{step}", "x").replace("{procedure}", "x")).is_some();
        // The start page leads on at once; so does the one that opens a locked house, while it is open.
        let leads_on = ["/", "/sign-in", "/signed-out", "/unlock"].contains(&route);
        if is_page && !leads_on && !kinds.iter().any(|kind| *kind == route || matches(route, kind)) {
            left.push(route.to_owned());
        }
    }
    left
}

/// The same demand without a browser: quick to run while a page is being made.
#[test]
fn every_page_is_reached_by_following_links() {
    one_shown(|house| {
        let mut more = furnish(house);
        more.extend(MORE.iter().map(|path| (*path).to_owned()));
        let table = Table::new(app::wiring::routes()).unwrap();
        let pages = staff().into_iter().map(|(_, login)| pages_of(house, &table, login, &more));
        let mut kinds: BTreeSet<String> = pages.flat_map(BTreeMap::into_keys).collect();
        kinds.extend(SIGNING_IN.iter().map(|kind| (*kind).to_owned()));
        assert_eq!(
            unreached(&table, &kinds),
            Vec::<String>::new(),
            "nobody reached these by following links"
        );
    });
}

/// Whether a page's kind is one of a route whose parameters are written out.
fn matches(route: &str, kind: &str) -> bool {
    let (route, kind): (Vec<_>, Vec<_>) = (route.split('/').collect(), kind.split('/').collect());
    route.len() == kind.len()
        && route.iter().zip(&kind).all(|(r, k)| r == k || matches!(*r, "{step}" | "{procedure}"))
}

pub(super) fn sit_down(browser: &Browser, login: &str) {
    browser.goto("/sign-in");
    browser.type_into("login", login);
    browser.type_into("password", app::demo::staff::PASSWORD);
    browser.send();
}

struct Check<'a> {
    browser: &'a Browser,
    width: u32,
    /// What is wrong, and where it was seen first.
    wrong: BTreeMap<String, Vec<String>>,
    looked: usize,
}

impl Check<'_> {
    fn found(&mut self, what: String, place: &str) {
        let places = self.wrong.entry(what).or_default();
        if places.len() < 3 {
            places.push(place.to_owned());
        }
    }

    /// Whether a page says its language and fits its screen, folded and unfolded.
    fn measure(&mut self, path: &str, who: &str, lang: Lang) {
        self.looked += 1;
        let place = format!("{path} as {who} in {} at {}", lang.tag(), self.width);
        let seen: Measured = serde_json::from_value(self.browser.look(&measure())).expect("measures");
        if seen.lang != lang.tag() {
            self.found(format!("the page says it is in {}", seen.lang), &place);
        }
        for (over, who, is_unfolded) in seen.over.into_iter().filter(|(over, ..)| *over > 0) {
            self.found(format!("{over} pixels too wide (unfolded: {is_unfolded}): {who}"), &place);
        }
    }

    /// All of that, and what axe-core says of it.
    fn look(&mut self, path: &str, who: &str, lang: Lang) {
        self.measure(path, who, lang);
        let place = format!("{path} as {who} in {} at {}", lang.tag(), self.width);
        let violations = self.browser.look_async(RUN);
        for violation in violations.as_array().expect("axe answers") {
            let text = |key: &str| violation[key].as_str().unwrap_or("").to_owned();
            let nodes = violation["nodes"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|n| n.as_str().unwrap_or("").to_owned());
            let first = nodes.take(2).collect::<Vec<_>>().join("\n      ");
            self.found(format!("{}: {}\n      {first}", text("id"), text("help")), &place);
        }
    }

    /// The forms of a role sent empty: errors at their fields.
    fn what_went_wrong(&mut self, role: Role, lang: Lang) {
        let statement = first_statement();
        let forms = match role {
            Role::BorderOfficer => vec!["/people/new", "/intents/new"],
            Role::RegistrationOfficer => vec!["/documents/verify"],
            Role::LegalAdviser => vec![statement.as_str(), "/procedures/dossiers/new"],
            Role::Statistician => vec!["/statistics"],
            Role::Administrator => vec!["/accounts/new", "/offices/new", "/account"],
            Role::PledgeFocalPoint => vec!["/pledges/GRF-07384"],
            _ => vec![],
        };
        for path in forms {
            self.browser.goto(path);
            self.browser.look(
                "const f = [...document.forms].filter(f => f.method === 'post' && !f.action.endsWith('/sign-out'))[0]; \
                 for (const e of f.elements) { if (e.type === 'text' || e.tagName === 'TEXTAREA') { e.value = ''; } }",
            );
            self.browser.skip_the_menu();
            self.browser.send();
            self.look(&format!("{path}, sent empty"), role.code(), lang);
        }
        if lang == judged_in(self.width) {
            self.browser.goto("/nothing");
            self.look("/nothing", role.code(), lang);
        }
    }
}

/// The page on which a lawyer confirms what the law says first.
fn first_statement() -> String {
    let law = app::country::load("pan", None).unwrap();
    let first = law.statements().into_iter().find(|s| s.is_law()).unwrap();
    format!("/procedures/statements/{:032x}", first.number())
}

/// What is measured on a page, in one look: each costs more than it sees.
#[derive(serde::Deserialize)]
struct Measured {
    lang: String,
    /// By how many pixels it is too wide, what sticks out furthest, and whether everything was unfolded.
    over: Vec<(i64, serde_json::Value, bool)>,
}

fn measure() -> String {
    format!(
        "const worst = () => {{ {WIDEST} }}; \
         const wide = is_unfolded => {{ const e = document.documentElement; \
             const over = e.scrollWidth - window.innerWidth; return [over, over > 0 ? worst() : null, is_unfolded]; }}; \
         const folded = wide(false); \
         document.querySelectorAll('details').forEach(d => {{ d.open = true; }}); \
         return {{ lang: document.documentElement.lang, over: [folded, wide(true)] }};"
    )
}

/// The element that sticks out furthest.
pub(super) const WIDEST: &str = "let worst = null; for (const e of document.body.querySelectorAll('*')) { \
    const r = e.getBoundingClientRect().right; if (r > window.innerWidth + 0.5 && (!worst || r > worst[0])) { \
    worst = [r, e.tagName.toLowerCase() + '.' + e.className + ' ' + (e.innerText || '').slice(0, 60)]; } } return worst;";

/// Every rule that is on by default. None of them reads style sheets by itself, and nobody asks for the place of a finding by
/// its selector: both are left out: on five pages they took a tenth to a fifth of the time.
const RUN: &str = "const done = arguments[arguments.length - 1]; \
    if (!window.axe) window.bringAxe(); \
    window.axe.run(document, { resultTypes: ['violations'], selectors: false, preload: { assets: ['media'] } }).then( \
        r => done(r.violations.map(v => ({ id: v.id, help: v.help, \
            nodes: v.nodes.map(n => n.html.slice(0, 300) + ' — ' + n.failureSummary.replace(/\\s+/g, ' ').slice(0, 300)) }))), \
        e => done([{ id: 'axe', help: String(e), nodes: [] }]));";
