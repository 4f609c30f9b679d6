//! The real house of `app` on a fresh database, with a clock that a test moves and staff in a country's own offices.

use crate::desk::Desk;
use app::demo::staff::{Member, PASSWORD, of_country, office_of};
use app::wiring;
use jiff::civil::{Date, DateTime, Time};
use kernel::{Actor, Lang, Office, Role, SeededRandom};
use ledger::testing::{TestLedger, lite, pg};
use procedure::Law;
use std::sync::Arc;
use web::House;
use web::client::Client;

/// A house of invented people that lasts as long as the test.
pub struct TestHouse {
    pub test: TestLedger,
    pub house: Arc<House>,
    router: axum::Router,
}

/// Runs a story on SQLite and, when there is a server, on PostgreSQL too; after it the log must still prove itself and
/// a rebuild must find the very rows that are there.
pub fn both(story: impl Fn(&TestHouse)) {
    let on = |test: TestLedger| {
        let house = TestHouse::new(test);
        story(&house);
        house.holds();
    };
    on(lite(wiring::schema()));
    if let Some(test) = pg(wiring::schema()) {
        on(test);
    }
}

/// The same as [`both`] in a house that was changed before it opened.
pub fn both_with(change: fn(&mut House), story: impl Fn(&TestHouse)) {
    let law = || app::country::load("pan", None).expect("the law of the country");
    let on = |test: TestLedger| {
        let house = TestHouse::with(law(), test, false, change);
        story(&house);
        house.holds();
    };
    on(lite(wiring::schema()));
    if let Some(test) = pg(wiring::schema()) {
        on(test);
    }
}

/// The same on SQLite alone.
pub fn one_with(change: fn(&mut House), story: impl Fn(&TestHouse)) {
    let law = app::country::load("pan", None).expect("the law of the country");
    let house = TestHouse::with(law, lite(wiring::schema()), false, change);
    story(&house);
    house.holds();
}

/// The same on SQLite alone, for what does not depend on the engine.
pub fn one(story: impl Fn(&TestHouse)) {
    one_in("pan", story);
}

/// A house of another country (its folder of `countries/`), on SQLite.
pub fn one_in(country: &str, story: impl Fn(&TestHouse)) {
    let house = TestHouse::of(country, lite(wiring::schema()));
    story(&house);
    house.holds();
}

/// One story in a house of invented people that says so on every page, and has its tour.
pub fn one_shown(story: impl Fn(&TestHouse)) {
    let house = TestHouse::furnished("pan", lite(wiring::schema()), true);
    story(&house);
    house.holds();
}

/// The same in a house whose English is strange: see [`crate::pseudo`].
pub fn one_strange(story: impl Fn(&TestHouse)) {
    let folder = crate::pseudo::country("pan");
    let law = app::country::load("pan", Some(folder.path())).expect("the strange law");
    let letters = app::country::letters("pan", Some(folder.path())).expect("the strange letters");
    let house = TestHouse::with(law, lite(wiring::schema()), true, |house| {
        house.words = Arc::new(crate::pseudo::words());
        house.rooms.put(asylum::letter::Letters::new(letters)).put(crate::pseudo::way());
    });
    story(&house);
    house.holds();
}

impl TestHouse {
    /// Panama's house around an empty ledger. Nobody is hired yet: see [`TestHouse::desk`].
    pub fn new(test: TestLedger) -> TestHouse {
        TestHouse::of("pan", test)
    }
    /// The house of a country around an empty ledger.
    pub fn of(country: &str, test: TestLedger) -> TestHouse {
        TestHouse::furnished(country, test, false)
    }
    /// The house of a post, which knows that it is one.
    pub fn of_site(test: TestLedger, site: app::exchange::site::Site) -> TestHouse {
        let law = app::country::load("pan", None).expect("the law of the country");
        TestHouse::with(law, test, false, |house| site.moves_into(&mut house.rooms))
    }
    /// The house of an operator who decided something.
    pub fn of_settings(test: TestLedger, settings: web::Settings) -> TestHouse {
        let law = app::country::load("pan", None).expect("the law of the country");
        TestHouse::with(law, test, false, |house| {
            house.rooms.put(settings);
        })
    }
    fn furnished(country: &str, test: TestLedger, demo: bool) -> TestHouse {
        let law = app::country::load(country, None).expect("the law of the country");
        TestHouse::with(law, test, demo, |_| ())
    }
    fn with(law: Law, test: TestLedger, demo: bool, change: impl FnOnce(&mut House)) -> TestHouse {
        let random = Arc::new(SeededRandom::new(5));
        let house = wiring::house(test.ledger.clone(), law, test.clock.clone(), random, demo, false);
        let mut house = house.expect("the house");
        house.access = access::testing::hashing_at_no_cost(&house.access);
        change(&mut house);
        let house = Arc::new(house);
        // Stories begin with a password alone; the one about second factors asks for more.
        house.access.set_factor_rules(&[], 0, None).expect("rules");
        let router = web::router(house.clone(), wiring::routes()).expect("routes");
        TestHouse { test, house, router }
    }

    pub fn router(&self) -> axum::Router {
        self.router.clone()
    }

    /// A browser whose requests come from this address.
    pub fn stranger_at(&self, address: &str) -> Client {
        let from = std::net::SocketAddr::new(address.parse().expect("an address"), 40_000);
        Client::new(self.router().layer(axum::Extension(axum::extract::ConnectInfo(from))), PASSWORD)
    }
    /// A tablet that somebody enrolled for the office of an account, as a browser that nobody has signed in from.
    pub fn tablet(&self, name: &str, by: &Actor) -> Client {
        let made = self.house.access.add_tablet_code(name, &by.office, by.account).expect("a code");
        let tablet = self.stranger();
        tablet.get("/enrol");
        let seen = tablet.post("/enrol", &[("code", &made.code)]);
        assert!(seen.path.starts_with("/sign-in"), "{}:\n{}", seen.path, seen.text());
        tablet
    }

    /// Moves the clock to ten in the morning of a day in the country.
    pub fn on(&self, year: i16, month: i8, day: i8) {
        let day = jiff::civil::date(year, month, day);
        let at = DateTime::from_parts(day, Time::constant(10, 0, 0, 0));
        self.test.clock.set(at.to_zoned(self.house.country.zone.clone()).unwrap().timestamp());
    }
    /// Lets a microsecond pass, which no page shows.
    pub fn passes(&self) {
        use kernel::Clock;
        let now = self.test.clock.now();
        self.test.clock.set(now.checked_add(jiff::SignedDuration::from_micros(1)).unwrap());
    }

    /// Lets some minutes pass.
    pub fn later(&self, minutes: i64) {
        use kernel::Clock;
        let span = jiff::SignedDuration::from_mins(minutes);
        self.test.clock.set(self.test.clock.now().checked_add(span).unwrap());
    }
    pub fn today(&self) -> Date {
        self.house.today()
    }

    /// Hires the member of the demonstration's staff of this login, unless that was done.
    pub fn hired(&self, login: &str) -> Actor {
        let member = self.staff().iter().find(|m| m.login == login);
        let member = member.unwrap_or_else(|| panic!("nobody on the staff is called {login}"));
        let office = office_of(member, self.house.room::<casework::Laws>().law()).expect("an office");
        self.hire(member.login, member.name, member.role, office.code())
    }
    /// Hires somebody for a role and an office, unless that was done.
    pub fn hire(&self, login: &str, name: &str, role: Role, office: &str) -> Actor {
        let access = &self.house.access;
        let office = Office::from(office);
        if let Some(known) = access.account_of_login(login).unwrap() {
            return Actor { account: known.who().account, role, office };
        }
        let new =
            access::NewAccount { login, name, role, office: &office, lang: Lang::Es, password: PASSWORD };
        let account = access.add_account(&new, None).unwrap();
        Actor { account, role, office }
    }
    /// The whole staff of the demonstration.
    pub fn hire_all(&self) -> Vec<&'static Member> {
        self.staff().iter().inspect(|m| drop(self.hired(m.login))).collect()
    }
    fn staff(&self) -> &'static [Member] {
        of_country(self.house.country.country)
    }

    /// Registers another system with every permission an operation asks for.
    pub fn system(&self, name: &str, role: Role, office: &str) -> access::NewSecret {
        let operations = self.house.room::<web::api::Operations>().all();
        let scopes: Vec<access::Permission> = operations.iter().map(|op| op.permission).collect();
        self.system_for(name, role, office, &scopes)
    }
    /// Registers another system with these permissions, for a year.
    pub fn system_for(
        &self,
        name: &str,
        role: Role,
        office: &str,
        scopes: &[access::Permission],
    ) -> access::NewSecret {
        let year = jiff::SignedDuration::from_hours(24 * 365);
        let new = access::NewClient {
            name,
            owner: "Institución Inventada",
            purpose: "Pruebas",
            role,
            office: &Office::from(office),
            scopes,
            expires_at: self.house.clock.now().checked_add(year).unwrap(),
        };
        self.house.access.add_client(&new, None).unwrap()
    }
    /// A token of a new system of this role and office, with every permission.
    pub fn token(&self, name: &str, role: Role, office: &str) -> String {
        self.token_of(&self.system(name, role, office))
    }
    /// A token of a system.
    pub fn token_of(&self, system: &access::NewSecret) -> String {
        let client = system.client.to_string();
        let ask =
            access::TokenAsk { client: &client, secret: &system.secret, scope: None, address: "192.0.2.7" };
        self.house.access.grant(&ask).unwrap().token
    }

    /// A browser in which nobody has signed in.
    pub fn stranger(&self) -> Client {
        Client::new(self.router(), PASSWORD)
    }
    /// A browser in which somebody of the staff has just signed in, reading Spanish.
    pub fn desk(&self, login: &str) -> Desk {
        self.desk_in(login, Lang::Es)
    }
    pub fn desk_in(&self, login: &str, lang: Lang) -> Desk {
        if self.staff().iter().any(|m| m.login == login) {
            self.hired(login);
        }
        let client = self.stranger();
        client.sign_in(login);
        if lang != Lang::Es {
            client.get(&format!("/language/{}", lang.tag()));
        }
        Desk::new(client, lang)
    }

    /// A sentence of the language files.
    pub fn says(&self, lang: Lang, key: &str) -> String {
        assert!(self.house.words.has(lang, key), "nobody says {key}");
        self.house.words.t(lang, key, &[])
    }
    /// The name of a step of the claim's procedure.
    pub fn step_name(&self, lang: Lang, step: &str) -> String {
        let law = self.house.room::<casework::Laws>().law();
        let found = law.procedures.iter().find_map(|p| p.steps.iter().find(|s| s.id == step));
        found.unwrap_or_else(|| panic!("no step {step}")).names.in_lang(lang).to_owned()
    }
    /// The name of a stage of the claim's procedure.
    pub fn stage_name(&self, lang: Lang, stage: &str) -> String {
        let law = self.house.room::<casework::Laws>().law();
        let claim = law.procedures.iter().find(|p| p.id == asylum::CLAIM).unwrap();
        claim.stage(stage).unwrap_or_else(|| panic!("no stage {stage}")).names.in_lang(lang).to_owned()
    }

    /// Verify passes, and a rebuild equals the live rows.
    pub fn holds(&self) {
        let ledger = &self.test.ledger;
        ledger.verify(|_| ()).expect("the log proves itself");
        let live = ledger.digest().unwrap();
        assert_eq!(
            ledger.rebuild(|_| ()).unwrap().digest,
            live,
            "a rebuild gives other rows than the live ones"
        );
    }
}
