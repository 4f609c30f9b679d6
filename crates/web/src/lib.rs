//! The page kit: routes as data, requests as acts see them, answers, forms, words, and the edge that joins them.
//!
//! An area gives [`Route`]s whose `act` takes a [`House`] and an [`Ask`] and answers a [`Page`] or says what went
//! wrong ([`Trouble`]). Everything before the act is done here, in this order: route, method, sign-in, form token,
//! permission (with the file it is about), draft, act, read log. Nothing in an act needs to know HTTP.

mod answer;
pub mod api;
mod ask;
mod assets;
pub mod chart;
pub mod check;
pub mod client;
mod dispatch;
mod form;
mod gate;
mod hand_over;
mod house;
mod intake;
mod latch;
pub mod layout;
mod page;
pub mod part;
mod route;
mod scan;
mod serve;
mod settings;
mod sign_in;
pub mod testing;
#[cfg(test)]
mod tests;
mod trouble;
mod upload;
mod words;

pub use access::{Permission, Who};
pub use answer::{Answer, Cookie, Reply, StaleRow, Trouble};
pub use ask::{Ask, local_path};
pub use dispatch::{OverTls, quiet_panics, router};
pub use form::{Fields, FormErrors, check_long, name_error, percent_encode};
pub use gate::Gate;
pub use house::{
    Circles, CountryFacts, House, Locks, Names, OfficeFacts, PeopleFrom, Relations, Renewal, Rooms,
};
pub use latch::Latch;
pub use maud::{Markup, html};
pub use page::Page;
pub use route::{Area, Found, Method, NAV_FOOT, Nav, Parameters, Route, Table, Target};
pub use scan::{Media, Scan, ScanRefusal, picture_of, scan_of};
pub use serve::preferred_language;
pub use settings::{SecondFactor, SecondFactorPolicy, Settings};
pub use upload::{FILE_BYTES_MAX, Upload};
pub use words::{Arg, Source, Words, number};

use kernel::Lang;

/// The page kit's own area: signing in and out, language, own account, assets, health, the page of the interface.
pub fn area() -> Area {
    Area {
        name: "web",
        routes: [sign_in::routes(), assets::routes(), api::routes()].concat(),
        migrations: Vec::new(),
        records: Vec::new(),
        locales: &[
            (Lang::Es, include_str!("../../../locales/es/web.ftl")),
            (Lang::En, include_str!("../../../locales/en/web.ftl")),
        ],
        nav: Vec::new(),
    }
}

#[cfg(test)]
fn locales() -> Vec<Source> {
    testing::ground().iter().flat_map(Area::sources).collect()
}
