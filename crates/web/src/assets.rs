//! The program's own files under `/assets/`, and the sign of life under `/healthz`.

use crate::{Answer, Ask, House, Method, Reply, Route, Target, Trouble, layout};
use access::Permission;

/// Where assets stand; the house does not ask who wants them.
pub const PREFIX: &str = "/assets/";
pub const HEALTH: &str = "/healthz";

pub fn routes() -> Vec<Route> {
    let open = |path, act| Route {
        method: Method::Get,
        path,
        permission: Permission::Public,
        target: Target::None,
        act,
    };
    vec![open("/assets/{name}", asset), open("/favicon.ico", icon), open(HEALTH, health)]
}

fn asset(_: &House, ask: &Ask) -> Reply {
    let asset = layout::asset(ask.param("name")).ok_or(Trouble::NotFound)?;
    Ok(Answer::Asset { content_type: asset.content_type, bytes: &asset.bytes, forever: true })
}

/// Browsers ask for it whatever the page says; the mark answers.
fn icon(_: &House, _: &Ask) -> Reply {
    let mark = layout::assets().into_iter().find(|asset| asset.content_type == "image/svg+xml");
    let asset = mark.ok_or(Trouble::NotFound)?;
    Ok(Answer::Asset { content_type: asset.content_type, bytes: &asset.bytes, forever: false })
}

fn health(house: &House, _: &Ask) -> Reply {
    house.ledger.read(|reader| ledger::Door::log_end(reader)).map_err(Trouble::from)?;
    Ok(Answer::Text("ok\n".to_owned()))
}
