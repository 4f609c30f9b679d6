//! Asylum: the intent a person expresses at a post, the claim that is opened on it, the letters they carry, and what is
//! told to statistics and pledges. The claim itself walks its procedure in `casework`, as data.

mod access;
pub mod api;
pub mod applicant_card;
mod card;
pub mod claim;
pub mod express;
mod facts;
mod fold;
pub mod held;
pub mod letter;
mod model;
mod table;
pub mod verify;

pub use access::relations;
pub use card::{case_card, day_card, person_panel};
pub use express::{ExpressRefusal, IntentHead, Statement};
pub use facts::{CLAIM, GUARDIANSHIP, claim_facts, guardian_within_five_days, seen_within_a_day};
pub use fold::Intent;
pub use model::{Child, Expressed, IntentEvent};
pub use table::MIGRATIONS;

use ::access::Permission;
use casework::Laws;
use kernel::{Lang, Office};
use web::{Area, House, Method, Nav, Route, Target};

/// What this area brings to the house.
pub fn area() -> Area {
    Area {
        name: "asylum",
        routes: routes(),
        migrations: MIGRATIONS.to_vec(),
        records: vec![table::record_kind()],
        locales: &[
            (Lang::Es, include_str!("../../../locales/es/asylum.ftl")),
            (Lang::En, include_str!("../../../locales/en/asylum.ftl")),
        ],
        nav: vec![
            Nav {
                section: "post",
                href: "/post",
                key: "asylum-nav-post",
                permission: Permission::RecordIntent,
                order: 12,
            },
            Nav {
                section: "intents",
                href: "/intents",
                key: "asylum-nav-intents",
                permission: Permission::ListIntents,
                order: 15,
            },
            Nav {
                section: "documents",
                href: "/documents/verify",
                key: "asylum-nav-verify",
                permission: Permission::VerifyDocument,
                order: 70,
            },
        ],
    }
}

fn routes() -> Vec<Route> {
    use Method::{Get, Post};
    use Permission as P;
    let intent = Target::Intent("intent");
    let case = Target::Case("case");
    let route = |method, path, permission, target, act| Route { method, path, permission, target, act };
    vec![
        route(Get, "/post", P::RecordIntent, Target::None, express::page::post),
        route(Get, "/intents", P::ListIntents, Target::None, express::page::list),
        route(Get, "/intents/new", P::RecordIntent, Target::None, express::page::form),
        route(Post, "/intents/new", P::RecordIntent, Target::None, express::page::submit),
        route(Get, "/intents/{intent}", P::ReadIntent, intent, express::page::show),
        route(Get, "/intents/{intent}/proof.pdf", P::ReadReceipt, intent, express::proof::print),
        route(Get, "/intents/{intent}/people", P::ReadIntent, intent, claim::people::form),
        route(Post, "/intents/{intent}/people", P::ReadIntent, intent, claim::people::submit),
        route(Get, "/intents/{intent}/claim", P::OpenClaim, intent, claim::page::form_of_intent),
        route(Post, "/intents/{intent}/claim", P::OpenClaim, intent, claim::page::submit_of_intent),
        route(
            Get,
            "/people/{person}/claim",
            P::OpenClaim,
            Target::Person("person"),
            claim::page::form_of_person,
        ),
        route(
            Post,
            "/people/{person}/claim",
            P::OpenClaim,
            Target::Person("person"),
            claim::page::submit_of_person,
        ),
        route(Get, "/cases/{case}/letters/{letter}", P::PrintLetter, case, letter::page::get),
        route(Post, "/cases/{case}/letters/{letter}", P::PrintLetter, case, letter::page::post),
        route(Get, "/cases/{case}/issued/{issued}", P::PrintLetter, case, letter::issued::get),
        route(Get, "/cases/{case}/issued/{issued}/letter.pdf", P::PrintLetter, case, letter::issued::print),
        route(
            Get,
            "/cases/{case}/issued/{issued}/revoke",
            P::RevokeLetter,
            case,
            letter::issued::revoke_form,
        ),
        route(Post, "/cases/{case}/issued/{issued}/revoke", P::RevokeLetter, case, letter::issued::revoke),
        route(Get, "/cases/{case}/cards/new", P::PrintLetter, case, applicant_card::page::form),
        route(Post, "/cases/{case}/cards/new", P::PrintLetter, case, applicant_card::page::submit),
        route(Get, "/cases/{case}/cards/{card}", P::PrintLetter, case, applicant_card::page::get),
        route(
            Get,
            "/cases/{case}/cards/{card}/card.pdf",
            P::PrintLetter,
            case,
            applicant_card::page::print_card,
        ),
        route(
            Get,
            "/cases/{case}/cards/{card}/sheet.pdf",
            P::PrintLetter,
            case,
            applicant_card::page::print_sheet,
        ),
        route(Get, "/documents/verify", P::VerifyDocument, Target::None, verify::page::form),
        route(Post, "/documents/verify", P::VerifyDocument, Target::None, verify::page::submit),
    ]
}

/// The office that receives claims.
pub(crate) fn main_office(house: &House) -> Option<Office> {
    house.room::<Laws>().main_office()
}
