//! The one page that is answered without TLS: how a new tablet comes to trust the authority, and the authority itself. It
//! knows nobody, sets no cookie and takes nothing in.

use super::profile;
use crate::page::tablet::{Reach, steps};
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};
use axum::routing::get;
use kernel::Lang;
use std::sync::Arc;
use web::part::{self, Act, Tone};
use web::{Fields, House, html, layout};

const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'none'";

pub fn router(house: Arc<House>) -> axum::Router {
    axum::Router::new()
        .route("/", get(guide))
        .route("/ceiba.crt", get(certificate))
        .route("/ceiba.mobileconfig", get(apple))
        .route("/assets/{name}", get(asset))
        .fallback(async || answer(StatusCode::NOT_FOUND, "text/plain; charset=utf-8", "404"))
        .with_state(house)
}

type Shared = State<Arc<House>>;

async fn guide(State(house): Shared, headers: HeaderMap, request: Request) -> Response<Body> {
    let asked = Fields::decode(request.uri().query().unwrap_or("").as_bytes());
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let lang =
        Lang::from_tag(asked.text("lang")).or_else(|| web::preferred_language(accepted)).unwrap_or_default();
    let named = asked.text("authority").to_owned();
    let drawn = tokio::task::spawn_blocking(move || drawn(&house, lang, &named)).await;
    match drawn {
        Ok(Some(page)) => answer(StatusCode::OK, "text/html; charset=utf-8", page),
        _ => gone(),
    }
}

fn drawn(house: &House, lang: Lang, named: &str) -> Option<String> {
    let t = |key: &str| house.words.t(lang, key, &[]);
    let reach = Reach::of(house).ok()??;
    let known = reach.authority.as_ref()?.fingerprint().signs().replace(':', "").to_lowercase();
    let title = t("app-guide-title");
    let others = Lang::ALL.into_iter().filter(|other| *other != lang);
    let body = part::prose(html! {
        p { @for other in others {
            (part::link(&Act::new(format!("/?lang={}&authority={named}", other.tag()), other.autonym()))) " "
        } }
        (part::heading(&title, None, Some(&t("app-guide-lead"))))
        @if !named.is_empty() && named != known { (part::notice(Tone::Danger, &t("app-enrol-other"), html! {})) }
        (steps::steps(&t, &reach, true))
    });
    Some(layout::bare(lang.tag(), &title, body).into_string())
}

async fn certificate(State(house): Shared) -> Response<Body> {
    match authority(house).await {
        Some(known) => answer(StatusCode::OK, "application/x-x509-ca-cert", known.certificate),
        None => gone(),
    }
}

async fn apple(State(house): Shared) -> Response<Body> {
    match authority(house).await {
        Some(known) => answer(StatusCode::OK, "application/x-apple-aspen-config", profile::apple(&known)),
        None => gone(),
    }
}

async fn authority(house: Arc<House>) -> Option<super::kept::Authority> {
    let read = tokio::task::spawn_blocking(move || super::kept::authority(&house.ledger)).await;
    read.ok()?.ok()?
}

async fn asset(Path(name): Path<String>) -> Response<Body> {
    match layout::asset(&name) {
        Some(asset) => answer(StatusCode::OK, asset.content_type, asset.bytes.clone()),
        None => answer(StatusCode::NOT_FOUND, "text/plain; charset=utf-8", "404"),
    }
}

fn gone() -> Response<Body> {
    answer(StatusCode::SERVICE_UNAVAILABLE, "text/plain; charset=utf-8", "503")
}

fn answer(status: StatusCode, kind: &'static str, body: impl Into<Body>) -> Response<Body> {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    for (name, value) in [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("referrer-policy"), "no-referrer"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}
