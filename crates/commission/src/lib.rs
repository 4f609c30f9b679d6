//! Sessions of deciding bodies: agenda, who came, quorum, votes, minutes.
//!
//! Which bodies there are, their seats, quorum and majority, and which steps of a procedure they carry, is data of the
//! country. A session is a record of the ledger; its cases stand in it by their numbers. Where nobody told us a rule, a
//! named member states what it would have said, and the page says that the rule is not known. [`session::carried`]
//! answers casework, which offers a step only once a session with quorum carried it.

mod access;
pub mod agenda;
pub mod attend;
pub mod body;
mod card;
pub mod close;
pub mod convene;
pub mod fold;
mod list;
mod minutes;
pub mod model;
pub mod session;
mod table;
#[cfg(test)]
mod testing;
mod view;
pub mod vote;

pub use card::{case_card, day_card};
pub use fold::Session;
pub use model::SessionId;

use ::access::Permission;
use kernel::Lang;
use web::{Area, Method, Nav, Route, Target};

/// What this area brings to the house.
pub fn area() -> Area {
    Area {
        name: "commission",
        routes: routes(),
        migrations: table::MIGRATIONS.to_vec(),
        records: vec![table::record_kind()],
        locales: &[
            (Lang::Es, include_str!("../../../locales/es/commission.ftl")),
            (Lang::En, include_str!("../../../locales/en/commission.ftl")),
        ],
        nav: vec![Nav {
            section: "sessions",
            href: "/sessions",
            key: "commission-nav",
            permission: Permission::ReadSessions,
            order: 40,
        }],
    }
}

fn routes() -> Vec<Route> {
    use Method::{Get, Post};
    use Permission::{CastVote, ConveneSession, ReadSessions};
    let route = |method, path, permission, act| Route { method, path, permission, target: Target::None, act };
    vec![
        route(Get, "/sessions", ReadSessions, list::page::get),
        route(Get, "/sessions/new", ConveneSession, convene::page::get),
        route(Post, "/sessions/new", ConveneSession, convene::page::post),
        route(Get, "/sessions/{session}", ReadSessions, view::page::get),
        route(Get, "/sessions/{session}/minutes", ReadSessions, minutes::page::get),
        route(Get, "/sessions/{session}/agenda", ConveneSession, agenda::page::get),
        route(Post, "/sessions/{session}/agenda", ConveneSession, agenda::page::post),
        route(Get, "/sessions/{session}/attendance", ConveneSession, attend::page::get),
        route(Post, "/sessions/{session}/attendance", ConveneSession, attend::page::post),
        route(Get, "/sessions/{session}/quorum", ConveneSession, attend::page::get_quorum),
        route(Post, "/sessions/{session}/quorum", ConveneSession, attend::page::post_quorum),
        route(Get, "/sessions/{session}/close", ConveneSession, close::page::get),
        route(Post, "/sessions/{session}/close", ConveneSession, close::page::post),
        route(Get, "/sessions/{session}/cases/{case}/off", ConveneSession, agenda::page::get_off),
        route(Post, "/sessions/{session}/cases/{case}/off", ConveneSession, agenda::page::post_off),
        route(Get, "/sessions/{session}/cases/{case}/recusal", ConveneSession, agenda::page::get_recusal),
        route(Post, "/sessions/{session}/cases/{case}/recusal", ConveneSession, agenda::page::post_recusal),
        route(Get, "/sessions/{session}/cases/{case}/vote", CastVote, vote::page::get),
        route(Post, "/sessions/{session}/cases/{case}/vote", CastVote, vote::page::post),
        route(Get, "/sessions/{session}/cases/{case}/close", ConveneSession, close::page::get_case),
        route(Post, "/sessions/{session}/cases/{case}/close", ConveneSession, close::page::post_case),
    ]
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_words_of_this_area_are_complete() {
        assert_eq!(web::check::check(&super::area().sources()), Vec::<String>::new());
    }
}
