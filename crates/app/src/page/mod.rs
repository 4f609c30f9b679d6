//! The pages that belong to no room: accounts, offices, the log of reads, health, the law in force as text, and the public
//! pages that explain it.

mod account;
mod affiliation;
mod board;
mod client;
mod exchange;
mod health;
mod lock;
mod office;
mod procedure;
mod read_log;
mod rights;
mod rota;
pub(crate) mod tablet;
#[cfg(test)]
mod tests;
mod tour;

use kernel::Lang;
use web::{Area, Method, Nav, Permission, Route, Target};

/// The pages of the house itself.
pub fn area() -> Area {
    Area {
        name: "app",
        routes: routes(),
        migrations: [crate::exchange::table::MIGRATIONS, &[crate::tls::table::MIGRATION]].concat(),
        records: Vec::new(),
        locales: &[
            (Lang::Es, include_str!("../../../../locales/es/app.ftl")),
            (Lang::En, include_str!("../../../../locales/en/app.ftl")),
        ],
        nav: nav(),
    }
}

/// Accounts, policies and the read log live below the page kit; the house brings their tables and words in.
pub fn access_area() -> Area {
    Area {
        name: "access",
        routes: Vec::new(),
        migrations: access::MIGRATIONS.to_vec(),
        records: Vec::new(),
        locales: &[
            (Lang::Es, include_str!("../../../../locales/es/access.ftl")),
            (Lang::En, include_str!("../../../../locales/en/access.ftl")),
        ],
        nav: Vec::new(),
    }
}

fn routes() -> Vec<Route> {
    use Method::{Get, Post};
    use Permission::{
        CheckHealth, ConfirmIdentity, ConfirmLaw, DropKeys, ManageAccounts, ManageClients, ManageOffices,
        ManageRota, ManageTablets, Public, ReadExchange, ReadProcedures, ReadReadLog,
    };
    let route = |method, path, permission, act| Route { method, path, permission, target: Target::None, act };
    vec![
        route(Get, "/administration", ManageAccounts, board::show),
        route(Get, "/rota", ManageRota, rota::show),
        route(Post, "/rota", ManageRota, rota::submit),
        route(Get, "/tour", Public, tour::show),
        route(Get, "/accounts", ManageAccounts, account::list),
        route(Get, "/accounts/new", ManageAccounts, account::add::form),
        route(Post, "/accounts/new", ManageAccounts, account::add::submit),
        route(Get, "/accounts/{account}", ManageAccounts, account::change::form),
        route(Post, "/accounts/{account}", ManageAccounts, account::change::submit),
        route(Get, "/accounts/{account}/password", ManageAccounts, account::password::form),
        route(Post, "/accounts/{account}/password", ManageAccounts, account::password::submit),
        route(Post, "/accounts/{account}/sessions", ManageAccounts, account::sessions::end),
        route(Get, "/accounts/{account}/affiliation", ManageAccounts, affiliation::of_account),
        route(Post, "/accounts/{account}/affiliation", ManageAccounts, affiliation::submit_account),
        route(Get, "/accounts/second-factor", ManageAccounts, account::rules::form),
        route(Post, "/accounts/second-factor", ManageAccounts, account::rules::submit),
        route(Get, "/lost-factors", ConfirmIdentity, account::reset::list),
        route(Post, "/lost-factors/{account}", ConfirmIdentity, account::reset::submit),
        route(Get, "/offices", ManageOffices, office::list),
        route(Get, "/offices/new", ManageOffices, office::form),
        route(Post, "/offices/new", ManageOffices, office::submit),
        route(Post, "/offices/{office}", ManageOffices, office::open_or_close),
        route(Get, "/offices/{office}/affiliation", ManageOffices, affiliation::of_office),
        route(Post, "/offices/{office}/affiliation", ManageOffices, affiliation::submit_office),
        route(Get, "/clients", ManageClients, client::list),
        route(Get, "/clients/new", ManageClients, client::add::form),
        route(Post, "/clients/new", ManageClients, client::add::submit),
        route(Get, "/clients/{client}", ManageClients, client::show),
        route(Get, "/clients/{client}/affiliation", ManageClients, affiliation::of_client),
        route(Post, "/clients/{client}/affiliation", ManageClients, affiliation::submit_client),
        route(Post, "/clients/{client}/secret", ManageClients, client::rotate),
        route(Post, "/clients/{client}/revoke", ManageClients, client::revoke),
        route(Get, "/tablets", ManageTablets, tablet::list),
        route(Get, "/tablets/new", ManageTablets, tablet::add::form),
        route(Post, "/tablets/new", ManageTablets, tablet::add::submit),
        route(Get, "/tablets/steps", ManageTablets, tablet::steps::show),
        route(Get, "/tablets/{tablet}", ManageTablets, tablet::show),
        route(Post, "/tablets/{tablet}", ManageTablets, tablet::rename),
        route(Post, "/tablets/{tablet}/revoke", ManageTablets, tablet::revoke),
        route(Get, "/enrol", Public, tablet::enrol::form),
        route(Post, "/enrol", Public, tablet::enrol::submit),
        route(Get, "/read-log", ReadReadLog, read_log::list),
        route(Get, "/exchange", ReadExchange, exchange::show),
        route(Get, "/health", CheckHealth, health::show),
        route(Get, "/lock", DropKeys, lock::form),
        route(Post, "/lock", DropKeys, lock::submit),
        route(Get, "/unlock", Public, lock::closed),
        route(Post, "/unlock", Public, lock::open),
        route(Get, "/your-rights", Public, rights::main),
        route(Get, "/your-rights/{procedure}", Public, rights::show),
        route(Get, "/procedures", ReadProcedures, procedure::list),
        route(Get, "/procedures/calendar", ReadProcedures, procedure::calendar::show),
        route(Get, "/procedures/policies", ReadProcedures, procedure::policy::show),
        route(Get, "/procedures/statements", ConfirmLaw, procedure::statement::list),
        route(Get, "/procedures/statements/{statement}", ConfirmLaw, procedure::statement::confirm::form),
        route(Post, "/procedures/statements/{statement}", ConfirmLaw, procedure::statement::confirm::submit),
        route(
            Post,
            "/procedures/statements/{statement}/withdraw",
            ConfirmLaw,
            procedure::statement::confirm::take_back,
        ),
        route(Get, "/procedures/dossiers", ReadProcedures, procedure::dossier::list),
        route(Get, "/procedures/dossiers/new", ConfirmLaw, procedure::dossier::new::form),
        route(Post, "/procedures/dossiers/new", ConfirmLaw, procedure::dossier::new::submit),
        route(Get, "/procedures/dossiers/{dossier}", ReadProcedures, procedure::dossier::show::show),
        route(Get, "/procedures/dossiers/{dossier}/steps/{step}", ConfirmLaw, procedure::dossier::step::form),
        route(
            Post,
            "/procedures/dossiers/{dossier}/steps/{step}",
            ConfirmLaw,
            procedure::dossier::step::submit,
        ),
        route(Get, "/procedures/{procedure}", ReadProcedures, procedure::show::show),
    ]
}

/// An administrator's day begins with the accounts; the law is for everybody and stands after the daily work.
fn nav() -> Vec<Nav> {
    let nav = |section, href, key, permission, order| Nav { section, href, key, permission, order };
    vec![
        nav("administration", "/administration", "app-nav-administration", Permission::ManageAccounts, 1),
        nav("rota", "/rota", "app-nav-rota", Permission::ManageRota, 9),
        nav("tour", "/tour", "app-tour-title", Permission::SignedIn, web::NAV_FOOT + 20),
        nav("accounts", "/accounts", "app-nav-accounts", Permission::ManageAccounts, 2),
        nav("resets", "/lost-factors", "app-nav-resets", Permission::ConfirmIdentity, web::NAV_FOOT + 10),
        nav("offices", "/offices", "app-nav-offices", Permission::ManageOffices, 4),
        nav("clients", "/clients", "app-nav-clients", Permission::ManageClients, 5),
        nav("tablets", "/tablets", "app-nav-tablets", Permission::ManageTablets, 11),
        nav("read-log", "/read-log", "app-nav-read-log", Permission::ReadReadLog, 6),
        nav("exchange", "/exchange", "app-nav-exchange", Permission::ReadExchange, 10),
        nav("health", "/health", "app-nav-health", Permission::CheckHealth, 8),
        nav("lock", "/lock", "app-nav-lock", Permission::DropKeys, web::NAV_FOOT + 30),
        nav("rights", "/your-rights", "app-nav-rights", Permission::Public, web::NAV_FOOT + 5),
        nav("statements", "/procedures/statements", "app-nav-statements", Permission::ConfirmLaw, 3),
        nav("procedures", "/procedures", "app-nav-procedures", Permission::ReadProcedures, 90),
    ]
}
