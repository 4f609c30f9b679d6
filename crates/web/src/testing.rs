//! A whole house for tests: fresh ledger, one account a role, any areas, a browser in front.

use crate::client::Client;
use crate::{Area, CountryFacts, House, Names, OfficeFacts, Relations, Rooms, Route, Words, router};
use access::testing::{PASSWORD, access, account, hashing_at_no_cost};
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use kernel::{AccountId, Clock, Country, Lang, Office, Role, SeededRandom};
use ledger::Schema;
use ledger::testing::{TestLedger, lite};
use std::sync::Arc;

/// A house of invented people that lasts as long as the test.
pub struct TestHouse {
    pub test: TestLedger,
    pub house: Arc<House>,
    pub routes: Vec<Route>,
    router: axum::Router,
}

/// The areas every house has: accounts, which live below this crate, and the page kit.
pub fn ground() -> Vec<Area> {
    let accounts = Area {
        name: "access",
        routes: Vec::new(),
        migrations: access::MIGRATIONS.to_vec(),
        records: Vec::new(),
        locales: &[
            (Lang::Es, include_str!("../../../locales/es/access.ftl")),
            (Lang::En, include_str!("../../../locales/en/access.ftl")),
        ],
        nav: Vec::new(),
    };
    vec![accounts, crate::area()]
}

/// What the areas of a house bring to its ledger.
pub fn schema(areas: &[Area]) -> Schema {
    Schema {
        migrations: areas.iter().flat_map(|area| area.migrations.clone()).collect(),
        records: areas.iter().flat_map(|area| area.records.clone()).collect(),
    }
}

impl TestHouse {
    /// A house on SQLite with these areas beside the page kit's own.
    pub fn new(areas: Vec<Area>, relations: Relations, rooms: Rooms) -> TestHouse {
        TestHouse::on(lite, areas, relations, rooms)
    }
    /// The same on a ledger that `open` makes, such as [`ledger::testing::lite`].
    pub fn on(
        open: impl FnOnce(Schema) -> TestLedger,
        areas: Vec<Area>,
        relations: Relations,
        rooms: Rooms,
    ) -> TestHouse {
        let areas: Vec<Area> = ground().into_iter().chain(areas).collect();
        let test = open(schema(&areas));
        let mut nav: Vec<_> = areas.iter().flat_map(|area| area.nav.clone()).collect();
        nav.sort_by_key(|nav| nav.order);
        let routes: Vec<Route> = areas.iter().flat_map(|area| area.routes.clone()).collect();
        let sources: Vec<_> = areas.iter().flat_map(Area::sources).collect();
        let words = match Words::new(&sources) {
            Ok(words) => words,
            Err(wrong) => panic!("the words cannot be read:\n{}", wrong.join("\n")),
        };
        let house = Arc::new(House {
            access: hashing_at_no_cost(&access(&test)),
            ledger: test.ledger.clone(),
            clock: test.clock.clone(),
            random: Arc::new(SeededRandom::new(11)),
            words: Arc::new(words),
            country: country(),
            rooms,
            relations,
            nav,
            demo: true,
            secure: false,
            passkeys: access::RelyingParty::new("http://localhost:8080").ok(),
        });
        let router = match router(house.clone(), routes.clone()) {
            Ok(router) => router,
            Err(wrong) => panic!("routes contradict one another:\n{}", wrong.join("\n")),
        };
        TestHouse { test, house, routes, router }
    }

    /// Adds an account; offices are `own` and `other`. Any [`Client`] of this house signs in with its login.
    pub fn account(&self, login: &str, role: Role, office: &str) -> AccountId {
        account(&self.house.access, login, role, office)
    }
    /// A browser that nobody has used.
    pub fn client(&self) -> Client {
        Client::new(self.router.clone(), PASSWORD)
    }
    /// A browser in which somebody of this role, at this office, has signed in.
    pub fn client_of(&self, role: Role, office: &str) -> Client {
        let login = format!("{}.{office}", role.code());
        if self.house.access.account_of_login(&login).is_ok_and(|found| found.is_none()) {
            self.account(&login, role, office);
        }
        let client = self.client();
        client.sign_in(&login);
        client
    }
    pub fn later(&self, minutes: i64) {
        let now = self.test.clock.now();
        self.test.clock.set(now.checked_add(SignedDuration::from_mins(minutes)).unwrap_or(now));
    }
}

fn country() -> CountryFacts {
    let named = |es: &str, en: &str| Names::from([(Lang::Es, es.to_owned()), (Lang::En, en.to_owned())]);
    CountryFacts {
        country: Country::new("PAN").unwrap_or(Country::UNKNOWN),
        names: named("Panamá", "Panama"),
        institution: named("Institución inventada", "Invented institution"),
        zone: TimeZone::get("America/Panama").unwrap_or(TimeZone::UTC),
        offices: vec![
            OfficeFacts { office: Office::from("own"), names: named("Oficina propia", "Own office") },
            OfficeFacts { office: Office::from("other"), names: named("Otra oficina", "Other office") },
        ],
    }
}
